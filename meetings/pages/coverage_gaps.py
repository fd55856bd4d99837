"""What seems to be missing, judged from what is there. A gap is a hint and not a proof, and the page says so.

- An agenda whose day has passed, without minutes.
- Numbers of items that jump from one meeting to the next, in a body whose numbers run on; and numbers that are
  missing inside one meeting.
- A meeting that an item quotes a decision of, and that the archive does not have.
- A case that a body recommended on to another, and that never turns up there.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from django.db import connection

from meetings.models import Case, Decision, Item, Meeting, Municipality, SearchItem

from .coverage_rows import Body, Held, Place, numbers_of

MOST = 50  # of one kind that are listed
# A case on its way up gets so long before it counts as lost; the archive's newest minutes are 'now'.
ON_ITS_WAY = datetime.timedelta(days=62)


@dataclass(frozen=True, slots=True)
class Jump:
    """Numbers that stand in no meeting of the body: between two of its meetings, or inside one (before is None)."""

    before: Held | None
    after: Held
    missing: tuple[int, ...]  # the first and the last, or the one

    @property
    def words(self) -> str:
        """'punkt 34', 'punkt 34–41'"""
        return f"punkt {'–'.join(map(str, self.missing))}"


def jumps(body: Body) -> list[Jump]:
    """Between meetings whose numbers run on, newest first.

    Numbers run on where at least half of the body's meetings begin with the number after the last one's. Each year or
    term may begin at 1 again.
    """
    numbered = [
        (row, row.first_number, row.last_number)
        for row in body.held
        if row.is_minutes and row.first_number is not None and row.last_number is not None
    ]
    pairs = list(pairwise(numbered))
    following = sum(later[1] == earlier[2] + 1 for earlier, later in pairs)
    if not following or following * 2 < len(pairs):
        return []
    found = []
    for (earlier, _, last), (later, first, _) in pairs:
        start = last + 1 if first > last else 1
        if start < first:
            found.append(Jump(earlier, later, _range(start, first - 1)))
    return found[::-1]


def holes(held: Sequence[Held]) -> list[Jump]:
    """Numbers left out inside a meeting's minutes, newest first; perhaps closed items. At most two queries."""
    gapped = [row for row in reversed(held) if row.gapped and row.is_minutes]
    found: list[Jump] = []
    for rows in (gapped[:MOST], gapped[MOST:]):  # the first nearly always hold as many as are shown
        if rows and len(found) < MOST:
            numbers = numbers_of(rows)
            found += [Jump(None, row, run) for row in rows for run in _runs(numbers[row.pk])]
    return found[:MOST]


class Told(NamedTuple):
    """An item that tells of a gap: of a meeting that it quotes, or by its case, which went on to another body."""

    place: Place
    date: datetime.date
    kind: str
    sequence: int
    slug: str
    number: str
    title: str
    case: str  # as printed; '' where it has none
    quoted_body: str = ""
    quoted_date: datetime.date | None = None

    @property
    def address(self) -> str:
        return f"{self.place.address}{Meeting.slug_of(self.date, self.kind, self.sequence)}/punkt-{self.slug}/"


_ITEM, _MEETING, _DECISION = Item._meta.db_table, Meeting._meta.db_table, Decision._meta.db_table
_SEARCH, _CASE = SearchItem._meta.db_table, Case._meta.db_table
_TOLD = "m.committee_id, m.date, m.kind, m.sequence, item.slug, item.number, item.title"
_UNSEEN = f"""
    SELECT DISTINCT ON (d.date, d.body) {_TOLD}, '', d.body, d.date
    FROM {_DECISION} d JOIN {_ITEM} item ON item.id = d.item_id JOIN {_MEETING} m ON m.id = item.meeting_id
    WHERE NOT d.own AND d.date <= m.date AND NOT item.closed AND m.status = %(published)s
        AND m.committee_id = ANY(%(committees)s) AND NOT EXISTS (
            SELECT FROM {_MEETING} known
            WHERE known.committee_id = d.committee_id AND known.date = d.date AND known.status = %(published)s)
    ORDER BY d.date DESC, d.body, d.id DESC LIMIT {MOST + 1}"""  # noqa: S608 - names of our own tables
_LOST = f"""
    WITH sent_on AS (
        SELECT item_id FROM {_SEARCH} s
        WHERE municipality_id = %(municipality)s AND outcome = %(recommended)s AND NOT closed
            AND document_kind = %(minutes)s AND date < %(before)s AND case_number <> '' AND NOT EXISTS (
                SELECT FROM {_SEARCH} e WHERE e.municipality_id = %(municipality)s AND e.case_number = s.case_number
                AND e.date >= s.date AND e.committee_id <> s.committee_id)
        ORDER BY date DESC, item_id DESC LIMIT {MOST + 1})
    SELECT {_TOLD}, COALESCE(c.number, '')
    FROM sent_on JOIN {_ITEM} item ON item.id = sent_on.item_id JOIN {_MEETING} m ON m.id = item.meeting_id
    LEFT JOIN {_CASE} c ON c.id = item.case_id
    WHERE m.status = %(published)s AND NOT item.closed AND EXISTS (
        SELECT FROM {_DECISION} d WHERE d.item_id = item.id AND d.own AND d.outcome = %(recommended)s)
    ORDER BY m.date DESC, item.id DESC"""  # noqa: S608 - as above
_CODES = {
    "published": Meeting.Status.PUBLISHED,
    "minutes": Meeting.Kind.MINUTES,
    "recommended": Decision.Outcome.RECOMMENDED,
}


def unseen_meetings(places: Mapping[int, Place]) -> list[Told]:
    """Decisions that published items quote, of meetings the archive has not; one a body and day, newest first.
    `places`: the municipality's committees. One query."""
    return _told(_UNSEEN, places, committees=list(places))


def lost_cases(municipality: Municipality, places: Mapping[int, Place], newest: datetime.date) -> list[Told]:
    """Recommendations to another body of cases that no other body of the archive treats afterwards, newest first. One
    query.

    Looked for among the search rows, which are narrow and know a case by its number: the index `search_recommended`
    gives the recommendations in order, `search_case` what else there is of each case.
    """
    return _told(_LOST, places, municipality=municipality.pk, before=newest - ON_ITS_WAY)


def _told(sql: str, places: Mapping[int, Place], **asked: Any) -> list[Told]:
    with connection.cursor() as cursor:
        cursor.execute(sql, {**_CODES, **asked})
        return [Told(places[committee], *row) for committee, *row in cursor.fetchall()]


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, ...]]:
    for lower, upper in pairwise(numbers):
        if upper > lower + 1:
            yield _range(lower + 1, upper - 1)


def _range(first: int, last: int) -> tuple[int, ...]:
    return (first,) if first == last else (first, last)
