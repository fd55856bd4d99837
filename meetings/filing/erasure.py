"""Erasing for the sake of personal data: what was said is gone from everywhere, and one row says that it is.

    erase_meeting(meeting, …)     a meeting with all its versions and files
    erase_item(item, …)           one item; the meeting's files go too, since they hold it
    erase_again(document, …)      a later file that brought an erased item again
    erase_version(document, …)    an earlier version, whose text the meeting no longer has
    erase_file(document, …)       a file that never became a meeting

Each is one transaction: rows, search, corrections, the words of the audit trail, and a tombstone at the address. The
bytes go when it has committed; should the process die in between, `erased.sweep` deletes them (the worker calls it at
once and every night). The same file is refused when somebody sends it again. Backups and the server's own log of
changes keep what they hold until they run out: docs/security.md says what to do about them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from meetings.models import (
    AuditEntry,
    Case,
    Correction,
    Erasure,
    Item,
    Meeting,
    Municipality,
    SourceDocument,
    Upload,
    User,
)
from meetings.templatetags.danish import long_date

from . import words
from .apply import lock, lock_all
from .audit import record
from .erased import delete_bytes
from .erased_marks import marks_of
from .indexing import index_meeting
from .kept_readings import GONE, called_of, holds, nameless, readings_of, without
from .meanwhile import FILE_FILED, FILE_GONE, MEETING_GONE, ROW_GONE, Overtaken, tried_again

ERASED = "Slettet af hensyn til personoplysninger."


@tried_again
@transaction.atomic
def erase_meeting(meeting: Meeting, *, actor: User | None, reason: str) -> Erasure:
    """Raises ValueError without a reason, as all of these do."""
    erasure = _begin(Erasure.Scope.MEETING, meeting, reason)
    erasure.address = meeting.get_absolute_url()
    documents = list(meeting.documents.light())
    beside = _files_beside(meeting.items.values("pk"), documents) + _waiting_beside(meeting)
    texts = _texts(documents + beside)
    _take_from_readers(meeting)
    _blank_audit(models.Q(meeting=meeting.pk) | _about(documents + beside) | _about_rows("meeting", [meeting.pk]))
    _forget_facts(documents + beside)
    meeting.items.all().delete()
    SourceDocument.objects.filter(pk__in=[document.pk for document in documents + beside]).delete()
    Meeting.objects.filter(pk=meeting.pk).delete()  # `meeting` keeps its key, in case this is tried again
    return _finish(erasure, documents + beside, actor, texts)


@tried_again
@transaction.atomic
def erase_item(item: Item, *, actor: User | None, reason: str) -> Erasure:
    """The rest of the meeting stays with what was read of it; none of its files can be had any more."""
    meeting = item.meeting
    erasure = _begin(Erasure.Scope.ITEM, meeting, reason)
    if not Item.objects.filter(pk=item.pk).exists():
        raise Overtaken(ROW_GONE)
    erasure.address = item.get_absolute_url()
    erasure.what = f"{erasure.what}, punkt {item.number}".removesuffix(", punkt ")
    documents, called = list(meeting.documents.all()), called_of(item)
    erasure.meeting, erasure.marks = meeting, marks_of(item, readings_of(called, documents))
    beside = _files_beside([item.pk], documents)
    beside += [file for file in _waiting_beside(meeting) if holds(file.parsed, called)]
    texts = _texts(documents + beside)
    status = Meeting.objects.values_list("status", flat=True).get(pk=meeting.pk)  # as it is now that it is ours
    _take_from_readers(meeting)
    _blank_audit(models.Q(meeting=meeting.pk) | _about(documents + beside))
    _forget_corrections_of(item)
    for document in documents:
        _empty(document, parsed=without(document.parsed, called))
    Item.objects.filter(pk=item.pk).delete()
    SourceDocument.objects.filter(pk__in=[file.pk for file in beside]).delete()
    Meeting.objects.filter(pk=meeting.pk).update(status=status)
    if status == Meeting.Status.PUBLISHED:
        Meeting.objects.filter(pk=meeting.pk).update(corrected_at=timezone.now())
        index_meeting(Meeting.objects.with_places().get(pk=meeting.pk))
    return _finish(erasure, documents + beside, actor, texts)


@tried_again
@transaction.atomic
def erase_version(document: SourceDocument, *, actor: User | None, reason: str) -> Erasure:
    """Raises ValueError for the newest version, whose text the meeting shows: that is erased with the meeting, or
    with the item that it is about."""
    meeting = document.meeting
    if meeting is None or not meeting.documents.filter(version__gt=document.version or 0).exists():
        raise ValueError("only a version that was replaced can be erased alone")
    erasure = _begin(Erasure.Scope.VERSION, meeting, reason)
    erasure.what = f"{erasure.what}, version {document.version}"
    texts = _texts([document])
    _blank_audit(_about([document]) | models.Q(meeting=meeting.pk, action__in=["new_version", "correct"]))
    _forget_facts([document])
    _empty(document, parsed=None)
    return _finish(erasure, [document], actor, texts)


@tried_again
@transaction.atomic
def erase_file(document: SourceDocument, *, actor: User | None, reason: str) -> Erasure:
    """Raises ValueError for the file of a meeting."""
    if document.meeting_id is not None:
        raise ValueError("the file belongs to a meeting")
    if not reason.strip():
        raise ValueError("an erasure needs a reason")
    lock("document", document.sha256)
    stands = SourceDocument.objects.light().filter(pk=document.pk).first()
    if stands is None:
        raise Overtaken(FILE_GONE)
    if stands.meeting_id is not None:
        raise Overtaken(FILE_FILED)
    erasure = Erasure(scope=Erasure.Scope.FILE, municipality=document.municipality, what="fil uden møde")
    erasure.reason = reason.strip()
    texts = _texts([document])
    _blank_audit(_about([document]))
    _forget_facts([document])
    SourceDocument.objects.filter(pk=document.pk).delete()
    return _finish(erasure, [document], actor, texts)


@tried_again
@transaction.atomic
def erase_again(document: SourceDocument, erasures: list[Erasure], *, actor: User | None, reason: str) -> Erasure:
    """A later file that brought erased items again, and whose reading was kept without them."""
    meeting, first = document.meeting, erasures[0]
    if meeting is None:
        raise ValueError("the file is of no meeting")
    erasure = _begin(Erasure.Scope.ITEM, meeting, reason)
    document.refresh_from_db()
    erasure.address, erasure.what, erasure.meeting, erasure.marks = first.address, first.what, meeting, first.marks
    texts = _texts([document])
    _blank_audit(_about([document]))
    _empty(document, parsed=nameless(document.parsed))
    Erasure.objects.filter(pk__in=[one.pk for one in erasures]).update(returned_in=None)
    return _finish(erasure, [document], actor, texts)


def _begin(scope: str, meeting: Meeting, reason: str) -> Erasure:
    """Alone with the meeting and its files: who reads one of them waits, and then finds that it may not come back."""
    if not reason.strip():
        raise ValueError("an erasure needs a reason")
    files = SourceDocument.objects.filter(
        models.Q(meeting=meeting) | models.Q(attachments__item__meeting=meeting) | models.Q(uploads__meeting=meeting)
    )
    lock_all("document", files.order_by().values_list("sha256", flat=True))
    lock("meeting", meeting.pk)
    if not Meeting.objects.filter(pk=meeting.pk).exists():
        raise Overtaken(MEETING_GONE)
    what = f"{meeting.get_kind_display()}, {meeting.committee.name}, {long_date(meeting.date)}"
    municipality: Municipality = meeting.committee.municipality
    return Erasure(scope=scope, municipality=municipality, what=what, reason=reason.strip())


def _finish(erasure: Erasure, documents: Iterable[SourceDocument], actor: User | None, texts: list[str]) -> Erasure:
    erasure.hashes = sorted({document.sha256 for document in documents})
    erasure.made_by = actor
    erasure.save()
    _forget_cases(erasure.municipality)
    uploads = Upload.objects.filter(sha256__in=erasure.hashes)
    uploads.filter(state__in=[*Upload.ASKING, Upload.State.WAITING]).update(state=Upload.State.DECLINED)
    uploads.update(filename=GONE, message=ERASED, facts={})
    words.forget(texts)
    after = {"scope": erasure.scope, "files": len(erasure.hashes)}
    where = erasure.municipality
    record("erase", actor=actor, target=erasure, municipality=where, after=after, reason=erasure.reason)
    hashes = list(erasure.hashes)
    transaction.on_commit(lambda: [delete_bytes(sha256) for sha256 in hashes])
    return erasure


def _forget_cases(municipality: Municipality | None) -> None:
    """Those without items, but not one that somebody files an item of at this moment: that one is held."""
    without = Case.objects.filter(municipality=municipality, items=None)
    mine = list(without.select_for_update(skip_locked=True, of=("self",)).values_list("pk", flat=True))
    Case.objects.filter(pk__in=mine, items=None).delete()


def _take_from_readers(meeting: Meeting) -> None:
    """Out of search, and out of what is gathered of persons; agendas that it had replaced come back."""
    meeting.status = Meeting.Status.DRAFT
    meeting.save(update_fields=["status"])
    index_meeting(meeting)


def _files_beside(items: Any, own: list[SourceDocument]) -> list[SourceDocument]:
    """The files attached to these items and to no other, without the meeting's `own`."""
    mine = SourceDocument.objects.light().filter(attachments__item__in=items)
    elsewhere = SourceDocument.objects.filter(attachments__isnull=False).exclude(attachments__item__in=items)
    return [file for file in mine.exclude(pk__in=elsewhere.values("pk")).distinct() if file not in own]


def _waiting_beside(meeting: Meeting) -> list[SourceDocument]:
    """What was handed in to take the meeting's place, and waits for a clerk or was put aside: it says the same."""
    uploads = Upload.objects.filter(meeting=meeting)
    return list(SourceDocument.objects.filter(pk__in=uploads.values("document"), meeting=None, attachments=None))


def _texts(documents: Iterable[SourceDocument]) -> list[str]:
    """What they say, and what they are called, before it is gone."""
    return [f"{document.filename}\n{document.text}" for document in documents]


def _about(documents: Iterable[SourceDocument]) -> models.Q:
    return _about_rows("sourcedocument", [document.pk for document in documents])


def _about_rows(table: str, keys: list[int]) -> models.Q:
    return models.Q(target_model=table, target_id__in=keys)


def _blank_audit(entries: models.Q) -> None:
    """The trail keeps who, when and what kind of act. The database allows this, and no other change, for as long as
    the transaction says that it erases."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('meetings.erasing', 'yes', true)")
        AuditEntry.objects.filter(entries).update(before=None, after=None, reason="", target="")
        cursor.execute("SELECT set_config('meetings.erasing', '', true)")


def _forget_facts(documents: Iterable[SourceDocument]) -> None:
    """What people said of a document that it does not say itself."""
    keys = [document.pk for document in documents]
    Correction.objects.filter(target_model="sourcedocument", target_id__in=keys).delete()


def _forget_corrections_of(item: Item) -> None:
    """Of the item and all under it, also of rows that are gone: those cannot be told from others of the meeting, so
    every correction goes whose row no longer stands."""
    under = {
        "item": [item.pk],
        "section": list(item.sections.values_list("pk", flat=True)),
        "attachment": list(item.attachments.values_list("pk", flat=True)),
        "decision": list(item.decisions.values_list("pk", flat=True)),
        "vote": list(item.decisions.values_list("votes__pk", flat=True)),
        "absence": list(item.decisions.values_list("absences__pk", flat=True)),
    }
    of_meeting = Correction.objects.filter(meeting=item.meeting)
    for table, keys in under.items():
        of_meeting.filter(target_model=table, target_id__in=[key for key in keys if key]).delete()
    of_meeting.filter(state=Correction.State.REVERTED).delete()
    of_meeting.filter(field=Correction.WHOLE_ROW, value__isnull=True).delete()


def _empty(document: SourceDocument, *, parsed: Any) -> None:
    """The row of a version stays, so that numbers do not jump; nothing of what it said does."""
    document.filename, document.text, document.parsed = GONE, "", parsed
    document.outcome, document.problem = SourceDocument.Outcome.ERASED, ""
    document.warnings, document.unread = [], []
    document.save(update_fields=["filename", "text", "parsed", "outcome", "problem", "warnings", "unread"])
