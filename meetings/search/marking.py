"""Where in a text the words of a question stand, by the same analyser that found the item."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from meetings.language.analyse import Term, analyse

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
    """Finds the words of one question in many texts."""

    def __init__(self, question: Question) -> None:
        self._sequences = [
            sequence
            for number, clause in enumerate(question.wanted)
            for sequence in _sequences(number, clause)
            if sequence.words
        ]
        beginnings = {_beginning(sequence.words[0][1]) for sequence in self._sequences}
        self._maybe = re.compile("|".join(sorted(beginnings)), re.IGNORECASE) if beginnings else None

    def spans(self, text: str) -> list[Span]:
        """In order, not overlapping. Paragraphs in which no word can stand are not read at all."""
        found: list[Span] = []
        if self._maybe is None:
            return found
        offset = 0
        for paragraph in text.split("\n\n"):
            if self._maybe.search(paragraph) or _HIDING.search(paragraph):
                found += [
                    Span(offset + span.start, offset + span.end, span.clause) for span in self._in_paragraph(paragraph)
                ]
            offset += len(paragraph) + 2
        return _apart(found)

    def marked(self, text: str) -> SafeString:
        """The whole text, escaped, with <mark> around what answers the question."""
        return mark(text, self.spans(text))

    def _in_paragraph(self, text: str) -> list[Span]:
        at: dict[int, list[Term]] = defaultdict(list)
        for unit in analyse(text):
            for term in unit.all_terms():
                at[term.position].append(term)
        spans = []
        for sequence in self._sequences:
            for position in at:
                ends = _matched(sequence, at, position)
                if ends:
                    spans.append(Span(ends[0], ends[1], sequence.clause))
        return spans


def mark(text: str, spans: list[Span]) -> SafeString:
    """Escapes every piece of the text, then puts the marks between the pieces."""
    pieces, reached = [], 0
    for span in spans:
        pieces += [escape(text[reached : span.start]), "<mark>", escape(text[span.start : span.end]), "</mark>"]
        reached = span.end
    pieces.append(escape(text[reached:]))
    return mark_safe("".join(pieces))  # noqa: S308 - escaped piece by piece


# What a beginning may look like in the text: the other spellings that fold to it.
_SPELLINGS = {"aa": "(?:aa|å|a\u030a)", "ae": "(?:ae|æ)", "oe": "(?:oe|ø)", "e": "[eé]", "-": "[-‐‑–/]"}
_SPELLED = re.compile("|".join(map(re.escape, _SPELLINGS)))
# Signs that may stand inside a word without changing it; where they do, a beginning says nothing.
_HIDING = re.compile("[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]")


def _beginning(lexeme: str) -> str:
    """A pattern for how a word of this stem begins in a text. A stem is always the beginning of its words."""
    if any(sign.isdigit() for sign in lexeme):  # '750000' may be written 750.000, '§176' as §§ 175 og 176
        return r"\.?".join(re.findall(r"[0-9]", lexeme)[:1])
    pattern = _SPELLED.sub(lambda match: _SPELLINGS[match.group()], re.escape(lexeme).replace(r"\-", "-"))
    # 'aero', what Snowball leaves of 'aeroe', begins 'ærø': its last letter is half a letter of that word
    return pattern[:-1] + {"o": "[oø]", "a": "[aåæ]"}.get(pattern[-1], pattern[-1])


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
