"""What helps where nothing was found: which word to drop."""

from __future__ import annotations

from dataclasses import dataclass

from .query import TooSlow, how_many, prepared
from .question import Clause, Field, Question


@dataclass(frozen=True, slots=True)
class Easier:
    """The question without one of its parts, and how many items that gives (at most HOW_MANY are counted)."""

    dropped: str
    question: str
    count: int


def easier(question: Question) -> list[Easier]:
    """The ways of dropping one part that give something, most first; and phrases taken apart into words."""
    parts: list[Clause | Field] = [*question.clauses, *question.fields]
    variants = [(part.written, question.without(part)) for part in parts if len(parts) > 1]
    variants += [(clause.written, question.loosened(clause)) for clause in question.wanted if _is_phrase(clause)]
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
