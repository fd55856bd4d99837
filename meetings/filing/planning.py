"""Publishing at a set time: kept on the meeting itself, so that no worker's death can lose it."""

from __future__ import annotations

import datetime
import logging
from contextlib import suppress

from django.utils import timezone

from meetings.models import Meeting, User

from .audit import record
from .publishing import CannotPublish, alone_with, check_seen, hindrances, publish

log = logging.getLogger(__name__)

NOT_HERE = "Den, der planlagde offentliggørelsen, arbejder ikke længere for kommunen her."
LONGEST = datetime.timedelta(days=400)  # further ahead is a slip of the pen


def plan_publish(meeting: Meeting, at: datetime.datetime, *, actor: User | None, seen: str = "") -> Meeting:
    """Publish at that moment. Raises CannotPublish for a moment that has passed, for what stands in the way now, and
    where the meeting is not what the person saw (`seen` as in `publish`)."""
    with alone_with(meeting) as fresh:
        if fresh.is_published:
            raise CannotPublish("Mødet er allerede offentliggjort.")
        check_seen(meeting, fresh, seen)
        if not timezone.now() < at < timezone.now() + LONGEST:
            raise CannotPublish("Vælg et tidspunkt, der ligger i fremtiden og højst et år frem.")
        if stands := hindrances(fresh, actor):
            raise CannotPublish(" ".join(stands))
        before = fresh.publish_at
        fresh.publish_at, fresh.publish_by, fresh.publish_problem = at, actor, ""
        _note(fresh, "plan_publish", actor, before, at)
        return fresh


def drop_plan(meeting: Meeting, *, actor: User | None) -> Meeting:
    """Not at that moment after all; also puts away the word of a plan that failed."""
    with alone_with(meeting) as fresh:
        before = fresh.publish_at
        fresh.publish_at, fresh.publish_by, fresh.publish_problem = None, None, ""
        _note(fresh, "drop_plan", actor, before, None)
        return fresh


def publish_due(now: datetime.datetime | None = None) -> tuple[int, list[Meeting]]:
    """Publish whatever's hour has come; returns how many, and the meetings that something stands in the way of.

    Each is a transaction of its own: killed at any moment, the rest is done by the next run, a minute later.
    """
    now = now or timezone.now()
    done, failed = 0, []
    due = Meeting.objects.filter(publish_at__lte=now).order_by("publish_at", "pk").values_list("pk", flat=True)
    for pk in list(due):
        with suppress(CannotPublish), alone_with(Meeting(pk=pk)) as meeting:  # erased since: there is nothing to tell
            if meeting.publish_at is None or meeting.publish_at > now:
                continue  # somebody else did it, or changed the hour, while this run waited its turn
            problem = _publish(meeting)
            if not problem:
                done += 1
                continue
            planned, actor = meeting.publish_at, meeting.publish_by
            meeting.publish_at, meeting.publish_problem = None, problem
            _note(meeting, "plan_failed", actor, planned, None, problem)
            failed.append(meeting)
    return done, failed


def _publish(meeting: Meeting) -> str:
    """'' where it is published now, else why not."""
    actor = meeting.publish_by
    place = meeting.committee.municipality_id
    if actor is None or not actor.is_active or actor.role == User.Role.AUDITOR:
        return NOT_HERE
    if actor.municipality_id not in (None, place):
        return NOT_HERE
    try:
        publish(meeting, actor=actor, reason="planlagt")
    except CannotPublish as problem:
        log.info("meeting %s is not published as planned", meeting.pk)
        return problem.message_da
    return ""


def _note(
    meeting: Meeting,
    action: str,
    actor: User | None,
    before: datetime.datetime | None,
    after: datetime.datetime | None,
    reason: str = "",
) -> None:
    meeting.save(update_fields=["publish_at", "publish_by", "publish_problem"])
    record(
        action,
        actor=actor,
        target=meeting,
        municipality=meeting.committee.municipality,
        before={"publish_at": before.isoformat()} if before else None,
        after={"publish_at": after.isoformat()} if after else None,
        reason=reason,
    )
