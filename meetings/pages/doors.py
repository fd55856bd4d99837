"""What every public page has in common: who may read it, under which address, and for how long it may be kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.decorators.http import conditional_page, require_safe

from meetings.models import Meeting, SourceDocument

View = Callable[..., HttpResponse]


def public_page(view: View) -> View:
    """GET and HEAD only. A cache may keep the page but asks before each use, since withdrawing takes effect at once;
    where nothing has changed the answer is an empty 304."""

    @require_safe
    @conditional_page
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "public, no-cache"
        return response

    return answer


def turned_away(request: HttpRequest, meeting: Meeting) -> HttpResponse | None:
    """None where the meeting is published; the tombstone where it was withdrawn; 404 for what no reader may know of."""
    if meeting.is_published:
        return None
    if meeting.status == Meeting.Status.WITHDRAWN:
        return render(request, "pages/withdrawn.html", {"meeting": meeting}, status=410)
    raise Http404("not published")


def withheld(request: HttpRequest, document: SourceDocument) -> HttpResponse:
    """410 with the reason for a file of a published meeting that readers could have before; raises Http404 for one that
    was never theirs."""
    meeting = document.meeting
    if meeting is None or not document.why_withheld:
        raise Http404("not for readers")
    context = {
        "municipality": meeting.committee.municipality,
        "committee": meeting.committee,
        "meeting": meeting,
        "document": document,
    }
    answer = render(request, "pages/withheld.html", context, status=410)
    answer["Cache-Control"] = "no-cache"
    return answer


def elsewhere(request: HttpRequest, address: str) -> HttpResponse | None:
    """A lasting redirect where the page was asked for under another spelling of its address."""
    return None if request.path == address else HttpResponsePermanentRedirect(address)
