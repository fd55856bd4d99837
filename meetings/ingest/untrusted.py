"""A stranger's FILE -> minutes, by one door: whatever looks at its text does so in a short-lived child process.

    bytes ──► sandbox ──► child: lines ──► minutes, findings ──► JSON ──► Read

A text on which the parser would not come to an end costs a child, like a bomb that an extractor meets: `too_complex`.
"""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
import json
import time
from typing import Any, NamedTuple

from meetings.ingest.extract import checks, confine, sandbox
from meetings.ingest.extract.as_json import to_json
from meetings.ingest.lines import Document
from meetings.ingest.minutes import Minutes
from meetings.ingest.minutes_json import checked
from meetings.ingest.personal_data import Finding, masked_name
from meetings.ingest.problems import UnreadableFile

SECONDS = confine.PARSE_SECONDS  # of processor time, for the parser and the guard together
_FINDING = tuple[str, str, str, str, int | None, int | None, str | None]


class Read(NamedTuple):
    minutes: Minutes
    findings: tuple[Finding, ...]
    text: str  # the lines of the file


def read(data: bytes, filename: str, *, municipality: str | None = None, today: datetime.date | None = None) -> Read:
    """Everything that is read of one file, within 36 s. Raises `UnreadableFile`; `sandbox.OurFault` where our parser
    fails.

    municipality: the short name where the caller knows it. today: sorts out births still to come.
    """
    checks.check(data, filename)
    order = _order("read", filename, municipality, today)
    return _read(sandbox.answer_to(order, data, time.monotonic() + sandbox.WALL_SECONDS), data, filename)


def read_lines(
    document: Document,
    data: bytes,
    filename: str,
    *,
    municipality: str | None = None,
    today: datetime.date | None = None,
) -> Read:
    """The same of lines that were got out of `data` before, as OCR does."""
    order = _order("understand", filename, municipality, today)
    lines = json.dumps(to_json(document), ensure_ascii=False).encode("utf-8", "surrogatepass")
    return _read(sandbox.answer_to(order, lines, time.monotonic() + sandbox.WALL_SECONDS), data, filename)


def _order(task: str, filename: str, municipality: str | None, today: datetime.date | None) -> dict[str, Any]:
    return {
        "task": task,
        "filename": filename[-sandbox.MAX_NAME :],
        "municipality": municipality,
        "today": today.isoformat() if today else None,
        "seconds": SECONDS,
    }


def _read(answer: dict[str, Any], data: bytes, filename: str) -> Read:
    try:
        minutes: Minutes = checked(Minutes, answer["minutes"])
        findings = tuple(Finding(*checked(_FINDING, one)) for one in answer["findings"])
        text = checked(str, answer["text"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UnreadableFile("damaged", f"answer of the child: {type(error).__name__}") from error
    sha256 = hashlib.sha256(data).hexdigest()
    source = dataclasses.replace(minutes.source, filename=masked_name(filename), sha256=sha256, bytes=len(data))
    return Read(dataclasses.replace(minutes, source=source), findings, text)
