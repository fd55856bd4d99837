"""What a question in words asks of a day, a year, an outcome, an amount or closed doors: 'referat fra byrådet 27.
september 2023', 'budget varde 2023', 'forkastet lokalplan', 'skole over 10 mio. kr.', 'lukkede punkter om salg'. The
minutes seldom say so of themselves, or say it in other words; the archive knows it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from meetings.language.amounts import kroner

from .days import span
from .facets import Chosen, choices, label_alone
from .outcome_words import outcome_among
from .places import Places
from .query import TooSlow, count, prepared
from .question import Question, read

_LONGEST = 3  # words of a day: '14. maj 2019'
# What a day is asked for with, and no minutes say of themselves.
_DOCUMENTS = frozenset("referat referatet referater dagsorden dagsordenen møde mødet møder fra den d. på om".split())
# '2023' of 'budget varde 2023'
_YEAR = re.compile(r"(?:19[7-9]|20[0-4])[0-9]", re.ASCII)
_CLOSED = frozenset("lukket lukkede".split())
_BEHIND = frozenset("punkt punkter punkterne sag sager sagerne døre dagsorden møde møder".split())
_DOORS = _BEHIND | {"bag", "for", "om", "på"}
# 'over 1 mio. kr.', 'mere end en million', 'højst 500.000 kroner'; 'over 25 år' is no amount
_AMOUNT = re.compile(
    r"(?:(?P<above>over|mere end|dyrere end)|(?P<least>mindst)|(?P<below>under|mindre end|billigere end)|(?P<most>højst"
    r"|op til|maks\.?|max\.?)) (?P<amount>(?:[0-9][0-9.,]*|en|én)"
    r"(?: ?(?:mio|mia|mill|million(?:er)?|milliard(?:er)?|tusind|t\.?kr)\b\.?(?: ?kr\b\.?| kroner\b)?"
    r"| ?kr\b\.?| kroner\b))",
    re.IGNORECASE,
)
_SIGNS = {"above": ">", "least": ">=", "below": "<", "most": "<="}
# 'paragraf 176', 'par. 17, stk. 4': minutes write '§'
_PARAGRAPH = re.compile(r"\b(?:paragraf|paragraffen|par\.) (?=[0-9])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rephrased:
    """Another question that says the same, the filters that go with it, and how many items answer."""

    label: str
    question: str
    total: int
    chosen: Mapping[str, list[str]] = field(default_factory=dict)


def rephrased(question: Question, places: Places) -> list[Rephrased]:
    """Those that give something, of a question in plain words to which nothing answers; one count for each."""
    words = _words(question)
    return _counted([*_of_a_day(words), *_also(words, places), *_behind_doors(words)], places)


def also(question: Question, places: Places) -> list[Rephrased]:
    """The same of a question that has answers: what goes by words alone may not be what was meant. One count for each,
    and none where nothing of the kind is among the words."""
    words = _words(question)
    doors = _behind_doors(words) if _BEHIND & {word.lower() for word in words} else []
    return _counted([*_of_a_day(words), *_also(words, places), *doors], places)


def _also(words: list[str], places: Places) -> Iterator[tuple[str, str, dict[str, list[str]]]]:
    yield from _of_a_year(words)
    yield from _of_an_outcome(words, places)
    yield from _of_an_amount(words)
    yield from _of_a_paragraph(words)


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
        yield f"Fra {years[0]}, også hvor året ikke står i teksten", " ".join(rest), {"aar": years}


def _of_an_outcome(words: list[str], places: Places) -> Iterator[tuple[str, str, dict[str, list[str]]]]:
    value, rest = outcome_among(words)
    if value:
        yield f"Med udfaldet {label_alone('udfald', value, places).lower()}", " ".join(rest), {"udfald": [value]}


def _of_an_amount(words: list[str]) -> Iterator[tuple[str, str, dict[str, list[str]]]]:
    text = " ".join(words)
    match = _AMOUNT.search(text)
    figure = re.sub(r"\A[eé]n\b", "1", match["amount"], flags=re.IGNORECASE) if match else ""
    wanted = kroner(figure)
    if match and wanted is not None and match.lastgroup:
        sign = next(sign for name, sign in _SIGNS.items() if match[name])
        rest = " ".join((text[: match.start()] + text[match.end() :]).split())
        yield "Efter det største beløb", f"{rest} beløb:{sign}{wanted:,}".replace(",", ".").strip(), {}


def _of_a_paragraph(words: list[str]) -> Iterator[tuple[str, str, dict[str, list[str]]]]:
    text = " ".join(words)
    if (written := _PARAGRAPH.sub("§ ", text)) != text:
        yield "Skrevet med tegnet", written, {}


def _behind_doors(words: list[str]) -> Iterator[tuple[str, str, dict[str, list[str]]]]:
    if _CLOSED & {word.lower() for word in words}:
        rest = [word for word in words if word.lower() not in _CLOSED | _DOORS]
        yield "Blandt lukkede punkter", " ".join(rest), {"lukket": ["ja"]}
