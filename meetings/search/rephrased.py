"""What a question in words asks of a day, of a year, or of closed doors: 'referat fra byrådet 27. september 2023',
'budget varde 2023', 'lukkede punkter om salg'. The minutes seldom say so of themselves; the archive knows it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from .days import span
from .facets import Chosen, choices
from .places import Places
from .query import TooSlow, count, prepared
from .question import Question, read

_LONGEST = 3  # words of a day: '14. maj 2019'
# What a day is asked for with, and no minutes say of themselves.
_DOCUMENTS = frozenset("referat referatet referater dagsorden dagsordenen møde mødet møder fra den d. på om".split())
# '2023' of 'budget varde 2023'
_YEAR = re.compile(r"(?:19[7-9]|20[0-4])[0-9]", re.ASCII)
_CLOSED = frozenset("lukket lukkede".split())
_DOORS = frozenset("punkt punkter punkterne sag sager sagerne døre dagsorden møde møder bag for om på".split())


@dataclass(frozen=True, slots=True)
class Rephrased:
    """Another question that says the same, the filters that go with it, and how many items answer."""

    label: str
    question: str
    total: int
    chosen: Mapping[str, list[str]] = field(default_factory=dict)


def rephrased(question: Question, places: Places) -> list[Rephrased]:
    """Those that give something, of a question in plain words; one count for each."""
    words = _words(question)
    return _counted([*_of_a_day(words), *_of_a_year(words), *_behind_doors(words)], places)


def of_its_year(question: Question, places: Places) -> list[Rephrased]:
    """What was held in the year that stands among the words, where one does; one count."""
    return _counted([*_of_a_year(_words(question))], places)


def _words(question: Question) -> list[str]:
    """[] where it is more than words."""
    plain = question.all_of_words and '"' not in question.text and not question.case_number
    return question.text.replace(",", " ").split() if plain else []


def _counted(ways: list[tuple[str, str, dict[str, list[str]]]], places: Places) -> list[Rephrased]:
    try:
        counted = [(label, text, _total(read(text), chosen, places), chosen) for label, text, chosen in ways]
    except TooSlow:
        return []
    return [Rephrased(*one) for one in counted if one[2]]


def _total(question: Question, chosen: Chosen, places: Places) -> int:
    with prepared(question):
        return count(question, choices(chosen, places)).total


def _of_a_day(words: list[str]) -> Iterator[tuple[str, str, dict[str, list[str]]]]:
    for size in range(min(_LONGEST, len(words)), 0, -1):
        for first in range(len(words) - size + 1):
            day = " ".join(words[first : first + size])
            days = span(day) if not day.isdecimal() else None  # a year alone may be part of a title
            if days:
                rest = [word for word in words[:first] + words[first + size :] if word.lower() not in _DOCUMENTS]
                told = "Den dag" if days[0] == days[1] else "De dage"
                yield told, " ".join([*rest, f'dato:"{day}"']), {}
                return


def _of_a_year(words: list[str]) -> Iterator[tuple[str, str, dict[str, list[str]]]]:
    years = [word for word in words if _YEAR.fullmatch(word)]
    rest = [word for word in words if word not in years]
    if len(years) == 1 and rest and not any(span(f"{word} {years[0]}") for word in rest):
        yield f"Fra {years[0]}", " ".join(rest), {"aar": years}


def _behind_doors(words: list[str]) -> Iterator[tuple[str, str, dict[str, list[str]]]]:
    if _CLOSED & {word.lower() for word in words}:
        rest = [word for word in words if word.lower() not in _CLOSED | _DOORS]
        yield "Blandt lukkede punkter", " ".join(rest), {"lukket": ["ja"]}
