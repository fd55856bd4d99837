"""Whatever is sent in, the answer is a document or a named refusal, and the process that asked is unharmed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil
import pytest

from meetings.ingest.extract import checks, child_start, collect, sandbox
from meetings.ingest.problems import OUTCOMES, UnreadableFile
from tests.extract.makers import (
    hostile_docx,
    hostile_exports,
    hostile_pdf,
    hostile_pdf_objects,
    hostile_pdf_pages,
    hostile_web,
    hostile_word_parts,
    hostile_words,
)
from tests.extract.makers.as_pdf import as_pdf
from tests.extract.makers.hostile import KEEPS, KEPT, KINDS, TELLS
from tests.extract.makers.minutes import MINUTES
from tests.extract.makers.raw_pdf import one_page

PROJECT = Path(__file__).resolve().parents[2]
# Importing them fills KINDS.
MAKERS = (hostile_docx, hostile_pdf, hostile_words, hostile_exports, hostile_pdf_objects, hostile_pdf_pages)
MAKERS += (hostile_web, hostile_word_parts)


def outcome(data: bytes, filename: str, *, kept: str = "", told: str = "") -> str:
    """`kept` stands among its lines, and `told` in what it is said to be read without, if it is read."""
    try:
        document = sandbox.read(data, filename)
    except UnreadableFile as refused:
        return refused.code if refused.message == OUTCOMES[refused.code] else "no sentence"
    assert sum(len(line.text) for line in document.lines) >= collect.MIN_LETTERS
    assert any(kept in line.text for line in document.lines)
    assert not told or any(told in what for what in document.left_out)
    return "ok"


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_has_its_outcome(name: str) -> None:
    filename, maker, allowed = KINDS[name]
    sandbox.protections()  # the server of children is there
    before = children()
    kept = KEPT if name in KEEPS else ""
    assert outcome(maker(), filename, kept=kept, told=TELLS.get(name, "")) in allowed
    assert children() <= before  # no child is left, alive or dead; a browser of other tests may be there


def children() -> set[int]:
    return {child.pid for child in psutil.Process().children(recursive=True)}


def test_the_memory_of_the_parent_stays_flat() -> None:
    """Measured in a fresh process, where nothing else has been read before."""
    program = """
import resource, sys
from meetings.ingest.extract import sandbox
from meetings.ingest.problems import UnreadableFile
from tests.extract.makers import hostile_docx, hostile_pdf
files = [(hostile_pdf.stacked_flate(), "a.pdf"), (hostile_docx.docx_bomb(), "a.docx")]
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for data, name in files:
    try:
        sandbox.read(data, name)
    except UnreadableFile:
        pass
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""
    run = subprocess.run([sys.executable, "-c", program], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert int(run.stdout) < 40  # megabytes; the bombs unpack to four thousand
    assert run.stderr == ""


def test_what_the_child_may_not_do_is_tried_and_fails() -> None:
    held, leaks = sandbox.protections()
    assert {"memory", "cpu", "file_size", "open_files", "core", "audit"} <= set(held)
    assert set(leaks) <= ({"open"} if "system_calls" not in held else set())


def test_a_page_of_several_has_less_time_than_the_file() -> None:
    """Tried in a process of its own, which ends with the page's time and not with the file's."""
    program = (
        "from meetings.ingest.extract import confine\nconfine.PAGE_SECONDS = 0\nconfine.limit_resources()\n"
        "confine.limit_page(2)\nwhile True: pass"
    )
    run = subprocess.run([sys.executable, "-c", program], cwd=PROJECT, capture_output=True, check=False)
    assert run.returncode == -signal.SIGXCPU


def test_a_child_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(UnreadableFile) as refused:
        sandbox.read(as_pdf(MINUTES), "referat.pdf", seconds=0.01)
    assert refused.value.code == "too_complex"


def test_an_answer_beyond_its_limit_is_cut_off() -> None:
    with pytest.raises(UnreadableFile) as refused:
        sandbox.run({"task": "extract", "filename": "a.pdf"}, as_pdf(MINUTES), 200, 30)
    assert refused.value.code == "too_complex"


@pytest.mark.parametrize("forked", [True, False])
def test_no_secret_of_the_server_reaches_the_child(monkeypatch: pytest.MonkeyPatch, forked: bool) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://hemmelig")
    start = child_start.start
    monkeypatch.setattr(child_start, "start", lambda source, folder, **_: start(source, folder, forked=forked))
    child_start.stop()  # a server that starts now would inherit it
    with tempfile.TemporaryFile() as secret:
        os.set_inheritable(secret.fileno(), True)
        around = sandbox.tried()["around"]
    assert set(around["environment"]) <= {"LC_CTYPE"}  # Python's own
    assert around["open"] == [0, 1, 2]
    assert around["own_session"]
    assert not Path(around["folder"]).exists()


def test_a_document_comes_out_of_the_child_as_it_was_read_inside() -> None:
    from meetings.ingest.extract import pdf

    data = as_pdf(MINUTES)
    assert sandbox.read(data, "referat.pdf") == pdf.extract(data)


@pytest.mark.parametrize(
    "filename", ["../../../etc/passwd.pdf", "a\x00b.pdf", "æøå\u202egnp.pdf", "a" * 5000 + ".pdf", "\udce6.pdf"]
)
def test_no_file_name_does_harm(filename: str) -> None:
    assert outcome(as_pdf(MINUTES), filename) == "ok"


@pytest.mark.parametrize(
    ("filename", "data", "media_type"),
    [
        ("referat.pdf", one_page(b""), "application/pdf"),
        ("referat", one_page(b""), "application/pdf"),
        ("Referat d. 12.5", b"Punkt 1", "text/plain"),
        ("referat.pdf", b"\xef\xbb\xbf\n" + one_page(b""), "application/pdf"),
        ("referat.html", b"\xef\xbb\xbf  <!DOCTYPE html><p>a", "text/html"),
        ("referat.md", b"# Punkt 1", "text/markdown"),
        ("referat.txt", "Punkt 1".encode("utf-16"), "text/plain"),
        ("moede.json", b"{}", "application/json"),
    ],
)
def test_honest_files_pass_the_checks(filename: str, data: bytes, media_type: str) -> None:
    assert checks.check(data, filename) == media_type


@pytest.mark.parametrize(
    ("filename", "data", "code"),
    [
        ("referat.pdf", b"<html><p>a", "wrong_type"),
        ("referat.pdf", b"Punkt 1", "wrong_type"),
        ("referat.docx", one_page(b""), "wrong_type"),
        ("referat.html", one_page(b""), "wrong_type"),
        ("referat.txt", b"PK\x03\x04aaaa", "wrong_type"),
        ("referat.rtf", b"{\\rtf1", "unsupported"),
        ("referat.txt", b"{\\rtf1", "unsupported"),
        ("referat.xlsx", b"PK\x03\x04aaaa", "unsupported"),
        ("referat.doc", b"Punkt 1", "unsupported"),
        ("referat.pdf", b"", "empty"),
    ],
)
def test_files_that_are_not_what_they_are_called(filename: str, data: bytes, code: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        checks.check(data, filename)
    assert refused.value.code == code
