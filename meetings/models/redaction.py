"""Words that readers may not see: struck out wherever they stand, for as long as the redaction stands."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MinLengthValidator
from django.db import models

from .item import Item
from .meeting import Meeting
from .places import Committee, Municipality


class RedactionQuerySet(models.QuerySet["Redaction"]):
    def standing(self) -> RedactionQuerySet:
        return self.filter(lifted_at=None)

    def over(self, committee: Committee, meeting: Meeting | None) -> RedactionQuerySet:
        """Those that reach into a meeting of a committee: of the municipality, the committee, or the meeting itself,
        whole or an item of it. None: a meeting that is not there yet."""
        here = models.Q(committee=None, meeting=None) | models.Q(committee=committee)
        if meeting is not None:
            here |= models.Q(meeting=meeting)
        return self.filter(here, municipality=committee.municipality_id).select_related("item")


class Redaction(models.Model):
    """One word, phrase or kind of number, in one scope: an item (with its meeting), a meeting, a committee, or else the
    whole municipality.

    `words` is what is struck out: capitals do not count, `*` stands for the rest of a word, and the genitive's s goes
    with it. For the kind CPR it is empty. `struck` keeps what stood in corrections, so that lifting can put it back:
    {correction's id: {its column: value}}.
    """

    class Kind(models.TextChoices):
        WORDS = "words", "ord"
        CPR = "cpr", "CPR-numre"

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="redactions", verbose_name="kommune")
    committee = models.ForeignKey(Committee, models.CASCADE, null=True, blank=True, verbose_name="udvalg")
    meeting = models.ForeignKey(
        Meeting, models.CASCADE, null=True, blank=True, related_name="redactions", verbose_name="møde"
    )
    item = models.ForeignKey(Item, models.SET_NULL, null=True, blank=True, verbose_name="punkt")
    item_number = models.CharField("punktets nummer", max_length=12, blank=True)
    kind = models.CharField("hvad", max_length=8, choices=Kind, default=Kind.WORDS)
    words = models.CharField("ord", max_length=200, blank=True, validators=[MinLengthValidator(3)])
    reason = models.TextField("begrundelse")
    struck = models.JSONField(default=dict, blank=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="af"
    )
    made_at = models.DateTimeField("siden", auto_now_add=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="ophævet af"
    )
    lifted_at = models.DateTimeField("ophævet", null=True, blank=True)

    objects = RedactionQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]
        verbose_name = "udstregning"
        verbose_name_plural = "udstregninger"
        indexes = [models.Index(fields=["municipality"], name="redaction_standing", condition=models.Q(lifted_at=None))]

    def __str__(self) -> str:
        """Without the words: this is what logs and the audit trail say."""
        return f"udstregning {self.pk}"

    @property
    def scope(self) -> str:
        """'punkt 4', 'mødet', 'Byrådet', 'Varde'"""
        if self.item_number or self.item_id:
            return f"punkt {self.item_number}".strip()
        if self.meeting_id:
            return "mødet"
        return self.committee.name if self.committee else self.municipality.name
