"""A file of a batch is read by the worker, and its row says what became of it: filed, asked about, held or not read."""

from __future__ import annotations

import logging
from typing import Any

from django.db import transaction

from meetings.models import SourceDocument, Upload

from . import intake
from .apply import lock
from .attachments import paper_named, tell_tied, tie_loose
from .document_facts import ATTACHMENT, fact, give_fact
from .originals import OriginalDamaged, path_of
from .receipts import Receipt
from .uploads import settle
from .viruses import found_in

log = logging.getLogger(__name__)

State = Upload.State
Outcome = SourceDocument.Outcome
INFECTED = "Virusscanneren afviste filen. Den er slettet igen."
# What may be otherwise when pages have been recognised
AS_MINUTES = (State.UNREAD, State.INCOMPLETE, State.COMMITTEE, State.VERSION)
AS_A_PAPER = (State.UNREAD, State.LOOSE, State.ATTACHED)
GONE = "Originalen findes ikke længere i arkivet."
NO_SUCH_PAPER = "Modtaget som bilag; intet punkt har det navn."
PAPER_WAITS = f"{NO_SUCH_PAPER} Siderne bliver læst med OCR."
DAMAGED = "Originalen er beskadiget på disken. Læg filen op igen."


def read_upload(pk: int) -> bool:
    """Read one file; returns whether its batch is done with it. Safe to run again: what is read stays read.

    Raises viruses.NoAnswer while the scanner cannot be asked: the file goes on waiting.
    """
    upload = Upload.objects.with_all().select_related("batch__municipality", "batch__made_by").filter(pk=pk).first()
    if upload is None:
        return False
    if upload.state == State.WAITING and upload.document is None:
        _tell(upload, State.UNREAD, GONE, None)
    elif upload.state == State.WAITING and upload.document is not None:
        _read(upload, upload.document)
        tie_loose(upload.batch)
    return settle(upload.batch)


@transaction.atomic
def tell_again(receipt: Receipt) -> None:
    """After a document was read again elsewhere, with OCR: its uploads that could not be read, or not in full, say what
    it is now."""
    document = receipt.document
    rows = document.uploads.select_related("batch__municipality", "batch__made_by", "item")
    is_paper = bool(fact(document, ATTACHMENT))
    for upload in rows.filter(state__in=AS_A_PAPER if is_paper else AS_MINUTES):
        if not is_paper:
            _tell(upload, _state(receipt), receipt.message_da, receipt.meeting)
        elif upload.state == State.ATTACHED:
            tell_tied(upload, document)
        else:
            _tell_paper(upload, receipt)
        tie_loose(upload.batch)


def _read(upload: Upload, document: SourceDocument) -> None:
    if document.meeting is not None:
        filed_before = document.uploads.filter(state=State.FILED).exclude(pk=upload.pk).exists()
        said = f"Filen ligger her allerede: {document.meeting}." if filed_before else f"Læst: {document.meeting}."
        _tell(upload, State.SAME if filed_before else State.FILED, said, document.meeting)
        return
    if found := found_in(path_of(document.sha256)):
        _throw_away(upload, document, found)
        return
    if not fact(document, ATTACHMENT) and paper_named(upload):
        give_fact(document, ATTACHMENT, True, actor=upload.batch.made_by, reason="efter filens navn")
    try:
        receipt = intake.read_uploaded(document, actor=upload.batch.made_by)
    except OriginalDamaged:
        _tell(upload, State.UNREAD, DAMAGED, None)
        return
    document = receipt.document
    if document.outcome == Outcome.ERASED:
        return  # while it was read: its row says so already
    if fact(document, ATTACHMENT):
        _tell_paper(upload, receipt)
    else:
        _tell(upload, _state(receipt), receipt.message_da, receipt.meeting)


def _tell_paper(upload: Upload, receipt: Receipt) -> None:
    """A paper beside an item that no item is known to have; which one, a person may say before it is read with OCR."""
    outcome = receipt.document.outcome
    said = PAPER_WAITS if outcome in SourceDocument.FOR_RECOGNITION else receipt.message_da
    held = outcome == Outcome.BLOCKED
    _tell(upload, State.HELD if held else State.LOOSE, NO_SUCH_PAPER if outcome == Outcome.OK else said, None)


def _state(receipt: Receipt) -> str:
    """What a reading means to whoever handed the file in."""
    document = receipt.document
    if receipt.asks:
        return State.VERSION if receipt.asks == "version" else State.COMMITTEE
    if document.outcome == Outcome.BLOCKED:
        return State.HELD
    if document.outcome == Outcome.OK:
        return State.FILED
    return {Outcome.INCOMPLETE.value: State.INCOMPLETE, Outcome.FOREIGN.value: State.FOREIGN}.get(
        document.outcome, State.UNREAD
    )


def _tell(upload: Upload, state: str, message: str, meeting: Any) -> None:
    """Unless somebody said otherwise of it while it was read: erased it, say."""
    as_it_was = Upload.objects.filter(pk=upload.pk, state=upload.state)
    upload.state, upload.message, upload.meeting = state, message, meeting
    as_it_was.update(state=state, message=message, meeting=meeting)


@transaction.atomic
def _throw_away(upload: Upload, document: SourceDocument, found: str) -> None:
    """An infected file is deleted, unless it had a meeting before the scanner knew better."""
    log.warning("file %s refused: %s", document.sha256, found)
    lock("document", document.sha256)
    document.uploads.update(state=State.REFUSED, message=INFECTED)
    document.delete()
    path = path_of(upload.sha256)
    transaction.on_commit(lambda: path.unlink(missing_ok=True))
