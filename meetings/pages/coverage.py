"""What the archive covers: a reader must be able to trust a search that finds nothing."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, F, Max, OuterRef, Q
from django.db.models.functions import ExtractYear
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from meetings.models import Item, Meeting, Municipality

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


def _items() -> dict[tuple[int, int], int]:
    """Public items by municipality and year; counted apart from the meetings, since a join would multiply them."""
    years = Item.objects.published().values(
        municipality=F("meeting__committee__municipality"), year=ExtractYear("meeting__date")
    )
    return {(row["municipality"], row["year"]): row["number"] for row in years.annotate(number=Count("id")).order_by()}
