"""How a document stands that a reader has before them: corrected since, replaced by the minutes of its day."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from meetings.models import Meeting, SourceDocument


def corrected_at(meeting: Meeting, documents: Sequence[SourceDocument]) -> datetime.datetime | None:
    """When the meeting was corrected, or its newest version came; None where the first word still stands.

    documents: those that readers may have, the newest first.
    """
    versions = [document for document in documents if (document.version or 0) > 1]
    return meeting.corrected_at or (versions[0].received_at if versions else None)


def minutes_address_of(meeting: Meeting, sequence: int | None) -> str:
    """Of an agenda: where the minutes of its day are, the first where there are several; '' where there are none."""
    if sequence is None:
        return ""
    key = {"committee": meeting.committee, "date": meeting.date, "kind": Meeting.Kind.MINUTES}
    return Meeting(**key, sequence=sequence).get_absolute_url()
