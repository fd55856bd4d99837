"""What was done in the municipality, by whom and when: to read with filters, and to take away as a table."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

import django_filters
from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.access import Action, person, requires, within
from meetings.filing.wording import changes
from meetings.models import AuditEntry
from meetings.publish.cells import defused

A_PAGE = 50
HEADINGS = ("Tidspunkt", "Hvem", "Handling", "Kommune", "Hvad", "Tabel", "Række", "Ændring", "Begrundelse")


def _day(**more: Any) -> forms.DateInput:
    return forms.DateInput({"type": "date", **more}, format="%Y-%m-%d")


class LogFilter(django_filters.FilterSet):
    """?handling=publish&hvem=Asta&hvad=Byrådet&fra=2026-01-01&til=2026-01-31; both days are included."""

    handling = django_filters.ChoiceFilter(
        field_name="action",
        label="Handling",
        choices=sorted(AuditEntry.ACTIONS.items(), key=lambda one: one[1]),
        empty_label="alle",
    )
    hvem = django_filters.CharFilter(field_name="actor_name", lookup_expr="icontains", label="Hvem")
    hvad = django_filters.CharFilter(field_name="target", lookup_expr="icontains", label="Hvad")
    fra = django_filters.DateFilter(field_name="at", lookup_expr="date__gte", label="Fra", widget=_day())
    til = django_filters.DateFilter(field_name="at", lookup_expr="date__lte", label="Til", widget=_day())

    class Meta:
        model = AuditEntry
        fields: list[str] = []


@require_safe
@requires(Action.READ_AUDIT)
def log(request: HttpRequest) -> HttpResponse:
    asked = _asked(request)
    page = Paginator(asked.qs, A_PAGE).get_page(request.GET.get("side"))
    kept = request.GET.copy()
    kept.pop("side", None)
    shown = [(entry, changes(entry)) for entry in page]
    return render(
        request, "clerk/log.html", {"filter": asked, "page": page, "entries": shown, "kept": kept.urlencode()}
    )


@require_safe
@requires(Action.READ_AUDIT)
def log_table(request: HttpRequest) -> StreamingHttpResponse:
    """The same rows as a table for a spreadsheet: UTF-8 with its mark, semicolons, no formulas. Streamed."""
    response = StreamingHttpResponse(_lines(_asked(request)), content_type="text/csv; charset=utf-8; header=present")
    name = f"haendelser-{timezone.localtime():%Y-%m-%d-%H%M}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _asked(request: HttpRequest) -> LogFilter:
    rows = within(AuditEntry.objects.select_related("municipality"), person(request), Action.READ_AUDIT)
    return LogFilter(request.GET, queryset=rows)


class _Line:
    """A file that gives back what is written to it, for csv.writer."""

    def write(self, text: str) -> str:
        return text


def _lines(asked: LogFilter) -> Iterator[str]:
    write = csv.writer(_Line(), delimiter=";").writerow
    yield "\ufeff" + str(write(HEADINGS))
    for entry in asked.qs.iterator(chunk_size=500):
        yield str(write([defused(cell) for cell in _cells(entry)]))


def _cells(entry: AuditEntry) -> tuple[str | int, ...]:
    changed = "; ".join(f"{what}: {before} → {after}" for what, before, after in changes(entry))
    return (
        f"{timezone.localtime(entry.at):%Y-%m-%d %H:%M:%S}",
        entry.actor_name,
        entry.action_label,
        entry.municipality.name if entry.municipality else "",
        entry.shown_target,
        entry.target_model,
        entry.target_id if entry.target_id is not None else "",
        changed,
        entry.reason,
    )
