"""A case: every treatment of one sagsnummer, over committees and years."""

from __future__ import annotations

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from meetings.language.case_numbers import normalise
from meetings.models import Case, Decision, Item, Section

from .doors import elsewhere, public_page
from .timeline import treatments


@public_page
def case(request: HttpRequest, municipality: str, number: str) -> HttpResponse:
    """404 also where no published item has the number: nobody learns from here that a draft has it."""
    cases = Case.objects.select_related("municipality").filter(municipality__slug=municipality.lower())
    found = get_object_or_404(cases, normalised=normalise(number))
    items = list(
        Item.objects.published()
        .filter(case=found)
        .with_places()
        .newest_meeting_first()
        .prefetch_related(
            Prefetch("decisions", Decision.objects.with_absent_names().prefetch_related("votes")),
            Prefetch("sections", Section.objects.filter(role=Section.Role.RECOMMENDATION)),
        )
    )
    if not items:
        raise Http404("no published item")
    if answer := elsewhere(request, found.get_absolute_url()):
        return answer
    stops = treatments(items)
    context = {
        "municipality": found.municipality,
        "case": found,
        "treatments": stops,
        "title": items[0].title,
        "bodies": sorted({stop.body for stop in stops}),
    }
    return render(request, "pages/case.html", context)
