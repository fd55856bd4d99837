"""The way of a case through the committees, put together from everything the archive holds of it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from meetings.language.bodies import body_key
from meetings.models import Decision, Item, Meeting, Section, SourceDocument

from .case_rows import Treated

LONG = 900  # characters of a recommendation, above which it is folded away


@dataclass(frozen=True, slots=True)
class Treatment:
    """One stop: a meeting of the archive that had the case, or one that only a later item tells of (`quoted`).

    `item` is the item itself, of a quoted stop the one that quotes. `told_by` quotes the decision of a meeting that
    the archive has without one; `agenda` is the item of the same meeting's agenda.
    """

    date: datetime.date
    body: str
    item: Item
    decisions: tuple[Decision, ...] = ()
    recommendations: tuple[Section, ...] = ()
    original: SourceDocument | None = None
    quoted: bool = False
    told_by: Item | None = None
    agenda: Item | None = None

    def followed(self, how: str) -> bool:
        """Whether a decision of this stop has this relation to its recommendation, one of `FOLLOWED`."""
        return any(decision.followed == how for decision in self.decisions)

    @property
    def is_long(self) -> bool:
        return sum(len(section.text) for section in self.recommendations) > LONG


FOLLOWED = Decision.Followed


def treatments(rows: Sequence[Treated]) -> list[Treatment]:
    """Oldest first. Each meeting stands once: its agenda with its minutes, and what other items quote of it with
    itself. Of several items that quote one decision the first is kept.
    """
    stops = {
        (*_key(row.item.meeting.committee.name, row.item.meeting.date, row.item), row.item.pk): _own(row)
        for row in rows
    }
    stops = _agendas_with_minutes(stops)
    quoted: dict[tuple[str, datetime.date], Treatment] = {}
    for item, _, decisions, _ in sorted(rows, key=lambda row: (row.item.meeting.date, row.item.pk)):
        for decision in decisions:
            if decision.own:
                continue
            date = decision.date or item.meeting.date
            key = _key(decision.body, date, item)
            here = [full for full, stop in stops.items() if full[:2] == key and not stop.item.closed]
            if not here:
                quoted.setdefault(key, Treatment(date, decision.body, item, (decision,), quoted=True))
            for full in here:
                if not stops[full].decisions:
                    told_by = item if item.meeting_id != stops[full].item.meeting_id else None
                    stops[full] = replace(stops[full], decisions=(decision,), told_by=told_by)
    everything = [*stops.values(), *quoted.values()]
    return sorted(everything, key=lambda stop: (stop.date, not stop.quoted, stop.item.position, stop.item.pk))


Key = tuple[str, datetime.date, int]


def _agendas_with_minutes(stops: dict[Key, Treatment]) -> dict[Key, Treatment]:
    """An agenda gives its place to the minutes of the same meeting."""
    kept = dict(stops)
    for key, stop in stops.items():
        if stop.item.meeting.kind == Meeting.Kind.MINUTES:
            continue
        minutes = [
            other for other in kept if other[:2] == key[:2] and kept[other].item.meeting.kind == Meeting.Kind.MINUTES
        ]
        if minutes:
            del kept[key]
            kept[minutes[0]] = replace(kept[minutes[0]], agenda=stop.item)
    return kept


def _own(row: Treated) -> Treatment:
    """Of a closed item: that it was there, and nothing more."""
    meeting = row.item.meeting
    return Treatment(
        meeting.date,
        meeting.committee.name,
        row.item,
        tuple(decision for decision in row.decisions if decision.own),
        tuple(part for part in row.recommendations if part.text),
        row.original,
    )


def _key(body: str, date: datetime.date, item: Item) -> tuple[str, datetime.date]:
    """'Økonomiudvalget' and 'Økonomiudvalg' of one day are one meeting."""
    return body_key(body, item.meeting.committee.municipality.name) or body.casefold(), date
