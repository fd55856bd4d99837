"""A search put together by case: of each case the newest treatment that answers, and how many there are of it."""

from __future__ import annotations

from collections.abc import Sequence

from . import query
from .condition import TABLE, Condition
from .question import Question

CASES_MS = 600  # counting and the best take long only where answers are few, and then this does not
# Day and item in one number, so that the greatest of a case is its newest: sorting each case would take twice as long.
_ITEM = 2**40 - 1
_NEWEST = "(date - DATE '0001-01-01')::bigint << 40 | item_id"


def by_case(
    question: Question,
    choices: query.Choices,
    *,
    sort: str,
    start: int,
    size: int,
    counts: query.Counts | None,
) -> tuple[int, dict[int, int]]:
    """How many rows there are in all, and those from `start` on in their order: item -> treatments of its case.

    An item without a case is a row of its own. By relevance a case stands where its best treatment does, of the best
    `query.RANKED`; the rest follow by date. Where these cannot be had in time, all do. Raises TooSlow.
    """
    best: Sequence[int] = ()
    if sort == "relevans" and counts:
        best = query.best(question, choices, counts)
    ms = CASES_MS if counts else CASES_MS // 2  # what could not be counted in time is not likely to be grouped
    where = query.where(question, choices, counts)
    order = "ASC" if sort == "aeldste" else "DESC"
    # Among what is best an item is looked for as it is met: to join cases to it would sort or hash all their numbers.
    rank = "min(CASE WHEN item_id = ANY(%s::bigint[]) THEN array_position(%s::bigint[], item_id) END)"
    best_first = (list(best), list(best)) if best else ()
    sql = f"""
        WITH g AS MATERIALIZED (
            SELECT newest, treatments, rank FROM (
                SELECT max({_NEWEST}) AS newest, count(*) AS treatments, {rank if best else "NULL::int"} AS rank
                FROM {TABLE} WHERE {where.sql}
                GROUP BY municipality_id, case_number, CASE WHEN case_number = '' THEN item_id ELSE 0 END) cases)
        SELECT newest & {_ITEM}, treatments, (SELECT count(*) FROM g) FROM g
        ORDER BY rank NULLS LAST, newest {order} LIMIT %s OFFSET %s"""
    rows = query.fetch(Condition(sql, (*best_first, *where.parameters, size, start)), ms=ms)
    return (rows[0][2] if rows else 0), {newest: treatments for newest, treatments, _ in rows}
