"""A page of a search, for machines."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, JsonResponse

from meetings.search.places import all_places
from meetings.search.query import TooSlow
from meetings.search.results import Hit
from meetings.search.results import search as find
from meetings.search.search_filter import SearchFilter

from .doors import public_page


@public_page
def search_json(request: HttpRequest) -> JsonResponse:
    """GET /soeg.json, with the parameters of the page.

    {total, exact, meetings, municipalities, items, facets}; `cases` where cases are put together, `problems` where
    something meant nothing, and `corrected`, the words put right. `meetings` is null where they were not counted
    (search/spread.py), `total` and `municipalities` are null and `exact` false where counting took too long.
    Addresses begin at the root of this site. `snippet` is HTML: text with everything escaped, and <mark> around what
    matched. Of a closed item there is title and case number, and an empty snippet.
    """
    places = all_places()
    asked = SearchFilter(request.GET, places=places)
    try:
        results = find(asked.question, asked.chosen, places, sort=asked.order, page=asked.page, by_case=asked.by_case)
    except TooSlow:
        return JsonResponse({"problems": ["Søgningen tog for lang tid. Afgræns den."]}, status=503)
    answer: dict[str, Any] = {
        "total": results.total,
        "exact": results.total is not None,
        "meetings": results.meetings,
        "municipalities": len(results.municipalities) if results.total is not None else None,
        "items": [_as_json(hit, by_case=asked.by_case) for hit in results.hits],
        "facets": {
            facet.name: [
                {"value": one.value, "label": one.label, "count": one.count, "chosen": one.chosen}
                for one in facet.values
            ]
            for facet in results.facets
        },
    }
    answer |= {"cases": results.cases} if asked.by_case else {}
    answer |= {"problems": asked.problems} if asked.problems else {}
    answer |= {"corrected": asked.corrected} if asked.corrected else {}
    response = JsonResponse(answer, json_dumps_params={"ensure_ascii": False})
    if asked.question.refused:
        response["Cache-Control"] = "no-store"
    return response


def _as_json(hit: Hit, *, by_case: bool) -> dict[str, Any]:
    row = hit.row
    answer = {
        "url": hit.address,
        "title": row.title,
        "municipality": hit.municipality.name,
        "committee": hit.committee.name,
        "date": row.date.isoformat(),
        "number": row.number,
        "case_number": row.case_number or None,
        "outcome": row.outcome or None,
        "snippet": hit.snippet,
    }
    return answer | {"treatments": hit.treatments} if by_case else answer
