"""Where minutes come from: municipalities, their committees, and the letters of the parties."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import models

from meetings.language.sorting import address, sort_key

from .addresses import path_of


class _Named(models.Model):
    """Its address is made of its first name; lists stand in the order of the Danish alphabet."""

    name: Any
    slug: Any
    sort_key: Any

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.slug or address(self.name)
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)


class MunicipalityQuerySet(models.QuerySet["Municipality"]):
    def named(self, name: str) -> MunicipalityQuerySet:
        """By short name, official name or address, whatever a person typed."""
        wanted = name.strip()
        return self.filter(
            models.Q(name__iexact=wanted) | models.Q(official_name__iexact=wanted) | models.Q(slug=address(wanted))
        )


class Municipality(_Named):
    """One of the 98 (or an invented one of the demonstration). Natural key: `code`."""

    code = models.CharField("kommunekode", max_length=4, unique=True)
    name = models.CharField("navn", max_length=60, unique=True)
    official_name = models.CharField("officielt navn", max_length=80)
    region = models.CharField("region", max_length=40, blank=True)
    slug = models.SlugField("adresse", max_length=80, unique=True)
    sort_key = models.CharField(max_length=80, editable=False, db_index=True)
    invented = models.BooleanField("opdigtet (demonstration)", default=False)
    four_eyes = models.BooleanField(
        "fire øjne: en anden offentliggør end den, der lagde op eller rettede sidst", default=False, db_default=False
    )

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key"]
        verbose_name = "kommune"
        verbose_name_plural = "kommuner"

    def get_absolute_url(self) -> str:
        return path_of(self.slug)


class CommitteeQuerySet(models.QuerySet["Committee"]):
    def in_municipality(self, municipality: Municipality) -> CommitteeQuerySet:
        return self.filter(municipality=municipality)

    def with_published_meetings(self) -> CommitteeQuerySet:
        """Those with any, with the number of published meetings, of their items, and the years they span."""
        counted = self.filter(meetings__status="published").annotate(
            meeting_count=models.Count("meetings"),
            item_count=models.Sum("meetings__item_count"),
            oldest_meeting=models.Min("meetings__date"),
            newest_meeting=models.Max("meetings__date"),
        )
        return counted.order_by("sort_key")


class Committee(_Named):
    """A standing body of a municipality. Natural key: municipality + slug."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="committees", verbose_name="kommune")
    name = models.CharField("navn", max_length=200)
    slug = models.SlugField("adresse", max_length=80)
    sort_key = models.CharField(max_length=200, editable=False)

    objects = CommitteeQuerySet.as_manager()

    # Where a query counted: with_published_meetings
    meeting_count: int
    item_count: int
    oldest_meeting: datetime.date
    newest_meeting: datetime.date

    class Meta:
        ordering = ["sort_key"]
        verbose_name = "udvalg"
        verbose_name_plural = "udvalg"
        constraints = [models.UniqueConstraint(fields=["municipality", "slug"], name="committee_natural_key")]

    def get_absolute_url(self) -> str:
        return path_of(self.municipality.slug, self.slug)


class Party(models.Model):
    """A list letter and what it stood for. A letter's meaning depends on term and place. Natural key: letter + name."""

    letter = models.CharField("bogstav", max_length=3, blank=True)
    name = models.CharField("navn", max_length=100)
    abbreviation = models.CharField("forkortelse", max_length=10, blank=True)
    note = models.TextField("bemærkning", blank=True)

    class Meta:
        ordering = ["letter", "name"]
        verbose_name = "parti"
        verbose_name_plural = "partier"
        constraints = [models.UniqueConstraint(fields=["letter", "name"], name="party_natural_key")]

    def __str__(self) -> str:
        return f"{self.name} ({self.letter})" if self.letter else self.name
