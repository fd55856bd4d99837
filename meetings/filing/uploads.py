"""Batches of files that clerks and other systems hand in: taken in at once, read by the worker, told file by file.

    open_batch ──► take_in (a file at a time; bytes first, then its row) ──► read_uploads (the worker) ──► settle

Sending twice changes nothing: a batch is known by its sender's key, a file in it by its hash and name. What a file
asks of a person is answered in `choices`.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from meetings.models import Batch, Municipality, SourceDocument, Upload, UploadToken, User

from .apply import lock
from .audit import record
from .document_facts import ATTACHMENT, FACTS, give_fact
from .erased import NOT_AGAIN, ErasedBefore, refuse_erased
from .incoming import MAX_FILES, Incoming, NotTakenIn
from .receipts import replaced_by

State = Upload.State
Outcome = SourceDocument.Outcome
LEFT_AFTER = datetime.timedelta(minutes=15)
TOO_MANY = f"En bunke kan have {MAX_FILES} filer. Læg resten op i en ny bunke."
CLOSED = "Bunken er afsluttet. Læg filen op i en ny bunke."
ANOTHERS = "Filen er allerede modtaget fra en anden kommune."


@transaction.atomic
def open_batch(
    *, municipality: Municipality, key: uuid.UUID, actor: User | None, token: UploadToken | None = None
) -> tuple[Batch, bool]:
    """The batch of that key, and whether it is new: the same sender's same key is the same batch."""
    batch, made = Batch.objects.get_or_create(
        made_by=actor, token=token, key=key, defaults={"municipality": municipality}
    )
    if made:
        record("upload", actor=actor, target=batch, municipality=municipality, after={"batch": batch.pk})
    return batch, made


@transaction.atomic
def take_in(batch: Batch, incoming: Incoming, facts: Mapping[str, Any] | None = None) -> Upload:
    """Keep a file and give it a row, which waits to be read (or says why it need not be). Raises NotTakenIn.

    facts: what the sender says of it, some of document_facts.FACTS, and ATTACHMENT.
    """
    incoming.check()
    Batch.objects.select_for_update().get(pk=batch.pk)
    batch.refresh_from_db()
    if known := batch.uploads.with_all().filter(sha256=incoming.sha256, filename=incoming.shown_name).first():
        incoming.drop()
        return known
    if batch.closed_at:
        raise NotTakenIn(CLOSED)
    if batch.uploads.count() >= MAX_FILES:
        raise NotTakenIn(TOO_MANY)
    lock("document", incoming.sha256)  # who erases it has it, too
    try:
        refuse_erased(incoming.sha256)
    except ErasedBefore:
        raise NotTakenIn(NOT_AGAIN) from None
    incoming.keep()
    upload = Upload(batch=batch, filename=incoming.shown_name, size=incoming.size, sha256=incoming.sha256)
    upload.facts = dict(facts or {})
    _meet_known(upload, _document(batch, incoming, upload.facts))
    upload.save()
    return upload


def refuse(batch: Batch, incoming: Incoming, message_da: str) -> Upload:
    """A row that says why a file of the batch was not taken in; nothing else of it is kept."""
    incoming.drop()
    known = batch.uploads.filter(state=State.REFUSED, filename=incoming.shown_name, size=incoming.size).first()
    return known or Upload.objects.create(
        batch=batch, filename=incoming.shown_name, size=incoming.size, state=State.REFUSED, message=message_da
    )


@transaction.atomic
def close_batch(batch: Batch) -> bool:
    """No more files come. Returns whether all of them are read already. A batch without any file is forgotten."""
    if not batch.uploads.exists():
        batch.delete()
        return False
    Batch.objects.filter(pk=batch.pk, closed_at=None).update(closed_at=timezone.now())
    return settle(batch)


@transaction.atomic
def settle(batch: Batch) -> bool:
    """Note that the batch is done, where it is closed and nothing of it waits to be read."""
    row = Batch.objects.select_for_update().get(pk=batch.pk)
    if row.closed_at is None or row.uploads.filter(state=State.WAITING).exists():
        return False
    if row.done_at is None:
        row.done_at = timezone.now()
        row.save(update_fields=["done_at"])
    return True


def was_left(batch: Batch) -> bool:
    """Whether an open batch has had no file for so long that its sender must have gone away."""
    newest = batch.uploads.order_by("-pk").first()
    return (newest.made_at if newest else batch.made_at) < timezone.now() - LEFT_AFTER


def given_up() -> QuerySet[Upload]:
    """Files that have waited so long that their job must have failed, as it does when the scanner is away."""
    return Upload.objects.filter(state=State.WAITING, made_at__lt=timezone.now() - LEFT_AFTER)


def _document(batch: Batch, incoming: Incoming, facts: Mapping[str, Any]) -> SourceDocument | None:
    """The original's row; None where it is another municipality's business."""
    document, made = SourceDocument.objects.get_or_create(
        sha256=incoming.sha256,
        defaults={
            "filename": incoming.filename,
            "size": incoming.size,
            "municipality": batch.municipality,
            "received_from": batch.made_by,
            "outcome": Outcome.RECEIVED,
        },
    )
    if made:
        for name in (*FACTS, ATTACHMENT):
            if facts.get(name):
                give_fact(document, name, facts[name], actor=batch.made_by, reason="oplyst af afsenderen")
    elif document.municipality_id is None and document.meeting_id is None:
        document.municipality = batch.municipality  # known, but nobody's yet
        document.save(update_fields=["municipality"])
    return document if document.municipality_id == batch.municipality_id else None


def _meet_known(upload: Upload, document: SourceDocument | None) -> None:
    """What need not be read: what is filed already, and what another municipality has."""
    if document is None:
        upload.state, upload.message = State.FOREIGN, ANOTHERS
        return
    upload.document = document
    if document.meeting is not None:
        upload.state, upload.meeting = State.SAME, document.meeting
        upload.message = f"Filen ligger her allerede: {document.meeting}. Intet er ændret.{replaced_by(document)}"
    elif tied := document.attachments.select_related("item__meeting").first():
        upload.state, upload.meeting, upload.item = State.SAME, tied.item.meeting, tied.item
        upload.message = f"Filen ligger her allerede som bilag til {tied.item}."
