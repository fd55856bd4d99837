"""An item: what was decided first, then who voted how, the text, the papers, and where else its case was treated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Case, Q, Subquery, Value, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from meetings.filing import reads
from meetings.language.amounts import Amount, amounts
from meetings.models import Decision, Item, Meeting, Section
from meetings.search.similar import similar

from .doors import elsewhere, public_page, turned_away
from .named import person_addresses
from .standing import corrected_at, minutes_address_of
from .structured import work

# A case that is treated more often than this is shown whole on its own page.
OTHER_TREATMENTS = 5
AMOUNTS = 4


@public_page
def item(request: HttpRequest, municipality: str, committee: str, date: str, item: str) -> HttpResponse:
    """At most 9 queries, however long the item. Of a closed item nothing below its heading is even fetched."""
    # One meeting at most has an address; said so, it is found before anything is joined to it.
    meetings = Meeting.objects.at_address(municipality, committee, date).values("pk")[:1]
    agenda = list(Item.objects.filter(meeting=Subquery(meetings)).with_places().with_minutes_of_the_day())
    place_in_agenda = next((i for i, other in enumerate(agenda) if other.slug == item.lower()), None)
    if agenda and (answer := turned_away(request, agenda[0].meeting)):
        return answer
    if place_in_agenda is None:
        raise Http404("no such item")
    found = agenda[place_in_agenda]
    meeting = found.meeting
    if answer := elsewhere(request, found.get_absolute_url()):
        return answer
    reads.note(found)
    decisions = [] if found.closed else list(decisions_of(found))
    sections = [] if found.closed else sections_of(found)
    others, elsewhere_too = related_items(found, sections, decisions)
    documents = list(meeting.documents.of_published_meetings().light().newest_version_first())
    context = {
        "municipality": meeting.committee.municipality,
        "committee": meeting.committee,
        "meeting": meeting,
        "item": found,
        "own_decisions": [decision for decision in decisions if decision.own],
        "earlier_decisions": [decision for decision in decisions if not decision.own],
        "person_addresses": person_addresses(decisions, meeting.committee.municipality),
        "sections": sections,
        "recommended": next((part for part in sections if part.role == Section.Role.RECOMMENDATION), None),
        "amounts": largest_amounts(sections, decisions),
        "attachments": [] if found.closed else found.attachments.with_documents(),
        "documents": documents,
        "corrected_at": corrected_at(meeting, documents),
        "minutes_address": minutes_address_of(found),
        "others": others,
        "elsewhere": elsewhere_too,
        "previous": agenda[place_in_agenda - 1] if place_in_agenda else None,
        "next": agenda[place_in_agenda + 1] if place_in_agenda + 1 < len(agenda) else None,
        "structured": work(request, found, outcome_of(decisions)),
        "citation_url": request.build_absolute_uri(found.get_absolute_url()),
    }
    return render(request, "pages/item.html", context)


def outcome_of(decisions: Iterable[Decision]) -> str:
    """'godkendt', of the last of the meeting's own decisions; '' where there is none or it was not recognised."""
    own = [decision for decision in decisions if decision.own and decision.recognised]
    return own[-1].get_outcome_display() if own else ""


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
    if not near and not item.case_id:
        return [], []
    wanted = Q(pk__in=near) | Q(case=item.case_id) if item.case_id else Q(pk__in=near)
    rows = Item.objects.published().filter(wanted).exclude(pk=item.pk).with_places().with_own_outcome()
    near_first = Case(When(pk__in=near, then=0), default=1) if near else Value(1)
    found = list(rows.order_by(near_first, "-meeting__date", "-meeting_id", "position")[: len(near) + OTHER_TREATMENTS])
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
