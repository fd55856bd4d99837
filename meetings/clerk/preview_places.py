"""Where in the original each field stands, found from what the parser noted of its beginning. Knows no database.

A reading (`SourceDocument.parsed`) says of every item, section, decision and attachment on which line it begins; what
lies between two beginnings belongs to the first. Fields are named by where they stand in the reading: 'cover',
'item 3', 'item 3 section 1', 'item 3 decision 2', 'item 3 attachment 1', all counted from 1, as positions are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

COVER = "cover"
PARTS = (("sections", "section"), ("decisions", "decision"), ("attachments", "attachment"))
# 'Indholdsfortegnelse' / 'Dagsorden:' / 'Punkter  Side': the heading of a table of contents, none of its entries
_HEADING = re.compile(r"(indhold(sfortegnelse)?|dagsorden|sagsoversigt|punkter|side|\W|\s)+", re.IGNORECASE)


@dataclass(frozen=True)
class Span:
    """Lines of the extracted text, from and with `first` to and with `last`; `page` is where it begins, if known."""

    first: int
    last: int
    page: int | None = None


@dataclass(frozen=True)
class Original:
    """The lines of an original with the field that each belongs to, and the place of each field."""

    lines: tuple[str, ...] = ()
    field_of: tuple[str, ...] = ()  # beside `lines`
    places: dict[str, Span] | None = None

    def place(self, name: str) -> Span | None:
        return (self.places or {}).get(name)

    def line_with(self, words: Iterable[str], within: str) -> Span | None:
        """The first line of that field's that holds the first of the words, or the next; else the whole field."""
        span = self.place(within)
        if span is None:
            return None
        wanted = [word.casefold() for word in words if word.strip()]
        for word in wanted:
            for number in range(span.first, span.last + 1):
                if word in self.lines[number - 1].casefold():
                    return Span(number, number, span.page)
        return span


def original_of(parsed: dict[str, Any] | None, text: str) -> Original:
    """`text`: the lines as they were extracted, one a row (`SourceDocument.text`)."""
    lines = tuple(text.split("\n")) if text else ()
    if not lines:
        return Original()
    begins = sorted(_beginnings(parsed or {}), key=lambda begin: begin[0])
    begins = [begin for begin in begins if begin[0] <= len(lines)]
    if not begins or begins[0][0] > 1:
        begins.insert(0, (1, COVER, 1 if (parsed or {}).get("source", {}).get("pages") else None))
    places: dict[str, Span] = {}
    field_of: list[str] = []
    for (first, name, page), end in zip(begins, [*(begin[0] for begin in begins[1:]), len(lines) + 1], strict=True):
        last = max(first, end - 1)
        if name not in places:
            places[name] = Span(first, last, page)
        field_of += [name] * (end - first)
    return Original(lines, tuple(field_of), places)


def entries_of(contents: Iterable[str]) -> list[str]:
    """The lines of a table of contents that name an item."""
    return [line for line in contents if not _HEADING.fullmatch(line)]


def share_placed(text: str, unread: Iterable[dict[str, Any]]) -> int:
    """How many hundredths of the letters stand in some field, rounded down: 100 only where every line does."""
    letters = len(text.replace("\n", ""))
    missed = sum(len(line.get("text", "")) for line in unread)
    return 100 if not letters else int(100 * max(0, letters - missed) / letters)


def _beginnings(parsed: dict[str, Any]) -> Iterable[tuple[int, str, int | None]]:
    """(line, field, page) of everything that has a line."""
    for number, item in enumerate(parsed.get("items", ()), start=1):
        page = item.get("page")
        if item.get("line"):
            yield item["line"], f"item {number}", page
        for name, word in PARTS:
            for place, part in enumerate(item.get(name, ()), start=1):
                page = part.get("page") or page
                if part.get("line"):
                    yield part["line"], f"item {number} {word} {place}", page
