"""How a document stands that a reader has before them: corrected since, replaced by the minutes of its day."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from meetings.models import Item, Meeting, SourceDocument


def corrected_at(meeting: Meeting, documents: Sequence[SourceDocument]) -> datetime.datetime | None:
    """When the meeting was corrected, or its newest version came; None where the first word still stands.

    documents: those that readers may have, the newest first.
    """
    versions = [document for document in documents if (document.version or 0) > 1]
    return meeting.corrected_at or (versions[0].received_at if versions else None)


def minutes_address_of(item: Item) -> str:
    """Of an item of an agenda (asked for by `with_minutes_of_the_day`): where the minutes of its day are; else ''."""
    meeting = item.meeting
    if item.minutes_sequence is None or meeting.kind not in Meeting.AGENDAS:
        return ""
    key = {"committee": meeting.committee, "date": meeting.date, "sequence": item.minutes_sequence}
    return Meeting(kind=Meeting.Kind.MINUTES, **key).get_absolute_url()
