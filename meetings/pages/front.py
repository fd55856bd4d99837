"""The front page and the list of municipalities."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from meetings.models import Committee, Meeting, Municipality
from meetings.models.addresses import path_of

from .doors import public_page

NEWEST = 8
NEXT = 4


class Place(NamedTuple):
    """A municipality, with what is published of it."""

    name: str
    slug: str
    invented: bool
    meetings: int
    items: int
    oldest: datetime.date | None
    newest: datetime.date | None

    @property
    def address(self) -> str:
        return path_of(self.slug)


@public_page
def home(request: HttpRequest) -> HttpResponse:
    places = [place for place in counted_places() if place.meetings]
    context = {
        "meetings": Meeting.objects.published().with_places().held().newest_first()[:NEWEST],
        "coming": Meeting.objects.coming().with_places().order_by("date", "id")[:NEXT],
        "municipalities": places,
        "meeting_count": sum(place.meetings for place in places),
        "item_count": sum(place.items for place in places),
        "oldest": min((place.oldest for place in places if place.oldest), default=None),
        "newest": max((place.newest for place in places if place.newest), default=None),
    }
    return render(request, "pages/home.html", context)


@public_page
def municipalities(request: HttpRequest) -> HttpResponse:
    everyone = counted_places()
    context = {
        "today": timezone.localdate(),
        "with_minutes": [place for place in everyone if place.meetings],
        # An invented municipality is worth a line only where it has something to show.
        "everyone": [place for place in everyone if place.meetings or not place.invented],
    }
    return render(request, "pages/municipalities.html", context)


# Counted body by body first, so that few rows are joined.
_PLACES = f"""
    SELECT name, slug, invented, COALESCE(meetings, 0), COALESCE(items, 0), oldest, newest
    FROM {Municipality._meta.db_table} place LEFT JOIN (
        SELECT municipality_id, sum(meetings)::int AS meetings, sum(items)::int AS items, min(oldest) AS oldest,
            max(newest) AS newest
        FROM (
            SELECT committee_id, count(*) AS meetings, sum(item_count) AS items, min(date) AS oldest,
                max(date) AS newest
            FROM {Meeting._meta.db_table} WHERE status = %s GROUP BY 1) of_body
        JOIN {Committee._meta.db_table} committee ON committee.id = committee_id GROUP BY 1) counted
    ON municipality_id = place.id ORDER BY sort_key"""  # noqa: S608 - names of our own tables


def counted_places() -> list[Place]:
    """In the order of their names. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_PLACES, [Meeting.Status.PUBLISHED])
        return [Place._make(row) for row in cursor.fetchall()]
