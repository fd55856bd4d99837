"""What persons corrected in a meeting, item by item, as readers are told it: the field, not who and not the words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db.models import F, TextField, Value
from django.db.models.functions import Cast

from meetings.filing.difference import Parsed
from meetings.filing.pairing import fold
from meetings.models import Absence, Attachment, Correction, Decision, Item, Meeting, Section, Vote

# Tables under an item, with the way up to it.
UNDER_ITEM: tuple[tuple[Any, str], ...] = (
    (Section, "item"), (Decision, "item"), (Attachment, "item"), (Vote, "decision__item"), (Absence, "decision__item"),
)  # fmt: skip


# What a difference calls the fields of an item (meetings/filing/difference.py).
ITEM_LABELS = {"number": "Punkt", "title": "Titel", "case_number": "Sagsnummer", "kind": "Type"}
DECIDED = ("Beslutning", "Tidligere behandling")
_NTH = re.compile(r" \(\d+\)$")  # 'Sagsfremstilling (2)'


@dataclass
class CorrectedItem:
    """An item as it stands, every title and number that it goes or went by, and what was corrected in it.

    `sections`: of each section that was corrected, every heading that it goes or went by.
    """

    item: Item
    titles: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    fields: list[str] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)
    sections: dict[int, set[str]] = field(default_factory=dict)
    decided: bool = False  # a decision, its votes or who was away

    def withheld(self, labels: Iterable[str]) -> set[str]:
        """Of the fields that a difference names, those that a person corrected: their words may be what nobody should
        read on. Where it is not clear which section is meant, all of them."""
        labels = set(labels)
        found = labels & self.labels
        if self.decided:
            found |= {one for one in labels if one.startswith(DECIDED)}
        of_sections = {one for one in labels if not one.startswith(DECIDED)} - {*ITEM_LABELS.values(), "Bilag"}
        for headings in self.sections.values():
            found |= {one for one in labels if _NTH.sub("", one) in headings} or of_sections
        return found

    def note(self, row: Correction, heading: str) -> None:
        """What this correction withholds of a difference; `heading`: of a section that stands."""
        gone = row.parsed_value if isinstance(row.parsed_value, dict) else {}
        if row.target_model == "item":
            self.labels |= {ITEM_LABELS[name] for name in (row.field,) if name in ITEM_LABELS}
        elif row.target_model == "attachment":
            self.labels.add("Bilag")
        elif row.target_model == "section":
            names = self.sections.setdefault(row.target_id, set())
            said = (row.parsed_value, row.source_now, row.value) if row.field == "heading" else (heading,)
            names |= {str(one) or "Tekst" for one in (*said, gone.get("heading")) if isinstance(one, str)}
        else:
            self.decided = True


@dataclass
class Corrected:
    items: list[CorrectedItem]
    of_meeting: list[str] = field(default_factory=list)
    removed: set[str] = field(default_factory=set)  # titles of items that a person took away

    def find(self, parsed: Parsed) -> CorrectedItem | None:
        """The item as it stands that a reading speaks of."""
        title = fold(parsed["title"])
        by_title = next((one for one in self.items if title in one.titles), None)
        return by_title or next((one for one in self.items if parsed["number"] in one.numbers - {""}), None)

    def is_closed(self, parsed: Parsed) -> bool:
        """Whether it is closed as it stands; where title and number lead to different items, if either is."""
        title, number = fold(parsed["title"]), parsed["number"]
        mine = (one for one in self.items if title in one.titles or number in one.numbers - {""})
        return any(one.item.closed for one in mine)

    def kept(self, parsed: Parsed) -> Parsed:
        """The reading without the items that a person took away."""
        return parsed | {"items": [item for item in parsed["items"] if fold(item["title"]) not in self.removed]}


def corrected_in(meeting: Meeting) -> Corrected:
    """Three queries."""
    no_word = [Correction.State.REVERTED, Correction.State.HELD]  # HELD: what waits is no person's word
    standing = Correction.objects.filter(meeting=meeting).exclude(state__in=no_word)
    # What a person said of the document itself (that it may be published, its date) is no field of the minutes.
    rows = list(standing.exclude(target_model="sourcedocument").order_by("pk"))
    items = {item.pk: CorrectedItem(item) for item in meeting.items.all()}
    found = Corrected(list(items.values()))
    for one in found.items:
        one.item.meeting = meeting  # for its address
        one.titles.add(fold(one.item.title))
        one.numbers.add(one.item.number)
    owner, headings = _owners(rows)
    for row in rows:
        said = _words(row)
        gone = row.field == Correction.WHOLE_ROW and row.value is None
        if row.target_model == "item" and gone:
            found.removed.add(fold(str((row.parsed_value or {}).get("title", ""))))
            found.of_meeting.append(said)
            continue
        parent: int = (row.parsed_value or {}).get("parent", 0) if gone else 0
        pk = row.target_id if row.target_model == "item" else owner.get((row.target_model, row.target_id))
        pk = pk or (owner.get(("decision", parent)) if row.target_model in ("vote", "absence") else parent)
        if pk not in items or row.target_model in ("meeting", "attendance"):
            if row.target_model in ("meeting", "attendance"):
                found.of_meeting.append(said)
            continue
        corrected = items[pk]
        if row.target_model == "item" and row.field == "title":
            corrected.titles |= {fold(str(value)) for value in (row.parsed_value, row.source_now) if value}
        if row.target_model == "item" and row.field == "number":
            corrected.numbers |= {str(value) for value in (row.parsed_value, row.source_now) if value}
        if not corrected.item.closed or row.target_model == "item":
            corrected.fields.append(said)
        added = row.field == Correction.WHOLE_ROW and not gone  # which stands in no file
        if not added:
            corrected.note(row, headings.get(row.target_id, "") if row.target_model == "section" else "")
    for one in found.items:
        one.fields = list(dict.fromkeys(one.fields))
    found.of_meeting = list(dict.fromkeys(found.of_meeting))
    return found


def _owners(rows: Iterable[Correction]) -> tuple[dict[tuple[str, int], int], dict[int, str]]:
    """{(table, row): its item} of everything under an item that the corrections speak of, and {section: its heading};
    in one query."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        wanted[row.target_model].add(row.target_id)
        if row.target_model in ("vote", "absence") and isinstance(row.parsed_value, dict):
            wanted["decision"].add(row.parsed_value.get("parent") or 0)
    parts = [
        model.objects.filter(pk__in=wanted[name])
        .order_by()
        .annotate(of=F(up))
        .values_list(Value(name), "pk", "of", _heading(model))
        for model, up in UNDER_ITEM
        if (name := model._meta.model_name) in wanted
    ]
    if not parts:
        return {}, {}
    found = list(parts[0].union(*parts[1:], all=True))
    headings = {pk: heading for table, pk, _item, heading in found if table == "section"}
    return {(table, pk): item for table, pk, item, _heading in found}, headings


def _heading(model: Any) -> Any:
    return Cast(F("heading") if model is Section else Value(""), TextField())


def _words(row: Correction) -> str:
    """'afsnit: tekst', 'punkt: fjernet'"""
    model: Any = apps.get_model("meetings", row.target_model)
    if row.field == Correction.WHOLE_ROW:
        return f"{model._meta.verbose_name}: {'fjernet' if row.value is None else 'tilføjet'}"
    return f"{model._meta.verbose_name}: {model._meta.get_field(row.field).verbose_name}"
