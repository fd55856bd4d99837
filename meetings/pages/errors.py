"""What a reader is told when something is not there, or not allowed, or went wrong."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import Resolver404, resolve

from meetings.filing.erased import tombstone_at
from meetings.models import Redirect

from .left_out import NoItem, left_out_of, left_out_page


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404 with a search for the words of the address; an address typed in capitals leads to the page it means, and
    one that a meeting or committee had before to the one it has now; 410 for what was erased, and for an
    item that a later version left out."""
    lower = request.path.lower()
    if request.method in ("GET", "HEAD") and (moved := Redirect.away_from(lower)):
        return HttpResponsePermanentRedirect(moved)
    if erased := tombstone_at(lower):
        return render(request, "pages/erased.html", {"erased": erased}, status=410)
    if _leads_elsewhere(request.path, lower):
        return HttpResponsePermanentRedirect(lower)
    if isinstance(exception, NoItem) and (found := left_out_of(exception)):
        return left_out_page(request, found)
    return render(request, "404.html", {"query": _words_of(lower)}, status=404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open too long, or came from another site."""
    return render(request, "403_csrf.html", status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", status=400)


def _leads_elsewhere(path: str, lower: str) -> bool:
    """'/Kommuner/' is no municipality: in small letters the address belongs to another view."""
    if lower == path:
        return False
    try:
        meant = resolve(lower)
    except Resolver404:
        return False
    try:
        return resolve(path).func is not meant.func
    except Resolver404:
        return True


def _words_of(path: str) -> str:
    """'/varde/udvalget-for-boern/' gives 'udvalget for boern': something to search for instead."""
    parts = [part for part in path.split("/") if part and not part[0].isdigit() and not part.startswith("punkt-")]
    return parts[-1].rpartition(".")[0].replace("-", " ") or parts[-1].replace("-", " ") if parts else ""
