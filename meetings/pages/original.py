"""An original page by page, as pictures: what the paper looks like, for those who will not open a stranger's PDF."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from meetings.models import Item, SourceDocument
from meetings.publish.originals import picture_of_page

from .doors import elsewhere, public_page, turned_away, withheld

FORM = 1  # counted up when pictures are drawn in another way, so that nobody keeps the old ones


@public_page
def page(request: HttpRequest, sha256: str, number: int) -> HttpResponse:
    """The picture with the ways on and back, and the items whose text stands on the page."""
    document, answer = _document(request, sha256, number, "original_page")
    if answer:
        return answer
    meeting = document.meeting
    context = {
        "municipality": meeting.committee.municipality,  # type: ignore[union-attr]
        "committee": meeting.committee,  # type: ignore[union-attr]
        "meeting": meeting,
        "document": document,
        "number": number,
        "items": items_on(document, number),
        "picture": reverse("original_picture", args=[document.sha256, number]),
        "previous": number - 1,
        "next": number + 1 if number < document.shown_pages else None,
    }
    return render(request, "pages/original.html", context)


@require_safe
def picture(request: HttpRequest, sha256: str, number: int) -> HttpResponse:
    """The page as PNG, without power in a browser. 503 while too many pages are being drawn."""
    document, answer = _document(request, sha256, number, "original_picture")
    if answer:
        return answer
    tag = f'"{document.sha256}-{number}-{FORM}"'
    if unchanged := get_conditional_response(request, etag=tag):
        return unchanged
    return picture_of_page(document.sha256, number, {"Cache-Control": "public, no-cache", "ETag": tag})


def items_on(document: SourceDocument, number: int) -> list[Item]:
    """The items that begin on the page, and the one before them, which may reach onto it. Only of the newest version:
    items carry the pages of that."""
    if not document.is_newest:
        return []
    paged = Item.objects.filter(meeting=document.meeting, page__lte=number).order_by("position")
    items = list(paged.select_related("meeting__committee__municipality"))
    return [item for item in items if item.page != number][-1:] + [item for item in items if item.page == number]


def _document(request: HttpRequest, sha256: str, number: int, name: str) -> tuple[SourceDocument, HttpResponse | None]:
    """The original, or the answer to give instead; 404 for what no reader may have and for pages it has not."""
    known = SourceDocument.objects.light().newest_version_first()
    wanted = get_object_or_404(known.select_related("meeting__committee__municipality"), sha256=sha256.lower())
    if wanted.meeting and (answer := turned_away(request, wanted.meeting)):
        return wanted, answer
    shown = SourceDocument.objects.shown_page_by_page().filter(pk=wanted.pk).exists()
    if not shown and wanted.why_withheld:
        return wanted, withheld(request, wanted)
    if not shown or not 1 <= number <= wanted.shown_pages:
        raise Http404("no such page for readers")
    return wanted, elsewhere(request, reverse(name, args=[wanted.sha256, number]))
