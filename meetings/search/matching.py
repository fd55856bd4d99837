"""Which items answer a question, without order and page: what followers and feeds ask.

Both ask what is new, that is, what was published or corrected last; the order of the search page is by the meetings'
dates, where old minutes that came today stand far back.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from meetings.models import Item, Meeting

from .condition import NOTHING
from .conditions import TABLE, Condition, among, asked, is_plain
from .query import COLUMNS, Choices, TooSlow, count, fetch, prepared, where
from .question import Question

FEW = 5_000  # so many answers can be sorted in one go
SOON_SORTED = 500  # answers; sorting more takes longer than a look at what is new
BATCHES = (20, 200, 1_000, 5_000)  # meetings looked through, those first that changed last


def matching(
    question: Question, choices: Choices, *, within: Sequence[int] | None = None, most: int | None = None
) -> list[int]:
    """The items that answer, of those `within`, at most `most`. At most four queries. Raises TooSlow."""
    with prepared(question):
        found = _of_all(question, choices) if within is None else _of_these(question, choices, within)
        sql = f"SELECT item_id FROM {TABLE} WHERE {found.sql}{' LIMIT %s' if most else ''}"
        return [row[0] for row in fetch(Condition(sql, (*found.parameters, *([most] if most else []))))]


def _of_all(question: Question, choices: Choices) -> Condition:
    """Words alone go by their index. What else is asked goes by what costs least, which its numbers tell."""
    condition = asked(question) & among(COLUMNS, choices)
    if not question or (is_plain(question) and not any(choices.values())):
        return condition
    try:
        counts = count(question, choices)
    except TooSlow:
        return condition
    return where(question, choices, counts) if counts.total else NOTHING


def _of_these(question: Question, choices: Choices, within: Sequence[int]) -> Condition:
    condition = asked(question) & among(COLUMNS, choices)
    if len(within) <= FEW:  # IS TRUE keeps words from their index, which would fetch all that answer: see query.py
        condition = Condition(f"({condition.sql}) IS TRUE", condition.parameters)
    return condition & Condition("item_id = ANY(%s)", (list(within),))


def changed_last(question: Question, choices: Choices, *, size: int) -> list[int]:
    """The `size` items that were published or corrected last, those first. At most thirteen queries. Raises TooSlow.

    The meetings that changed last are looked through first, which is all that a question with many answers needs. Of
    one with very many of which few are new, 5,000 meetings at most are.
    """
    first, second, *more = BATCHES
    items, is_all = _newest_items(first)
    newest = _answering(items, question, choices)
    if len(newest) >= size or is_all:
        return newest[:size]
    found = matching(question, choices, most=FEW + 1)
    if len(found) > SOON_SORTED:
        items, _ = _newest_items(second)
        among = set(found)
        # Of all answers it is known which are new; of the first few thousand of more it is not.
        newest = (
            [item for item in items if item in among] if len(found) <= FEW else _answering(items, question, choices)
        )
        if len(newest) >= size:
            return newest[:size]
    if len(found) <= FEW:
        return _newest_of(found, size)
    for batch in more:
        newest = _answering(_newest_items(batch)[0], question, choices)
        if len(newest) >= size:
            break
    return newest[:size]


_NEWEST = f"""
    SELECT newest.id, item.id
    FROM (
        SELECT id, GREATEST(published_at, corrected_at) AS changed FROM {Meeting._meta.db_table} WHERE status = %s
        ORDER BY GREATEST(published_at, corrected_at) DESC NULLS LAST, id DESC LIMIT %s) newest
    LEFT JOIN {Item._meta.db_table} item ON item.meeting_id = newest.id
    ORDER BY changed DESC NULLS LAST, newest.id DESC, position"""


def _newest_items(meetings: int) -> tuple[list[int], bool]:
    """The items of so many meetings that changed last, those of the newest first; and whether that is all there is."""
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST, [Meeting.Status.PUBLISHED, meetings])
        rows = cursor.fetchall()
    return [item for _, item in rows if item is not None], len({meeting for meeting, _ in rows}) < meetings


def _answering(items: list[int], question: Question, choices: Choices) -> list[int]:
    """Those of the items that answer, in their order."""
    answers = set(matching(question, choices, within=items)) if items else set()
    return [item for item in items if item in answers]


def _newest_of(found: list[int], size: int) -> list[int]:
    sql = f"""
        SELECT item.id FROM {Item._meta.db_table} item JOIN {Meeting._meta.db_table} meeting ON meeting.id = meeting_id
        WHERE item.id = ANY(%s) AND meeting.status = %s
        ORDER BY GREATEST(published_at, corrected_at) DESC NULLS LAST, meeting_id DESC, position LIMIT %s"""
    with connection.cursor() as cursor:
        cursor.execute(sql, (found, Meeting.Status.PUBLISHED, size))
        return [row[0] for row in cursor.fetchall()]
