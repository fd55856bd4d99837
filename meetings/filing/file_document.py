"""A reading of a file -> the document's row and every row it fills, in one transaction.

Whoever is killed at any moment leaves the whole document or none of it. What was read already is left as it is, what
cannot be filed yet waits with the reason in its row, and what the database refuses is noted as a failure.
"""

from __future__ import annotations

import dataclasses
import logging

from django.db import DatabaseError, IntegrityError, OperationalError, connection, transaction

from meetings.models import Meeting, Municipality, SourceDocument, User

from . import receipts
from .apply import lock, lock_beside
from .document_facts import ATTACHMENT, NEW_COMMITTEE, fact, is_released, note_reading, with_given_facts
from .erased import erased_before
from .file_minutes import file_minutes
from .match import Bodies, find_place
from .meanwhile import is_deadlock
from .publishing import CannotPublish, publish_made
from .publishing import publish as publish_meeting
from .reading import OUR_FAULT, Reading
from .receipts import Receipt
from .striking import is_struck, strikes_on

log = logging.getLogger(__name__)

Outcome = SourceDocument.Outcome


@dataclasses.dataclass(frozen=True)
class File:
    """The bytes that were read: where they are kept, and what whoever handed them in said."""

    sha256: str
    size: int
    name: str
    given: Municipality | None  # whose it is, where somebody said so
    said_by_person: bool = False  # read again because a person told what the file does not say
    was_known: bool = True  # it had its row before it was read; should that be gone now, somebody erased it


def file_document(
    file: File, reading: Reading, *, publish: bool, actor: User | None, again: bool = False, tries: int = 3
) -> Receipt:
    """Tried again where two acts waited for each other or another took away what this one leans on, and noted as
    failed where it cannot be done."""
    try:
        return _file(file, reading, publish=publish, actor=actor, again=again)
    except (DatabaseError, ValueError) as error:
        if tries > 1 and not connection.in_atomic_block and (is_deadlock(error) or isinstance(error, IntegrityError)):
            return file_document(file, reading, publish=publish, actor=actor, again=again, tries=tries - 1)
        if isinstance(error, OperationalError):
            raise
        # What was read cannot be stored as it is. The archive stands as before; the file is listed with its failure.
        log.error("filing of %s failed: %s", file.sha256, type(error).__name__)
        failure = Reading(Outcome.FAILED, reading.media_type, problem_da=OUR_FAULT, detail_en=type(error).__name__)
        return _file(file, failure, publish=False, actor=actor, again=again)


@transaction.atomic
def _file(file: File, reading: Reading, *, publish: bool, actor: User | None, again: bool) -> Receipt:
    lock("document", file.sha256)
    document = SourceDocument.objects.select_related("meeting").filter(sha256=file.sha256).first()
    if document is None:
        if file.was_known and (refused := erased_before(file.sha256, file.name)):  # while it was read
            return refused
        document = SourceDocument(sha256=file.sha256, filename=file.name, size=file.size, received_from=actor)
    elif document.outcome == Outcome.OK and document.meeting and not again:
        return receipts.unchanged(document)  # somebody else filed the same bytes while we read
    if reading.minutes is None and document.meeting is not None:
        # Today's reading fails where an earlier one did not: what stands is worth more.
        log.warning("original %s was read before and is not now: %s", file.sha256, reading.detail_en)
        return dataclasses.replace(receipts.failed(document, reading.detail_en), message_da=reading.problem_da)
    if reading.outcome == Outcome.BLOCKED and is_released(document, reading.findings):
        reading = dataclasses.replace(reading, outcome=Outcome.OK, problem_da="")
    document.municipality = file.given or document.municipality
    note_reading(document, reading)
    if reading.minutes is None:
        document.save()
        return receipts.failed(document, reading.detail_en)
    if fact(document, ATTACHMENT):
        document.warnings, document.unread = list(reading.findings), []  # its layout is not that of minutes
        document.redacted = is_struck(document, strikes_on(document))  # with OCR it may say more than before
        document.save()
        return receipts.beside(document)
    minutes = with_given_facts(document, reading.minutes)
    place = find_place(minutes, document.municipality)
    document.municipality = place.municipality
    if place.problem or place.municipality is None:
        document.outcome, document.problem = Outcome.INCOMPLETE, place.problem
        document.save()
        return receipts.failed(document, "municipality, committee, date or items missing")
    lock_beside("committees", place.municipality.pk)  # nobody merges or renames them meanwhile
    bodies, name = Bodies(place.municipality), minutes.committee or ""
    asks = not document._state.adding and document.meeting is None and document.uploads.exists()
    if asks and not bodies.find(name) and not fact(document, NEW_COMMITTEE):
        document.outcome = Outcome.CHOICE
        document.problem = f"Udvalget »{name}« er ikke i arkivet endnu. Er det nyt, eller hedder det noget andet?"
        document.save()
        return receipts.asking(document, "committee")
    committee = bodies.find_or_make(name)
    said = file.said_by_person
    receipt = file_minutes(document, minutes, committee, bodies, actor=actor, said_by_person=said, asks=asks)
    return published(receipt, publish, actor)


def published(receipt: Receipt, publish: bool, actor: User | None) -> Receipt:
    """The meeting of a receipt published, where that is wanted and nothing holds it back."""
    meeting = receipt.meeting
    if not publish or meeting is None or receipt.document.outcome != Outcome.OK or meeting.is_published:
        return receipt
    if meeting.status == Meeting.Status.WITHDRAWN:
        message = f"{receipt.message_da} Mødet er trukket tilbage og offentliggøres ikke igen herfra."
        return dataclasses.replace(receipt, message_da=message, held_back=True)
    try:
        if receipt.is_all_new:
            published = publish_made(meeting, receipt.document, actor=actor)
        else:
            published = publish_meeting(meeting, actor=actor)
    except CannotPublish as problem:
        return dataclasses.replace(receipt, message_da=f"{receipt.message_da} {problem.message_da}", held_back=True)
    return dataclasses.replace(receipt, meeting=published, message_da=f"{receipt.message_da} Offentliggjort.")


@transaction.atomic
def note_foreign(document: SourceDocument, reading: Reading, name: str) -> Receipt:
    """A document of `name`, another municipality than whoever handed it in: kept, and on nobody's desk."""
    lock("document", document.sha256)
    note_reading(document, reading)
    document.outcome, document.municipality = Outcome.FOREIGN, None
    document.problem = f"Filen er efter sit indhold fra en anden kommune: {name}."
    document.save()
    return receipts.failed(document, "another municipality's")
