"""A correction taken back or kept, and with it all that waits for the same decision.

mark_of(correction)      how it and what belongs to it stand
take_back(one, …)        the row says what the source says now
lay_on_source(one, …)    the correction lies over what the source says now
settle_rest(rows, …)     after somebody corrected a field in conflict: what only waited beside it
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from typing import Any

from django.db import models

from meetings.models import Correction, Meeting, User

from .belonging import beside
from .placing import place_last
from .standing import source_value
from .tables import DECISION, SECTION, TABLES, VOTE, Table
from .together import note

State = Correction.State
WAITING = (State.CONFLICT, State.HELD)
MAY_WAIT = (DECISION, SECTION, VOTE)  # tables of which something may wait beside a conflict


def mark_of(correction: Correction) -> str:
    """How a correction stands, as a mark: another mark, and somebody has decided it or its source has changed."""
    rows = beside(correction) if correction.state in WAITING and correction.meeting_id else [correction]
    stands = [part for row in rows for part in (row.state, row.value, row.parsed_value, row.source_now)]
    return hashlib.sha256(json.dumps(stands, sort_keys=True).encode()).hexdigest()[:16]


def all_of(correction: Correction) -> list[Correction]:
    """Those to be decided with it, itself among them."""
    return beside(correction) if correction.state in WAITING else [correction]


def take_back(
    correction: Correction, *, actor: User | None, reason: str, check: Callable[[models.Model, Meeting], None]
) -> None:
    """What was added goes, what was removed comes back."""
    meeting: Any = correction.meeting
    table = TABLES[correction.target_model]
    row = table.model._default_manager.filter(pk=correction.target_id).first()
    before, after = correction.value, source_value(correction)
    correction.state = State.REVERTED
    correction.save(update_fields=["state"])
    if correction.field == Correction.WHOLE_ROW:
        if correction.value is None:
            row = bring_back(table, correction)
        elif row is not None:
            mine = Correction.objects.filter(target_model=table.name, target_id=row.pk)
            mine.exclude(state=State.REVERTED).update(state=State.REVERTED)
            row.delete()
            row.pk = correction.target_id  # the record speaks of the row that was
    elif row is not None:
        setattr(row, table.column(correction.field), table.to_python(correction.field, after))
        check(row, meeting)
        row.save(update_fields=[table.column(correction.field)])
    note("revert", row or correction, meeting, actor, {correction.field: before}, {correction.field: after}, reason)


def lay_on_source(correction: Correction, *, actor: User | None, reason: str) -> None:
    meeting: Any = correction.meeting
    before = correction.parsed_value
    correction.made_by = actor if correction.state == State.HELD else correction.made_by
    correction.state = State.ACTIVE
    correction.parsed_value, correction.source_now = correction.source_now, None
    correction.save(update_fields=["state", "parsed_value", "source_now", "made_by"])
    after = {"source": correction.parsed_value, "kept": correction.value}
    note("keep", correction, meeting, actor, {"source": before}, after, reason)


def settle_rest(
    fields: Iterable[Correction],
    *,
    actor: User | None,
    reason: str,
    check: Callable[[models.Model, Meeting], None],
) -> None:
    """`fields`: those of one row that a person has just decided by typing. What waited beside them stays with the
    person's words, or goes with them where the person took those of the source."""
    fields = list(fields)
    rest = {one.pk: one for field in fields for one in beside(field) if one.state != State.REVERTED}
    if not fields or any(one.state == State.CONFLICT for one in rest.values()):
        return
    for one in fields:
        one.refresh_from_db()
    taken = all(one.state == State.REVERTED for one in fields)
    for one in rest.values():
        if one.state == State.HELD and taken:
            take_back(one, actor=actor, reason=reason, check=check)
        elif one.state == State.HELD:
            lay_on_source(one, actor=actor, reason=reason)


def bring_back(table: Table, correction: Correction) -> models.Model | None:
    """The row a person removed, as the source said it. Its id is new, and what stood under it comes with the next
    reading of the document."""
    said: dict[str, Any] = dict(correction.parsed_value or {})
    parent_id = said.pop("parent")
    parent_model: Any = table.model._meta.get_field(table.parent or "").related_model
    parent = parent_model._default_manager.filter(pk=parent_id).first()
    if parent is None:
        return None
    row = table.model(**{f"{table.parent}_id": parent_id})
    for name, value in said.items():
        setattr(row, table.column(name), table.to_python(name, value))
    place_last(table, row, parent)
    row.save()
    return row
