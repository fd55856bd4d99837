"""Tables without rules: rows of print whose segments begin or end at the same places, row after row.

Names in columns look the same and are read down, where the file drew them so: who writes a table draws its rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from meetings.ingest.extract.clean import join_wrapped
from meetings.ingest.extract.pdf_columns import NEAR, Element
from meetings.ingest.extract.pdf_pieces import Piece
from meetings.ingest.extract.pdf_rows import Row, Segment
from meetings.ingest.extract.pdf_tables import Table
from meetings.ingest.extract.pdf_unruled_rows import with_head

# '1.049,7', '- 330', '12 %', '2021-2025'
_FIGURE = re.compile(r"[\d.,+\-–%()/ ]+(?:kr\.?|mio\.?|t?dkk)?$", re.I)
# 'Ane Krogh', 'Svend Aage Rørbæk (O)', 'Lise af Holm, næstformand'
_NAME = re.compile(
    r"[A-ZÆØÅÄÖÜÉ][\w.'’-]*(?: (?:af|von|van|de|[A-ZÆØÅÄÖÜÉ][\w.'’-]*)){1,5}(?:,? \([^()]{1,40}\))?"
    r"(?:,? (?:\w+formand|formand|\w*borgmester|rådmand))?$"
)


def unruled_tables(elements: list[Element], drawn: Sequence[Piece] = ()) -> list[Element]:
    """Replace rows whose segments begin or end at the same places by a table of their cells.

    drawn: the pieces of the page in the order in which the file draws them; none where nobody knows.
    """
    out: list[Element] = []
    i = 0
    while i < len(elements):
        element = elements[i]
        if isinstance(element, Row) and len(element.segments) > 1:
            run = _run(element, elements, i)
            if run > 1 and (names := _names_down(elements, i, run, drawn)):
                out.append(_one_a_row(names))
                i += len({id(row) for row, _ in names})
                continue
            if run > 1:
                rows = [e for e in elements[i : i + run] if isinstance(e, Row)]
                out.append(_table(with_head(rows, out)))
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


def _names_down(elements: list[Element], start: int, run: int, drawn: Sequence[Piece]) -> list[tuple[Row, Segment]]:
    """The names of two or more columns of them, down each, if the file draws one column after the other; else none.

    A left column that is longer by some names is taken along to its end.
    """
    rows = [e for e in elements[start : start + run] if isinstance(e, Row)]
    columns = sorted({round(s.x0) for s in rows[0].segments})
    step = max((a.y - b.y for a, b in pairwise(rows)), default=0.0)
    for element in elements[start + run :]:
        if not isinstance(element, Row) or len(element.segments) > 1 or not rows[-1].y - element.y < 1.2 * step:
            break
        if abs(element.x0 - columns[0]) > NEAR or not _NAME.match(element.text):
            break
        rows.append(element)
    cells = [(row, segment) for row in rows for segment in row.segments]
    if not all(_NAME.match(segment.text) for _, segment in cells):
        return []
    place = {id(piece): n for n, piece in enumerate(drawn)}
    down = []
    for column in columns:
        down += [(row, segment) for row, segment in cells if abs(segment.x0 - column) <= NEAR]
    times = [place.get(id(segment.first), -1) for _, segment in down]
    return down if len(down) == len(cells) and -1 not in times and times == sorted(times) else []


def _one_a_row(names: list[tuple[Row, Segment]]) -> Table:
    first, last = names[0][0], min((row for row, _ in names), key=lambda row: row.y)
    edges = [min(s.x0 for _, s in names), max(s.x1 for _, s in names)]
    texts, bold = [[segment.text] for _, segment in names], [segment.bold for _, segment in names]
    page = first.page
    return Table(texts, first.y + first.size, last.y, edges, page, [page] * len(texts), bold=bold, ruled=False)


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


def _ends_texts(row: Row, above: list[list[str]], starts: list[list[Segment]]) -> bool:
    """Whether figures alone are the ends of texts that broke off above them: '… til budgettet for' '2017.'"""
    for segment in row.segments:
        cell = next((above[k] for k, column in enumerate(starts) if segment in column), [])
        text = " ".join(cell)
        if len(text.split()) < 3 or text[-1] in ".:;!?" or _FIGURE.match(cell[-1]):
            return False
    return True


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
        wrapped = n > 0 and _goes_on(row, rows[n - 1], columns)
        if wrapped and all(_FIGURE.match(s.text) for s in row.segments):
            wrapped = _ends_texts(row, cells[-1], starts)
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
