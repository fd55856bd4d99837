"""Where in a text the words of a question stand, by the same analyser that found the item."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

from django.utils.safestring import SafeString

from meetings.language.analyse import Term, analyse
from meetings.language.compounds import Lexicon, seed_lexicon
from meetings.language.stems import fold, other_stems, stem
from meetings.language.tokens import clean

from .hyphenated import hyphenated
from .letters import first_word, followed, plain_letters
from .question import Clause, Question


class Span(NamedTuple):
    """Characters of a text that answer one clause of the question."""

    start: int
    end: int
    clause: int


@dataclass(frozen=True, slots=True)
class _Sequence:
    """Words in their distances: (0, 'hoej'), (1, 'taastrup').

    `exact` compares them as written; with an `open_end` the last may go on.
    """

    clause: int
    words: tuple[tuple[int, str], ...]
    exact: bool
    open_end: bool

    def is_met(self, number: int, term: Term) -> bool:
        """Whether the term can be the sequence's word of that number."""
        lexeme = self.words[number][1]
        if self.open_end and number == len(self.words) - 1:
            return term.exact.startswith(lexeme)
        return (term.exact if self.exact else term.stem) == lexeme


class Marker:
    """Finds the words of one question in many texts: `spans` reads a text word for word, `places` guesses fast."""

    def __init__(self, question: Question, lexicon: Lexicon | None = None) -> None:
        """`lexicon` tells the parts of the texts' compounds; without one, the word lists alone do."""
        self._lexicon = lexicon or seed_lexicon()
        groups = [list(_sequences(number, clause)) for number, clause in enumerate(question.wanted)]
        groups = [group for group in groups if group]
        self._sequences = [sequence for group in groups for sequence in group]
        self._reach = max((sequence.words[-1][0] for sequence in self._sequences), default=0)
        # The longer beginning first: where 'vej' and 'vejbro' are asked for, 'vejbroen' begins both.
        firsts = [one for group in groups for one in group if one is group[0] or len(one.words) == 1]
        firsts.sort(key=lambda sequence: -len(sequence.words[0][1]))
        self._first = {f"c{number}": sequence for number, sequence in enumerate(firsts)}
        phrases = [group[0] for group in groups if len(group) == 1 and group[0].exact]
        patterns = {
            name: first_word(one.words[0][1], exact=one.exact) + (followed(one.words) if one in phrases else "")
            for name, one in self._first.items()
        }
        # Without groups a text is looked through in a third of the time; which one it is, is asked where one stands.
        self._maybe = re.compile("|".join(patterns.values())) if firsts else None
        self._which = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in patterns.items()))
        self._pieces: dict[str, tuple[Span, ...]] = {}
        self._words: dict[str, tuple[Span, ...]] = {}

    def spans(self, text: str) -> list[Span]:
        """What answers the question, by the analyser: in order, not overlapping."""
        if self._maybe is None:
            return []
        plain = plain_letters(text)
        starts = [] if plain is None else self._starts(plain)
        if plain is not None and not starts:
            return []
        if plain is None or "§" in text:
            return _apart([*self._read(text)])
        return _apart(
            [
                Span(start + span.start, start + span.end, span.clause)
                for piece, start in _pieces(starts, text, self._reach)
                for span in self._in_piece(piece)
            ]
        )

    def _starts(self, plain: str) -> list[int]:
        """Where in a text in lower case something may be answered, in order."""
        if self._maybe is None:
            return []
        split = self._split(plain)
        starts = [match.start() for match in self._maybe.finditer(plain)]
        return sorted([*starts, *(start for start, _ in split)]) if split else starts

    def _split(self, plain: str) -> list[tuple[int, int]]:
        """Where words begin and end that a hyphen hides from the pattern: 'cykel-sti' where 'cykelsti' is asked."""
        maybe = self._maybe
        return [(start, end) for start, end, joined in hyphenated(plain) if maybe and maybe.search(joined)]

    def _in_piece(self, piece: str) -> tuple[Span, ...]:
        """What answers in it. The answers of one question say the same few words over and over: each is read once."""
        known = self._pieces.get(piece)
        if known is None:
            known = self._pieces[piece] = tuple(self._read(piece))
        return known

    def _read(self, text: str) -> Iterator[Span]:
        """What answers in a text or a piece of one."""
        at: dict[int, list[Term]] = defaultdict(list)
        for unit in analyse(text, self._lexicon):
            for term in unit.all_terms():
                at[term.position].append(term)
        for sequence in self._sequences:
            for position in at:
                ends = _matched(sequence, at, position)
                if ends:
                    yield Span(*ends, sequence.clause)

    def places(self, text: str) -> list[Span]:
        """Where to look in a long text: every place a clause's first word stands, and perhaps a few where none does.

        A small part of the time of `spans`, since only words in which a stem's letters stand are looked at.
        """
        if self._maybe is None:
            return []
        plain = plain_letters(text)
        if plain is None:
            return self.spans(text)
        found: list[Span] = []
        reached = 0
        for match in self._maybe.finditer(plain):
            at = match.start()
            sequence = self._sequence_at(plain, at)
            start = _beginning_of_word(text, at)
            word = _WORD.match(text, start)
            if not word or not sequence.words[0][1].isalpha():  # of numbers and signs only the tokeniser knows
                found.append(Span(at, word.end() if word else match.end(), sequence.clause))
            elif word.end() > reached:
                reached = word.end()
                spans = self._in_word(word.group())
                found += [Span(start + first, start + last, clause) for first, last, clause in spans]
        split = self._split(plain)
        for start, end in split:
            spans = self._in_piece(text[start:end])
            found += [Span(start + span.start, start + span.end, span.clause) for span in spans]
        return sorted(set(found)) if split else found

    def _sequence_at(self, plain: str, at: int) -> _Sequence:
        """Whose first word it is that the pattern found there."""
        named = self._which.match(plain, at) if len(self._first) > 1 else None
        return self._first[(named and named.lastgroup) or "c0"]

    def _in_word(self, written: str) -> tuple[Span, ...]:
        """Where in a word the first words of the clauses stand, the whole word or a part of it; each is read once."""
        known = self._words.get(written)
        if known is None:
            known = self._words[written] = tuple(self._in_new_word(written))
        return known

    def _in_new_word(self, written: str) -> Iterator[Span]:
        word = clean(written)
        parts = {part.stem: part for part in self._lexicon.parts(word)}
        stems = (stem(word), *other_stems(word))
        for sequence in self._first.values():
            lexeme = sequence.words[0][1]
            begins = sequence.open_end and len(sequence.words) == 1 and fold(word).startswith(lexeme)
            if begins or (fold(word) == lexeme if sequence.exact else lexeme in stems):
                yield Span(0, len(written), sequence.clause)
            elif not sequence.exact and lexeme in parts:
                part = parts[lexeme]
                yield Span(part.start, part.end, sequence.clause)

    def marked(self, text: str) -> SafeString:
        """The whole text, escaped, with <mark> around what answers the question."""
        return mark(text, self.spans(text))


def mark(text: str, spans: list[Span]) -> SafeString:
    """Escapes every piece of the text, then puts the marks between the pieces."""
    pieces, reached = [], 0
    for span in spans:
        pieces += [escape(text[reached : span.start]), "<mark>", escape(text[span.start : span.end]), "</mark>"]
        reached = span.end
    pieces.append(escape(text[reached:]))
    return SafeString("".join(pieces))


_WORD = re.compile(r"[^\W_]+")
_UNBROKEN = re.compile(r"\S+")
# What is left of a word's piece: 'vejen,' 'Høje-Taastrup'
_NEXT_WORD = re.compile(r"[^\W_]\S*")


def _pieces(starts: Sequence[int], text: str, reach: int) -> Iterator[tuple[str, int]]:
    """What stands between white space around each of these places, with so many more pieces that have words, and where
    it begins.

    But for '§ 19 a' no word reads beyond white space, so that a piece says by itself what it says in its text. Each
    moves the words on by one place at least: `reach` more hold all that a sequence of that length can be met by.
    """
    begin = end = 0
    for at in starts:
        if at < end and not reach:
            continue
        start = at
        while start > end and not text[start - 1].isspace():
            start -= 1
        unbroken = _UNBROKEN.match(text, at)
        last = unbroken.end() if unbroken else at + 1
        for _ in range(reach):
            following = _NEXT_WORD.search(text, last)
            last = following.end() if following else len(text)
        if start > end:  # apart from what was reached before
            if end:
                yield text[begin:end], begin
            begin = start
        end = max(end, last)
    if end:
        yield text[begin:end], begin


def _beginning_of_word(text: str, at: int) -> int:
    while at and text[at - 1].isalnum():
        at -= 1
    return at


def _sequences(number: int, clause: Clause) -> list[_Sequence]:
    exact = clause.phrase or clause.prefix or clause.only_stop_words
    words = [word for unit in clause.units for word in unit.words]
    apart = [(word.position, word.exact if exact else word.stem) for word in words]
    first = next((position for position, lexeme in apart if lexeme), 0)
    in_order = tuple((position - first, lexeme) for position, lexeme in apart if lexeme)
    sequences = [_Sequence(number, in_order, exact, clause.prefix)] if in_order else []
    whole = clause.units[0].whole if len(clause.units) == 1 else None
    if whole:
        sequences.append(_Sequence(number, ((0, whole.exact if exact else whole.stem),), exact, clause.prefix))
    return sequences


def _matched(sequence: _Sequence, at: dict[int, list[Term]], position: int) -> tuple[int, int] | None:
    start = end = None
    for number, (distance, _) in enumerate(sequence.words):
        for term in at.get(position + distance, ()):
            if sequence.is_met(number, term):
                start = term.start if start is None else start
                end = term.end
                break
        else:
            return None
    return (start, end) if start is not None and end is not None else None


def _apart(spans: list[Span]) -> list[Span]:
    """In order, the longer one where two overlap."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
