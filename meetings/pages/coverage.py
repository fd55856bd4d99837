"""What the archive covers: a reader must be able to trust a search that finds nothing."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import Count, Exists, F, Max, OuterRef, Q
from django.db.models.functions import ExtractYear
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from meetings.models import Committee, Item, Meeting, Municipality

from .coverage_picture import Picture, span_of, strip
from .doors import public_page


@dataclass(slots=True)
class Year:
    year: int
    minutes: int
    agendas_alone: int  # meetings of which the archive has an agenda and no minutes: a known gap
    items: int


@dataclass(slots=True)
class Covered:
    """One municipality's line: its years, newest first, and when something last came in."""

    municipality: Municipality
    years: list[Year] = field(default_factory=list)
    latest: datetime.datetime | None = None
    span: range = range(0)  # the years of the whole archive: all pictures have the same

    @property
    def picture(self) -> Picture:
        return strip({year.year: (year.minutes, year.agendas_alone) for year in self.years}, self.span)

    @property
    def minutes(self) -> int:
        return sum(year.minutes for year in self.years)

    @property
    def agendas_alone(self) -> int:
        return sum(year.agendas_alone for year in self.years)

    @property
    def items(self) -> int:
        return sum(year.items for year in self.years)


@public_page
def coverage(request: HttpRequest) -> HttpResponse:
    everyone = list(Municipality.objects.all())
    lines = {place.pk: Covered(place) for place in everyone}
    items = _items()
    for row in _counts():
        line = lines[row["municipality"]]
        of_year = items.get((row["municipality"], row["year"]), 0)
        line.years.append(Year(row["year"], row["minutes"], row["agendas_alone"], of_year))
        line.latest = max(filter(None, (line.latest, row["latest"])), default=None)
    covered = [lines[place.pk] for place in everyone if lines[place.pk].years]
    span = span_of(year.year for line in covered for year in line.years)
    for line in covered:
        line.span = span
    context = {
        "covered": covered,
        "without": [place for place in everyone if not lines[place.pk].years and not place.invented],
        "minutes": sum(line.minutes for line in covered),
        "items": sum(line.items for line in covered),
        "latest": max((line.latest for line in covered if line.latest), default=None),
    }
    return render(request, "pages/coverage.html", context)


def _counts() -> list[dict[str, Any]]:
    """One row a municipality and year, newest year first, with the counts of `Year` and the latest arrival."""
    published = Meeting.objects.published()
    alone = Q(has_minutes=False, kind=Meeting.Kind.AGENDA, date__lt=timezone.localdate())  # no announced meetings
    minutes = published.filter(committee=OuterRef("committee"), date=OuterRef("date"), kind=Meeting.Kind.MINUTES)
    years = published.annotate(has_minutes=Exists(minutes)).values(
        municipality=F("committee__municipality"), year=ExtractYear("date")
    )
    return [
        dict(row)
        for row in years.annotate(
            minutes=Count("id", filter=Q(kind=Meeting.Kind.MINUTES)),
            agendas_alone=Count("id", filter=alone),
            latest=Max("published_at"),
        ).order_by("-year")
    ]


# Counted meeting by meeting first, which an index alone answers: no item is looked up, and few rows are joined.
_ITEMS = f"""
    SELECT municipality_id, EXTRACT(YEAR FROM date)::int, sum(number)::int
    FROM (SELECT meeting_id, count(*) AS number FROM {Item._meta.db_table} GROUP BY meeting_id) counted
    JOIN {Meeting._meta.db_table} meeting ON meeting.id = meeting_id
    JOIN {Committee._meta.db_table} committee ON committee.id = committee_id
    WHERE status = %s GROUP BY 1, 2"""  # noqa: S608 - names of our own tables


def _items() -> dict[tuple[int, int], int]:
    """Public items by municipality and year."""
    with connection.cursor() as cursor:
        cursor.execute(_ITEMS, [Meeting.Status.PUBLISHED])
        return {(municipality, year): number for municipality, year, number in cursor.fetchall()}
