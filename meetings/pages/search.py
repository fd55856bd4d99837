"""The search page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from meetings.search import nothing
from meetings.search.covered import covered
from meetings.search.facets import CODES, FROM, TO, Facet, choices, known_value, label_alone
from meetings.search.named import municipalities_among, people_named, places_named
from meetings.search.personal import NOTICE
from meetings.search.places import Places, all_places
from meetings.search.query import TooSlow
from meetings.search.question import Field
from meetings.search.rephrased import Rephrased, also, rephrased
from meetings.search.results import MOST_PAGES, PAGE, SORTS, Results, usual_sort
from meetings.search.results import search as find
from meetings.search.search_filter import SearchFilter
from meetings.search.suggest import meant
from meetings.search.unknown import unknown_parties
from meetings.templatetags.danish import number, upper_first

from .doors import public_page
from .histogram import charts
from .search_jumps import place_of

FIRST_TERM, TERM = 2018, 4  # years


@dataclass(frozen=True, slots=True)
class Chip:
    label: str
    address: str  # the search without it


@dataclass(frozen=True, slots=True)
class Term:
    label: str  # '2022–25'
    address: str  # the search within it, or without it where it is chosen
    chosen: bool


@public_page
def search(request: HttpRequest) -> HttpResponse:
    """GET /soeg/: at most twelve statements, whatever was typed."""
    places = all_places()
    asked = SearchFilter(request.GET, places=places)
    if asked.question.refused:
        return _refused(request)
    if address := place_of(request, asked):
        return HttpResponseRedirect(address)
    try:
        results = find(asked.question, asked.chosen, places, sort=asked.order, page=asked.page, by_case=asked.by_case)
    except TooSlow:
        return render(request, "pages/search_late.html", {"asked": asked, "query": asked.question.text}, status=503)
    context: dict[str, Any] = {
        "asked": asked,
        "query": asked.question.text,
        "results": results,
        "facets": _worth_showing(asked, results),
        "sorts": _sorts(asked),
        "chips": _chips(asked, places),
        **_put_right(asked, places),
        "day_as_text": _day_as_text(asked),
        "terms": _terms(asked),
        "days": {name: "".join(asked.chosen.get(name, ())) for name in (FROM, TO)},
        "advanced": asked.address(path="search_advanced", side=1),
        "without_filters": asked.address(chosen={}),
        "charts": charts(results.years, asked.chosen.get("aar", ()), _address_of_year(asked)),
        "pages": _page_links(asked, results),
        "previous": asked.address(side=results.page - 1) if results.page > 1 else "",
        "following": asked.address(side=results.page + 1) if results.page < results.pages else "",
        "first_number": (results.page - 1) * PAGE + 1,
        "spread": _spread(results, places),
        "named": [] if asked.chosen or results.page > 1 else _named(asked.question.text, places),
        "also": _also(asked, places, results),
        "shown_at_most": PAGE * MOST_PAGES,
        "json": asked.address(path="search_json"),
        "ways": {
            "csv": asked.address(path="search_csv"),
            "json": asked.address(path="search_export"),
            "feed": asked.address(path="search_feed", sort=""),
            "mail": asked.address(path="follow_search", sort=""),
        },
    }
    if results.total is not None and (better := meant(asked.question, results.unfiltered)):
        context |= {"meant": better, "meant_address": asked.address(q=better)}
    if not results.hits:
        context |= _where_nothing_is(asked, places, results)
    return render(request, "pages/search.html", context)


def _refused(request: HttpRequest) -> HttpResponse:
    """What was typed is not on the page, in no link of it, and goes along to no other address."""
    response = render(request, "pages/search_refused.html", {"notice": NOTICE})
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _put_right(asked: SearchFilter, places: Places) -> dict[str, str]:
    """The address of the search put right and what it is called: 'bro', 'bro, Udsat' of 'bro udfald:udsat'."""
    if not asked.corrected and not asked.filters_typed:
        return {}
    labels = [label_alone(name, value, places) for name, values in asked.filters_typed.items() for value in values]
    words = ", ".join([*([asked.corrected] if asked.corrected else []), *labels])
    address = asked.address(q=asked.corrected, chosen={**asked.chosen, **asked.filters_typed})
    return {"corrected": address, "corrected_words": words}


def _day_as_text(asked: SearchFilter) -> str:
    """Where a day is all that is asked for: the search for the same as text."""
    field = asked.question.tree
    if not isinstance(field, Field) or field.name != "dato" or field.negative:
        return ""
    return asked.address(q=f'"{field.value}"')


def _named(typed: str, places: Places) -> list[tuple[str, str]]:
    return places_named(typed, places) or people_named(typed, places)


def _also(asked: SearchFilter, places: Places, results: Results) -> list[tuple[Rephrased, str]]:
    """'budget 2023' finds the number in the text; most often the year was meant. Nothing is replaced."""
    if asked.chosen or not results.hits or results.page > 1:
        return []
    ways = [one for one in also(asked.question, places) if "aar" not in one.chosen or one.total != results.total]
    return [(one, asked.address(q=one.question, chosen=one.chosen)) for one in ways]


def _spread(results: Results, places: Places) -> str:
    """'Fra 312 møder i 14 kommuner', 'Fra ét møde i Varde'; '' where nothing was found or counted."""
    known = [places.municipalities[pk].name for pk in results.municipalities if pk in places.municipalities]
    if not known:
        return ""
    where = f"i {known[0]}" if len(known) == 1 else f"i {number(len(known))} kommuner"
    if not results.meetings:
        return upper_first(where)
    return f"Fra {'ét møde' if results.meetings == 1 else f'{number(results.meetings)} møder'} {where}"


def _terms(asked: SearchFilter) -> list[Term]:
    """The terms of the councils that have begun, newest first; each begins on 1 January after the election."""
    today = timezone.localdate()
    chosen = asked.chosen.get(FROM), asked.chosen.get(TO)
    terms = []
    for year in range(today.year - (today.year - FIRST_TERM) % TERM, FIRST_TERM - 1, -TERM):
        days = {FROM: [f"{year}-01-01"], TO: [f"{year + TERM - 1}-12-31"]}
        here = chosen == (days[FROM], days[TO])
        others = {name: values for name, values in asked.chosen.items() if name not in days}
        terms.append(
            Term(f"{year}–{(year + TERM - 1) % 100:02d}", asked.address(chosen=others | ({} if here else days)), here)
        )
    return terms


def _sorts(asked: SearchFilter) -> list[tuple[str, str, str]]:
    """Name, value in the address and label of each order. The usual one needs no value: new words, usual order."""
    usual = usual_sort(asked.question)
    names = [name for name in SORTS if asked.question.wanted or name != "relevans"]
    return [(name, "" if name == usual else name, SORTS[name]) for name in names]


def _chips(asked: SearchFilter, places: Places) -> list[Chip]:
    return [
        Chip(label_alone(name, value, places), asked.without(name, value))
        for name, values in asked.chosen.items()
        for value in values
    ]


def _address_of_year(asked: SearchFilter) -> Callable[[int], str]:
    """A bar chooses its year, and gives up the choice where it is the only one. The years' addresses are alike."""
    chosen = list(asked.chosen.get("aar", ()))
    others = {name: list(values) for name, values in asked.chosen.items() if name not in ("aar", FROM, TO)}
    before, _, after = asked.address(chosen={**others, "aar": ["0"]}).partition(
        "aar=0"
    )  # in words '=' is written '%3D'
    without = asked.address(chosen=others)
    return lambda year: without if chosen == [str(year)] else f"{before}aar={year}{after}"


def _worth_showing(asked: SearchFilter, results: Results) -> list[Facet]:
    """The filters with something to choose; the years also where only days are chosen, which stand with them. That all
    items are open, or none has a kind, is no choice."""
    days = asked.chosen.get(FROM) or asked.chosen.get(TO)
    return [facet for facet in results.facets if _narrows(facet, results) or (facet.name == "aar" and days)]


def _narrows(facet: Facet, results: Results) -> bool:
    if facet.name not in CODES or len(facet.values) != 1:
        return bool(facet.values)
    return facet.values[0].chosen or facet.values[0].count != results.total


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
    known = nothing.Help() if results.unfiltered else nothing.help_with(asked.question)
    easier = [(one, asked.address(q=one.question, chosen={})) for one in known.easier]
    others = [] if results.unfiltered else rephrased(asked.question, places)
    return {
        "rephrased": [(one, asked.address(q=one.question, chosen=one.chosen)) for one in others],
        "easier": easier,
        "nowhere": known.nowhere,
        **_who_was_there(asked, places),
        "no_votes": unknown_parties(asked.question, asked.chosen.get("parti", ())),
        "covered": covered(choices(_narrowed_to(asked, places), places), places),
    }


def _who_was_there(asked: SearchFilter, places: Places) -> dict[str, Any]:
    """That nobody is searched for by being there; and the pages of the person that the question names."""
    if not nothing.asks_who_was_there(asked.question):
        return {}
    return {"attendance": True, "persons": people_named(nothing.names_among(asked.question.text), places)}


def _narrowed_to(asked: SearchFilter, places: Places) -> dict[str, list[str]]:
    """What is chosen, and the places that the query itself names: 'hjemløse kommune:varde', 'hjemløse i Varde'."""
    chosen = {name: list(values) for name, values in asked.chosen.items()}
    if "kommune" not in chosen and (named := municipalities_among(asked.question.text, places)):
        chosen["kommune"] = named
    for field in asked.question.fields:
        if field.name in ("kommune", "udvalg") and not field.negative:
            value = known_value(field.name, field.value, places)
            if value and value not in chosen.setdefault(field.name, []):
                chosen[field.name].append(value)
    return chosen
