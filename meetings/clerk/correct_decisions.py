"""A decision split in two or joined with the next, seen before it is saved."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from meetings.access import Action, requires
from meetings.filing import decisions
from meetings.filing.meanwhile import CHANGED, ROW_GONE, Overtaken

from .correct import anchor_of, ask, both, preview_address, row_of, seen_of
from .late import tells_when_late
from .preview import meeting_of_desk


@both
@requires(Action.CORRECT)
@tells_when_late
def split(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """GET asks where; a POST with `sted` shows what comes of it, with `gem` does it."""
    meeting = meeting_of_desk(request, pk, Action.CORRECT)
    decision = row_of(meeting, "decision", row)
    sentences = decisions.sentences(decision)
    at = request.POST.get("sted", "")
    now = seen_of(decision)
    if request.POST.get("set", now) != now:
        raise Overtaken(CHANGED)
    if at.isdecimal() and len(at) < 10 and int(at) in {begins for begins, _words in sentences[1:]}:

        def act() -> None:
            decisions.split(decision, int(at), actor=request.user)  # type: ignore[arg-type]

        title = "Del beslutningen"
        return ask(request, meeting, title, act, anchor=anchor_of(decision), seen=lambda: seen_of(decision))
    context = {
        "meeting": meeting,
        "decision": decision,
        "sentences": sentences,
        "seen": now,
        "missing": request.method == "POST",
        "back": preview_address(meeting, anchor_of(decision)),
    }
    return render(request, "clerk/correct_split.html", context, status=422 if request.method == "POST" else 200)


@both
@requires(Action.CORRECT)
@tells_when_late
def join(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """With the next decision of the same item."""
    meeting = meeting_of_desk(request, pk, Action.CORRECT)
    first = row_of(meeting, "decision", row)
    second = first.item.decisions.filter(position__gt=first.position).order_by("position").first()
    if second is None and request.method == "POST":
        raise Overtaken(ROW_GONE)
    if second is None:
        raise Http404("no decision follows")

    def act() -> None:
        decisions.join(first, second, actor=request.user)  # type: ignore[arg-type]

    title = "Saml med næste beslutning"
    return ask(request, meeting, title, act, anchor=anchor_of(first), seen=lambda: seen_of(first, second))
