"""The original of a published meeting, handed out byte for byte and kept from doing anything in a reader's browser."""

from __future__ import annotations

import logging
import re
import unicodedata
from pathlib import PurePath

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from meetings.filing.striking import strikes_on
from meetings.models import Meeting, SourceDocument
from meetings.publish.originals import without_power

from .doors import elsewhere, turned_away, withheld

log = logging.getLogger(__name__)

# Our word for the type, not the sender's: ending and content type of what is handed out. The rest is plain bytes.
TYPES = {
    "application/pdf": (".pdf", "application/pdf"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (
        ".docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "text/plain": (".txt", "text/plain; charset=utf-8"),
    "text/markdown": (".md", "text/plain; charset=utf-8"),
    "text/html": (".html", "application/octet-stream"),
    "application/json": (".json", "application/json"),
}
PLAIN_BYTES = ("", "application/octet-stream")


@require_safe
def document(request: HttpRequest, sha256: str) -> HttpResponseBase:
    """Never shown in the page's own window: an attachment, sandboxed, of a type that we chose."""
    known = SourceDocument.objects.light().select_related("meeting__committee__municipality")
    wanted = get_object_or_404(known, sha256=sha256.lower())
    if wanted.meeting and (answer := turned_away(request, wanted.meeting)):
        return answer
    if not SourceDocument.objects.for_readers().filter(pk=wanted.pk).exists():
        return withheld(request, wanted)
    if answer := elsewhere(request, wanted.get_absolute_url()):
        return answer
    if wanted.redacted:
        return without_the_words(request, wanted)
    tag = f'"{wanted.sha256}"'
    if answer := get_conditional_response(request, etag=tag):
        return answer
    try:
        stream = wanted.path.open("rb")
    except OSError:
        log.exception("the original %s cannot be opened", wanted.sha256)
        raise Http404("the file is missing") from None
    ending, content_type = TYPES.get(wanted.media_type, PLAIN_BYTES)
    response = FileResponse(
        stream, as_attachment=True, filename=safe_name(wanted.public_name, ending), content_type=content_type
    )
    without_power(response)
    response["Cache-Control"] = "public, no-cache"
    response["ETag"] = tag
    return response


def without_the_words(request: HttpRequest, document: SourceDocument) -> HttpResponse:
    """The text of a file in which words are struck out: what readers get in place of it."""
    meetings = Meeting.objects.published().with_places()
    meeting = document.meeting or meetings.filter(items__attachments__document=document).first()
    if meeting is None:
        raise Http404("not for readers")
    strikes = strikes_on(document)
    context = {
        "municipality": meeting.committee.municipality,
        "committee": meeting.committee,
        "meeting": meeting,
        "lines": strikes.text(document.text).splitlines(),
    }
    response = render(request, "pages/redacted.html", context)
    response["Cache-Control"] = "public, no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response


def safe_name(name: str, ending: str) -> str:
    """The file's own name without folders and without signs that mislead: 'Referat 5. december.pdf'."""
    printed = unicodedata.normalize("NFC", PurePath(name.replace("\\", "/")).name)
    plain = "".join(letter for letter in printed if unicodedata.category(letter)[0] not in "CZ" or letter == " ")
    stem = re.sub(r'[<>:"|?*;%]+', "-", plain).strip(" .-")
    if ending and stem.lower().endswith(ending):
        stem = stem[: -len(ending)]
    return (stem.strip(" .")[:120] or "original") + ending
