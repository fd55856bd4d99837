"""What helps where nothing was found: which words the archive does not have, what to drop, and what to take apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from meetings.models.word import lexicon

from .query import TooSlow, how_many, prepared
from .question import Clause, Field, Question, read

# What a question in a whole sentence begins with, and what minutes do not say: 'hvad koster …', 'hvem stemte …'.
_ASKING = frozenset("hvad hvem hvilke hvilken hvilket hvis hvor hvordan hvorfor hvornår".split())


@dataclass(frozen=True, slots=True)
class Easier:
    """The question without some of its parts, and how many items that gives (at most HOW_MANY are counted).

    `dropped` is '' where one word alone is left of many.
    """

    dropped: str
    question: str
    count: int


@dataclass(frozen=True, slots=True)
class Help:
    easier: tuple[Easier, ...] = ()  # most first
    nowhere: tuple[str, ...] = ()  # words that stand in no item at all


def help_with(question: Question) -> Help:
    """The ways of dropping one part that give something, or all that are nowhere, or all but one; phrases as words,
    compounds as their parts. At most three queries."""
    parts: list[Clause | Field] = [*question.clauses, *question.fields]
    variants = [(part.written, question.without(part)) for part in parts if len(parts) > 1]
    variants += [(clause.written, question.loosened(clause)) for clause in question.wanted if _is_phrase(clause)]
    variants += [(one.written, question.instead(one, apart)) for one in question.wanted if (apart := _parts(one))]
    words = _words(question) if len(parts) > 1 else []
    if not variants:
        return Help()
    try:
        with prepared(question):
            numbers = how_many([*(other for _, other in variants), *(read(word.written) for word in words)])
            found = _counted(variants, numbers)
            nowhere = [word for word, number in zip(words, numbers[len(variants) :], strict=True) if not number]
            if not found and len(words) > 2:
                rest = [one for one in words if one in nowhere or _asks(one)]
                other = question.without(*rest)
                if other and len(rest) > 1:
                    found = _counted([(" ".join(one.written for one in rest), other)], how_many([other]))
    except TooSlow:
        return Help()
    if not found:  # the words are there, but not together: the rarest says most
        alone = zip(words, numbers[len(variants) :], strict=True)
        known = [Easier("", word.written, number) for word, number in alone if number and not _asks(word)]
        return Help(tuple(sorted(known, key=lambda one: one.count)[:3]), _told(nowhere))
    return Help(tuple(sorted(found, key=lambda one: -one.count)[:5]), _told(nowhere))


def _told(words: Sequence[Clause]) -> tuple[str, ...]:
    return tuple(word.written for word in words if not _asks(word))


def _asks(word: Clause) -> bool:
    return word.written.casefold() in _ASKING


def _counted(variants: Sequence[tuple[str, Question]], numbers: Sequence[int]) -> list[Easier]:
    counted = zip(variants, numbers, strict=False)
    return [Easier(dropped, other.text, number) for (dropped, other), number in counted if number]


def _words(question: Question) -> list[Clause]:
    """The words that must all be there, where the question is made of such."""
    if not question.all_of_words or question.case_number:
        return []
    return [one for one in question.wanted if not one.phrase and not one.prefix]


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
