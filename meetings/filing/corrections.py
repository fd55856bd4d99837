"""A person's corrections: an overlay over what was read, written together with its record.

    correct(row, {"title": "…"}, actor=…)     a field says something else than the source
    revert(correction, actor=…)               back to what the source says
    keep(correction, actor=…)                 in a conflict: the person's word stays
    add_row(table, parent, {...}, actor=…)    the source lacks a row
    remove_row(row, actor=…)                  the source has a row too many

Each is one transaction with the row, the Correction, the AuditEntry, and the search rows of the meeting inside.
`filing.plan` reads the corrections and never writes under them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models
from django.db.models import Max
from django.utils import timezone

from meetings.models import Correction, Meeting, User

from .audit import record
from .meanwhile import DECIDED, ROW_GONE, Overtaken
from .standing import source_value
from .striking import strikes_over
from .tables import DECISION, ITEM, MEETING, TABLES, VOTE, Table, as_json, meeting_of, table_of
from .together import note, together
from .wanted import free_slug


def correct(row: models.Model, values: Mapping[str, Any], *, actor: User | None, reason: str = "") -> int:
    """Make fields say something else than the source; returns how many changed.

    Raises ValidationError with a Danish sentence where a column cannot hold the value or the row would be another's
    double; Overtaken, which is one of these, where another took the row away meanwhile, as all these verbs do; and
    KeyError for a field that no document says.
    """
    table = table_of(row)
    meeting = _meeting_of(row)
    with together(meeting):
        fresh = _still_there(table, row)
        wanted = _cleaned(table, fresh, values)
        if "outcome" in wanted and table is DECISION:
            wanted.setdefault("recognised", True)  # a person has read it
        changed = {name: value for name, value in wanted.items() if value != table.values(fresh)[name]}
        if not changed:
            return 0
        before = {name: as_json(table.values(fresh)[name]) for name in changed}
        for name, value in changed.items():
            setattr(fresh, table.column(name), value)
        _check_whole(fresh, meeting)
        fresh.save(update_fields=[table.column(name) for name in changed])
        for name, value in changed.items():
            _lay_over(meeting, table, fresh.pk, name, before[name], as_json(value), actor, reason)
        after = {name: as_json(value) for name, value in changed.items()}
        note("correct", fresh, meeting, actor, before, after, reason)
        return len(changed)


def mark_of(correction: Correction) -> str:
    """How a correction stands, as a mark: another mark, and somebody has decided it or its source has changed."""
    stands = [correction.state, correction.value, correction.parsed_value, correction.source_now]
    return hashlib.sha256(json.dumps(stands, sort_keys=True).encode()).hexdigest()[:16]


def revert(correction: Correction, *, actor: User | None, reason: str = "", seen: str = "") -> None:
    """Back to what the source says now; what was added goes, what was removed comes back.

    seen: `mark_of` the correction as the person saw it; raises Overtaken where it stands otherwise now.
    """
    if correction.state == Correction.State.REVERTED:
        return
    meeting = correction.meeting
    if meeting is None or correction.target_model not in TABLES:  # a fact of a document: the next reading goes without
        correction.state = Correction.State.REVERTED
        correction.save(update_fields=["state"])
        record("revert", actor=actor, target=correction, before={correction.field: correction.value}, reason=reason)
        return
    with together(meeting):
        _as_it_stands(correction, seen)
        if correction.state == Correction.State.REVERTED:
            return
        table = TABLES[correction.target_model]
        row = table.model._default_manager.filter(pk=correction.target_id).first()
        before, after = correction.value, source_value(correction)
        correction.state = Correction.State.REVERTED
        correction.save(update_fields=["state"])
        if correction.field == Correction.WHOLE_ROW:
            if correction.value is None:
                row = _bring_back(table, correction)
            elif row is not None:
                row.delete()
        elif row is not None:
            setattr(row, table.column(correction.field), table.to_python(correction.field, after))
            _check_whole(row, meeting)
            row.save(update_fields=[table.column(correction.field)])
        note("revert", row or correction, meeting, actor, {correction.field: before}, {correction.field: after}, reason)


def keep(correction: Correction, *, actor: User | None, reason: str = "", seen: str = "") -> None:
    """Settle a conflict in favour of the correction: it now lies over what the source says now. `seen` as of `revert`;
    raises Overtaken also for a correction that was given up."""
    if correction.meeting is None:
        return
    with together(correction.meeting):
        _as_it_stands(correction, seen)
        if correction.state == Correction.State.REVERTED:
            raise Overtaken(DECIDED)
        if correction.state != Correction.State.CONFLICT:
            return
        before = correction.parsed_value
        correction.state = Correction.State.ACTIVE
        correction.parsed_value, correction.source_now = correction.source_now, None
        correction.save(update_fields=["state", "parsed_value", "source_now"])
        after = {"source": correction.parsed_value, "kept": correction.value}
        note("keep", correction, correction.meeting, actor, {"source": before}, after, reason)


def add_row(
    table: Table, parent: models.Model, values: Mapping[str, Any], *, actor: User | None, reason: str = ""
) -> models.Model:
    """A row that the source lacks, after the last of its kind; no new reading takes it away."""
    meeting = _meeting_of(parent)
    with together(meeting):
        _still_there(table_of(parent), parent)
        row = table.model(**{f"{table.parent}_id": parent.pk})
        for name, value in _cleaned(table, row, values).items():
            setattr(row, table.column(name), value)
        _place_last(table, row, parent)
        _check_whole(row, meeting)
        row.save()
        said = {name: as_json(value) for name, value in table.values(row).items()}
        _lay_over(meeting, table, row.pk, Correction.WHOLE_ROW, None, said, actor, reason)
        note("add_row", row, meeting, actor, None, said, reason)
        return row


def remove_row(row: models.Model, *, actor: User | None, reason: str = "") -> None:
    """Take away a row that the source has too many, with all under it; no new reading brings it back."""
    table = table_of(row)
    if table is MEETING:
        raise ValueError("a meeting is withdrawn, not removed")
    meeting = _meeting_of(row)
    with together(meeting):
        row = _still_there(table, row)
        pk = row.pk
        said = {name: as_json(value) for name, value in table.values(row).items()}
        mine = Correction.objects.filter(meeting=meeting, target_model=table.name, target_id=pk)
        mine = mine.exclude(state=Correction.State.REVERTED)
        read = said | {kept.field: source_value(kept) for kept in mine if kept.field != Correction.WHOLE_ROW}
        added_by_hand = mine.filter(field=Correction.WHOLE_ROW).exists()
        mine.update(state=Correction.State.REVERTED)
        row.delete()
        row.pk = pk  # the record speaks of the row that was
        if not added_by_hand:
            gone = read | {"parent": getattr(row, f"{table.parent}_id")}
            _lay_over(meeting, table, pk, Correction.WHOLE_ROW, gone, None, actor, reason)
        note("remove_row", row, meeting, actor, said, None, reason)


def _meeting_of(row: models.Model) -> Meeting:
    try:
        return meeting_of(row)
    except ObjectDoesNotExist:  # what the row belonged to went meanwhile, and the row with it
        raise Overtaken(ROW_GONE) from None


def _still_there(table: Table, row: models.Model) -> Any:
    """The row as it stands now that nobody else writes the meeting."""
    fresh = table.model._default_manager.filter(pk=row.pk).first()
    if fresh is None:
        raise Overtaken(ROW_GONE)
    return fresh


def _as_it_stands(correction: Correction, seen: str) -> None:
    """Read again now that nobody else decides it."""
    if not Correction.objects.filter(pk=correction.pk).exists():  # its meeting or item was erased
        raise Overtaken(DECIDED)
    correction.refresh_from_db()
    if seen and seen != mark_of(correction):
        raise Overtaken(DECIDED)


def _cleaned(table: Table, row: models.Model, values: Mapping[str, Any]) -> dict[str, Any]:
    wanted: dict[str, Any] = {}
    for name, value in values.items():
        if name not in table.fields:
            raise KeyError(f"{table.name}.{name} is nothing that a document says")
        field: Any = table.model._meta.get_field(name)
        wanted[name] = field.clean(as_json(value) if isinstance(value, models.Model) else value, row)
    meeting = meeting_of(row)
    return strikes_over(meeting.committee, meeting).values(wanted)  # nobody types what is struck out back in


def _check_whole(row: models.Model, meeting: Meeting) -> None:
    if isinstance(row, Meeting) and _is_taken(row):
        there = f"{row.get_kind_display()} fra {row.committee.name} den {row.date:%d-%m-%Y}"
        raise ValidationError({"date": f"Der er allerede et andet møde i arkivet på det sted: {there}."})
    row.validate_constraints()
    if isinstance(row, Meeting) and row.committee.municipality_id != meeting.committee.municipality_id:
        raise ValidationError({"committee": "Udvalget hører til en anden kommune."})


def _is_taken(meeting: Meeting) -> bool:
    key = {name: getattr(meeting, name) for name in ("committee_id", "date", "kind", "sequence")}
    return Meeting.objects.filter(**key).exclude(pk=meeting.pk).exists()


def _lay_over(
    meeting: Meeting,
    table: Table,
    pk: int,
    field: str,
    before: Any,
    value: Any,
    actor: User | None,
    reason: str,
) -> None:
    """The Correction row of one change: a new one, the standing one changed, or the standing one gone."""
    rows = Correction.objects.filter(target_model=table.name, target_id=pk, field=field)
    standing = rows.exclude(state=Correction.State.REVERTED).first()
    if standing is None:
        Correction.objects.create(
            meeting=meeting,
            target_model=table.name,
            target_id=pk,
            field=field,
            parsed_value=before,
            value=value,
            made_by=actor,
            reason=reason,
        )
        return
    source = source_value(standing)
    standing.value, standing.made_by, standing.reason = value, actor, reason
    standing.made_at = timezone.now()
    # Whoever corrects under a conflict has seen both, and so has settled it.
    standing.parsed_value, standing.source_now = source, None
    standing.state = Correction.State.REVERTED if value == source else Correction.State.ACTIVE
    standing.save()


def _place_last(table: Table, row: Any, parent: models.Model) -> None:
    others = table.model._default_manager.filter(**{f"{table.parent}_id": parent.pk})
    if table is VOTE:
        others = others.filter(position=row.position)
    place = "sequence" if table is VOTE else "position"
    if place in table.derived:
        setattr(row, place, (others.aggregate(last=Max(place))["last"] or 0) + 1)
    if table is ITEM:
        row.slug = free_slug(row.number, row.position, set(others.values_list("slug", flat=True)))


def _bring_back(table: Table, correction: Correction) -> models.Model | None:
    """The row a person removed, as the source said it. Its id is new, and what stood under it comes with the next
    reading of the document."""
    said = dict(correction.parsed_value or {})
    parent_id = said.pop("parent")
    parent_model: Any = table.model._meta.get_field(table.parent or "").related_model
    parent = parent_model._default_manager.filter(pk=parent_id).first()
    if parent is None:
        return None
    row = table.model(**{f"{table.parent}_id": parent_id})
    for name, value in said.items():
        setattr(row, table.column(name), table.to_python(name, value))
    _place_last(table, row, parent)
    row.save()
    return row
