"""What one municipality has in the archive: a row a published document, and sums of them."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple

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
    """One document of one sitting, with what its row says of its items (models/meeting.py)."""

    pk: int
    committee: int
    date: datetime.date
    sequence: int
    kind: str
    is_minutes: bool
    latest: datetime.date  # when it came, or was corrected last, in Danish time
    items: int
    first_number: int | None
    last_number: int | None
    gapped: bool
    place: Place

    @property
    def address(self) -> str:
        return f"{self.place.address}{Meeting.slug_of(self.date, self.kind, self.sequence)}/"


@dataclass(slots=True)
class YearOf:
    year: int
    first: datetime.date
    latest: datetime.date
    minutes: int = 0
    agendas_alone: int = 0
    items: int = 0


class OverYears:
    """What the years of a line come to."""

    __slots__ = ()
    years: list[Any]

    @property
    def minutes(self) -> int:
        return sum(year.minutes for year in self.years)

    @property
    def agendas_alone(self) -> int:
        return sum(year.agendas_alone for year in self.years)

    @property
    def items(self) -> int:
        return sum(year.items for year in self.years)


@dataclass(slots=True)
class Body(OverYears):
    """A committee's line: its years, newest first."""

    place: Place
    imported: datetime.date
    held: list[Held] = field(default_factory=list)  # oldest first
    years: list[YearOf] = field(default_factory=list)

    @property
    def first(self) -> datetime.date:
        return self.held[0].date

    @property
    def latest(self) -> datetime.date:
        return self.held[-1].date


_MEETINGS = f"""
    SELECT id, committee_id, date, sequence, kind, kind = %s,
        (COALESCE(GREATEST(published_at, corrected_at), created_at) AT TIME ZONE %s)::date,
        item_count, first_number, last_number, has_gaps
    FROM {Meeting._meta.db_table} WHERE status = %s AND committee_id = ANY(%s)
    ORDER BY date, sequence, id"""  # noqa: S608 - names of our own tables


def places_of(municipality: Municipality) -> dict[int, Place]:
    """Its committees by id. One query."""
    rows = Committee.objects.in_municipality(municipality).values_list("pk", "name", "slug", "sort_key")
    here = municipality.get_absolute_url()
    return {pk: Place(name, f"{here}{slug}/", key) for pk, name, slug, key in rows}


def held_by(places: Mapping[int, Place]) -> list[Held]:
    """Oldest first. One query."""
    with connection.cursor() as cursor:
        asked: list[Any] = [Meeting.Kind.MINUTES, settings.TIME_ZONE, Meeting.Status.PUBLISHED, list(places)]
        cursor.execute(_MEETINGS, asked)
        made = partial(tuple.__new__, Held)  # as `_make`, which takes twice the time: thousands are made
        return [made((*row, places[row[1]])) for row in cursor.fetchall()]


def numbers_of(rows: Sequence[Held]) -> dict[int, list[int]]:
    """Meeting -> the numbers of its items, in order, each once. One query."""
    numbers: dict[int, set[int]] = {row.pk: set() for row in rows}
    items = Item.objects.filter(meeting__in=numbers, number__regex="^[0-9]+$") if numbers else Item.objects.none()
    for meeting, number in items.order_by().values_list("meeting", "number"):
        numbers[meeting].add(int(number))
    return {meeting: sorted(found) for meeting, found in numbers.items()}


def bodies(held: Iterable[Held], alone: Iterable[Held]) -> list[Body]:
    """In the order of their names, each with its years. `alone`: what `agendas_alone` found."""
    found: dict[int, Body] = {}
    for row in held:  # thousands: each is looked at once
        _, committee, day, _, _, is_minutes, latest, items, _, _, _, place = row
        body = found.get(committee)
        if body is None:
            body = found[committee] = Body(place, latest)
        body.held.append(row)
        if latest > body.imported:
            body.imported = latest
        year = body.years[0] if body.years else None
        if year is None or year.year != day.year:
            year = YearOf(day.year, day, day)
            body.years.insert(0, year)
        year.latest = day
        year.items += items
        year.minutes += is_minutes
    for row in alone:
        next(year for year in found[row.committee].years if year.year == row.date.year).agendas_alone += 1
    return sorted(found.values(), key=lambda body: body.place.sort_key)


def agendas_alone(held: Sequence[Held]) -> list[Held]:
    """An agenda is alone once its day has passed without minutes."""
    today = timezone.localdate()
    agendas = [row for row in held if not row.is_minutes and row.kind == Meeting.Kind.AGENDA and row.date < today]
    days = {row.date for row in agendas}
    with_minutes = {(row.committee, row.date) for row in held if row.date in days and row.is_minutes} if days else set()
    return [row for row in agendas if (row.committee, row.date) not in with_minutes]


def by_month(held: Iterable[Held], alone: Iterable[Held]) -> dict[tuple[int, int], tuple[int, int]]:
    """(year, month) -> minutes, agendas without minutes."""
    minutes = Counter([(row.date.year, row.date.month) for row in held if row.is_minutes])
    lonely = Counter([(row.date.year, row.date.month) for row in alone])
    return {month: (minutes[month], lonely[month]) for month in minutes | lonely}
