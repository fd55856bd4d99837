"""Which items answer a question, without order and page: what followers and feeds ask.

Both ask what is new, that is, what was published or corrected last; the order of the search page is by the meetings'
dates, where old minutes that came today stand far back.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import OperationalError, connection
from django.db.models.functions import Greatest
from psycopg.errors import QueryCanceled

from meetings.models import Item, Meeting

from .conditions import TABLE, Condition, among, asked
from .query import COLUMNS, Choices, TooSlow, prepared
from .question import Question

FEW = 5_000  # so many answers are sorted in one go; more are looked for from the newest meeting on
BATCHES = (20, 200, 1_000, 5_000)  # meetings looked through for a question with more answers


def matching(
    question: Question, choices: Choices, *, within: Sequence[int] | None = None, most: int | None = None
) -> list[int]:
    """The items that answer, of those `within`, at most `most`. Two queries. Raises TooSlow."""
    condition = asked(question) & among(COLUMNS, choices)
    if within is not None:
        if len(within) <= FEW:  # IS TRUE keeps words from their index, which would fetch all that answer: see query.py
            condition = Condition(f"({condition.sql}) IS TRUE", condition.parameters)
        condition &= Condition("item_id = ANY(%s)", (list(within),))
    sql = f"SELECT item_id FROM {TABLE} WHERE {condition.sql}{' LIMIT %s' if most else ''}"
    parameters = (*condition.parameters, *([most] if most else []))
    try:
        with prepared(question), connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return [row[0] for row in cursor.fetchall()]
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise TooSlow from error
        raise


def changed_last(question: Question, choices: Choices, *, size: int) -> list[int]:
    """The `size` items that were published or corrected last, those first. At most ten queries. Raises TooSlow.

    Of a question with very many answers only the meetings that changed last are looked through, 5,000 at most.
    """
    found = matching(question, choices, most=FEW + 1)
    if len(found) <= FEW:
        return _newest_of(found, size)
    changed = Greatest("published_at", "corrected_at")
    newest = Meeting.objects.published().order_by(changed.desc(nulls_last=True), "-pk").values_list("pk", flat=True)
    meetings = list(newest[: BATCHES[-1]])
    ordered: list[int] = []
    for batch in BATCHES:
        places = {pk: place for place, pk in enumerate(meetings[:batch])}
        items = Item.objects.filter(meeting__in=list(places)).values_list("pk", "meeting_id", "position")
        order = {pk: (places[meeting], position) for pk, meeting, position in items}
        ordered = sorted(matching(question, choices, within=list(order)), key=order.__getitem__)
        if len(ordered) >= size:
            break
    return ordered[:size]


def _newest_of(found: list[int], size: int) -> list[int]:
    sql = f"""
        SELECT item.id FROM {Item._meta.db_table} item JOIN {Meeting._meta.db_table} meeting ON meeting.id = meeting_id
        WHERE item.id = ANY(%s) AND meeting.status = %s
        ORDER BY GREATEST(published_at, corrected_at) DESC NULLS LAST, meeting_id DESC, position LIMIT %s"""
    with connection.cursor() as cursor:
        cursor.execute(sql, (found, Meeting.Status.PUBLISHED, size))
        return [row[0] for row in cursor.fetchall()]
