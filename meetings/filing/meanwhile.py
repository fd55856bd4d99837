"""Two at once: whoever comes second is told so, and what only waited for each other is tried again."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.core.exceptions import ValidationError
from django.db import OperationalError, connection
from psycopg.errors import DeadlockDetected

MEETING_GONE = "Mødet findes ikke længere: en anden har slettet det imens."
FILE_GONE = "Filen findes ikke længere: en anden har slettet den imens."
FILE_FILED = "Filen er imens læst og lagt i arkivet. Slet mødet i stedet."
ROW_GONE = "Det er her ikke længere: en anden har fjernet det imens, eller en ny version af filen har det ikke."
CHANGED = "En anden har rettet det, siden du åbnede siden. Se det igennem, og gem igen, hvis dit stadig skal gælde."
DECIDED = "En anden har afgjort rettelsen imens, eller originalen er ændret igen. Se, hvordan det står nu."
SEEN_BEFORE = "Mødet er ændret, siden du åbnede siden. Se det igennem, før du offentliggør."

P = ParamSpec("P")
R = TypeVar("R")
TRIES = 3


class Overtaken(ValidationError):
    """What somebody asks for builds on what another has changed meanwhile; `message_da` says it to a clerk."""

    def __init__(self, message_da: str) -> None:
        self.message_da = message_da
        super().__init__(message_da)


def is_deadlock(error: BaseException) -> bool:
    return isinstance(error, OperationalError) and isinstance(error.__cause__, DeadlockDetected)


def tried_again(act: Callable[P, R]) -> Callable[P, R]:
    """An act that is one transaction, done again where it and another waited for each other. PostgreSQL stops one of
    the two, and nothing of it is left. Inside a transaction of the caller's there is nothing to begin again."""

    @wraps(act)
    def patient(*args: P.args, **kwargs: P.kwargs) -> R:
        for _ in range(TRIES - 1):
            try:
                return act(*args, **kwargs)
            except OperationalError as error:
                if connection.in_atomic_block or not is_deadlock(error):
                    raise
        return act(*args, **kwargs)

    return patient
