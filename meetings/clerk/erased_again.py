"""An erased item or meeting that a new file has brought again: erased once more with the file, or shown again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST
from procrastinate.contrib.django import app

from meetings.access import Action, person, requires
from meetings.filing import erased_again
from meetings.models import Erasure

from .erase import FINISH
from .late import tells_when_late
from .preview import meeting_of_desk


@require_POST
@requires(Action.ERASE)
@tells_when_late
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """`valg`: 'slet' or 'vis'; with `begrundelse`."""
    meeting = meeting_of_desk(request, pk, Action.ERASE)
    actor, reason = person(request), request.POST.get("begrundelse", "").strip()[:2000]
    whole = any(one.scope == Erasure.Scope.MEETING for one in erased_again.waiting_in(meeting))
    try:
        if request.POST.get("valg") == "vis":
            erased_again.publish_again(meeting, actor=actor, reason=reason)
            what = "Mødet er ikke holdt tilbage længere og kan offentliggøres." if whole else "Punktet er i mødet igen."
            messages.success(request, f"{what} Din begrundelse er gemt.")
        else:
            erased_again.keep_erased(meeting, actor=actor, reason=reason)
            app.configure_task(FINISH, queue="housekeeping").defer()
            what = "Mødet" if whole else "Punktet"
            messages.success(request, f"{what} er fortsat slettet, og den nye fil er slettet med det.")
            if whole:
                return redirect("desk")
    except ValueError:
        messages.error(request, "Skriv en begrundelse.")
    except LookupError:
        messages.info(request, "Der er allerede taget stilling.")
    return redirect("desk_meeting", pk=pk)
