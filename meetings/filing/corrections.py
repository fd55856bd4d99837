"""A person's corrections: an overlay over what was read, written together with its record.

    correct(row, {"title": "…"}, actor=…)     a field says something else than the source
    revert(correction, actor=…)               back to what the source says
    keep(correction, actor=…)                 in a conflict: the person's word stays
                                              (both with all that waits for the same decision, filing/belonging.py)
    add_row(table, parent, {...}, actor=…)    the source lacks a row
    remove_row(row, actor=…)                  the source has a row too many

Each is one transaction with the row, the Correction, the AuditEntry, and the search rows of the meeting inside.
`filing.plan` reads the corrections and never writes under them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models
from django.utils import timezone

from meetings.models import Correction, Meeting, User

from .audit import record
from .meanwhile import DECIDED, ROW_GONE, Overtaken
from .placing import place_last
from .settling import MAY_WAIT, all_of, lay_on_source, mark_of, settle_rest, take_back
from .standing import source_value
from .striking import strikes_over
from .tables import DECISION, MEETING, TABLES, Table, as_json, meeting_of, table_of
from .together import note, together


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
        mine = Correction.objects.filter(target_model=table.name, target_id=fresh.pk, field__in=changed)
        disputed = list(mine.filter(state=Correction.State.CONFLICT)) if table in MAY_WAIT else []
        for name, value in changed.items():
            _lay_over(meeting, table, fresh.pk, name, before[name], as_json(value), actor, reason)
        after = {name: as_json(value) for name, value in changed.items()}
        note("correct", fresh, meeting, actor, before, after, reason)
        settle_rest(disputed, actor=actor, reason=reason, check=_check_whole)
        return len(changed)


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
        for one in all_of(correction):
            one.refresh_from_db()
            if one.state != Correction.State.REVERTED:  # a row that went took its own ones along
                take_back(one, actor=actor, reason=reason, check=_check_whole)
        correction.refresh_from_db()


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
        for one in all_of(correction):
            lay_on_source(one, actor=actor, reason=reason)
        correction.refresh_from_db()


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
        place_last(table, row, parent)
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
