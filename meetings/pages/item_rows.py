"""An item's page as the database holds it: one statement, however long the item."""

from __future__ import annotations

import datetime
from typing import Any, NamedTuple

from django.db import connection

from meetings.models import (
    Attachment,
    Case,
    Committee,
    Decision,
    Item,
    Meeting,
    Municipality,
    Section,
    SourceDocument,
)
from meetings.search.similar import Beside

from . import contents
from .contents import Columns

# A case that is treated more often than this is shown whole on its own page.
OTHER_TREATMENTS = 5


class AgendaLine(NamedTuple):
    """What stands before or after an item."""

    address: str
    number: str
    title: str


class Whole(NamedTuple):
    """An item of a published meeting, with case, meeting and places; of a closed one nothing below its heading.

    `minutes` is, of an agenda, the sequence of the first minutes of its day; `others` are the newest other treatments
    of its case.
    """

    item: Item
    sections: list[Section]
    decisions: list[Decision]
    attachments: list[Attachment]
    documents: list[SourceDocument]
    minutes: int | None
    others: list[Beside]
    before: AgendaLine | None
    behind: AgendaLine | None


_ITEM = Columns(Item, "id meeting_id position number slug title kind closed case_id case_number document_number page")
_MEETING = Columns(Meeting, "id committee_id date kind sequence start_time place status published_at corrected_at")
_COMMITTEE = Columns(Committee, "id municipality_id name slug")
_MUNICIPALITY = Columns(Municipality, "id name official_name region slug invented")
_CASE = Columns(Case, "id municipality_id number normalised")

# What an item belongs to, and where that is found: `placed` makes models of it.
PLACED = ", ".join(
    columns.sql(alias)
    for columns, alias in (
        (_ITEM, "item"), (_MEETING, "meeting"), (_COMMITTEE, "committee"), (_MUNICIPALITY, "place"), (_CASE, "sag"),
    )
)  # fmt: skip
PLACED_FROM = """FROM meetings_item item
    JOIN meetings_meeting meeting ON meeting.id = item.meeting_id
    JOIN meetings_committee committee ON committee.id = meeting.committee_id
    JOIN meetings_municipality place ON place.id = committee.municipality_id
    LEFT JOIN meetings_case sag ON sag.id = item.case_id"""
_NEIGHBOUR = """(
        SELECT json_build_array(beside.slug, beside.number, beside.title) FROM meetings_item beside
        WHERE beside.meeting_id = item.meeting_id AND beside.position {} item.position
        ORDER BY beside.position {} LIMIT 1)"""
# One meeting at most has an address: said so, it is found before anything is joined to it, whatever the planner thinks.
_WHOLE = f"""
    SELECT {PLACED}, {contents.of_open(contents.SECTIONS)}, {contents.of_open(contents.DECISIONS)},
        {contents.of_open(contents.ATTACHMENTS)}, {contents.DOCUMENTS},
        CASE WHEN meeting.kind <> '{Meeting.Kind.MINUTES}' THEN (
            SELECT min(minutes.sequence) FROM meetings_meeting minutes
            WHERE minutes.committee_id = meeting.committee_id AND minutes.date = meeting.date
                AND minutes.kind = '{Meeting.Kind.MINUTES}' AND minutes.status = '{Meeting.Status.PUBLISHED}') END,
        (SELECT json_agg(line) FROM (
            SELECT json_build_array(other.id, other.slug, other.title, other.closed, day.date, day.kind, day.sequence,
                body.slug, body.name, (
                    SELECT json_build_array(d.outcome, d.recognised) FROM meetings_decision d
                    WHERE d.item_id = other.id AND d.own ORDER BY d.position DESC LIMIT 1)) AS line
            FROM meetings_item other JOIN meetings_meeting day ON day.id = other.meeting_id
            JOIN meetings_committee body ON body.id = day.committee_id
            WHERE other.case_id = item.case_id AND other.id <> item.id AND day.status = '{Meeting.Status.PUBLISHED}'
            ORDER BY day.date DESC, day.id DESC, other.position LIMIT {OTHER_TREATMENTS}) lines),
        {_NEIGHBOUR.format("<", "DESC")}, {_NEIGHBOUR.format(">", "ASC")}
    {PLACED_FROM}
    WHERE item.slug = %s AND meeting.status = '{Meeting.Status.PUBLISHED}' AND item.meeting_id = (
        SELECT at.id FROM meetings_municipality home
        JOIN meetings_committee body ON body.municipality_id = home.id
        JOIN meetings_meeting at ON at.committee_id = body.id
        WHERE home.slug = %s AND body.slug = %s AND at.date = %s AND at.kind = %s AND at.sequence = %s)"""  # noqa: S608 - names of our own tables


def whole(municipality: str, committee: str, date: str, slug: str) -> Whole | None:
    """By the parts of its address, in whatever case they are typed. None where no published meeting has it."""
    day = Meeting.of_slug(date)
    if day is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute(_WHOLE, [slug.lower(), municipality.lower(), committee.lower(), *day])
        row = cursor.fetchone()
    if row is None:
        return None
    item, rest = placed(row)
    sections, decisions, attachments, documents, minutes, others, before, behind = rest
    address = item.meeting.get_absolute_url()
    return Whole(
        item,
        contents.sections(sections),
        contents.decisions(decisions),
        contents.attachments(attachments),
        contents.documents(documents),
        minutes,
        [_beside(line, item.meeting.committee.municipality) for line in others or ()],
        _neighbour(address, before),
        _neighbour(address, behind),
    )


def placed(row: tuple[Any, ...]) -> tuple[Item, tuple[Any, ...]]:
    """Of a row that begins with PLACED: the item with all that it belongs to, and the rest of the row."""
    item, row = _ITEM.made(row), row[len(_ITEM) :]
    item.meeting, row = _MEETING.made(row), row[len(_MEETING) :]
    item.meeting.committee, row = _COMMITTEE.made(row), row[len(_COMMITTEE) :]
    place, row = _MUNICIPALITY.made(row), row[len(_MUNICIPALITY) :]
    item.meeting.committee.municipality = place
    if item.case_id:
        item.case = _CASE.made(row)
        item.case.municipality = place
    return item, row[len(_CASE) :]


def _beside(line: list[Any], place: Municipality) -> Beside:
    """A case is one municipality's: what stands elsewhere on it stands in the same."""
    *row, own = line
    row[4] = datetime.date.fromisoformat(row[4])
    return Beside._make([*row, place.slug, place.name, *(own or (None, None))])


def _neighbour(meeting: str, line: list[str] | None) -> AgendaLine | None:
    return None if line is None else AgendaLine(f"{meeting}punkt-{line[0]}/", line[1], line[2])
