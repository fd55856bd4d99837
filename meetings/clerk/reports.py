"""What readers have reported of the municipality's pages: the list, and one of them to answer."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from procrastinate.contrib.django import app

from meetings.access import Action, person, requires, within
from meetings.filing import reports as verbs
from meetings.models import Report

A_PAGE = 50
SEND_ANSWER = "meetings.jobs.send_report_answer"  # named: the desk stands above the jobs, and starts them by name


class AnswerForm(forms.Form):
    solved = forms.TypedChoiceField(choices=[("1", "Løst"), ("", "Afvist")], coerce=bool, required=False, initial="1")
    answer = forms.CharField(
        max_length=4000, error_messages={"required": "Skriv, hvad der er gjort, eller hvorfor det afvises."}
    )


@require_safe
@requires(Action.ANSWER_REPORTS)
def reports(request: HttpRequest) -> HttpResponse:
    """Those that wait, or with ?vis=afsluttede those that are closed."""
    rows = within(Report.objects.select_related("municipality", "assignee"), request.user, Action.ANSWER_REPORTS)
    closed = request.GET.get("vis") == "afsluttede"
    shown = rows.exclude(state__in=Report.OPEN) if closed else rows.filter(state__in=Report.OPEN).order_by("made_at")
    page = Paginator(shown, A_PAGE).get_page(request.GET.get("side"))
    return render(request, "clerk/reports.html", {"page": page, "closed": closed})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Action.ANSWER_REPORTS)
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """One message; POST closes it with an answer, which goes to the reader where they left an address."""
    row = _mine(request, pk)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and row.is_open and form.is_valid():
        verbs.close(
            row, solved=bool(form.cleaned_data["solved"]), answer=form.cleaned_data["answer"], actor=person(request)
        )
        if row.email:
            app.configure_task(SEND_ANSWER, queue="mail").defer(report=row.pk)
        messages.success(request, f"Henvendelsen er afsluttet.{' Svaret sendes som mail.' if row.email else ''}")
        return redirect("desk_reports")
    return render(request, "clerk/report.html", {"report": row, "form": form}, status=422 if form.errors else 200)


@require_POST
@requires(Action.ANSWER_REPORTS)
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it in hand, or open it again."""
    row = _mine(request, pk)
    (verbs.begin if row.is_open else verbs.reopen)(row, actor=person(request))
    return redirect("desk_report", pk=row.pk)


def _mine(request: HttpRequest, pk: int) -> Report:
    return get_object_or_404(
        within(Report.objects.select_related("municipality"), request.user, Action.ANSWER_REPORTS), pk=pk
    )
