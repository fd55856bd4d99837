"""What the archive covers of one municipality: body by body, year by year, and what seems to be missing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from meetings.models import Municipality

from .coverage_gaps import MOST, holes, jumps, lost_cases, unseen_meetings
from .coverage_picture import calendar
from .coverage_rows import agendas_alone, bodies, by_month, held_by, places_of
from .doors import elsewhere, public_page


@public_page
def coverage_of(request: HttpRequest, municipality: str) -> HttpResponse:
    """At most seven queries, however much there is."""
    place = get_object_or_404(Municipality, slug=municipality.lower())
    if answer := elsewhere(request, reverse("coverage_of", args=[place.slug])):
        return answer
    places = places_of(place)
    held = held_by(places)
    alone = agendas_alone(held)
    lines = bodies(held, alone)
    newest = next((row.date for row in reversed(held) if row.is_minutes), None)
    context = {
        "municipality": place,
        "bodies": lines,
        "minutes": sum(body.minutes for body in lines),
        "items": sum(body.items for body in lines),
        "first": held[0].date if held else None,
        "newest": held[-1].date if held else None,
        "imported": max((body.imported for body in lines), default=None),
        "picture": calendar(by_month(held, alone)),
        "alone": alone[::-1][: MOST + 1],
        "jumps": [(body, jump) for body in lines for jump in jumps(body)][: MOST + 1],
        "holes": holes(held),
        "unseen": unseen_meetings(places) if held else [],
        "lost": lost_cases(place, places, newest) if newest else [],
        "most": MOST,
    }
    return render(request, "pages/coverage_of.html", context)
