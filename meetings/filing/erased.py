"""What was erased stays away: the same file is refused, a tombstone stands at the address, and no bytes are left."""

from __future__ import annotations

import logging

from django.conf import settings
from django.db import connection, models

from meetings.models import Erasure, Meeting, SourceDocument

from . import originals, receipts
from .filenames import safe_name
from .receipts import Receipt

log = logging.getLogger(__name__)

NOT_AGAIN = "Filen er slettet af hensyn til personoplysninger og kan ikke lægges i arkivet igen."
# Where the rows were: their pages are cleaned at once, so that what was deleted does not lie on the disk.
TABLES = (
    "sourcedocument", "meeting", "item", "section", "decision", "vote", "absence", "attachment", "attendance",
    "correction", "auditentry", "searchitem", "person", "presence", "personvote", "case", "upload", "word",
    "packedword", "wordbits", "wordspots",
)  # fmt: skip


class ErasedBefore(Exception):
    """The bytes are those of a file that was erased."""


def refuse_erased(sha256: str) -> None:
    """Raises ErasedBefore for a file that may not come back. One query."""
    if Erasure.objects.filter(hashes__contains=[sha256]).exists():
        raise ErasedBefore(sha256)


def erased_before(sha256: str, filename: str) -> Receipt | None:
    """The refusal of a file that was erased; nothing of it is kept, its name neither. One query."""
    try:
        refuse_erased(sha256)
    except ErasedBefore:
        log.warning("file %s was erased before and is refused", sha256)
        delete_bytes(sha256)  # which were kept before anybody could know
        document = SourceDocument(sha256=sha256, filename=safe_name(filename), outcome=SourceDocument.Outcome.ERASED)
        document.problem = NOT_AGAIN
        return receipts.failed(document, "erased before, for personal data")
    return None


def items_erased_from(meeting: Meeting) -> list[Erasure]:
    """What was erased of a meeting that stands, and not decided otherwise since. One query."""
    # Erasures of an earlier version of this archive know only the address.
    its_own = models.Q(meeting=meeting) | models.Q(meeting=None, address__startswith=meeting.get_absolute_url())
    erasures = Erasure.objects.filter(its_own, scope=Erasure.Scope.ITEM, lifted_at=None)
    return list(erasures.order_by("made_at"))


def sweep() -> int:
    """Delete what may still lie on the disk of files that were erased; returns how many files."""
    deleted = 0
    for hashes in Erasure.objects.values_list("hashes", flat=True):
        deleted += sum(delete_bytes(sha256) for sha256 in hashes)
    return deleted


def clean_pages() -> None:
    """Have PostgreSQL overwrite what deleted rows left in its pages. Cannot run inside a transaction."""
    with connection.cursor() as cursor:
        for name in TABLES:
            cursor.execute(f'VACUUM "meetings_{name}"')


def tombstone_at(path: str) -> Erasure | None:
    """The erasure of the page at an address, or of the meeting it belonged to; of a document by its hash. One query."""
    parts = [part for part in path.split("/") if part]
    if "\0" in path or not parts:
        return None
    if parts[0] == "dokument" and len(parts) > 1:
        return Erasure.objects.filter(hashes__contains=[parts[1]]).first()
    beginnings = ["/" + "/".join(parts[:length]) + "/" for length in (3, 4) if len(parts) >= length]
    standing = Erasure.objects.filter(address__in=beginnings, lifted_at=None)
    return standing.first() if beginnings else None


def delete_bytes(sha256: str) -> bool:
    """The original and the pictures of its pages. True where the original was still there."""
    pictures = settings.DATA_DIR / "page_pictures" / sha256[:2]
    for picture in pictures.glob(f"{sha256}-*.png"):
        picture.unlink(missing_ok=True)
    path = originals.path_of(sha256)
    there = path.exists()
    path.unlink(missing_ok=True)
    return there
