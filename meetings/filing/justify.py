"""A person takes a stand on what blocks a draft, in words that are kept."""

from __future__ import annotations

from django.db import transaction

from meetings.models import Meeting, User

from .audit import record
from .blockers import JUSTIFIED_AS, LOOK, PERSONAL_DATA, blockers_of
from .document_facts import give_fact
from .intake import release, say_no_number
from .meanwhile import SEEN_BEFORE, Overtaken


def justify(meeting: Meeting, code: str, *, actor: User | None, reason: str) -> str:
    """Let a draft be published in spite of the blocker `code`; returns a Danish sentence of what was done.

    Raises ValueError without a reason, and LookupError where no such blocker stands or words are not enough.
    """
    if not reason.strip():
        raise ValueError("a blocker is justified in words")
    blocker = next((one for one in blockers_of(meeting) if one.code == code and one.can_be_justified), None)
    document = meeting.documents.light().order_by("-version").first()
    if blocker is None or document is None:
        raise LookupError(code)
    touched = Meeting.objects.filter(pk=meeting.pk)
    if code in (PERSONAL_DATA, LOOK):
        touched.update(edited_by=actor)
        return release(document, actor=actor, reason=reason.strip()).message_da
    with transaction.atomic():
        give_fact(document, JUSTIFIED_AS[code], True, actor=actor, reason=reason.strip())
        touched.update(edited_by=actor)
        record(
            "justify",
            actor=actor,
            target=meeting,
            municipality=meeting.committee.municipality,
            after={"blocker": code, "sha256": document.sha256},
            reason=reason.strip(),
        )
    return "Din begrundelse er gemt."


def no_number(meeting: Meeting, *, actor: User | None, seen: str) -> str:
    """A person looked at what may be a CPR number in a draft, and says that it is none; a Danish sentence of what was
    done.

    seen: `Blocker.mark` as she saw it. Raises LookupError where nothing asks for a look, and Overtaken where another
    file or other findings have come since.
    """
    blocker = next((one for one in blockers_of(meeting) if one.code == LOOK), None)
    document = meeting.documents.light().order_by("-version").first()
    if blocker is None or document is None:
        raise LookupError(LOOK)
    if blocker.mark != seen:
        raise Overtaken(SEEN_BEFORE)
    Meeting.objects.filter(pk=meeting.pk).update(edited_by=actor)
    return say_no_number(document, actor=actor).message_da
