"""What was treated behind closed doors: heading, date and case number, and what of it was made public later."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import connection
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from meetings.models import Case, Committee, Decision, Item, Meeting, Municipality, SearchItem

from .doors import elsewhere, public_page
from .pages_of import page_of

ON_A_PAGE = 50
LATER = 3  # open treatments of a case that are named beside a closed one


class Later(NamedTuple):
    """An open treatment of a closed item's case. `title` where it is another than the closed one's, else ''."""

    address: str
    title: str
    committee: str
    date: datetime.date
    outcome: str | None
    recognised: bool | None


@dataclass(slots=True)
class ClosedItem:
    """What is public of one: heading, date and case number. `later`: open treatments of its case, on the same day or
    after, oldest first."""

    address: str
    title: str
    committee: str
    date: datetime.date
    kind: str
    case_number: str  # as printed
    case: str | None  # its case's normalised number, where it has a page
    later: list[Later] = field(default_factory=list)


@public_page
def municipality(request: HttpRequest, municipality: str) -> HttpResponse:
    place = get_object_or_404(Municipality, slug=municipality.lower())
    if answer := elsewhere(request, f"{place.get_absolute_url()}lukkede-punkter/"):
        return answer
    return _ledger(request, place, None, SearchItem.objects.filter(municipality=place))


@public_page
def committee(request: HttpRequest, municipality: str, committee: str) -> HttpResponse:
    known = Committee.objects.select_related("municipality")
    body = get_object_or_404(known, municipality__slug=municipality.lower(), slug=committee.lower())
    if answer := elsewhere(request, f"{body.get_absolute_url()}lukkede-punkter/"):
        return answer
    return _ledger(request, body.municipality, body, SearchItem.objects.filter(committee=body))


def _ledger(
    request: HttpRequest, place: Municipality, body: Committee | None, rows: QuerySet[SearchItem]
) -> HttpResponse:
    """Search rows are the items of published meetings, and the index of closed ones among them is small."""
    found = rows.filter(closed=True).order_by("-date", "-item").values_list("item", flat=True)
    page = page_of(request, found, ON_A_PAGE)
    context = {"municipality": place, "committee": body, "page": page, "closed": _told(list(page.object_list), place)}
    return render(request, "pages/closed_items.html", context)


_ITEM, _MEETING, _COMMITTEE = Item._meta.db_table, Meeting._meta.db_table, Committee._meta.db_table
_TOLD = f"""
    SELECT item.id, committee.slug, m.date, m.kind, m.sequence, item.slug, item.title, committee.name,
        item.case_number, c.normalised, later.*
    FROM {_ITEM} item JOIN {_MEETING} m ON m.id = item.meeting_id
    JOIN {_COMMITTEE} committee ON committee.id = m.committee_id
    LEFT JOIN {Case._meta.db_table} c ON c.id = item.case_id
    LEFT JOIN LATERAL (
        SELECT b.slug, n.date, n.kind, n.sequence, i.slug, i.title, b.name, own.outcome, own.recognised, i.position
        FROM {_ITEM} i JOIN {_MEETING} n ON n.id = i.meeting_id JOIN {_COMMITTEE} b ON b.id = n.committee_id
        LEFT JOIN LATERAL (
            SELECT outcome, recognised FROM {Decision._meta.db_table} d WHERE d.item_id = i.id AND d.own
            ORDER BY position DESC LIMIT 1) own ON TRUE
        WHERE i.case_id = item.case_id AND NOT i.closed AND n.status = %s AND n.date >= m.date
        ORDER BY n.date, i.position LIMIT {LATER}) later ON TRUE
    WHERE item.id = ANY(%s) ORDER BY later.date, later.position"""  # noqa: S608 - names of our own tables


def _told(items: list[int], place: Municipality) -> list[ClosedItem]:
    """The items in their order, with what became public of the same cases. One query."""
    here, known = place.get_absolute_url(), {}
    with connection.cursor() as cursor:
        cursor.execute(_TOLD, [Meeting.Status.PUBLISHED, items])
        for pk, *told in cursor.fetchall():
            slug, date, kind, sequence, number, title, committee, case_number, case, *later = told
            if pk not in known:
                address = f"{here}{slug}/{Meeting.slug_of(date, kind, sequence)}/punkt-{number}/"
                known[pk] = ClosedItem(address, title, committee, date, kind, case_number, case)
            if later[0] is not None:
                slug, date, kind, sequence, number, named, committee, outcome, recognised, _ = later
                address = f"{here}{slug}/{Meeting.slug_of(date, kind, sequence)}/punkt-{number}/"
                other = named if named != title else ""
                known[pk].later.append(Later(address, other, committee, date, outcome, recognised))
    return [known[pk] for pk in items if pk in known]
