"""The steps of a plan: what is created, changed, deleted, laid over and held back. No step writes anything."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from meetings.models import Correction

from .tables import Table


@dataclass(frozen=True)
class Create:
    table: Table
    values: dict[str, Any]
    children: tuple[Create, ...] = ()
    parent_id: int | None = None  # None: the row of the Create it stands in


@dataclass(frozen=True)
class Update:
    table: Table
    id: int
    before: dict[str, Any]  # the same fields, as they stand
    values: dict[str, Any]


@dataclass(frozen=True)
class Delete:
    table: Table
    id: int
    label: str


@dataclass(frozen=True)
class Overlay:
    """A correction row to rewrite: its state, and what its source says."""

    correction_id: int
    state: str
    parsed_value: Any
    source_now: Any


@dataclass(frozen=True)
class Hold:
    """A correction row to make for what waits beside a conflict (filing.belonging). No id: a row that the source has
    and the meeting does not get yet."""

    table: Table
    id: int | None
    field: str
    parsed_value: Any
    value: Any
    source_now: Any


@dataclass(frozen=True)
class Plan:
    creates: tuple[Create, ...] = ()
    updates: tuple[Update, ...] = ()
    deletes: tuple[Delete, ...] = ()
    overlays: tuple[Overlay, ...] = ()
    holds: tuple[Hold, ...] = ()
    is_all_new: bool = False  # nothing belonged to the meeting before

    @property
    def is_empty(self) -> bool:
        return not (self.creates or self.updates or self.deletes or self.overlays or self.holds)

    @property
    def conflicts(self) -> int:
        return sum(overlay.state == Correction.State.CONFLICT for overlay in self.overlays)

    def changes_of(self, table: Table) -> int:
        """How many rows of a table come, change in what they say, or go."""
        changed = sum(bool(set(update.values) & set(table.fields)) for update in self.updates if update.table is table)
        come = sum(create.table is table for create in self.creates)
        return changed + come + sum(delete.table is table for delete in self.deletes)


@dataclass
class Draft:
    """A plan in the making."""

    creates: list[Create] = field(default_factory=list)
    updates: list[Update] = field(default_factory=list)
    deletes: list[Delete] = field(default_factory=list)
    overlays: list[Overlay] = field(default_factory=list)
    holds: list[Hold] = field(default_factory=list)

    def take(self, other: Draft) -> None:
        self.creates += other.creates
        self.updates += other.updates
        self.deletes += other.deletes
        self.overlays += other.overlays
        self.holds += other.holds
