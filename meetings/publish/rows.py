"""The items of a search as rows to take away: 10,000 at most, fetched a few hundred at a time while they are sent."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import F, Prefetch
from django.utils import timezone

from meetings.models import Decision, Item
from meetings.search import query
from meetings.search.facets import choices
from meetings.search.places import Places, all_places
from meetings.search.results import usual_sort
from meetings.search.search_filter import SearchFilter

from .searches import described
from .wording import own_decision

MOST = 10_000
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Extract:
    """A search with the ids of all its items, in the order of the page, and when it was asked."""

    asked: SearchFilter
    words: str  # the search as a person would call it
    total: int | None  # None where counting took too long
    ids: Sequence[int]
    at: datetime.datetime


@dataclass(frozen=True, slots=True)
class Row:
    item: Item
    decision: Decision | None  # the meeting's own; None of a closed item
    largest: int | None = None  # of the amounts its public text names, in whole kroner

    @property
    def outcome(self) -> str:
        return self.decision.outcome if self.decision else ""


def extract(asked: SearchFilter, places: Places | None = None) -> Extract:
    """At most six queries. Raises query.TooSlow."""
    places = places or all_places()
    wanted = choices(asked.chosen, places)
    sort = asked.order or usual_sort(asked.question)
    if sort == "relevans" and not asked.question.wanted:
        sort = "nyeste"
    with query.prepared(asked.question):
        counts = _counts(asked, wanted)
        ids = query.find(asked.question, wanted, sort=sort, start=0, size=_first(sort), counts=counts)
        if sort == "relevans" and len(ids) == query.RANKED:  # the best are ordered by score, the rest by date
            rest = MOST - query.RANKED
            ids += query.find(asked.question, wanted, sort=sort, start=query.RANKED, size=rest, counts=counts)
    return Extract(asked, described(asked, places), counts.total if counts else None, ids, timezone.localtime())


def rows(ids: Sequence[int], *along: str) -> Iterator[Row]:
    """What is published when it is sent: an item that was withdrawn meanwhile is left out.

    along: what is fetched of each decision besides, a query for each batch.
    """
    own = Decision.objects.filter(own=True).order_by("position").prefetch_related(*along)
    items = Item.objects.published().with_places().prefetch_related(Prefetch("decisions", own))
    items = items.annotate(largest=F("search_row__max_amount"))
    for start in range(0, len(ids), _BATCH):
        batch = ids[start : start + _BATCH]
        found = items.in_bulk(batch)
        for pk in batch:
            if pk in found:
                yield Row(found[pk], own_decision(found[pk]), found[pk].largest)


def _counts(asked: SearchFilter, wanted: query.Choices) -> query.Counts | None:
    try:
        return query.count(asked.question, wanted)
    except query.TooSlow:
        return None


def _first(sort: str) -> int:
    return query.RANKED if sort == "relevans" else MOST
