"""A meeting's way to the readers and back: publish, unpublish, withdraw. Each is one step with everything in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone

from meetings.models import Meeting, Municipality, SourceDocument, User

from .apply import lock
from .audit import record
from .indexing import index_meeting


class CannotPublish(Exception):
    """What stands in the way; `message_da` says it to a clerk."""

    def __init__(self, message_da: str) -> None:
        self.message_da = message_da
        super().__init__(message_da)


def publish(meeting: Meeting, *, actor: User | None, reason: str = "") -> Meeting:
    """Show the meeting to readers, and put its items into search. Publishing what is published changes nothing.

    Raises CannotPublish while its newest document is held back for personal data; `intake.release` is the way on.
    """
    with _alone_with(meeting) as fresh:
        if fresh.is_published:
            return fresh
        newest = fresh.documents.light().order_by("-version").first()
        if newest and newest.outcome == SourceDocument.Outcome.BLOCKED:
            raise CannotPublish(newest.problem or "Dokumentet er holdt tilbage, fordi det kan indeholde CPR-numre.")
        before = fresh.status
        fresh.status = Meeting.Status.PUBLISHED
        fresh.published_at = fresh.published_at or timezone.now()
        fresh.withdrawn_at, fresh.withdrawal_reason = None, ""
        _finish(fresh, "publish", actor, before, reason)
        return fresh


def unpublish(meeting: Meeting, *, actor: User | None, reason: str = "") -> Meeting:
    """Back to a draft: gone from every page, without a tombstone."""
    with _alone_with(meeting) as fresh:
        before = fresh.status
        if before == Meeting.Status.DRAFT:
            return fresh
        fresh.status = Meeting.Status.DRAFT
        fresh.withdrawn_at, fresh.withdrawal_reason = None, ""
        _finish(fresh, "unpublish", actor, before, reason)
        return fresh


def withdraw(meeting: Meeting, *, actor: User | None, reason: str) -> Meeting:
    """Take it away from readers for good; a tombstone with the reason stays. Raises ValueError without a reason."""
    if not reason.strip():
        raise ValueError("a withdrawal needs a reason")
    with _alone_with(meeting) as fresh:
        before = fresh.status
        fresh.status = Meeting.Status.WITHDRAWN
        fresh.withdrawn_at = timezone.now()
        fresh.withdrawal_reason = reason.strip()
        _finish(fresh, "withdraw", actor, before, reason)
        return fresh


@contextmanager
def _alone_with(meeting: Meeting) -> Iterator[Meeting]:
    """A transaction in which nobody else writes this meeting, and the meeting as it stands."""
    with transaction.atomic():
        lock("meeting", meeting.pk)
        yield Meeting.objects.with_places().get(pk=meeting.pk)


def _finish(meeting: Meeting, action: str, actor: User | None, before: str, reason: str) -> None:
    meeting.save(update_fields=["status", "published_at", "withdrawn_at", "withdrawal_reason"])
    record(
        action,
        actor=actor,
        target=meeting,
        municipality=_municipality(meeting),
        before={"status": before},
        after={"status": meeting.status},
        reason=reason,
    )
    index_meeting(meeting)


def _municipality(meeting: Meeting) -> Municipality:
    return meeting.committee.municipality
