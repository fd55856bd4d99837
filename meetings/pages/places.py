"""A municipality with its committees, and a committee with its meetings."""

from __future__ import annotations

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from meetings.models import Committee, Item, Meeting, Municipality, term_of

from .doors import elsewhere, public_page

NEWEST = 10
NEXT = 5
MANY_YEARS = 4  # from so many on, a committee's page has ways to each

Years = list[tuple[int, list[Meeting]]]


@public_page
def municipality(request: HttpRequest, municipality: str) -> HttpResponse:
    place = get_object_or_404(Municipality, slug=municipality.lower())
    if answer := elsewhere(request, place.get_absolute_url()):
        return answer
    committees = list(Committee.objects.in_municipality(place).with_published_meetings())
    meetings = Meeting.objects.in_municipality(place).with_places()
    items = Item.objects.published().filter(meeting__committee__in=committees).counted_by_committee()
    context = {
        "municipality": place,
        "today": timezone.localdate(),
        "committees": [(body, items.get(body.pk, 0)) for body in committees],
        "meetings": meetings.published().held().newest_first()[:NEWEST],
        "coming": meetings.coming().order_by("date", "id")[:NEXT],
        "meeting_count": sum(body.meeting_count for body in committees),
        "item_count": sum(items.values()),
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
    shown = (
        "committee",
        "date",
        "kind",
        "sequence",
        "term_start",
        "term_end",
    )  # of each of hundreds
    meetings = list(body.meetings.published().newest_first().only(*shown))
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


def by_term_and_year(meetings: list[Meeting]) -> list[tuple[tuple[int, int], Years]]:
    """[((2022, 2025), [(2023, [meeting, …]), …]), …] of meetings that stand newest first."""
    return [
        (term, [(year, list(of_year)) for year, of_year in groupby(of_term, key=lambda meeting: meeting.date.year)])
        for term, of_term in groupby(meetings, key=term_of)
    ]
