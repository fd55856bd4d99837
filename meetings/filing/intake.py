"""A file's way into the archive: bytes kept, read, matched, planned, written; one transaction a document.

The order is what makes it safe. The bytes are on the disk before anything else happens, so they are never lost; the
reading happens outside the database; and then one transaction holds the document's row and every row it fills, so
that whoever is killed at any moment leaves the whole document or none of it.
"""

from __future__ import annotations

import dataclasses
import logging
from typing import Any

from django.db import transaction
from django.utils import timezone

from meetings.ingest.minutes import Minutes
from meetings.models import Committee, Meeting, Municipality, SourceDocument, User

from . import originals, receipts
from .apply import apply_plan, lock
from .audit import record
from .document_facts import RELEASE, give_fact, is_released, note_reading, with_given_facts
from .filenames import safe_name
from .indexing import index_meeting
from .match import Bodies, find_meeting, find_place, other_meeting_stands_at
from .plan import Plan, make_plan, words_for
from .publishing import publish as publish_meeting
from .reading import Reading, read
from .receipts import Receipt
from .standing import standing
from .wanted import Wanted, wanted_meeting

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
    sha256 = originals.store(data)
    known = SourceDocument.objects.light().select_related("meeting__committee").filter(sha256=sha256).first()
    if known and known.outcome in (Outcome.OK, Outcome.BLOCKED) and known.meeting:
        return _published(receipts.unchanged(known), publish, actor)
    reading = read(data, safe_name(filename), municipality=given.name if given else None)
    return _file(sha256, len(data), safe_name(filename), reading, given=given, publish=publish, actor=actor)


def receive(
    data: bytes, filename: str, *, municipality: Municipality | None = None, actor: User | None = None
) -> SourceDocument:
    """Keep the bytes and note them as received, to be read later by `read_again`."""
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


def read_again(document: SourceDocument, *, publish: bool = False, actor: User | None = None) -> Receipt:
    """Read a kept original with today's parser. Never undoes a correction. Raises originals.OriginalDamaged."""
    data = originals.read(document.sha256)
    given = document.municipality
    reading = read(data, document.filename, municipality=given.name if given else None)
    return _file(
        document.sha256, len(data), document.filename, reading, given=given, publish=publish, actor=actor, again=True
    )


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


@transaction.atomic
def _file(
    sha256: str,
    size: int,
    filename: str,
    reading: Reading,
    *,
    given: Municipality | None,
    publish: bool,
    actor: User | None,
    again: bool = False,
) -> Receipt:
    lock("document", sha256)
    document = SourceDocument.objects.select_related("meeting").filter(sha256=sha256).first()
    if document is None:
        document = SourceDocument(sha256=sha256, filename=filename, size=size, received_from=actor)
    elif document.outcome == Outcome.OK and document.meeting and not again:
        return receipts.unchanged(document)  # somebody else filed the same bytes while we read
    if reading.minutes is None and document.meeting is not None:
        # Today's reading fails where an earlier one did not: what stands is worth more.
        log.warning("original %s was read before and is not now: %s", sha256, reading.detail_en)
        return dataclasses.replace(receipts.failed(document, reading.detail_en), message_da=reading.problem_da)
    if reading.outcome == Outcome.BLOCKED and is_released(document):
        reading = dataclasses.replace(reading, outcome=Outcome.OK, problem_da="")
    document.municipality = given or document.municipality
    note_reading(document, reading)
    if reading.minutes is None:
        document.save()
        return receipts.failed(document, reading.detail_en)
    minutes = with_given_facts(document, reading.minutes)
    place = find_place(minutes, document.municipality)
    document.municipality = place.municipality
    if place.problem or place.municipality is None:
        document.outcome, document.problem = Outcome.INCOMPLETE, place.problem
        document.save()
        return receipts.failed(document, "municipality, committee, date or items missing")
    committee = Bodies(place.municipality).find_or_make(minutes.committee or "")
    return _file_meeting(document, minutes, committee, reading, publish=publish, actor=actor)


def _file_meeting(
    document: SourceDocument,
    minutes: Minutes,
    committee: Committee,
    reading: Reading,
    *,
    publish: bool,
    actor: User | None,
) -> Receipt:
    lock("meetings of the day", committee.pk, minutes.date)
    wanted = wanted_meeting(minutes, committee.pk)
    same_source = document.meeting is not None
    meeting, sequence = (document.meeting, 1) if document.meeting else find_meeting(committee, wanted)
    if meeting is not None:
        lock("meeting", meeting.pk)
        meeting.refresh_from_db()
    held = reading.outcome == Outcome.BLOCKED
    if held and meeting is not None and meeting.is_published:
        # What readers see stays as it is until somebody decided about the new file.
        document.save()
        return dataclasses.replace(receipts.failed(document, reading.detail_en), meeting=meeting, held_back=True)
    made = meeting is None
    if meeting is None:
        assert minutes.date is not None  # find_place saw to it
        meeting = Meeting.objects.create(
            committee=committee, date=minutes.date, kind=minutes.document_kind, sequence=sequence
        )
    document.save()
    if same_source and document.version is not None and _newer_version_stands(document, meeting):
        return receipts.unchanged(document)  # read again, but a later version is what the meeting says
    plan = _plan(wanted, meeting, same_source=same_source)
    apply_plan(plan, meeting)
    document.meeting = meeting
    document.version = document.version or meeting.documents.filter(version__isnull=False).count() + 1
    document.save(update_fields=["meeting", "version"])
    meeting = Meeting.objects.with_places().get(pk=meeting.pk)
    _note(meeting, document, plan, made=made, same_source=same_source, actor=actor)
    index_meeting(meeting)
    if made:
        receipt = Receipt("new", document, meeting, f"Nyt i arkivet: {meeting}.", "filed")
    elif same_source:
        words = words_for(plan)
        status = "unchanged" if plan.is_empty else "new_version"
        receipt = Receipt(status, document, meeting, f"Læst igen: {meeting}: {words}.", "read again")
    else:
        message = f"Ny version ({document.version}) af {meeting}: {words_for(plan)}."
        receipt = Receipt("new_version", document, meeting, message, "filed as a new version")
    if plan.conflicts:
        count = plan.conflicts
        words = "rettelse" if count == 1 else "rettelser"
        receipt = dataclasses.replace(
            receipt, message_da=f"{receipt.message_da} {count} {words} må afgøres: kilden er ændret under dem."
        )
    receipt = dataclasses.replace(receipt, warnings=receipts.warnings_of(document))
    if held:
        return dataclasses.replace(receipt, held_back=True, message_da=f"{receipt.message_da} {document.problem}")
    return _published(receipt, publish, actor)


def _plan(wanted: Wanted, meeting: Meeting, *, same_source: bool) -> Plan:
    here = standing(meeting)
    if other_meeting_stands_at(meeting, wanted.values["committee"], wanted.values):
        # A better reading moved the document to a day that is taken: the meeting keeps the key it has.
        key = {name: here.read[name] for name in ("committee", "date", "kind")}
        wanted = dataclasses.replace(wanted, values=wanted.values | key)
    return make_plan(wanted, here, same_source=same_source, keep_addresses=meeting.published_at is not None)


def _newer_version_stands(document: SourceDocument, meeting: Meeting) -> bool:
    return meeting.documents.filter(version__gt=document.version).exists()


def _note(
    meeting: Meeting, document: SourceDocument, plan: Plan, *, made: bool, same_source: bool, actor: User | None
) -> None:
    """The audit entry, and the date of correction that readers see."""
    if same_source and plan.is_empty:
        return
    if meeting.is_published and not plan.is_empty:
        meeting.corrected_at = timezone.now()
        meeting.save(update_fields=["corrected_at"])
    action = "file" if made else "read_again" if same_source else "new_version"
    after: dict[str, Any] = {"sha256": document.sha256, "version": document.version}
    if not made:
        after["changed"] = words_for(plan)
    record(action, actor=actor, target=meeting, municipality=meeting.committee.municipality, after=after)


def _published(receipt: Receipt, publish: bool, actor: User | None) -> Receipt:
    meeting = receipt.meeting
    if not publish or meeting is None or receipt.document.outcome != Outcome.OK or meeting.is_published:
        return receipt
    if meeting.status == Meeting.Status.WITHDRAWN:
        message = f"{receipt.message_da} Mødet er trukket tilbage og offentliggøres ikke igen herfra."
        return dataclasses.replace(receipt, message_da=message, held_back=True)
    published = publish_meeting(meeting, actor=actor)
    return dataclasses.replace(receipt, meeting=published, message_da=f"{receipt.message_da} Offentliggjort.")
