"""The parameters of a search, read and validated: q, the filters of meetings.search.facets, gruppe, sort, side.

Nothing a reader can put into an address is an error page. Unknown parameters are ignored; a value that means nothing
is passed over and named in `problems`, in Danish. Links are built from what was understood (`address`), so that one
search has one address. Where a parameter holds a person's number, nothing is read and nothing is echoed.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import get_script_prefix, reverse

from meetings.search.facets import FROM, LABELS, PARAMETERS, TO, Chosen, known_value
from meetings.search.outcome_words import outcome_of
from meetings.search.personal import NOTICE, has_person_number
from meetings.search.places import Places
from meetings.search.question import Question, read
from meetings.search.results import MOST_PAGES, SORTS
from meetings.search.unknown import unknown_places

BY_CASE = "sag"
_MOST_VALUES = 50  # of one filter; an address holds no more by hand


class SearchFilter:
    """What a search's address asks for: `question`, `chosen`, `by_case`, `order`, `page`, and what to tell the reader:
    `problems`, and `corrected`, the words put right. `filters_typed`: what stands among the words and is a filter."""

    def __init__(self, data: QueryDict, *, places: Places) -> None:
        refused = any(has_person_number(value) for _, values in data.lists() for value in values)
        if refused:
            data = QueryDict()
        self.problems: list[str] = []
        # A page has forty addresses: where the site is mounted, and what parameters look like in them.
        self._prefix = get_script_prefix()
        self._written: dict[tuple[str, str], str] = {}
        self.question = Question("", notes=(NOTICE,), refused=True) if refused else read(_typed(data, "q"))
        values = {name: _known(name, data.getlist(name), places) for name in PARAMETERS}
        known = {name: found[:1] if name in (FROM, TO) else found for name, (found, _) in values.items()}
        self.chosen: Chosen = {name: found for name, found in known.items() if found}
        self.by_case = self._by_case(_typed(data, "gruppe"))
        self.order = self._order(_typed(data, "sort"))
        self.page = self._page(_typed(data, "side"))
        for name, (_, unknown) in values.items():
            self.problems += [_passed_over(name, value) for value in unknown]
        if known[FROM] and known[TO] and known[FROM] > known[TO]:
            self.problems.append("Den første dag ligger efter den sidste, så der er ingen dage imellem.")
        not_there, mended = unknown_places(self.question, places)
        self.problems += [*self.question.notes, *not_there]
        self.corrected = mended or self.question.corrected
        self.filters_typed = _filters_typed(self.question, places)

    def _by_case(self, typed: str) -> bool:
        wanted = typed.strip().lower()
        if wanted and wanted != BY_CASE:
            self.problems.append(f"”{typed[:80]}” kan der ikke samles efter. Skriv gruppe={BY_CASE}.")
        return wanted == BY_CASE

    def _order(self, typed: str) -> str:
        wanted = typed.strip().lower().replace("æ", "ae")
        if wanted and wanted not in SORTS:
            self.problems.append(f"”{typed[:80]}” er ikke en sortering. Vælg {', '.join(SORTS)}.")
        return wanted if wanted in SORTS else ""

    def _page(self, typed: str) -> int:
        if not typed.strip():
            return 1
        if not (typed.strip().isdecimal() and typed.strip().isascii()) or len(typed) > 9 or int(typed) < 1:
            self.problems.append(f"”{typed[:80]}” er ikke et sidetal. Her er den første side.")
            return 1
        if int(typed) > MOST_PAGES:
            self.problems.append(f"Der vises højst {MOST_PAGES} sider. Her er den sidste af dem.")
        return min(int(typed), MOST_PAGES)

    def address(self, *, path: str = "search", **changed: Any) -> str:
        """The address of this search with something changed: page one unless `side` is given.

        `chosen` replaces all filters, `q` the words, `sort` the order, `by_case` whether cases are put together.
        """
        chosen: Chosen = changed.get("chosen", self.chosen)
        parameters: list[tuple[str, str]] = []
        words = changed.get("q", self.question.text)
        if words:
            parameters.append(("q", words))
        parameters += [(name, value) for name in PARAMETERS for value in chosen.get(name, ())]
        if changed.get("by_case", self.by_case):
            parameters.append(("gruppe", BY_CASE))
        sort = changed.get("sort", self.order)
        if sort:
            parameters.append(("sort", sort))
        if changed.get("side", 1) > 1:
            parameters.append(("side", str(changed["side"])))
        return _path(path, self._prefix) + (f"?{'&'.join(map(self._as_written, parameters))}" if parameters else "")

    def _as_written(self, parameter: tuple[str, str]) -> str:
        written = self._written.get(parameter)
        if written is None:
            written = self._written[parameter] = urlencode([parameter])
        return written

    def without(self, name: str, value: str) -> str:
        """The address with one filter's value taken away."""
        left = {
            other: [one for one in values if (other, one) != (name, value)] for other, values in self.chosen.items()
        }
        return self.address(chosen=left)


@cache
def _path(name: str, prefix: str) -> str:
    """A page of results has some forty addresses of few paths; `prefix` is where the site is mounted."""
    return reverse(name)


def _typed(data: QueryDict, name: str) -> str:
    """The last value, as a form would send it; '' without one."""
    return str(data.get(name) or "")


def _known(name: str, typed: Iterable[str], places: Places) -> tuple[list[str], list[str]]:
    """The values of one filter, each once, and what was typed that means nothing."""
    known: list[str] = []
    unknown: list[str] = []
    for value in islice(typed, _MOST_VALUES):
        meant = known_value(name, value, places)
        if meant is None and value.strip():
            unknown.append(value.strip())
        elif meant and meant not in known:
            known.append(meant)
    return known, unknown


def _filters_typed(question: Question, places: Places) -> dict[str, list[str]]:
    """{'udfald': ['udsat']} of 'bro udfald:udsat', {'udfald': ['ikke-godkendt']} of 'udfald:forkastet'; what means
    nothing is left out."""
    found: dict[str, list[str]] = {}
    for name, typed in question.filters:
        value = known_value(name, typed, places) or (outcome_of(typed) if name == "udfald" else "")
        if value and value not in found.setdefault(name, []):
            found[name].append(value)
    return {name: values for name, values in found.items() if values}


def _passed_over(name: str, value: str) -> str:
    if name in (FROM, TO):
        return f"”{value[:80]}” kan vi ikke læse som en dag. Skriv fx 14-05-2019, maj 2019 eller 2019."
    return f"”{value[:80]}” kender vi ikke under {LABELS[name].lower()}, så det er ikke brugt."
