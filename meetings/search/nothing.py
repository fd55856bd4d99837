"""What helps where nothing was found: which words the archive does not have, what to drop, and what to take apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from meetings.models.word import lexicon

from .query import HOW_MANY, TooSlow, how_many, prepared
from .question import Clause, Field, Question, read

# What a question in a whole sentence begins with, and what minutes do not say: 'hvad koster …', 'hvor mange …'.
_ASKING = frozenset("hvad hvem hvilke hvilken hvilket hvis hvor hvordan hvorfor hvornår mange meget".split())
# Who was there is on every meeting's page and in no text that is searched.
_ATTENDANCE = frozenset(
    "fravær fraværet fraværende afbud tilstede tilstedeværende mødedeltager mødedeltagere deltager deltagere fremmøde"
    " fremmødet fremmødte".split()
)
_BEING = frozenset("var er har været blev ved til i på om og mødet møde møder stede hans hendes".split())
_MOST = 5  # ways that are offered
_RAREST = 4  # words that are tried two and two, where no more than two stand together


@dataclass(frozen=True, slots=True)
class Easier:
    """An easier question, and how many items that gives (at most HOW_MANY are counted).

    `dropped` is what it leaves out, and '' where it is one word of the question, or some of several; `apart` where it
    has the words of a phrase or a compound each by itself.
    """

    dropped: str
    question: str
    count: int
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Help:
    easier: tuple[Easier, ...] = ()  # what says most first
    nowhere: tuple[str, ...] = ()  # words that stand in no item at all


def help_with(question: Question) -> Help:
    """Phrases as words, then the ways of dropping one part that give something, with what is said most often dropped
    first, then compounds as their parts; else the words two and two, else each alone. At most three queries.

    What only asks is dropped before anything else is tried.
    """
    asking = [word for word in _words(question) if _asks(word)]
    whole = question.without(*asking) if asking else question
    question = whole if whole.clauses or whole.fields else question
    parts: list[Clause | Field] = [*question.clauses, *question.fields]
    alone = _words(question) if len(parts) > 1 else []
    loose = [question.loosened(clause) for clause in question.wanted if _is_phrase(clause)]
    parted = [question.instead(one, words) for one in question.wanted if (words := _parts(one))]
    parted += [one.without(*one.fields) for one in parted if one.fields]  # 'skole lukning' wherever it was
    dropping = [(part, question.without(part)) for part in parts] if len(parts) > 1 else []
    asked = [one for one in dropping if one[1].clauses or not question.clauses]
    places = [one for one in dropping if one not in asked]  # 'kommune:varde' alone asks for nothing that was asked
    variants = [*([question] if asking else []), *loose, *parted, *(other for _, other in dropping)]
    if not variants:
        return Help()
    try:
        with prepared(question):
            numbers = how_many([*variants, *(read(word.written) for word in alone)])
            counts = dict(zip((one.text for one in variants), numbers, strict=False))
            known = dict(zip((word.written for word in alone), numbers[len(variants) :], strict=False))
            nowhere = [word for word in alone if not known[word.written]]
            found = [Easier("", question.text, counts[question.text])] if asking and counts[question.text] else []
            found = found or [*_apart(loose, counts), *_less(asked, counts, known), *_apart(parted, counts)]
            found += _less(places, counts, known)
            if not found and len(alone) > 2:
                found = _some_of(question, [word for word in alone if word not in nowhere], known)
    except TooSlow:
        return Help()
    return Help(tuple(found[:_MOST]), tuple(word.written for word in nowhere))


def _apart(others: Sequence[Question], counts: Mapping[str, int]) -> list[Easier]:
    return [Easier("", other.text, counts[other.text], apart=True) for other in others if counts[other.text]]


def _less(
    dropping: Sequence[tuple[Clause | Field, Question]], counts: Mapping[str, int], known: Mapping[str, int]
) -> list[Easier]:
    """A word that stands in most items says least: without it, most is left of what was asked."""
    often = sorted(dropping, key=lambda one: -known.get(one[0].written, HOW_MANY))
    return [Easier(_left_out(*one), one[1].text, counts[one[1].text]) for one in often if counts[one[1].text]]


def _left_out(part: Clause | Field, other: Question) -> str:
    return "" if len(other.clauses) + len(other.fields) == 1 else part.written


def _some_of(question: Question, words: Sequence[Clause], known: Mapping[str, int]) -> list[Easier]:
    """All words that the archive has, where that gives something, else the rarest of them two and two, else alone.
    One more query."""
    rarest = sorted(words, key=lambda word: known[word.written])[:_RAREST]
    kept = [*([tuple(words)] if len(words) > 2 else []), *combinations(rarest, 2)]
    left = [question.without(*(word for word in question.clauses if word not in some)) for some in kept]
    numbers = how_many(left) if left else []
    together = [Easier("", other.text, number) for other, number in zip(left, numbers, strict=True) if number]
    if together:
        return together[:1] if len(words) > 2 and numbers[0] else together[:3]
    return [Easier("", word.written, known[word.written]) for word in rarest[:3]]


def asks_who_was_there(question: Question) -> bool:
    """'hvem var fraværende': a zero would say that nobody ever was."""
    return any(one.written.casefold().strip('"') in _ATTENDANCE for one in question.wanted)


def names_among(typed: str) -> str:
    """What is left of 'var Karl Aage Riis fraværende' for a name: without what asks, and without who was there."""
    words = typed.replace("person:", " ").replace('"', " ").replace("?", " ").split()
    return " ".join(word for word in words if word.casefold() not in _ASKING | _ATTENDANCE | _BEING)


def _asks(word: Clause) -> bool:
    return word.written.casefold() in _ASKING


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
