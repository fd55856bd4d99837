"""Gathers cleaned, numbered lines: the last step of every extractor, keeping guarantees 1 and 2 of lines.py."""

from __future__ import annotations

from dataclasses import replace

from meetings.ingest.extract.clean import clean
from meetings.ingest.lines import Document, Line, LineKind
from meetings.ingest.problems import UnreadableFile

MAX_LINES = 100_000  # 600 pages hold 36 000
MAX_LETTERS = 5_000_000
MIN_LETTERS = 50  # fewer is no document: some readers give nothing and call it success


class Collector:
    """Takes texts in reading order; `lines()` gives them numbered from 1. What is empty after cleaning is no line.

    Raises `UnreadableFile` (too_complex) where a document has more lines or letters than any minutes have.
    """

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._letters = 0

    def __len__(self) -> int:
        return len(self._lines)

    def add(
        self,
        text: str,
        *,
        page: int | None = None,
        kind: LineKind = "text",
        level: int = 0,
        bold: bool = False,
        starts_paragraph: bool = True,
    ) -> None:
        text = clean(text)
        if not text or (kind == "row" and not text.strip("| ")):
            return
        self._letters += len(text)
        if len(self._lines) >= MAX_LINES or self._letters > MAX_LETTERS:
            raise UnreadableFile("too_complex", f"more than {MAX_LINES} lines or {MAX_LETTERS} letters")
        if kind == "heading":
            level = min(max(level, 1), 6)
        self._lines.append(
            Line(len(self._lines) + 1, text, page, kind, level if kind == "heading" else 0, bold, starts_paragraph)
        )

    def lines(self) -> tuple[Line, ...]:
        return tuple(self._lines)


def refuse_wordless(document: Document) -> Document:
    """The document. Raises `UnreadableFile` where it says nothing: scanned where pages have no text, else empty."""
    if sum(len(line.text) for line in document.lines) < MIN_LETTERS:
        raise UnreadableFile("scanned" if document.pages_without_text else "empty", f"fewer than {MIN_LETTERS} letters")
    return document


def refuse_overlong(document: Document) -> Document:
    """The document. Raises `UnreadableFile` (too_complex) where there is more than any minutes hold."""
    if len(document.lines) > MAX_LINES or sum(len(line.text) for line in document.lines) > MAX_LETTERS:
        raise UnreadableFile("too_complex", f"more than {MAX_LINES} lines or {MAX_LETTERS} letters")
    return document


def row_text(cells: list[str]) -> str:
    """The cells of one table row as a line's text: 'a | b'. Bars inside a cell would look like borders, so they go."""
    return " | ".join(clean(cell).replace("|", "/") for cell in cells)


FAKE_LEVEL = 5  # deeper than the headings a document marks itself
FAKE_LIMIT = 200  # letters
_SENTENCE_END = (".", ",", ";")


def fake_headings(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Mark paragraphs that are bold from end to end as headings, as writers do who know no styles.

    Only where bold is the exception, the line is short and is no sentence: bold stress stays text.
    """
    letters = {
        weight: sum(len(line.text) for line in lines if line.kind == "text" and line.bold == weight)
        for weight in (True, False)
    }
    if letters[True] > letters[False]:
        return lines
    return tuple(
        replace(line, kind="heading", level=FAKE_LEVEL)
        if line.bold and line.kind == "text" and len(line.text) <= FAKE_LIMIT and _may_head(line.text)
        else line
        for line in lines
    )


def _may_head(text: str) -> bool:
    return any(c.isalpha() for c in text) and (
        not text.endswith(_SENTENCE_END) or (text.count(" ") < 2 and text[0].isdigit())
    )
