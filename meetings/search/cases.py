"""A search put together by case: of each case the newest treatment that answers, and how many there are of it."""

from __future__ import annotations

from collections.abc import Sequence

from . import query
from .condition import TABLE, Condition
from .question import Question

CASES_MS = 450  # beside counting (counting.COUNT_MS)
# Day and item in one number, so that the greatest of a case is its newest: sorting each case would take twice as long.
_ITEM = 2**40 - 1
_NEWEST = "(m.date - DATE '0001-01-01')::bigint << 40 | m.item_id"


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
    sql = f"""
        WITH m AS MATERIALIZED (
            SELECT item_id, date, municipality_id, case_number, case_number = '' AS alone
            FROM {TABLE} WHERE {where.sql}),
        g AS MATERIALIZED (
            SELECT max({_NEWEST}) & {_ITEM} AS newest, max(m.date) AS date, count(*) AS treatments,
                min(best.place) AS place
            FROM m LEFT JOIN unnest(%s::bigint[]) WITH ORDINALITY best(item_id, place) ON best.item_id = m.item_id
            GROUP BY m.municipality_id, m.case_number, CASE WHEN m.alone THEN m.item_id END)
        SELECT newest, treatments, (SELECT count(*) FROM g) FROM g
        ORDER BY place NULLS LAST, date {order}, newest {order} LIMIT %s OFFSET %s"""
    rows = query.fetch(Condition(sql, (*where.parameters, list(best), size, start)), ms=ms)
    return (rows[0][2] if rows else 0), {newest: treatments for newest, treatments, _ in rows}
