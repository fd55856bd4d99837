"""A search from question to page: what was found, how many, the filters with their numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from meetings.models import Decision, Item, SearchItem, Section
from meetings.models.word import lexicon

from . import query
from .cases import by_case as put_together
from .facets import Chosen, Facet, choices, facets
from .marking import Marker
from .places import Places
from .question import Question
from .snippets import Snippet, snippet

PAGE = 20
MOST_PAGES = 100
SORTS = {"relevans": "Bedste match", "nyeste": "Nyeste først", "aeldste": "Ældste først"}
# Parts of an item that a snippet may be cut from, and the annotation of the row that has their text.
PARTS = {"Beslutning": "decided", "Indstilling": "recommended"}


@dataclass(frozen=True)
class Hit:
    """One item found. `row.item.meeting.committee.municipality` is there without another query."""

    row: SearchItem
    marker: Marker
    treatments: int = 1  # of its case, among the answers, where cases are put together

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
    def _cut(self) -> Snippet:
        """Of a closed item: nothing, whatever its row may hold."""
        return Snippet(SafeString(""), 0) if self.row.closed else snippet(self.row.body, self.marker)

    @property
    def snippet(self) -> SafeString:
        return self._cut.text

    @property
    def part(self) -> str:
        """'Beslutning' or 'Indstilling' where the snippet begins in what was decided or recommended; else ''."""
        for name, column in PARTS.items():
            text = (getattr(self.row, column, None) or "").strip()
            begin = self.row.body.find(text) if text else -1
            if 0 <= begin <= self._cut.at < begin + len(text):
                return name
        return ""


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
    cases: int | None = None  # how many rows there are where cases are put together

    @property
    def at_least(self) -> int:
        """How many there are for certain."""
        return self.total if self.total is not None else (self.page - 1) * PAGE + len(self.hits)

    @property
    def pages(self) -> int:
        """How many pages can be seen: at most MOST_PAGES, however many items there are."""
        rows = self.total if self.cases is None else self.cases
        if rows is None:
            return min(self.page + (len(self.hits) == PAGE), MOST_PAGES)
        return min(-(-rows // PAGE), MOST_PAGES)

    @property
    def cut(self) -> bool:
        """Whether there is more than can be paged through."""
        return (self.at_least if self.cases is None else self.cases) > PAGE * MOST_PAGES


def usual_sort(question: Question) -> str:
    """Best match for words; newest first for a case number, or where nothing is asked."""
    return "relevans" if question.wanted and not question.case_number else "nyeste"


def search(
    question: Question, chosen: Chosen, places: Places, *, sort: str = "", page: int = 1, by_case: bool = False
) -> Results:
    """At most seven queries. Raises query.TooSlow where not even the page could be had in time.

    `sort` is one of SORTS, or '' for what suits the question. `by_case`: of each case only its newest treatment.
    """
    if not sort or (sort == "relevans" and not question.wanted):
        sort = usual_sort(question)
    wanted = choices(chosen, places)
    with query.prepared(question):
        counts = _counts(question, wanted)
        start, cases = (page - 1) * PAGE, None
        found: dict[int, int] = {}
        if counts is None or start < counts.total:
            if by_case:
                cases, found = put_together(question, wanted, sort=sort, start=start, size=PAGE, counts=counts)
            else:
                ids = query.find(question, wanted, sort=sort, start=start, size=PAGE, counts=counts)
                found = dict.fromkeys(ids, 1)
    return Results(
        question=question,
        chosen=chosen,
        sort=sort,
        page=page,
        hits=_hits(found, Marker(question, lexicon())),
        total=counts.total if counts else None,
        facets=facets(counts.facets, chosen, places) if counts else (),
        years=counts.facets["aar"] if counts else {},
        unfiltered=counts.unfiltered if counts else 0,
        cases=cases,
    )


def _counts(question: Question, wanted: query.Choices) -> query.Counts | None:
    try:
        return query.count(question, wanted)
    except query.TooSlow:
        return None


def _hits(found: Mapping[int, int], marker: Marker) -> tuple[Hit, ...]:
    """The rows with all that a line of the page shows, in the order of `found`: item -> treatments of its case."""
    if not found:
        return ()
    own = Decision.objects.filter(item=OuterRef("pk"), own=True).order_by("-position")
    recommended = Section.objects.filter(item=OuterRef("pk"), role=Section.Role.RECOMMENDATION).order_by("position")
    rows: Mapping[Any, SearchItem] = (
        SearchItem.objects.filter(pk__in=list(found))
        .select_related("item__meeting__committee__municipality")
        .defer("vector", "exact")
        .annotate(
            recognised=Subquery(own.values("recognised")[:1]),
            decided=Subquery(own.values("text")[:1]),
            recommended=Subquery(recommended.values("text")[:1]),
        )
        .in_bulk()
    )
    return tuple(Hit(rows[pk], marker, treatments) for pk, treatments in found.items() if pk in rows)
