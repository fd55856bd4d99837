"""Erasing for personal data: a meeting, one of its items, an earlier version, or a file that never became a meeting."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods
from procrastinate.contrib.django import app

from meetings.access import Action, person, requires, within
from meetings.filing import erasure
from meetings.filing.meanwhile import FILE_FILED, Overtaken
from meetings.models import Erasure, Meeting, SourceDocument

from .late import tells_when_late
from .withdraw import ReasonForm

FINISH = "meetings.jobs.finish_erasure"


class EraseForm(ReasonForm):
    what = forms.ChoiceField(
        error_messages={"required": "Vælg, hvad der skal slettes.", "invalid_choice": "Vælg igen."}
    )
    sure = forms.BooleanField(error_messages={"required": "Sæt kryds, når du er sikker. Det kan ikke fortrydes."})

    def __init__(self, data: Any, *, choices: list[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["what"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.fields["what"].initial = choices[0][0]


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Action.ERASE)
@tells_when_late
def erase(request: HttpRequest, pk: int) -> HttpResponse:
    """All of a meeting, or a part of it."""
    meeting = get_object_or_404(within(Meeting.objects.with_places(), request.user, Action.ERASE), pk=pk)
    acts: dict[str, tuple[str, Callable[..., Erasure], Any]] = {
        "meeting": ("Hele mødet med alle versioner og filer", erasure.erase_meeting, meeting)
    }
    for item in meeting.items.all():
        acts[f"item-{item.pk}"] = (f"{item.short_name}: {item.title}", erasure.erase_item, item)
    newest = meeting.documents.aggregate(last=Max("version"))["last"] or 0
    for document in meeting.documents.kept().light().filter(version__lt=newest).order_by("version"):
        label = f"Version {document.version}, som er erstattet ({document.shown_name})"
        acts[f"version-{document.pk}"] = (label, erasure.erase_version, document)
    form = EraseForm(
        request.POST if request.method == "POST" else None, choices=[(key, act[0]) for key, act in acts.items()]
    )
    if request.method == "POST" and form.is_valid():
        _label, act, target = acts[form.cleaned_data["what"]]
        act(target, actor=person(request), reason=form.cleaned_data["reason"])
        return _done(request)
    context = {"meeting": meeting, "form": form, "name": str(meeting)}
    return render(request, "clerk/erase.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Action.ERASE)
def erase_file(request: HttpRequest, sha256: str) -> HttpResponse:
    """A file that was kept and is of no meeting."""
    rows = within(SourceDocument.objects.light(), request.user, Action.ERASE)
    document = get_object_or_404(rows, sha256=sha256)
    if document.meeting_id is not None:
        messages.error(request, FILE_FILED)
        return redirect("desk_meeting", pk=document.meeting_id)
    form = EraseForm(request.POST if request.method == "POST" else None, choices=[("file", "Filen")])
    if request.method == "POST" and form.is_valid():
        try:
            erasure.erase_file(document, actor=person(request), reason=form.cleaned_data["reason"])
        except Overtaken as late:
            messages.error(request, late.message_da)
            return redirect("desk")
        return _done(request)
    context = {"form": form, "name": document.shown_name}
    return render(request, "clerk/erase.html", context, status=422 if form.errors else 200)


def _done(request: HttpRequest) -> HttpResponse:
    app.configure_task(FINISH, queue="housekeeping").defer()
    messages.success(request, "Slettet. Der står kun tilbage, at det er sket, hvornår, af hvem og hvorfor.")
    return redirect("desk")
