"""What was treated behind closed doors: heading, date and case number, and what of it was made public later."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from meetings.models import Committee, Item, Municipality, SearchItem

from .doors import elsewhere, public_page
from .pages_of import page_of

ON_A_PAGE = 50
LATER = 3  # open treatments of a case that are named beside a closed one


@dataclass(slots=True)
class ClosedItem:
    item: Item
    later: list[Item] = field(
        default_factory=list
    )  # open treatments of its case, on the same day or after, oldest first


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
    items = Item.objects.filter(pk__in=list(page.object_list)).with_places().in_bulk()
    closed = [ClosedItem(items[pk]) for pk in page.object_list if pk in items]
    for one in closed:
        one.item.meeting.committee.municipality = place
    _join_later(closed, place)
    context = {"municipality": place, "committee": body, "page": page, "closed": closed}
    return render(request, "pages/closed_items.html", context)


def _join_later(closed: Iterable[ClosedItem], place: Municipality) -> None:
    """What became public of the same cases: one query for a page of them."""
    cases = {one.item.case_id for one in closed if one.item.case_id}
    if not cases:
        return
    opened: dict[int, list[Item]] = defaultdict(list)
    public = Item.objects.published().filter(case__in=cases, closed=False).with_places().with_own_outcome()
    for item in public.order_by("meeting__date", "position"):
        opened[item.case_id or 0].append(item)
    for one in closed:
        later = [item for item in opened[one.item.case_id or 0] if item.meeting.date >= one.item.meeting.date]
        one.later = later[:LATER]
