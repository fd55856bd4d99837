"""Alone with a meeting that is being corrected: one transaction, and one end of it however many corrections."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction

from meetings.models import Correction, Item, Meeting, User

from .addresses import keep_address
from .apply import lock, tie_to_others
from .audit import record
from .hidden_since import note_hidden
from .indexing import index_meeting
from .meanwhile import MEETING_GONE, Overtaken
from .news_of import News, date_news, item_of


@dataclass
class _Work:
    """What was done to a meeting so far; `news`: of what readers see."""

    changed: bool = False
    news: News = field(default_factory=News)


# The meetings being worked on in this thread.
_at_work: ContextVar[dict[int, _Work] | None] = ContextVar("meetings being corrected", default=None)


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
    work = _Work()
    token = _at_work.set({**before, meeting.pk: work})
    try:
        with transaction.atomic():
            lock("meeting", meeting.pk)
            was = Meeting.objects.with_places().filter(pk=meeting.pk).first()
            if was is None:
                raise Overtaken(MEETING_GONE)
            yield
            if work.changed:
                _finish(Meeting.objects.with_places().get(pk=meeting.pk), was, work)
    finally:
        _at_work.reset(token)


def _finish(meeting: Meeting, was: Meeting, work: _Work) -> None:
    tie_to_others(meeting)
    keep_address(meeting, was)
    note_hidden(meeting)
    if meeting.is_published and work.news.is_public:
        date_news(meeting, work.news.items, came=models.Q(pk__in=work.news.added))
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
    """An act of correction: into the audit trail, and `together` has something to finish. An act on a correction itself
    (that it stands, say) changes nothing that readers see."""
    work = (_at_work.get() or {}).get(meeting.pk) or _Work()
    work.changed = True
    if not isinstance(target, Correction):
        work.news.is_public = True
        if (item := item_of(target)) is not None:
            added = action == "add_row" and isinstance(target, Item)
            (work.news.added if added else work.news.items).add(item)
    if actor is not None:
        Meeting.objects.filter(pk=meeting.pk).update(edited_by=actor)
    municipality = meeting.committee.municipality
    record(action, actor=actor, target=target, municipality=municipality, before=before, after=after, reason=reason)
