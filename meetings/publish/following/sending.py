"""One run of the post: who is to be told what by now, and the mails that tell it. The worker calls it.

A mail is sent inside the transaction that notes it, so that a run that is killed sends at most one mail twice and
leaves none out. Addresses never reach the log: errors are told by their kind and the subscription's number.
"""

from __future__ import annotations

import datetime
import logging
import smtplib

from django.conf import settings
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from meetings.filing.publishing import UNDO_FOR
from meetings.models import Subscription
from meetings.search.places import all_places
from meetings.search.query import TooSlow

from .links import CONFIRM_WITHIN
from .mails import confirmation, of_news
from .news import Happened, news
from .targets import of_subscription

log = logging.getLogger(__name__)

MOST_MAILS = 200  # a run; the rest goes out in the next
HOUR = 7  # when daily and weekly mails go out, in Danish time; weekly ones on Mondays
# A mail cannot be taken back: what may still be undone at the desk waits, and a minute more, since a publication is
# dated a moment before others can see it.
LAG = UNDO_FOR + datetime.timedelta(minutes=1)

State = Subscription.State
Frequency = Subscription.Frequency


def send_mails(now: datetime.datetime | None = None) -> int:
    """Send what is due; returns the number of mails. What was never confirmed is deleted on the way."""
    now = now or timezone.now()
    Subscription.objects.filter(state=State.PENDING, created_at__lt=now - CONFIRM_WITHIN).delete()
    until = now - LAG
    ids = list(_due(until).values_list("pk", flat=True)) if settings.CAN_MAIL else []
    if not ids:
        return 0
    run = _Run(until)
    try:
        run.serve(ids)
    except OSError as error:  # SMTPException is one as well
        log.warning("the mail server cannot be used: %s", type(error).__name__)
    finally:
        run.connection.close()
    return run.sent


def due_before(frequency: str, until: datetime.datetime) -> datetime.datetime:
    """Who was last told before this moment is due: the last hour of posting for that frequency."""
    if frequency == Frequency.AT_ONCE:
        return until
    local = timezone.localtime(until)
    slot = local.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    if frequency == Frequency.WEEKLY:
        slot -= datetime.timedelta(days=slot.weekday())
    step = datetime.timedelta(days=7 if frequency == Frequency.WEEKLY else 1)
    return slot if slot <= local else slot - step


def _due(until: datetime.datetime) -> QuerySet[Subscription]:
    """Those who wait for the mail that asks for confirmation first; then whoever was told longest ago."""
    unasked = Q(state=State.PENDING, told_until__isnull=True)
    told = Q(pk__in=[])
    for frequency in Frequency.values:
        told |= Q(frequency=frequency, told_until__lt=due_before(frequency, until))
    due = unasked | (~Q(state=State.PENDING) & told)
    return Subscription.objects.filter(due).order_by(F("told_until").asc(nulls_first=True), "pk")


class _Run:
    """What one run fetches once and uses for all."""

    def __init__(self, until: datetime.datetime) -> None:
        self.connection = mail.get_connection()
        self.until = until
        self.sent = 0
        self.places = all_places()
        oldest = Subscription.objects.sending().order_by("told_until").values_list("told_until", flat=True).first()
        self.happened = Happened(oldest or until)

    def serve(self, ids: list[int]) -> None:
        if not self.happened:
            told = Subscription.objects.sending().filter(pk__in=ids)
            told.update(told_until=self.until)
            ids = list(Subscription.objects.filter(pk__in=ids, state=State.PENDING).values_list("pk", flat=True))
        for pk in ids:
            if self.sent == MOST_MAILS:
                break
            with transaction.atomic():
                # Another run may be at it, or the follower just left.
                row = Subscription.objects.select_for_update(skip_locked=True).filter(pk=pk).first()
                if row and row.state == State.PENDING:
                    self._ask(row)
                elif row:
                    self._tell(row)

    def _ask(self, row: Subscription) -> None:
        target = of_subscription(row, self.places)
        if target and row.told_until is None:
            row.told_until = self.until
            row.save(update_fields=["told_until"])
            self._post(row, confirmation(row, target))

    def _tell(self, row: Subscription) -> None:
        """Whether or not there is news, the follower then knows all up to now."""
        since = row.told_until or row.confirmed_at or self.until
        if since >= due_before(row.frequency, self.until):
            return
        changes = self.happened.between(since, self.until)
        target = of_subscription(row, self.places) if changes else None
        try:
            found = news(target, changes) if target else None
        except TooSlow:
            log.warning("a search was too slow for a mail", extra={"subscription": row.pk})
            return
        row.told_until = self.until
        row.save(update_fields=["told_until"])
        if target and found:
            self._post(row, of_news(row, target, found))

    def _post(self, row: Subscription, message: EmailMultiAlternatives) -> None:
        """Raises OSError where the mail server cannot be used."""
        self.connection.open()
        try:
            self.connection.send_messages([message])
        except smtplib.SMTPRecipientsRefused as refusal:
            self._refused(row, [code for code, _ in refusal.recipients.values()])
        except smtplib.SMTPDataError as refusal:
            self._refused(row, [refusal.smtp_code])
        else:
            self.sent += 1
            if row.state == State.REFUSED:
                row.state = State.ACTIVE
                row.save(update_fields=["state"])

    def _refused(self, row: Subscription, codes: list[int]) -> None:
        """For good (5xx): one more try with the next news, then the address goes. For now (4xx): the next run."""
        log.warning("a mail was refused: %s", codes, extra={"subscription": row.pk})
        if all(code < 500 for code in codes):
            transaction.set_rollback(True)
        elif row.state == State.ACTIVE:
            row.state = State.REFUSED
            row.save(update_fields=["state"])
        else:
            row.delete()
