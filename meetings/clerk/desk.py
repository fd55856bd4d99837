"""The desk's front page: what waits for the clerk in her municipality."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from meetings.access import Action, requires

from . import publish, waiting


@requires(Action.SEE_DESK)
def desk(request: HttpRequest) -> HttpResponse:
    return render(request, "clerk/desk.html", {**publish.lists(request), **waiting.lists(request)})
