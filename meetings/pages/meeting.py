"""A meeting: who sat in it, what stood on the agenda, and what was decided."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from meetings.models import Meeting, term_of

from .doors import elsewhere, public_page, turned_away
from .structured import event


@public_page
def meeting(request: HttpRequest, municipality: str, committee: str, date: str) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.with_places().at_address(municipality, committee, date))
    if answer := turned_away(request, meeting) or elsewhere(request, meeting.get_absolute_url()):
        return answer
    items = list(meeting.items.select_related("case__municipality").with_own_outcome())
    for item in items:
        item.meeting = meeting  # its address is asked for on every line
    attendances = list(meeting.attendances.all())
    siblings = Meeting.objects.published().with_places().filter(committee=meeting.committee)
    context = {
        "municipality": meeting.committee.municipality,
        "committee": meeting.committee,
        "meeting": meeting,
        "term": term_of(meeting),
        "items": items,
        "present": [person for person in attendances if person.present],
        "absent": [person for person in attendances if not person.present],
        "documents": meeting.documents.of_published_meetings().light().order_by("-version"),
        "same_day": siblings.filter(date=meeting.date).exclude(pk=meeting.pk),
        "earlier": siblings.filter(date__lt=meeting.date).newest_first().first(),
        "later": siblings.filter(date__gt=meeting.date).order_by("date", "id").first(),
        "structured": event(request, meeting),
    }
    return render(request, "pages/meeting.html", context)
