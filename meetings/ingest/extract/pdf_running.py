"""Finds what a PDF prints on every page: headers, footers, page numbers.

A row is one of them only if it stands at the same height on most pages, outside the block of text (nothing of
the rest stands as high, or as low, on any of them), and says the same but for its numbers. So a section
heading that happens to open many pages stays, and so does a short line that the text itself repeats. What is
taken out is returned, never dropped.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from meetings.ingest.extract.pdf_columns import Element
from meetings.ingest.extract.pdf_rows import Row

DEPTH = 5  # rows looked at from the top and from the bottom of a page
SAME_HEIGHT = 4.0  # points
MARGIN = 0.14  # of the page's height, above and below
MOST = 0.6  # share of the pages

# 'Side 3 af 27', 'Side 3', '3/27', '- 3 -', '3', 'Page 3 of 27'
_PAGE_NUMBER = re.compile(r"(?:(?:side|page|s\.)\s*)?[-–]?\s*\d{1,4}\s*[-–]?(?:\s*(?:af|of|/)\s*\d{1,4})?$", re.I)


def take_running(pages: list[list[Element]], edges: list[tuple[float, float]]) -> list[Row]:
    """Remove headers, footers and page numbers from the pages (in place); return them in reading order.

    `edges`: where each page ends, below and above, in the points of its rows.
    """
    size = _usual_size(pages)
    taken: list[Row] = []
    for top in (True, False):
        for number, row in _band(pages, edges, top, size):
            pages[number] = [element for element in pages[number] if element is not row]
            taken.append(row)
    taken.extend(_lone_numbers(pages))
    return sorted(taken, key=lambda row: (row.page, -row.y))


def _band(
    pages: list[list[Element]], edges: list[tuple[float, float]], top: bool, size: float
) -> list[tuple[int, Row]]:
    """The running rows of one edge, with the numbers of their pages. The innermost must stand apart from the text."""
    rest = list(pages)
    layers: list[list[tuple[int, Row]]] = []
    for _ in range(DEPTH):
        layer = [pair for pair in _outermost(rest, top) if _in_margin(pair[1], edges[pair[0]], top)]
        if not layer:
            break
        layers.append(layer)
        for number, row in layer:
            rest[number] = [element for element in rest[number] if element is not row]
    while layers and not _apart(layers, rest, top, size):
        for number, row in layers.pop():
            rest[number] = [row, *rest[number]]
    return [pair for layer in layers for pair in layer]


def _apart(layers: list[list[tuple[int, Row]]], rest: list[list[Element]], top: bool, size: float) -> bool:
    """Whether white space parts the innermost rows from the text; more of it where any is set like a heading."""
    like_heading = any(
        row.size > 1.02 * size or (row.bold and row.size > 0.95 * size) for layer in layers for _, row in layer
    )
    gaps = []
    for number, row in layers[-1]:
        nearest = max((_height(element, top) for element in rest[number]), default=None)
        if nearest is not None:
            gaps.append((_height(row, top) - nearest) / row.size)
    if len(gaps) < len(layers[-1]) / 2:
        return False
    return sorted(gaps)[len(gaps) // 4] >= (2.5 if like_heading else 1.9)


def _in_margin(row: Row, edges: tuple[float, float], top: bool) -> bool:
    bottom, upper = edges
    return (upper - row.y if top else row.y - bottom) < MARGIN * (upper - bottom)


def _usual_size(pages: list[list[Element]]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for element in page:
            if isinstance(element, Row):
                sizes[element.size] += len(element.text)
    return sizes.most_common(1)[0][0] if sizes else 11.0


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


def _is_page_number(text: str, pages: int) -> bool:
    """'3', 'Side 3 af 27', and '3/27' in a file of 27 pages: '22/1811' is a case number."""
    slash = re.fullmatch(r"\d+\s*/\s*(\d+)", text.strip())
    return int(slash[1]) == pages if slash else bool(_PAGE_NUMBER.match(text))


def _lone_numbers(pages: list[list[Element]]) -> Iterator[Row]:
    """Page numbers that stand alone at the foot or the head of a page, far from its text."""
    for n, page in enumerate(pages):
        for top in (False, True):
            edge = _edge(pages[n], top)
            if not isinstance(edge, Row) or not _is_page_number(edge.text, len(pages)) or len(edge.segments) > 1:
                continue
            rest = [_height(e, top) for e in page if e is not edge]
            if not rest or _height(edge, top) - max(rest) > 1.9 * edge.size:
                pages[n] = page = [element for element in page if element is not edge]
                yield edge
