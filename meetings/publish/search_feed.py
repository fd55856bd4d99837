"""Atom for a search: the same parameters as the search page, in the order in which items came to the archive."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from meetings.models import Meeting
from meetings.search.facets import choices
from meetings.search.matching import changed_last
from meetings.search.places import all_places
from meetings.search.query import TooSlow
from meetings.search.search_filter import SearchFilter

from .atom import MOST, ArchiveFeed, Entry
from .doors import for_machines
from .entries import of_items
from .searches import described


@dataclass(frozen=True, slots=True)
class Found:
    asked: SearchFilter
    title: str
    items: list[int]
    last_withdrawal: datetime.datetime | None


class SearchFeed(ArchiveFeed):
    def get_object(self, request: HttpRequest, **where: object) -> Found:
        """Order and page are of the page alone, so that one search has one feed. Raises TooSlow."""
        places = all_places()
        asked = SearchFilter(request.GET, places=places)
        found = changed_last(asked.question, choices(asked.chosen, places), size=MOST)
        withdrawn = Meeting.objects.filter(status=Meeting.Status.WITHDRAWN).aggregate(last=Max("withdrawn_at"))
        return Found(asked, described(asked, places), found, withdrawn["last"])

    def title(self, subject: Found) -> str:
        return f"Søgning: {subject.title}"

    def link(self, subject: Found) -> str:
        return subject.asked.address(sort="")

    def feed_url(self, subject: Found) -> str:
        return subject.asked.address(path="search_feed", sort="")

    def silent_since(self, subject: Found) -> datetime.datetime | None:
        return subject.last_withdrawal

    def entries(self, subject: Found) -> list[Entry]:
        return of_items(subject.items)


_feed = SearchFeed()


@for_machines
def search_feed(request: HttpRequest) -> HttpResponseBase:
    """GET /soeg.atom?q=…: 503 where the database did not get done in time."""
    try:
        return _feed(request)
    except TooSlow:
        return HttpResponse("Søgningen tog for lang tid. Afgræns den.\n", "text/plain; charset=utf-8", status=503)
