"""Reading order where print stands side by side: two columns of prose, and tables without rules.

A gutter is an upright strip that no row crosses over many rows. Prose on both sides of it is read down the
left column and then down the right; short texts that begin at the same places row after row are a table.
"""

from __future__ import annotations

import itertools
import re

from meetings.ingest.extract.clean import join_wrapped
from meetings.ingest.extract.pdf_rows import Row, Segment
from meetings.ingest.extract.pdf_tables import Table

MIN_ROWS = 5  # rows of prose on each side before a gutter parts columns
FULL = 0.8  # of a column's width: what many of its rows fill if it is prose
NEAR = 3.0  # points: places that count as the same
Element = Row | Table

# '1.049,7', '- 330', '12 %', '2021-2025'
_FIGURE = re.compile(r"[\d.,+\-–%()/ ]+(?:kr\.?|mio\.?|t?dkk)?$", re.I)


def reading_order(elements: list[Element]) -> list[Element]:
    """Elements of one page, top down, with columns read one after the other."""
    elements = sorted(elements, key=lambda element: -element.y)
    found = _gutter(elements)
    if found is None:
        return elements
    first, last, x = found
    sides: dict[int, list[Element]] = {-1: [], 1: []}
    for element in elements[first:last]:
        for part, side in _parted(element, x):
            sides[side].append(part)
    for column in sides.values():
        ends = sorted(part.x1 for part in column)
        for part in column:
            if isinstance(part, Row):
                part.margin = ends[int(0.95 * (len(ends) - 1))]
    return [*elements[:first], *sides[-1], *sides[1], *reading_order(elements[last:])]


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
    x = left + 0.25 * (right - left)
    while x < left + 0.75 * (right - left):
        first = 0
        for i in range(len(elements) + 1):
            if i == len(elements) or _crosses(elements[i], x):
                if i - first >= 2 * MIN_ROWS - 3 and (best is None or i - first > best[0]):
                    span = _prose(elements, first, i, x)
                    if span is not None:
                        best = (i - first, *span, x)
                first = i + 1
        x += 4
    return None if best is None else best[1:]


def _crosses(element: Element, x: float) -> bool:
    if isinstance(element, Table):
        return element.x0 < x < element.x1
    return any(s.x0 - 2 < x < s.x1 + 2 for s in element.segments)


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


def unruled_tables(elements: list[Element]) -> list[Element]:
    """Replace rows whose segments begin or end at the same places by a table of their cells."""
    out: list[Element] = []
    i = 0
    while i < len(elements):
        element = elements[i]
        if isinstance(element, Row) and len(element.segments) > 1:
            run = _run(element, elements, i)
            if run > 1:
                out.append(_table([e for e in elements[i : i + run] if isinstance(e, Row)]))
                i += run
                continue
        out.append(element)
        i += 1
    return out


def _run(first: Row, elements: list[Element], start: int) -> int:
    """How many elements from `first` on, which stands at `start`, belong to one table; 0: none."""
    columns = list(first.segments)
    length, lines = 1, 1
    for i in range(start + 1, len(elements)):
        row, above = elements[i], elements[i - 1]
        if not isinstance(row, Row) or not isinstance(above, Row) or above.y - row.y > 4 * row.size:
            break
        if len(row.segments) > 1 and _aligned(row, columns):
            columns += row.segments
            length, lines = i - start + 1, lines + 1
        elif _goes_on(row, above, columns):
            length = i - start + 1
        elif not (row.x1 < min(s.x0 for s in columns if s.x0 > first.x0 + NEAR) and above.y - row.y < 1.5 * row.size):
            break  # neither a line of the table nor the second line of its first cell
    return length if lines > 1 else 0


def _aligned(row: Row, columns: list[Segment]) -> bool:
    """Whether every segment but the first begins or ends where an earlier one of the table does."""
    left = min(c.x0 for c in columns) + NEAR
    return row.segments[0].x0 < left + 12 * NEAR and all(
        any(c.x0 > left and (abs(c.x0 - s.x0) <= NEAR or abs(c.x1 - s.x1) <= NEAR) for c in columns)
        for s in row.segments[1:]
    )


def _goes_on(row: Row, above: Row, columns: list[Segment]) -> bool:
    """Whether a row is the second line of cells that stand right of the first column."""
    left = min(c.x0 for c in columns) + NEAR
    return above.y - row.y < 1.6 * row.size and all(
        s.x0 > left and any(abs(c.x0 - s.x0) <= NEAR for c in columns) for s in row.segments
    )


def _hyphenated(first: list[str], row: Row, above: Row, left: float) -> bool:
    """Whether a row goes on with a first cell that broke off in mid-word."""
    return (
        bool(first)
        and first[-1].endswith("-")
        and row.segments[0].x0 <= left
        and row.text[:1].islower()
        and above.y - row.y < 1.5 * row.size
    )


def _table(rows: list[Row]) -> Table:
    starts: list[list[Segment]] = []
    for segment in sorted((s for row in rows for s in row.segments), key=lambda s: (s.x0, s.x1)):
        for column in starts:
            if (segment.x0 < max(c.x1 for c in column) and segment.x1 > min(c.x0 for c in column)) or (
                abs(segment.x0 - column[0].x0) <= NEAR
            ):
                column.append(segment)
                break
        else:
            starts.append([segment])
    starts.sort(key=lambda column: min(s.x0 for s in column))
    cells: list[list[list[str]]] = []
    bold: list[bool] = []
    left = min(s.x0 for s in starts[0]) + NEAR
    columns = [s for column in starts for s in column]
    for n, row in enumerate(rows):
        wrapped = n > 0 and _goes_on(row, rows[n - 1], columns) and not all(_FIGURE.match(s.text) for s in row.segments)
        wrapped |= (
            n > 0 and len(row.segments) == 1 and row.segments[0].x0 <= left and rows[n - 1].y - row.y < 1.5 * row.size
        )
        wrapped |= n > 0 and _hyphenated(cells[-1][0], row, rows[n - 1], left)
        if not wrapped:
            cells.append([[] for _ in starts])
            bold.append(row.bold)
        for segment in row.segments:
            for k, column in enumerate(starts):
                if segment in column:
                    cells[-1][k].append(segment.text)
                    break
    texts = [[join_wrapped(parts) for parts in line] for line in cells]
    edges = [min(s.x0 for s in column) for column in starts] + [max(s.x1 for s in columns)]
    page = rows[0].page
    return Table(texts, rows[0].y + rows[0].size, rows[-1].y, edges, page, [page] * len(texts), bold=bold, ruled=False)
