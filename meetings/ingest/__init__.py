"""FILE -> MINUTES, by one door. No Django, no database, no network, no clock.

    file ──► extract/ ──► Document of Lines ──► parse ──► Minutes

`read_minutes` raises `problems.UnreadableFile` for files that give no text, and never for what a text says.
"""

from __future__ import annotations

import hashlib

from meetings.ingest.extract import extract as lines_of  # its own name would hide the package
from meetings.ingest.lines import Document
from meetings.ingest.minutes import Minutes, Source
from meetings.ingest.problems import UnreadableFile

__all__ = ["UnreadableFile", "parse_document", "read_minutes", "source_of"]


def read_minutes(data: bytes, filename: str, *, municipality: str | None = None) -> Minutes:
    """One file as read. `municipality` is the short name ('Varde') where the caller knows it."""
    return parse_document(lines_of(data, filename), data, filename, municipality=municipality)


def parse_document(document: Document, data: bytes, filename: str, *, municipality: str | None = None) -> Minutes:
    """The second half alone, for callers that had the lines extracted elsewhere (a child process)."""
    # Not above: the child process that only extracts shall not pay for loading the rules.
    from meetings.ingest.parse import parse

    return parse(document, source_of(document, data, filename), municipality=municipality)


def source_of(document: Document, data: bytes, filename: str) -> Source:
    return Source(
        filename=filename,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=document.media_type,
        bytes=len(data),
        pages=document.pages,
    )
