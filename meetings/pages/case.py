"""A case: every treatment of one sagsnummer, over committees and years."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from meetings.language.case_numbers import normalise
from meetings.models import Case, Decision, Item, Section, SourceDocument

from .doors import elsewhere, public_page
from .named import person_addresses
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
    stops = treatments(items, originals_of(items))
    context = {
        "municipality": found.municipality,
        "case": found,
        "treatments": stops,
        "person_addresses": person_addresses((one for stop in stops for one in stop.decisions), found.municipality),
        "title": title_of(items) or f"Sag {found.number}",
        "bodies": sorted({stop.body for stop in stops}),
        "departing": sum(stop.departs for stop in stops),
    }
    return render(request, "pages/case.html", context)


def originals_of(items: list[Item]) -> dict[int, SourceDocument]:
    """The newest original of each item's meeting that a reader may have. The meetings are published."""
    meetings = {item.meeting_id for item in items}
    newest_last = SourceDocument.objects.filter(meeting__in=meetings).light().order_by("version")
    return {document.meeting_id or 0: document for document in newest_last if document.is_safe_for_readers}


def title_of(items: list[Item]) -> str:
    """The newest item's; '' where one number gathers different subjects of one meeting, as some systems use it."""
    titles: dict[int, set[str]] = defaultdict(set)
    for item in items:
        titles[item.meeting_id].add(" ".join(item.title.casefold().split()))
    return items[0].title if all(len(of_meeting) == 1 for of_meeting in titles.values()) else ""
