"""A meeting: who sat in it, what stood on the agenda, and what was decided."""

from __future__ import annotations

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from meetings.language.names import name_key
from meetings.models import Attendance, Meeting, Person, SourceDocument, term_of

from .doors import elsewhere, public_page, turned_away
from .standing import corrected_at
from .structured import event


@public_page
def meeting(request: HttpRequest, municipality: str, committee: str, date: str) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.with_places().at_address(municipality, committee, date))
    if answer := turned_away(request, meeting) or elsewhere(request, meeting.get_absolute_url()):
        return answer
    attendances = with_persons(meeting, list(meeting.attendances.all()))
    siblings = Meeting.objects.published().with_places().filter(committee=meeting.committee)
    same_day = list(siblings.filter(date=meeting.date).exclude(pk=meeting.pk))
    documents = SourceDocument.objects.shown_beside(meeting)
    context = {
        "municipality": meeting.committee.municipality,
        "committee": meeting.committee,
        "meeting": meeting,
        "coming": meeting.date >= timezone.localdate(),
        "term": term_of(meeting),
        "items": meeting.items.with_own_outcome().annotate(departed=F("search_row__departed")),
        "present": [person for person in attendances if person.present],
        "absent": [person for person in attendances if not person.present],
        "documents": documents,
        "corrected_at": corrected_at(meeting, documents),
        "minutes_address": minutes_address(meeting, same_day),
        "same_day": same_day,
        "earlier": siblings.filter(date__lt=meeting.date).newest_first().first(),
        "later": siblings.filter(date__gt=meeting.date).order_by("date", "id").first(),
        "structured": event(request, meeting),
    }
    return render(request, "pages/meeting.html", context)


def minutes_address(meeting: Meeting, same_day: list[Meeting]) -> str:
    """Of an agenda: where the minutes of its day are; '' where there are none."""
    minutes = [other for other in same_day if other.kind == Meeting.Kind.MINUTES]
    return minutes[0].get_absolute_url() if minutes and meeting.kind in Meeting.AGENDAS else ""


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
