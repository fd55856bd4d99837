"""Texts to finished tsvectors in PostgreSQL's text form: one of stems with weights, one of the words as written.

Runs of very common words stand beside the words as written, without a place (meetings.language.runs).

Parts of compounds stand among the stems only, at the place of their word and with a lower weight: 'cykelstipuljen' in a
title is found by 'cykelsti', after the titles that say so, and no phrase in quotes ever meets a part.

Limits that are PostgreSQL's (documentation, "Text Search Limitations"): a word's places stop at 16,383 and at 256 a
word, and a vector stays under 1 MB. Past them a word is still found; only its place in a phrase is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

from meetings.language.analyse import names_of
from meetings.language.compounds import Lexicon, seed_lexicon
from meetings.language.lexemes import quoted
from meetings.language.runs import common, runs_of
from meetings.language.tokens import spellings

Weight = Literal["A", "B", "C", "D"]

_REMEMBERED = 100_000  # spellings, by each lexicon
_MOST_BYTES = 900_000
_ENOUGH = 256 * len("16383A,")  # characters of the places of one word: PostgreSQL lets go of those past its limits
# How a weight is written behind a place; PostgreSQL takes a place without one for a D
_WRITTEN: dict[Weight, str] = {"A": "A", "B": "B", "C": "C", "D": ""}
# What a part of a word of this weight weighs: in a title as much as in a recommendation, elsewhere least.
_OF_PARTS: dict[Weight, str] = {"A": "C", "B": "", "C": "", "D": ""}
_GAP = 8  # between two texts, so that no phrase reaches across


class Vectors:
    """Collects the texts of one item, in the order in which their places count."""

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        """`lexicon` takes compounds apart; without one, the word lists alone do."""
        self._lexicon = lexicon or seed_lexicon()
        self._stems: dict[str, str] = {}  # quoted, with its places in PostgreSQL's form
        self._exact: dict[str, str] = {}
        self._common: list[str] = []  # as written, in their order; '' for any other word
        self._next = 1

    def add(self, text: str, weight: Weight, *, phrases: bool = True) -> None:
        """Make `text` found. Without `phrases` its words are found, but neither as quoted text nor by their parts:
        else 'miljø' would find all that a Miljøudvalg ever treated."""
        words_of = _words_by(self._lexicon if phrases else None)
        stems, exacts, commons = self._stems, self._exact, self._common
        own, of_parts = _WRITTEN[weight], _OF_PARTS[weight]
        place = self._next
        for spelling in spellings(text):
            for word in words_of(spelling):
                at = str(place)
                place += 1
                for lexeme in word.stems:
                    had = stems.get(lexeme)
                    stems[lexeme] = at + own if had is None else _with(had, at + own)
                for lexeme in word.parts:
                    had = stems.get(lexeme)
                    stems[lexeme] = at + of_parts if had is None else _with(had, at + of_parts)
                if phrases:
                    commons.append(word.common)
                    for lexeme in word.exact:
                        had = exacts.get(lexeme)
                        exacts[lexeme] = at if had is None else _with(had, at)
        if place > self._next:
            self._next = place + _GAP
            commons.append("")

    @property
    def vector(self) -> str:
        return _vector(self._stems)

    @property
    def exact(self) -> str:
        return _vector(self._exact, dict.fromkeys(runs_of(self._common)))


class _Word(NamedTuple):
    """One word of a token as it goes into vectors: lexemes, quoted, and the word where it is a very common one."""

    stems: tuple[str, ...]
    parts: tuple[str, ...]
    exact: tuple[str, ...]
    common: str


@lru_cache(maxsize=4)
def _words_by(lexicon: Lexicon | None) -> Callable[[str], tuple[_Word, ...]]:
    """What tells the words of a token; one that was met before costs a look-up."""

    @lru_cache(maxsize=_REMEMBERED)
    def words_of(spelling: str) -> tuple[_Word, ...]:
        words, names = names_of(spelling, lexicon)
        by_place: list[list[tuple[str, str]]] = [[] for _ in range(words)]
        for stem, exact, at in names:
            by_place[at].append((stem, exact))
        return tuple(map(_word, by_place))

    return words_of


def _word(names: list[tuple[str, str]]) -> _Word:
    def lexemes(found: Iterable[str]) -> tuple[str, ...]:
        return tuple(quoted(name) for name in dict.fromkeys(found) if name)

    stems = lexemes(stem for stem, exact in names if exact)
    parts = lexemes(stem for stem, exact in names if not exact)
    written = [exact for _, exact in names]
    return _Word(stems, parts, lexemes(written), next(filter(common, written), ""))


def _with(places: str, another: str) -> str:
    return f"{places},{another}" if len(places) < _ENOUGH else places


def _vector(places: Mapping[str, str], runs: Iterable[str] = ()) -> str:
    lexemes = [f"{lexeme}:{at}" for lexeme, at in places.items()] + [quoted(run) for run in runs]
    vector = " ".join(lexemes)
    # A word takes its letters, twice where they are not ASCII, ten bytes beside, and two for each of its places.
    return vector if 3 * len(vector) < _MOST_BYTES else " ".join(_that_fit(lexemes))


def _that_fit(lexemes: Iterable[str]) -> Iterator[str]:
    room = _MOST_BYTES
    for lexeme in lexemes:
        word, _, places = lexeme.rpartition("'")
        room -= 2 * len(word) + 10 + len(places)
        if room < 0:
            return
        yield lexeme
