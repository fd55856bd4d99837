"""Corrections and the audit trail: read here, written by `filing`. A conflict is settled here."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone

from meetings.filing import corrections, corrections_exchange
from meetings.filing.meanwhile import Overtaken
from meetings.filing.wording import changes, correction_value, label, model_of
from meetings.models import AuditEntry, Correction

from .audited import ReadOnly
from .filters import ByAct, ByTable, by_municipality
from .parsed import link

MOST_BYTES = 20 * 2**20  # of a file of corrections


class FileForm(forms.Form):
    """A file of corrections; cleaned to the list in it."""

    file = forms.FileField(label="Fil med rettelser (JSON)", max_length=200)

    def clean_file(self) -> list[Any]:
        sent = self.cleaned_data["file"]
        if sent.size > MOST_BYTES:
            raise forms.ValidationError("Filen er for stor. Højst 20 MB.")
        try:
            rows = json.loads(sent.read().decode("utf-8"))
        except (UnicodeDecodeError, ValueError, RecursionError):
            raise forms.ValidationError("Filen er ikke JSON, som den hentes ud her.") from None
        if not isinstance(rows, list):
            raise forms.ValidationError("Filen skal indeholde en liste af rettelser.")
        return rows


@admin.register(Correction)
class CorrectionAdmin(ReadOnly):
    list_display = ["what", "read", "corrected", "now", "state", "meeting", "made_by", "made_at"]
    list_filter = ["state", ByTable, by_municipality("meeting__committee__municipality")]
    list_select_related = ["meeting__committee", "made_by"]
    search_fields = ["reason", "made_by__username", "meeting__committee__name"]
    date_hierarchy = "made_at"
    actions = ["keep", "revert"]
    change_list_template = "admin/archive_corrections.html"
    fields = [
        *("what", "row", "meeting", "read_whole", "corrected_whole", "now_whole"),
        *("state", "reason", "made_by", "made_at"),
    ]

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("ud.json", wrap(self.take_out), name="meetings_correction_out"),
            path("ind/", wrap(self.take_in), name="meetings_correction_in"),
            *super().get_urls(),
        ]

    def take_out(self, request: HttpRequest) -> HttpResponse:
        """Every correction that stands, as a file."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        rows = list(corrections_exchange.take_out(Correction.objects.all()))
        response = JsonResponse(rows, safe=False, json_dumps_params={"ensure_ascii": False, "indent": 1})
        response["Content-Disposition"] = f'attachment; filename="rettelser-{timezone.localdate()}.json"'
        return response

    def take_in(self, request: HttpRequest) -> HttpResponse:
        """A form for such a file; then what became of each correction in it."""
        if not request.user.has_perm("meetings.change_correction"):
            raise PermissionDenied
        form = FileForm(request.POST or None, request.FILES or None)
        taken = None
        if request.method == "POST" and form.is_valid():
            taken = corrections_exchange.take_in(form.cleaned_data["file"], actor=request.user)  # type: ignore[arg-type]
        context = {
            **self.admin_site.each_context(request),
            "title": "Hent rettelser ind",
            "opts": self.opts,
            "form": form,
            "taken": taken,
        }
        return TemplateResponse(request, "admin/archive_corrections_in.html", context)

    @admin.action(description="Fasthold rettelsen, hvor kilden er ændret", permissions=["view"])
    def keep(self, request: Any, queryset: QuerySet[Correction]) -> None:
        self._each(request, queryset.filter(state=Correction.State.CONFLICT), corrections.keep, "fastholdt")

    @admin.action(description="Fortryd: lad kilden gælde", permissions=["view"])
    def revert(self, request: Any, queryset: QuerySet[Correction]) -> None:
        self._each(request, queryset.exclude(state=Correction.State.REVERTED), corrections.revert, "fortrudt")

    def _each(self, request: Any, rows: QuerySet[Correction], act: Any, done: str) -> None:
        if not request.user.has_perm("meetings.change_correction"):
            return self.message_user(request, "Du kan se rettelser, men ikke afgøre dem.", "error")
        count = gone = 0
        for row in rows.select_related("meeting__committee__municipality"):
            if act is corrections.keep and _row_is_gone(row):
                gone += 1
                continue
            try:
                act(row, actor=request.user)
                count += 1
            except Overtaken as late:
                self.message_user(request, f"{self.what(row)}: {late.message_da}", "warning")
        if gone:
            words = "rettelse kan ikke fastholdes" if gone == 1 else "rettelser kan ikke fastholdes"
            told = f"{gone} {words}: den nye version har ikke rækken længere. Ret på punktets side, og fortryd her."
            self.message_user(request, told, "warning")
        return self.message_user(request, f"{count} {'rettelse' if count == 1 else 'rettelser'} {done}.")

    @admin.display(description="Felt", ordering="target_model")
    def what(self, obj: Correction) -> str:
        model = model_of(obj.target_model)
        table = str(model._meta.verbose_name) if model else obj.target_model
        return f"{table} {obj.target_id}: {label(model, obj.field)}"

    @admin.display(description="Læst")
    def read(self, obj: Correction) -> str:
        return _short(correction_value(obj, "parsed_value"))

    @admin.display(description="Rettet til")
    def corrected(self, obj: Correction) -> str:
        return _short(correction_value(obj, "value"))

    @admin.display(description="Kilden siger nu")
    def now(self, obj: Correction) -> str:
        return _short(_now(obj))

    # On its own page a conflict is decided, and nothing is cut short.
    @admin.display(description="Læst")
    def read_whole(self, obj: Correction) -> str:
        return correction_value(obj, "parsed_value")

    @admin.display(description="Rettet til")
    def corrected_whole(self, obj: Correction) -> str:
        return correction_value(obj, "value")

    @admin.display(description="Kilden siger nu")
    def now_whole(self, obj: Correction) -> str:
        return _now(obj)

    @admin.display(description="Række")
    def row(self, obj: Correction) -> Any:
        model = model_of(obj.target_model)
        return link(model._default_manager.filter(pk=obj.target_id).first()) if model else "–"


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnly):
    list_display = ["at", "action_label", "shown_target", "municipality", "actor_name", "reason"]
    list_filter = [ByAct, by_municipality("municipality")]
    list_select_related = ["municipality"]
    search_fields = ["target", "actor_name", "reason"]
    date_hierarchy = "at"
    fields = ["at", "action_label", "shown_target", "municipality", "actor_name", "changed", "reason"]

    @admin.display(description="Hvad", ordering="target")
    def shown_target(self, obj: AuditEntry) -> str:
        return obj.shown_target

    @admin.display(description="Handling", ordering="action")
    def action_label(self, obj: AuditEntry) -> str:
        return obj.action_label

    @admin.display(description="Ændret")
    def changed(self, obj: AuditEntry) -> str:
        return "; ".join(f"{name}: {before} → {after}" for name, before, after in changes(obj)) or "–"


def _row_is_gone(row: Correction) -> bool:
    """Whether the row that the correction lies over is no longer there; what a person removed is not meant to be."""
    model = model_of(row.target_model)
    removed = row.field == Correction.WHOLE_ROW and row.value is None
    return not removed and (model is None or not model._default_manager.filter(pk=row.target_id).exists())


def _now(row: Correction) -> str:
    """What the source says of a correction in conflict, or of what waits beside one; '' of any other."""
    if row.state not in (Correction.State.CONFLICT, Correction.State.HELD):
        return ""
    return "rækken er der ikke længere" if _row_is_gone(row) else correction_value(row, "source_now")


def _short(text: str) -> str:
    return text if len(text) <= 160 else f"{text[:159]}…"
