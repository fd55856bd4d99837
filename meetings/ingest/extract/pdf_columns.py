"""Reading order where print stands side by side: two columns of prose (tables without rules: `pdf_unruled`).

A gutter is an upright strip that no row crosses over many rows. Prose on both sides of it is read down the
left column and then down the right; short texts that begin at the same places row after row are a table.
"""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import dataclass

from meetings.ingest.extract.pdf_bands import Drawn, Element, bands
from meetings.ingest.extract.pdf_gutters import FULL, MIN_ROWS, NEAR, crosses, gutter, gutter_in_bands
from meetings.ingest.extract.pdf_rows import Row
from meetings.ingest.extract.pdf_tables import Table

FEW = 10  # rows of a column: of fewer the longest tells how far they reach
INDENT = 40.0  # points: no list point of a column stands further in


@dataclass(frozen=True, slots=True)
class Columns:
    """Two columns as a page showed them, in points: where each begins and how far its rows reach, and the gutter."""

    left: float
    left_end: float
    gutter: float
    right: float
    right_end: float


def reading_order(
    elements: list[Element], known: list[Columns] | None = None, drawn: Drawn | None = None
) -> list[Element]:
    """Elements of one page, top down, with columns read one after the other, band by band.

    `known`: the columns of the pages before, to which this page's are added. A last page may hold too few rows to show
    them by itself. `drawn`: when the file draws what; it is told where the order is unsure.
    """
    known, drawn = [] if known is None else known, drawn or Drawn()
    elements = sorted(elements, key=lambda element: -element.y)
    found = gutter(elements) or _as_before(elements, known) or _beside(elements) or _short_right(elements)
    found = found or gutter_in_bands(elements, drawn)
    if found is None or not drawn.one_more():
        _bound(elements, known)
        return elements
    first, last, x = found
    last = drawn.to_end_of_left(elements, first, last, x)
    stretch = _in_order(elements[first:last], x, known, drawn)
    return [*_above(elements[:first], known, drawn), *stretch, *reading_order(elements[last:], known, drawn)]


def _above(elements: list[Element], known: list[Columns], drawn: Drawn) -> list[Element]:
    """What stands above columns: the cover, as it stands, or columns again, which must be seen or drawn as such."""
    found = gutter(elements)
    if found is None:
        found = _as_before(elements, known)
        if found is None or not drawn.by_column(elements[found[0] : found[1]], found[2]):
            return elements
    if not drawn.one_more():
        return elements
    first, last, x = found
    last = drawn.to_end_of_left(elements, first, last, x)
    stretch = _in_order(elements[first:last], x, known, drawn)
    return [*_above(elements[:first], known, drawn), *stretch, *_above(elements[last:], known, drawn)]


def _in_order(elements: list[Element], x: float, known: list[Columns], drawn: Drawn) -> list[Element]:
    """A stretch that nothing crosses at x: of each band what is left, then what is right."""
    out: list[Element] = []
    columns: dict[int, list[Element]] = {-1: [], 1: []}
    for band, parted in bands(elements, x, drawn):
        sides: dict[int, list[Element]] = {-1: [], 1: []}
        for element in band:
            for part, side in _parted(element, x) if parted else [(element, 0)]:
                sides.setdefault(side, []).append(part)
        for side, parts in sides.items():
            out += parts
            if side:
                columns[side] += parts
    if not columns[-1] or not columns[1]:
        return out
    here = Columns(*_reach(columns[-1]), x, *_reach(columns[1]))
    alike = next((before for before in known if abs(before.gutter - x) < 4 * NEAR), None)
    if alike is None:
        known.append(here)
    for side, start, end, before in (
        (-1, here.left, here.left_end, alike.left_end if alike else 0.0),
        (1, here.right, here.right_end, alike.right_end if alike else 0.0),
    ):
        for part in columns[side]:
            if isinstance(part, Row):
                part.start, part.margin = start, max(end, before)
    return out


def _reach(column: list[Element]) -> tuple[float, float]:
    """Where a column begins and how far its rows reach."""
    starts, ends = sorted(part.x0 for part in column), sorted(part.x1 for part in column)
    return starts[len(starts) // 4], ends[int(0.95 * (len(ends) - 1))] if len(ends) >= FEW else ends[-1]


def _as_before(elements: list[Element], known: list[Columns]) -> tuple[int, int, float] | None:
    """The longest stretch that stands in the columns of a page before: what is right begins where that column did."""
    best: tuple[int, int, float] | None = None
    for columns in known:
        first = 0
        for i in range(len(elements) + 1):
            if i == len(elements) or not _fits(elements[i], columns):
                stretch = elements[first:i]
                on_both = any(e.x0 < columns.gutter for e in stretch) and any(e.x1 > columns.gutter for e in stretch)
                if on_both and (best is None or i - first > best[1] - best[0]):
                    best = (first, i, columns.gutter)
                first = i + 1
    return best


def _fits(element: Element, columns: Columns) -> bool:
    """Whether an element stands in one of the columns, or has a part in each; a list point may stand further in."""
    if crosses(element, columns.gutter):
        return False
    begins = [element.x0] if isinstance(element, Table) else [s.x0 for s in element.segments]
    right = [x for x in begins if x > columns.gutter]
    return all(x > columns.left - NEAR for x in begins) and (not right or -NEAR < right[0] - columns.right < INDENT)


def _bound(elements: list[Element], known: list[Columns]) -> None:
    """A page with a left column alone: its rows reach no further than that column did."""
    for columns in known:
        within = [e for e in elements if isinstance(e, Row) and e.x1 < columns.gutter]
        if len(within) > 1 and not any(crosses(element, columns.gutter) for element in elements):
            for row in within:
                row.start, row.margin = columns.left, columns.left_end


def _beside(elements: list[Element]) -> tuple[int, int, float] | None:
    """The stretch around two tables that stand side by side: each is read by itself, with what stands in its column."""
    tables = [element for element in elements if isinstance(element, Table)]
    for one, other in itertools.permutations(tables, 2):
        shared = min(one.top, other.top) - max(one.bottom, other.bottom)
        if one.x1 < other.x0 and shared > 2 * NEAR:
            x = (one.x1 + other.x0) / 2
            first, last = _uncrossed(elements, elements.index(one), x)
            if first <= elements.index(other) < last:
                return first, last, x
    return None


def _short_right(elements: list[Element]) -> tuple[int, int, float] | None:
    """A page whose right column holds a few rows at the top: below them the left one breaks its rows off at the gutter
    though nothing stands beside it."""
    rows = [element for element in elements if isinstance(element, Row)]
    if len(rows) < 3 * MIN_ROWS:
        return None
    left, size = min(row.x0 for row in rows), rows[0].size
    middle = left + 0.35 * (max(row.x1 for row in rows) - left)
    begins = Counter(round(row.segments[-1].x0) for row in rows if row.segments[-1].x0 > middle)
    if not begins:
        return None
    begin = begins.most_common(1)[0][0]
    beside = [n for n, e in enumerate(elements) if isinstance(e, Row) and abs(e.segments[-1].x0 - begin) <= NEAR]
    first, last = _uncrossed(elements, beside[0], begin - NEAR)
    below = [e for e in elements[beside[-1] + 1 : last] if isinstance(e, Row) and e.x1 < begin]
    below = below[
        : next((n for n, (a, b) in enumerate(itertools.pairwise(below), 1) if a.y - b.y > 4 * size), len(below))
    ]
    if beside[-1] >= last or len(below) < 2 * MIN_ROWS:
        return None
    width = max(row.x1 for row in below) - left
    broken = [
        b.text[0].islower() and a.text[-1] not in ".:;!?" and a.x1 - left > FULL * width
        for a, b in itertools.pairwise(below)
    ]
    if begin - left - width > 6 * size or sum(broken) < (2 if len(beside) > 2 else 3):
        return None
    return first, elements.index(below[-1]) + 1, begin - NEAR


def _uncrossed(elements: list[Element], start: int, x: float) -> tuple[int, int]:
    """The longest stretch around an element that no element of it crosses x: first, last + 1."""
    first = last = start
    while first > 0 and not crosses(elements[first - 1], x):
        first -= 1
    while last < len(elements) and not crosses(elements[last], x):
        last += 1
    return first, last


def _parted(element: Element, x: float) -> list[tuple[Element, int]]:
    if isinstance(element, Table):
        return [(element, -1 if element.x1 < x else 1)]
    parts: list[tuple[Element, int]] = []
    for side in (-1, 1):
        segments = [s for s in element.segments if (s.x1 <= x) == (side < 0)]
        if segments:
            size = max(segments, key=lambda s: len(s.text)).size
            parts.append((Row(element.y, size, all(s.bold for s in segments), segments, element.page), side))
    return parts
