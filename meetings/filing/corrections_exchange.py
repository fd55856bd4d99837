"""Corrections taken out as JSON, and in again: into an archive that was made anew, or beside another.

A correction names its row by what outlives a database: the meeting's address, and below it numbers and places.

    {"meeting": "varde/byraadet/2023-12-05", "table": "decision", "row": ["2", 1], "field": "outcome",
     "read": "decided", "value": "approved", "reason": "…", "by": "Asta Krogh", "at": "2026-11-22T10:00:00+01:00"}

`row`: the item's part of the address, then places from 1; of a vote its side and number, of who was away or sat in
the meeting the name. Corrections that add or remove whole rows go out, and are told of when they come in, but are not
carried out: what they would stand beside may be another row by then.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from meetings.models import (
    Absence,
    Attachment,
    Attendance,
    Correction,
    Decision,
    Item,
    Meeting,
    Section,
    User,
    Vote,
)

from .audit import record
from .corrections import correct
from .tables import ATTENDANCE, ITEM, MEETING, TABLES

Row = dict[str, Any]
NEEDED = ("meeting", "table", "row", "field", "value")


@dataclass
class Taken:
    """What became of each correction that came in: how many were laid over, stood already, or why not."""

    done: int = 0
    stood: int = 0
    refused: list[str] = field(default_factory=list)


def take_out(corrections: models.QuerySet[Correction]) -> Iterator[Row]:
    """Those that stand, of rows that documents fill; oldest first."""
    no_word = [Correction.State.REVERTED, Correction.State.HELD]
    rows = corrections.exclude(state__in=no_word).filter(target_model__in=TABLES)
    for row in rows.select_related("meeting__committee__municipality", "made_by").order_by("made_at", "pk"):
        if row.meeting is None:
            continue
        target = TABLES[row.target_model].model._default_manager.filter(pk=row.target_id).first()
        yield {
            "meeting": "/".join(row.meeting.address_parts()),
            "table": row.target_model,
            "row": _place(target) if target else None,
            "field": row.field,
            "read": row.parsed_value,
            "value": row.value,
            "reason": row.reason,
            "by": (row.made_by.get_full_name() or row.made_by.get_username()) if row.made_by else "",
            "at": row.made_at.isoformat(),
        }


@transaction.atomic
def take_in(rows: list[Any], *, actor: User | None) -> Taken:
    """Lay them over what stands here; one that cannot be does not stop the rest."""
    taken = Taken()
    for number, row in enumerate(rows, start=1):
        try:
            with transaction.atomic():
                changed = _take(row, actor)
        except (ValidationError, LookupError, ValueError, TypeError) as problem:
            words = " ".join(problem.messages) if isinstance(problem, ValidationError) else str(problem).strip("'\"")
            taken.refused.append(f"Nr. {number}: {words}")
        else:
            taken.done += changed
            taken.stood += not changed
    after = {"corrected": taken.done, "unchanged": taken.stood, "refused": len(taken.refused)}
    record("import", actor=actor, after=after)
    return taken


def _take(row: Any, actor: User | None) -> int:
    if not isinstance(row, dict) or any(name not in row for name in NEEDED):
        raise ValueError(f"Rettelsen skal have {', '.join(NEEDED)}.")
    if row["table"] not in TABLES or row["field"] not in TABLES[row["table"]].fields:
        raise ValueError("Feltet kan ikke rettes herfra.")
    parts = str(row["meeting"]).split("/")
    meeting = Meeting.objects.at_address(*parts).first() if len(parts) == 3 else None
    if meeting is None:
        raise LookupError(f"Mødet {row['meeting']} er ikke i arkivet.")
    target = _found(meeting, row["table"], row["row"])
    if target is None:
        raise LookupError(f"Rækken {row['row']} er ikke i mødet {row['meeting']}.")
    if row["field"] == "committee":
        raise ValueError("Udvalget rettes på mødets egen side.")
    return min(1, correct(target, {row["field"]: row["value"]}, actor=actor, reason=str(row.get("reason") or "")))


def _place(row: Any) -> list[Any]:
    if isinstance(row, Meeting):
        return []
    if isinstance(row, Attendance):
        return [row.name]
    if isinstance(row, Item):
        return [row.slug]
    if isinstance(row, Vote):
        return [*_place(row.decision), row.position, row.sequence]
    if isinstance(row, Absence):
        return [*_place(row.decision), row.name]
    return [row.item.slug, row.position]


def _found(meeting: Meeting, table: str, place: Any) -> models.Model | None:
    if not isinstance(place, list):
        return None
    if table == MEETING.name:
        return meeting
    if table == ATTENDANCE.name:
        return meeting.attendances.filter(name=place[0]).first()
    item = meeting.items.filter(slug=place[0]).first()
    if item is None or table == ITEM.name:
        return item
    under: dict[str, Any] = {"section": Section, "decision": Decision, "attachment": Attachment}
    if table in under:
        return under[table].objects.filter(item=item, position=place[1]).first()
    decision = item.decisions.filter(position=place[1]).first()
    if decision is None:
        return None
    if table == "vote":
        return decision.votes.filter(position=place[2], sequence=place[3]).first()
    return decision.absences.filter(name=place[2]).first()
