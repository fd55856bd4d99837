"""A municipality with its committees, and a committee with its meetings."""

from __future__ import annotations

import datetime
from itertools import groupby
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from meetings.models import Committee, Meeting, Municipality, term_of

from .doors import elsewhere, public_page

NEWEST = 10
NEXT = 5
MANY_YEARS = 4  # from so many on, a committee's page has ways to each


class MeetingLine(NamedTuple):
    """What a committee's page says of each of its hundreds of meetings."""

    date: datetime.date
    kind: str
    sequence: int
    item_count: int
    term_start: int | None
    term_end: int | None

    @property
    def slug(self) -> str:
        return Meeting.slug_of(self.date, self.kind, self.sequence)


Years = list[tuple[int, list[MeetingLine]]]


@public_page
def municipality(request: HttpRequest, municipality: str) -> HttpResponse:
    place = get_object_or_404(Municipality, slug=municipality.lower())
    if answer := elsewhere(request, place.get_absolute_url()):
        return answer
    committees = list(Committee.objects.in_municipality(place).with_published_meetings())
    meetings = Meeting.objects.in_municipality(place).with_places()
    context = {
        "municipality": place,
        "today": timezone.localdate(),
        "committees": committees,
        "meetings": meetings.published().held().newest_first()[:NEWEST],
        "coming": meetings.coming().order_by("date", "id")[:NEXT],
        "meeting_count": sum(body.meeting_count for body in committees),
        "item_count": sum(body.item_count for body in committees),
        "oldest": min((body.oldest_meeting for body in committees), default=None),
        "newest": max((body.newest_meeting for body in committees), default=None),
    }
    return render(request, "pages/municipality.html", context)


@public_page
def committee(request: HttpRequest, municipality: str, committee: str) -> HttpResponse:
    known = Committee.objects.select_related("municipality")
    body = get_object_or_404(known, municipality__slug=municipality.lower(), slug=committee.lower())
    if answer := elsewhere(request, body.get_absolute_url()):
        return answer
    rows = body.meetings.published().newest_first().values_list(*MeetingLine._fields)
    meetings = [MeetingLine._make(row) for row in rows]
    years = list(dict.fromkeys(meeting.date.year for meeting in meetings))
    context = {
        "municipality": body.municipality,
        "committee": body,
        "address": body.get_absolute_url(),
        "terms": by_term_and_year(meetings),
        "years": years if len(years) >= MANY_YEARS else [],
        "meeting_count": len(meetings),
        "item_count": sum(meeting.item_count for meeting in meetings),
    }
    return render(request, "pages/committee.html", context)


def by_term_and_year(meetings: list[MeetingLine]) -> list[tuple[tuple[int, int], Years]]:
    """[((2022, 2025), [(2023, [meeting, …]), …]), …] of meetings that stand newest first."""
    return [
        (term, [(year, list(of_year)) for year, of_year in groupby(of_term, key=lambda meeting: meeting.date.year)])
        for term, of_term in groupby(meetings, key=term_of)
    ]
