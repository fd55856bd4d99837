"""What a misspelt word may have meant: the most similar word of the archive, and of equally similar ones the commonest.

PostgreSQL's trigrams find a few dozen words that look alike; an edit distance that knows what Danes confuse orders
them. Likeness comes first: 'befodring' is befordring, though befolkning is commoner.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import OperationalError, connection
from psycopg.errors import QueryCanceled

from meetings.language.compounds import seed_lexicon
from meetings.language.inflections import base_of
from meetings.language.stems import stem
from meetings.language.tokens import clean

from .query_language.nodes import Clause, replaced
from .query_language.parse import parse
from .query_language.printing import printed
from .question import Question

FEW = 5  # answers; with more nothing is suggested
# For the one statement alone: how long it may take, and how many trigrams words must share ('flexjob', 'fleksjob': .42)
_SETTINGS = {"statement_timeout": 100, "pg_trgm.similarity_threshold": 0.3, "enable_seqscan": "off"}
# Words are counted at night; what only a meeting said that was withdrawn today is told to nobody.
STILL_FOUND = """(documents > 100 OR EXISTS (SELECT FROM meetings_searchitem WHERE exact @@
    replace(replace(replace(replace(word, 'å', 'aa'), 'æ', 'ae'), 'ø', 'oe'), 'é', 'e')::tsquery))"""
_SHORTEST = 4  # letters of a word that may be misspelt
_MOST_WORDS = 6  # of one question that are looked up
_NEAR = 0.7  # of letters: one wrong of four, two of seven
_VERY_NEAR = 0.85  # for a word that is there, though seldom
_RARE = 20  # a word that is there is only doubted beside one so many times commoner
_HALF = 0.5  # what a letter too many or too few of a double one costs: 'komune', 'tillskud'
# Written the same before they are compared: sounds that Danes spell in more ways than one.
_SOUNDS = (
    ("x", "ks"), ("aa", "å"), ("ae", "æ"), ("oe", "ø"), ("ä", "æ"), ("ö", "ø"), ("qu", "kv"), ("ph", "f"), ("é", "e"),
)  # fmt: skip


def meant(question: Question, answers: int) -> str:
    """The question with misspelt words put right, as a person would type it; '' where there is nothing to suggest.

    `answers` is how many it has as it stands, whatever the filters. One query, at most a tenth of a second.
    """
    if answers > FEW or question.case_number:
        return ""
    doubted = [(clause, word) for clause in question.wanted if (word := _plain_word(clause))]
    if answers:  # 'handicapområdet' is there, if seldom, and no misspelt 'handicaprådet'
        doubted = [(clause, word) for clause, word in doubted if not seed_lexicon().parts(word)]
    if not doubted or len(doubted) > _MOST_WORDS:
        return ""
    better = _better_words((word for _, word in doubted), answered=answers > 0)
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
    return word if len(word) >= _SHORTEST and word.isalpha() and not base_of(word) else ""


def _better_words(words: Iterable[str], *, answered: bool) -> dict[str, str]:
    found: dict[str, dict[str, int]] = {word: {} for word in words}
    for word, other, documents in _alike(list(found)):
        found[word][other] = documents
    better = {word: _best(word, others, answered=answered) for word, others in found.items()}
    return {word: other for word, other in better.items() if other}


def _alike(words: list[str]) -> list[tuple[str, str, int]]:
    """Words of the archive that share trigrams with each of these, as typed and as they sound; [] when it is late."""
    typed = [word for word in words for _ in {word, _sounded(word)}]
    asked = [form for word in words for form in {word, _sounded(word)}]
    sql = f"""
        SELECT DISTINCT typed, near.word, near.documents FROM unnest(%s::text[], %s::text[]) AS q (typed, asked)
        CROSS JOIN LATERAL (
            SELECT word, documents FROM meetings_word w
            WHERE w.word %% q.asked AND abs(length(w.word) - length(q.asked)) < 4
            ORDER BY similarity(w.word, q.asked) DESC, documents DESC LIMIT 30) near
        WHERE {STILL_FOUND}"""  # noqa: S608 - our own text
    return rows_in_time(sql, (typed, asked))


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


def _best(word: str, others: dict[str, int], *, answered: bool) -> str:
    """The nearest of the others; '' where the word itself is as good, or none is near."""
    own = max((number for other, number in others.items() if stem(other) == stem(word)), default=0)
    if own > (FEW if answered else 0):  # a word that is there is not why nothing was found
        return ""
    near = {other: likeness(word, other) for other in others if stem(other) != stem(word)}
    enough = [
        other
        for other, value in near.items()
        if value >= (_VERY_NEAR if own else _NEAR) and others[other] > own * _RARE
    ]
    return max(enough, key=lambda other: (round(near[other], 2), others[other], other), default="")


def likeness(one: str, other: str) -> float:
    """1 of the same word, 0 of words that have nothing in common; by what a person must change."""
    one, other = _sounded(one), _sounded(other)
    return 1 - _distance(one, other) / max(len(one), len(other), 1)


def _sounded(word: str) -> str:
    for spelt, sound in _SOUNDS:
        word = word.replace(spelt, sound)
    return word


def _distance(one: str, other: str) -> float:
    """Letters to put in, leave out, change or swap (Damerau's distance); a doubled letter costs half."""
    before: list[float] = []
    row = [float(at) for at in range(len(other) + 1)]
    for at, letter in enumerate(one, 1):
        earlier, before, row = before, row, [float(at)]
        for to, wanted in enumerate(other, 1):
            left_out = _HALF if wanted == other[to - 2 : to - 1] else 1.0
            too_many = _HALF if letter == one[at - 2 : at - 1] else 1.0
            best = min(before[to] + too_many, row[to - 1] + left_out, before[to - 1] + (letter != wanted))
            if at > 1 and to > 1 and letter == other[to - 2] and one[at - 2] == wanted:
                best = min(best, earlier[to - 2] + 1.0)
            row.append(best)
    return row[-1]
