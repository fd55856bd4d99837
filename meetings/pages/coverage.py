"""What the archive covers: a reader must be able to trust a search that finds nothing."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Count, Exists
from django.db.models.functions import ExtractYear
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from meetings.models import Committee, Meeting, Municipality

from .coverage_picture import span_of
from .coverage_rows import OverYears
from .doors import public_page


@dataclass(slots=True)
class Year:
    year: int
    minutes: int
    agendas_alone: int  # meetings of which the archive has an agenda and no minutes: a known gap
    items: int


@dataclass(slots=True)
class Covered(OverYears):
    """One municipality's line: its years, newest first, and when something last came in."""

    municipality: Municipality
    years: list[Year] = field(default_factory=list)
    latest: datetime.datetime | None = None


@public_page
def coverage(request: HttpRequest) -> HttpResponse:
    everyone = list(Municipality.objects.all())
    lines = {place.pk: Covered(place) for place in everyone}
    alone = _agendas_alone()
    for place, year, minutes, items, latest in _years():
        line = lines[place]
        line.years.append(Year(year, minutes, alone.get((place, year), 0), items))
        line.latest = line.latest or latest
    covered = [lines[place.pk] for place in everyone if lines[place.pk].years]
    span = span_of(year.year for line in covered for year in line.years)
    context = {
        "covered": covered,
        "span": span,
        "without": [place for place in everyone if not lines[place.pk].years and not place.invented],
        "minutes": sum(line.minutes for line in covered),
        "items": sum(line.items for line in covered),
        "latest": max((line.latest for line in covered if line.latest), default=None),
    }
    return render(request, "pages/coverage.html", context)


_OF_YEARS = f"""
    SELECT municipality_id, date_part('year', date)::int, count(*) FILTER (WHERE kind = %s), sum(item_count)::int,
        CASE WHEN row_number() OVER place = 1 THEN max(max(published_at)) OVER place END
    FROM {Meeting._meta.db_table} JOIN {Committee._meta.db_table} committee ON committee.id = committee_id
    WHERE status = %s GROUP BY 1, 2 WINDOW place AS (PARTITION BY municipality_id)
    ORDER BY 2 DESC"""  # noqa: S608 - names of our own tables


def _years() -> list[tuple[int, int, int, int, datetime.datetime | None]]:
    """One row a municipality and year, newest year first: minutes, items, and once for each municipality its latest
    arrival, since a thousand moments take longer to read than all the rest."""
    with connection.cursor() as cursor:
        cursor.execute(_OF_YEARS, [Meeting.Kind.MINUTES, Meeting.Status.PUBLISHED])
        return cursor.fetchall()


def _agendas_alone() -> dict[tuple[int, int], int]:
    """By municipality and year: meetings whose day has passed, with an agenda and no minutes."""
    minutes = Meeting.objects.minutes_of_the_day()
    past = Meeting.objects.published().filter(kind=Meeting.Kind.AGENDA, date__lt=timezone.localdate())
    rows = past.exclude(Exists(minutes)).order_by().values_list("committee__municipality", ExtractYear("date"))
    return {(place, year): number for place, year, number in rows.annotate(number=Count("pk"))}
