"""Which municipality, committee and meeting a document speaks of: found where they stand, made where they are new."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from meetings.ingest.minutes import Minutes
from meetings.language.bodies import body_key, without_term
from meetings.language.sorting import address
from meetings.models import Committee, CommitteeAlias, Correction, Decision, Item, Meeting, Municipality

from .pairing import fold
from .tables import MEETING, as_json
from .wanted import Wanted


class Bodies:
    """The committees of one municipality, found under variants of their names. Two queries, on first use."""

    def __init__(self, municipality: Municipality) -> None:
        self.municipality = municipality
        self._by_key: dict[str, Committee] | None = None

    def find(self, name: str) -> Committee | None:
        if self._by_key is None:
            # The oldest wins where two share a key, so that the answer stays the same.
            rows = Committee.objects.in_municipality(self.municipality).order_by("-id")
            others = CommitteeAlias.objects.filter(municipality=self.municipality).select_related("committee")
            self._by_key = {self._key(other.name): other.committee for other in others}
            self._by_key |= {self._key(row.name): row for row in rows}
            for committee in self._by_key.values():
                committee.municipality = self.municipality
        key = self._key(name)
        return self._by_key.get(key) if key else None

    def find_or_make(self, name: str) -> Committee:
        """Where the name is new the committee is made, and earlier decisions of that body are tied to it."""
        found = self.find(name)
        if found:
            return found
        printed = without_term(name)[:200]
        slug = address(printed) or "udvalg"
        committee, made = Committee.objects.get_or_create(
            municipality=self.municipality, slug=slug, defaults={"name": printed}
        )
        committee.municipality, self._by_key = self.municipality, None
        if made:
            self._tie_decisions(committee)
            transaction.on_commit(lambda: self._tie_decisions(committee))
        return committee

    def look_again(self, names: Collection[str]) -> None:
        """Once this transaction is over: tie decisions of bodies that were new to it. Another may have made their
        committee at the same time, and neither saw what the other wrote; the later of the two sees both."""

        def tie() -> None:
            self._by_key = None
            for committee in {found.pk: found for name in names if (found := self.find(name))}.values():
                self._tie_decisions(committee)

        transaction.on_commit(tie)

    def _tie_decisions(self, committee: Committee) -> None:
        loose = Decision.objects.filter(
            committee=None, own=False, item__meeting__committee__municipality=self.municipality
        )
        key = self._key(committee.name)
        bodies = [body for body in loose.order_by().values_list("body", flat=True).distinct() if self._key(body) == key]
        if bodies:
            loose.filter(body__in=bodies).update(committee=committee)

    def _key(self, name: str) -> str:
        return body_key(name, self.municipality.name)


@dataclass(frozen=True)
class Place:
    """Where a document belongs. `problem`: what is missing, in Danish; '' where all is known."""

    municipality: Municipality | None
    problem: str = ""


def find_place(minutes: Minutes, given: Municipality | None) -> Place:
    """The municipality, and whether the document says enough to be filed."""
    named = Municipality.objects.named(minutes.municipality).first() if minutes.municipality else None
    municipality = given or named
    missing = [
        word
        for word, found in (
            ("kommune", municipality),
            ("udvalg", (minutes.committee or "").strip()),
            ("mødedato", minutes.date),
        )
        if not found
    ]
    if missing:
        listed = " og ".join([", ".join(missing[:-1]), missing[-1]]) if len(missing) > 1 else missing[0]
        return Place(municipality, f"Dokumentet mangler {listed}.")
    if not minutes.items:
        return Place(municipality, "Der blev ikke fundet nogen punkter i dokumentet.")
    return Place(municipality)


def find_meeting(committee: Committee, wanted: Wanted) -> tuple[Meeting | None, int]:
    """The meeting a document speaks of, or None and the number that a new one gets.

    A body that met twice on one day has two meetings of one kind; a document is of another sitting than one that
    stands only where both name a time, the times differ, and no item has the same title.
    """
    date, kind = wanted.values["date"], wanted.values["kind"]
    same_day = list(Meeting.objects.filter(committee=committee, date=date, kind=kind).order_by("sequence"))
    moved = _corrected_away(committee, wanted)
    for meeting in [*same_day, *moved]:
        if _same_sitting(meeting, wanted):
            return meeting, meeting.sequence
    return None, next_sequence(same_day)


def next_sequence(same_day: Iterable[Meeting]) -> int:
    """The number of one more meeting of that body, day and kind."""
    return max((meeting.sequence for meeting in same_day), default=0) + 1


def other_meeting_stands_at(meeting: Meeting, committee_id: int, values: dict[str, Any]) -> bool:
    """Whether another meeting has the natural key that a new reading gives this one."""
    return (
        Meeting.objects.filter(
            committee_id=committee_id, date=values["date"], kind=values["kind"], sequence=meeting.sequence
        )
        .exclude(pk=meeting.pk)
        .exists()
    )


def _corrected_away(committee: Committee, wanted: Wanted) -> Iterable[Meeting]:
    """Meetings whose documents say this committee, date and kind, though a person corrected one of them."""
    key = {name: as_json(wanted.values[name]) for name in ("committee", "date", "kind")}
    rows = Correction.objects.filter(target_model=MEETING.name, field__in=key).exclude(state=Correction.State.REVERTED)
    rows = rows.filter(meeting__committee__municipality=committee.municipality).select_related("meeting")
    said: dict[int, dict[str, object]] = {}
    meetings: dict[int, Meeting] = {}
    for row in rows:
        if row.meeting is not None:
            said.setdefault(row.meeting.pk, {})[row.field] = row.parsed_value
            meetings[row.meeting.pk] = row.meeting
    for pk, meeting in meetings.items():
        now = {"committee": meeting.committee_id, "date": as_json(meeting.date), "kind": meeting.kind}
        if now | said[pk] == key:
            yield meeting


def _same_sitting(meeting: Meeting, wanted: Wanted) -> bool:
    time = wanted.values["start_time"]
    if time is None or meeting.start_time is None or time == meeting.start_time:
        return True
    titles = {fold(child.values["title"]) for child in wanted.children if "title" in child.values}
    standing = Item.objects.filter(meeting=meeting).values_list("title", flat=True)
    # Every agenda opens with these, so they tell nothing about which sitting it is.
    return any(fold(title) in titles and not _ROUTINE & set(fold(title).split()) for title in standing)


_ROUTINE = {"dagsorden", "dagsordenen", "eventuelt", "underskrift", "underskriftsside", "meddelelser", "orientering"}
