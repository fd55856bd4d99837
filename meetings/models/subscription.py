"""Who wants a mail when something new comes. The row is all that is kept of a follower, and goes when they stop."""

from __future__ import annotations

import secrets

from django.db import models
from django.db.models.functions import Upper


def new_token() -> str:
    """What the links of a follower's mails carry: 32 letters and figures that nobody guesses."""
    return secrets.token_urlsafe(24)


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    def of(self, email: str) -> SubscriptionQuerySet:
        return self.filter(email__iexact=email)

    def sending(self) -> SubscriptionQuerySet:
        """Those that are told of news: the confirmed, and those whose last mail was refused, for one more try."""
        return self.exclude(state=Subscription.State.PENDING)


class Subscription(models.Model):
    """One address that follows one thing.

    `target` is, by kind: the query string of a search ('q=cykelsti&kommune=varde'), the address of a committee
    ('varde/byraadet') or of a case ('varde/23-3223'). `told_until` is the moment up to which the follower knows what
    happened; while the row is pending, when the mail that asks for confirmation went out.
    """

    class Kind(models.TextChoices):
        SEARCH = "search", "søgning"
        COMMITTEE = "committee", "udvalg"
        CASE = "case", "sag"

    class Frequency(models.TextChoices):
        AT_ONCE = "at_once", "med det samme"
        DAILY = "daily", "højst én gang om dagen"
        WEEKLY = "weekly", "højst én gang om ugen"

    class State(models.TextChoices):
        PENDING = "pending", "venter på bekræftelse"
        ACTIVE = "active", "bekræftet"
        REFUSED = "refused", "afvist af modtagerens server"

    email = models.EmailField("e-mail")
    kind = models.CharField("hvad", max_length=12, choices=Kind)
    target = models.TextField("hvilken")
    frequency = models.CharField("hvor ofte", max_length=8, choices=Frequency, default=Frequency.DAILY)
    state = models.CharField("tilstand", max_length=8, choices=State, default=State.PENDING)
    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    created_at = models.DateTimeField("oprettet", auto_now_add=True)
    confirmed_at = models.DateTimeField("bekræftet", null=True, blank=True)
    told_until = models.DateTimeField("fortalt til og med", null=True, blank=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = "abonnement"
        verbose_name_plural = "abonnementer"
        indexes = [
            models.Index(Upper("email"), name="subscription_of_address"),
            models.Index(fields=["state", "told_until"], name="subscription_next"),
        ]

    def __str__(self) -> str:
        """Names no address: this is what logs and the audit trail say."""
        return f"abonnement {self.pk} på {self.get_kind_display()}"
