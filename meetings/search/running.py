"""Statements to the database that may take only so long, and that the planner plans as search says (see query.py)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import OperationalError, connection
from psycopg.errors import QueryCanceled

from .condition import Condition
from .question import Question

STATEMENT_MS = 1_500  # for each statement that has no other limit
_PLANNED = "SET LOCAL max_parallel_workers_per_gather = 0; SET LOCAL jit = off; SET LOCAL work_mem = '32MB';"
_scanning: ContextVar[str] = ContextVar("scanning", default="on")


class TooSlow(Exception):
    """The database gave up at its time limit."""


@contextmanager
def prepared(question: Question) -> Iterator[None]:
    """What is fetched within it is planned for this question. No query."""
    # Without words, reading the narrow table is right.
    token = _scanning.set("off" if question else "on")
    try:
        yield
    finally:
        _scanning.reset(token)


def fetch(condition: Condition, *, ms: int = STATEMENT_MS, scans: bool = False) -> list[tuple[Any, ...]]:
    """The rows of a whole statement that takes at most `ms`. Raises TooSlow, after which the next may be fetched.

    `scans`: whether tables may be read from end to end whatever is asked, since none of them is large.
    Its settings go to the server with it, in one round: what is sent together is one transaction, and the settings end
    with that. Of statements sent together each has the limit that stands when it begins. Within a caller's transaction
    (readers' requests have none) a savepoint keeps them from staying.
    """
    scanning = "on" if scans else _scanning.get()
    settings = f"SET LOCAL enable_seqscan = {scanning};{_PLANNED}SET LOCAL statement_timeout = {int(ms)};"
    within = connection.in_atomic_block
    before, after = ("SAVEPOINT search;", f";{_BACK}") if within else ("", "")
    with connection.cursor() as cursor:
        try:
            cursor.execute(f"{before}{settings}{condition.sql}{after}", condition.parameters)
            while cursor.description is None and cursor.nextset():  # past the settings, to the answer
                pass
            return cursor.fetchall()
        except OperationalError as error:
            if not isinstance(error.__cause__, QueryCanceled):
                raise
            if within:
                cursor.execute(_BACK)
            raise TooSlow from error


_BACK = "ROLLBACK TO SAVEPOINT search; RELEASE SAVEPOINT search"
