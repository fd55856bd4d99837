"""Who comes second at the desk reads why in a sentence, where what she asked for can be done no longer."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from meetings.filing.meanwhile import MEETING_GONE, Overtaken
from meetings.filing.originals import OriginalDamaged
from meetings.filing.publishing import CannotPublish
from meetings.models import Meeting

View = Callable[..., HttpResponse]


def tells_when_late(view: View) -> View:
    """For a view of the meeting `pk`: what another did meanwhile is a message on the meeting's page, or on the desk
    where there is no meeting any more. So is that the file cannot be read once more."""

    @wraps(view)
    def told(request: HttpRequest, pk: int, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and not Meeting.objects.filter(pk=pk).exists():
            return _told(request, pk, MEETING_GONE)
        try:
            return view(request, pk, *args, **kwargs)
        except (Overtaken, CannotPublish) as late:
            return _told(request, pk, late.message_da)
        except OriginalDamaged:
            return _told(request, pk, "Originalen er beskadiget og kan ikke læses igen.")

    return told


def _told(request: HttpRequest, pk: int, message_da: str) -> HttpResponse:
    messages.error(request, message_da)
    return redirect("desk_meeting", pk=pk) if Meeting.objects.filter(pk=pk).exists() else redirect("desk")
