"""Which of some search rows answer a question, though the table does not hold them: those of withdrawn meetings."""

from __future__ import annotations

import json
from collections.abc import Sequence

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection

from meetings.models import SearchItem

from .condition import TABLE
from .conditions import among, asked
from .query import COLUMNS, Choices
from .question import Question


def answering(question: Question, choices: Choices, rows: Sequence[SearchItem]) -> set[int]:
    """The items of those rows that answer, by the very conditions of search. One query."""
    if not rows:
        return set()
    names = [field.attname for field in SearchItem._meta.concrete_fields]
    columns = [name for name in names if name not in ("title", "body")]
    given = [{column: getattr(row, column) for column in columns} for row in rows]
    condition = asked(question) & among(COLUMNS, choices)
    # A WITH of the table's own name stands before the table wherever the condition names it.
    sql = f"""
        WITH {TABLE} AS MATERIALIZED (SELECT * FROM jsonb_populate_recordset(NULL::{TABLE}, %s::jsonb))
        SELECT item_id FROM {TABLE} WHERE {condition.sql}"""
    with connection.cursor() as cursor:
        cursor.execute(sql, (json.dumps(given, cls=DjangoJSONEncoder), *condition.parameters))
        return {row[0] for row in cursor.fetchall()}
