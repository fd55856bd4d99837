"""What one municipality has in the archive: a row a published document, and sums of them, in three queries."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from django.db import connection
from django.utils import timezone

from meetings.models import Committee, Item, Meeting, Municipality


@dataclass(frozen=True, slots=True)
class Held:
    """One document of one sitting."""

    pk: int
    committee: int
    date: datetime.date
    sequence: int
    kind: str
    latest: datetime.datetime
    items: int
    numbers: list[int]  # those that are plain numbers ('97', and no '12a'), in order, each once
    body: Committee

    @property
    def meeting(self) -> Meeting:
        """Enough of it for its name and address; made for the few that are shown, not for thousands."""
        return Meeting(pk=self.pk, committee=self.body, date=self.date, kind=self.kind, sequence=self.sequence)

    @property
    def sitting(self) -> tuple[int, datetime.date]:
        return self.committee, self.date

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

    committee: Committee
    held: list[Held] = field(default_factory=list)  # oldest first
    years: list[YearOf] = field(default_factory=list)
    imported: datetime.datetime | None = None

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


# A row a meeting, and not a row an item: a large municipality has fifty thousand of them.
_NUMBERS = f"""
    SELECT meeting_id, count(*), array_agg(DISTINCT number::int ORDER BY number::int) FILTER (WHERE number ~ '^[0-9]+$')
    FROM {Item._meta.db_table} WHERE meeting_id = ANY(%s) GROUP BY meeting_id"""  # noqa: S608 - our own table


def held_by(municipality: Municipality) -> list[Held]:
    """Oldest first."""
    committees = {body.pk: body for body in Committee.objects.in_municipality(municipality)}
    for body in committees.values():
        body.municipality = municipality  # for its address
    published = Meeting.objects.published().filter(committee__in=committees).order_by("date", "sequence", "pk")
    columns = ("pk", "committee", "date", "sequence", "kind", "published_at", "corrected_at", "created_at")
    rows = list(published.values_list(*columns))
    with connection.cursor() as cursor:
        cursor.execute(_NUMBERS, [[row[0] for row in rows]])
        items = {meeting: (count, numbers or []) for meeting, count, numbers in cursor.fetchall()}
    held = []
    for pk, committee, date, sequence, kind, *moments, created in rows:
        latest = max(filter(None, moments), default=created)
        held.append(Held(pk, committee, date, sequence, kind, latest, *items.get(pk, (0, [])), committees[committee]))
    return held


def bodies(held: Iterable[Held]) -> list[Body]:
    """In the order of their names, each with its years. An agenda is alone once its day has passed without minutes."""
    rows = list(held)
    alone = {row.pk for row in agendas_alone(rows)}
    found: dict[int, Body] = {}
    for row in rows:
        body = found.setdefault(row.committee, Body(row.body))
        body.held.append(row)
        body.imported = max(filter(None, (body.imported, row.latest)))
    for body in found.values():
        for year, of_year in groupby(body.held, key=lambda row: row.date.year):
            body.years.insert(0, _year(year, list(of_year), alone))
    return sorted(found.values(), key=lambda body: body.committee.sort_key)


def agendas_alone(held: Iterable[Held]) -> list[Held]:
    rows = list(held)
    with_minutes = {row.sitting for row in rows if row.is_minutes}
    today = timezone.localdate()
    return [
        row for row in rows if row.kind == Meeting.Kind.AGENDA and row.date < today and row.sitting not in with_minutes
    ]


def by_month(held: Iterable[Held]) -> dict[tuple[int, int], tuple[int, int]]:
    """(year, month) -> minutes, agendas without minutes."""
    rows = list(held)
    alone = {row.pk for row in agendas_alone(rows)}
    counts: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0])
    for row in rows:
        if row.is_minutes:
            counts[row.date.year, row.date.month][0] += 1
        elif row.pk in alone:
            counts[row.date.year, row.date.month][1] += 1
    return {month: (minutes, agendas) for month, (minutes, agendas) in counts.items()}


def _year(year: int, rows: list[Held], alone: set[int]) -> YearOf:
    minutes = [row for row in rows if row.is_minutes]
    return YearOf(
        year,
        len(minutes),
        sum(row.pk in alone for row in rows),
        sum(row.items for row in rows),
        rows[0].date,
        rows[-1].date,
    )
