"""What is usual in a PDF's rows of print: letter size, leading, where rows begin and end, what parts paragraphs.

Programs tell paragraphs apart by white space or by indents, and old ones by nothing at all; each must be seen in the
rows themselves.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from meetings.ingest.extract.pdf_columns import Element
from meetings.ingest.extract.pdf_rows import Row

LARGER = 1.08  # times the text's size: a heading
FEW_ROWS = 10
WIDE = 1.6  # letter sizes: a leading beyond is rare
ALONE = 0.8  # share of the rows that stand close under the one above, where nothing sets paragraphs apart
WHOLE = 0.8  # of the longest row: what a row that was wrapped fills


@dataclass(slots=True)
class Measures:
    """What is usual in the document. `leading`: baseline to baseline, in letter sizes."""

    size: float
    leading: float
    bold: bool  # the text itself is bold
    left: float  # where most rows begin
    margin: float  # where full rows end
    indent: float  # where paragraphs begin that are told apart by that alone; 0 where they are not
    wraps: bool  # some paragraph goes over more than one row
    levels: dict[tuple[float, bool], int]


def measure(pages: list[list[Element]]) -> Measures:
    rows = [element for page in pages for element in page if isinstance(element, Row)]
    letters: Counter[float] = Counter()
    weights: Counter[bool] = Counter()
    for row in rows:
        letters[row.size] += len(row.text)
        weights[row.bold] += len(row.text)
    size = letters.most_common(1)[0][0] if letters else 11.0
    leading = _leading([pair for pair in pairwise(rows) if pair[0].size == pair[1].size == size], size)
    bold = weights[True] > 0.7 * sum(weights.values())
    styles = {(row.size, row.bold) for row in rows if row.size > LARGER * size or (row.bold and not bold)}
    ranked = sorted({(round(s), b) for s, b in styles}, reverse=True)
    lefts = Counter(round(row.x0) for row in rows)
    left = float(lefts.most_common(1)[0][0]) if lefts else 0.0
    text = [row for row in rows if row.size == size and row.bold == bold]
    pairs = [(above, row) for above, row in pairwise(rows) if above.size == row.size == size]
    pairs = [(above, row) for above, row in pairs if above.bold == row.bold == bold]
    indent = _indent(text, size) or _rare_indent(text, pairs, size)
    wraps = indent > 0 or not _all_alone(pairs, leading)
    levels: dict[tuple[float, bool], int] = {style: min(n, 6) for n, style in enumerate(ranked, 1)}
    return Measures(size, leading, bold, left, _margin(rows), indent, wraps, levels)


def _leading(pairs: list[tuple[Row, Row]], size: float) -> float:
    """The tightest leading that is common: paragraphs' own, not the white space between them.

    A wide one must part rows of which the upper is nearly as long as any: minutes of short paragraphs hold few rows
    that were wrapped, and what parts the others is white space.
    """
    gaps: Counter[float] = Counter()
    full: Counter[float] = Counter()
    longest = max((above.x1 - above.x0 for above, _ in pairs), default=0.0)
    for above, row in pairs:
        if above.page == row.page and 0 < above.y - row.y < 3 * size:
            gap = round((above.y - row.y) / size, 1)
            gaps[gap] += 1
            full[gap] += above.x1 - above.x0 > WHOLE * longest
    most = max(gaps.values(), default=0)
    common = [gap for gap, count in gaps.items() if count >= 0.2 * most and (gap < WIDE or full[gap] > 0.3 * gaps[gap])]
    return min([*common, *([] if common else [gap for gap, count in gaps.items() if gap < WIDE])], default=1.2)


def _indent(rows: list[Row], size: float) -> float:
    """Where first rows begin in minutes that indent them and leave no white space: what stands at the left edge there
    goes on with a full row. 0 where paragraphs are not set so."""
    starts = Counter(round(row.x0) for row in rows)
    edges = sorted(x for x, count in starts.items() if count > max(2, 0.03 * len(rows)))
    inner = [x for x in edges[1:] if 0.8 * size < x - edges[0] < 4 * size]
    if not inner:
        return 0.0
    longest = max(row.x1 for row in rows)
    going_on = [above for above, row in pairwise(rows) if round(row.x0) == edges[0]]
    full = sum(above.x1 - edges[0] > WHOLE * (longest - edges[0]) for above in going_on)
    return float(max(inner, key=starts.__getitem__)) if full >= 0.8 * len(going_on) else 0.0


def _rare_indent(rows: list[Row], pairs: list[tuple[Row, Row]], size: float) -> float:
    """The same where hardly any paragraph fills a row: the few rows left of all others go on with the row above, which
    had no room for them, and nothing that stands with the others does. `pairs`: rows and what stands above them."""
    starts = Counter(round(row.x0) for row in rows)
    if not starts:
        return 0.0
    usual, longest = starts.most_common(1)[0][0], max(row.x1 for row in rows)
    outer = sum(0.8 * size < usual - row.x0 < 4 * size for row in rows)
    going_on = 0
    for above, row in pairs:
        if not wrapped(above, row, longest) or above.text[-1] in ".:;!?":
            continue
        if 0.8 * size < usual - row.x0 < 4 * size:
            going_on += 1
        elif round(row.x0) == usual and _goes_on(above, row):
            return 0.0
    return float(usual) if 0 < outer == going_on else 0.0


def _all_alone(pairs: list[tuple[Row, Row]], leading: float) -> bool:
    """Whether every row is a paragraph of its own, in minutes that leave no white space between them: no row that had
    no room for the next word is followed by one that goes on."""
    near = [(above, row) for above, row in pairs if above.page == row.page and above.y > row.y]
    tight = sum(above.y - row.y < 1.25 * leading * row.size for above, row in near)
    if tight < ALONE * len(near):
        return False
    longest = max((max(above.x1, row.x1) for above, row in pairs), default=0.0)
    return not any(wrapped(above, row, longest - row.size) and _goes_on(above, row) for above, row in pairs)


def _goes_on(above: Row, row: Row) -> bool:
    return row.text[:1].islower() and above.text[-1:] not in ".:;!?"


def right_margin(page: list[Element], measures: Measures) -> float:
    """Where full rows of the page end: the place that a row must reach to have been wrapped. A page of a few short
    rows shows it nowhere: there the document's usual place counts. One row alone may stick out."""
    rows = [element for element in page if isinstance(element, Row)]
    if not rows:
        return measures.margin
    own = sorted(row.x1 for row in rows)[-2:][0]
    full = [(above, row) for above, row in pairwise(rows) if above.x1 > own - 6 * above.size]
    shown = len(full) >= 0.25 * len(rows) - 1 and sum(_goes_on(*pair) for pair in full) > 0.2 * len(full)
    return own if len(rows) >= FEW_ROWS and shown else max(own, measures.margin)


def _margin(rows: list[Row]) -> float:
    """Where the document's full rows end; what few rows reach, on a page set wider than the others, is left aside."""
    ends = sorted(row.x1 for row in rows)
    return ends[-min(len(ends), max(2, len(ends) * 3 // 100))] if ends else 0.0


def wrapped(before: Row, row: Row, margin: float) -> bool:
    """Whether the row's first word had no room at the end of the row before."""
    words = row.text.split(" ", 1)
    per_letter = (row.x1 - row.x0) / max(1, len(row.text))
    room = (len(words[0]) + 0.7) * per_letter
    return before.x1 + room > margin - 0.15 * row.size
