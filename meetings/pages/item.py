"""An item: what was decided first, then who voted how, the text, the papers, and where else its case was treated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from meetings.language.amounts import Amount, amounts
from meetings.models import Decision, Item, Meeting, Section
from meetings.search.similar import similar

from .doors import elsewhere, public_page, turned_away

# A case that is treated more often than this is shown whole on its own page.
OTHER_TREATMENTS = 5
AMOUNTS = 4


@public_page
def item(request: HttpRequest, municipality: str, committee: str, date: str, item: str) -> HttpResponse:
    """At most 8 queries, however long the item. Of a closed item nothing below its heading is even fetched."""
    meetings = Meeting.objects.at_address(municipality, committee, date)
    agenda = list(Item.objects.filter(meeting__in=meetings).with_places())
    place_in_agenda = next((i for i, other in enumerate(agenda) if other.slug == item.lower()), None)
    if agenda and (answer := turned_away(request, agenda[0].meeting)):
        return answer
    if place_in_agenda is None:
        raise Http404("no such item")
    found = agenda[place_in_agenda]
    meeting = found.meeting
    if answer := elsewhere(request, found.get_absolute_url()):
        return answer
    decisions = [] if found.closed else list(decisions_of(found))
    sections = [] if found.closed else sections_of(found)
    others, elsewhere_too = related_items(found, sections, decisions)
    context = {
        "municipality": meeting.committee.municipality,
        "committee": meeting.committee,
        "meeting": meeting,
        "item": found,
        "own_decisions": [decision for decision in decisions if decision.own],
        "earlier_decisions": [decision for decision in decisions if not decision.own],
        "sections": sections,
        "amounts": largest_amounts(sections, decisions),
        "attachments": [] if found.closed else found.attachments.with_documents(),
        "documents": list(meeting.documents.of_published_meetings().light().order_by("-version")),
        "others": others,
        "elsewhere": elsewhere_too,
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


def related_items(
    item: Item, sections: Iterable[Section], decisions: Iterable[Decision]
) -> tuple[list[Item], list[Item]]:
    """The newest other treatments of the same case, and the same subject in other municipalities: two queries."""
    recommended = [section.text for section in sections if section.role == Section.Role.RECOMMENDATION]
    decided = [decision.text for decision in decisions if decision.own]
    near = similar(item, text="\n".join([*recommended, *decided]))
    published = Item.objects.published().exclude(pk=item.pk)
    wanted = Q(pk__in=near)
    if item.case_id:
        of_case = published.filter(case=item.case_id).newest_meeting_first()
        wanted |= Q(pk__in=of_case.values("pk")[:OTHER_TREATMENTS])
    elif not near:
        return [], []
    found = list(published.filter(wanted).with_places().with_own_outcome().newest_meeting_first())
    others = [other for other in found if item.case_id and other.case_id == item.case_id]
    return others, sorted((other for other in found if other.pk in near), key=lambda other: near.index(other.pk))


def largest_amounts(sections: Iterable[Section], decisions: Sequence[Decision]) -> list[Amount]:
    """The few largest amounts that the item names, each once and with the sentence that names it first."""
    texts = [decision.text for decision in decisions if decision.own] + [section.text for section in sections]
    first: dict[int, Amount] = {}
    for text in texts:
        for amount in amounts(text):
            if amount.kroner:
                first.setdefault(abs(amount.kroner), amount)
    return [first[value] for value in sorted(first, reverse=True)[:AMOUNTS]]
