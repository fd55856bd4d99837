"""What was read of a meeting, row by row, each with its place in the original and what persons corrected in it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from meetings.filing.corrections import mark_of
from meetings.filing.tables import TABLES, table_of
from meetings.models import Correction, Meeting, SourceDocument

from .changes import label, value
from .preview_places import COVER, Original, Span, original_of


@dataclass(frozen=True)
class Corrected:
    """A correction as the desk tells it."""

    correction: Correction
    what: str  # 'titel', 'tilføjet', 'fjernet: Afsnit Økonomi'
    read: str  # what the source said when it was corrected
    in_conflict: bool = False

    @property
    def mark(self) -> str:
        return mark_of(self.correction)


@dataclass
class Row:
    """A row of any table. `anchor` is its place on the page, `span` the lines it was read from."""

    row: Any
    table: str
    anchor: str
    span: Span | None = None
    corrected: list[Corrected] = field(default_factory=list)
    removed: list[Corrected] = field(default_factory=list)  # rows under this one that a person took away
    added: bool = False
    sections: list[Row] = field(default_factory=list)
    decisions: list[Row] = field(default_factory=list)
    attachments: list[Row] = field(default_factory=list)
    votes: list[Row] = field(default_factory=list)
    absences: list[Row] = field(default_factory=list)
    facts: list[tuple[str, str, Span | None]] = field(default_factory=list)  # label, value, place

    @property
    def pk(self) -> int:
        return int(self.row.pk)


@dataclass
class ReadSide:
    """The whole of it. `lines`: (number, text, anchor of the field it belongs to, whether a new field begins)."""

    meeting: Row
    attendances: list[Row]
    items: list[Row]
    lines: list[tuple[int, str, str, bool]]

    def on_page(self, number: int) -> list[Row]:
        """The items that begin on a page of the original."""
        return [item for item in self.items if item.span and item.span.page == number]


def read_side(meeting: Meeting, document: SourceDocument | None) -> ReadSide:
    """One query a table, however long the meeting is."""
    original = original_of(document.parsed, document.text) if document else Original()
    maker = _Maker(meeting, original)
    whole = maker.row(meeting, "moedet", original.place(COVER))
    whole.facts = _cover_facts(meeting, original)
    attendances = [maker.row(one, f"deltager-{one.pk}", None) for one in meeting.attendances.all()]
    for one in attendances:
        one.span = original.line_with(_parts(one.row.name), COVER)
    items = [_item(item, maker) for item in meeting.items.with_contents()]
    return ReadSide(whole, attendances, items, maker.lines())


def _item(item: Any, maker: _Maker) -> Row:
    name = f"item {item.position}"
    made = maker.row(item, f"punkt-{item.pk}", None, name)
    within = name if made.span else ""
    for column in ("kind", "closed", "case_number", "document_number"):
        said = value(TABLES["item"], column, getattr(item, column))
        printed = column.endswith("number") and said and within
        span = maker.original.line_with([said], within) if printed else None
        made.facts.append((label(TABLES["item"], column), said, span))
    made.sections = [
        maker.row(one, f"afsnit-{one.pk}", None, f"{name} section {one.position}") for one in item.sections.all()
    ]
    made.attachments = [
        maker.row(one, f"bilag-{one.pk}", None, f"{name} attachment {one.position}") for one in item.attachments.all()
    ]
    for decision in item.decisions.all():
        place = f"{name} decision {decision.position}"
        row = maker.row(decision, f"beslutning-{decision.pk}", None, place)
        row.votes = [maker.row(vote, f"stemme-{vote.pk}", row.span) for vote in decision.votes.all()]
        row.absences = [maker.row(one, f"fravaer-{one.pk}", None) for one in decision.absences.all()]
        for one in row.absences:
            one.span = maker.original.line_with(_parts(one.row.name), place) if row.span else None
        made.decisions.append(row)
    return made


def _cover_facts(meeting: Meeting, original: Original) -> list[tuple[str, str, Span | None]]:
    """What the cover says, each with the line of it that holds the value as it is usually printed."""
    table, date = TABLES["meeting"], meeting.date
    printed = {
        "committee": [meeting.committee.name],
        "date": [f"{date:%d-%m-%Y}", f"{date:%d.%m.%Y}", f"{date:%d/%m/%Y}", f"{date.day}. {_MONTHS[date.month - 1]}"],
        "start_time": [f"{meeting.start_time:%H:%M}", f"{meeting.start_time:%H.%M}"] if meeting.start_time else [],
        "place": [meeting.place],
        "kind": [meeting.get_kind_display()],
        "term_start": [str(meeting.term_start or "")],
        "term_end": [str(meeting.term_end or "")],
    }
    said = table.values(meeting) | {"committee": meeting.committee.name, "date": f"{date:%d-%m-%Y}"}
    if meeting.start_time:
        said["start_time"] = f"{meeting.start_time:%H.%M}"
    return [
        (
            label(table, name),
            said[name] if name == "committee" else value(table, name, said[name]),
            original.line_with(printed[name], COVER) if said[name] else None,
        )
        for name in table.fields
    ]


def _parts(name: str) -> list[str]:
    """A name, and its last word: a line may break between the two."""
    return [name, name.split(" ")[-1]] if name.strip() else []


_MONTHS = ("januar februar marts april maj juni juli august september oktober november december").split()


class _Maker:
    """Makes rows, and knows the corrections of the meeting and the original's lines."""

    def __init__(self, meeting: Meeting, original: Original) -> None:
        self.original = original
        self._names = {COVER: "moedet"}  # field of the original -> anchor on the page
        self._of: dict[tuple[str, int], list[Corrected]] = defaultdict(list)
        self._removed: dict[tuple[str, int], list[Corrected]] = defaultdict(list)
        self._added: set[tuple[str, int]] = set()
        rows = Correction.objects.filter(meeting=meeting, target_model__in=TABLES)
        for row in rows.exclude(state__in=[Correction.State.REVERTED, Correction.State.HELD]).order_by("pk"):
            self._take(row)

    def row(self, row: models.Model, anchor: str, span: Span | None, name: str = "") -> Row:
        key = (table_of(row).name, row.pk)
        added = key in self._added
        if name and not added:
            span = self.original.place(name)
            if span:
                self._names.setdefault(name, anchor)
        parts = [*self._removed.get(key, ())]
        return Row(row, key[0], anchor, None if added else span, self._of.get(key, []), parts, added)

    def lines(self) -> list[tuple[int, str, str, bool]]:
        found, before = [], ""
        for number, (text, name) in enumerate(zip(self.original.lines, self.original.field_of, strict=True), start=1):
            anchor = self._names.get(name) or self._names.get(" ".join(name.split(" ")[:2]), "")
            found.append((number, text, anchor, name != before))
            before = name
        return found

    def _take(self, row: Correction) -> None:
        told = _told(row)
        if row.field != Correction.WHOLE_ROW:
            self._of[row.target_model, row.target_id].append(told)
        elif row.value is None:
            parent = TABLES[row.target_model].parent or ""
            self._removed[parent, (row.parsed_value or {}).get("parent", 0)].append(told)
        else:
            self._added.add((row.target_model, row.target_id))
            self._of[row.target_model, row.target_id].append(told)


def _told(row: Correction) -> Corrected:
    table = TABLES[row.target_model]
    conflict = row.state == Correction.State.CONFLICT
    if row.field != Correction.WHOLE_ROW:
        return Corrected(row, label(table, row.field), value(table, row.field, row.parsed_value), conflict)
    if row.value is not None:
        return Corrected(row, "tilføjet her", "", conflict)
    gone = row.parsed_value or {}
    words = next((str(gone[name]) for name in ("title", "heading", "name", "text", "position") if gone.get(name)), "")
    return Corrected(row, f"{table.model._meta.verbose_name} fjernet", words, conflict)
