"""Papers beside items (bilag) that were handed in as files: tied to the item whose list names them, or by hand."""

from __future__ import annotations

import re

from django.db import transaction
from django.db.models import Q, QuerySet

from meetings.models import Attachment, Batch, Municipality, SourceDocument, Upload, User

from .audit import record
from .document_facts import ATTACHMENT, fact, give_fact, is_released
from .pairing import fold
from .personal_findings import needs_a_look
from .striking import is_struck, strikes_on

State = Upload.State
_HELD = "Holdt tilbage: filen ser ud til at indeholde CPR-numre."
_LOOK = "Kræver et blik: filen kan indeholde et CPR-nummer."
_LIKELY = 400  # titles without a file that are compared in one go
# 'Bilag 2 - Kort over strækningen.pdf', 'bilag_2_kort.pdf', '2. Kort'
_NUMBER = re.compile(r"^(?:bilag[\s_]*)?(?:nr\.?[\s_]*)?\d{0,3}[a-z]?[\s_.:)–-]+|^bilag\b", re.IGNORECASE)
# 'Kort over strækningen.pdf'
_ENDING = re.compile(r"\.(?:pdf|docx?|html?|txt|md)$", re.IGNORECASE)


def plain(name: str) -> str:
    """A title or file name without 'Bilag 2 -' and '.pdf', for comparison; '' where that leaves nothing."""
    bare = _ENDING.sub("", name.strip())
    return fold((_NUMBER.sub("", bare, count=1) or bare).replace("_", " "))


def paper_named(upload: Upload) -> bool:
    """Whether its name says that it is a paper: it begins with 'bilag', or an item of the municipality names it."""
    return upload.filename.casefold().startswith("bilag") or _match(upload) is not None


def tie_loose(batch: Batch) -> int:
    """Tie the papers of a batch whose names an item has by now; returns how many were tied."""
    tied = 0
    waiting = Q(state=State.LOOSE) | Q(state=State.INCOMPLETE)
    for upload in batch.uploads.with_all().select_related("batch__municipality", "batch__made_by").filter(waiting):
        found = _match(upload)
        if found is not None and upload.document is not None:
            tie(upload, found, actor=batch.made_by)
            tied += 1
    return tied


@transaction.atomic
def tie(upload: Upload, attachment: Attachment, *, actor: User | None) -> None:
    """Make the uploaded file the file of that paper. Readers get it with the meeting, where it was read unharmed."""
    document = upload.document
    if document is None or document.meeting_id is not None:
        raise ValueError("no file that could be a paper")
    if not fact(document, ATTACHMENT):
        give_fact(document, ATTACHMENT, True, actor=actor)
    if document.outcome in (SourceDocument.Outcome.INCOMPLETE, SourceDocument.Outcome.CHOICE):
        # It was read, and what it lacks is what only minutes need; what the guard of personal data found stays.
        held = not is_released(document, document.warnings)
        document.outcome = SourceDocument.Outcome.BLOCKED if held else SourceDocument.Outcome.OK
        why = _LOOK if needs_a_look(document.warnings) else _HELD
        document.problem = why if held else ""
        document.save(update_fields=["outcome", "problem"])
    attachment.document = document
    attachment.save(update_fields=["document"])
    document.redacted = is_struck(document, strikes_on(document))
    document.save(update_fields=["redacted"])
    item = attachment.item
    upload.state, upload.item, upload.meeting = State.ATTACHED, item, item.meeting
    upload.message = _told(attachment, document)
    upload.save(update_fields=["state", "item", "meeting", "message"])
    where = item.meeting.committee.municipality
    record("tie_attachment", actor=actor, target=attachment, municipality=where, after={"sha256": document.sha256})


def tell_tied(upload: Upload, document: SourceDocument) -> None:
    """Of a paper that was tied before it was read again: whether readers get it now."""
    attachment = document.attachments.filter(item=upload.item).select_related("item").first()
    if attachment is not None:
        Upload.objects.filter(pk=upload.pk, state=State.ATTACHED).update(message=_told(attachment, document))


def _told(attachment: Attachment, document: SourceDocument) -> str:
    hidden = "" if document.outcome == SourceDocument.Outcome.OK else f" Læserne får ikke filen: {document.problem}"
    return f"Bilag til {attachment.item.short_name.lower()}: {attachment.title[:500]}.{hidden}"


def without_file(municipality: Municipality) -> QuerySet[Attachment]:
    """The papers of a municipality's meetings that no file is known of, newest meetings first."""
    rows = Attachment.objects.filter(item__meeting__committee__municipality=municipality, document=None)
    return rows.select_related("item__meeting__committee__municipality").order_by("-item__meeting__date", "pk")


def _match(upload: Upload) -> Attachment | None:
    """The one paper of that name, in the batch's own meetings first; None where there is none or more than one."""
    wanted = plain(upload.filename)
    if not wanted:
        return None
    rows = without_file(upload.batch.municipality)
    own = rows.filter(item__meeting__in=upload.batch.uploads.exclude(meeting=None).values("meeting"))
    for some in (own, rows):
        found = [row for row in some[:_LIKELY] if plain(row.title) == wanted]
        if len(found) == 1:
            return found[0]
    return None
