"""What was erased for the sake of personal data: that it was, when, by whom and why, and nothing of what it said."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from .document import SourceDocument
from .meeting import Meeting
from .places import Municipality


class Erasure(models.Model):
    """One erasure. `hashes` are the SHA-256 of the files that were deleted and may not come back.

    `address` is the path that answers with a tombstone: of the meeting, or of the item alone. `what` names the kind of
    thing and its place ('referat, Byrådet, 5. december 2023, punkt 4'), never its title or text.

    Of an item of `meeting`, `marks` are keyed digests of its titles and case numbers, by which a later file that brings
    it again is known (filing/erased_again.py). A whole meeting is known by `what`, and `meeting` is its new draft.
    `returned_in` is the file that brought either again, until somebody decides; `lifted_at` when somebody decided that
    readers may see it again.
    """

    class Scope(models.TextChoices):
        MEETING = "meeting", "hele mødet"
        ITEM = "item", "et punkt"
        VERSION = "version", "en tidligere version"
        FILE = "file", "en fil uden møde"

    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, related_name="erasures", verbose_name="kommune"
    )
    scope = models.CharField("omfang", max_length=8, choices=Scope)
    what = models.CharField("hvad", max_length=300)
    address = models.CharField("adresse", max_length=500, blank=True, db_index=True)
    hashes = models.JSONField("filer", default=list)
    reason = models.TextField("begrundelse")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="af"
    )
    made_at = models.DateTimeField("slettet", auto_now_add=True)
    meeting = models.ForeignKey(
        Meeting, models.SET_NULL, null=True, editable=False, related_name="erasures", verbose_name="møde"
    )
    marks = models.JSONField("kendetegn", default=dict, editable=False)
    returned_in = models.ForeignKey(
        SourceDocument, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name="kom igen i"
    )
    lifted_at = models.DateTimeField("ophævet", null=True, editable=False)

    class Meta:
        ordering = ["-made_at", "-id"]
        verbose_name = "sletning"
        verbose_name_plural = "sletninger"

    def __str__(self) -> str:
        return f"sletning {self.pk}: {self.what}"
