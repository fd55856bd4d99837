"""kill -9 at any moment: of each document the archive holds the whole or nothing, and the next run finishes the job."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import psutil
import pytest
from django.conf import settings
from django.db import connection, transaction

from meetings.models import (
    AuditEntry,
    Case,
    Committee,
    Decision,
    Item,
    Meeting,
    Person,
    Presence,
    SearchItem,
    SourceDocument,
)
from tests.papers import Point, paper

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

FILES, POINTS, KILLS = 3, 10, 4
# In the order in which filing writes them: each is a moment at which a process may die.
STAGES = "meeting decision searchitem presence".split()
MEMBERS = 2  # whom each paper names
OTHERS = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"


def database_url() -> str:
    """The test database, as another process finds it."""
    at = connection.settings_dict
    secret = f":{quote(at['PASSWORD'], safe='')}" if at["PASSWORD"] else ""
    port = f":{at['PORT']}" if at["PORT"] else ""
    return f"postgres://{at['USER']}{secret}@{quote(at['HOST'], safe='')}{port}/{at['NAME']}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    papers = tmp_path / "papers"
    papers.mkdir()
    for month in range(1, FILES + 1):
        points = [Point(f"Sag {n} i måned {month}", case=f"23/{month}{n:02}") for n in range(POINTS)]
        (papers / f"{month}.md").write_bytes(paper(*points, date=f"05-0{month}-2023"))
    return papers


def start(folder: Path, *more: str) -> subprocess.Popen[bytes]:
    surroundings = {**os.environ, "DATABASE_URL": database_url(), "ORIGINALS_DIR": str(settings.ORIGINALS_DIR)}
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "ingest", str(folder), "--publish", *more]
    return subprocess.Popen(command, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def whole_or_nothing() -> None:
    for meeting in Meeting.objects.all():
        assert meeting.items.exclude(case=None).count() == POINTS
        assert Decision.objects.filter(item__meeting=meeting).count() == POINTS
        assert meeting.is_published
        assert SearchItem.objects.filter(item__meeting=meeting).count() == POINTS
        assert Presence.objects.filter(meeting=meeting).count() == MEMBERS
        assert meeting.documents.get().outcome == "ok"
        acts = AuditEntry.objects.filter(meeting_id=meeting.pk).order_by("pk").values_list("action", flat=True)
        assert list(acts) == ["file", "publish"]
    assert SourceDocument.objects.filter(meeting=None).count() == 0


@pytest.mark.parametrize("table", STAGES)
def test_killed_while_it_writes(folder: Path, table: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        # Nobody can write there now, so the process gets as far as this and waits.
        cursor.execute(f"LOCK TABLE meetings_{table} IN EXCLUSIVE MODE")
        run = start(folder)
        waiting = f"SELECT count(*) FROM pg_locks WHERE relation = 'meetings_{table}'::regclass AND NOT granted"
        until(lambda: one(waiting) > 0, "the process never wrote there")
        run.send_signal(signal.SIGKILL)
        run.communicate(timeout=120)
    until(lambda: one(OTHERS) == 0, "the dead process's session stayed")
    for table in (SourceDocument, Committee, Meeting, Item, Case, SearchItem, Person, AuditEntry):
        assert not table.objects.exists()


def test_killed_with_others_at_its_side(folder: Path) -> None:
    """What files beside it ends, too, although nobody told it to."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE meetings_decision IN EXCLUSIVE MODE")
        run = start(folder, "--jobs", "2")
        waiting = "SELECT count(*) FROM pg_locks WHERE relation = 'meetings_decision'::regclass AND NOT granted"
        until(lambda: one(waiting) > 0, "no process ever wrote there")
        beside = psutil.Process(run.pid).children(recursive=True)
        run.send_signal(signal.SIGKILL)
        run.communicate(timeout=120)
        until(lambda: not any(map(lives, beside)), "a process stayed")
    whole_or_nothing()
    run = start(folder, "--jobs", "2")
    out, err = run.communicate(timeout=120)
    assert run.returncode == 0, err.decode()
    told = out.decode().splitlines()
    assert [f"{month}.md" in line for month, line in enumerate(told[:FILES], start=1)] == [True] * FILES
    assert Meeting.objects.count() == FILES
    whole_or_nothing()


def lives(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def one(question: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return int(cursor.fetchone()[0])


def until(true: Callable[[], bool], else_: str) -> None:
    for _ in range(2400):
        if true():
            return
        time.sleep(0.05)
    pytest.fail(else_)


def test_killed_at_random_moments(folder: Path) -> None:
    """Of the time in which it works: how long Python takes to start is nobody's concern."""
    run = start(folder)
    until(lambda: one(OTHERS) > 0, "the process never came to the database")
    begun = time.monotonic()
    _, err = run.communicate(timeout=120)
    assert run.returncode == 0, err.decode()
    whole = time.monotonic() - begun
    assert Meeting.objects.count() == FILES
    begin_again()

    seed = random.randrange(10_000)
    moments = random.Random(seed)
    for _ in range(KILLS):
        run = start(folder)
        until(lambda: one(OTHERS) > 0, "the process never came to the database")
        time.sleep(moments.uniform(0.0, 0.9) * whole)
        run.send_signal(signal.SIGKILL)
        run.communicate(timeout=120)
        until(lambda: one(OTHERS) == 0, "the dead process's session stayed")
        whole_or_nothing()
        if Meeting.objects.count() == FILES:  # so that every kill meets work
            begin_again()
    run = start(folder)
    _, err = run.communicate(timeout=120)
    assert run.returncode == 0, (seed, err.decode())
    assert Meeting.objects.count() == FILES, seed
    whole_or_nothing()
    assert Item.objects.count() == FILES * POINTS


def begin_again() -> None:
    for row in (SourceDocument, Meeting):
        row.objects.all().delete()
