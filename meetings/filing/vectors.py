"""Texts to finished tsvectors in PostgreSQL's text form: one of stems with weights, one of the words as written.

Runs of very common words stand beside the words as written, without a place (meetings.language.runs).

Parts of compounds stand among the stems only, at the place of their word and with a lower weight: 'cykelstipuljen' in a
title is found by 'cykelsti', after the titles that say so, and no phrase in quotes ever meets a part.

Limits that are PostgreSQL's (documentation, "Text Search Limitations"): a word's positions stop at 16,383 and at 256 a
word, and a vector stays under 1 MB. Past them a word is still found; only its place in a phrase is lost.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from meetings.language.analyse import index_names
from meetings.language.compounds import Lexicon, seed_lexicon
from meetings.language.lexemes import quoted
from meetings.language.runs import runs_of

Weight = Literal["A", "B", "C", "D"]

_LAST_POSITION = 16_383
_MOST_POSITIONS = 256
_MOST_BYTES = 900_000
# What a part of a word of this weight weighs: in a title as much as in a recommendation, elsewhere least.
_OF_PARTS: dict[Weight, Weight] = {"A": "C", "B": "D", "C": "D", "D": "D"}
_GAP = 8  # between two texts, so that no phrase reaches across


class Vectors:
    """Collects the texts of one item, in the order in which their places count."""

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        """`lexicon` takes compounds apart; without one, the word lists alone do."""
        self._lexicon = lexicon or seed_lexicon()
        self._stems: defaultdict[str, list[str]] = defaultdict(list)
        self._exact: defaultdict[str, list[str]] = defaultdict(list)
        self._offset = 0

    def add(self, text: str, weight: Weight, *, phrases: bool = True) -> None:
        """Make `text` found. Without `phrases` its words are found, but neither as quoted text nor by their parts:
        else 'miljø' would find all that a Miljøudvalg ever treated."""
        stems, exacts, of_parts = self._stems, self._exact, _OF_PARTS[weight]
        place = self._offset
        for words, names in index_names(text, self._lexicon if phrases else None):
            for stem, exact, at in names:
                position = str(place + at + 1 if place + at < _LAST_POSITION else _LAST_POSITION)
                if stem:
                    stems[stem].append(position + (weight if exact else of_parts))
                if exact and phrases:
                    exacts[exact].append(position)
            place += words
        if place > self._offset:
            self._offset = place + _GAP

    @property
    def vector(self) -> str:
        return " ".join(_lexemes(self._stems))

    @property
    def exact(self) -> str:
        return " ".join(_lexemes(self._exact, dict.fromkeys(runs_of(self._exact))))


def _lexemes(found: Mapping[str, list[str]], runs: Iterable[str] = ()) -> Iterator[str]:
    """Each with its positions, first met first, then the runs; what would make the vector too large is left out."""
    room = _MOST_BYTES
    for lexeme, positions in found.items():
        if len(positions) > 1:
            positions = list(dict.fromkeys(positions))[:_MOST_POSITIONS]
        room -= 2 * len(lexeme) + 10 + 2 * len(positions)
        if room < 0:
            return
        yield f"{quoted(lexeme)}:{','.join(positions)}"
    for run in runs:
        room -= 2 * len(run) + 10
        if room < 0:
            return
        yield quoted(run)
