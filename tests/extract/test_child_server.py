"""The server of children: one for each process, replaced when it dies, gone with the process it belongs to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from meetings.ingest.extract import child_start, folders, sandbox
from meetings.ingest.problems import UnreadableFile
from tests.extract.makers.as_pdf import as_pdf
from tests.extract.makers.minutes import MINUTES

PROJECT = Path(__file__).resolve().parents[2]
TEXT = ("Punkt 1: Godkendelse af en sti langs åen\n\n" * 5).encode()

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="children are forked on Linux alone")


def server() -> psutil.Process:
    """This process's server, started where there was none."""
    sandbox.protections()
    (found,) = [one for one in psutil.Process().children() if "child_server.py" in " ".join(one.cmdline())]
    return found


def until(true: Callable[[], bool]) -> None:
    for _ in range(2400):
        if true():
            return
        time.sleep(0.05)
    pytest.fail("it never came to be")


def test_files_of_many_threads_come_from_one_server_each_in_a_child_of_its_own() -> None:
    first = server()
    read: list[int] = []
    threads = [threading.Thread(target=lambda: read.append(len(sandbox.read(TEXT, "a.txt").lines))) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert read == [5] * 12
    assert server().pid == first.pid
    assert not first.children()


def test_a_server_that_died_is_replaced_and_the_file_is_read() -> None:
    first = server()
    first.kill()
    assert sandbox.read(TEXT, "a.txt").lines
    assert server().pid != first.pid


def test_a_server_that_dies_while_a_file_is_read_takes_the_child_along_and_the_file_is_read_again() -> None:
    first = server()
    documents: list[object] = []
    data = as_pdf(MINUTES * 10)
    reading = threading.Thread(target=lambda: documents.append(sandbox.read(data, "a.pdf")))
    reading.start()
    until(lambda: bool(first.children()))
    (child,) = first.children()
    first.kill()
    until(lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE)
    reading.join(60)
    assert len(documents) == 1


def test_without_a_server_a_child_is_started_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    start = child_start.start

    def in_vain(source: object, folder: str, *, forked: bool = True) -> object:
        if forked:
            raise child_start.ServerGone
        return start(source, folder, forked=False)  # type: ignore[arg-type]

    monkeypatch.setattr(child_start, "start", in_vain)
    assert sandbox.read(TEXT, "a.txt").lines


@pytest.mark.parametrize("forked", [True, False])
def test_what_hangs_is_killed_whichever_way_it_was_started(monkeypatch: pytest.MonkeyPatch, forked: bool) -> None:
    start = child_start.start
    monkeypatch.setattr(child_start, "start", lambda source, folder, **_: start(source, folder, forked=forked))
    first = server()
    with pytest.raises(UnreadableFile) as refused:
        sandbox.read(as_pdf(MINUTES * 100), "a.pdf", seconds=0.1)  # takes many times as long on any machine
    assert refused.value.code == "too_complex"
    assert not first.children()
    assert sandbox.read(TEXT, "a.txt").lines


def test_a_crash_costs_the_server_its_place() -> None:
    """The next child has other addresses in memory than the one that crashed."""
    first = server()
    reads, writes = os.pipe()  # the child waits for a file that never comes
    with os.fdopen(reads, "rb") as source, os.fdopen(writes, "wb"):
        child = child_start.start(source, "/")
        try:
            until(lambda: bool(first.children()))
            first.children()[0].send_signal(signal.SIGSEGV)
            assert child.wait(30) == -signal.SIGSEGV
        finally:
            child.end()
    assert server().pid != first.pid
    assert not first.is_running()


PARENT = f"""
import sys, threading, time
from meetings.ingest.extract import sandbox
from tests.extract.makers.as_pdf import as_pdf
from tests.extract.makers.minutes import MINUTES
data = as_pdf(MINUTES * 20)
sandbox.read({TEXT!r}, "a.txt")
threading.Thread(target=sandbox.read, args=(data, "a.pdf"), daemon=True).start()
time.sleep(60)
"""


def test_a_killed_process_leaves_neither_server_nor_child() -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT], cwd=PROJECT)
    try:
        watched = psutil.Process(parent.pid)
        until(lambda: len(watched.children(recursive=True)) == 2)
        family = watched.children(recursive=True)
    finally:
        parent.kill()
        parent.wait()
    until(lambda: not any(one.is_running() and one.status() != psutil.STATUS_ZOMBIE for one in family))


def test_a_fork_of_the_process_gets_a_server_of_its_own() -> None:
    first = server()
    process = os.fork()
    if process == 0:
        fine = False
        try:
            fine = bool(sandbox.read(TEXT, "a.txt").lines) and not psutil.Process(first.pid).children()
            child_start.stop()
        finally:
            os._exit(0 if fine else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 0
    assert server().pid == first.pid


def test_folders_that_killed_processes_left_are_swept_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(folders, "_swept", -folders.LEFT_SECONDS)
    for name in ("read-left0000", "read-now00000", "read-full0000/kept", "read-me-first", "others00"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "read-link0000").symlink_to(tmp_path / "others00")
    (tmp_path / "read-file0000").touch()
    for path in tmp_path.iterdir():
        if path.name != "read-now00000":
            os.utime(path, (0, 0), follow_symlinks=False)
    sandbox.read(TEXT, "a.txt")
    assert {path.name for path in tmp_path.iterdir()} == {
        "read-now00000", "read-full0000", "read-me-first", "others00", "read-link0000", "read-file0000",
    }  # fmt: skip
    (tmp_path / "read-again000").mkdir()
    os.utime(tmp_path / "read-again000", (0, 0))
    sandbox.read(TEXT, "a.txt")
    assert (tmp_path / "read-again000").is_dir()  # it looks once an hour
