"""What one municipality has in the archive: a row a published document, and sums of them."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from django.conf import settings
from django.db import connection
from django.utils import timezone

from meetings.models import Committee, Item, Meeting, Municipality


@dataclass(frozen=True, slots=True)
class Place:
    """A committee as the page names and links it."""

    name: str
    address: str
    sort_key: str


class Held(NamedTuple):
    """One document of one sitting. `first_number` and `last_number` are the least and the greatest of its items'
    numbers that are plain numbers ('97', and no '12a'); None where it has none."""

    pk: int
    committee: int
    date: datetime.date
    sequence: int
    kind: str
    latest: datetime.date  # when it came, or was corrected last, in Danish time
    items: int
    first_number: int | None
    last_number: int | None
    gapped: bool  # whether numbers between the two may be missing
    place: Place

    @property
    def address(self) -> str:
        return f"{self.place.address}{Meeting.slug_of(self.date, self.kind, self.sequence)}/"

    @property
    def is_minutes(self) -> bool:
        return self.kind == Meeting.Kind.MINUTES


@dataclass(slots=True)
class YearOf:
    year: int
    minutes: int = 0
    agendas_alone: int = 0
    items: int = 0
    first: datetime.date | None = None
    latest: datetime.date | None = None


@dataclass(slots=True)
class Body:
    """A committee's line: its years, newest first."""

    place: Place
    held: list[Held] = field(default_factory=list)  # oldest first
    years: list[YearOf] = field(default_factory=list)

    @property
    def imported(self) -> datetime.date:
        return max(row.latest for row in self.held)

    @property
    def minutes(self) -> int:
        return sum(year.minutes for year in self.years)

    @property
    def agendas_alone(self) -> int:
        return sum(year.agendas_alone for year in self.years)

    @property
    def items(self) -> int:
        return sum(year.items for year in self.years)

    @property
    def first(self) -> datetime.date:
        return self.held[0].date

    @property
    def latest(self) -> datetime.date:
        return self.held[-1].date


# A row a meeting, and not a row an item: a large municipality has fifty thousand of them. Addresses of a meeting's
# items differ, so that as many numbers as there are places between the least and the greatest leave none out, as long
# as each is its item's address; where that is not so, `numbers_of` looks. OFFSET 0 has each number read once, and not
# once for each sum; with the ids themselves the planner knows how much it will read.
_ITEMS = f"""
    SELECT meeting_id, count(*), min(n), max(n), COALESCE(
        count(n) <> max(n) - min(n) + 1 OR bool_or(slug <> number) FILTER (WHERE n IS NOT NULL), FALSE)
    FROM (SELECT meeting_id, slug, number,
            CASE WHEN ltrim(number, '0123456789') = '' THEN nullif(number, '')::bigint END AS n
        FROM {Item._meta.db_table} WHERE meeting_id = ANY(%s) OFFSET 0) one
    GROUP BY meeting_id"""  # noqa: S608 - names of our own tables
_MEETINGS = f"""
    SELECT id, committee_id, date, sequence, kind,
        (COALESCE(GREATEST(published_at, corrected_at), created_at) AT TIME ZONE %s)::date
    FROM {Meeting._meta.db_table} WHERE status = %s AND committee_id = ANY(%s)
    ORDER BY date, sequence, id"""  # noqa: S608 - as above
_NO_ITEMS = (0, None, None, False)


def held_by(municipality: Municipality) -> list[Held]:
    """Oldest first. Three queries."""
    places = {}
    for body in Committee.objects.in_municipality(municipality):
        body.municipality = municipality  # for its address
        places[body.pk] = Place(body.name, body.get_absolute_url(), body.sort_key)
    with connection.cursor() as cursor:
        cursor.execute(_MEETINGS, [settings.TIME_ZONE, Meeting.Status.PUBLISHED, list(places)])
        meetings = cursor.fetchall()
        cursor.execute(_ITEMS, [[row[0] for row in meetings]])
        items = {meeting: counted for meeting, *counted in cursor.fetchall()}
    return [Held._make((*row, *items.get(row[0], _NO_ITEMS), places[row[1]])) for row in meetings]


def numbers_of(rows: Sequence[Held]) -> dict[int, list[int]]:
    """Meeting -> the numbers of its items, in order, each once. One query."""
    numbers: dict[int, set[int]] = {row.pk: set() for row in rows}
    items = Item.objects.filter(meeting__in=numbers, number__regex="^[0-9]+$") if numbers else Item.objects.none()
    for meeting, number in items.order_by().values_list("meeting", "number"):
        numbers[meeting].add(int(number))
    return {meeting: sorted(found) for meeting, found in numbers.items()}


def bodies(held: Iterable[Held], alone: Iterable[Held]) -> list[Body]:
    """In the order of their names, each with its years. `alone`: what `agendas_alone` found."""
    lonely = {row.pk for row in alone}
    found: dict[int, Body] = {}
    for row in held:
        if row.committee not in found:
            found[row.committee] = Body(row.place)
        found[row.committee].held.append(row)
    for body in found.values():
        for year, of_year in groupby(body.held, key=lambda row: row.date.year):
            body.years.insert(0, _year(year, list(of_year), lonely))
    return sorted(found.values(), key=lambda body: body.place.sort_key)


def agendas_alone(held: Sequence[Held]) -> list[Held]:
    """An agenda is alone once its day has passed without minutes."""
    agendas = [row for row in held if row.kind == Meeting.Kind.AGENDA and row.date < timezone.localdate()]
    days = {row.date for row in agendas}
    with_minutes = {(row.committee, row.date) for row in held if row.date in days and row.is_minutes}
    return [row for row in agendas if (row.committee, row.date) not in with_minutes]


def by_month(held: Iterable[Held], alone: Iterable[Held]) -> dict[tuple[int, int], tuple[int, int]]:
    """(year, month) -> minutes, agendas without minutes."""
    counts: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0])
    for row in held:
        if row.is_minutes:
            counts[row.date.year, row.date.month][0] += 1
    for row in alone:
        counts[row.date.year, row.date.month][1] += 1
    return {month: (minutes, agendas) for month, (minutes, agendas) in counts.items()}


def _year(year: int, rows: list[Held], alone: set[int]) -> YearOf:
    return YearOf(
        year,
        sum(row.is_minutes for row in rows),
        sum(row.pk in alone for row in rows) if alone else 0,
        sum(row.items for row in rows),
        rows[0].date,
        rows[-1].date,
    )
