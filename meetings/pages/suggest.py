"""Suggestions while somebody types in the search box, for static/js/suggest.js."""

from __future__ import annotations

from dataclasses import asdict

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from meetings.search.ahead import LONGEST, ahead


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """GET /soeg/forslag.json?q=…: {suggestions: [{text, hint, address}]}. May be kept for a minute.

    What was typed is logged nowhere (archive/requests.py) and not said back.
    """
    found = ahead(request.GET.get("q", "")[: LONGEST + 1])
    response = JsonResponse({"suggestions": [asdict(one) for one in found]}, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "public, max-age=60" if found else "no-store"  # it may be a person's number
    return response
