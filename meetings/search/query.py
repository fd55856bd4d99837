"""The two questions search puts to the database: how many, and which.

`count` and `find` are the reference path: plain GIN over the vectors, right for every question. A faster path for
common words (bit strings per word, see docs/performance.md) belongs behind these two functions and nowhere else.

Plans are settled here, not by the planner: it does not know that reading a vector costs far more than reading a row.
A count of a common word would read every vector of the table, and a rare word would be looked for by walking the
dates. So the table is never scanned where a question has words, and `find` walks the dates only for words that
`count` has shown to be common.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import OperationalError, connection, transaction
from psycopg.errors import QueryCanceled

from .conditions import TABLE, Condition, among, asked, ranking
from .question import Question

STATEMENT_MS = 1_500  # for each statement; when counting is late, facets are left out
HOW_MANY = 1_000  # where a rough number will do, counting stops here
RANKED = 1_000  # candidates that are ordered by score; what comes after them is ordered by date
RANKED_TITLES = 500  # of them, so many may be taken for their titles alone

COLUMNS = {
    "kommune": "municipality_id",
    "udvalg": "committee_id",
    "aar": "year",
    "type": "kind",
    "udfald": "outcome",
}
Choices = Mapping[str, tuple[Any, ...]]  # facet -> values of its column; an absent facet or () means any

# A row met on a walk by date costs a read of its vector, about twenty times a row found through the index.
_WALK_COST = 20


@dataclass(frozen=True, slots=True)
class Counts:
    """How many items answer, and for each facet how many for each value when that facet's own choice is left out."""

    total: int
    unfiltered: int  # without any choice
    facets: dict[str, dict[Any, int]]
    archive: int  # items that can be found at all, roughly


class TooSlow(Exception):
    """The database gave up at its time limit."""


@contextmanager
def prepared(question: Question) -> Iterator[None]:
    """A transaction in which the planner does as this module says. One query."""
    settings = {
        "enable_seqscan": "off" if question else "on",  # without words, reading the narrow table is right
        "max_parallel_workers_per_gather": "0",
        "jit": "off",
        "work_mem": "32MB",
        "statement_timeout": str(STATEMENT_MS),
    }
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        calls = ", ".join("set_config(%s, %s, true)" for _ in settings)
        cursor.execute(f"SELECT {calls}", [part for setting in settings.items() for part in setting])
        yield


def count(question: Question, choices: Choices) -> Counts:
    """Exact numbers: one pass over the items that answer the question. Raises TooSlow."""
    condition = asked(question)
    chosen = {facet: choices[facet] for facet in COLUMNS if choices.get(facet)}
    flags = [f"{COLUMNS[facet]} = ANY(%s) AS in_{facet}" for facet in chosen]
    columns = list(COLUMNS.values())
    all_but = {facet: [f"in_{other}" for other in chosen if other != facet] for facet in ("", *chosen)}
    counts = [f"count(*) FILTER (WHERE {' AND '.join(rest) or 'TRUE'})" for rest in all_but.values()]
    sql = f"""
        WITH m AS MATERIALIZED (SELECT {", ".join(columns + flags)} FROM {TABLE} WHERE {condition.sql})
        SELECT GROUPING({", ".join(columns)}), {", ".join(columns)}, {", ".join(counts)}, count(*),
            (SELECT reltuples::bigint FROM pg_class WHERE oid = %s::regclass)
        FROM m GROUP BY GROUPING SETS ((), {", ".join(f"({column})" for column in columns)})"""
    parameters = (*(list(values) for values in chosen.values()), *condition.parameters, TABLE)
    return _counted(_rows(Condition(sql, parameters), may_fail=True), list(all_but))


def find(question: Question, choices: Choices, *, sort: str, start: int, size: int, counts: Counts | None) -> list[int]:
    """The items' ids from `start` on, in the order of `sort`. Without `counts` the words are taken for common.

    'relevans' orders the RANKED best candidates by score: the newest with the words in their titles and the newest
    of all. All candidates are all answers where there are no more than RANKED. Raises TooSlow.
    """
    asking = _Asking(asked(question), among(COLUMNS, choices))
    terms = ranking(question)
    if sort == "relevans" and terms and start < RANKED:
        found = _best(asking, terms, walk=_is_common(counts, RANKED))
    elif sort == "relevans" and terms:
        found = _after_the_best(asking, terms, walk=_is_common(counts, RANKED + start))
        start -= RANKED
    else:
        order = "ASC" if sort == "aeldste" else "DESC"
        found = _by_date(asking, order, walk=not question or _is_common(counts, start + size))
    return [row[0] for row in _rows(Condition(f"{found.sql} LIMIT %s OFFSET %s", (*found.parameters, size, start)))]


def how_many(questions: Sequence[Question]) -> list[int]:
    """How many items answer each question, counted to HOW_MANY; one query. Raises TooSlow."""
    asking = [asked(question) for question in questions]
    parts = " UNION ALL ".join(
        f"SELECT {number}, (SELECT count(*) FROM (SELECT FROM {TABLE} WHERE {one.sql} LIMIT {HOW_MANY}) m)"
        for number, one in enumerate(asking)
    )
    rows = _rows(Condition(f"{parts} ORDER BY 1", tuple(value for one in asking for value in one.parameters)))
    return [row[1] for row in rows]


@dataclass(frozen=True, slots=True)
class _Asking:
    words: Condition
    filters: Condition


def _is_common(counts: Counts | None, needed: int) -> bool:
    """Whether meeting `needed` answers on a walk by date is cheaper than fetching them all through the index."""
    if counts is None:
        return True
    met = needed * max(counts.archive, counts.total, 1) / max(counts.total, 1)
    return met * _WALK_COST < counts.total


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
    titled = Condition("ts_filter(vector, '{a}') @@ %s::tsquery", (terms,)) & asking.words & asking.filters
    newest = _by_date(asking, "DESC", walk=walk)
    sql = f"""
        t AS MATERIALIZED (SELECT item_id FROM {TABLE} WHERE {titled.sql}
            ORDER BY date DESC, item_id DESC LIMIT {RANKED_TITLES}),
        n AS MATERIALIZED ({newest.sql} LIMIT {RANKED}),
        c AS MATERIALIZED (SELECT item_id FROM t UNION ALL
            (SELECT item_id FROM n WHERE item_id NOT IN (SELECT item_id FROM t)
             LIMIT {RANKED} - (SELECT count(*) FROM t)))"""
    return Condition(sql, titled.parameters + newest.parameters)


def _best(asking: _Asking, terms: str, *, walk: bool) -> Condition:
    """Title over decision over recommendation over the rest; inside each, how often and how near; newer a little first.

    A title with all the words beats everything else (4 > 2 + 1), and the rank is less than 1 however often a word
    stands (33: for long texts less, and r / (r + 1)). A year is worth 0.015.
    """
    candidates = _candidates(asking, terms, walk=walk)
    sql = f"""
        WITH {candidates.sql}
        SELECT s.item_id FROM c JOIN {TABLE} s USING (item_id), (SELECT %s::tsquery AS terms) q
        ORDER BY 4.0 * (ts_filter(vector, '{{a}}') @@ terms)::int + 2.0 * (ts_filter(vector, '{{b}}') @@ terms)::int
            + 1.0 * (ts_filter(vector, '{{c}}') @@ terms)::int + ts_rank_cd('{{0.1, 0.3, 0.5, 1.0}}', vector, terms, 33)
            + (date - DATE '2000-01-01') / 365.25 * 0.015 DESC, date DESC, s.item_id DESC"""
    return Condition(sql, (*candidates.parameters, terms))


def _after_the_best(asking: _Asking, terms: str, *, walk: bool) -> Condition:
    candidates = _candidates(asking, terms, walk=walk)
    rest = _Asking(asking.words & Condition("item_id NOT IN (SELECT item_id FROM c)"), asking.filters)
    newest = _by_date(rest, "DESC", walk=walk)
    return Condition(f"WITH {candidates.sql} {newest.sql}", candidates.parameters + newest.parameters)


def _counted(rows: list[tuple[Any, ...]], kinds: list[str]) -> Counts:
    """Rows of the grouping sets: which columns are rolled up, the columns, a count for each of `kinds`, the count
    without choices, the archive."""
    columns = len(COLUMNS)
    total, unfiltered, archive = 0, 0, 0
    facets: dict[str, dict[Any, int]] = {facet: {} for facet in COLUMNS}
    for rolled_up, *values in rows:
        numbers = dict(zip(kinds, values[columns:-2], strict=True))
        if rolled_up == 2**columns - 1:
            total, unfiltered, archive = numbers[""], *values[-2:]
            continue
        index = next(i for i in range(columns) if not rolled_up >> (columns - 1 - i) & 1)
        facet = list(COLUMNS)[index]
        number = numbers.get(facet, numbers[""])
        if number:
            facets[facet][values[index]] = number
    return Counts(total, unfiltered, facets, archive)


def _rows(condition: Condition, *, may_fail: bool = False) -> list[tuple[Any, ...]]:
    """The rows of a whole statement. With `may_fail` a statement that is too slow leaves the transaction usable."""
    try:
        with transaction.atomic(savepoint=may_fail), connection.cursor() as cursor:
            cursor.execute(condition.sql, condition.parameters)
            return cursor.fetchall()
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise TooSlow from error
        raise
