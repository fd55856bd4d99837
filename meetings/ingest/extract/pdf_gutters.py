"""Gutters: upright strips that no row crosses over many rows, with prose on both sides."""

from __future__ import annotations

import itertools
import math

from meetings.ingest.extract.pdf_bands import Drawn, Element
from meetings.ingest.extract.pdf_rows import Row
from meetings.ingest.extract.pdf_tables import Table

MIN_ROWS = 5  # rows of prose on each side before a gutter parts columns
FULL = 0.8  # of a column's width: what many of its rows fill if it is prose
STEP = 4.0  # points between the places where a gutter is looked for
NEAR = 3.0  # points: places that count as the same


def gutter(elements: list[Element]) -> tuple[int, int, float] | None:
    """The longest stretch of rows that one upright strip parts into prose on both sides: first, last + 1, x."""
    if len(elements) < 2 * MIN_ROWS:
        return None
    left, right = min(e.x0 for e in elements), max(e.x1 for e in elements)
    best: tuple[int, int, int, float] | None = None
    # Most pages hold nothing that begins in their right half.
    begun = left + 0.25 * (right - left)
    if sum(e.segments[-1].x0 > begun for e in elements if isinstance(e, Row)) < MIN_ROWS:
        return None
    for k, crossed in enumerate(_crossed(elements, begun, left + 0.75 * (right - left))):
        first = 0
        for i in [*crossed, len(elements)]:
            if i - first >= 2 * MIN_ROWS - 3 and (best is None or i - first > best[0]):
                span = _prose(elements, first, i, begun + STEP * k)
                if span is not None:
                    best = (i - first, *span, begun + STEP * k)
            first = i + 1
    return None if best is None else best[1:]


def gutter_in_bands(elements: list[Element], drawn: Drawn) -> tuple[int, int, float] | None:
    """The longest stretch of columns that are cut short again and again by what crosses their gutter: they are prose
    when taken together, and the file draws them one after the other."""
    if len(elements) < 2 * MIN_ROWS:
        return None
    left, right = min(e.x0 for e in elements), max(e.x1 for e in elements)
    begun = left + 0.25 * (right - left)
    if sum(e.segments[-1].x0 > begun for e in elements if isinstance(e, Row)) < MIN_ROWS:
        return None
    places = enumerate(_crossed(elements, begun, left + 0.75 * (right - left)))
    for _, crossed, x in sorted((len(crossed), crossed, begun + STEP * k) for k, crossed in places if crossed):
        within = set(crossed)
        kept = [element for n, element in enumerate(elements) if n not in within]
        if not drawn.by_column(kept, x) or _prose(kept, 0, len(kept), x) is None:
            continue
        ends = [-1, *crossed, len(elements)]
        runs = [(a + 1, b) for a, b in itertools.pairwise(ends) if drawn.by_column(elements[a + 1 : b], x)]
        if runs:
            first, last = max(runs, key=lambda run: run[1] - run[0])
            return first, last, x
    return None


def _crossed(elements: list[Element], begin: float, end: float) -> list[list[int]]:
    """For each place between two, a step from the next: the numbers of the elements that lie across it."""
    places = max(0, math.ceil((end - begin) / STEP))
    found: list[list[int]] = [[] for _ in range(places)]
    for n, element in enumerate(elements):
        for left, right in _across(element):
            nearest, farthest = math.floor((left - begin) / STEP) + 1, math.ceil((right - begin) / STEP)
            for k in range(max(0, nearest), min(places, farthest)):
                if not found[k] or found[k][-1] != n:
                    found[k].append(n)
    return found


def _across(element: Element) -> list[tuple[float, float]]:
    if isinstance(element, Table):
        return [(element.x0, element.x1)]
    return [(s.x0 - 2, s.x1 + 2) for s in element.segments]


def crosses(element: Element, x: float) -> bool:
    return any(left < x < right for left, right in _across(element))


def _prose(elements: list[Element], first: int, last: int, x: float) -> tuple[int, int] | None:
    """The stretch, without the rows after its last on the right, if both sides are prose of about one width."""
    sided = [i for i in range(first, last) if elements[i].x1 > x]
    if not sided:
        return None
    if all(e.x1 < x for e in elements[sided[-1] + 1 : last]) and last - sided[-1] < 4:
        last = sided[-1] + 1
    segments = [s for e in elements[first:last] if isinstance(e, Row) for s in e.segments]
    sides = [s for s in segments if s.x1 <= x], [s for s in segments if s.x0 >= x]
    widths = []
    apart = _run_apart(elements[first:last], x)
    for side in sides:
        if len(side) < MIN_ROWS:
            return None
        start = min(s.x0 for s in side)
        width = max(s.x1 for s in side) - start
        full = sum(s.x1 - s.x0 > FULL * width for s in side)
        begun = sum(s.x0 - start < 2 * NEAR for s in side)
        if (full < max(MIN_ROWS - 1, 0.3 * len(side)) and not apart) or begun < 0.4 * len(side):
            return None
        widths.append(width)
    if max(widths) > 1.6 * min(widths):
        return None
    # Side by side, not one under the other.
    heights = [[e.y for e in elements[first:last] if (e.x0 < x if left else e.x1 > x)] for left in (True, False)]
    shared = min(max(heights[0]), max(heights[1])) - max(min(heights[0]), min(heights[1]))
    least = 0.1 if apart else 0.3
    return (first, last) if shared > least * (max(map(max, heights)) - min(map(min, heights))) else None


def _run_apart(elements: list[Element], x: float) -> bool:
    """Whether the rows on both sides of a gutter keep no common lines: what stands left runs past what stands right.

    The cells of a table begin on one line; where they are centred, a row stands midway between two of the other side.
    """
    rows = [(e, -1 if e.x1 < x else 1 if e.x0 > x else 0) for e in elements if isinstance(e, Row)]
    midway = {
        n
        for n in range(1, len(rows) - 1)
        if rows[n - 1][1] == rows[n + 1][1] == -rows[n][1]
        and abs(rows[n - 1][0].y + rows[n + 1][0].y - 2 * rows[n][0].y) < 1.5
    }
    apart = 0
    for n, ((above, side), (below, other)) in enumerate(itertools.pairwise(rows)):
        step = (above.y - below.y) / below.size
        if side * other == -1 and 0.3 < step < 0.9 and above.size == below.size:
            apart += n not in midway and n + 1 not in midway
    return apart >= 3
