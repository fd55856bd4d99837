"""A file's way into the archive: bytes kept, read, matched, planned, written; one transaction a document.

The order is what makes it safe. The bytes are on the disk before anything else happens, so they are never lost; the
reading happens outside the database; and then one transaction holds the document's row and every row it fills
(`file_document`), so that whoever is killed at any moment leaves the whole document or none of it.
"""

from __future__ import annotations

import dataclasses
import hashlib
import logging
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from meetings.models import Municipality, SourceDocument, User

from . import originals, receipts
from .apply import lock
from .audit import record
from .document_facts import (
    FACTS,
    give_fact,
)
from .erased import erased_before, refuse_erased
from .file_document import File, file_document, note_foreign, published
from .filenames import safe_name
from .no_number import note_no_number
from .personal_findings import RELEASE
from .reading import Reading, read
from .receipts import Receipt
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
    if refused := erased_before(hashlib.sha256(data).hexdigest(), filename):
        return refused
    sha256 = originals.store(data)
    known = SourceDocument.objects.light().select_related("meeting__committee").filter(sha256=sha256).first()
    if known and known.outcome in (Outcome.OK, Outcome.BLOCKED) and known.meeting:
        return published(receipts.unchanged(known), publish, actor)
    reading = read(data, safe_name(filename), municipality=given.name if given else None)
    file = File(sha256, len(data), safe_name(filename), given, was_known=known is not None)
    return file_document(file, reading, publish=publish, actor=actor)


def receive(
    data: bytes, filename: str, *, municipality: Municipality | None = None, actor: User | None = None
) -> SourceDocument:
    """Keep the bytes and note them as received, to be read later by `read_again`. Raises erased.ErasedBefore."""
    with transaction.atomic():
        return _receive(data, filename, municipality, actor)


def _receive(data: bytes, filename: str, municipality: Municipality | None, actor: User | None) -> SourceDocument:
    lock("document", hashlib.sha256(data).hexdigest())  # who erases it has it, too
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

    recognise: read pages without readable text with OCR; what was once read so is always read so again.
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
    if document.ocr and _lacks_pages(document, reading):
        return receipts.failed(document, "pages were read with OCR before, which is not installed here")
    file = File(document.sha256, len(data), document.filename, given, said_by_person)
    return file_document(file, reading, publish=publish, actor=actor, again=True)


def _lacks_pages(document: SourceDocument, reading: Reading) -> bool:
    """Whether pages wait for OCR in a reading that did not in the one that stands."""
    minutes = reading.minutes
    waits = minutes is not None and any(one.code == SourceDocument.PAGES_WAITING for one in minutes.warnings)
    return waits and not any(one.get("code") == SourceDocument.PAGES_WAITING for one in document.warnings)


def read_uploaded(document: SourceDocument, *, actor: User | None = None, recognise: bool = False) -> Receipt:
    """Read what a clerk of `document.municipality` handed in. It asks before it takes a place or makes a committee.

    A document that is another municipality's by its own words is not filed: outcome FOREIGN, and nobody's desk has it.
    """
    data = originals.read(document.sha256)
    given = document.municipality
    reading = read(data, document.filename, municipality=None, recognise=recognise or document.ocr)
    minutes = reading.minutes
    if given is not None and minutes is not None:
        unsure = any(warning.code in ("municipality_unsure", "municipality_thin") for warning in minutes.warnings)
        if minutes.municipality and minutes.municipality != given.name and not unsure:
            return note_foreign(document, reading, minutes.municipality)
        # Doubts that whoever handed it in has answered
        doubts = {"no_municipality", "municipality_unsure", "municipality_thin"}
        warnings = tuple(warning for warning in minutes.warnings if warning.code not in doubts)
        minutes = dataclasses.replace(minutes, municipality=given.name, warnings=warnings)
        reading = dataclasses.replace(reading, minutes=minutes)
    file = File(document.sha256, len(data), document.filename, given)
    return file_document(file, reading, publish=False, actor=actor, again=True)


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


def say_no_number(document: SourceDocument, *, actor: User | None) -> Receipt:
    """A person has looked at what may be a CPR number in it, and it is none: it is filed and may be published."""
    with transaction.atomic():
        note_no_number(document, actor=actor)
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
