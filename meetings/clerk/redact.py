"""Striking words out: what stands struck out, a new one seen before it is done, and lifting one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meetings.access import Action, person, requires, within
from meetings.filing import redactions as verbs
from meetings.filing.striking import pattern_of
from meetings.models import Meeting, Redaction

from .late import tells_when_late
from .withdraw import ReasonForm

SHOWN = 20  # meetings of a preview


class RedactionForm(ReasonForm):
    kind = forms.ChoiceField(choices=Redaction.Kind.choices, initial=Redaction.Kind.WORDS)
    words = forms.CharField(required=False, max_length=200)
    scope = forms.ChoiceField(
        error_messages={
            "required": "Vælg, hvor der streges ud.",
            "invalid_choice": "Vælg, hvor der streges ud.",
        }
    )

    def __init__(self, data: Any, *, meeting: Meeting) -> None:
        super().__init__(data)
        committee = meeting.committee
        self.items = {f"item-{item.pk}": item for item in meeting.items.all()}
        self.fields["scope"].choices = [  # type: ignore[attr-defined]
            ("meeting", "I hele dette møde"),
            *((key, f"Kun i {item.short_name.lower()}: {item.title}") for key, item in self.items.items()),
            ("committee", f"I alle møder i {committee.name}"),
            ("municipality", f"I alle møder i {committee.municipality.official_name}"),
        ]
        self.fields["scope"].initial = "meeting"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        words = cleaned["words"] = " ".join(cleaned.get("words", "").split())
        if cleaned.get("kind") == Redaction.Kind.CPR:
            cleaned["words"] = ""
            return cleaned
        try:
            pattern_of(words)
        except ValueError:
            self.add_error("words", "Skriv mindst tre bogstaver eller tal, der skal streges ud.")
        return cleaned

    def redaction(self, meeting: Meeting) -> Redaction:
        """What was asked for, not saved."""
        said = self.cleaned_data
        asked = Redaction(
            municipality=meeting.committee.municipality, kind=said["kind"], words=said["words"], reason=said["reason"]
        )
        item = self.items.get(said["scope"])
        if item or said["scope"] == "meeting":
            asked.meeting, asked.item, asked.item_number = meeting, item, item.number if item else ""
        elif said["scope"] == "committee":
            asked.committee = meeting.committee
        return asked


@require_safe
@requires(Action.REDACT)
def redactions(request: HttpRequest) -> HttpResponse:
    rows = within(Redaction.objects.all(), request.user, Action.REDACT)
    rows = rows.select_related("municipality", "committee", "meeting__committee", "item", "made_by", "lifted_by")
    context = {"standing": rows.filter(lifted_at=None)[:200], "lifted": rows.exclude(lifted_at=None)[:50]}
    return render(request, "clerk/redactions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Action.REDACT)
@tells_when_late
def redact(request: HttpRequest, pk: int) -> HttpResponse:
    """From a meeting: a form, then what would be struck out, then (`gem`) the act."""
    meeting = get_object_or_404(within(Meeting.objects.with_places(), request.user, Action.REDACT), pk=pk)
    form = RedactionForm(request.POST if request.method == "POST" else None, meeting=meeting)
    context: dict[str, Any] = {"meeting": meeting, "form": form}
    if request.method == "POST" and form.is_valid():
        asked = form.redaction(meeting)
        if "gem" in request.POST:
            reached = verbs.redact(asked, actor=person(request))
            messages.success(request, f"Streget ud i {reached} {'møde' if reached == 1 else 'møder'}.")
            return redirect("desk_redactions")
        found = verbs.preview(asked)
        context |= {"found": found[:SHOWN], "meetings": len(found), "asked": asked}
        context["times"] = sum(one.times for one in found)
    return render(request, "clerk/redact.html", context, status=422 if form.errors else 200)


@require_POST
@requires(Action.REDACT)
def lift(request: HttpRequest, pk: int) -> HttpResponse:
    redaction = get_object_or_404(within(Redaction.objects.all(), request.user, Action.REDACT), pk=pk)
    verbs.lift(redaction, actor=person(request))
    messages.success(request, "Udstregningen er ophævet. Læserne kan igen se det, der står i originalen.")
    return redirect("desk_redactions")
