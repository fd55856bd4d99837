"""A meeting: who sat in it, what stood on the agenda, and what was decided."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from meetings.language.names import name_key
from meetings.models import Attendance, Decision, Item, Meeting, Person, SearchItem, SourceDocument, term_of

from .doors import elsewhere, public_page, turned_away
from .standing import corrected_at
from .structured import event


@public_page
def meeting(request: HttpRequest, municipality: str, committee: str, date: str) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.with_places().at_address(municipality, committee, date))
    if answer := turned_away(request, meeting) or elsewhere(request, meeting.get_absolute_url()):
        return answer
    attendances = with_persons(meeting, list(meeting.attendances.all()))
    others = others_around(meeting)
    same_day = [other for other in others if other.date == meeting.date]
    documents = SourceDocument.objects.shown_beside(meeting)
    context = {
        "municipality": meeting.committee.municipality,
        "committee": meeting.committee,
        "meeting": meeting,
        "coming": meeting.date >= timezone.localdate(),
        "term": term_of(meeting),
        "items": agenda_of(meeting),
        "present": [person for person in attendances if person.present],
        "absent": [person for person in attendances if not person.present],
        "documents": documents,
        "corrected_at": corrected_at(meeting, documents),
        "minutes_address": minutes_address(meeting, same_day),
        "same_day": same_day,
        "earlier": next((other for other in others if other.date < meeting.date), None),
        "later": next((other for other in others if other.date > meeting.date), None),
        "structured": event(request, meeting),
    }
    return render(request, "pages/meeting.html", context)


class Other(NamedTuple):
    """Another document of the committee: of the same day, or of its nearest meeting before or after."""

    committee: str  # its address
    date: datetime.date
    kind: str
    sequence: int

    @property
    def address(self) -> str:
        return f"{self.committee}{Meeting.slug_of(self.date, self.kind, self.sequence)}/"

    @property
    def kind_name(self) -> str:
        return str(Meeting.Kind(self.kind).label)


class AgendaItem(NamedTuple):
    """A line of the agenda, with what its meeting decided last."""

    number: str
    slug: str
    title: str
    closed: bool
    case_number: str
    outcome: str | None
    recognised: bool | None
    departed: str | None  # of its search row, where it has one


_SIBLING = f"SELECT date, kind, sequence, id FROM {Meeting._meta.db_table} WHERE committee_id = %s AND status = %s"  # noqa: S608 - names of our own tables
_OTHERS = f"""
    ({_SIBLING} AND date = %s AND id <> %s ORDER BY date DESC, id DESC)
    UNION ALL ({_SIBLING} AND date < %s ORDER BY date DESC, id DESC LIMIT 1)
    UNION ALL ({_SIBLING} AND date > %s ORDER BY date, id LIMIT 1)"""
_AGENDA = f"""
    SELECT number, slug, item.title, item.closed, item.case_number, own.outcome, own.recognised, found.departed
    FROM {Item._meta.db_table} item LEFT JOIN {SearchItem._meta.db_table} found ON found.item_id = item.id
    LEFT JOIN LATERAL (
        SELECT outcome, recognised FROM {Decision._meta.db_table} d WHERE d.item_id = item.id AND d.own
        ORDER BY position DESC LIMIT 1) own ON TRUE
    WHERE item.meeting_id = %s ORDER BY item.position"""  # noqa: S608 - as above


def others_around(meeting: Meeting) -> list[Other]:
    """Those of the day, newest first, then the one before and the one after. One query."""
    known = (meeting.committee_id, Meeting.Status.PUBLISHED, meeting.date)
    address = meeting.committee.get_absolute_url()
    with connection.cursor() as cursor:
        cursor.execute(_OTHERS, [*known, meeting.pk, *known, *known])
        return [Other(address, *row) for *row, _ in cursor.fetchall()]


def agenda_of(meeting: Meeting) -> list[AgendaItem]:
    with connection.cursor() as cursor:
        cursor.execute(_AGENDA, [meeting.pk])
        return [AgendaItem._make(row) for row in cursor.fetchall()]


def minutes_address(meeting: Meeting, same_day: list[Other]) -> str:
    """Of an agenda: where the minutes of its day are; '' where there are none."""
    minutes = [other for other in same_day if other.kind == Meeting.Kind.MINUTES]
    return minutes[0].address if minutes and meeting.kind in Meeting.AGENDAS else ""


def with_persons(meeting: Meeting, attendances: list[Attendance]) -> list[Attendance]:
    """Each with `address`, that of the person's page, or '' where there is none. One query."""
    municipality = meeting.committee.municipality
    persons = {person.key: person for person in Person.objects.filter(presences__meeting=meeting)}
    for attendance in attendances:
        person = persons.get(name_key(attendance.name))
        if person:
            person.municipality = municipality
        attendance.address = person.get_absolute_url() if person else ""  # type: ignore[attr-defined]
    return attendances
