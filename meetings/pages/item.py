"""An item: what was decided first, then who voted how, the text, the papers, and where else its case was treated."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from meetings.models import Decision, Item, Meeting

from .doors import elsewhere, public_page, turned_away

# A case that is treated more often than this is shown whole on its own page.
OTHER_TREATMENTS = 5


@public_page
def item(request: HttpRequest, municipality: str, committee: str, date: str, item: str) -> HttpResponse:
    """At most 8 queries, however long the item. Of a closed item nothing below its heading is even fetched."""
    meetings = Meeting.objects.at_address(municipality, committee, date)
    found = get_object_or_404(Item.objects.with_places().filter(meeting__in=meetings, slug=item.lower()))
    if answer := turned_away(request, found.meeting) or elsewhere(request, found.get_absolute_url()):
        return answer
    meeting = found.meeting
    agenda = list(meeting.items.only("slug", "number", "title", "closed", "meeting_id", "position"))
    place_in_agenda = [other.pk for other in agenda].index(found.pk)
    for other in agenda:
        other.meeting = meeting
    decisions = [] if found.closed else list(decisions_of(found))
    context = {
        "municipality": meeting.committee.municipality,
        "committee": meeting.committee,
        "meeting": meeting,
        "item": found,
        "own_decisions": [decision for decision in decisions if decision.own],
        "earlier_decisions": [decision for decision in decisions if not decision.own],
        "sections": [] if found.closed else [part for part in found.sections.all() if part.text or part.heading],
        "attachments": [] if found.closed else found.attachments.with_documents(),
        "documents": list(meeting.documents.of_published_meetings().light().order_by("-version")),
        "others": other_treatments(found),
        "previous": agenda[place_in_agenda - 1] if place_in_agenda else None,
        "next": agenda[place_in_agenda + 1] if place_in_agenda + 1 < len(agenda) else None,
        "citation_url": request.build_absolute_uri(found.get_absolute_url()),
    }
    return render(request, "pages/item.html", context)


def decisions_of(item: Item) -> list[Decision]:
    rows = item.decisions.with_absent_names().select_related("committee__municipality").prefetch_related("votes")
    return list(rows)


def other_treatments(item: Item) -> list[Item]:
    """The newest items of the same case in other places of the archive."""
    if item.case is None:
        return []
    others = Item.objects.published().filter(case=item.case).exclude(pk=item.pk).with_places().with_own_outcome()
    return list(others.newest_meeting_first()[:OTHER_TREATMENTS])
