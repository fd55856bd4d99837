"""A meeting at the desk: the original beside what was read of it, and what stands in the way of publishing it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from meetings.access import Action, may, requires, within
from meetings.filing import originals
from meetings.filing.blockers import MEETING_ERASED, standing_of
from meetings.filing.erased_again import waiting_in
from meetings.filing.publishing import hindrances, last_act, undo_until
from meetings.models import Erasure, Meeting, SourceDocument
from meetings.publish.originals import picture_of_page, saved_only

from .disputes import disputes_in
from .preview_places import entries_of, share_placed
from .preview_rows import read_side


@require_safe
@requires(Action.SEE_DESK)
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """?original=tekst shows the lines, ?original=sider the pages of a PDF, which is what is shown first."""
    meeting = meeting_of_desk(request, pk, Action.SEE_DESK)
    document = meeting.documents.order_by("-version").first()
    side = read_side(meeting, document)
    returned, standing = waiting_in(meeting), standing_of(meeting)
    pages = document.shown_pages if document else 0
    as_pages = bool(pages) and request.GET.get("original") != "tekst"
    context = {
        "meeting": meeting,
        "committee": meeting.committee,
        "municipality": meeting.committee.municipality,
        "document": document,
        "files": list(meeting.documents.kept().filter(version__isnull=False).light().order_by("-version")),
        "standing": standing,
        # That the meeting was erased has a box of its own, with the buttons.
        "blockers": [one for one in standing.blockers if one.code != MEETING_ERASED],
        "erased_again": returned,
        "erased_whole": any(one.scope == Erasure.Scope.MEETING for one in returned),
        "side": side,
        "disputes": disputes_in(meeting),
        "as_pages": as_pages,
        "pages": [(number, side.on_page(number)) for number in range(1, pages + 1)] if as_pages else [],
        "can_picture": bool(pages),
        "may_correct": may(request.user, Action.CORRECT, meeting.committee.municipality_id),
        "may_publish": may(request.user, Action.PUBLISH, meeting.committee.municipality_id),
        "may_erase": may(request.user, Action.ERASE, meeting.committee.municipality_id),
        "may_justify": may(request.user, Action.RELEASE, meeting.committee.municipality_id),
        "hindrances": [] if meeting.is_published else hindrances(meeting, request.user),  # type: ignore[arg-type]
        "undo_until": undo_until(meeting),
        "last_act": "" if meeting.is_published else last_act(meeting),
        **_counted(document, len(side.items)),
    }
    return render(request, "clerk/meeting.html", context)


@require_safe
@requires(Action.SEE_DESK)
def page_of_original(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A page of the meeting's newest document as PNG, also of a draft. 503 while too many pages are being drawn."""
    meeting = meeting_of_desk(request, pk, Action.SEE_DESK)
    document = meeting.documents.light().order_by("-version").first()
    if document is None or not 1 <= number <= document.shown_pages:
        raise Http404("no such page")
    return picture_of_page(document.sha256, number, {"Cache-Control": "private, no-store"})


@require_safe
@requires(Action.SEE_DESK)
def file_of_meeting(request: HttpRequest, pk: int, version: int) -> HttpResponse:
    """Any version of the meeting's file, byte for byte, also one that readers may not have."""
    meeting = meeting_of_desk(request, pk, Action.SEE_DESK)
    document = get_object_or_404(meeting.documents.kept().light(), version=version)
    try:
        data = originals.read(document.sha256)
    except originals.OriginalDamaged as error:
        raise Http404("the file is missing or damaged") from error
    return saved_only(data, document.shown_name)


def meeting_of_desk(request: HttpRequest, pk: int, action: Action) -> Meeting:
    """404 for a meeting that is none, or of another municipality."""
    return get_object_or_404(within(Meeting.objects.with_places(), request.user, action), pk=pk)


def _counted(document: SourceDocument | None, items: int) -> dict[str, Any]:
    """The contents against the items, the unread lines, and how much of the text stands in some field."""
    if document is None:
        return {}
    listed = len(entries_of((document.parsed or {}).get("contents", ())))
    return {
        "listed": listed,
        "items_found": items,
        "contents_differ": bool(listed) and listed != items,
        "unread": document.unread,
        "share_placed": share_placed(document.text, document.unread),
    }
