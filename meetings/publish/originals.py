"""Originals and pictures of their pages as answers: of a stranger's file nothing runs in a browser."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from meetings.filing.page_pictures import NoPicture, TooBusy, page_picture

log = logging.getLogger(__name__)


def without_power(response: HttpResponseBase) -> None:
    """No scripts, no other type than we said, and no other site's to embed."""
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"


def saved_only(data: bytes, filename: str) -> HttpResponse:
    """A file for staff: to be saved and never to be run, without a type of its own, kept by no cache."""
    response = HttpResponse(data, content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, filename) or "attachment"
    response["Cache-Control"] = "private, no-store"
    without_power(response)
    return response


def picture_of_page(sha256: str, number: int, headers: Mapping[str, str]) -> HttpResponse:
    """A page of an original as PNG with these headers; 503 while too many are being drawn. Raises Http404.

    Whether whoever asks may see it is the caller's to say.
    """
    try:
        response = HttpResponse(page_picture(sha256, number), content_type="image/png", headers=dict(headers))
    except TooBusy:
        return HttpResponse("Prøv igen om lidt.", status=503, headers={"Retry-After": "10"})
    except NoPicture as error:
        log.warning("page %s of %s cannot be drawn: %s", number, sha256, error)
        raise Http404("no picture of this page") from None
    without_power(response)
    return response
