"""What helps where nothing was found: which word to drop, or to take apart."""

from __future__ import annotations

from dataclasses import dataclass

from meetings.models.word import lexicon

from .query import TooSlow, how_many, prepared
from .question import Clause, Field, Question


@dataclass(frozen=True, slots=True)
class Easier:
    """The question without one of its parts, and how many items that gives (at most HOW_MANY are counted)."""

    dropped: str
    question: str
    count: int


def easier(question: Question) -> list[Easier]:
    """The ways of dropping one part that give something, most first; phrases as words, compounds as their parts."""
    parts: list[Clause | Field] = [*question.clauses, *question.fields]
    variants = [(part.written, question.without(part)) for part in parts if len(parts) > 1]
    variants += [(clause.written, question.loosened(clause)) for clause in question.wanted if _is_phrase(clause)]
    variants += [(one.written, question.instead(one, words)) for one in question.wanted if (words := _parts(one))]
    if not variants:
        return []
    try:
        with prepared(question):
            numbers = how_many([other for _, other in variants])
    except TooSlow:
        return []
    found = [
        Easier(dropped, other.text, number)
        for (dropped, other), number in zip(variants, numbers, strict=True)
        if number
    ]
    return sorted(found, key=lambda one: -one.count)[:5]


def _is_phrase(clause: Clause) -> bool:
    return clause.phrase and sum(len(unit.words) for unit in clause.units) > 1


def _parts(clause: Clause) -> str:
    """'skole lukning' of 'skolelukning'; '' of a word that is no compound we know."""
    word = clause.written.casefold()
    if clause.phrase or clause.prefix or not word.isalpha():
        return ""
    parts = lexicon().parts(word)
    whole = [  # of 'børnehavelukning' børnehave and lukning, not børne and have
        one for one in parts if not any(one != two and two.start <= one.start < one.end <= two.end for two in parts)
    ]
    return " ".join(word[one.start : one.end] for one in whole) if len(whole) > 1 else ""
