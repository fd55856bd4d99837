"""To the readers and back, each in one step with search and the audit trail."""

from __future__ import annotations

import pytest

from meetings.filing.publishing import publish, unpublish, withdraw
from meetings.models import AuditEntry, SearchItem
from tests.make import make_administrator, make_meeting

pytestmark = pytest.mark.django_db


def test_published_withdrawn_and_published_again() -> None:
    boss = make_administrator()
    meeting = make_meeting(items=3)
    publish(meeting, actor=boss)
    assert SearchItem.objects.count() == 3
    first = meeting.__class__.objects.get().published_at
    withdraw(meeting, actor=boss, reason="Indeholdt oplysninger om en borger.")
    meeting.refresh_from_db()
    assert (meeting.status, meeting.withdrawal_reason) == ("withdrawn", "Indeholdt oplysninger om en borger.")
    assert meeting.withdrawn_at is not None
    assert not SearchItem.objects.exists()
    publish(meeting, actor=boss)
    meeting.refresh_from_db()
    assert (meeting.withdrawal_reason, meeting.withdrawn_at) == ("", None)
    assert meeting.published_at == first
    assert list(AuditEntry.objects.order_by("id").values_list("action", flat=True)) == [
        "publish",
        "withdraw",
        "publish",
    ]


def test_back_to_a_draft_leaves_nothing_in_search() -> None:
    meeting = make_meeting(items=1)
    publish(meeting, actor=None)
    unpublish(meeting, actor=None)
    assert not SearchItem.objects.exists()
    meeting.refresh_from_db()
    assert meeting.status == "draft"


def test_a_withdrawal_needs_a_reason() -> None:
    meeting = make_meeting(items=1, published=True)
    with pytest.raises(ValueError):
        withdraw(meeting, actor=None, reason="  ")
    meeting.refresh_from_db()
    assert meeting.is_published


def test_publishing_what_is_published_is_nothing() -> None:
    meeting = make_meeting(items=1)
    publish(meeting, actor=None)
    publish(meeting, actor=None)
    assert AuditEntry.objects.count() == 1
