"""What follows from a row's words within its municipality: an item's case, and the committee that made a decision."""

from __future__ import annotations

from collections.abc import Iterable

from meetings.models import Case, Meeting

from .case_numbers import cases_for
from .match import Bodies


class Ties:
    """Answers for the rows of one meeting. Cases are looked up (and made) for all numbers at once, committees once."""

    def __init__(self, meeting: Meeting, bodies: Bodies | None = None) -> None:
        """`bodies`: those of the municipality, where the caller has looked them up."""
        self._meeting = meeting
        self._bodies = bodies or Bodies(meeting.committee.municipality)
        self._cases: dict[str, Case] = {}
        self._asked: set[str] = set()
        self._unknown: set[str] = set()  # bodies that have no committee

    def learn(self, printed: Iterable[str]) -> None:
        """Look up the cases of these numbers, three queries at most."""
        new = {number for number in printed if number} - self._asked
        if new:
            self._cases |= cases_for(self._meeting.committee.municipality, sorted(new))
            self._asked |= new

    def case(self, printed: str) -> Case | None:
        return self._cases.get(printed)

    def case_id(self, printed: str) -> int | None:
        case = self.case(printed)
        return case.pk if case else None

    def committee_id(self, body: str, own: bool) -> int | None:
        """The committee of that name; for the meeting's own decisions its committee, whatever they call it."""
        found = self._bodies.find(body)
        if not found and not own and body not in self._unknown:
            if not self._unknown:
                self._bodies.look_again(self._unknown)  # by then it holds them all
            self._unknown.add(body)
        return found.pk if found else self._meeting.committee_id if own else None
