"""A search from question to page: what was found, how many, the filters with their numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from meetings.models.word import lexicon

from . import query, spread
from .cases import by_case as put_together
from .days import span
from .facets import Chosen, Facet, choices, facets
from .hits import Hit, hits
from .marking import Marker
from .places import Places
from .question import Field, Question
from .voted import asked_for

PAGE = 20
MOST_PAGES = 100
SORTS = {"relevans": "Bedste match", "nyeste": "Nyeste først", "aeldste": "Ældste først"}


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
    meetings: int | None = None  # that the items come from; None where nobody counted
    municipalities: tuple[int, ...] = ()  # the same, by id

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
    """Best match for words; newest first for a case number, or where nothing is asked; a day alone as it went."""
    if isinstance(day := question.tree, Field) and day.name == "dato" and not day.negative:
        days = span(day.value)
        return "aeldste" if days and days[0] == days[1] else "nyeste"
    return "relevans" if question.wanted and not question.case_number else "nyeste"


def search(
    question: Question, chosen: Chosen, places: Places, *, sort: str = "", page: int = 1, by_case: bool = False
) -> Results:
    """At most five queries, and one more where a party or a person is asked for. Raises query.TooSlow where not even
    the page could be had in time.

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
        meetings = spread.meetings(question, wanted, counts) if counts else None
    return Results(
        question=question,
        chosen=chosen,
        sort=sort,
        page=page,
        hits=hits(
            found,
            Marker(question, lexicon()),
            places,
            by_amount=any(one.name == "beløb" for one in question.fields),
            voters=asked_for(question, chosen),
        ),
        total=counts.total if counts else None,
        facets=facets(counts.facets, chosen, places) if counts else (),
        years=counts.facets["aar"] if counts else {},
        unfiltered=counts.unfiltered if counts else 0,
        cases=cases,
        meetings=meetings,
        municipalities=spread.municipalities(counts, wanted) if counts else (),
    )


def _counts(question: Question, wanted: query.Choices) -> query.Counts | None:
    try:
        return query.count(question, wanted)
    except query.TooSlow:
        return None
