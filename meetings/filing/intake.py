"""A file's way into the archive: bytes kept, read, matched, planned, written; one transaction a document.

The order is what makes it safe. The bytes are on the disk before anything else happens, so they are never lost; the
reading happens outside the database; and then one transaction holds the document's row and every row it fills, so
that whoever is killed at any moment leaves the whole document or none of it.
"""

from __future__ import annotations

import dataclasses
import hashlib
import logging
from collections.abc import Mapping
from typing import Any

from django.db import DatabaseError, OperationalError, connection, transaction
from psycopg.errors import DeadlockDetected

from meetings.models import Meeting, Municipality, SourceDocument, User

from . import originals, receipts
from .apply import lock
from .audit import record
from .document_facts import (
    ATTACHMENT,
    FACTS,
    NEW_COMMITTEE,
    RELEASE,
    fact,
    give_fact,
    is_released,
    note_reading,
    with_given_facts,
)
from .erasure import NOT_AGAIN, ErasedBefore, refuse_erased
from .file_minutes import file_minutes
from .filenames import safe_name
from .match import Bodies, find_place
from .publishing import publish as publish_meeting
from .publishing import publish_made
from .reading import OUR_FAULT, Reading, read
from .receipts import Receipt
from .striking import is_struck, strikes_on
from .tables import as_json

log = logging.getLogger(__name__)

Outcome = SourceDocument.Outcome


def ingest_file(
    data: bytes,
    filename: str,
    *,
    municipality: Municipality | str | None = None,
    publish: bool = False,
    actor: User | None = None,
) -> Receipt:
    """File one document; the bytes are kept whatever comes of it. Never raises for what a file holds.

    municipality: where the caller knows it, a row or a name; it then outranks what the text says. Raises
    Municipality.DoesNotExist for a name that is none, before anything is kept.
    """
    given = Municipality.objects.named(municipality).get() if isinstance(municipality, str) else municipality
    if refused := _erased_before(data, filename):
        return refused
    sha256 = originals.store(data)
    known = SourceDocument.objects.light().select_related("meeting__committee").filter(sha256=sha256).first()
    if known and known.outcome in (Outcome.OK, Outcome.BLOCKED) and known.meeting:
        return _published(receipts.unchanged(known), publish, actor)
    reading = read(data, safe_name(filename), municipality=given.name if given else None)
    file = _File(sha256, len(data), safe_name(filename), given)
    return _file_safely(file, reading, publish=publish, actor=actor)


def receive(
    data: bytes, filename: str, *, municipality: Municipality | None = None, actor: User | None = None
) -> SourceDocument:
    """Keep the bytes and note them as received, to be read later by `read_again`. Raises erasure.ErasedBefore."""
    refuse_erased(hashlib.sha256(data).hexdigest())
    sha256 = originals.store(data)
    document, _made = SourceDocument.objects.get_or_create(
        sha256=sha256,
        defaults={
            "filename": safe_name(filename),
            "size": len(data),
            "municipality": municipality,
            "received_from": actor,
            "outcome": Outcome.RECEIVED,
        },
    )
    return document


def read_again(
    document: SourceDocument, *, publish: bool = False, actor: User | None = None, recognise: bool = False
) -> Receipt:
    """Read a kept original with today's parser. Never undoes a correction. Raises originals.OriginalDamaged.

    recognise: read pictured pages with OCR; what was once read so is always read so again.
    """
    return _read_again(document, publish=publish, actor=actor, said_by_person=False, recognise=recognise)


def _read_again(
    document: SourceDocument, *, publish: bool, actor: User | None, said_by_person: bool, recognise: bool = False
) -> Receipt:
    if document.outcome == Outcome.FOREIGN and document.municipality is None:
        return receipts.failed(document, "another municipality's, until somebody says whose")
    data = originals.read(document.sha256)
    given = document.municipality
    name = given.name if given else None
    reading = read(data, document.filename, municipality=name, recognise=recognise or document.ocr)
    file = _File(document.sha256, len(data), document.filename, given, said_by_person)
    return _file_safely(file, reading, publish=publish, actor=actor, again=True)


def read_uploaded(document: SourceDocument, *, actor: User | None = None) -> Receipt:
    """Read what a clerk of `document.municipality` handed in. It asks before it takes a place or makes a committee.

    A document that is another municipality's by its own words is not filed: outcome FOREIGN, and nobody's desk has it.
    """
    data = originals.read(document.sha256)
    given = document.municipality
    reading = read(data, document.filename, municipality=None, recognise=document.ocr)
    minutes = reading.minutes
    if given is not None and minutes is not None:
        unsure = any(warning.code in ("municipality_unsure", "municipality_thin") for warning in minutes.warnings)
        if minutes.municipality and minutes.municipality != given.name and not unsure:
            return _another_municipalitys(document, reading, minutes.municipality)
        # Doubts that whoever handed it in has answered
        doubts = {"no_municipality", "municipality_unsure", "municipality_thin"}
        warnings = tuple(warning for warning in minutes.warnings if warning.code not in doubts)
        minutes = dataclasses.replace(minutes, municipality=given.name, warnings=warnings)
        reading = dataclasses.replace(reading, minutes=minutes)
    file = _File(document.sha256, len(data), document.filename, given)
    return _file_safely(file, reading, publish=False, actor=actor, again=True)


@transaction.atomic
def _another_municipalitys(document: SourceDocument, reading: Reading, name: str) -> Receipt:
    lock("document", document.sha256)
    note_reading(document, reading)
    document.outcome, document.municipality = Outcome.FOREIGN, None
    document.problem = f"Filen er efter sit indhold fra en anden kommune: {name}."
    document.save()
    return receipts.failed(document, "another municipality's")


def release(document: SourceDocument, *, actor: User | None, reason: str) -> Receipt:
    """Let a document that was held back for personal data be filed and published all the same.

    Raises ValueError without a reason.
    """
    if not reason.strip():
        raise ValueError("a release needs a reason")
    with transaction.atomic():
        give_fact(document, RELEASE, True, actor=actor, reason=reason)
        record("release", actor=actor, target=document, municipality=document.municipality, reason=reason)
    return read_again(document, actor=actor)


def fill_in(document: SourceDocument, facts: Mapping[str, Any], *, actor: User | None) -> Receipt:
    """Say what a document does not say itself, and read it again.

    facts: 'municipality' (a row), 'committee' (its name), 'date', 'document_kind', and 'reason'; each may be absent.
    """
    said = {name: as_json(value) for name, value in facts.items() if name != "reason"}
    with transaction.atomic():
        for name in FACTS:
            if name in facts:
                give_fact(document, name, facts[name], actor=actor, reason=facts.get("reason", ""))
        if "municipality" in facts:
            document.municipality = facts["municipality"]
            document.save(update_fields=["municipality"])
        if said:
            where = document.municipality
            reason = facts.get("reason", "")
            record("correct", actor=actor, target=document, municipality=where, after=said, reason=reason)
    return _read_again(document, publish=False, actor=actor, said_by_person=bool(said))


def _erased_before(data: bytes, filename: str) -> Receipt | None:
    """The refusal of a file that was erased; nothing of it is kept, its name neither."""
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        refuse_erased(sha256)
    except ErasedBefore:
        log.warning("file %s was erased before and is refused", sha256)
        document = SourceDocument(sha256=sha256, filename=safe_name(filename), outcome=Outcome.ERASED)
        document.problem = NOT_AGAIN
        return receipts.failed(document, "erased before, for personal data")
    return None


@dataclasses.dataclass(frozen=True)
class _File:
    sha256: str
    size: int
    name: str
    given: Municipality | None  # whose it is, where somebody said so
    said_by_person: bool = False  # read again because a person told what the file does not say


def _file_safely(
    file: _File, reading: Reading, *, publish: bool, actor: User | None, again: bool = False, tries: int = 3
) -> Receipt:
    """`_file`, tried again where two filings waited for each other, and noted as failed where it cannot be done."""
    try:
        return _file(file, reading, publish=publish, actor=actor, again=again)
    except OperationalError as error:
        if tries > 1 and isinstance(error.__cause__, DeadlockDetected) and not connection.in_atomic_block:
            return _file_safely(file, reading, publish=publish, actor=actor, again=again, tries=tries - 1)
        raise
    except (DatabaseError, ValueError) as error:
        # What was read cannot be stored as it is. The archive stands as before; the file is listed with its failure.
        log.error("filing of %s failed: %s", file.sha256, type(error).__name__)
        failure = Reading(Outcome.FAILED, reading.media_type, problem_da=OUR_FAULT, detail_en=type(error).__name__)
        return _file(file, failure, publish=False, actor=actor, again=again)


@transaction.atomic
def _file(file: _File, reading: Reading, *, publish: bool, actor: User | None, again: bool) -> Receipt:
    lock("document", file.sha256)
    document = SourceDocument.objects.select_related("meeting").filter(sha256=file.sha256).first()
    if document is None:
        document = SourceDocument(sha256=file.sha256, filename=file.name, size=file.size, received_from=actor)
    elif document.outcome == Outcome.OK and document.meeting and not again:
        return receipts.unchanged(document)  # somebody else filed the same bytes while we read
    if reading.minutes is None and document.meeting is not None:
        # Today's reading fails where an earlier one did not: what stands is worth more.
        log.warning("original %s was read before and is not now: %s", file.sha256, reading.detail_en)
        return dataclasses.replace(receipts.failed(document, reading.detail_en), message_da=reading.problem_da)
    if reading.outcome == Outcome.BLOCKED and is_released(document):
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
    return _published(receipt, publish, actor)


def _published(receipt: Receipt, publish: bool, actor: User | None) -> Receipt:
    meeting = receipt.meeting
    if not publish or meeting is None or receipt.document.outcome != Outcome.OK or meeting.is_published:
        return receipt
    if meeting.status == Meeting.Status.WITHDRAWN:
        message = f"{receipt.message_da} Mødet er trukket tilbage og offentliggøres ikke igen herfra."
        return dataclasses.replace(receipt, message_da=message, held_back=True)
    if receipt.is_all_new:
        published = publish_made(meeting, receipt.document, actor=actor)
    else:
        published = publish_meeting(meeting, actor=actor)
    return dataclasses.replace(receipt, meeting=published, message_da=f"{receipt.message_da} Offentliggjort.")
