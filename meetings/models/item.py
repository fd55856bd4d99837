"""A point on the agenda, the unit that is searched, with the sections of its text and its case."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from .addresses import path_of
from .meeting import Meeting
from .places import Municipality


class Case(models.Model):
    """A sagsnummer of one municipality: ties items together. Natural key: municipality + normalised number."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="cases", verbose_name="kommune")
    number = models.CharField("sagsnummer", max_length=80, help_text="som det oftest skrives")
    normalised = models.CharField("normaliseret", max_length=80, help_text="store bogstaver, - for skråstreg")

    class Meta:
        ordering = ["-normalised"]
        verbose_name = "sag"
        verbose_name_plural = "sager"
        constraints = [models.UniqueConstraint(fields=["municipality", "normalised"], name="case_natural_key")]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("case", args=[self.municipality.slug, self.normalised])


class ItemQuerySet(models.QuerySet["Item"]):
    def published(self) -> ItemQuerySet:
        return self.filter(meeting__status=Meeting.Status.PUBLISHED)

    def with_places(self) -> ItemQuerySet:
        return self.select_related("meeting__committee__municipality", "case__municipality")

    def with_contents(self) -> ItemQuerySet:
        """With everything an item's page shows, in one query a table."""
        return self.prefetch_related("sections", "attachments", "decisions__votes", "decisions__absences")

    def newest_meeting_first(self) -> ItemQuerySet:
        return self.order_by("-meeting__date", "-meeting_id", "position")


class Item(models.Model):
    """A point on the agenda. Natural key: meeting + position.

    `slug` is the number as an address part ('12a'; a second item of the same number gets '12a-2').
    Of a closed item only heading and case number are public.
    """

    class Kind(models.TextChoices):
        DECISION = "decision", "beslutning"
        DISCUSSION = "discussion", "drøftelse"
        BRIEFING = "briefing", "orientering"
        UNSPECIFIED = "unspecified", "ikke angivet"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items", verbose_name="møde")
    position = models.PositiveSmallIntegerField("rækkefølge")
    number = models.CharField("punkt", max_length=12, blank=True, help_text="som trykt: 97, 12a")
    slug = models.SlugField("adresse", max_length=24, help_text="sidste del af adressen efter punkt-")
    title = models.TextField("titel")
    kind = models.CharField("type", max_length=12, choices=Kind, default=Kind.UNSPECIFIED)
    closed = models.BooleanField("lukket", default=False)
    case = models.ForeignKey(Case, models.SET_NULL, null=True, blank=True, related_name="items", verbose_name="sag")
    case_number = models.CharField("sagsnummer som trykt", max_length=80, blank=True)
    document_number = models.CharField("dokumentnummer", max_length=80, blank=True)
    page = models.PositiveIntegerField("side i originalen", null=True, blank=True)
    line = models.PositiveIntegerField("linje i originalen", null=True, blank=True)
    # What followers are told, of an item of a published meeting: that it came later than the meeting, or says something
    # else than before. Not that it has another number, nor that our own reading of the same file became better.
    came_at = models.DateTimeField("kommet til", null=True, blank=True, editable=False)
    altered_at = models.DateTimeField("rettet", null=True, blank=True, editable=False)

    objects = ItemQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        verbose_name = "punkt"
        verbose_name_plural = "punkter"
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "position"], name="item_natural_key", deferrable=models.Deferrable.DEFERRED
            ),
            models.UniqueConstraint(
                fields=["meeting", "slug"], name="item_address", deferrable=models.Deferrable.DEFERRED
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    @property
    def short_name(self) -> str:
        return f"Punkt {self.number}" if self.number else "Punkt uden nummer"

    def get_absolute_url(self) -> str:
        return path_of(*self.meeting.address_parts(), f"punkt-{self.slug}")


class Section(models.Model):
    """A headed part of an item's text. Natural key: item + position."""

    class Role(models.TextChoices):
        SUMMARY = "summary", "resumé"
        SUBJECT = "subject", "emne"
        BACKGROUND = "background", "sagsfremstilling"
        RECOMMENDATION = "recommendation", "indstilling"
        ASSESSMENT = "assessment", "vurdering"
        FINANCE = "finance", "økonomi"
        LEGAL = "legal", "retsgrundlag"
        OPTIONS = "options", "handlemuligheder"
        CONSULTATION = "consultation", "høring"
        PROCEDURE = "procedure", "sagens gang"
        CONSEQUENCES = "consequences", "konsekvenser"
        HISTORY = "history", "historik"
        OTHER = "other", "andet"

    item = models.ForeignKey(Item, models.CASCADE, related_name="sections", verbose_name="punkt")
    position = models.PositiveSmallIntegerField("rækkefølge")
    heading = models.TextField("overskrift", blank=True)
    role = models.CharField("rolle", max_length=16, choices=Role, default=Role.OTHER)
    text = models.TextField("tekst", blank=True)
    page = models.PositiveIntegerField("side", null=True, blank=True)

    class Meta:
        ordering = ["position"]
        verbose_name = "afsnit"
        verbose_name_plural = "afsnit"
        constraints = [
            models.UniqueConstraint(
                fields=["item", "position"], name="section_natural_key", deferrable=models.Deferrable.DEFERRED
            )
        ]

    def __str__(self) -> str:
        return self.heading or self.get_role_display()
