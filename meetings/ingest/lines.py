"""The first hand-over: a document as numbered lines, before anybody asks what they mean.

What every extractor guarantees about the lines it returns:

1. Lines stand in reading order and are numbered from 1 without gaps; running headers, footers and page
   numbers that were removed are listed in `Document.removed`, never silently dropped.
2. `text` is NFC, holds no markup, no control characters, no soft hyphens, and white space is folded to
   single blanks (table rows: cells joined with ' | '). It is never empty.
3. A paragraph that the layout wrapped over several lines is one `Line` where the extractor could tell
   (PDF, DOCX, HTML, markdown); plain text keeps its own lines, and `starts_paragraph` tells what was
   set apart by white space.
4. `kind` is "heading" only where the document marks a heading (style, size, weight, '#'); absence of the
   mark proves nothing, so rules must also know headings by their words.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, Self

LineKind = Literal["text", "heading", "list", "row"]
Hideout = Literal["comment", "deleted", "properties", "hidden"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a document. Natural key: `number` within its document."""

    number: int  # 1-based position in the extracted text
    text: str
    page: int | None = None  # 1-based page of the original, where it has pages
    kind: LineKind = "text"
    level: int = 0  # depth of a heading, 1 (largest) to 6; 0 where it is none
    bold: bool = False  # the whole line is bold
    starts_paragraph: bool = True  # white space or a new block stands before it


class Hidden(str):
    """One of `Document.unseen`, and where in the file it stands; a plain `str` among them is "hidden"."""

    where: Hideout

    def __new__(cls, text: str, where: Hideout) -> Self:
        self = super().__new__(cls, text)
        self.where = where
        return self


@dataclass(frozen=True, slots=True)
class Document:
    """What an extractor got out of one file: lines, and what the personal-data guard must also see."""

    lines: tuple[Line, ...]
    media_type: str
    pages: int | None = None
    removed: tuple[Line, ...] = ()  # running headers and footers, page numbers
    unseen: tuple[str, ...] = ()  # comments, tracked deletions, metadata, hidden text: never shown, always guarded
    ocr: bool = False  # the words come from optical recognition and deserve less trust
    attachments: tuple[str, ...] = field(default=())  # names of embedded or linked files
    overprinted: tuple[int, ...] = ()  # pages on which words lie over words
    columns_unsure: tuple[int, ...] = ()  # pages on which what stands side by side may be read in another order
    watermarks: tuple[str, ...] = ()  # 'KLADDE', 'UDKAST': printed across the pages, listed in `removed`
    active: tuple[str, ...] = ()  # of `problems.ACTIVE`: what a program would run or open, and nobody here does
    left_out: tuple[str, ...] = ()  # words of the document that no reader takes, each as the clerk is told of it
    pages_given_up: tuple[int, ...] = ()  # pages that took more time or memory than one page may: not in `lines`
    pages_without_text: tuple[int, ...] = ()  # pages that are pictures or garbled: not in `lines` until recognised
