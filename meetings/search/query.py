"""The two questions search puts to the database: how many, and which.

`count` and `find` are the reference path: plain GIN over the vectors, right for every question. A faster path for
common words (bit strings per word, see docs/performance.md) belongs behind these two functions and nowhere else.

Plans are settled here, not by the planner: it does not know that reading a vector costs far more than reading a row.
A count of a common word would read every vector of the table, and a rare word would be looked for by walking the
dates. So the table is never scanned where a question has words, and `find` walks the dates only for words that
`count` has shown to be common.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import OperationalError, connection, transaction
from psycopg.errors import QueryCanceled

from .conditions import DATES, TABLE, Condition, among, asked, is_plain, passes, ranking
from .question import Question

STATEMENT_MS = 1_500  # for each statement; when counting is late, facets are left out
HOW_MANY = 1_000  # where a rough number will do, counting stops here
KEPT = 2_000  # answers of a phrase that are remembered from counting
RANKED = 600  # candidates that are ordered by score; what comes after them is ordered by date
RANKED_TITLES = 300  # of them, so many may be taken for their titles alone

COLUMNS = {
    "kommune": "municipality_id",
    "udvalg": "committee_id",
    "aar": "year",
    "type": "kind",
    "udfald": "outcome",
    "fraveget": "departed",
    "bilag": "has_attachments",
    "lukket": "closed",
    "parti": "parties",
}
# What is counted together: each group costs a look-up a row, and a facet's numbers are the sums of its group's.
_GROUPS = (("kommune", "udvalg"), ("aar", "type", "udfald", "fraveget", "bilag", "lukket"), ("parti",))
_ALL = 2 ** len(_GROUPS) - 1  # what GROUPING says of the row that sums up everything
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
    items: tuple[int, ...] | None = None  # the answers without any choice, where they were dear to find and are few


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
    """Exact numbers: one pass over the items that answer the question. Raises TooSlow.

    As few groupings as can be: by committee, which knows its municipality; by year, kind, outcome and what else has
    few values, of which there are some hundred combinations; and by the parties named. The facets are their sums.
    """
    condition = asked(question)
    chosen = {
        facet: passes(COLUMNS.get(facet, "date"), choices[facet]) for facet in (*COLUMNS, DATES) if choices.get(facet)
    }
    kinds = ["", *(facet for facet in chosen if facet != DATES)]
    numbers, parameters = ["count(*)"], []
    for kind in kinds:
        others = [one for facet, one in chosen.items() if facet != kind]
        numbers.append(f"count(*) FILTER (WHERE {' AND '.join(one.sql for one in others) or 'TRUE'})")
        parameters += [value for one in others for value in one.parameters]
    columns = [*COLUMNS.values(), *(["date"] if DATES in chosen else [])]
    found, first = f"SELECT item_id, {', '.join(columns)} FROM {TABLE} WHERE {condition.sql}", "NULL"
    if not is_plain(question):
        first = f"(SELECT array_agg(item_id) FROM (SELECT item_id FROM m LIMIT {KEPT + 1}) f)"
    which = f"GROUPING({', '.join(COLUMNS[group[0]] for group in _GROUPS)})"
    groups = ", ".join(f"({', '.join(COLUMNS[facet] for facet in group)})" for group in _GROUPS)
    sql = f"""
        WITH m AS {"NOT" if is_plain(question) else ""} MATERIALIZED ({found})
        SELECT {which}, {", ".join(COLUMNS.values())}, {", ".join(numbers)},
            CASE WHEN {which} = {_ALL} THEN {first} END,
            CASE WHEN {which} = {_ALL} THEN (SELECT reltuples::bigint FROM pg_class WHERE oid = %s::regclass) END
        FROM m GROUP BY GROUPING SETS ((), {groups})"""
    rows = fetch(Condition(sql, (*condition.parameters, *parameters, TABLE)), may_fail=True)
    return _counted(rows, kinds)


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


def _counted(rows: list[tuple[Any, ...]], kinds: list[str]) -> Counts:
    """Rows of the groupings: which one (_ALL: everything), the columns, the count without choices, a count for each of
    `kinds` ('': with all choices; a facet: with all but its own), the first items and the size of the archive."""
    facets: dict[str, dict[Any, int]] = {facet: defaultdict(int) for facet in COLUMNS}
    counted = {_ALL - 2 ** (len(_GROUPS) - 1 - place): group for place, group in enumerate(_GROUPS)}
    total, unfiltered, archive, items = 0, 0, 0, None
    for which, *values in rows:
        columns = dict(zip(COLUMNS, values, strict=False))
        everything, *counts, first, size = values[len(COLUMNS) :]
        numbers = dict(zip(kinds, counts, strict=True))
        if which == _ALL:
            total, unfiltered, archive, items = numbers[""], everything, size, first
            continue
        for facet in counted[which]:
            number = numbers.get(facet, numbers[""])
            for value in _values(columns[facet]) if number else ():
                facets[facet][value] += number
    kept = tuple(items) if items and len(items) <= KEPT else None
    return Counts(total, unfiltered, {facet: dict(values) for facet, values in facets.items()}, archive, kept)


def _values(value: Any) -> Sequence[Any]:
    """What a row counts under: each party that is named, none where none is; else the one value."""
    return value or () if value is None or isinstance(value, list) else (value,)


def fetch(condition: Condition, *, may_fail: bool = False) -> list[tuple[Any, ...]]:
    """The rows of a whole statement. With `may_fail` a statement that is too slow leaves the transaction usable."""
    try:
        with transaction.atomic(savepoint=may_fail), connection.cursor() as cursor:
            cursor.execute(condition.sql, condition.parameters)
            return cursor.fetchall()
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise TooSlow from error
        raise
