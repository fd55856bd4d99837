"""A person's answers to what an uploaded file asks; each is kept as a fact of the document and in the audit trail.

The answer itself reads nothing: the file goes back to waiting, and the worker reads it with what is known now. Each
verb gives the uploads that are to be read again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from meetings.language.bodies import body_key
from meetings.models import SourceDocument, Upload, User

from .audit import record
from .difference import Difference, compare
from .document_facts import (
    ANOTHER_SITTING,
    ATTACHMENT,
    FACTS,
    NEW_COMMITTEE,
    PLACE,
    fact,
    give_fact,
    newest_version,
    place_of,
)
from .meanwhile import SEEN_BEFORE
from .no_number import note_no_number
from .personal_findings import RELEASE, mark_of, needs_a_look
from .tables import as_json

State = Upload.State
NEWER = "Imens er der kommet en anden ny version af mødet. Se forskellen igen, og vælg så."


class CannotChoose(Exception):
    """`message_da` says to a clerk why that answer does not fit."""

    def __init__(self, message_da: str) -> None:
        self.message_da = message_da
        super().__init__(message_da)


@transaction.atomic
def as_new_version(upload: Upload, *, actor: User, over: int | None = None) -> list[Upload]:
    """The file takes the place of what stands. What readers see changes when the worker has read it.

    over: the newest version when the person looked; where another has come since, she looks again.
    """
    document, meeting = _asked(upload, State.VERSION), upload.meeting
    if meeting is None:
        raise CannotChoose("Mødet findes ikke længere. Læs filen igen.")
    four_eyes = meeting.committee.municipality.four_eyes
    if meeting.is_published and four_eyes and document.received_from_id == actor.pk:
        raise CannotChoose("Kommunen kræver fire øjne: en anden end den, der lagde filen op, vælger.")
    if over is not None and over != newest_version(meeting):
        raise CannotChoose(NEWER)
    return _answer(upload, {PLACE: place_of(meeting)}, actor, said={"version_of": str(meeting)})


@transaction.atomic
def as_another_sitting(upload: Upload, *, actor: User) -> list[Upload]:
    """The body met twice that day: the file is of the other meeting."""
    _asked(upload, State.VERSION)
    return _answer(upload, {PLACE: ANOTHER_SITTING}, actor, said={"version_of": "et andet møde samme dag"})


@transaction.atomic
def with_new_committee(upload: Upload, *, actor: User) -> list[Upload]:
    """The committee is new; every file that waits for it is read."""
    name = _committee_asked(upload)
    waiting = _waiting_for(upload, name)
    return [row for one in waiting for row in _answer(one, {NEW_COMMITTEE: True}, actor, said={"committee": name})]


@transaction.atomic
def with_committee(upload: Upload, name: str, *, actor: User) -> list[Upload]:
    """What the file calls its committee is another name of one that stands, in every file that waits for it."""
    waiting = _waiting_for(upload, _committee_asked(upload))
    return [row for one in waiting for row in _answer(one, {"committee": name}, actor, said={"committee": name})]


@transaction.atomic
def with_facts(upload: Upload, facts: Mapping[str, Any], *, actor: User) -> list[Upload]:
    """What the file does not say, or says wrongly: some of FACTS."""
    _asked(upload, State.INCOMPLETE, State.VERSION, State.COMMITTEE)
    said = {name: as_json(facts[name]) for name in FACTS if facts.get(name)}
    if not said:
        raise CannotChoose("Skriv mindst én af oplysningerne.")
    return _answer(upload, said, actor, said=said)


@transaction.atomic
def as_attachment(upload: Upload, *, actor: User) -> list[Upload]:
    """The file is no minutes: a paper beside an item."""
    _asked(upload, State.INCOMPLETE, State.VERSION, State.COMMITTEE, State.UNREAD)
    return _answer(upload, {ATTACHMENT: True}, actor, said={"attachment": True})


@transaction.atomic
def release(upload: Upload, reason: str, *, actor: User) -> list[Upload]:
    """Let a file that is held back be filed all the same. Publishing remains a choice of its own."""
    document = _asked(upload, State.HELD)
    if not reason.strip():
        raise CannotChoose("Skriv, hvorfor filen kan lægges i arkivet alligevel.")
    give_fact(document, RELEASE, True, actor=actor, reason=reason)
    record("release", actor=actor, target=document, municipality=document.municipality, reason=reason)
    return [_wait(upload)]


@transaction.atomic
def no_number(upload: Upload, *, actor: User, seen: str) -> list[Upload]:
    """She looked, and what may be a CPR number is none. seen: `mark_of` the file as she saw it."""
    document = _asked(upload, State.HELD)
    if not needs_a_look(document.warnings) or mark_of(document) != seen:
        raise CannotChoose(SEEN_BEFORE)
    note_no_number(document, actor=actor)
    return [_wait(upload)]


@transaction.atomic
def put_aside(upload: Upload, *, actor: User) -> list[Upload]:
    """The file is not filed. Its bytes stay until somebody erases them."""
    if not upload.asks:
        raise CannotChoose("Filen venter ikke på et valg.")
    upload.state, upload.message = State.DECLINED, "Lagt til side: filen er ikke lagt i arkivet."
    upload.save(update_fields=["state", "message"])
    _record(upload, actor, {"declined": True})
    return []


@transaction.atomic
def try_again(upload: Upload, *, actor: User) -> list[Upload]:
    """Read a file again that could not be read, or that was put aside."""
    if upload.state not in (State.UNREAD, State.DECLINED) or upload.document is None:
        raise CannotChoose("Filen kan ikke læses igen herfra.")
    return [_wait(upload)]


def difference(upload: Upload) -> Difference | None:
    """What the file says otherwise than the newest version that stands; None where either was not read."""
    if upload.state != State.VERSION or upload.meeting is None or upload.document is None:
        return None
    newest = upload.meeting.documents.filter(version__isnull=False).order_by("-version").first()
    parsed = SourceDocument.objects.values_list("parsed", flat=True).get(pk=upload.document.pk)
    if newest is None or not newest.parsed or not parsed:
        return None
    return compare(newest.parsed, parsed, is_closed=lambda item: bool(item["closed"]))


def _asked(upload: Upload, *states: str) -> SourceDocument:
    if upload.state not in states or upload.document is None or upload.document.meeting_id is not None:
        raise CannotChoose("Filen venter ikke længere på det valg.")
    return upload.document


def _committee_asked(upload: Upload) -> str:
    """The name that the file calls its committee."""
    document = _asked(upload, State.COMMITTEE)
    return str(fact(document, "committee") or (document.parsed or {}).get("committee") or "")


def _waiting_for(upload: Upload, name: str) -> list[Upload]:
    """The files of the municipality that ask for that committee."""
    place = upload.batch.municipality
    rows = Upload.objects.filter(state=State.COMMITTEE, batch__municipality=place).exclude(document=None)
    key = body_key(name, place.name)
    rows = rows.select_related("document", "batch__municipality")
    return [one for one in rows if one.pk == upload.pk or body_key(_committee_asked(one), place.name) == key]


def _answer(upload: Upload, facts: Mapping[str, Any], actor: User, *, said: Mapping[str, Any]) -> list[Upload]:
    if upload.document is not None:
        for name, value in facts.items():
            give_fact(upload.document, name, value, actor=actor)
    _record(upload, actor, said)
    return [_wait(upload)]


def _wait(upload: Upload) -> Upload:
    upload.state, upload.message = State.WAITING, ""
    upload.save(update_fields=["state", "message"])
    return upload


def _record(upload: Upload, actor: User, said: Mapping[str, Any]) -> None:
    record("choose", actor=actor, target=upload, municipality=upload.batch.municipality, after=dict(said))
