"""Minutes as the rows they should become, before anybody looks into the database."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from meetings.ingest.minutes import Affiliation, Decision, Item, Minutes
from meetings.language.names import with_party
from meetings.language.sorting import address

from .tables import ABSENCE, ATTACHMENT, ATTENDANCE, DECISION, ITEM, MEETING, SECTION, VOTE, Table

# No council has so many members: a larger count was misread.
MOST_VOTES = 999


@dataclass(frozen=True)
class Wanted:
    """A row as a document wants it. `values`: what it says; `derived`: what follows from that.

    Where a value is longer than its column, it is cut here and `shortened` says so.
    """

    table: Table
    values: dict[str, Any]
    derived: dict[str, Any] = field(default_factory=dict)
    children: tuple[Wanted, ...] = ()
    shortened: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        fitting = {name: self.table.clip(name, value) for name, value in self.values.items()}
        cut = tuple(name for name, value in fitting.items() if value != self.values[name])
        object.__setattr__(self, "shortened", cut)
        object.__setattr__(self, "values", fitting)

    def everything_shortened(self) -> Iterator[tuple[Table, str]]:
        """Each value of the tree that was cut: its table and field."""
        yield from ((self.table, name) for name in self.shortened)
        for child in self.children:
            yield from child.everything_shortened()


def wanted_meeting(minutes: Minutes, committee_id: int) -> Wanted:
    first, last = minutes.term or (None, None)
    values = {
        "committee": committee_id,
        "date": minutes.date,
        "kind": minutes.document_kind,
        "start_time": _time(minutes.start_time),
        "place": minutes.place or "",
        "term_start": first,
        "term_end": last,
    }
    items = tuple(_item(item, position) for position, item in enumerate(minutes.items, start=1))
    return Wanted(MEETING, values, {}, (*_attendances(minutes), *items))


def _attendances(minutes: Minutes) -> Iterator[Wanted]:
    # Who is named both as present and as absent came or went during the meeting, and so sat in it.
    present = list(dict.fromkeys(minutes.participants))
    absent = [name for name in dict.fromkeys(minutes.absent) if name not in present]
    parties = _parties(minutes.affiliations)
    for position, name in enumerate([*present, *absent], start=1):
        said = {"name": name, "present": name in present, "party": parties.get(name, "")}
        yield Wanted(ATTENDANCE, said, {"position": position})


def _parties(affiliations: Iterable[Affiliation]) -> dict[str, str]:
    """{name: party as printed}; of a name that stands with two of them nobody knows which is meant."""
    said: dict[str, str] = {}
    for one in affiliations:
        said[one.name] = one.party if said.get(one.name, one.party) == one.party else ""
    return said


def _item(item: Item, position: int) -> Wanted:
    values = {
        "number": item.number,
        "title": item.title,
        "kind": item.kind,
        "closed": item.closed,
        "case_number": item.case_number or "",
        "document_number": item.document_number or "",
    }
    sections = (
        Wanted(
            SECTION,
            {"heading": section.heading, "role": section.role, "text": section.text},
            {"position": number, "page": section.page},
        )
        for number, section in enumerate(item.sections, start=1)
    )
    decisions = (_decision(decision, number) for number, decision in enumerate(item.decisions, start=1))
    attachments = (
        Wanted(
            ATTACHMENT,
            {"title": attachment.title, "document_number": attachment.document_number or ""},
            {"position": number},
        )
        for number, attachment in enumerate(item.attachments, start=1)
    )
    derived = {"position": position, "page": item.page, "line": item.line}
    return Wanted(ITEM, values, derived, (*sections, *decisions, *attachments))


def _decision(decision: Decision, position: int) -> Wanted:
    values = {
        "body": decision.body,
        "date": decision.date,
        "outcome": decision.outcome,
        "recognised": decision.recognised,
        "own": decision.own,
        "text": decision.text,
        "note": decision.note or "",
    }
    seen: Counter[str] = Counter()
    printed = _parties(decision.affiliations)
    votes = []
    for vote in decision.votes:
        side = VOTE.clip("position", vote.position)
        seen[side] += 1
        votes.append(
            Wanted(
                VOTE,
                {
                    "position": side,
                    "parties": list(vote.parties),
                    "persons": list(vote.persons),
                    "affiliations": [with_party(name, printed[name]) for name in vote.persons if printed.get(name)],
                    "count": vote.count if vote.count is None or vote.count <= MOST_VOTES else None,
                },
                {"sequence": seen[side]},
            )
        )
    return Wanted(DECISION, values, {"position": position, "page": decision.page}, (*votes, *_absences(decision)))


def _absences(decision: Decision) -> Iterator[Wanted]:
    parties = _parties(decision.affiliations)
    seen: set[str] = set()
    for name in decision.absent:
        if (fitting := ABSENCE.clip("name", name)) not in seen:  # the database wants each once
            seen.add(fitting)
            said = {"name": name, "from_item": name in decision.absent_here, "party": parties.get(name, "")}
            yield Wanted(ABSENCE, said)


def _time(text: str | None) -> datetime.time | None:
    try:
        return datetime.time.fromisoformat(text) if text else None
    except ValueError:
        return None


def free_slug(number: str, position: int, taken: set[str]) -> str:
    """An item's part of the address: '12a'; the second of a number '12a-2'; without number 'nr-<position>'."""
    wanted = address(number, limit=16) or f"nr-{position}"
    slug, count = wanted, 1
    while slug in taken:
        count += 1
        slug = f"{wanted}-{count}"
    return slug
