"""Finds what a PDF prints on every page: headers, footers, page numbers.

A row is one of them only if it stands at the same height on most pages, outside the block of text (nothing of
the rest stands as high, or as low, on any of them), and says the same but for its numbers. So a section
heading that happens to open many pages stays, and so does a short line that the text itself repeats. What is
taken out is returned, never dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from meetings.ingest.extract.pdf_columns import Element
from meetings.ingest.extract.pdf_rows import Row

DEPTH = 5  # rows looked at from the top and from the bottom of a page
SAME_HEIGHT = 4.0  # points
MOST = 0.6  # share of the pages

# 'Side 3 af 27', 'Side 3', '3/27', '- 3 -', '3', 'Page 3 of 27'
_PAGE_NUMBER = re.compile(r"(?:(?:side|page|s\.)\s*)?[-–]?\s*\d{1,4}\s*[-–]?(?:\s*(?:af|of|/)\s*\d{1,4})?$", re.I)


def take_running(pages: list[list[Element]]) -> list[Row]:
    """Remove headers, footers and page numbers from the pages (in place); return them in reading order."""
    taken: list[Row] = []
    for top in (True, False):
        for _ in range(DEPTH):
            found = _outermost(pages, top)
            if not found:
                break
            for number, row in found:
                pages[number] = [element for element in pages[number] if element is not row]
                taken.append(row)
    taken.extend(_lone_numbers(pages))
    return sorted(taken, key=lambda row: (row.page, -row.y))


def _edge(page: list[Element], top: bool) -> Element | None:
    return max(page, key=lambda e: _height(e, top), default=None)


def _height(element: Element, top: bool) -> float:
    if isinstance(element, Row):
        return element.y if top else -element.y
    return element.top if top else -element.bottom


def _mask(text: str) -> str:
    return re.sub(r"\d+", "#", text).casefold()


def _outermost(pages: list[list[Element]], top: bool) -> list[tuple[int, Row]]:
    """The rows that stand outermost at one height on most pages and repeat; empty where there are none."""
    edges = [(n, edge) for n, page in enumerate(pages) if isinstance(edge := _edge(page, top), Row)]
    filled = sum(bool(page) for page in pages)
    best: list[tuple[int, Row]] = []
    for height, text in {(round(_height(row, top)), _mask(row.text)) for _, row in edges}:
        same = [
            (n, row)
            for n, row in edges
            if abs(_height(row, top) - height) <= SAME_HEIGHT and _alike(_mask(row.text), text)
        ]
        if len(same) > len(best) and len(same) >= max(2, _wanted(filled)) and _outside(pages, same, height, top):
            best = same
    return best


def _wanted(pages: int) -> float:
    return MOST * pages if pages > 3 else pages


def _alike(a: str, b: str) -> bool:
    """Equal but for numbers, or one begins the other: a header may grow by 'fortsat' or by a title's first words."""
    return a == b or (min(len(a), len(b)) > 12 and (a.startswith(b) or b.startswith(a)))


def _outside(pages: list[list[Element]], rows: list[tuple[int, Row]], height: float, top: bool) -> bool:
    """Whether nothing else on any page but the first stands as far out as these rows do."""
    own = {id(row) for _, row in rows}
    others = 0
    for n, page in enumerate(pages):
        rest = [_height(e, top) for e in page if id(e) not in own]
        if n and rest and max(rest) > height - SAME_HEIGHT:
            others += 1
    return others <= 0.05 * len(pages)


def _lone_numbers(pages: list[list[Element]]) -> Iterator[Row]:
    """Page numbers that stand alone at the foot or the head of a page, far from its text."""
    for n, page in enumerate(pages):
        for top in (False, True):
            edge = _edge(pages[n], top)
            if not isinstance(edge, Row) or not _PAGE_NUMBER.match(edge.text) or len(edge.segments) > 1:
                continue
            rest = [_height(e, top) for e in page if e is not edge]
            if not rest or _height(edge, top) - max(rest) > 1.9 * edge.size:
                pages[n] = page = [element for element in page if element is not edge]
                yield edge
