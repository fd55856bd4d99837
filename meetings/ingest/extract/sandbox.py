"""Reads a stranger's file in a short-lived child process: the door for everything that was uploaded or fetched.

    bytes ──► checks ──► child (limits, no network, no files) ──► JSON ──► Document

The parent never parses the file itself, so bombs and broken libraries cost a child and not a server. What the
limits are worth, kind by kind, stands in docs/security.md. Cost: about 0.02 s a file beside the reading.
"""

from __future__ import annotations

import json
import os
import re
import selectors
import signal
import tempfile
import time
from typing import Any, BinaryIO

from meetings.ingest.extract import checks, child_start, folders
from meetings.ingest.extract.as_json import from_json
from meetings.ingest.extract.collect import refuse_wordless
from meetings.ingest.lines import Document
from meetings.ingest.personal_data import mask
from meetings.ingest.problems import OUTCOMES, UnreadableFile

WALL_SECONDS = 36.0  # lines and what is made of them
MAX_ANSWER = 32 * 2**20  # bytes of JSON
MAX_NAME = 1_000  # letters of a file's name
MAX_PICTURE = 48 * 2**20  # bytes of a rendered page
MOST_GIVEN_UP = 2  # pages of a file that may be left out; with more it is refused as a whole
# 'page 1\npage 2\n{"document": …': the pages a child came to, before its answer
_PAGES = re.compile(rb"(?:page (\d{1,5})\n)+")


class StoppedAtPage(UnreadableFile):
    """The child ended, or ran out of memory, while it read one page of a PDF."""

    def __init__(self, detail: str, page: int) -> None:
        super().__init__("too_complex", f"{detail} at page {page}")
        self.page = page  # from 1


class OurFault(Exception):
    """The parser failed. Says which error it was and where, in our code; never what it said."""


def read(data: bytes, filename: str, *, seconds: float = WALL_SECONDS, wordless: bool = False) -> Document:
    """The lines of a file. Raises `UnreadableFile` (one of `problems.OUTCOMES`), and nothing else for what it holds.

    wordless: a PDF may have none, and what is said of it beside its pages is all that is got.
    """
    checks.check(data, filename)
    order = {"task": "extract", "filename": filename[-MAX_NAME:], "wordless": wordless}
    answer = answer_to(order, data, time.monotonic() + seconds)
    try:
        document = from_json(answer["document"])
    except (KeyError, TypeError, ValueError) as error:
        raise UnreadableFile("damaged", f"answer of the child: {type(error).__name__}") from error
    return document if wordless else refuse_wordless(document)


def answer_to(order: dict[str, Any], data: bytes, deadline: float) -> dict[str, Any]:
    """A child's answer to an order about a file, until a moment of `time.monotonic`. Where one page ends the child by
    the time or memory it takes, the others are read without."""
    left_out: list[int] = []
    while True:
        try:
            return run(order | {"left_out": left_out}, data, MAX_ANSWER, max(0.01, deadline - time.monotonic()))[0]
        except StoppedAtPage as stopped:
            if len(left_out) >= MOST_GIVEN_UP or stopped.page in left_out:
                raise UnreadableFile(stopped.code, stopped.detail) from stopped
            left_out.append(stopped.page)


def protections() -> tuple[list[str], list[str]]:
    """Which protections hold on this machine, and what a child could still reach (should be empty)."""
    answer = tried()
    return list(answer["held"]), list(answer["leaks"])


def tried() -> dict[str, Any]:
    """What a child tells of its cage: 'held' and 'leaks' as above, 'around' of `confine.surroundings`."""
    return run({"task": "protections", "filename": ""}, b"", MAX_ANSWER, WALL_SECONDS)[0]


def run(order: dict[str, Any], data: bytes, limit: int, seconds: float) -> tuple[dict[str, Any], bytes]:
    """One order to one child: its answer, and the bytes after it. Raises `UnreadableFile`."""
    code, output = _ask(order, data, limit, seconds)
    begun = _PAGES.match(output)
    page = int(begun[1] or 0) if begun else 0
    line, _, rest = output[begun.end() if begun else 0 :].partition(b"\n")
    if code != 0:
        raise StoppedAtPage(_signal_name(code), page) if page else UnreadableFile("too_complex", _signal_name(code))
    try:
        answer = json.loads(line)
    except ValueError as error:
        raise UnreadableFile("damaged", "no answer from the child") from error
    if "error" in answer:
        code_name, detail = answer["error"]
        if page and detail in ("MemoryError", "RecursionError"):
            raise StoppedAtPage(detail, page)
        # For the log: a part of a Word file may be named by a person's number.
        if code_name == "failed":
            raise OurFault(mask(str(detail)))
        raise UnreadableFile(code_name if code_name in OUTCOMES else "damaged", mask(str(detail)))
    return answer, rest


def _ask(order: dict[str, Any], data: bytes, limit: int, seconds: float) -> tuple[int, bytes]:
    """The exit code and output of one child; where the server of children dies under it, of another."""
    deadline = time.monotonic() + seconds
    with folders.empty() as folder, _as_file(order, data) as source:
        for forked in (True, True, False):
            source.seek(0)
            try:
                child = child_start.start(source, folder, forked=forked)
            except child_start.ServerGone:
                continue
            try:
                output = _gather(child.answer, limit, deadline)
                return child.wait(max(0.1, deadline - time.monotonic())), output
            except child_start.Overdue as error:
                raise UnreadableFile("too_complex", "took too long to end") from error
            except child_start.ServerGone:
                continue
            finally:
                child.end()
    raise UnreadableFile("damaged", "no child could be started")


def _as_file(order: dict[str, Any], data: bytes) -> BinaryIO:
    """Order and file as one readable file, in memory where the system can: uploads do not touch the disk."""
    if hasattr(os, "memfd_create"):
        source: BinaryIO = os.fdopen(os.memfd_create("upload"), "w+b")
    else:
        source = tempfile.TemporaryFile()  # noqa: SIM115
    source.write(json.dumps(order).encode() + b"\n")
    source.write(data)
    source.seek(0)
    return source


def _gather(answer: int, limit: int, deadline: float) -> bytes:
    """What a child says until it ends, up to `limit` bytes and the deadline (of `time.monotonic`)."""
    parts: list[bytes] = []
    size = 0
    with selectors.DefaultSelector() as selector:
        selector.register(answer, selectors.EVENT_READ)
        while True:
            left = deadline - time.monotonic()
            if left <= 0 or not selector.select(left):
                raise UnreadableFile("too_complex", "took too long")
            part = os.read(answer, 2**18)
            if not part:
                return b"".join(parts)
            parts.append(part)
            size += len(part)
            if size > limit:
                raise UnreadableFile("too_complex", f"answer of more than {limit} bytes")


def _signal_name(code: int) -> str:
    if code >= 0:
        return f"exit {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"
