"""One sitting of a committee, and who sat in it."""

from __future__ import annotations

import datetime
import re
from typing import Any, Protocol

from django.conf import settings
from django.db import models
from django.db.models.functions import Greatest
from django.utils import timezone

from meetings.language.names import with_party

from .addresses import path_of
from .places import Committee, Municipality


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def published(self) -> MeetingQuerySet:
        return self.filter(status=Meeting.Status.PUBLISHED)

    def findable(self) -> MeetingQuerySet:
        """What search finds: published meetings, but no agenda of a day from which the committee has minutes."""
        agenda = models.Q(kind__in=Meeting.AGENDAS)
        return self.published().exclude(agenda & models.Exists(Meeting.objects.minutes_of_the_day()))

    def minutes_of_the_day(self, meeting: str = "") -> MeetingQuerySet:
        """Inside a query over meetings, or over rows with `meeting` ('meeting__'): the published minutes of that
        committee and date."""
        same = {name: models.OuterRef(f"{meeting}{name}") for name in ("committee", "date")}
        return self.published().filter(kind=Meeting.Kind.MINUTES, **same).order_by("sequence")

    def coming(self) -> MeetingQuerySet:
        """Agendas of today and later, as long as there are no minutes of their day."""
        return self.findable().filter(kind__in=Meeting.AGENDAS, date__gte=timezone.localdate())

    def held(self) -> MeetingQuerySet:
        """All but what is `coming`, more or less: no agenda of today or later."""
        return self.exclude(kind__in=Meeting.AGENDAS, date__gte=timezone.localdate())

    def in_municipality(self, municipality: Municipality) -> MeetingQuerySet:
        return self.filter(committee__municipality=municipality)

    def newest_first(self) -> MeetingQuerySet:
        return self.order_by("-date", "-id")

    def with_places(self) -> MeetingQuerySet:
        """With committee and municipality in the same query: what a list of meetings shows."""
        return self.select_related("committee__municipality")

    def at_address(self, municipality: str, committee: str, slug: str) -> MeetingQuerySet:
        """The meeting whose `address_parts` these are, in whatever case they are typed; none for a bad slug."""
        day = Meeting.of_slug(slug)
        if day is None:
            return self.none()
        date, kind, sequence = day
        return self.filter(
            committee__municipality__slug=municipality.lower(),
            committee__slug=committee.lower(),
            date=date,
            kind=kind,
            sequence=sequence,
        )


class Meeting(models.Model):
    """One sitting. Natural key: committee + date + kind + sequence (1 unless a body met twice that day).

    What its items come to stands in the row, so that no page counts fifty thousand items. The database keeps it
    (migration `items_counted`) whoever writes items, and takes no other word for it.
    """

    class Kind(models.TextChoices):
        MINUTES = "minutes", "referat"
        AGENDA = "agenda", "dagsorden"
        SUPPLEMENTARY_AGENDA = "supplementary_agenda", "tillægsdagsorden"

    AGENDAS = (Kind.AGENDA, Kind.SUPPLEMENTARY_AGENDA)  # what the minutes of the day replace in search

    class Status(models.TextChoices):
        DRAFT = "draft", "kladde"
        PUBLISHED = "published", "offentliggjort"
        WITHDRAWN = "withdrawn", "trukket tilbage"

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="meetings", verbose_name="udvalg")
    date = models.DateField("mødedato")
    kind = models.CharField("type", max_length=24, choices=Kind, default=Kind.MINUTES)
    sequence = models.PositiveSmallIntegerField("nummer den dag", default=1)
    start_time = models.TimeField("mødetid", null=True, blank=True)
    place = models.CharField("mødested", max_length=300, blank=True)
    term_start = models.PositiveSmallIntegerField("valgperiode fra", null=True, blank=True)
    term_end = models.PositiveSmallIntegerField("valgperiode til", null=True, blank=True)
    status = models.CharField("status", max_length=12, choices=Status, default=Status.DRAFT)
    published_at = models.DateTimeField("offentliggjort", null=True, blank=True)
    corrected_at = models.DateTimeField("rettet", null=True, blank=True)
    withdrawn_at = models.DateTimeField("trukket tilbage", null=True, blank=True)
    # When it was published once more, after readers had it and then had not.
    shown_again_at = models.DateTimeField("offentliggjort igen", null=True, blank=True, editable=False)
    withdrawal_reason = models.TextField("begrundelse for tilbagetrækning", blank=True)
    created_at = models.DateTimeField("oprettet", auto_now_add=True)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="rettet sidst af",
    )
    publish_at = models.DateTimeField("offentliggøres", null=True, blank=True)
    publish_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="planlagt af"
    )
    publish_problem = models.TextField("hvorfor det planlagte ikke skete", blank=True, default="", db_default="")
    item_count = models.PositiveIntegerField("punkter", default=0, db_default=0, editable=False)
    # The least and the greatest of its items' numbers that are plain numbers ('97', and no '12a'), and whether numbers
    # between the two may be missing: False where they all are there.
    first_number = models.BigIntegerField("laveste nummer", null=True, editable=False)
    last_number = models.BigIntegerField("højeste nummer", null=True, editable=False)
    has_gaps = models.BooleanField("numre kan mangle", default=False, db_default=False, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-date", "-id"]
        verbose_name = "møde"
        verbose_name_plural = "møder"
        constraints = [
            models.UniqueConstraint(fields=["committee", "date", "kind", "sequence"], name="meeting_natural_key"),
            models.CheckConstraint(condition=models.Q(sequence__gte=1), name="meeting_sequence_from_one"),
        ]
        indexes = [
            models.Index(
                fields=["-date", "-id"], name="meeting_newest_published", condition=models.Q(status="published")
            ),
            models.Index(
                fields=["publish_at"], name="meeting_to_be_published", condition=models.Q(publish_at__isnull=False)
            ),
            models.Index(
                Greatest("published_at", "corrected_at").desc(nulls_last=True),
                models.F("id").desc(),
                name="meeting_changed_last",
                condition=models.Q(status="published"),
            ),
            models.Index(fields=["-withdrawn_at"], name="meeting_withdrawn", condition=models.Q(status="withdrawn")),
        ]

    # What the last part of a meeting's address says beside the date.
    ADDRESS_SUFFIX: dict[str, str] = {
        Kind.MINUTES: "",
        Kind.AGENDA: "-dagsorden",
        Kind.SUPPLEMENTARY_AGENDA: "-tillaegsdagsorden",
    }
    # 2023-12-05-tillaegsdagsorden-2
    SLUG = re.compile(r"(?P<date>\d{4}-\d\d-\d\d)(?P<kind>-dagsorden|-tillaegsdagsorden)?(?:-(?P<sequence>\d{1,4}))?")

    def __str__(self) -> str:
        return f"{self.committee}, {self.get_kind_display()} {self.date:%d-%m-%Y}"

    @property
    def slug(self) -> str:
        """'2023-12-05', '2023-12-05-dagsorden', '2023-12-05-2': the last part of the address."""
        return self.slug_of(self.date, self.kind, self.sequence)

    @classmethod
    def slug_of(cls, date: datetime.date, kind: str, sequence: int) -> str:
        """The same of a row's columns: lists of many meetings make no model of each."""
        number = f"-{sequence}" if sequence > 1 else ""
        return f"{date.isoformat()}{cls.ADDRESS_SUFFIX[kind]}{number}"

    @classmethod
    def of_slug(cls, slug: str) -> tuple[datetime.date, str, int] | None:
        """Date, kind and sequence of what `slug_of` gives, in whatever case it is typed; None for anything else."""
        parts = cls.SLUG.fullmatch(slug.lower())
        date = _date(parts["date"]) if parts else None
        if not parts or not date:
            return None
        kinds = {suffix: kind for kind, suffix in cls.ADDRESS_SUFFIX.items()}
        return date, kinds[parts["kind"] or ""], int(parts["sequence"] or 1)

    @property
    def is_published(self) -> bool:
        return self.status == self.Status.PUBLISHED

    def address_parts(self) -> list[str]:
        return [self.committee.municipality.slug, self.committee.slug, self.slug]

    def get_absolute_url(self) -> str:
        return path_of(*self.address_parts())


class Attendance(models.Model):
    """Who sat in a meeting, as the cover says. Natural key: meeting + name."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances", verbose_name="møde")
    position = models.PositiveSmallIntegerField("rækkefølge", default=0)
    name = models.CharField("navn", max_length=200)
    present = models.BooleanField("til stede", default=True)
    party = models.CharField("parti, som trykt", max_length=60, blank=True, default="", db_default="")

    class Meta:
        ordering = ["position"]
        verbose_name = "mødedeltager"
        verbose_name_plural = "mødedeltagere"
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "name"], name="attendance_natural_key", deferrable=models.Deferrable.DEFERRED
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def printed(self) -> str:
        return with_party(self.name, self.party)


class Dated(Protocol):
    """A meeting, or a line of one."""

    @property
    def date(self) -> Any: ...
    @property
    def term_start(self) -> int | None: ...
    @property
    def term_end(self) -> int | None: ...


def term_of(meeting: Dated) -> tuple[int, int]:
    """The election period of a meeting: as its heading says, else the four years that began in 2018, 2022, 2026 …"""
    if meeting.term_start and meeting.term_end:
        return meeting.term_start, meeting.term_end
    start: Any = meeting.date.year - (meeting.date.year - 2018) % 4
    return start, start + 3


def _date(text: str) -> datetime.date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None
