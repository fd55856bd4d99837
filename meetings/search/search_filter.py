"""The parameters of a search, read and validated: q, the filters of meetings.search.facets, gruppe, sort, side.

Nothing a reader can put into an address is an error page. Unknown parameters are ignored; a value that means nothing
is passed over and named in `problems`, in Danish. Links are built from what was understood (`address`), so that one
search has one address. Where a parameter holds a person's number, nothing is read and nothing is echoed.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import django_filters
from django import forms
from django.http import QueryDict
from django.urls import reverse

from meetings.models import SearchItem
from meetings.search.facets import FROM, LABELS, PARAMETERS, TO, Chosen, known_value
from meetings.search.personal import NOTICE, has_person_number
from meetings.search.places import Places
from meetings.search.question import Question, read
from meetings.search.results import MOST_PAGES, SORTS
from meetings.search.unknown import unknown_places

BY_CASE = "sag"
_MOST_VALUES = 50  # of one filter; an address holds no more by hand


class KnownValues(forms.Field):
    """The values of one filter; those that mean nothing are left in `unknown`."""

    widget = forms.SelectMultiple

    def __init__(self, *, name: str, **options: Any) -> None:
        super().__init__(**options)
        self.name = name
        self.places = Places()
        self.unknown: list[str] = []

    def clean(self, value: Any) -> list[str]:
        kept: list[str] = []
        for typed in (value or [])[:_MOST_VALUES]:
            known = known_value(self.name, typed, self.places)
            if known is None and typed.strip():
                self.unknown.append(typed.strip())
            elif known and known not in kept:
                kept.append(known)
        return kept


class KnownFilter(django_filters.Filter):
    field_class = KnownValues


class Words(forms.CharField):
    def clean(self, value: Any) -> str:
        """Whatever was typed; meetings.search.question bounds and reads it."""
        return str(value or "")


class WordsFilter(django_filters.Filter):
    field_class = Words


class SearchFilter(django_filters.FilterSet):
    """The FilterSet of the search page: `question`, `chosen`, `by_case`, `order`, `page`, and what to tell the reader:
    `problems`, and `corrected`, the words put right."""

    q = WordsFilter(label="Søg i referater")
    kommune = KnownFilter(label=LABELS["kommune"], name="kommune")
    udvalg = KnownFilter(label=LABELS["udvalg"], name="udvalg")
    aar = KnownFilter(label=LABELS["aar"], name="aar")
    type = KnownFilter(label=LABELS["type"], name="type")
    udfald = KnownFilter(label=LABELS["udfald"], name="udfald")
    parti = KnownFilter(label=LABELS["parti"], name="parti")
    fraveget = KnownFilter(label=LABELS["fraveget"], name="fraveget")
    bilag = KnownFilter(label=LABELS["bilag"], name="bilag")
    lukket = KnownFilter(label=LABELS["lukket"], name="lukket")
    fra = KnownFilter(label="Fra", name=FROM)
    til = KnownFilter(label="Til og med", name=TO)
    gruppe = WordsFilter(label="Vis")
    sort = WordsFilter(label="Sortér")
    side = WordsFilter(label="Side")

    class Meta:
        model = SearchItem
        fields: list[str] = []

    def __init__(self, data: QueryDict, *, places: Places) -> None:
        refused = any(has_person_number(value) for values in dict(data.lists()).values() for value in values)
        super().__init__(QueryDict() if refused else data, queryset=SearchItem.objects.none())
        self.problems: list[str] = []
        for name in PARAMETERS:
            self.form.fields[name].places = places
        cleaned = self.form.cleaned_data if self.form.is_valid() else {}
        self.question: Question = Question("", notes=(NOTICE,), refused=True) if refused else read(cleaned["q"])
        one_day = {name: cleaned[name][:1] for name in (FROM, TO)}
        self.chosen: Chosen = {name: values for name in PARAMETERS if (values := (cleaned | one_day)[name])}
        self.by_case = self._by_case(cleaned["gruppe"])
        self.order = self._order(cleaned["sort"])
        self.page = self._page(cleaned["side"])
        for name in PARAMETERS:
            self.problems += [_passed_over(name, value) for value in self.form.fields[name].unknown]
        if one_day[FROM] and one_day[TO] and one_day[FROM] > one_day[TO]:
            self.problems.append("Den første dag ligger efter den sidste, så der er ingen dage imellem.")
        unknown, known = unknown_places(self.question, places)
        self.problems += [*self.question.notes, *unknown]
        self.corrected = known or self.question.corrected

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
        return reverse(path) + (f"?{urlencode(parameters)}" if parameters else "")

    def without(self, name: str, value: str) -> str:
        """The address with one filter's value taken away."""
        left = {
            other: [one for one in values if (other, one) != (name, value)] for other, values in self.chosen.items()
        }
        return self.address(chosen=left)


def _passed_over(name: str, value: str) -> str:
    if name in (FROM, TO):
        return f"”{value[:80]}” kan vi ikke læse som en dag. Skriv fx 14-05-2019, maj 2019 eller 2019."
    return f"”{value[:80]}” kender vi ikke under {LABELS[name].lower()}, så det er ikke brugt."
