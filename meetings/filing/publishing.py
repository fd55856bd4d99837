"""A meeting's way to the readers and back: publish, undo, unpublish, withdraw; each one step with all that follows."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from meetings.models import AuditEntry, Meeting, Municipality, SourceDocument, User

from .apply import lock
from .audit import record
from .blockers import LOOK, MEETING_ERASED, PERSONAL_DATA, blockers_of
from .indexing import index_made, index_meeting
from .meanwhile import MEETING_GONE, SEEN_BEFORE

UNDO_FOR = datetime.timedelta(minutes=10)
_STATES = ("publish", "unpublish", "undo_publish", "withdraw")  # the acts that change who may read a meeting


class CannotPublish(Exception):
    """What stands in the way; `message_da` says it to a clerk."""

    def __init__(self, message_da: str) -> None:
        self.message_da = message_da
        super().__init__(message_da)


def publish(meeting: Meeting, *, actor: User | None, reason: str = "", seen: str = "") -> Meeting:
    """Show the meeting to readers, and put its items into search. Publishing what is published changes nothing.

    seen: `last_act` of the meeting as the person saw it. Raises CannotPublish for what `hindrances` names, and where
    the meeting is not what the person saw: changed since, or withdrawn by another.
    """
    with alone_with(meeting) as fresh:
        if not fresh.is_published:
            check_seen(meeting, fresh, seen)
            _publish(fresh, None, actor, reason)
        return fresh


def last_act(meeting: Meeting) -> str:
    """What was done last to a meeting, as a mark: another mark, and it may say something else. One query."""
    acts = AuditEntry.objects.filter(meeting_id=meeting.pk).order_by("-pk")
    return str(acts.values_list("pk", flat=True).first() or 0)


def check_seen(meeting: Meeting, fresh: Meeting, seen: str) -> None:
    """Raises CannotPublish where a meeting stands otherwise than whoever acts on `meeting` saw it."""
    if fresh.status == Meeting.Status.WITHDRAWN != meeting.status:
        raise CannotPublish("En anden har trukket mødet tilbage imens.")
    if seen and seen != last_act(fresh):
        raise CannotPublish(SEEN_BEFORE)


def publish_made(meeting: Meeting, document: SourceDocument, *, actor: User | None) -> Meeting:
    """As `publish`, of a meeting that this very transaction made out of `document` and that holds all its rows: nobody
    else knows of it, and nothing is read again."""
    _publish(meeting, document, actor, "")
    return meeting


def _publish(meeting: Meeting, made_of: SourceDocument | None, actor: User | None, reason: str) -> None:
    if stands := hindrances(meeting, actor, made_of):
        raise CannotPublish(" ".join(stands))
    before = _as_it_is(meeting)
    meeting.status = Meeting.Status.PUBLISHED
    if meeting.published_at:
        meeting.shown_again_at = timezone.now()
    meeting.published_at = meeting.published_at or timezone.now()
    meeting.withdrawn_at, meeting.withdrawal_reason = None, ""
    _finish(meeting, "publish", actor, before, reason, made=made_of is not None)


def hindrances(meeting: Meeting, actor: User | None, newest: SourceDocument | None = None) -> list[str]:
    """Why `actor` may not publish this meeting as it stands, in Danish sentences; none: they may.

    newest: the meeting's last document, where the caller has it. Without an actor it is the keeper of the archive at
    the command line, who answers for all but personal data and what was erased: these hold everybody back until
    somebody takes a stand (`justify`, `erased_again`).
    """
    stands = blockers_of(meeting, newest)
    if actor is None:
        kept_back = (PERSONAL_DATA, LOOK, MEETING_ERASED)
        return [blocker.message_da for blocker in stands if blocker.code in kept_back]
    told = [blocker.message_da for blocker in stands]
    if _municipality(meeting).four_eyes and actor.pk in last_hands(meeting):
        told.append("Kommunen kræver fire øjne: en anden end den, der lagde op eller rettede sidst, offentliggør.")
    return told


def last_hands(meeting: Meeting) -> set[int]:
    """Who brought the newest document, and who corrected last."""
    newest = meeting.documents.light().order_by("-version").first()
    hands = {newest.received_from_id if newest else None, meeting.edited_by_id}
    return {pk for pk in hands if pk is not None}


def undo_until(meeting: Meeting) -> datetime.datetime | None:
    """Until when its publishing can be undone; None where it cannot."""
    last = _last_change(meeting) if meeting.is_published else None
    until = last.at + UNDO_FOR if last and last.action == "publish" else None
    return until if until and until > timezone.now() else None


def undo_publish(meeting: Meeting, *, actor: User | None) -> Meeting:
    """Back to what the meeting was before it was published, draft or tombstone. Raises CannotPublish when too late."""
    with alone_with(meeting) as fresh:
        last = _last_change(fresh)
        if last is None or undo_until(fresh) is None:
            raise CannotPublish("Offentliggørelsen kan ikke fortrydes længere. Træk mødet tilbage i stedet.")
        was: dict[str, Any] = last.before or {}
        before = _as_it_is(fresh)
        fresh.status = was.get("status", Meeting.Status.DRAFT)
        fresh.published_at = parse_datetime(was.get("published_at") or "")
        fresh.withdrawn_at = parse_datetime(was.get("withdrawn_at") or "")
        fresh.shown_again_at = parse_datetime(was.get("shown_again_at") or "")
        fresh.withdrawal_reason = was.get("withdrawal_reason", "")
        _finish(fresh, "undo_publish", actor, before, "")
        return fresh


def unpublish(meeting: Meeting, *, actor: User | None, reason: str = "") -> Meeting:
    """Back to a draft: gone from every page, without a tombstone."""
    with alone_with(meeting) as fresh:
        if fresh.status == Meeting.Status.DRAFT:
            return fresh
        before = _as_it_is(fresh)
        fresh.status = Meeting.Status.DRAFT
        fresh.withdrawn_at, fresh.withdrawal_reason = None, ""
        _finish(fresh, "unpublish", actor, before, reason)
        return fresh


def withdraw(meeting: Meeting, *, actor: User | None, reason: str) -> Meeting:
    """Take it away from readers for good; a tombstone with the reason stays. Raises ValueError without a reason, and
    CannotPublish where another has taken it away meanwhile."""
    if not reason.strip():
        raise ValueError("a withdrawal needs a reason")
    with alone_with(meeting) as fresh:
        if meeting.is_published and not fresh.is_published:
            withdrawn = fresh.status == Meeting.Status.WITHDRAWN
            did = "trukket mødet tilbage" if withdrawn else "fortrudt offentliggørelsen"
            raise CannotPublish(f"En anden har {did} imens.")
        before = _as_it_is(fresh)
        fresh.status = Meeting.Status.WITHDRAWN
        fresh.withdrawn_at = timezone.now()
        fresh.withdrawal_reason = reason.strip()
        _finish(fresh, "withdraw", actor, before, reason)
        return fresh


@contextmanager
def alone_with(meeting: Meeting) -> Iterator[Meeting]:
    """A transaction in which nobody else writes this meeting, and the meeting as it stands. Raises CannotPublish where
    it is there no longer."""
    with transaction.atomic():
        lock("meeting", meeting.pk)
        fresh = Meeting.objects.with_places().filter(pk=meeting.pk).first()
        if fresh is None:
            raise CannotPublish(MEETING_GONE)
        yield fresh


def _as_it_is(meeting: Meeting) -> dict[str, Any]:
    """The state as the audit trail keeps it: what `undo_publish` brings back."""
    said: dict[str, Any] = {"status": meeting.status}
    for name in ("published_at", "withdrawn_at", "shown_again_at"):
        if moment := getattr(meeting, name):
            said[name] = moment.isoformat()
    if meeting.withdrawal_reason:
        said["withdrawal_reason"] = meeting.withdrawal_reason
    return said


def _last_change(meeting: Meeting) -> AuditEntry | None:
    acts = AuditEntry.objects.filter(target_model="meeting", target_id=meeting.pk, action__in=_STATES)
    return acts.order_by("-at", "-id").first()


def _finish(
    meeting: Meeting, action: str, actor: User | None, before: dict[str, Any], reason: str, *, made: bool = False
) -> None:
    meeting.publish_at, meeting.publish_by, meeting.publish_problem = None, None, ""
    meeting.save(
        update_fields=[
            *("status", "published_at", "withdrawn_at", "shown_again_at", "withdrawal_reason"),
            *("publish_at", "publish_by", "publish_problem"),
        ]
    )
    record(
        action,
        actor=actor,
        target=meeting,
        municipality=_municipality(meeting),
        before=before,
        after={"status": meeting.status},
        reason=reason,
    )
    if made:
        index_made(meeting)
    else:
        index_meeting(meeting)


def _municipality(meeting: Meeting) -> Municipality:
    return meeting.committee.municipality
