"""Ruled tables on a PDF page: rules that cross make a grid, the pieces of text inside it make its cells.

Guarantees:

1. A grid has at least two columns; a box around a paragraph is no table.
2. A cell that spans columns or rows stands once, where it begins.
3. Tables that go on over a page break are one: a repeated heading row is dropped (and returned as such),
   a row that the break cut is put together.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import zip_longest

from meetings.ingest.extract.clean import join_wrapped
from meetings.ingest.extract.pdf_pieces import Piece
from meetings.ingest.extract.pdf_rows import Row, rows_of
from meetings.ingest.extract.pdf_shapes import Rule, Shapes

REACH = 3.0  # points: rules that miss each other by less than this still meet
# 'Bilag', 'Bilag:', 'Vedlagt': the cell beside it lists titles
_LISTS = re.compile(r"(?:bilag|vedlagt|vedlagte bilag|bilagsliste)\W*$", re.IGNORECASE)
MAX_GRID = 400  # rules of one direction that can belong to tables of one page


@dataclass(slots=True)
class Table:
    """`rows`: cells from left to right. `top`, `bottom`, `edges`: where its rules stand, in points."""

    rows: list[list[str]]
    top: float
    bottom: float
    edges: list[float]
    page: int = 0
    pages: list[int] = field(default_factory=list)  # of each row
    bold: list[bool] = field(default_factory=list)  # of each row
    ruled: bool = True

    @property
    def y(self) -> float:
        return self.top - min(6.0, (self.top - self.bottom) / 2)  # a row of print on its upper edge stands before it

    @property
    def x0(self) -> float:
        return self.edges[0]

    @property
    def x1(self) -> float:
        return self.edges[-1]


def ruled_tables(pieces: list[Piece], shapes: Shapes) -> tuple[list[Table], list[Piece]]:
    """The page's tables from the top down, and the pieces of text that stand in none."""
    tables = []
    for horizontal, vertical in _grids(shapes.horizontal, shapes.vertical):
        xs, ys = _edges(vertical, horizontal), _edges(horizontal, vertical)
        if len(xs) < 3 or len(ys) < 2:
            continue
        inside: list[Piece] = []
        outside: list[Piece] = []
        for piece in pieces:
            held = (
                xs[0] - 1 <= (piece.x0 + piece.x1) / 2 <= xs[-1] + 1 and ys[0] <= piece.y + 0.25 * piece.size <= ys[-1]
            )
            (inside if held else outside).append(piece)
        table = _fill(inside, xs, ys, horizontal, vertical) if inside else None
        if table is not None:
            tables.append(table)
            pieces = outside
    return sorted(tables, key=lambda table: -table.top), pieces


def _grids(horizontal: list[Rule], vertical: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Groups of rules that meet, directly or through others; larger areas first."""
    if not horizontal or not vertical or max(len(horizontal), len(vertical)) > MAX_GRID:
        return []
    group_of = list(range(len(horizontal) + len(vertical)))

    def root(i: int) -> int:
        while group_of[i] != i:
            group_of[i] = group_of[group_of[i]]
            i = group_of[i]
        return i

    for i, h in enumerate(horizontal):
        for j, v in enumerate(vertical, len(horizontal)):
            if h.start - REACH <= v.at <= h.end + REACH and v.start - REACH <= h.at <= v.end + REACH:
                group_of[root(i)] = root(j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, h in enumerate(horizontal):
        groups.setdefault(root(i), ([], []))[0].append(h)
    for j, v in enumerate(vertical, len(horizontal)):
        groups.setdefault(root(j), ([], []))[1].append(v)
    found = [(hs, vs) for hs, vs in groups.values() if len(hs) >= 2 and len(vs) >= 2]
    return sorted(found, key=lambda g: -(max(v.end for v in g[1]) - min(v.start for v in g[1])))


def _edges(rules: list[Rule], across: list[Rule]) -> list[float]:
    """Where the rules of one direction stand, and where those across end beyond them: a table's side that is
    not drawn, because the style has none or because the table goes on overleaf."""
    places: list[float] = []
    for place in sorted(rule.at for rule in rules):
        if not places or place - places[-1] > REACH:
            places.append(place)
    start, end = min(rule.start for rule in across), max(rule.end for rule in across)
    if start < places[0] - 2 * REACH:
        places.insert(0, start)
    if end > places[-1] + 2 * REACH:
        places.append(end)
    return places


def _fill(
    pieces: list[Piece], xs: list[float], ys: list[float], horizontal: list[Rule], vertical: list[Rule]
) -> Table | None:
    columns, lines = len(xs) - 1, len(ys) - 1
    owner = _spans(xs, ys, horizontal, vertical)
    cells: dict[tuple[int, int], list[Piece]] = {}
    for piece in pieces:
        column = min(max(bisect_right(xs, (piece.x0 + piece.x1) / 2) - 1, 0), columns - 1)
        line = min(max(bisect_right(ys, piece.y + 0.15 * piece.size) - 1, 0), lines - 1)
        cells.setdefault(owner[line, column], []).append(piece)
    rows, bold = [], []
    for line in range(lines - 1, -1, -1):
        texts: list[str] = []
        weights: list[bool] = []
        for column in range(columns):
            printed = rows_of(cells.get((line, column), []))
            listed = len(printed) > 1 and column > 0 and _LISTS.match(texts[0])
            right = max(xs[c + 1] for c in range(columns) if owner[line, c] == (line, column)) if listed else 0.0
            texts.append(_one_after_another(printed, right) if listed else join_wrapped(row.text for row in printed))
            weights += [row.bold for row in printed]
        if any(texts):
            rows.append(texts)
            bold.append(all(weights))
    used = [column for column in range(columns) if any(row[column] for row in rows)]
    if len(used) < 2:
        return None
    return Table(
        [[row[c] for c in used] for row in rows], ys[-1], ys[0], [xs[c] for c in used] + [xs[used[-1] + 1]], bold=bold
    )


def _one_after_another(printed: list[Row], right: float) -> str:
    """The titles of a cell, one a row of print: 'Brev; Kort'. A row that goes on where there was room for no more is
    wrapped. `right`: where the cell ends, in points."""
    titles: list[list[str]] = []
    room = False  # the row above ends although the first word of this one would have fitted behind it
    for row, below in zip_longest(printed, printed[1:]):
        if room or not titles:
            titles.append([])
        titles[-1].append(row.text)
        if below is not None:
            start, end = row.segments[0].x0, row.segments[-1].x1
            wide = (end - start) / max(len(row.text), 1) * (len(below.text.split(" ")[0]) + 2)
            room = end + wide < right and below.text[0].isupper()
    return "; ".join(join_wrapped(rows) for rows in titles)


def _spans(
    xs: list[float], ys: list[float], horizontal: list[Rule], vertical: list[Rule]
) -> dict[tuple[int, int], tuple[int, int]]:
    """For each field of the grid (line from below, column) the field where its cell begins: up, then left."""
    columns, lines = len(xs) - 1, len(ys) - 1
    by_x = [[v for v in vertical if abs(v.at - x) <= REACH] for x in xs]
    by_y = [[h for h in horizontal if abs(h.at - y) <= REACH] for y in ys]
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for line in range(lines - 1, -1, -1):
        middle_y = (ys[line] + ys[line + 1]) / 2
        for column in range(columns):
            middle_x = (xs[column] + xs[column + 1]) / 2
            start = (line, column)
            if column and not any(v.start - 1 <= middle_y <= v.end + 1 for v in by_x[column]):
                start = owner[line, column - 1]
            elif line < lines - 1 and not any(h.start - 1 <= middle_x <= h.end + 1 for h in by_y[line + 1]):
                start = owner[line + 1, column]
            owner[line, column] = start
    return owner


def continues(table: Table, before: Table) -> bool:
    """Whether a page's first table goes on with the last of the page before: the same columns at the same places."""
    return (
        len(table.rows[0]) == len(before.rows[0])
        and table.ruled == before.ruled
        and all(abs(a - b) <= 2 * REACH for a, b in zip(table.edges, before.edges, strict=False))
    )


def append(before: Table, table: Table) -> list[str]:
    """Add a table to the one it continues; returns the cells of a heading row that was printed again."""
    rows, pages, bold = table.rows, table.pages, table.bold
    repeated: list[str] = []
    if rows[0] == before.rows[0]:
        repeated, rows, pages, bold = rows[0], rows[1:], pages[1:], bold[1:]
    if rows and _cut(before.rows[-1], rows[0]):
        before.rows[-1] = [join_wrapped(pair) for pair in zip(before.rows[-1], rows[0], strict=True)]
        rows, pages, bold = rows[1:], pages[1:], bold[1:]
    before.rows += rows
    before.pages += pages
    before.bold += bold
    return repeated


def _cut(above: list[str], below: list[str]) -> bool:
    """Whether a page break cut one row in two: what one part lacks the other has, or the lower part has no first
    cell and goes on in mid-sentence."""
    if all(bool(a) != bool(b) for a, b in zip(above, below, strict=True)):
        return True
    if below[0]:
        return False
    parts = [(a, b) for a, b in zip(above, below, strict=True) if b]
    return bool(parts) and all(a and a[-1] not in ".:;!?" and (b[0].islower() or a[-1] in "-,") for a, b in parts)
