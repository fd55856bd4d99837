"""Texts to finished tsvectors in PostgreSQL's text form: one of stems with weights, one of the words as written.

Pairs of very common words stand beside the words as written, without a place (meetings.language.pairs).

Parts of compounds stand among the stems only, at the place of their word and with a lower weight: 'cykelstipuljen' in a
title is found by 'cykelsti', after the titles that say so, and no phrase in quotes ever meets a part.

Limits that are PostgreSQL's (documentation, "Text Search Limitations"): a word's positions stop at 16,383 and at 256 a
word, and a vector stays under 1 MB. Past them a word is still found; only its place in a phrase is lost.
"""

from __future__ import annotations

from typing import Literal

from meetings.language.analyse import index_names
from meetings.language.compounds import Lexicon, seed_lexicon
from meetings.language.lexemes import quoted
from meetings.language.pairs import pairs_of

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
        self._stems: dict[str, list[str]] = {}
        self._exact: dict[str, list[str]] = {}
        self._offset = 0
        self._bytes = 0

    def add(self, text: str, weight: Weight, *, phrases: bool = True) -> None:
        """Make `text` found. Without `phrases` its words are found, but neither as quoted text nor by their parts:
        else 'miljø' would find all that a Miljøudvalg ever treated."""
        of_parts = _OF_PARTS[weight]
        place = self._offset
        for words, names in index_names(text, self._lexicon if phrases else None):
            for stem, exact, at in names:
                position = str(min(place + at + 1, _LAST_POSITION))
                if stem:
                    self._place(self._stems, stem, position + (weight if exact else of_parts))
                if phrases and exact:
                    self._place(self._exact, exact, position)
            place += words
        if place > self._offset:
            self._offset = place + _GAP

    @property
    def vector(self) -> str:
        return _literal(self._stems)

    @property
    def exact(self) -> str:
        pairs = dict.fromkeys(pairs_of(self._exact))  # no more than there are positions, so within the limits
        return " ".join([_literal(self._exact), *map(quoted, pairs)])

    def _place(self, lexemes: dict[str, list[str]], lexeme: str, position: str) -> None:
        positions = lexemes.get(lexeme)
        if positions is None:
            self._bytes += 2 * len(lexeme) + 10
            if self._bytes > _MOST_BYTES:
                return
            positions = lexemes[lexeme] = []
        elif len(positions) >= _MOST_POSITIONS or positions[-1] == position:
            return
        self._bytes += 2
        positions.append(position)


def _literal(lexemes: dict[str, list[str]]) -> str:
    return " ".join(f"{quoted(lexeme)}:{','.join(positions)}" for lexeme, positions in lexemes.items())
