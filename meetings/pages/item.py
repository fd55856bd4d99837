"""An item: what was decided first, then who voted how, the text, the papers, and where else its case was treated."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import JSONField, QuerySet, Subquery
from django.db.models.expressions import RawSQL
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from meetings.filing import reads
from meetings.language.amounts import Amount, amounts
from meetings.models import Committee, Decision, Item, Meeting, Municipality, Section, SourceDocument
from meetings.models.addresses import path_of
from meetings.search.similar import similar

from .doors import elsewhere, public_page, turned_away
from .named import person_addresses
from .standing import corrected_at, minutes_address_of
from .structured import work

# A case that is treated more often than this is shown whole on its own page.
OTHER_TREATMENTS = 5
AMOUNTS = 4


class AgendaLine(NamedTuple):
    """What stands before or after an item."""

    address: str
    number: str
    title: str


class Related(NamedTuple):
    """Another item as a line beside this one."""

    pk: int
    case: int | None
    slug: str
    title: str
    closed: bool
    date: datetime.date
    kind: str
    sequence: int
    committee_slug: str
    committee: str
    municipality_slug: str
    municipality: str
    outcome: str | None
    recognised: bool | None

    @property
    def address(self) -> str:
        day = Meeting.slug_of(self.date, self.kind, self.sequence)
        return path_of(self.municipality_slug, self.committee_slug, day, f"punkt-{self.slug}")


@public_page
def item(request: HttpRequest, municipality: str, committee: str, date: str, item: str) -> HttpResponse:
    """At most 9 queries, however long the item. Of a closed item nothing below its heading is even fetched."""
    # One meeting at most has an address; said so, it is found before anything is joined to it.
    meetings = Meeting.objects.at_address(municipality, committee, date)
    found = at_slug(item, meetings)
    if found is None or not found.meeting.is_published:
        if answer := turned_away(request, get_object_or_404(meetings.with_places())):
            return answer
        raise Http404("no such item")
    meeting = found.meeting
    place = meeting.committee.municipality
    if found.case:
        found.case.municipality = place
    if answer := elsewhere(request, found.get_absolute_url()):
        return answer
    reads.note(found)
    decisions = [] if found.closed else list(decisions_of(found))
    sections = [] if found.closed else sections_of(found)
    others, elsewhere_too = related_items(found, sections, decisions)
    documents = SourceDocument.objects.shown_beside(meeting)
    context = {
        "municipality": place,
        "committee": meeting.committee,
        "meeting": meeting,
        "item": found,
        "own_decisions": [decision for decision in decisions if decision.own],
        "earlier_decisions": [decision for decision in decisions if not decision.own],
        "person_addresses": person_addresses(decisions, place),
        "sections": sections,
        "recommended": next((part for part in sections if part.role == Section.Role.RECOMMENDATION), None),
        "amounts": largest_amounts(sections, decisions),
        "attachments": [] if found.closed else found.attachments.with_documents(),
        "documents": documents,
        "corrected_at": corrected_at(meeting, documents),
        "minutes_address": minutes_address_of(meeting),
        "others": others,
        "elsewhere": elsewhere_too,
        "previous": neighbour(meeting, found.before),
        "next": neighbour(meeting, found.behind),
        "structured": work(request, found, outcome_of(decisions)),
        "citation_url": request.build_absolute_uri(found.get_absolute_url()),
    }
    return render(request, "pages/item.html", context)


def at_slug(slug: str, meetings: QuerySet[Meeting]) -> Any:
    """The item with its case and its meeting's places; as `before` and `behind` the slug, number and title of those
    beside it on the agenda. One query; None where there is no such item."""
    return (
        Item.objects.select_related("case", "meeting__committee__municipality")
        .filter(meeting=Subquery(meetings.values("pk")[:1]), slug=slug.lower())
        .annotate(
            before=RawSQL(_BESIDE.format("<", "DESC"), [], output_field=JSONField()),  # noqa: S611 - nothing from outside
            behind=RawSQL(_BESIDE.format(">", "ASC"), [], output_field=JSONField()),  # noqa: S611 - as above
        )
        .first()
    )


# Written out: put together from expressions it takes longer than the query itself.
_BESIDE = """
    SELECT jsonb_build_object('slug', slug, 'number', number, 'title', title) FROM meetings_item other
    WHERE other.meeting_id = meetings_item.meeting_id AND other.position {} meetings_item.position
    ORDER BY other.position {} LIMIT 1"""


def neighbour(meeting: Meeting, line: Mapping[str, str] | None) -> AgendaLine | None:
    if line is None:
        return None
    return AgendaLine(f"{meeting.get_absolute_url()}punkt-{line['slug']}/", line["number"], line["title"])


def outcome_of(decisions: Iterable[Decision]) -> str:
    """'godkendt', of the last of the meeting's own decisions; '' where there is none or it was not recognised."""
    own = [decision for decision in decisions if decision.own and decision.recognised]
    return own[-1].get_outcome_display() if own else ""


def sections_of(item: Item) -> list[Section]:
    """As printed. A heading over earlier decisions has no text left: they stand among the decisions."""
    return [part for part in item.sections.all() if part.text or part.role != Section.Role.HISTORY]


def decisions_of(item: Item) -> list[Decision]:
    return list(item.decisions.with_absent_names().prefetch_related("votes"))


_RELATED = f"""
    SELECT item.id, item.case_id, item.slug, item.title, item.closed, m.date, m.kind, m.sequence, committee.slug,
        committee.name, place.slug, place.name, own.outcome, own.recognised
    FROM {Item._meta.db_table} item JOIN {Meeting._meta.db_table} m ON m.id = item.meeting_id
    JOIN {Committee._meta.db_table} committee ON committee.id = m.committee_id
    JOIN {Municipality._meta.db_table} place ON place.id = committee.municipality_id
    LEFT JOIN LATERAL (
        SELECT outcome, recognised FROM {Decision._meta.db_table} d WHERE d.item_id = item.id AND d.own
        ORDER BY position DESC LIMIT 1) own ON TRUE
    WHERE (item.id = ANY(%(near)s) OR item.case_id = %(case)s) AND item.id <> %(item)s AND m.status = %(published)s
    ORDER BY item.id = ANY(%(near)s) DESC, m.date DESC, m.id DESC, item.position LIMIT %(most)s"""  # noqa: S608 - names of our own tables


def related_items(
    item: Item, sections: Iterable[Section], decisions: Iterable[Decision]
) -> tuple[list[Related], list[Related]]:
    """The newest other treatments of the same case, and the same subject in other municipalities: two queries."""
    recommended = [section.text for section in sections if section.role == Section.Role.RECOMMENDATION]
    decided = [decision.text for decision in decisions if decision.own]
    near = similar(item, text="\n".join([*recommended, *decided]))
    if not near and not item.case_id:
        return [], []
    asked = {"near": near, "case": item.case_id, "item": item.pk, "most": len(near) + OTHER_TREATMENTS}
    with connection.cursor() as cursor:
        cursor.execute(_RELATED, {**asked, "published": Meeting.Status.PUBLISHED})
        found = [Related._make(row) for row in cursor.fetchall()]
    others = [other for other in found if item.case_id and other.case == item.case_id]
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
