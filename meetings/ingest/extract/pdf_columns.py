"""Reading order where print stands side by side: two columns of prose (tables without rules: `pdf_unruled`).

A gutter is an upright strip that no row crosses over many rows. Prose on both sides of it is read down the
left column and then down the right; short texts that begin at the same places row after row are a table.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from dataclasses import dataclass

from meetings.ingest.extract.pdf_rows import Row
from meetings.ingest.extract.pdf_tables import Table

MIN_ROWS = 5  # rows of prose on each side before a gutter parts columns
FULL = 0.8  # of a column's width: what many of its rows fill if it is prose
INDENT = 40.0  # points: no list point of a column stands further in
STEP = 4.0  # points between the places where a gutter is looked for
NEAR = 3.0  # points: places that count as the same
Element = Row | Table


@dataclass(frozen=True, slots=True)
class Columns:
    """Two columns as a page showed them, in points: where each begins and how far its rows reach, and the gutter."""

    left: float
    left_end: float
    gutter: float
    right: float
    right_end: float


def reading_order(elements: list[Element], known: list[Columns] | None = None) -> list[Element]:
    """Elements of one page, top down, with columns read one after the other.

    `known`: the columns of the pages before, to which this page's are added. A last page may hold too few rows to show
    them by itself.
    """
    known = [] if known is None else known
    elements = sorted(elements, key=lambda element: -element.y)
    found = _gutter(elements) or _as_before(elements, known) or _beside(elements) or _short_right(elements)
    if found is None:
        _bound(elements, known)
        return elements
    first, last, x = found
    sides: dict[int, list[Element]] = {-1: [], 1: []}
    for element in elements[first:last]:
        for part, side in _parted(element, x):
            sides[side].append(part)
    here = Columns(*_reach(sides[-1]), x, *_reach(sides[1]))
    alike = next((columns for columns in known if abs(columns.gutter - x) < 4 * NEAR), None)
    if alike is None:
        known.append(here)
    for side, start, end, before in (
        (-1, here.left, here.left_end, alike.left_end if alike else 0.0),
        (1, here.right, here.right_end, alike.right_end if alike else 0.0),
    ):
        for part in sides[side]:
            if isinstance(part, Row):
                part.start, part.margin = start, max(end, before)
    return [*elements[:first], *sides[-1], *sides[1], *reading_order(elements[last:], known)]


def _reach(column: list[Element]) -> tuple[float, float]:
    """Where a column begins and how far its rows reach."""
    starts, ends = sorted(part.x0 for part in column), sorted(part.x1 for part in column)
    return starts[len(starts) // 4], ends[int(0.95 * (len(ends) - 1))]


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
    if _crosses(element, columns.gutter):
        return False
    begins = [element.x0] if isinstance(element, Table) else [s.x0 for s in element.segments]
    right = [x for x in begins if x > columns.gutter]
    return all(x > columns.left - NEAR for x in begins) and (not right or -NEAR < right[0] - columns.right < INDENT)


def _bound(elements: list[Element], known: list[Columns]) -> None:
    """A page with a left column alone: its rows reach no further than that column did."""
    for columns in known:
        within = [e for e in elements if isinstance(e, Row) and e.x1 < columns.gutter]
        if len(within) > 1 and not any(_crosses(element, columns.gutter) for element in elements):
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
    while first > 0 and not _crosses(elements[first - 1], x):
        first -= 1
    while last < len(elements) and not _crosses(elements[last], x):
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


def _gutter(elements: list[Element]) -> tuple[int, int, float] | None:
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


def _crosses(element: Element, x: float) -> bool:
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
