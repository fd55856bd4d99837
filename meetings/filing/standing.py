"""What stands in the database of one meeting, seen as its source said it: corrections lifted off."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from meetings.models import Correction, Meeting

from .tables import ABSENCE, ATTACHMENT, ATTENDANCE, DECISION, ITEM, MEETING, SECTION, VOTE, Table, as_json

# Each table with those whose rows belong to its rows, by related name.
CHILDREN: dict[str, tuple[tuple[Table, str], ...]] = {
    MEETING.name: ((ATTENDANCE, "attendances"), (ITEM, "items")),
    ITEM.name: ((SECTION, "sections"), (DECISION, "decisions"), (ATTACHMENT, "attachments")),
    DECISION.name: ((VOTE, "votes"), (ABSENCE, "absences")),
}


@dataclass(frozen=True)
class Standing:
    """A row with what its source says of it (`read`) and the corrections that lie over that."""

    table: Table
    row: models.Model
    read: dict[str, Any]
    corrections: dict[str, Correction]
    children: tuple[Standing, ...]
    # Rows of the source that a person removed here, by the table they stood in: never made again.
    removed: tuple[Correction, ...] = ()
    # A person added this row; no document says it.
    added_by: Correction | None = None
    # What waits beside a conflict (filing.belonging): of this row, and rows of the source that it does not get yet.
    held: dict[str, Correction] = field(default_factory=dict)
    held_back: tuple[Correction, ...] = ()

    @property
    def added(self) -> bool:
        return self.added_by is not None

    def of(self, table: Table) -> tuple[Standing, ...]:
        return tuple(child for child in self.children if child.table is table)


@dataclass
class _Corrections:
    of_row: dict[tuple[str, int], dict[str, Correction]] = field(default_factory=lambda: defaultdict(dict))
    removed_under: dict[tuple[str, int], list[Correction]] = field(default_factory=lambda: defaultdict(list))
    held_of: dict[tuple[str, int], dict[str, Correction]] = field(default_factory=lambda: defaultdict(dict))
    held_under: dict[tuple[str, int], list[Correction]] = field(default_factory=lambda: defaultdict(list))


def standing(meeting: Meeting) -> Standing:
    """The meeting with all that belongs to it: one query a table."""
    whole = Meeting.objects.prefetch_related(
        "attendances",
        "items__sections",
        "items__attachments",
        "items__decisions__votes",
        "items__decisions__absences",
    ).get(pk=meeting.pk)
    return _standing(MEETING, whole, _corrections(meeting))


def nothing_but(meeting: Meeting) -> Standing:
    """A meeting that was made this moment: nothing belongs to it yet. No query."""
    return Standing(MEETING, meeting, MEETING.values(meeting), {}, ())


def source_value(correction: Correction) -> Any:
    """What the newest reading says under a correction, as JSON."""
    waits = correction.state in (Correction.State.CONFLICT, Correction.State.HELD)
    return correction.source_now if waits else correction.parsed_value


def _corrections(meeting: Meeting) -> _Corrections:
    found = _Corrections()
    for correction in Correction.objects.filter(meeting=meeting).exclude(state=Correction.State.REVERTED):
        is_held = correction.state == Correction.State.HELD
        if correction.field == Correction.WHOLE_ROW and correction.value is None:
            parent = (correction.target_model, (correction.parsed_value or {})["parent"])
            (found.held_under if is_held else found.removed_under)[parent].append(correction)
        else:
            rows = found.held_of if is_held else found.of_row
            rows[correction.target_model, correction.target_id][correction.field] = correction
    return found


def _standing(table: Table, row: models.Model, corrections: _Corrections) -> Standing:
    own = dict(corrections.of_row.get((table.name, row.pk), {}))
    added_by = own.pop(Correction.WHOLE_ROW, None)
    held = dict(corrections.held_of.get((table.name, row.pk), {}))
    read = table.values(row)
    for name, correction in (*own.items(), *held.items()):
        if name != Correction.WHOLE_ROW:
            read[name] = table.to_python(name, source_value(correction))
    children: list[Standing] = []
    removed: list[Correction] = []
    held_back: list[Correction] = []
    for child_table, related in CHILDREN.get(table.name, ()):
        rows: Iterable[models.Model] = getattr(row, related).all()
        children += [_standing(child_table, child, corrections) for child in rows]
        removed += corrections.removed_under.get((child_table.name, row.pk), [])
        held_back += corrections.held_under.get((child_table.name, row.pk), [])
    return Standing(table, row, read, own, tuple(children), tuple(removed), added_by, held, tuple(held_back))


def is_removed(table: Table, values: dict[str, Any], removed: Iterable[Correction]) -> bool:
    """Whether a person removed the row that the source says with these values."""
    plain = {name: as_json(value) for name, value in values.items()}
    return any(
        correction.target_model == table.name
        and all((correction.parsed_value or {}).get(name) == plain[name] for name in _IDENTITY[table.name])
        for correction in removed
    )


# Which fields make a source's row the same as one that was removed.
_IDENTITY: dict[str, tuple[str, ...]] = {
    ATTENDANCE.name: ("name",),
    ITEM.name: ("number", "title"),
    SECTION.name: ("heading", "text"),
    DECISION.name: ("body", "date", "own"),
    VOTE.name: ("position", "parties", "persons"),
    ABSENCE.name: ("name",),
    ATTACHMENT.name: ("title",),
}
