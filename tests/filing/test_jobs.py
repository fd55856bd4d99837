"""The worker: documents that were received are read, in the database that the site has."""

from __future__ import annotations

import logging

import pytest
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from meetings.filing.intake import receive
from meetings.jobs import check_all_originals, read_soon
from meetings.models import AuditEntry, Meeting, SourceDocument
from tests.make import make_document
from tests.papers import paper

pytestmark = pytest.mark.django_db(transaction=True)


def work() -> None:
    with app.replace_connector(app.connector.get_worker_connector()) as worker:  # type: ignore[attr-defined]
        worker.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)


def test_a_received_document_is_read_by_the_worker() -> None:
    document = receive(paper(), "a.md")
    read_soon(document, publish=True)
    work()
    assert Meeting.objects.get().is_published
    assert SourceDocument.objects.get().outcome == "ok"
    assert ProcrastinateJob.objects.get(task_name="meetings.jobs.read_document").status == "succeeded"


def test_the_nightly_check_writes_down_what_is_damaged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    make_document(data=b"Referat").path.unlink()
    check_all_originals(timestamp=0)
    assert AuditEntry.objects.get().action == "original_damaged"
