"""What is decided of an erased item, or meeting, that a later file has brought again (`erased_marks` knows the item and
keeps it back; a meeting brought again stays a draft).

waiting_in(meeting)             what waits for a decision
publish_again(meeting, …)       readers may see it again: the file is read again, whole; of a meeting: the draft
keep_erased(meeting, …)         the file that brought it goes, too; of a meeting everything
"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from meetings.models import Erasure, Meeting, SourceDocument, User

from .audit import record
from .erasure import erase_again, erase_meeting
from .intake import read_again
from .receipts import Receipt


def waiting_in(meeting: Meeting) -> list[Erasure]:
    return list(Erasure.objects.filter(meeting=meeting, returned_in__isnull=False).order_by("made_at"))


def publish_again(meeting: Meeting, *, actor: User | None, reason: str) -> Receipt:
    """Let readers see what was erased and has come again; what they see else of the meeting stays as it is. A whole
    meeting may be published from then on.

    Raises ValueError without a reason, LookupError where nothing waits, originals.OriginalDamaged.
    """
    if not reason.strip():
        raise ValueError("a reason is needed")
    with transaction.atomic():
        waiting = list(Erasure.objects.select_for_update().filter(meeting=meeting, returned_in__isnull=False))
        if not waiting:
            raise LookupError(meeting.pk)
        brought = SourceDocument.objects.filter(pk__in=[one.returned_in_id for one in waiting])
        document = brought.order_by("-version")[0]
        for one in waiting:
            one.returned_in, one.lifted_at = None, timezone.now()
            one.save(update_fields=["returned_in", "lifted_at"])
        record(
            "lift_erasure",
            actor=actor,
            target=meeting,
            municipality=meeting.committee.municipality,
            after={"erasures": [one.pk for one in waiting], "sha256": document.sha256},
            reason=reason.strip(),
        )
        return read_again(document, actor=actor)


def keep_erased(meeting: Meeting, *, actor: User | None, reason: str) -> Erasure:
    """The file goes as those before it went; the rest of what was read of it stays, but for a whole meeting. Raises as
    `publish_again`."""
    waiting = waiting_in(meeting)
    if not waiting or waiting[0].returned_in is None:
        raise LookupError(meeting.pk)
    if any(one.scope == Erasure.Scope.MEETING for one in waiting):
        return erase_meeting(meeting, actor=actor, reason=reason)
    return erase_again(waiting[0].returned_in, waiting, actor=actor, reason=reason)
