"""Columns under headings of the full width -> bands, each of which is read left and right before the next begins.

A heading need not be long enough to cross the gutter. What tells it from one of the left column is when the file
draws it: whoever sets columns draws the left one down to its end, then the right one, and then what comes below both.
A file that draws its rows in another order tells nothing; there the white space beside a heading must do, and the
order is unsure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, pairwise

from meetings.ingest.extract.pdf_pieces import Piece
from meetings.ingest.extract.pdf_rows import Row, Segment
from meetings.ingest.extract.pdf_tables import Table

LARGER = 1.08  # times the text's size: a heading
WHITE = 4.0  # letter sizes: of a column that is white beside a heading over both
FULL = 0.8  # of a column's width: a row of its text
EDGE = 6  # rows at most that are taken for a page's head or foot
MOST = 200  # stretches of columns on a page: more are none
_LAST = 1 << 60  # later than any piece
Element = Row | Table


class Drawn:
    """When the file draws what stands on a page. `unsure`: the order was guessed somewhere."""

    def __init__(self, pieces: Sequence[Piece] = ()) -> None:
        self._pieces = pieces
        self._places: dict[int, int] | None = None
        self.unsure = False
        self._stretches = 0

    def of(self, segment: Segment) -> int:
        """Its number among all; -1 where nobody knows."""
        if self._places is None:
            self._places = {id(piece): n for n, piece in enumerate(self._pieces)}
        return self._places.get(id(segment.first), -1)

    def one_more(self) -> bool:
        """Whether yet another stretch of columns may be looked for: a hostile page could hold thousands."""
        self._stretches += 1
        return self._stretches <= MOST

    def by_column(self, elements: list[Element], x: float) -> bool:
        """Whether the file draws something left of x before what stands higher on the right."""
        latest = -1
        for element in elements:
            if isinstance(element, Table):
                continue
            if any(-1 < self.of(s) < latest for s in element.segments if s.x1 <= x):
                return True
            latest = max([latest, *(self.of(s) for s in element.segments if s.x1 > x)])
        return False

    def to_end_of_left(self, elements: list[Element], first: int, last: int, x: float) -> int:
        """Where a stretch ends whose left column goes on below its right one: drawn before that, it belongs to it."""
        right = [self.of(s) for e in elements[first:last] if isinstance(e, Row) for s in e.segments if s.x1 > x]
        latest = max(right, default=-1)
        while last < len(elements) and isinstance(element := elements[last], Row):
            if element.x1 > x or not -1 < self.of(element.segments[-1]) < latest:
                break
            last += 1
        return last


def bands(elements: list[Element], x: float, drawn: Drawn) -> list[tuple[list[Element], bool]]:
    """The elements of a stretch that nothing crosses at x, band by band, and whether a band stands in columns."""
    first, last = _without_edges(elements, drawn)
    inner = elements[first:last]
    if drawn.by_column(inner, x):
        cuts = [first + n for n in _drawn_apart(inner, drawn)]
    else:
        cuts = _white_beside(elements, x)
        drawn.unsure |= bool(cuts)
    parts = [elements[a:b] for a, b in pairwise([0, *cuts, len(elements)])]
    return [(part, len(parts) == 1 or drawn.unsure or _in_columns(part, x, drawn)) for part in parts]


def _in_columns(part: list[Element], x: float, drawn: Drawn) -> bool:
    """No rows that the file draws one after the other: labels and what stands beside them."""
    return not any(_left(e, x) and _right(e, x) for e in part) or drawn.by_column(part, x)


def _left(element: Element, x: float) -> bool:
    return element.x0 < x


def _right(element: Element, x: float) -> bool:
    return element.x1 > x


def _times(element: Element, drawn: Drawn) -> list[int]:
    if isinstance(element, Table):
        return []
    return [time for segment in element.segments if (time := drawn.of(segment)) >= 0]


def _without_edges(elements: list[Element], drawn: Drawn) -> tuple[int, int]:
    """The stretch without a foot that is drawn before all else and a head that is drawn after it."""
    first, last = 0, len(elements)
    for _ in range(EDGE):
        times = [_times(element, drawn) for element in elements[first:last]]
        known = [time for found in times for time in found]
        if len(times) < 2 or not known:
            break
        if min(known) in times[-1]:
            last -= 1
        elif max(known) in times[0]:
            first += 1
        else:
            break
    return first, last


def _drawn_apart(elements: list[Element], drawn: Drawn) -> list[int]:
    """Where all that stands above is drawn before all that stands below."""
    times = [_times(element, drawn) for element in elements]
    above = accumulate((max(found, default=-1) for found in times), max)
    below = list(accumulate((min(found, default=_LAST) for found in reversed(times)), min))[::-1]
    return [n for n, (latest, earliest) in enumerate(zip(above, below[1:], strict=False), 1) if latest < earliest]


def _white_beside(elements: list[Element], x: float) -> list[int]:
    """Headings of the left column beside which the right one is white, with no full row of text down to its end."""
    sizes: Counter[float] = Counter()
    for element in elements:
        if isinstance(element, Row):
            sizes[element.size] += len(element.text)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    left = [e for e in elements if isinstance(e, Row) and e.x1 <= x]
    start, end = min((e.x0 for e in left), default=0.0), max((e.x1 for e in left), default=0.0)
    cuts = []
    beside = [n for n, element in enumerate(elements) if _right(element, x)]
    for above, below in pairwise(beside):
        if elements[above].y - elements[below].y < WHITE * body:
            continue
        for n in range(above + 1, below):
            heading = elements[n]
            if isinstance(heading, Row) and heading.size > LARGER * body:
                under = [e for e in elements[n + 1 : below] if e.y < heading.y]
                rows = [e for e in under if not isinstance(e, Row) or e.size <= LARGER * body]
                if elements[above].y - heading.y > heading.size and not any(
                    e.x1 - start > FULL * (end - start) for e in rows
                ):
                    cuts.append(n)
                break
    return cuts
