"""One door for a stranger's file: what comes back is of that file, whatever its child says, within bounds."""

from __future__ import annotations

import datetime
import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from meetings.ingest import untrusted
from meetings.ingest.extract import collect, sandbox
from meetings.ingest.problems import UnreadableFile
from tests.extract.makers.as_pdf import as_pdf
from tests.extract.makers.minutes import MINUTES
from tests.papers import Point, paper

PROJECT = Path(__file__).resolve().parents[2]


def in_two_steps(data: bytes, filename: str, **known: Any) -> untrusted.Read:
    """As pages that OCR has read."""
    return untrusted.read_lines(sandbox.read(data, filename), data, filename, **known)


@pytest.mark.parametrize("read", [untrusted.read, in_two_steps])
def test_the_reading_is_of_the_file_that_was_given(read: Callable[..., untrusted.Read]) -> None:
    data, filename = paper(Point("Cykelsti", text="Født 010130-5001."), municipality=""), "a" * 120_000 + ".md"
    found = read(data, filename, municipality="Samsø", today=datetime.date(2026, 1, 1))
    assert found.minutes.municipality == "Samsø"
    source = found.minutes.source
    assert (source.filename, source.bytes, source.media_type) == (filename, len(data), "text/markdown")
    assert source.sha256 == hashlib.sha256(data).hexdigest()
    assert found.text.count("Født 010130-5001.") == 1
    assert found.findings == ()  # that birth is still to come
    assert read(data, "a.md").findings != ()
    assert read(data, "a.md").minutes.municipality is None


def test_names_of_attachments_are_looked_through_with_their_words_set_apart() -> None:
    """And the file's own; in running text such a run of letters and figures is only doubtful."""
    name = "Ansøgning_150585-1230.pdf"
    attached = untrusted.read(paper(Point("Dispensation", attachments=["Kort.pdf", name])), "a.md").findings
    assert ("block", "attachment") in {(one.level, one.place) for one in attached}
    named = untrusted.read(paper(Point("Dispensation")), f"{name}.md").findings
    assert [(one.level, one.place, one.masked) for one in named] == [("block", "file name", "150585-xxxx")]


GOOD = {"minutes": None, "findings": [["cpr", "block", "150585-xxxx", "text", 3, None, None]], "text": "Punkt 1"}
BAD: dict[str, dict[str, Any]] = {
    "no minutes": {"minutes": None},
    "minutes that are a list": {"minutes": []},
    "a field of another kind": {"minutes": {"committee": 7}},
    "items that are none": {"minutes": {"items": "abc"}},
    "findings that are a number": {"findings": 7},
    "a finding too short": {"findings": [["cpr", "block"]]},
    "a finding with a line that is a word": {"findings": [["cpr", "block", "150585-xxxx", "text", "3", None, None]]},
    "a text that is a list": {"text": ["Punkt 1"]},
}


@pytest.mark.parametrize("wrong", BAD.values(), ids=BAD)
def test_an_answer_of_another_shape_is_no_reading(monkeypatch: pytest.MonkeyPatch, wrong: dict[str, Any]) -> None:
    """A child that a stranger's file has taken over may say anything."""
    data = paper()
    good = GOOD | {"minutes": untrusted.read(data, "a.md").minutes.as_json()}
    answers = iter([good, good | wrong, {name: good[name] for name in good if name not in wrong}])
    monkeypatch.setattr(sandbox, "answer_to", lambda *_: next(answers))
    assert untrusted.read(data, "a.md").text == "Punkt 1"
    for _ in ("wrong", "missing"):
        with pytest.raises(UnreadableFile) as refused:
            untrusted.read(data, "a.md")
        assert refused.value.code == "damaged"


@pytest.mark.parametrize(
    ("data", "code", "told"),
    [
        (b"Punkt\n" * (collect.MAX_LINES + 1), "too_complex", "more than 100000 lines"),
        (b"Punkt 1: Budget\n\nGodkendt.", "empty", "fewer than 50 letters"),
    ],
)
def test_more_or_less_than_any_minutes_say_is_not_parsed(data: bytes, code: str, told: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        untrusted.read(data, "a.txt")
    assert refused.value.code == code
    assert told in refused.value.detail


def test_what_the_parser_does_not_finish_is_laid_on_no_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else pages would be left out that are fine, and the file be read again for each."""
    monkeypatch.setattr(untrusted, "SECONDS", 0.0)
    with pytest.raises(UnreadableFile) as refused:
        untrusted.read(as_pdf(MINUTES * 10), "a.pdf")
    assert (refused.value.code, refused.value.detail) == ("too_complex", "SIGPROF")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        ("MemoryError()", ["too_complex", "MemoryError"]),
        ("RecursionError()", ["too_complex", "RecursionError"]),
        ("UnreadableFile('empty', 'nothing')", ["empty", "nothing"]),
        ("KeyError('150585-1230')", ["failed", "KeyError at <string>:4"]),
    ],
)
def test_only_what_is_wrong_with_the_parser_is_called_our_fault(error: str, told: list[str]) -> None:
    """Tried in a process of its own, which is confined as a child is."""
    program = (
        "from meetings.ingest import understand\nfrom meetings.ingest.extract import child\n"
        f"from meetings.ingest.problems import UnreadableFile\ndef understood(*_): raise {error}\n"
        "understand.understood = understood\nchild.main()"
    )
    order = {"task": "read", "filename": "a.md", "seconds": untrusted.SECONDS}
    given = json.dumps(order).encode() + b"\n" + paper()
    run = subprocess.run([sys.executable, "-c", program], cwd=PROJECT, input=given, capture_output=True, check=True)
    assert json.loads(run.stdout.splitlines()[-1])["error"] == told
    assert run.stderr == b""


def test_the_parser_has_a_time_of_its_own_however_long_the_lines_took() -> None:
    """Tried in a process of its own, which cannot get back what it gave up."""
    program = """
import resource, signal
from meetings.ingest.extract import confine
def said(*_):
    print(*resource.getrlimit(resource.RLIMIT_CPU), round(signal.getitimer(signal.ITIMER_PROF)[0]))
for step in (confine.limit_resources, lambda: confine.limit_page(40), lambda: confine.limit_page(1)):
    step()
    said()
for seconds in (7, 1000):
    confine.limit_parsing(seconds)
    said()
"""
    run = subprocess.run([sys.executable, "-c", program], cwd=PROJECT, capture_output=True, text=True, check=True)
    lines, parser = 15, 12
    whole = lines + parser + 1
    told = [tuple(map(int, line.split())) for line in run.stdout.splitlines()]
    page = told.pop(1)
    assert told == [(lines, whole, 0), (lines, whole, 0), (whole, whole, 7), (whole, whole, parser)]
    assert 5 < page[0] < lines  # of processor time, of which a little was gone
    assert page[1:] == (whole, 0)
