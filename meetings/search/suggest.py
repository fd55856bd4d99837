"""What a misspelt word may have meant: the most similar word of the archive, and of equally similar ones the commonest.

PostgreSQL finds a few dozen words that two mistakes may have made into it (`misspelt`); an edit distance that knows
what Danes confuse orders them. Likeness comes first: 'befodring' is befordring, though befolkning is commoner.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from django.db import OperationalError, connection
from psycopg.errors import QueryCanceled

from meetings.language.compounds import seed_lexicon
from meetings.language.inflections import base_of
from meetings.language.stems import beginnings, fold, stem
from meetings.language.tokens import clean

from .misspelt import changes, keys, likeness, sounded
from .query_language.nodes import Clause, replaced
from .query_language.parse import parse
from .query_language.printing import printed
from .question import Question

FEW = 5  # answers; with more nothing is suggested
_SETTINGS = {"statement_timeout": 100, "enable_seqscan": "off"}  # for one statement alone; ms
# Words are counted at night; what only a meeting said that was withdrawn today is told to nobody.
STILL_FOUND = """(documents > 100 OR EXISTS (SELECT FROM meetings_searchitem WHERE exact @@
    replace(replace(replace(replace(word, 'å', 'aa'), 'æ', 'ae'), 'ø', 'oe'), 'é', 'e')::tsquery))"""
_SHORTEST, _LONGEST = 4, 60  # letters of a word that may be misspelt
_MOST_WORDS = 6  # of one question that are looked up
_NEAR = 0.7  # of letters: one wrong of four, two of seven
_VERY_NEAR = 0.85  # for a word that is there, though seldom
_RARE = 20  # a word that is there is only doubted beside one so many times commoner
_LIKELY = 20  # words of the archive that are looked at more closely for one word


class _Near(NamedTuple):
    """A word of the archive that may be meant; the greatest is the best. `same`: a form of the very word typed."""

    same: bool
    likeness: float
    documents: int
    word: str


def meant(question: Question, answers: int) -> str:
    """The question with misspelt words put right, as a person would type it; '' where there is nothing to suggest.

    `answers` is how many it has as it stands, whatever the filters. Two queries, a tenth of a second each at most.
    """
    if answers > FEW or question.case_number:
        return ""
    doubted = [(clause, word) for clause in question.wanted if (word := _plain_word(clause))]
    if answers:  # 'handicapområdet' is there, if seldom, and no misspelt 'handicaprådet'
        doubted = [(clause, word) for clause, word in doubted if not seed_lexicon().parts(word)]
    if not doubted or len(doubted) > _MOST_WORDS:
        return ""
    better = _better_words([word for _, word in doubted], answered=answers > 0)
    tree = question.tree
    for clause, word in doubted:
        if word in better:
            tree = replaced(tree, clause, parse(better[word]).tree)
    return printed(tree) if better else ""


def _plain_word(clause: Clause) -> str:
    """The word of a clause that is one word and nothing else, as it is compared; else ''. So of a word that our lists
    know: 'revalidering' is spelt right, and no misspelt 'realisering', where nothing is found."""
    if clause.phrase or clause.prefix or clause.negative or len(clause.units) != 1:
        return ""
    word = clean(clause.written)
    return word if _SHORTEST <= len(word) <= _LONGEST and word.isalpha() and not base_of(word) else ""


def _better_words(words: list[str], *, answered: bool) -> dict[str, str]:
    found: dict[str, list[_Near]] = {word: [] for word in words}
    for word, other, documents in _alike([*found]):
        if near := _near(word, other, documents):
            found[word].append(near)
    found = {word: sorted(near, reverse=True)[:_LIKELY] for word, near in found.items()}
    there = _still_found([other.word for near in found.values() for other in near])
    better = {
        word: _best([other for other in near if other.word in there], answered=answered) for word, near in found.items()
    }
    return {word: other for word, other in better.items() if other}


def _alike(words: list[str]) -> list[tuple[str, str, int]]:
    """Words of the archive that each of these may mean, some dozens, and how many items have them; [] when late."""
    sql = """
        SELECT typed, word, documents
        FROM unnest(%s::text[], %s::text[], %s::text[], %s::int[]) AS asked (typed, sound, keys, most), meetings_word
        WHERE meetings_word_pieces(word) COLLATE "C" && string_to_array(keys, ' ')
            AND (levenshtein_less_equal(word, typed, most) <= most
                OR levenshtein_less_equal(word, sound, most) <= most)"""
    asked = [(word, sounded(word), " ".join(keys(word)), changes(word)) for word in words]
    return rows_in_time(sql, tuple(map(list, zip(*asked, strict=True))))


def _still_found(words: list[str]) -> set[str]:
    if not words:
        return set()
    rows = rows_in_time(f"SELECT word FROM meetings_word WHERE word = ANY(%s) AND {STILL_FOUND}", (words,))  # noqa: S608
    return {word for (word,) in rows}


def rows_in_time(sql: str, parameters: tuple[Any, ...]) -> list[Any]:
    """The rows of one statement under the settings of this module; [] when they are late."""
    before = "".join(f"SET LOCAL {name} = {value}; " for name, value in _SETTINGS.items())
    after = "".join(f"; SET LOCAL {name} TO DEFAULT" for name in _SETTINGS)
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"{before}{sql}{after}", parameters)
            while cursor.description is None and cursor.nextset():  # past the settings, to the answer
                pass
            return cursor.fetchall()
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            return []
        raise


def _near(word: str, other: str, documents: int) -> _Near | None:
    """None for a word that has little to do with the one typed."""
    alike = likeness(word, other)
    if fold(other).startswith(_beginnings(word)) and stem(other) == stem(word):
        return _Near(True, alike, documents, other)
    return _Near(False, round(alike, 2), documents, other) if alike >= _NEAR else None


@lru_cache(maxsize=100)
def _beginnings(word: str) -> tuple[str, ...]:
    return tuple(beginnings(stem(word)))


def _best(others: list[_Near], *, answered: bool) -> str:
    """The nearest of the others; '' where the word itself is as good, or none is near."""
    own = max((other.documents for other in others if other.same), default=0)
    if own > (FEW if answered else 0):  # a word that is there is not why nothing was found
        return ""
    least = _VERY_NEAR if own else _NEAR
    enough = [other for other in others if not other.same and other.likeness >= least and other.documents > own * _RARE]
    return max(enough).word if enough else ""
