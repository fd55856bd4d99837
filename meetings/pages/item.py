"""An item: what was decided first, then who voted how, the text, the papers, and where else its case was treated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from meetings.filing import reads
from meetings.language.amounts import Amount, amounts
from meetings.models import Decision, Meeting, Section
from meetings.search.similar import Beside, similar

from .doors import elsewhere, public_page, turned_away
from .item_rows import Whole, whole
from .left_out import NoItem
from .named import person_addresses
from .standing import corrected_at, minutes_address_of
from .structured import work

AMOUNTS = 4


@public_page
def item(request: HttpRequest, municipality: str, committee: str, date: str, item: str) -> HttpResponse:
    """At most 3 queries, however long the item. Of a closed item nothing below its heading is even fetched."""
    page = whole(municipality, committee, date, item)
    if page is None:
        meetings = Meeting.objects.with_places().at_address(municipality, committee, date)
        known = get_object_or_404(meetings)
        if answer := turned_away(request, known):
            return answer
        raise NoItem(known, item)
    found, meeting = page.item, page.item.meeting
    place = meeting.committee.municipality
    if answer := elsewhere(request, found.get_absolute_url()):
        return answer
    reads.note(found)
    # A heading over earlier decisions has no text left: they stand among the decisions.
    sections = [part for part in page.sections if part.text or part.role != Section.Role.HISTORY]
    context = {
        "municipality": place,
        "committee": meeting.committee,
        "meeting": meeting,
        "item": found,
        "own_decisions": [decision for decision in page.decisions if decision.own],
        "earlier_decisions": [decision for decision in page.decisions if not decision.own],
        "person_addresses": person_addresses(page.decisions, place),
        "sections": sections,
        "recommended": next((part for part in sections if part.role == Section.Role.RECOMMENDATION), None),
        "amounts": largest_amounts(sections, page.decisions),
        "attachments": page.attachments,
        "documents": page.documents,
        "corrected_at": corrected_at(meeting, page.documents),
        "minutes_address": minutes_address_of(meeting, page.minutes),
        "others": page.others,
        "elsewhere": elsewhere_too(page),
        "previous": page.before,
        "next": page.behind,
        "structured": work(request, found, outcome_of(page.decisions)),
        "citation_url": request.build_absolute_uri(found.get_absolute_url()),
    }
    return render(request, "pages/item.html", context)


def elsewhere_too(page: Whole) -> list[Beside]:
    """The same subject in other municipalities, by the title and by what was recommended and decided. One query."""
    recommended = [section.text for section in page.sections if section.role == Section.Role.RECOMMENDATION]
    decided = [decision.text for decision in page.decisions if decision.own]
    return similar(page.item, text="\n".join([*recommended, *decided]))


def outcome_of(decisions: Iterable[Decision]) -> str:
    """'godkendt', of the last of the meeting's own decisions; '' where there is none or it was not recognised."""
    own = [decision for decision in decisions if decision.own and decision.recognised]
    return own[-1].get_outcome_display() if own else ""


def largest_amounts(sections: Iterable[Section], decisions: Sequence[Decision]) -> list[Amount]:
    """The few largest amounts that the item names, each once and with the sentence that names it first."""
    texts = [decision.text for decision in decisions if decision.own] + [section.text for section in sections]
    first: dict[int, Amount] = {}
    for text in texts:
        for amount in amounts(text):
            if amount.kroner:
                first.setdefault(abs(amount.kroner), amount)
    return [first[value] for value in sorted(first, reverse=True)[:AMOUNTS]]
