"""A follower as tests need one: what is new for them, the post that brings it, and what it leaves in the log."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from django.utils import timezone
from procrastinate.contrib.django import app

from meetings.filing.publishing import UNDO_FOR, publish
from meetings.models import Item, Meeting
from meetings.publish.following import sending
from tests.make import make_item, make_meeting

WHO = "lise.laeser@example.dk"
SEARCH = "/foelg/soegning/?q=cykelsti&kommune=varde"


def work() -> None:
    """The worker does what waits for it."""
    with app.replace_connector(app.connector.get_worker_connector()) as worker:  # type: ignore[attr-defined]
        worker.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)


def later(**span: int) -> int:
    """A run of the post some time after what happens now can no longer be undone."""
    return sending.send_mails(timezone.now() + UNDO_FOR + datetime.timedelta(**span or {"minutes": 2}))


def ours(caplog: pytest.LogCaptureFixture) -> str:
    """What the site logged; the test's own mail server tells what it received."""
    records = [record for record in caplog.records if record.name != "mail.log"]
    return "\n".join(f"{record.getMessage()} {vars(record)}" for record in records)


def link_in(text: str, which: str) -> str:
    found = re.search(rf"http://testserver(/foelg/{which}/\S+)", text)
    assert found, text
    return found.group(1)


def new_item(title: str = "Cykelsti ved Skolevej", *, committee: str = "Byrådet", **fields: Any) -> Item:
    """Published now."""
    sequence = Meeting.objects.count() + 1
    meeting = make_meeting(committee, "2024-02-06", sequence=sequence, municipality=fields.pop("municipality", "Varde"))
    item = make_item(meeting, title=title, **fields)
    item.meeting = publish(meeting, actor=None)
    return item


def corrected(at: datetime.datetime) -> None:
    """As if every item had been corrected then."""
    Meeting.objects.update(corrected_at=at)
    Item.objects.update(altered_at=at)
