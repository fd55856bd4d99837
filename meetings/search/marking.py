"""Where in a text the words of a question stand, by the same analyser that found the item."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from meetings.language.analyse import Term, analyse
from meetings.language.stems import fold, stem, stem_as_typed_without_letters
from meetings.language.tokens import clean

from .question import Clause, Question


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters of a text that answer one clause of the question."""

    start: int
    end: int
    clause: int


@dataclass(frozen=True, slots=True)
class _Sequence:
    """Words in their distances: (0, 'hoej'), (1, 'taastrup'). `exact` compares them as written."""

    clause: int
    words: tuple[tuple[int, str], ...]
    exact: bool


class Marker:
    """Finds the words of one question in many texts: `spans` reads a text word for word, `places` guesses fast."""

    def __init__(self, question: Question) -> None:
        groups = [list(_sequences(number, clause)) for number, clause in enumerate(question.wanted)]
        self._sequences = [sequence for group in groups for sequence in group]
        # The longer beginning first: where 'vej' and 'vejbro' are asked for, 'vejbroen' begins both.
        firsts = sorted((group[0] for group in groups), key=lambda sequence: -len(sequence.words[0][1]))
        self._first = {f"c{number}": sequence for number, sequence in enumerate(firsts)}
        patterns = "|".join(f"(?P<{name}>{_beginning(one.words[0][1])})" for name, one in self._first.items())
        self._maybe = re.compile(rf"(?<![^\W_])(?:{patterns})", re.IGNORECASE) if firsts else None

    def spans(self, text: str) -> list[Span]:
        """What answers the question, by the analyser: in order, not overlapping."""
        if not self._sequences:
            return []
        at: dict[int, list[Term]] = defaultdict(list)
        for unit in analyse(text):
            for term in unit.all_terms():
                at[term.position].append(term)
        found = []
        for sequence in self._sequences:
            for position in at:
                ends = _matched(sequence, at, position)
                if ends:
                    found.append(Span(ends[0], ends[1], sequence.clause))
        return _apart(found)

    def places(self, text: str) -> list[Span]:
        """Where to look in a long text: every place a clause's first word stands, and perhaps a few where none does.

        A twentieth of the time of `spans`, since only words that begin right are looked at.
        """
        if self._maybe is None:
            return []
        if _HIDING.search(text):  # where signs hide inside words, beginnings say nothing
            return self.spans(text)
        found = []
        for match in self._maybe.finditer(text):
            sequence = self._first[match.lastgroup or ""]
            word = _WORD.match(text, match.start())
            if word and _may_be(word.group(), sequence):
                found.append(Span(match.start(), word.end(), sequence.clause))
        return found

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
    return mark_safe("".join(pieces))  # noqa: S308 - escaped piece by piece


# What a beginning may look like in the text: the other spellings that fold to it.
_SPELLINGS = {"aa": "(?:aa|å)", "ae": "(?:ae|æ)", "oe": "(?:oe|ø)", "e": "[eé]", "-": "[-‐‑–/]", "'": "['’]", "§": ""}
_SPELLED = re.compile("|".join(map(re.escape, _SPELLINGS)))
_WORD = re.compile(r"[^\W_]+")
# Signs that may stand inside a word without changing it.
_HIDING = re.compile("[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]")


def _beginning(lexeme: str) -> str:
    """A pattern for how a word of this stem begins in a text. A stem is always the beginning of its words."""
    pattern = _SPELLED.sub(lambda match: _SPELLINGS[match.group()], re.escape(lexeme).replace(r"\-", "-"))
    if any(sign.isdigit() for sign in lexeme):  # '750000' may be written 750.000
        return re.sub(r"(?<=[0-9])(?=[0-9])", r"\.?", pattern)
    # 'aero', what Snowball leaves of 'aeroe', begins 'ærø': its last letter is half a letter of that word
    return pattern[:-1] + {"o": "[oø]", "a": "[aåæ]"}.get(pattern[-1], pattern[-1])


def _may_be(written: str, sequence: _Sequence) -> bool:
    """Whether a word can be the first of a sequence; of numbers and signs only the tokeniser knows."""
    lexeme = sequence.words[0][1]
    if not lexeme.isalpha():
        return True
    word = clean(written)
    if sequence.exact:
        return fold(word) == lexeme
    return lexeme in (stem(word), stem_as_typed_without_letters(word))


def _sequences(number: int, clause: Clause) -> list[_Sequence]:
    exact = clause.phrase or clause.only_stop_words
    words = [word for unit in clause.units for word in unit.words]
    apart = [(word.position, word.exact if exact else word.stem) for word in words]
    first = next((position for position, lexeme in apart if lexeme), 0)
    sequences = [_Sequence(number, tuple((position - first, lexeme) for position, lexeme in apart if lexeme), exact)]
    whole = clause.units[0].whole if len(clause.units) == 1 else None
    if whole:
        sequences.append(_Sequence(number, ((0, whole.exact if exact else whole.stem),), exact))
    return sequences


def _matched(sequence: _Sequence, at: dict[int, list[Term]], position: int) -> tuple[int, int] | None:
    start = end = None
    for distance, lexeme in sequence.words:
        for term in at.get(position + distance, ()):
            if (term.exact if sequence.exact else term.stem) == lexeme:
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
