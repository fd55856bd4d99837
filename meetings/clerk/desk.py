"""The desk's front page: what waits for the clerk in her municipality."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from meetings.access import Action, requires, within
from meetings.models import Meeting


@requires(Action.SEE_DESK)
def desk(request: HttpRequest) -> HttpResponse:
    drafts = within(Meeting.objects.with_places(), request.user, Action.SEE_DESK).filter(status=Meeting.Status.DRAFT)
    return render(request, "clerk/desk.html", {"drafts": drafts[:50]})
