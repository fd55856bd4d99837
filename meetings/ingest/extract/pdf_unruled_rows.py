"""What the rows of a table without rules do not show one by one: cells that stand close, and the row of its heads."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from meetings.ingest.extract.pdf_columns import Element
from meetings.ingest.extract.pdf_gutters import NEAR
from meetings.ingest.extract.pdf_rows import Row, Segment, cut

THIN = 0.4  # letter sizes: a gap wider than a blank
LEAST = 2  # rows that show the same thin gap
HEAD = 2.6  # letter sizes between the row of heads and the first of figures

Gap = tuple[float, float]  # where it begins and ends


def with_head(rows: list[Row], above: list[Element]) -> list[Row]:
    """The rows with their cells parted; the row of heads, where one stands above, is taken out of `above`."""
    gaps = _shared(rows)
    rows = [_parted(row, gaps) for row in rows]
    if above and isinstance(row := above[-1], Row) and (head := _over(_parted(row, gaps), rows)):
        del above[-1]
        return [head, *rows]
    return rows


def _shared(rows: list[Row]) -> list[Gap]:
    """Thin gaps that every row has, at the end of figures set to the right and the beginning of what is set to the
    left. Words of a text never stand so row after row."""
    if len(rows) < LEAST:
        return []
    found = [gap for segment in rows[0].segments for _, gap in _thin(segment)]
    return [gap for gap in found if all(any(_same(gap, other) for other in _gaps(row)) for row in rows[1:])]


def _gaps(row: Row) -> Iterator[Gap]:
    return (gap for segment in row.segments for _, gap in _thin(segment))


def _thin(segment: Segment) -> Iterator[tuple[int, Gap]]:
    """The gaps wider than a blank between what two text objects drew, each with the piece that ends it."""
    for n, (last, piece) in enumerate(pairwise(segment.pieces), 1):
        if piece.x0 - last.x1 > THIN * piece.size and piece.run != last.run:
            yield n, (last.x1, piece.x0)


def _same(one: Gap, other: Gap) -> bool:
    return abs(one[0] - other[0]) < NEAR and abs(one[1] - other[1]) < NEAR


def _parted(row: Row, gaps: list[Gap]) -> Row:
    if not gaps:
        return row
    segments: list[Segment] = []
    for segment in row.segments:
        rest = segment
        for n, gap in reversed(list(_thin(segment))):
            if any(_same(gap, other) for other in gaps) and len(halves := cut(rest, n)) == 2:
                rest, behind = halves
                segments.append(behind)
        segments.append(rest)
    return replace(row, segments=sorted(segments, key=lambda s: s.x0))


def _over(head: Row, rows: list[Row]) -> Row | None:
    """A bold row that stands over the columns, one text over each, set to where its columns are; else none. Heads that
    are centred begin where nothing below them does."""
    first = rows[0]
    if not head.bold or first.bold or head.page != first.page or not 0 < head.y - first.y < HEAD * first.size:
        return None
    whole = [row.segments for row in rows if len(row.segments) == len(head.segments)]
    if len(head.segments) != len(first.segments):
        return None
    edges = [(min(s.x0 for s in column), max(s.x1 for s in column)) for column in zip(*whole, strict=True)]
    ends = [0.0, *(end for _, end in edges[:-1])]
    begins = [*(begin for begin, _ in edges[1:]), math.inf]
    for segment, end, begin in zip(head.segments, ends, begins, strict=True):
        if segment.x0 < end - NEAR or segment.x1 > begin + NEAR:
            return None
    placed = [replace(s, x0=edge[0], x1=edge[1]) for s, edge in zip(head.segments, edges, strict=True)]
    return replace(head, segments=placed)
