"""Pages that fold their sections print each heading as a point: '• Resume', '• Beslutning i Byrådet den …'."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from meetings.ingest.lines import Document, Line
from meetings.ingest.rules import decisions, words

_COMMON = frozenset(("resume", "resumé", "indstilling", "sagsfremstilling", "beslutning", "baggrund"))
_FEWEST = 2  # of these words as points, from which on a document is taken to print its headings so
_LONGEST = 120  # characters of such a heading


def plain(document: Document) -> Document:
    """The document with such points made headings; the same object where it has none."""
    points = {line.number: line for line, below in pairwise(document.lines) if _may_head(line, below)}
    if len({words.fold(line.text) for line in points.values()} & _COMMON) < _FEWEST:
        return document
    lines = [
        replace(line, kind="heading", level=3, starts_paragraph=True) if line.number in points else line
        for line in document.lines
    ]
    return replace(document, lines=type(document.lines)(lines))


def _may_head(line: Line, below: Line) -> bool:
    """Whether a point has a heading's words, and no point right below it that would make the two a list."""
    if line.kind != "list" or (below.kind == "list" and words.fold(below.text) in words.STRONG):
        return False
    if len(line.text) > _LONGEST:
        return False
    if words.fold(line.text) in _COMMON:
        return True
    heading = decisions.heading(line.text) if line.text.startswith("Beslutning") else None
    return heading is not None and heading.date is not None and not heading.rest
