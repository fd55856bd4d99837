"""The tables that a document fills, and which of their columns a document says and a person can correct."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from meetings.models import Absence, Attachment, Attendance, Decision, Item, Meeting, Section, Vote


@dataclass(frozen=True)
class Table:
    """`fields` are what a document says, and so what a correction may lie over.

    `derived` follows from where something stands in a document or from `fields`; it is written with every reading.
    `parent` names the foreign key to the row it belongs to; None for the meeting itself.
    """

    model: type[models.Model]
    parent: str | None
    fields: tuple[str, ...]
    derived: tuple[str, ...] = ()
    # What is asked of every value that is filed: the attribute of a field, and how long it may be
    _attributes: dict[str, str] = field(init=False, compare=False, repr=False)
    _limits: dict[str, int | None] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        columns = {name: self._field(name) for name in (*self.fields, *self.derived)}
        limits = {name: getattr(getattr(one, "base_field", one), "max_length", None) for name, one in columns.items()}
        object.__setattr__(self, "_attributes", {name: one.attname for name, one in columns.items()})
        object.__setattr__(self, "_limits", limits)

    @property
    def name(self) -> str:
        """How corrections and the audit trail call this table."""
        return self.model._meta.model_name or ""

    def column(self, field: str) -> str:
        """The attribute that holds the plain value: 'committee_id' for a foreign key."""
        return self._attributes[field]

    def clip(self, field: str, value: Any) -> Any:
        """The value as the column can hold it: what is too long ends in '…'."""
        limit = self._limits[field]
        return [_fitting(one, limit) for one in value] if isinstance(value, list) else _fitting(value, limit)

    def to_python(self, field: str, value: Any) -> Any:
        """A value out of JSON as the model holds it. Raises ValidationError on what the column cannot be."""
        return self._field(field).to_python(value)

    def values(self, row: models.Model) -> dict[str, Any]:
        """What the row says now, field by field."""
        return {field: getattr(row, self.column(field)) for field in self.fields}

    def _field(self, field: str) -> Any:
        return self.model._meta.get_field(field)


MEETING = Table(Meeting, None, ("committee", "date", "kind", "start_time", "place", "term_start", "term_end"))
ATTENDANCE = Table(Attendance, "meeting", ("name", "present", "party"), ("position",))
ITEM = Table(
    Item,
    "meeting",
    ("number", "title", "kind", "closed", "case_number", "document_number"),
    ("position", "slug", "case", "page", "line"),
)
SECTION = Table(Section, "item", ("heading", "role", "text"), ("position", "page"))
DECISION = Table(
    Decision,
    "item",
    ("body", "date", "outcome", "recognised", "own", "text", "note"),
    ("position", "committee", "page"),
)
VOTE = Table(Vote, "decision", ("position", "parties", "persons", "affiliations", "count"), ("sequence",))
ABSENCE = Table(Absence, "decision", ("name", "from_item", "party"))
ATTACHMENT = Table(Attachment, "item", ("title", "document_number"), ("position",))

TABLES: dict[str, Table] = {
    table.name: table for table in (MEETING, ATTENDANCE, ITEM, SECTION, DECISION, VOTE, ABSENCE, ATTACHMENT)
}


def _fitting(value: Any, limit: int | None) -> Any:
    return value[: limit - 1] + "…" if isinstance(value, str) and limit and len(value) > limit else value


def table_of(row: models.Model) -> Table:
    """Raises KeyError for a row that no document fills."""
    return TABLES[row._meta.model_name or ""]


def meeting_of(row: models.Model) -> Meeting:
    """The meeting a row belongs to, up through its parents."""
    table = table_of(row)
    return row if table.parent is None else meeting_of(getattr(row, table.parent))  # type: ignore[return-value]


def as_json(value: Any) -> Any:
    """A column's value as Correction and AuditEntry keep it."""
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, models.Model):
        return value.pk
    return value
