"""Recognises pages that are pictures or whose letters mean nothing, with Tesseract where it is installed
(tesseract-ocr, tesseract-ocr-dan).

    sandbox.read ──► pages without text ──► PDFium draws each (child) ──► tesseract -l dan ──► rows ──► lines

Slow (seconds a page), so for the background. What comes out is marked `ocr=True` and deserves less trust: its letters
are right to a percent or so, bold is lost, the dots of a contents list become junk. The rows go through the same
layout layer as printed text. Without Tesseract nothing is guessed: the file keeps the outcome that it waits with.
"""

from __future__ import annotations

import functools
import os
import re
import shutil
import statistics
import subprocess
import sys
from dataclasses import replace
from typing import Any

import lxml.html

from meetings.ingest.extract import sandbox
from meetings.ingest.extract.clean import clean
from meetings.ingest.extract.collect import MIN_LETTERS, Collector
from meetings.ingest.extract.pdf_columns import Element, reading_order
from meetings.ingest.extract.pdf_page import meaningless
from meetings.ingest.extract.pdf_paragraphs import write_lines
from meetings.ingest.extract.pdf_rows import CELL_GAP, Row, Segment
from meetings.ingest.extract.pdf_running import take_running
from meetings.ingest.extract.pdf_unruled import unruled_tables
from meetings.ingest.lines import Document, Line
from meetings.ingest.problems import UnreadableFile

DPI = 300
MAX_PAGES = 50
WAITING = ("scanned", "unreadable_text_layer")  # what a file is refused as that recognition can read
PAGE_SECONDS = 60
MEMORY = 2 * 2**30
SURE = 30  # Tesseract's trust in a word, of 100: signs without letters below it are dust and dots
LARGER = 1.2  # times the page's usual size: less is the error of measuring

# 'bbox 280 311 2112 362; baseline 0 -11; x_size 51; x_descenders 11; x_ascenders 10'
_LINE = re.compile(r"bbox \d+ \d+ \d+ (?P<bottom>\d+);.*baseline \S+ (?P<offset>-?[\d.]+);.*x_size (?P<size>[\d.]+)")
# 'bbox 280 311 545 362; x_wconf 96'
_WORD = re.compile(r"bbox (?P<left>\d+) \d+ (?P<right>\d+) \d+;.*x_wconf (?P<sure>\d+)")
# What Tesseract makes of a bullet.
_BULLETS = frozenset("+ « » * ¢ ° • · - – >".split())
# 'Punkter til kommende møder ….u.u..ssmssneeen ennen 33': dots of a contents list and what was read into them
_LEADERS = re.compile(r"(.{3,}?)\s*[.…]*(?:…|\.\.)\S*(?:\s.*)?\s(\d{1,3})$")

# Limits first, then the program in the same process: it sees pictures that a stranger's file decided on.
_LIMITED = (
    f"import os, resource as r, sys; r.setrlimit(r.RLIMIT_AS, ({MEMORY},) * 2); "
    f"r.setrlimit(r.RLIMIT_CPU, ({PAGE_SECONDS},) * 2); "
    "r.setrlimit(r.RLIMIT_CORE, (0, 0)); os.nice(10); os.execv(sys.argv[1], sys.argv[1:])"
)


def available() -> bool:
    """Whether Tesseract and its Danish are installed."""
    return _program(os.environ.get("PATH", "")) is not None


@functools.cache
def _program(path: str) -> str | None:
    program = shutil.which("tesseract", path=path)
    if program is None:
        return None
    try:
        run = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return program if "dan" in run.stdout.split() else None


def needed(document: Document) -> bool:
    """Whether pages of a document that was read wait for recognition."""
    return bool(document.pages_without_text)


def read(data: bytes, filename: str) -> Document:
    """A PDF with its pictured and garbled pages recognised. Of a document that has other pages, those that take too
    long and those beyond 50 are given up.

    Raises `UnreadableFile`: what `sandbox.read` raises; scanned where Tesseract is missing or found no words; where no
    page has text, too_large beyond 50 pages and too_complex where a page took over a minute.
    """
    try:
        document = sandbox.read(data, filename)
        waiting = list(document.pages_without_text)
        if not waiting or not available():
            return document
    except UnreadableFile as refused:
        if refused.code not in WAITING or not available():
            raise
        # Only what is not on its pages: a stamp on each would be read twice.
        document = replace(sandbox.read(data, filename, wordless=True), lines=(), pages_given_up=())
        waiting = list(range(1, (document.pages or 0) + 1))
        if len(waiting) > MAX_PAGES:
            raise UnreadableFile("too_large", f"{len(waiting)} pages to recognise, {MAX_PAGES} at most") from refused
    found = recognised(data, waiting[:MAX_PAGES], all_or_none=not document.lines)
    return _merged(document, found, waiting[MAX_PAGES:])


def recognised(data: bytes, pages: list[int], *, all_or_none: bool = True) -> Document:
    """The lines of these pages, from their pictures.

    all_or_none: raise `UnreadableFile` where one of them cannot be recognised, in place of giving that page up.
    """
    elements: list[list[Element]] = []
    edges: list[tuple[float, float]] = []
    given_up: list[int] = []
    for number in pages:
        order = {"task": "render", "filename": "scan.pdf", "page": number, "dpi": DPI}
        try:
            _, picture = sandbox.run(order, data, sandbox.MAX_PICTURE, sandbox.WALL_SECONDS)
            rows, height = _rows(_tesseract(picture), number, picture)
        except UnreadableFile:
            if all_or_none:
                raise
            given_up.append(number)
            continue
        elements.append(unruled_tables(reading_order(list(rows))))
        edges.append((0.0, height))
    removed = take_running(elements, edges)
    collector, taken = Collector(), Collector()
    write_lines(elements, collector)
    for row in removed:
        taken.add(row.text, page=row.page)
    return Document(
        lines=collector.lines(),
        media_type="application/pdf",
        removed=taken.lines(),
        ocr=True,
        pages_given_up=tuple(given_up),
    )


def _merged(document: Document, recognised: Document, beyond: list[int]) -> Document:
    """Recognised pages put where they belong among those that had text. `beyond`: pages that are not recognised."""
    lines = sorted([*document.lines, *recognised.lines], key=lambda line: line.page or 0)
    text = " ".join(line.text for line in lines)
    if len(text) < MIN_LETTERS or (not document.lines and meaningless(text)):
        raise UnreadableFile("scanned", "no words recognised")
    return replace(
        document,
        lines=_numbered(lines),
        removed=_numbered(sorted([*document.removed, *recognised.removed], key=lambda line: line.page or 0)),
        ocr=True,
        pages_without_text=(),
        pages_given_up=tuple(sorted({*document.pages_given_up, *recognised.pages_given_up, *beyond})),
    )


def _numbered(lines: list[Line]) -> tuple[Line, ...]:
    return tuple(replace(line, number=number) for number, line in enumerate(lines, 1))


def _tesseract(picture: bytes) -> bytes:
    """Tesseract's lines and words for a picture, with their places (hOCR)."""
    program = _program(os.environ.get("PATH", ""))
    if program is None:
        raise UnreadableFile("scanned", "no Tesseract")
    command = [sys.executable, "-I", "-c", _LIMITED, program, "stdin", "stdout", "-l", "dan", "--dpi", str(DPI), "hocr"]
    environment = {"PATH": os.environ.get("PATH", ""), "OMP_THREAD_LIMIT": "1"}
    if "TESSDATA_PREFIX" in os.environ:
        environment["TESSDATA_PREFIX"] = os.environ["TESSDATA_PREFIX"]
    try:
        run = subprocess.run(
            command, input=picture, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment,
            timeout=PAGE_SECONDS, start_new_session=True, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise UnreadableFile("too_complex", f"a page took more than {PAGE_SECONDS} s to recognise") from error
    if run.returncode != 0:
        raise UnreadableFile("too_complex", f"recognition ended with {run.returncode}")
    return run.stdout


def _rows(markup: bytes, page: int, picture: bytes) -> tuple[list[Row], float]:
    """Rows of print from Tesseract's page, and the page's height, in points."""
    points = 72 / DPI
    height = int(picture.split(maxsplit=3)[2]) * points
    rows: list[Row] = []
    parser = lxml.html.HTMLParser(encoding="utf-8")
    for line in lxml.html.document_fromstring(markup or b"<p>", parser=parser).iter("span"):
        measured = _LINE.search(line.get("title") or "")
        if measured is None:
            continue
        size = float(measured["size"]) * points
        segments = _segments([word for word in line.iter("span") if word.get("class") == "ocrx_word"], points, size)
        if segments:
            baseline = (int(measured["bottom"]) + float(measured["offset"])) * points
            rows.append(Row(height - baseline, size, False, segments, page))
    _level(rows)
    return rows, height


def _segments(words: list[Any], points: float, size: float) -> list[Segment]:
    segments: list[Segment] = []
    for word in words:
        text, measured = clean("".join(word.itertext())), _WORD.search(word.get("title") or "")
        if measured is None or not text or (int(measured["sure"]) < SURE and not any(c.isalnum() for c in text)):
            continue
        x0, x1 = int(measured["left"]) * points, int(measured["right"]) * points
        if not segments and text in _BULLETS:
            text = "\u2022"
        if segments and (x0 - segments[-1].x1 <= CELL_GAP * size or segments[-1].text == "\u2022"):
            segments[-1] = Segment(segments[-1].x0, x1, f"{segments[-1].text} {text}", False, size)
        else:
            segments.append(Segment(x0, x1, text, False, size))
    whole = " ".join(segment.text for segment in segments)
    if leaders := _LEADERS.match(whole):
        return [Segment(segments[0].x0, segments[-1].x1, f"{leaders[1]} ..... {leaders[2]}", False, size)]
    return segments


def _level(rows: list[Row]) -> None:
    """Give rows of nearly one height one size: they are measured, not known."""
    if not rows:
        return
    usual = statistics.median(row.size for row in rows for _ in range(len(row.text)))
    group: list[float] = []
    sizes: dict[float, float] = {}
    for size in sorted({row.size for row in rows if row.size >= LARGER * usual}):
        group = [*group, size] if group and size < 1.15 * group[0] else [size]
        sizes |= dict.fromkeys(group, group[0])
    for row in rows:
        row.size = round(sizes.get(row.size, usual if row.size > 0.6 * usual else row.size), 1)
        for segment in row.segments:
            segment.size = row.size
