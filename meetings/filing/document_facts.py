"""What is known of a document itself: what the parser said, and what a person said where it says nothing.

A person's word is kept as a Correction of the document, so that it outlives every new reading.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import Max, QuerySet

from meetings.ingest.minutes import Minutes
from meetings.models import Correction, Meeting, SourceDocument, User

from .personal_findings import NO_NUMBER, RELEASE, is_settled
from .reading import Reading
from .tables import as_json

TABLE = "sourcedocument"
FACTS = ("committee", "date", "document_kind")  # fields of Minutes
PLACE = "place"  # where an uploaded document goes whose place is taken: `place_of` the meeting, or ANOTHER_SITTING
ANOTHER_SITTING = "another"
NEW_COMMITTEE = "new_committee"  # the committee it names is new and may be made
ATTACHMENT = "attachment"  # a paper beside an item, which is never filed as a meeting


def place_of(meeting: Meeting) -> str:
    """'17/2': a meeting and its newest version, which is what a person has compared with who says that a file is newer.
    One query."""
    return f"{meeting.pk}/{newest_version(meeting)}"


def newest_version(meeting: Meeting) -> int:
    """0 where nothing was filed. One query."""
    return meeting.documents.aggregate(last=Max("version"))["last"] or 0


def note_reading(document: SourceDocument, reading: Reading) -> None:
    """What the parser said, onto the document's row (not saved)."""
    document.outcome = reading.outcome
    document.problem = reading.problem_da
    document.media_type = reading.media_type
    minutes = reading.minutes
    if minutes is None:
        return
    plain = minutes.as_json()
    document.pages = minutes.source.pages
    document.dialect = minutes.dialect[:40]
    document.ocr = minutes.ocr
    document.warnings = [*reading.findings, *plain["warnings"]]
    document.unread = plain["unread"]
    document.parsed = plain
    document.text = reading.text


def give_fact(document: SourceDocument, name: str, value: Any, *, actor: User | None, reason: str = "") -> None:
    """Note what a person says of the document; `name` is one of FACTS or RELEASE."""
    Correction.objects.update_or_create(
        target_model=TABLE,
        target_id=document.pk,
        field=name,
        state=Correction.State.ACTIVE,
        defaults={"value": as_json(value), "made_by": actor, "reason": reason, "meeting": document.meeting},
    )


def with_given_facts(document: SourceDocument, minutes: Minutes) -> Minutes:
    """The minutes with what a person said of the document in place of what it says."""
    if document._state.adding:
        return minutes
    facts: dict[str, Any] = {row.field: row.value for row in _facts(document).filter(field__in=FACTS)}
    if facts.get("date"):
        facts["date"] = datetime.date.fromisoformat(facts["date"])
    return dataclasses.replace(minutes, **facts)


def is_released(document: SourceDocument, warnings: Iterable[dict[str, Any]]) -> bool:
    """Whether a person has taken a stand on all that the guard of personal data found, as these warnings tell it."""
    said = _facts(document).filter(field__in=[RELEASE, NO_NUMBER]) if not document._state.adding else ()
    return is_settled(warnings, {row.field: row.value for row in said})


def fact(document: SourceDocument, name: str) -> Any:
    """What a person said of the document, or None."""
    return (
        None if document._state.adding else _facts(document).filter(field=name).values_list("value", flat=True).first()
    )


def _facts(document: SourceDocument) -> QuerySet[Correction]:
    rows = Correction.objects.filter(target_model=TABLE, target_id=document.pk)
    return rows.exclude(state=Correction.State.REVERTED)
