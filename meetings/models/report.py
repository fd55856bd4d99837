"""What a reader wrote to us from a page: an error, or a wish to have something removed."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone

from .places import Municipality


class ReportQuerySet(models.QuerySet["Report"]):
    def open(self) -> ReportQuerySet:
        return self.filter(state__in=Report.OPEN)

    def past_keeping(self) -> ReportQuerySet:
        """Those closed so long ago that nobody needs them: they may hold what a reader said of themselves."""
        return self.exclude(state__in=Report.OPEN).filter(closed_at__lt=timezone.now() - Report.KEPT_FOR)


class Report(models.Model):
    """One message of a reader. Without a municipality where its page belongs to none: then the archive answers.

    `address` is the path of the page it was sent from, as it was then. CPR numbers are masked before anything is
    stored (`filing.reports`). The row is deleted KEPT_FOR after it was closed.
    """

    class Kind(models.TextChoices):
        ERROR = "error", "fejl i det, der står"
        REMOVAL = "removal", "ønske om at få noget fjernet"
        OTHER = "other", "andet"

    class State(models.TextChoices):
        NEW = "new", "ny"
        IN_PROGRESS = "in_progress", "i gang"
        SOLVED = "solved", "løst"
        REFUSED = "refused", "afvist"

    OPEN = (State.NEW, State.IN_PROGRESS)
    KEPT_FOR = datetime.timedelta(days=180)

    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="reports", verbose_name="kommune"
    )
    address = models.CharField("side", max_length=500, blank=True)
    kind = models.CharField("hvad", max_length=10, choices=Kind)
    message = models.TextField("besked")
    email = models.EmailField("e-mail", blank=True)
    state = models.CharField("tilstand", max_length=12, choices=State, default=State.NEW)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="hos"
    )
    answer = models.TextField("svar", blank=True)
    made_at = models.DateTimeField("modtaget", auto_now_add=True)
    closed_at = models.DateTimeField("afsluttet", null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]
        verbose_name = "henvendelse"
        verbose_name_plural = "henvendelser"
        indexes = [models.Index(fields=["municipality", "state", "-made_at"], name="report_waiting")]

    def __str__(self) -> str:
        """Names nobody: this is what logs and the audit trail say."""
        return f"henvendelse {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN
