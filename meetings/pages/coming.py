"""What is to come: the meetings that published agendas announce, day by day, with what they are to treat."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from meetings.models import Item, Meeting, Municipality
from meetings.models.meeting import MeetingQuerySet
from meetings.search.facets import known_value
from meetings.search.places import all_places

from .doors import public_page
from .pages_of import page_of

ON_A_PAGE = 50  # agendas, with all their items
_LATE = datetime.time.max  # an hour that nobody told stands last of its day


class Point(NamedTuple):
    """An item of an agenda; also of a closed one the heading is public."""

    number: str
    title: str
    closed: bool
    address: str


@dataclass(slots=True)
class Sitting:
    """One meeting to come: its agenda, and supplements that came after it."""

    documents: list[Meeting]
    points: list[Point] = field(default_factory=list)

    @property
    def agenda(self) -> Meeting:
        return self.documents[0]

    @property
    def supplements(self) -> list[Meeting]:
        return self.documents[1:]

    @property
    def start_time(self) -> datetime.time | None:
        return next((one.start_time for one in self.documents if one.start_time), None)

    @property
    def place(self) -> str:
        return next((one.place for one in self.documents if one.place), "")


@dataclass(frozen=True, slots=True)
class Day:
    date: datetime.date
    near: str  # 'i dag', 'i morgen' or ''
    sittings: list[Sitting]


@public_page
def coming(request: HttpRequest) -> HttpResponse:
    """GET /kommende/?kommune=varde&side=2: at most seven queries."""
    today = timezone.localdate()
    everything = Meeting.objects.coming()
    typed = request.GET.get("kommune", "").strip()
    slug = known_value("kommune", typed, all_places()) if typed else None
    chosen = Municipality.objects.filter(slug=slug).first() if slug else None
    meetings = everything.in_municipality(chosen) if chosen else everything
    by_place = ("date", "committee__municipality__sort_key", "committee__sort_key", "committee", "sequence", "kind")
    page = page_of(request, meetings.with_places().order_by(*by_place), ON_A_PAGE)
    context = {
        "page": page,
        "more": f"kommune={chosen.slug}&" if chosen else "",
        "days": _days(list(page.object_list), today),
        "municipality": chosen,
        "unknown": typed[:80] if typed and not chosen else "",
        "choices": _municipalities(everything, chosen),
        "ways": _ways(chosen) if chosen else {},
    }
    return render(request, "pages/coming.html", context)


def _days(documents: Sequence[Meeting], today: datetime.date) -> list[Day]:
    """`documents` stand by day and sitting. One query."""
    near = {today: "i dag", today + datetime.timedelta(days=1): "i morgen"}
    points = _points(documents)
    sittings = []
    for _, of_sitting in groupby(documents, key=lambda one: (one.date, one.committee_id, one.sequence)):
        together = list(of_sitting)
        sittings.append(Sitting(together, [point for one in together for point in points[one.pk]]))
    return [
        Day(date, near.get(date, ""), sorted(of_day, key=lambda sitting: sitting.start_time or _LATE))
        for date, of_day in groupby(sittings, key=lambda sitting: sitting.agenda.date)
    ]


def _points(documents: Iterable[Meeting]) -> dict[int, list[Point]]:
    """Meeting -> its items in their order."""
    addresses = {one.pk: one.get_absolute_url() for one in documents}
    points: dict[int, list[Point]] = defaultdict(list)
    items = Item.objects.filter(meeting__in=addresses).order_by("meeting", "position")
    for meeting, number, title, closed, slug in items.values_list("meeting", "number", "title", "closed", "slug"):
        points[meeting].append(Point(number, title, closed, f"{addresses[meeting]}punkt-{slug}/"))
    return points


def _municipalities(meetings: MeetingQuerySet, chosen: Municipality | None) -> list[tuple[str, str, int]]:
    """Slug, name and number of agendas of those with any, and of the chosen one."""
    place = "committee__municipality__"
    columns = [f"{place}{name}" for name in ("sort_key", "slug", "name")]
    found = list(meetings.order_by().values_list(*columns).annotate(number=Count("pk")))
    if chosen and all(slug != chosen.slug for _, slug, _, _ in found):
        found.append((chosen.sort_key, chosen.slug, chosen.name, 0))
    return [(slug, name, number) for _, slug, name, number in sorted(found)]


def _ways(place: Municipality) -> dict[str, str]:
    return {
        "calendar": reverse("municipality_calendar", args=[place.slug]),
        "feed": reverse("municipality_feed", args=[place.slug]),
        "mail": f"{reverse('follow_search')}?kommune={place.slug}",
    }
