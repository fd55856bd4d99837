"""Alone with a meeting that is being corrected: one transaction, and one end of it however many corrections."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from meetings.models import Meeting, User

from .addresses import keep_address
from .apply import lock, tie_to_others
from .audit import record
from .hidden_since import note_hidden
from .indexing import index_meeting
from .meanwhile import MEETING_GONE, Overtaken

# The meetings being worked on in this thread, and whether anything of them has changed yet.
_at_work: ContextVar[dict[int, bool] | None] = ContextVar("meetings being corrected", default=None)


@contextmanager
def together(meeting: Meeting) -> Iterator[None]:
    """Alone with a meeting, in one transaction; many corrections inside are finished off once, at the end.

    Finishing: cases and committees follow from the words, an address that readers had leads on, files that show what
    is closed now are withheld, readers see "Rettet den …", and search is told. Where nothing changed, nothing is
    finished. Raises Overtaken where the meeting is there no longer.
    """
    before = _at_work.get() or {}
    if meeting.pk in before:
        yield
        return
    mine = {**before, meeting.pk: False}
    token = _at_work.set(mine)
    try:
        with transaction.atomic():
            lock("meeting", meeting.pk)
            was = Meeting.objects.with_places().filter(pk=meeting.pk).first()
            if was is None:
                raise Overtaken(MEETING_GONE)
            yield
            if mine[meeting.pk]:
                _finish(Meeting.objects.with_places().get(pk=meeting.pk), was)
    finally:
        _at_work.reset(token)


def _finish(meeting: Meeting, was: Meeting) -> None:
    tie_to_others(meeting)
    keep_address(meeting, was)
    note_hidden(meeting)
    if meeting.is_published:
        meeting.corrected_at = timezone.now()
        meeting.save(update_fields=["corrected_at"])
    index_meeting(meeting)


def note(
    action: str,
    target: models.Model,
    meeting: Meeting,
    actor: User | None,
    before: Any,
    after: Any,
    reason: str,
) -> None:
    """An act of correction: into the audit trail, and `together` has something to finish."""
    (_at_work.get() or {})[meeting.pk] = True
    if actor is not None:
        Meeting.objects.filter(pk=meeting.pk).update(edited_by=actor)
    municipality = meeting.committee.municipality
    record(action, actor=actor, target=target, municipality=municipality, before=before, after=after, reason=reason)
