"""How widely the answers are spread: over how many meetings, and over how many municipalities.

The municipalities are known from the filter's numbers. The meetings must be looked up item by item, so they are told
of as many answers as that takes a few milliseconds for, and not of more.
"""

from __future__ import annotations

from meetings.models import Item

from . import query
from .condition import TABLE, Condition
from .conditions import is_plain
from .question import Question

MOST = 600  # answers whose meetings are looked up: some 2 ms of the database, 5 on a slow machine


def municipalities(counts: query.Counts, choices: query.Choices) -> tuple[int, ...]:
    """Their ids, of the answers with all choices."""
    numbers = counts.facets["kommune"]  # which leave out the filter's own choice
    return tuple(pk for pk in choices.get("kommune") or numbers if numbers.get(pk))


def meetings(question: Question, choices: query.Choices, counts: query.Counts) -> int | None:
    """How many meetings the answers come from; None where that is dear to know. At most one query."""
    if not counts.total:
        return 0
    known = counts.answers  # of a phrase, where each look reads the words of many items
    if counts.total > MOST or (known.number > MOST if known else not is_plain(question)):
        return None
    where = query.where(question, choices, counts)
    sql = f"""
        WITH m AS MATERIALIZED (SELECT item_id FROM {TABLE} WHERE {where.sql})
        SELECT count(DISTINCT (SELECT meeting_id FROM {Item._meta.db_table} WHERE id = m.item_id)) FROM m"""  # noqa: S608 - names of our own tables; values are parameters
    try:
        return int(query.fetch(Condition(sql, where.parameters))[0][0])
    except query.TooSlow:
        return None
