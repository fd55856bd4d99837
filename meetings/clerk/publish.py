"""Publishing at the desk: one or many, now or at a set time, undone within ten minutes, blocked or justified."""

from __future__ import annotations

import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from meetings.access import Action, may, requires, within
from meetings.filing import planning, publishing
from meetings.filing.blockers import blocked
from meetings.filing.justify import justify as take_a_stand
from meetings.filing.justify import no_number
from meetings.models import AuditEntry, Meeting

from .late import tells_when_late
from .preview import meeting_of_desk

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
MOST = 100  # meetings that are published with one button
SHOWN = 50


@require_POST
@requires(Action.PUBLISH)
@tells_when_late
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = meeting_of_desk(request, pk, Action.PUBLISH)
    try:
        publishing.publish(meeting, actor=_who(request), seen=request.POST.get("set", ""))
    except publishing.CannotPublish as problem:
        raise publishing.CannotPublish(_not_published(meeting, problem)) from None
    messages.success(request, "Offentliggjort. Du kan fortryde i ti minutter.")
    return redirect("desk_meeting", pk=pk)


@require_POST
@requires(Action.PUBLISH)
def publish_many(request: HttpRequest) -> HttpResponse:
    """Those that are ticked in the list; what something stands in the way of stays a draft, with the reason."""
    ids = [int(pk) for pk in request.POST.getlist("moede") if pk.isdecimal() and len(pk) < 18][:MOST]
    chosen = within(Meeting.objects.with_places(), request.user, Action.PUBLISH).filter(pk__in=ids)
    drafts = list(chosen.filter(status=Meeting.Status.DRAFT).order_by("date", "pk"))
    if not drafts:
        messages.warning(request, "Sæt kryds ved de møder, der skal offentliggøres.")
    elif done := _each(request, drafts):
        words = "møde er offentliggjort" if done == 1 else "møder er offentliggjort"
        messages.success(request, f"{done} {words}. Du kan fortryde i ti minutter.")
    return redirect("desk")


@require_POST
@requires(Action.PUBLISH)
@tells_when_late
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = meeting_of_desk(request, pk, Action.PUBLISH)
    publishing.undo_publish(meeting, actor=_who(request))
    messages.success(request, f"{meeting}: offentliggørelsen er fortrudt.")
    return redirect("desk_meeting", pk=pk)


@require_POST
@requires(Action.PUBLISH)
@tells_when_late
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """At `dato` and `klokken`, by Danish clocks."""
    meeting = meeting_of_desk(request, pk, Action.PUBLISH)
    try:
        at = danish_moment(request.POST.get("dato", ""), request.POST.get("klokken", ""))
        planning.plan_publish(meeting, at, actor=_who(request), seen=request.POST.get("set", ""))
        messages.success(request, f"Offentliggøres {timezone.localtime(at):%d-%m-%Y kl. %H.%M}.")
    except NoSuchMoment as problem:
        messages.error(request, problem.message_da)
    return redirect("desk_meeting", pk=pk)


@require_POST
@requires(Action.PUBLISH)
@tells_when_late
def drop_plan(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = meeting_of_desk(request, pk, Action.PUBLISH)
    planning.drop_plan(meeting, actor=_who(request))
    messages.success(request, "Planen er fjernet: mødet bliver ikke offentliggjort af sig selv.")
    return redirect("desk_meeting", pk=pk)


@require_POST
@requires(Action.RELEASE)
@tells_when_late
def justify(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a stand on the blocker `spaerrer`, with `begrundelse`; or say, with `intet`, that what may be a CPR number
    is none."""
    meeting = meeting_of_desk(request, pk, Action.RELEASE)
    reason = request.POST.get("begrundelse", "").strip()[:2000]
    code, who = request.POST.get("spaerrer", ""), _who(request)
    try:
        if "intet" in request.POST:
            done = no_number(meeting, actor=who, seen=request.POST.get("set", ""))
        else:
            done = take_a_stand(meeting, code, actor=who, reason=reason)
        messages.success(request, done)
    except ValueError:
        messages.error(request, "Skriv, hvorfor mødet kan offentliggøres alligevel.")
    except LookupError:
        messages.info(request, "Det spærrer ikke længere.")
    return redirect("desk_meeting", pk=pk)


class NoSuchMoment(ValueError):
    """`message_da` says which."""

    def __init__(self, message_da: str) -> None:
        self.message_da = message_da
        super().__init__(message_da)


def danish_moment(date: str, clock: str) -> datetime.datetime:
    """'2026-03-29' and '03:30' by Danish clocks. Raises NoSuchMoment for what is no moment.

    The hour that the clock skips in March does not exist; of the hour it shows twice in October the first is meant.
    """
    try:
        wall = datetime.datetime.fromisoformat(f"{date}T{clock.strip().replace('.', ':')}")
        moment = wall.replace(tzinfo=COPENHAGEN, fold=0)
        shown = moment.astimezone(datetime.UTC).astimezone(COPENHAGEN).replace(tzinfo=None)
    except (ValueError, OverflowError):  # OverflowError: the first day of all calendars
        raise NoSuchMoment("Skriv både dato og klokkeslæt, fx 24-03-2027 og 08.00.") from None
    if shown != wall:
        raise NoSuchMoment(
            f"Klokken {wall:%H.%M} findes ikke den dag: uret stilles en time frem. Vælg et andet tidspunkt."
        )
    return moment


def lists(request: HttpRequest) -> dict[str, Any]:
    """What the desk shows of publishing: drafts, what waits for its hour, what failed, and what can be undone."""
    mine: Any = within(Meeting.objects.with_places(), request.user, Action.SEE_DESK)
    waiting = mine.exclude(status=Meeting.Status.PUBLISHED)
    since = timezone.now() - publishing.UNDO_FOR
    just = AuditEntry.objects.filter(action="publish", target_model="meeting", at__gt=since).values("target_id")
    recent = mine.filter(status=Meeting.Status.PUBLISHED, pk__in=just)
    drafts = waiting.filter(status=Meeting.Status.DRAFT, publish_at=None).newest_first()
    shown = list(drafts[:SHOWN])
    return {
        "drafts": shown,
        "blocked": blocked(shown),
        "more_drafts": max(0, drafts.count() - SHOWN) if len(shown) == SHOWN else 0,
        "may_publish": may(request.user, Action.PUBLISH),
        "planned": waiting.filter(publish_at__isnull=False).order_by("publish_at"),
        "failed": waiting.exclude(publish_problem=""),
        "undoable": [(one, until) for one in recent if (until := publishing.undo_until(one))],
    }


def _each(request: HttpRequest, meetings: list[Meeting]) -> int:
    done = 0
    for meeting in meetings:
        try:
            publishing.publish(meeting, actor=_who(request))
            done += 1
        except publishing.CannotPublish as problem:
            messages.error(request, _not_published(meeting, problem))
    return done


def _not_published(meeting: Meeting, problem: publishing.CannotPublish) -> str:
    return f"{meeting} er ikke offentliggjort. {problem.message_da}"


def _who(request: HttpRequest) -> Any:
    return request.user
