"""A case: every treatment of one sagsnummer, over committees and years."""

from __future__ import annotations

from collections import defaultdict

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from meetings.language.case_numbers import normalise
from meetings.models import Item

from .case_rows import treated
from .doors import elsewhere, public_page
from .named import person_addresses
from .timeline import FOLLOWED, treatments


@public_page
def case(request: HttpRequest, municipality: str, number: str) -> HttpResponse:
    """404 also where no published item has the number: nobody learns from here that a draft has it. Two queries."""
    rows = treated(municipality, normalise(number))
    found = rows[0].item.case if rows else None
    if found is None:
        raise Http404("no published item")
    if answer := elsewhere(request, found.get_absolute_url()):
        return answer
    stops = treatments(rows)
    context = {
        "municipality": found.municipality,
        "case": found,
        "treatments": stops,
        "person_addresses": person_addresses((one for stop in stops for one in stop.decisions), found.municipality),
        "title": title_of([row.item for row in rows]),
        "bodies": sorted({stop.body for stop in stops}),
        "titles_differ": len({stop.item.title for stop in stops if not stop.quoted}) > 1,
        "amended": sum(stop.followed(FOLLOWED.AMENDED) for stop in stops),
        "not_followed": sum(stop.followed(FOLLOWED.NOT_FOLLOWED) for stop in stops),
        "latest": next((stop for stop in reversed(stops) if stop.decisions), None),
    }
    return render(request, "pages/case.html", context)


def title_of(items: list[Item]) -> str:
    """The newest item's; '' where one number gathers different subjects of one meeting, as some systems use it."""
    titles: dict[int, set[str]] = defaultdict(set)
    for item in items:
        titles[item.meeting_id].add(" ".join(item.title.casefold().split()))
    return items[0].title if all(len(of_meeting) == 1 for of_meeting in titles.values()) else ""
