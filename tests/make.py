"""Builders for tests: each makes one row and what it cannot do without; keywords override any field.

    meeting = make_meeting(municipality="Varde", committee="Byrådet", date="2023-12-05", published=True)
    item = make_item(meeting, title="Cykelsti ved Skolevej", case_number="23/1234", decision="Godkendt.")

Municipalities and committees are found by name before they are made, so that rows meet as they would in life.
Nothing here writes search rows: call `meetings.filing.indexing.index_meeting(meeting)` where a test searches.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from meetings.filing.case_numbers import find_or_make_case
from meetings.models import (
    Absence,
    Attachment,
    Attendance,
    Committee,
    Decision,
    Item,
    Meeting,
    Municipality,
    Section,
    SourceDocument,
    User,
    Vote,
)


def make_municipality(name: str = "Varde", **fields: Any) -> Municipality:
    """The municipality of that name, one of the 98 or an invented one made on the spot."""
    known = Municipality.objects.filter(name=name).first()
    if known:
        return known
    code = fields.pop("code", None) or f"{9000 + Municipality.objects.count()}"
    fields.setdefault("official_name", f"{name} Kommune")
    fields.setdefault("invented", True)
    return Municipality.objects.create(name=name, code=code, **fields)


def make_committee(
    name: str = "Teknik- og Miljøudvalget", municipality: str | Municipality = "Varde", **fields: Any
) -> Committee:
    place = make_municipality(municipality) if isinstance(municipality, str) else municipality
    return Committee.objects.filter(municipality=place, name=name).first() or Committee.objects.create(
        municipality=place, name=name, **fields
    )


def make_meeting(
    committee: str | Committee = "Teknik- og Miljøudvalget",
    date: str | datetime.date = "2023-12-05",
    *,
    municipality: str | Municipality = "Varde",
    published: bool = False,
    items: int = 0,
    **fields: Any,
) -> Meeting:
    """A meeting, with `items` plain open items ('1', '2', …) in it."""
    body = make_committee(committee, municipality) if isinstance(committee, str) else committee
    if published:
        fields.setdefault("status", Meeting.Status.PUBLISHED)
        fields.setdefault("published_at", timezone.now())
    day = datetime.date.fromisoformat(date) if isinstance(date, str) else date
    meeting = Meeting.objects.create(committee=body, date=day, **fields)
    for number in range(1, items + 1):
        make_item(meeting, title=f"Punkt om sag {number}")
    return meeting


def make_item(
    meeting: Meeting | None = None,
    *,
    title: str = "Cykelsti ved Skolevej",
    text: str = "",
    recommendation: str = "",
    decision: str = "",
    outcome: str = Decision.Outcome.APPROVED,
    **fields: Any,
) -> Item:
    """An item after the meeting's last. `text`, `recommendation` and `decision` make a section or a decision each."""
    meeting = meeting or make_meeting(published=True)
    position = fields.pop("position", None) or meeting.items.count() + 1
    number = fields.pop("number", str(position))
    fields.setdefault("slug", number or f"nr-{position}")
    if fields.get("case_number"):
        fields.setdefault("case", find_or_make_case(meeting.committee.municipality, fields["case_number"]))
    item = Item.objects.create(meeting=meeting, position=position, number=number, title=title, **fields)
    if text:
        make_section(item, heading="Sagsfremstilling", role=Section.Role.BACKGROUND, text=text)
    if recommendation:
        make_section(item, heading="Indstilling", role=Section.Role.RECOMMENDATION, text=recommendation)
    if decision:
        make_decision(item, text=decision, outcome=outcome)
    return item


def make_items(meeting: Meeting, *texts: str) -> list[Item]:
    """The first items of a meeting, '1', '2', …, with these texts: as `make_item` makes them, but many at once."""
    numbers = range(1, len(texts) + 1)
    items = Item.objects.bulk_create(
        Item(meeting=meeting, position=number, number=str(number), slug=str(number), title="Et punkt")
        for number in numbers
    )
    Section.objects.bulk_create(
        Section(item=item, position=1, heading="Sagsfremstilling", role=Section.Role.BACKGROUND, text=text)
        for item, text in zip(items, texts, strict=True)
    )
    return items


def make_section(item: Item, **fields: Any) -> Section:
    fields.setdefault("position", item.sections.count() + 1)
    fields.setdefault("heading", "Sagsfremstilling")
    fields.setdefault("role", Section.Role.BACKGROUND)
    fields.setdefault("text", "Forvaltningen fremlægger sagen.")
    return Section.objects.create(item=item, **fields)


def make_decision(item: Item, *, absent: Sequence[str] = (), **fields: Any) -> Decision:
    """The meeting's own decision unless `own=False`; `absent` makes an absence for each name."""
    fields.setdefault("position", item.decisions.count() + 1)
    fields.setdefault("body", item.meeting.committee.name)
    fields.setdefault("date", item.meeting.date)
    fields.setdefault("outcome", Decision.Outcome.APPROVED)
    fields.setdefault("text", "Godkendt.")
    if fields.get("own", True):
        fields.setdefault("committee", item.meeting.committee)
    decision = Decision.objects.create(item=item, **fields)
    for name in absent:
        Absence.objects.create(decision=decision, name=name)
    return decision


def make_vote(decision: Decision, position: str = "for", **fields: Any) -> Vote:
    fields.setdefault("parties", ["A", "V"])
    return Vote.objects.create(decision=decision, position=position, **fields)


def make_attachment(item: Item, title: str = "Kort over strækningen", **fields: Any) -> Attachment:
    fields.setdefault("position", item.attachments.count() + 1)
    return Attachment.objects.create(item=item, title=title, **fields)


def make_attendance(meeting: Meeting, name: str = "Asta Krogh", **fields: Any) -> Attendance:
    fields.setdefault("position", meeting.attendances.count() + 1)
    return Attendance.objects.create(meeting=meeting, name=name, **fields)


def make_document(meeting: Meeting | None = None, *, data: bytes = b"Referat\n", **fields: Any) -> SourceDocument:
    """The row of an original, and its bytes where the site keeps them. Of a meeting: its next version."""
    from meetings.filing import originals

    fields.setdefault("sha256", hashlib.sha256(data).hexdigest())
    fields.setdefault("filename", "referat.txt")
    fields.setdefault("media_type", "text/plain")
    fields.setdefault("size", len(data))
    if meeting:
        fields.setdefault("municipality", meeting.committee.municipality)
        fields.setdefault("version", meeting.documents.count() + 1)
    originals.store(data)
    return SourceDocument.objects.create(meeting=meeting, **fields)


def make_user(username: str = "asta", **fields: Any) -> User:
    password = fields.pop("password", "hemmelig-og-lang")
    return User.objects.create_user(username=username, password=password, **fields)


def make_administrator(username: str = "admin", **fields: Any) -> User:
    """Someone who may do everything in the admin."""
    return make_user(username, is_staff=True, is_superuser=True, role=User.Role.ARCHIVE_ADMIN, **fields)


def make_found(title: str = "Et punkt", *, meeting: Meeting | None = None, **fields: Any) -> Item:
    """An item of a published meeting (on `date`, a meeting of its own unless given), indexed for search."""
    from meetings.filing.indexing import index_meeting

    date = fields.pop("date", "2023-05-05")
    meeting = meeting or make_meeting(date=date, published=True, sequence=Meeting.objects.count() + 1)
    item = make_item(meeting, title=title, **fields)
    index_meeting(meeting)
    return item
