"""Part of a WHERE, with what goes into it as parameters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from meetings.models import SearchItem

TABLE = SearchItem._meta.db_table


@dataclass(frozen=True, slots=True)
class Condition:
    """Part of a WHERE with its parameters."""

    sql: str
    parameters: tuple[Any, ...] = ()

    def __and__(self, other: Condition) -> Condition:
        return Condition(f"{self.sql} AND {other.sql}", self.parameters + other.parameters)


EVERYTHING = Condition("TRUE")
NOTHING = Condition("FALSE")


def any_of(conditions: Sequence[Condition]) -> Condition:
    """One of them at least, in parentheses where there are several."""
    if len(conditions) == 1:
        return conditions[0]
    sql = " OR ".join(f"({one.sql})" for one in conditions)
    return Condition(f"({sql})", tuple(value for one in conditions for value in one.parameters))
