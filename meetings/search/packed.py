"""How many items answer, counted in bits (meetings.models.packed): a few milliseconds where words are common.

Words that have bits, places, years and values of filters are put together with and, or and not; what else is asked
(a rare word, a phrase, an amount) is looked up through its index and made into bits. The numbers are those of
`counting.by_rows`, to the last: rows that have no bits yet are counted one by one, in the same statement and so at the
same moment. A test holds the two together.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from .condition import Condition
from .conditions import is_plain
from .counting import COLUMNS, COUNT_MS, Answers, Choices, Counts
from .packed_sql import LITTLE, counting, lexeme_of
from .query_language.nodes import Clause, Field, Group, Node
from .question import Question
from .running import fetch
from .written import beginning_of, common_words, names_of

# By rows, answers cost some 2 µs each, and in bits a question costs what a thousand rows do, whatever it asks.
WORTH_IT = 1_000  # answers
# Answers that are handed on to finding, where a look at a row's own words costs more than to be told: of one text,
# and of several put together.
FEW, FEW_OF_SEVERAL = 50_000, 100_000
FEW_OF_WORDS = 600  # of words of which some must not be there: a row tells that soon, but not from how many meetings
MOST_APART = 2_000  # rows without bits, and places just freed: with more, counting by rows is no slower

_COUNTED_AS: dict[str, Callable[[str], Any]] = {
    "kommune": int,
    "udvalg": int,
    "aar": int,
    "bilag": "true".__eq__,
    "lukket": "true".__eq__,
}


def by_bits(question: Question, choices: Choices) -> Counts | None:
    """The numbers of `counting.by_rows`, or None where rows must be counted. Two queries, three where what they count
    was written meanwhile. Raises TooSlow."""
    if question.refused or question.case_number:
        return None
    documents, apart = _ready(list(_ends(question.tree)))
    if apart > MOST_APART or (question.tree and _about(question.tree, documents) < WORTH_IT):
        return None
    settled = not apart
    few = _few(question)
    rows = _counted(question, choices, documents, few=few, settled=settled)
    if settled and ("waiting", None, 1) in rows:
        rows = _counted(question, choices, documents, few=few, settled=False)
    facets: dict[str, dict[Any, int]] = {facet: defaultdict(int) for facet in COLUMNS}
    named = {column: facet for facet, column in COLUMNS.items()}
    figures: dict[str, int] = defaultdict(int)
    items: list[str] = []
    for column, value, number in rows:  # sums are numerics, or null where there was nothing to sum
        if column == "items":
            items += [value] if value else []
        elif column not in named:
            figures[column] += int(number or 0)
        elif number:
            facet = named[column]
            facets[facet][_COUNTED_AS.get(facet, str)(value)] += int(number)
    if figures["ready"] != len(documents):  # since we looked, a word has lost its bits
        return None
    kept = Answers(",".join(items), figures["total"]) if items and figures["total"] <= few else None
    by_facet = {name: dict(of) for name, of in facets.items()}
    return Counts(figures["total"], figures["asked"], by_facet, figures["archive"], kept)


def _counted(
    question: Question, choices: Choices, documents: Mapping[str, int], *, few: int, settled: bool
) -> list[tuple[Any, ...]]:
    one = counting(question, choices, documents, few=few, settled=settled)
    return fetch(one.statement, ms=COUNT_MS, scans=one.in_bits)


def _few(question: Question) -> int:
    """How many answers are handed on at most; none where one look at the index of words finds them."""
    if is_plain(question) or not question:
        return 0
    if all(isinstance(end, Clause) and lexeme_of(end) for end in _ends(question.tree)):
        return FEW_OF_WORDS if question.wanted else LITTLE  # what only must not be there is in no index
    return FEW_OF_SEVERAL if isinstance(question.tree, Group) else FEW


def _ends(node: Node | None) -> Iterator[Clause | Field]:
    if isinstance(node, Group):
        for part in node.parts:
            yield from _ends(part)
    elif node is not None:
        yield node


def _ready(ends: list[Clause | Field]) -> tuple[Mapping[str, int], int]:
    """Of the words those that have bits, by the names they are kept under, and about how many items have each. And how
    much is not as its bits say, counted to MOST_APART + 1; so much as well where there are no bits at all."""
    names = [name for end in ends for name in (lexeme_of(end), *names_of(end)) if name]
    beginnings = [beginning for end in ends if (beginning := beginning_of(end))]
    waiting = " + ".join(
        f"(SELECT count(*) FROM (SELECT FROM meetings_{table} LIMIT {MOST_APART + 1}) t)"
        for table in ("unpackeditem", "freedplace")
    )
    sql = "SELECT lexeme, documents FROM meetings_packedword WHERE ready AND lexeme = ANY(%s)"
    for _ in beginnings:  # of words, not of runs of words: who has a run has its first word. One by one, by the index
        sql += (
            " UNION ALL SELECT lexeme, documents FROM meetings_packedword"
            " WHERE ready AND starts_with(lexeme, %s) AND strpos(lexeme, ' ') = 0"
        )
    sql += f" UNION ALL SELECT NULL, {waiting} WHERE EXISTS (SELECT FROM meetings_packedsegment)"
    documents = dict(fetch(Condition(sql, (names, *beginnings))))
    apart = documents.pop(None, MOST_APART + 1)
    return documents, apart


def _about(node: Node, documents: Mapping[str, int]) -> float:
    """So many items may answer at most, as far as can be told from each part alone. A text without bits is taken for
    rare: with others that must be there, its index finds the few."""
    if node.negative or isinstance(node, Field):
        return math.inf
    if isinstance(node, Group):
        return (min if node.kind == "all" else sum)(_about(part, documents) for part in node.parts)
    if beginning_of(node):
        return sum(documents[name] for name in common_words(node, documents))
    return min((documents.get(name, 0) for name in (lexeme_of(node), *names_of(node)) if name), default=0)
