"""The two questions search puts to the database: how many, and which.

`count` has two ways to the same numbers: row by row (counting.py), which is right for every question, and in bits
(packed.py), for what is common. Where either is late, nothing is counted.

Plans are settled here, not by the planner: it does not know that reading a vector costs far more than reading a row.
A count of a common word would read every vector of the table, and a rare word would be looked for by walking the
dates. So the table is never scanned where a question has words, and `find` walks the dates only for words that
`count` has shown to be common.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .conditions import TABLE, Condition, among, asked, is_plain, ranking
from .counting import COLUMNS, Choices, Counts, by_rows
from .packed import by_bits
from .question import Question
from .running import TooSlow, fetch, prepared

__all__ = ["COLUMNS", "Choices", "Counts", "TooSlow", "count", "fetch", "find", "how_many", "prepared"]

HOW_MANY = 1_000  # where a rough number will do, counting stops here
RANKED = 600  # candidates that are ordered by score; what comes after them is ordered by date
RANKED_TITLES = 300  # of them, so many may be taken for their titles alone

# A row met on a walk by date costs a read of its vector, about twenty times a row found through the index.
_WALK_COST = 20


def count(question: Question, choices: Choices) -> Counts:
    """Exact numbers: in bits where that is quicker, else row by row. Raises TooSlow."""
    return by_bits(question, choices) or by_rows(question, choices)


def find(question: Question, choices: Choices, *, sort: str, start: int, size: int, counts: Counts | None) -> list[int]:
    """The items' ids from `start` on, in the order of `sort`. Without `counts` the words are taken for common.

    'relevans' orders the RANKED best candidates by score: the newest with the words in their titles and the newest
    of all. All candidates are all answers where there are no more than RANKED. Raises TooSlow.
    """
    plain = is_plain(question)
    asking = _Asking(asked(question), among(COLUMNS, choices), only_words=plain)
    if counts and counts.items:  # a phrase is looked for once: each look reads the words of many items
        asking = _Asking(Condition("item_id = ANY(%s)", (list(counts.items),)), asking.filters, only_words=False)
    terms = ranking(question)

    def walk(needed: int) -> bool:
        return not (counts and counts.items) and _is_common(counts, needed, dear=not plain)

    if sort == "relevans" and terms and start < RANKED:
        found = _best(asking, terms, walk=walk(RANKED))
    elif sort == "relevans" and terms:
        found = _after_the_best(asking, terms, walk=walk(RANKED + start))
        start -= RANKED
    else:
        order = "ASC" if sort == "aeldste" else "DESC"
        found = _by_date(asking, order, walk=not question or walk(start + size))
    return [row[0] for row in fetch(Condition(f"{found.sql} LIMIT %s OFFSET %s", (*found.parameters, size, start)))]


def how_many(questions: Sequence[Question]) -> list[int]:
    """How many items answer each question, counted to HOW_MANY; one query. Raises TooSlow."""
    asking = [asked(question) for question in questions]
    parts = " UNION ALL ".join(
        f"SELECT {number}, (SELECT count(*) FROM (SELECT FROM {TABLE} WHERE {one.sql} LIMIT {HOW_MANY}) m)"
        for number, one in enumerate(asking)
    )
    rows = fetch(Condition(f"{parts} ORDER BY 1", tuple(value for one in asking for value in one.parameters)))
    return [row[1] for row in rows]


@dataclass(frozen=True, slots=True)
class _Asking:
    words: Condition
    filters: Condition
    only_words: bool  # no phrases, nothing unwanted, no case number: `words` is one tsquery over stems


def _is_common(counts: Counts | None, needed: int, *, dear: bool) -> bool:
    """Whether meeting `needed` answers on a walk by date is cheaper than fetching them all through the index.

    `dear`: the index only tells where an answer may be (a phrase), so that its vector must be read either way.
    """
    if counts is None:
        return True
    met = needed * max(counts.archive, counts.total, 1) / max(counts.total, 1)
    return met * (1 if dear else _WALK_COST) < counts.total


def _by_date(asking: _Asking, order: str, *, walk: bool) -> Condition:
    """A SELECT of ids, to be cut by a LIMIT."""
    by = f"ORDER BY date {order}, item_id {order}"
    if walk:  # IS TRUE keeps the words from their index, so that only the walk is left
        words = Condition(f"({asking.words.sql}) IS TRUE", asking.words.parameters)
        where = words & asking.filters
        return Condition(f"SELECT item_id FROM {TABLE} WHERE {where.sql} {by}", where.parameters)
    where = asking.words & asking.filters
    found = f"WITH m AS MATERIALIZED (SELECT item_id, date FROM {TABLE} WHERE {where.sql}) SELECT item_id, date FROM m"
    return Condition(f"SELECT item_id FROM ({found}) m {by}", where.parameters)


def _candidates(asking: _Asking, terms: str, *, walk: bool) -> Condition:
    """The CTE `c`: RANKED items, or all that answer where they are fewer; each once."""
    titled = Condition("ts_filter(vector, '{a}') @@ %s::tsquery", (terms,))
    # A title with the words is an answer where nothing else is asked; then its vector need not be read.
    words = titled if asking.only_words else titled & asking.words
    titles = _by_date(_Asking(words, asking.filters, asking.only_words), "DESC", walk=False)
    newest = _by_date(asking, "DESC", walk=walk)
    sql = f"""
        t AS MATERIALIZED ({titles.sql} LIMIT {RANKED_TITLES}),
        n AS MATERIALIZED ({newest.sql} LIMIT {RANKED}),
        c AS MATERIALIZED (SELECT item_id, 1 AS titled FROM t UNION ALL
            (SELECT item_id, 0 FROM n WHERE item_id NOT IN (SELECT item_id FROM t)
             LIMIT {RANKED} - (SELECT count(*) FROM t)))"""
    return Condition(sql, titles.parameters + newest.parameters)


def _best(asking: _Asking, terms: str, *, walk: bool) -> Condition:
    """Title over decision over recommendation over the rest; inside each, how often and how near; newer a little first.

    A title with all the words is worth 4; the rank of the text at most 2 (32: r / (r + 1)), however often a word
    stands in it; a year 0.01. Each candidate's vector is read once, which is what ordering costs.
    """
    candidates = _candidates(asking, terms, walk=walk)
    sql = f"""
        WITH {candidates.sql}
        SELECT s.item_id FROM c JOIN {TABLE} s USING (item_id)
        ORDER BY c.titled * 4.0 + 2.0 * ts_rank_cd('{{0.008, 0.3, 1.0, 1.0}}', s.vector, %s::tsquery, 32)
            + (s.date - DATE '2000-01-01') / 365.25 * 0.01 DESC, s.date DESC, s.item_id DESC"""
    return Condition(sql, (*candidates.parameters, terms))


def _after_the_best(asking: _Asking, terms: str, *, walk: bool) -> Condition:
    candidates = _candidates(asking, terms, walk=walk)
    rest = _Asking(asking.words & Condition("item_id NOT IN (SELECT item_id FROM c)"), asking.filters, only_words=False)
    newest = _by_date(rest, "DESC", walk=walk)
    return Condition(f"WITH {candidates.sql} {newest.sql}", candidates.parameters + newest.parameters)
