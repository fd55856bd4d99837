"""The way of a case through the committees, put together from everything the archive holds of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from meetings.models import Decision, Item, Section

# What a body does when it does something else than was recommended.
DEPARTS = {Decision.Outcome.APPROVED_AMENDED, Decision.Outcome.REJECTED}


@dataclass(frozen=True, slots=True)
class Treatment:
    """One stop: a meeting of the archive that had the case, or one that only a later item tells of (`quoted`)."""

    date: datetime.date
    body: str
    item: Item
    decisions: tuple[Decision, ...] = ()
    recommendations: tuple[Section, ...] = ()
    quoted: bool = False

    @property
    def departs(self) -> bool:
        """The decision is not what was recommended. Said only where both are known and the wording is plain."""
        return bool(self.recommendations) and any(decision.outcome in DEPARTS for decision in self.decisions)


def treatments(items: Iterable[Item]) -> list[Treatment]:
    """Oldest first. `items` come with meeting, decisions and recommending sections fetched.

    A decision that one item quotes from an earlier meeting is left out where that meeting stands in the archive
    itself, and told once where several items quote it.
    """
    items = list(items)
    stops = [_own(item) for item in items]
    known = {_key(stop.body, stop.date) for stop in stops}
    for item in items:
        for decision in _quoted(item):
            date = decision.date or item.meeting.date
            key = _key(decision.body, date)
            if key not in known:
                known.add(key)
                stops.append(Treatment(date, decision.body, item, (decision,), quoted=True))
    return sorted(stops, key=lambda stop: (stop.date, not stop.quoted, stop.item.position))


def _own(item: Item) -> Treatment:
    """Of a closed item: that it was there, and nothing more."""
    meeting = item.meeting
    if item.closed:
        return Treatment(meeting.date, meeting.committee.name, item)
    return Treatment(
        meeting.date,
        meeting.committee.name,
        item,
        tuple(decision for decision in item.decisions.all() if decision.own),
        tuple(part for part in item.sections.all() if part.role == Section.Role.RECOMMENDATION and part.text),
    )


def _quoted(item: Item) -> list[Decision]:
    return [] if item.closed else [decision for decision in item.decisions.all() if not decision.own]


def _key(body: str, date: datetime.date) -> tuple[str, datetime.date]:
    """'Økonomiudvalget' and 'Økonomiudvalg' of one day are one meeting."""
    folded = body.casefold().replace("-", " ").replace(" og ", " ").replace("&", " ")
    return " ".join(word.removesuffix("et") for word in folded.split()), date
