"""What somebody hands in at one time, and what became of each file of it: the lasting record of an upload."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse

from meetings.ingest.personal_data import masked_name

from .document import SourceDocument
from .item import Item
from .meeting import Meeting
from .places import Municipality
from .token import UploadToken


class Batch(models.Model):
    """Files handed in together. Natural key: who + `key`, which the sender makes: a form sent twice is one batch.

    `closed_at`: no more files come. `done_at`: all of them are read. `receipt_at`: the receipt is mailed, or there is
    nobody to mail it to.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="batches", verbose_name="kommune")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="batches", verbose_name="af"
    )
    token = models.ForeignKey(
        UploadToken, models.SET_NULL, null=True, blank=True, related_name="batches", verbose_name="nøgle"
    )
    key = models.UUIDField("afsenderens mærke", default=uuid.uuid4, editable=False)
    made_at = models.DateTimeField("modtaget", auto_now_add=True)
    closed_at = models.DateTimeField("afsluttet", null=True, blank=True)
    done_at = models.DateTimeField("læst", null=True, blank=True)
    receipt_at = models.DateTimeField("kvittering sendt", null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        verbose_name = "bunke"
        verbose_name_plural = "bunker"
        constraints = [
            models.UniqueConstraint(fields=["made_by", "key"], name="batch_of_person"),
            models.UniqueConstraint(fields=["token", "key"], name="batch_of_token"),
        ]
        indexes = [models.Index(fields=["municipality", "-made_at"], name="batch_newest")]

    def __str__(self) -> str:
        return f"bunke {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("desk_batch", args=[self.pk])


class UploadQuerySet(models.QuerySet["Upload"]):
    def with_all(self) -> UploadQuerySet:
        """With what a row of the batch page shows, in the same query and without the documents' large columns."""
        rows = self.select_related("document", "meeting__committee__municipality", "item__meeting")
        return rows.defer("document__parsed", "document__text")


class Upload(models.Model):
    """One file of a batch. Natural key: batch + SHA-256 + name, for files that were taken in.

    `document` is the kept original; None for what was not taken in, and for what another municipality has.
    `meeting`: where it was filed, or whose place it would take. `item`: of a paper that is tied to it.
    `facts`: what the sender says of it, {committee, date, document_kind}, each where it is said.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "venter på at blive læst"
        FILED = "filed", "læst"
        SAME = "same", "ligger her allerede"
        VERSION = "version", "ny version?"
        COMMITTEE = "committee", "ukendt udvalg"
        INCOMPLETE = "incomplete", "mangler oplysninger"
        HELD = "held", "holdt tilbage"
        ATTACHED = "attached", "bilag"
        LOOSE = "loose", "bilag uden punkt"
        FOREIGN = "foreign", "en anden kommunes"
        UNREAD = "unread", "kan ikke læses"
        REFUSED = "refused", "ikke modtaget"
        DECLINED = "declined", "lagt til side"

    ASKING = (State.VERSION, State.COMMITTEE, State.INCOMPLETE, State.HELD, State.LOOSE)
    STOPPED = (State.FOREIGN, State.UNREAD, State.REFUSED)

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="uploads", verbose_name="bunke")
    filename = models.CharField("filnavn", max_length=255)
    size = models.PositiveBigIntegerField("størrelse i bytes", default=0)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    document = models.ForeignKey(
        SourceDocument, models.SET_NULL, null=True, blank=True, related_name="uploads", verbose_name="original"
    )
    meeting = models.ForeignKey(
        Meeting, models.SET_NULL, null=True, blank=True, related_name="uploads", verbose_name="møde"
    )
    item = models.ForeignKey(Item, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="punkt")
    facts = models.JSONField("oplyst", default=dict, blank=True)
    state = models.CharField("tilstand", max_length=12, choices=State, default=State.WAITING)
    message = models.TextField("hvad der skete", blank=True)
    made_at = models.DateTimeField("modtaget", auto_now_add=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = "fil i en bunke"
        verbose_name_plural = "filer i bunker"
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "sha256", "filename"], condition=~models.Q(sha256=""), name="upload_natural_key"
            )
        ]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        """The file's name for people and logs; rows of earlier days hold it as it was sent."""
        return masked_name(self.filename)

    @property
    def waits_for_recognition(self) -> bool:
        """Whether OCR will read it, and nobody need do anything."""
        document = self.document
        return self.state == self.State.UNREAD and bool(document and document.outcome in document.FOR_RECOGNITION)

    @property
    def label(self) -> str:
        """Its state in words. What waits for OCR is unread, but not for ever."""
        return "venter på OCR" if self.waits_for_recognition else self.get_state_display()

    @property
    def stopped(self) -> bool:
        """Whether nothing comes of it unless somebody does something."""
        return self.state in self.STOPPED and not self.waits_for_recognition

    @property
    def asks(self) -> bool:
        """Whether it waits for a person's choice."""
        return self.state in self.ASKING
