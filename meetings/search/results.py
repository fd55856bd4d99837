"""A search from question to page: what was found, how many, the filters with their numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from meetings.models import Decision, Item, SearchItem

from . import query
from .facets import Chosen, Facet, choices, facets
from .marking import Marker
from .places import Places
from .question import Question
from .snippets import snippet

PAGE = 20
MOST_PAGES = 100
SORTS = {"relevans": "Bedste match", "nyeste": "Nyeste først", "aeldste": "Ældste først"}


@dataclass(frozen=True)
class Hit:
    """One item found. `row.item.meeting.committee.municipality` is there without another query."""

    row: SearchItem
    marker: Marker

    @property
    def item(self) -> Item:
        return self.row.item

    @property
    def recognised(self) -> bool:
        return getattr(self.row, "recognised", None) is not False

    @cached_property
    def title(self) -> SafeString:
        return self.marker.marked(self.row.title)

    @cached_property
    def case_number(self) -> SafeString:
        return self.marker.marked(self.item.case_number)

    @cached_property
    def snippet(self) -> SafeString:
        """Of a closed item: nothing, whatever its row may hold."""
        return SafeString("") if self.row.closed else snippet(self.row.body, self.marker)


@dataclass(frozen=True)
class Results:
    """`total` is exact, or None where counting took too long; then there are no facets either."""

    question: Question
    chosen: Chosen
    sort: str
    page: int
    hits: tuple[Hit, ...]
    total: int | None
    facets: tuple[Facet, ...] = ()
    years: Mapping[int, int] = field(default_factory=dict)  # year -> items, whatever years are chosen
    unfiltered: int = 0  # items without any filter

    @property
    def at_least(self) -> int:
        """How many there are for certain."""
        return self.total if self.total is not None else (self.page - 1) * PAGE + len(self.hits)

    @property
    def pages(self) -> int:
        """How many pages can be seen: at most MOST_PAGES, however many items there are."""
        if self.total is None:
            return min(self.page + (len(self.hits) == PAGE), MOST_PAGES)
        return min(-(-self.total // PAGE), MOST_PAGES)

    @property
    def cut(self) -> bool:
        """Whether there is more than can be paged through."""
        return self.at_least > PAGE * MOST_PAGES


def usual_sort(question: Question) -> str:
    """Best match for words; newest first for a case number, or where nothing is asked."""
    return "relevans" if question.wanted and not question.case_number else "nyeste"


def search(question: Question, chosen: Chosen, places: Places, *, sort: str = "", page: int = 1) -> Results:
    """At most six queries. Raises query.TooSlow where not even the page could be had in time.

    `sort` is one of SORTS, or '' for what suits the question.
    """
    if not sort or (sort == "relevans" and not question.wanted):
        sort = usual_sort(question)
    wanted = choices(chosen, places)
    with query.prepared(question):
        counts = _counts(question, wanted)
        ids: Sequence[int] = ()
        if counts is None or (page - 1) * PAGE < counts.total:
            start = (page - 1) * PAGE
            ids = query.find(question, wanted, sort=sort, start=start, size=PAGE, counts=counts)
    return Results(
        question=question,
        chosen=chosen,
        sort=sort,
        page=page,
        hits=_hits(ids, Marker(question)),
        total=counts.total if counts else None,
        facets=facets(counts.facets, chosen, places) if counts else (),
        years=counts.facets["aar"] if counts else {},
        unfiltered=counts.unfiltered if counts else 0,
    )


def _counts(question: Question, wanted: query.Choices) -> query.Counts | None:
    try:
        return query.count(question, wanted)
    except query.TooSlow:
        return None


def _hits(ids: Sequence[int], marker: Marker) -> tuple[Hit, ...]:
    """The rows with all that a line of the page shows, in the order of `ids`."""
    if not ids:
        return ()
    own = Decision.objects.filter(item=OuterRef("pk"), own=True).order_by("-position")
    rows: Mapping[Any, SearchItem] = (
        SearchItem.objects.filter(pk__in=ids)
        .select_related("item__meeting__committee__municipality")
        .defer("vector", "exact")
        .annotate(recognised=Subquery(own.values("recognised")[:1]))
        .in_bulk()
    )
    return tuple(Hit(rows[pk], marker) for pk in ids if pk in rows)
