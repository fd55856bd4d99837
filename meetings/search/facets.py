"""The filters of a search: what they are called, what their values mean, and how many items each would give.

A filter's values in an address are Danish words ('udfald=udsat'); codes of the database are understood as well
('udfald=postponed'), so that a machine that reads /soeg.json may send back what it read.

'fra' and 'til' narrow the days. They are no facets, since nobody counts days.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from meetings.language.parties import label as party_label
from meetings.language.parties import party
from meetings.language.sorting import address
from meetings.models import Decision, Item

from .conditions import DATES
from .days import span, told
from .places import Places
from .query import Choices

LABELS = {
    "kommune": "Kommune",
    "udvalg": "Udvalg",
    "aar": "År",
    "type": "Type",
    "udfald": "Udfald",
    "parti": "Parti i afstemning",
    "fraveget": "Indstillingen",
    "bilag": "Bilag",
    "lukket": "Åbent eller lukket",
}
FROM, TO = "fra", "til"
PARAMETERS = (*LABELS, FROM, TO)  # every filter, in the order in which an address names them
SHOWN = 6  # values before 'Vis alle'
NO_OUTCOME = "ikke-oplyst"  # agendas, closed items, and items on which nothing was decided

Chosen = Mapping[str, Sequence[str]]  # filter -> values as in the address


def _by_address(labels: Mapping[str, str]) -> dict[str, str]:
    return {address(label): code for code, label in labels.items()}


TYPES = _by_address(dict(Item.Kind.choices))
OUTCOMES = _by_address(dict(Decision.Outcome.choices)) | {NO_OUTCOME: ""}
# Where the decision departs from the recommendation; of items where it does not there is nothing to choose.
DEPARTURES = {"ikke-fulgt": Decision.Followed.NOT_FOLLOWED.value, "aendret": Decision.Followed.AMENDED.value}
_YES_NO = {"ja": True, "nej": False}
# Filters whose values are few and fixed: value in the address -> value of the column, and what that is called.
CODES: dict[str, dict[str, Any]] = {
    "type": TYPES,
    "udfald": OUTCOMES,
    "fraveget": DEPARTURES,
    "bilag": _YES_NO,
    "lukket": _YES_NO,
}
_CODE_LABELS: dict[str, dict[Any, str]] = {
    "type": {code: label.capitalize() for code, label in Item.Kind.choices},
    "udfald": {code: label.capitalize() for code, label in Decision.Outcome.choices} | {"": "Ikke oplyst"},
    "fraveget": {DEPARTURES["ikke-fulgt"]: "Ikke fulgt", DEPARTURES["aendret"]: "Fulgt med ændringer"},
    "bilag": {True: "Med bilag", False: "Uden bilag"},
    "lukket": {True: "Lukkede punkter", False: "Åbne punkter"},
}


@dataclass(frozen=True, slots=True)
class Value:
    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One filter with its values in the order in which they are shown; chosen ones are always among the first."""

    name: str
    label: str
    values: tuple[Value, ...]

    @property
    def shown(self) -> tuple[Value, ...]:
        return self.values if len(self.values) <= SHOWN + 1 else self.values[: max(SHOWN, self.chosen_count)]

    @property
    def more(self) -> tuple[Value, ...]:
        return self.values[len(self.shown) :]

    @property
    def chosen_count(self) -> int:
        return sum(value.chosen for value in self.values)


def known_value(name: str, typed: str, places: Places) -> str | None:
    """The value of an address that `typed` stands for; None where there is none. Of a day: '2019-05-14'."""
    wanted = address(typed)
    if name == "kommune":
        wanted = places.slug_of_code.get(typed.strip(), wanted)
        return wanted if wanted in places.ids_of_municipality else None
    if name == "udvalg":
        return wanted if wanted in places.ids_of_committee else None
    if name == "aar":
        return wanted if wanted.isdecimal() and len(wanted) == 4 else None
    if name == "parti":
        return party(typed) or None
    if name in (FROM, TO):
        days = span(typed)
        return days[name == TO].isoformat() if days else None
    values = CODES[name]
    if wanted in values:
        return wanted
    return next((value for value, code in values.items() if code == typed.strip() and code), None)


def choices(chosen: Chosen, places: Places) -> Choices:
    """What is chosen, as values of the columns that search looks at."""
    columns: dict[str, Callable[[str], tuple[Any, ...]]] = {
        "kommune": lambda value: places.ids_of_municipality[value],
        "udvalg": lambda value: places.ids_of_committee[value],
        "aar": lambda value: (int(value),),
        "parti": lambda value: (value,),
    }
    wanted = {
        name: tuple(
            one
            for value in chosen.get(name, ())
            for one in (columns[name](value) if name in columns else (CODES[name][value],))
        )
        for name in LABELS
    }
    first, last = (_day(chosen.get(name, ())) for name in (FROM, TO))
    return {**wanted, DATES: (first, last)} if first or last else wanted


def _day(values: Sequence[str]) -> datetime.date | None:
    return datetime.date.fromisoformat(values[0]) if values else None


def label_of(name: str, value: str, places: Places) -> str:
    """'Varde', 'Økonomiudvalget', '2023', 'Orientering', 'Udsat', 'Venstre (V)', 'Med bilag', 'Fra 1. maj 2019'"""
    if name == "kommune":
        return places.municipalities[places.ids_of_municipality[value][0]].name
    if name == "udvalg":
        return places.committees[places.ids_of_committee[value][0]].name
    if name == "aar":
        return value
    if name == "parti":
        return party_label(value)
    if name in (FROM, TO):
        return f"{'Fra' if name == FROM else 'Til og med'} {told(datetime.date.fromisoformat(value))}"
    return _CODE_LABELS[name][CODES[name][value]]


def label_alone(name: str, value: str, places: Places) -> str:
    """As `label_of`, where no heading says what it is of: 'Indstillingen ikke fulgt', 'Udfald: ikke oplyst'."""
    label = label_of(name, value, places)
    if name == "fraveget":
        return f"{LABELS[name]} {label.lower()}"
    return f"{LABELS[name]}: {label.lower()}" if label.startswith("Ikke ") and label != "Ikke godkendt" else label


def facets(counted: Mapping[str, Mapping[Any, int]], chosen: Chosen, places: Places) -> tuple[Facet, ...]:
    """Years newest first; everything else by number, and by name where numbers are equal. Chosen values come first,
    also at 0, so that nobody loses sight of what they chose."""
    return tuple(
        Facet(name, label, _values(name, _by_value(name, counted[name], places), chosen.get(name, ()), places))
        for name, label in LABELS.items()
    )


def _by_value(name: str, counted: Mapping[Any, int], places: Places) -> dict[str, int]:
    """A place that was made after `places` were read has no name yet: it is left out until the next search."""
    sums: dict[str, int] = defaultdict(int)
    values = {code: value for value, code in CODES.get(name, {}).items()}
    for column, number in counted.items():
        if name in ("kommune", "udvalg"):
            known = places.municipalities if name == "kommune" else places.committees
            if place := known.get(column):
                sums[place.slug] += number
        elif name in ("aar", "parti"):
            sums[str(column)] += number
        elif column in values:
            sums[values[column]] += number
    return dict(sums)


def _values(name: str, numbers: dict[str, int], chosen: Sequence[str], places: Places) -> tuple[Value, ...]:
    found = [
        Value(value, label_of(name, value, places), numbers.get(value, 0), value in chosen)
        for value in {*numbers, *chosen}
    ]
    if name == "aar":
        return tuple(sorted(found, key=lambda value: (not value.chosen, -int(value.value))))
    return tuple(sorted(found, key=lambda value: (not value.chosen, -value.count, _place_key(name, value, places))))


def _place_key(name: str, value: Value, places: Places) -> str:
    if name == "kommune":
        return places.municipalities[places.ids_of_municipality[value.value][0]].sort_key
    return value.label
