"""The search page, and the same for machines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from meetings.search import nothing
from meetings.search.covered import covered
from meetings.search.facets import choices, label_of
from meetings.search.places import Places, all_places
from meetings.search.query import TooSlow
from meetings.search.results import MOST_PAGES, PAGE, SORTS, Hit, Results, usual_sort
from meetings.search.results import search as find
from meetings.search.search_filter import SearchFilter

from .doors import public_page
from .histogram import charts


@dataclass(frozen=True, slots=True)
class Chip:
    label: str
    address: str  # the search without it


@public_page
def search(request: HttpRequest) -> HttpResponse:
    """GET /soeg/: at most eight queries, whatever was typed."""
    places = all_places()
    asked = SearchFilter(request.GET, places=places)
    try:
        results = find(asked.question, asked.chosen, places, sort=asked.order, page=asked.page)
    except TooSlow:
        return render(request, "pages/search_late.html", {"asked": asked, "query": asked.question.text}, status=503)
    context: dict[str, Any] = {
        "asked": asked,
        "query": asked.question.text,
        "results": results,
        "sorts": _sorts(asked),
        "chips": _chips(asked, places),
        "without_filters": asked.address(chosen={}),
        "charts": charts(
            results.years, asked.chosen.get("aar", ()), lambda year: asked.address(chosen=_of_year(asked, year))
        ),
        "pages": _page_links(asked, results),
        "previous": asked.address(side=results.page - 1) if results.page > 1 else "",
        "following": asked.address(side=results.page + 1) if results.page < results.pages else "",
        "first_number": (results.page - 1) * PAGE + 1,
        "shown_at_most": PAGE * MOST_PAGES,
        "json": asked.address(path="search_json"),
        "ways": {
            "csv": asked.address(path="search_csv"),
            "json": asked.address(path="search_export"),
            "feed": asked.address(path="search_feed", sort=""),
            "mail": asked.address(path="follow_search", sort=""),
        },
    }
    if not results.hits:
        context |= _where_nothing_is(asked, places, results)
    return render(request, "pages/search.html", context)


@public_page
def search_json(request: HttpRequest) -> HttpResponse:
    """GET /soeg.json, with the parameters of the page.

    {total, exact, items, facets}, and `problems` where a value meant nothing. `total` is null and `exact` false where
    counting took too long. Addresses begin at the root of this site. `snippet` is HTML: text with everything escaped,
    and <mark> around what matched. Of a closed item there is title and case number, and an empty snippet.
    """
    places = all_places()
    asked = SearchFilter(request.GET, places=places)
    try:
        results = find(asked.question, asked.chosen, places, sort=asked.order, page=asked.page)
    except TooSlow:
        return JsonResponse({"problems": ["Søgningen tog for lang tid. Afgræns den."]}, status=503)
    answer: dict[str, Any] = {
        "total": results.total,
        "exact": results.total is not None,
        "items": [_as_json(hit) for hit in results.hits],
        "facets": {
            facet.name: [
                {"value": one.value, "label": one.label, "count": one.count, "chosen": one.chosen}
                for one in facet.values
            ]
            for facet in results.facets
        },
    }
    if asked.problems:
        answer["problems"] = asked.problems
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False})


def _as_json(hit: Hit) -> dict[str, Any]:
    item = hit.item
    return {
        "url": item.get_absolute_url(),
        "title": item.title,
        "municipality": item.meeting.committee.municipality.name,
        "committee": item.meeting.committee.name,
        "date": item.meeting.date.isoformat(),
        "number": item.number,
        "case_number": item.case_number or None,
        "outcome": hit.row.outcome or None,
        "snippet": hit.snippet,
    }


def _sorts(asked: SearchFilter) -> list[tuple[str, str, str]]:
    """Name, value in the address and label of each order. The usual one needs no value: new words, usual order."""
    usual = usual_sort(asked.question)
    names = [name for name in SORTS if asked.question.wanted or name != "relevans"]
    return [(name, "" if name == usual else name, SORTS[name]) for name in names]


def _chips(asked: SearchFilter, places: Places) -> list[Chip]:
    return [
        Chip(label_of(name, value, places), asked.without(name, value))
        for name, values in asked.chosen.items()
        for value in values
    ]


def _of_year(asked: SearchFilter, year: int) -> dict[str, list[str]]:
    """A bar chooses its year, and gives up the choice where it is the only one."""
    only = list(asked.chosen.get("aar", ())) == [str(year)]
    return {**asked.chosen, "aar": [] if only else [str(year)]}  # type: ignore[dict-item]


def _page_links(asked: SearchFilter, results: Results) -> list[tuple[int, str]]:
    """Pages to go to, with (0, '') for a gap: 1 … 4 5 6 … 18."""
    near = {1, results.pages, *range(results.page - 1, results.page + 2)}
    return list(_with_gaps(asked, [page for page in sorted(near) if 1 <= page <= results.pages]))


def _with_gaps(asked: SearchFilter, pages: list[int]) -> Iterator[tuple[int, str]]:
    for before, page in zip([0, *pages], pages, strict=False):
        if page == before + 2:
            yield page - 1, asked.address(side=page - 1)
        elif page > before + 1:
            yield 0, ""
        yield page, asked.address(side=page)


def _where_nothing_is(asked: SearchFilter, places: Places, results: Results) -> dict[str, Any]:
    """Ways on from an empty page. Past the last page of a search that has answers, only the way back."""
    if results.total:
        return {"first_page": asked.address()}
    parts = [] if results.unfiltered else nothing.easier(asked.question)
    easier = [(one, asked.address(q=one.question, chosen={})) for one in parts]
    return {"easier": easier, "covered": covered(choices(asked.chosen, places), places)}
