"""Statements to the database that may take only so long."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import OperationalError, connection, transaction
from psycopg.errors import QueryCanceled

from .condition import Condition
from .question import Question

STATEMENT_MS = 1_500  # for each statement, unless `allow` says otherwise


class TooSlow(Exception):
    """The database gave up at its time limit."""


@contextmanager
def prepared(question: Question) -> Iterator[None]:
    """A transaction in which the planner does as search says (see query.py). One query."""
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


def allow(ms: int) -> None:
    """From here on a statement of the transaction may take so long. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('statement_timeout', %s, true)", [str(ms)])


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
