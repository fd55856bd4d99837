"""Statements to the database that may take only so long."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import OperationalError, connection, transaction
from psycopg.errors import QueryCanceled

from .condition import Condition
from .question import Question

STATEMENT_MS = 1_500  # for each statement that has no other limit


class TooSlow(Exception):
    """The database gave up at its time limit."""


@contextmanager
def prepared(question: Question) -> Iterator[None]:
    """A transaction in which the planner does as search says (see query.py). One query.

    It only reads, so its end tells nothing: one that comes after the time limit, on a machine that stood still for a
    while, is passed over, and Django has rolled back by then.
    """
    settings = {
        "enable_seqscan": "off" if question else "on",  # without words, reading the narrow table is right
        "max_parallel_workers_per_gather": "0",
        "jit": "off",
        "work_mem": "32MB",
        "statement_timeout": str(STATEMENT_MS),
    }
    ended = False
    try:
        with transaction.atomic(savepoint=False), connection.cursor() as cursor:
            calls = ", ".join("set_config(%s, %s, true)" for _ in settings)
            cursor.execute(f"SELECT {calls}", [part for setting in settings.items() for part in setting])
            yield
            ended = True
    except OperationalError as error:
        if not (ended and isinstance(error.__cause__, QueryCanceled)):
            raise
    if connection.in_atomic_block and connection.connection:
        # A transaction of the caller's (a test's; readers' requests have none) goes on without the limit. Past Django,
        # so that counted statements stay those of a request.
        connection.connection.execute("SET LOCAL statement_timeout TO DEFAULT")


def fetch(condition: Condition, *, ms: int | None = None) -> list[tuple[Any, ...]]:
    """The rows of a whole statement of a `prepared` transaction. Raises TooSlow.

    With `ms` it may take so long, and the transaction goes on where it takes longer: for this a savepoint is set. It,
    the limit and the statement go to the server in one round; of statements sent together each has the limit that
    stands when it begins.
    """
    limited = "" if ms is None else f"SAVEPOINT search; SET LOCAL statement_timeout = {int(ms)};"
    with connection.cursor() as cursor:
        try:
            cursor.execute(limited + condition.sql, condition.parameters)
            while limited and cursor.nextset():
                pass  # on to the last, whose rows these are
            return cursor.fetchall()
        except OperationalError as error:
            if not isinstance(error.__cause__, QueryCanceled):
                raise
            if ms is not None:
                cursor.execute("ROLLBACK TO SAVEPOINT search")
            raise TooSlow from error
