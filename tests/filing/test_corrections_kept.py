"""Every field that can be corrected, under everything that a source can do: the person's word stays, a source that says
something else under it asks once, and what was decided is not asked again."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from functools import cache
from itertools import zip_longest
from typing import Any

import pytest
from django.db import models

from meetings.filing import corrections, originals
from meetings.filing.file_document import File, file_document
from meetings.filing.reading import Reading, read
from meetings.filing.tables import TABLES, as_json
from meetings.ingest.minutes_json import from_json
from meetings.models import Correction, Meeting, SourceDocument
from tests.make import make_committee
from tests.papers import BATHS, BUDGET, Point, paper

pytestmark = pytest.mark.django_db

Parsed = dict[str, Any]
Change = Callable[[Parsed], None]
Field = tuple[str, str]  # table and field
Laid = tuple[Correction, models.Model]

FULL = Point(
    "Cykelsti langs Lundvej", case="23/1234", text="Lundvej er skolevej.", attachments=["Kort over Lundvej"],
    decision="For stemte 4 (A og F). Imod stemte 2 (V). Godkendt.", absent="Bent Holm",
    before=[("Økonomiudvalget", "01-12-2023", "Anbefales.")],
)  # fmt: skip


@cache
def minutes() -> str:
    """What is read of a paper with everything in it, and a little that papers of tests cannot say, as JSON."""
    minutes = read(paper(FULL, BATHS, BUDGET), "a.md", municipality=None).minutes
    assert minutes
    said = minutes.as_json()
    said["term"] = [2022, 2025]
    first = said["items"][0]
    first["document_number"] = "777-23"
    first["attachments"][0]["document_number"] = "4711-23"
    first["decisions"][-1]["note"] = "Punktet blev behandlet først."
    first["decisions"][-1]["votes"][0]["persons"] = ["Asta Krogh"]
    return json.dumps(said)


def filed(said: Parsed, *, again: SourceDocument | None = None) -> Meeting:
    """A file that says this: a new one, or `again` with a better reading."""
    data = json.dumps(said).encode()
    sha256 = again.sha256 if again else originals.store(data)
    reading = Reading("ok", "text/markdown", minutes=from_json(said), text="")
    receipt = file_document(File(sha256, len(data), "a.md", None), reading, publish=True, actor=None, again=bool(again))
    assert receipt.meeting, receipt
    return receipt.meeting


def of(said: Parsed) -> Parsed:
    """The item that everything is about, wherever it stands and whatever it is called."""
    return next(item for item in said["items"] if item["attachments"])


def not_of(said: Parsed) -> Parsed:
    return next(item for item in said["items"] if not item["attachments"])


def own(said: Parsed) -> Parsed:
    return next(one for one in of(said)["decisions"] if one["own"])


def setting(where: Callable[[Parsed], Parsed], name: str, value: Any) -> Change:
    return lambda said: where(said).update({name: value})


def renamed(old: str, new: str) -> Change:
    """Wherever the name stands."""

    def change(said: Parsed) -> None:
        said |= json.loads(json.dumps(said, ensure_ascii=False).replace(old, new))

    return change


def moved(said: Parsed) -> None:
    """To the end, with another number."""
    items = said["items"]
    items.append(items.pop(0))
    for number, item in enumerate(items, start=1):
        item["number"] = str(number)


def after_another(said: Parsed) -> None:
    said["items"].insert(
        0, copy.deepcopy(said["items"][1]) | {"title": "Godkendelse af dagsorden", "case_number": None}
    )
    for number, item in enumerate(said["items"], start=1):
        item["number"] = str(number)


def another_part(said: Parsed) -> None:
    of(said)["sections"].insert(0, {"heading": "Resumé", "role": "summary", "text": "Kort.", "line": 1, "page": None})
    of(said)["attachments"].insert(0, {"title": "Et helt andet papir", "document_number": None, "line": None})
    own(said)["absent"][:0] = ["Carla Juhl", "Bente Holm"]  # who the person said the one there was
    own(said)["votes"].append({"position": "abstain", "parties": ["C"], "persons": [], "count": 1})
    said["participants"][:0] = ["Dan Kvist", "Asta Kragh"]


# What the source does beside the field that was corrected.
AROUND: dict[str, Change] = {
    "another item": lambda said: not_of(said)["sections"][0].update(text="Noget ganske andet."),
    "moved": moved,
    "after another": after_another,
    "renumbered": setting(of, "number", "17"),
    "retitled": setting(of, "title", "Cykelsti og fortov langs Lundvej"),
    "other case": setting(of, "case_number", "24/9"),
    "reworded": setting(own, "text", "For stemte 4 (A og F). Imod stemte 2 (V). Godkendt som indstillet."),
    "another part": another_part,
}
whole, section = (lambda said: said), (lambda said: of(said)["sections"][0])
side, beside = (lambda said: own(said)["votes"][0]), (lambda said: of(said)["attachments"][0])
# {table: {field: (what a person says, how the source comes to say a third thing under it)}}. Of yes and no there is no
# third thing; another body, day or kind is another meeting.
FIELDS: dict[str, dict[str, tuple[Any, Change | None]]] = {
    "meeting": {
        "committee": ("Vejudvalget", None),
        "date": ("2023-12-06", None),
        "kind": ("agenda", None),
        "start_time": ("17:30", setting(whole, "start_time", "18:00")),
        "place": ("Salen", setting(whole, "place", "Hal 2")),
        "term_start": (2018, setting(whole, "term", [2010, 2025])),
        "term_end": (2021, setting(whole, "term", [2022, 2033])),
    },
    "attendance": {
        "name": ("Asta Kragh", renamed("Asta Krogh", "Asta M. Krogh")),
        "present": (False, None),
        "party": ("V", setting(whole, "affiliations", [{"name": "Asta Krogh", "party": "C"}])),
    },
    "item": {
        "number": ("9", setting(of, "number", "12")),
        "title": ("Sti ved Lundgade", setting(of, "title", "Cykelsti ved Lundvej")),
        "kind": ("decision", setting(of, "kind", "orientation")),
        "closed": (True, None),
        "case_number": ("23/99", setting(of, "case_number", "24/7")),
        "document_number": ("1-23", setting(of, "document_number", "2-23")),
    },
    "section": {
        "heading": ("Baggrund", setting(section, "heading", "Sagens baggrund")),
        "role": ("summary", setting(section, "role", "other")),
        "text": ("Lundvej er ikke skolevej.", setting(section, "text", "Lundvej er skolevej for mange børn.")),
    },
    "decision": {
        "body": ("Vejudvalget", setting(own, "body", "Teknikudvalget")),
        "date": ("2023-12-07", setting(own, "date", "2023-12-08")),
        "outcome": ("rejected", setting(own, "outcome", "postponed")),
        "recognised": (False, None),
        "own": (False, None),
        "text": ("Afvist.", setting(own, "text", "Udsat til næste møde.")),
        "note": ("Et forbehold.", setting(own, "note", "Noget andet.")),
    },
    "vote": {
        "position": ("abstain", setting(side, "position", "reservation")),
        "parties": (["B"], setting(side, "parties", ["A", "Ø"])),
        "persons": (["Bent Holm"], setting(side, "persons", ["Carla Juhl"])),
        "affiliations": (["Asta Krogh (V)"], setting(own, "affiliations", [{"name": "Asta Krogh", "party": "C"}])),
        "count": (5, setting(side, "count", 6)),
    },
    "absence": {
        "name": ("Bente Holm", renamed("Bent Holm", "Bent A. Holm")),
        "from_item": (True, None),
        "party": ("V", setting(own, "affiliations", [{"name": "Bent Holm", "party": "C"}])),
    },
    "attachment": {
        "title": ("Kort over Lundgade", setting(beside, "title", "Nyt kort over Lundvej")),
        "document_number": ("9-23", setting(beside, "document_number", "8-23")),
    },
}


def row_of(meeting: Meeting, table: str) -> models.Model:
    item = meeting.items.get(number="1")
    decision = item.decisions.get(own=True)
    rows: dict[str, Any] = {
        "meeting": meeting, "attendance": meeting.attendances.get(name="Asta Krogh"), "item": item,
        "section": item.sections.first(), "decision": decision, "vote": decision.votes.first(),
        "absence": decision.absences.get(), "attachment": item.attachments.get(),
    }  # fmt: skip
    return rows[table]


def corrected(meeting: Meeting, fields: list[Field]) -> dict[Field, Laid]:
    """What a person says of each of these fields, laid over; with the row that it is of."""
    rows = {key: row_of(meeting, key[0]) for key in fields}
    for (table, field), row in rows.items():
        corrections.correct(row, {field: said_of(table, field)}, actor=None)
    made = {(one.target_model, one.field): one for one in Correction.objects.all()}
    return {key: (made[key], row) for key, row in rows.items()}


def said_of(table: str, field: str) -> Any:
    value = FIELDS[table][field][0]
    return make_committee(value, municipality="Varde").pk if field == "committee" else value


def wrong_in(made: dict[Field, Laid], asks: set[Field]) -> list[str]:
    """Each field that does not say what the person said, or asks without reason, or does not ask with one. The row of
    one that asks may be gone: its source has it no more."""
    wrong = [] if Meeting.objects.count() == 1 else [f"{Meeting.objects.count()} meetings"]
    states = dict(Correction.objects.values_list("pk", "state"))
    for key, (correction, row) in made.items():
        table = TABLES[key[0]]
        now = table.model._default_manager.filter(pk=row.pk).first()
        wanted = as_json(table.to_python(key[1], said_of(*key)))
        state = states[correction.pk]
        if state != ("conflict" if key in asks else "active"):
            wrong.append(f"{'.'.join(key)}: {state}")
        if now is None and key not in asks:
            wrong.append(f"{'.'.join(key)}: the row is gone")
        if now is not None and as_json(table.values(now)[key[1]]) != wanted:
            wrong.append(f"{'.'.join(key)}: {table.values(now)[key[1]]!r}")
    return wrong


def course(fields: list[Field], changes: list[Change], asks: set[Field]) -> list[str]:
    """A file, corrections, the file read again, a new version, that one read again, the decisions, one more version."""
    first, second = json.loads(minutes()), json.loads(minutes())
    meeting = filed(first)
    made = corrected(meeting, fields)
    wrong: list[str] = []

    def look(when: str, asks: set[Field]) -> None:
        wrong.extend(f"{when}: {one}" for one in wrong_in(made, asks))

    filed(first, again=meeting.documents.get())
    look("read again", set())
    for change in changes:
        change(second)
    second["contents"] = ["en anden fil"]
    filed(second)
    look("new version", asks)
    filed(second, again=SourceDocument.objects.order_by("-version")[0])
    look("the new version read again", asks)
    for correction, row in made.values():
        correction.refresh_from_db()
        if correction.state == "conflict" and type(row)._default_manager.filter(pk=row.pk).exists():
            corrections.keep(correction, actor=None)
        elif correction.state == "conflict":
            corrections.revert(correction, actor=None)
            made = {key: one for key, one in made.items() if one[0] != correction}
    third = copy.deepcopy(second)
    AROUND["another item"](third)
    filed(third)
    look("after the decision", set())
    return wrong


# Where what happens around a field changes the field itself.
ASKING = {
    "moved": {("item", "number")}, "after another": {("item", "number")}, "renumbered": {("item", "number")},
    "retitled": {("item", "title")}, "other case": {("item", "case_number")}, "reworded": {("decision", "text")},
}  # fmt: skip


@pytest.mark.parametrize("around", [
    ("moved",), ("after another", "another part"), ("renumbered", "retitled"),
    ("another item", "reworded", "other case"),
])  # fmt: skip
def test_what_happens_around_a_correction_leaves_it_be(around: tuple[str, ...]) -> None:
    fields = [(table, field) for table, of_table in FIELDS.items() for field in of_table]
    assert set(fields) == {(name, field) for name, table in TABLES.items() for field in table.fields}
    asks = set().union(*(ASKING.get(name, set()) for name in around))
    assert course(fields, [AROUND[name] for name in around], asks) == []


UNDER = [
    [(table, field) for field, (_said, change) in of_table.items() if change] for table, of_table in FIELDS.items()
]


@pytest.mark.parametrize("fields", [list(filter(None, one_of_each)) for one_of_each in zip_longest(*UNDER)])
def test_a_source_that_changes_under_a_correction_asks_once(fields: list[Field]) -> None:
    changes = [change for table, field in fields if (change := FIELDS[table][field][1])]
    assert course(fields, changes, set(fields)) == []
