"""What readers report: taken in, worked on, answered, and forgotten when it is old."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone

from meetings.ingest.personal_data import mask
from meetings.models import Municipality, Report, User

from .audit import record

# Of one page, and of all, in an hour: more than readers write, less than a machine that fills the clerks' list.
MOST_OF_A_PAGE = 5
MOST = 60
HOUR = datetime.timedelta(hours=1)


class TooMany(Exception):
    """So much came in the last hour that the reader is asked to come back."""


def take_in(*, address: str, kind: str, message: str, email: str, municipality: Municipality | None) -> Report:
    """Keep a reader's message, its CPR numbers masked. Raises TooMany."""
    lately = Report.objects.filter(made_at__gt=timezone.now() - HOUR)
    if lately.count() >= MOST or lately.filter(address=address).count() >= MOST_OF_A_PAGE:
        raise TooMany
    return Report.objects.create(
        address=address, kind=kind, message=mask(message), email=email, municipality=municipality
    )


@transaction.atomic
def begin(report: Report, *, actor: User) -> Report:
    """It is now in `actor`'s hands."""
    return _move(report, Report.State.IN_PROGRESS, actor=actor)


@transaction.atomic
def close(report: Report, *, solved: bool, answer: str, actor: User) -> Report:
    """Solved, or refused, with the words that the reader gets. Raises ValueError without them."""
    if not answer.strip():
        raise ValueError("a report is closed with an answer")
    report.answer, report.closed_at = answer.strip(), timezone.now()
    return _move(report, Report.State.SOLVED if solved else Report.State.REFUSED, actor=actor)


@transaction.atomic
def reopen(report: Report, *, actor: User) -> Report:
    """Back among what waits; the answer that was given stays to be read."""
    report.closed_at = None
    return _move(report, Report.State.IN_PROGRESS, actor=actor)


def forget_old() -> int:
    """Delete what was closed long ago; returns how many."""
    deleted, _each = Report.objects.past_keeping().delete()
    return deleted


def _move(report: Report, state: str, *, actor: User) -> Report:
    """The audit trail says what was done, and nothing of what the reader or the clerk wrote."""
    before, report.state, report.assignee = report.state, state, actor
    report.save(update_fields=["state", "assignee", "answer", "closed_at"])
    record(
        "answer_report",
        actor=actor,
        target=report,
        municipality=report.municipality,
        before={"state": before},
        after={"state": state},
    )
    return report
