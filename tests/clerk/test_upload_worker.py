"""The worker behind uploads: killed with -9 it loses nothing; the receipt is mailed once; viruses are thrown away."""

from __future__ import annotations

import datetime
import os
import signal
import socketserver
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django import app

from meetings.filing import uploads
from meetings.ingest import untrusted
from meetings.jobs import close_left_batches, recognise_document
from meetings.models import Batch, Item, Meeting, SourceDocument, Upload
from tests.clerk.uploading import on_disk, send, signed_in, the, work
from tests.filing.test_kill import database_url, one, until
from tests.make import make_committee
from tests.papers import BATHS, CYCLE_PATH, paper
from tests.publish.post import Post, text_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk() -> Client:
    make_committee("Teknik- og Miljøudvalget")
    return signed_in()


def start_worker() -> subprocess.Popen[bytes]:
    surroundings = {**os.environ, "DATABASE_URL": database_url(), "ORIGINALS_DIR": str(site.ORIGINALS_DIR)}
    command = [sys.executable, str(site.BASE_DIR / "manage.py"), "procrastinate", "worker", "--queues", "reading"]
    return subprocess.Popen(command, env=surroundings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.mark.slow
def test_a_worker_that_is_killed_while_it_files_loses_nothing(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    send(desk, {"a.md": paper(), "b.md": paper(BATHS, date="09-01-2024")})
    with transaction.atomic(), connection.cursor() as cursor:
        # Nobody can write there now, so the worker gets as far as this and waits.
        cursor.execute("LOCK TABLE meetings_decision IN EXCLUSIVE MODE")
        worker = start_worker()
        waiting = "SELECT count(*) FROM pg_locks WHERE relation = 'meetings_decision'::regclass AND NOT granted"
        until(lambda: one(waiting) > 0, "the worker never wrote there")
        worker.send_signal(signal.SIGKILL)
        worker.wait(timeout=60)
    assert set(Upload.objects.values_list("state", flat=True)) == {"waiting"}
    assert not Item.objects.exists()
    assert one("SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing'") >= 1

    monkeypatch.setattr("meetings.jobs.STALLED_AFTER", 0)
    app.configure_task("meetings.jobs.rescue_jobs").defer(timestamp=0)
    work()  # takes what the dead worker had not begun, and puts back what it had
    work()
    assert set(Upload.objects.values_list("state", flat=True)) == {"filed"}
    assert Meeting.objects.count() == 2
    assert Batch.objects.get().done_at


def test_the_receipt_names_every_file_and_is_sent_once(desk: Client, post: Post) -> None:
    send(desk, {"a.md": paper(), "uden dato.md": paper(CYCLE_PATH, date=""), "x.exe": b"MZ"})
    work()
    (mail,) = post.mails
    assert post.to == ["asta@varde.example"]
    assert mail["Subject"] == "Kvittering fra Referatarkivet: 3 filer"
    text = text_of(mail)
    batch = Batch.objects.get()
    assert f"http://testserver/bord/bunke/{batch.pk}/" in text
    for upload in batch.uploads.all():
        assert upload.filename in text
        assert upload.sha256 in text
        assert upload.message in text
    assert f"http://testserver/bord/moede/{Meeting.objects.get().pk}/" in text
    assert "1 af dem venter på et valg" in text
    app.configure_task("meetings.jobs.send_upload_receipt").defer(batch=batch.pk)
    work()
    assert len(post.mails) == 1


def test_a_text_that_the_parser_would_not_finish_is_told_of_and_the_others_are_read(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every line of it may be a heading. What the parser may take is made short here: the others need a tenth of it."""
    monkeypatch.setattr(untrusted, "SECONDS", 0.4)
    endless = paper() + b"\n" + b"\n".join(b"%d. Punkt %d" % (n, n) for n in range(30_000))
    send(desk, {"a.md": paper(), "endless.txt": endless, "b.md": paper(BATHS, date="09-01-2024")})
    work()
    assert {the(name).state for name in ("a.md", "b.md")} == {"filed"}
    kept = the("endless.txt").document
    assert kept is not None
    assert (kept.outcome, kept.path.read_bytes()) == ("too_complex", endless)
    page = desk.get(f"/bord/bunke/{Batch.objects.get().pk}/").content.decode()
    assert "for indviklet til at blive læst inden for grænserne" in page


def test_a_batch_whose_sender_went_away_is_closed_and_read(desk: Client) -> None:
    batch = desk.post("/upload/bunke/").json()
    from django.core.files.uploadedfile import SimpleUploadedFile

    desk.post(batch["fil"], {"filer": SimpleUploadedFile("a.md", paper())})
    close_left_batches(timestamp=0)
    assert Batch.objects.get().closed_at is None
    long_ago = timezone.now() - uploads.LEFT_AFTER - datetime.timedelta(minutes=1)
    Upload.objects.update(made_at=long_ago)
    close_left_batches(timestamp=0)
    work()
    assert Batch.objects.get().done_at
    assert the("a.md").state == "filed"


class Clamd(socketserver.StreamRequestHandler):
    """As much of clamd as INSTREAM needs: finds the word EICAR."""

    def handle(self) -> None:
        assert self.rfile.read(10) == b"zINSTREAM\0"
        data = b""
        while size := struct.unpack("!L", self.rfile.read(4))[0]:
            data += self.rfile.read(size)
        self.wfile.write(b"stream: Eicar-Test FOUND\0" if b"EICAR" in data else b"stream: OK\0")


@pytest.fixture
def scanner(settings: Any) -> Iterator[socketserver.ThreadingTCPServer]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Clamd) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        settings.CLAMD = f"tcp://127.0.0.1:{server.server_address[1]}"
        yield server
        server.shutdown()
        thread.join()


def test_what_the_scanner_finds_is_deleted_and_told(desk: Client, scanner: socketserver.ThreadingTCPServer) -> None:
    send(desk, {"a.md": paper(), "ond.md": b"# EICAR\n" + paper(BATHS)})
    work()
    assert the("a.md").state == "filed"
    bad = the("ond.md")
    assert (bad.state, bad.document) == ("refused", None)
    assert "Virusscanneren" in desk.get(f"/bord/bunke/{bad.batch_id}/").content.decode()
    assert on_disk() == [the("a.md").sha256]
    assert SourceDocument.objects.count() == 1


def test_the_command_asks_the_scanner_and_has_the_desks_limit(
    scanner: socketserver.ThreadingTCPServer, tmp_path: Path
) -> None:
    (tmp_path / "ond.md").write_bytes(b"# EICAR\n" + paper(BATHS))
    (tmp_path / "stor.md").write_bytes(bytes(51 * 2**20))
    (tmp_path / "god.md").write_bytes(paper())
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("ingest", str(tmp_path), stdout=out)
    assert "the virus scanner found Eicar-Test" in out.getvalue()
    assert "larger than 50 MB" in out.getvalue()
    assert Meeting.objects.count() == 1
    assert len(on_disk()) == 1


def test_without_the_scanner_files_wait(desk: Client, settings: Any) -> None:
    settings.CLAMD = "unix:///nowhere/clamd.ctl"
    send(desk, {"a.md": paper()})
    work()
    assert the("a.md").state == "waiting"
    assert not Meeting.objects.exists()
    settings.CLAMD = ""
    with connection.cursor() as cursor:  # all its tries were in vain
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed' WHERE task_name = 'meetings.jobs.read_upload'")
    Upload.objects.update(made_at=timezone.now() - uploads.LEFT_AFTER - datetime.timedelta(minutes=1))
    close_left_batches(timestamp=0)
    work()
    assert the("a.md").state == "filed"


def test_what_is_read_later_asks_where_it_was_uploaded(desk: Client) -> None:
    send(desk, {"a.md": paper()})
    work()
    send(desk, {"b.md": paper(BATHS)})
    work()
    scan = the("b.md")
    SourceDocument.objects.filter(pk=scan.document_id).update(outcome="scanned")
    Upload.objects.filter(pk=scan.pk).update(state="unread", meeting=None)
    recognise_document(sha256=scan.sha256)
    assert the("b.md").state == "version"
    assert Item.objects.count() == 3
