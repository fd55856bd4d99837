"""What was erased stays away: the same file is refused, a tombstone stands at the address, and no bytes are left."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import connection, models

from meetings.models import Committee, Erasure, Meeting, SourceDocument
from meetings.templatetags.danish import long_date

from . import originals, receipts
from .filenames import safe_name
from .match import Bodies
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


def erased_of(meeting: Meeting) -> tuple[list[Erasure], list[Erasure]]:
    """(items, whole) of a meeting that stands: what was erased of it and not decided otherwise since; and, where it was
    erased whole and has come again, the erasures that wait for a decision. One query."""
    # Erasures of an earlier version of this archive know only the address.
    its_own = models.Q(meeting=meeting) | models.Q(meeting=None, address__startswith=meeting.get_absolute_url())
    items = models.Q(scope=Erasure.Scope.ITEM) & its_own
    whole = models.Q(scope=Erasure.Scope.MEETING, meeting=meeting, returned_in__isnull=False)
    found = list(Erasure.objects.filter(items | whole, lifted_at=None).order_by("made_at"))
    of_items = [one for one in found if one.scope == Erasure.Scope.ITEM]
    return of_items, [one for one in found if one not in of_items]


def whole_erased(committee: Committee, wanted: Mapping[str, Any]) -> list[Erasure]:
    """Erasures of the whole meeting that a reading speaks of, by body, day and kind (`wanted`: of the cover), which
    nobody has decided otherwise since. One query, and two more where something of that day was erased."""
    kind, day = Meeting.Kind(wanted["kind"]).label, long_date(wanted["date"])
    erased = Erasure.objects.filter(scope=Erasure.Scope.MEETING, municipality=committee.municipality, lifted_at=None)
    found = list(erased.filter(what__startswith=f"{kind}, ", what__endswith=f", {day}"))
    bodies = Bodies(committee.municipality)
    names = {one.pk: one.what.removeprefix(f"{kind}, ").removesuffix(f", {day}") for one in found}
    return [one for one in found if (body := bodies.find(names[one.pk])) and body.pk == committee.pk]


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
