"""An item: what was decided first, then who voted how, the text, the papers, and where else its case was treated."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from meetings.models import Decision, Item, Meeting, Section

from .doors import elsewhere, public_page, turned_away

# A case that is treated more often than this is shown whole on its own page.
OTHER_TREATMENTS = 5


@public_page
def item(request: HttpRequest, municipality: str, committee: str, date: str, item: str) -> HttpResponse:
    """At most 8 queries, however long the item. Of a closed item nothing below its heading is even fetched."""
    meeting = get_object_or_404(Meeting.objects.with_places().at_address(municipality, committee, date))
    if answer := turned_away(request, meeting):
        return answer
    agenda = list(meeting.items.select_related("case__municipality"))
    for other in agenda:
        other.meeting = meeting  # whose address each link needs
    place_in_agenda = next((i for i, other in enumerate(agenda) if other.slug == item.lower()), None)
    if place_in_agenda is None:
        raise Http404("no such item")
    found = agenda[place_in_agenda]
    if answer := elsewhere(request, found.get_absolute_url()):
        return answer
    decisions = [] if found.closed else list(decisions_of(found))
    context = {
        "municipality": meeting.committee.municipality,
        "committee": meeting.committee,
        "meeting": meeting,
        "item": found,
        "own_decisions": [decision for decision in decisions if decision.own],
        "earlier_decisions": [decision for decision in decisions if not decision.own],
        "sections": [] if found.closed else sections_of(found),
        "attachments": [] if found.closed else found.attachments.with_documents(),
        "documents": list(meeting.documents.of_published_meetings().light().order_by("-version")),
        "others": other_treatments(found),
        "previous": agenda[place_in_agenda - 1] if place_in_agenda else None,
        "next": agenda[place_in_agenda + 1] if place_in_agenda + 1 < len(agenda) else None,
        "citation_url": request.build_absolute_uri(found.get_absolute_url()),
    }
    return render(request, "pages/item.html", context)


def sections_of(item: Item) -> list[Section]:
    """As printed. A heading over earlier decisions has no text left: they stand among the decisions."""
    return [part for part in item.sections.all() if part.text or part.role != Section.Role.HISTORY]


def decisions_of(item: Item) -> list[Decision]:
    rows = item.decisions.with_absent_names().select_related("committee__municipality").prefetch_related("votes")
    return list(rows)


def other_treatments(item: Item) -> list[Item]:
    """The newest items of the same case in other places of the archive."""
    if item.case is None:
        return []
    others = Item.objects.published().filter(case=item.case).exclude(pk=item.pk).with_places().with_own_outcome()
    return list(others.newest_meeting_first()[:OTHER_TREATMENTS])
