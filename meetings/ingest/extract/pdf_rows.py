"""Pieces of text -> rows: what stands on one baseline, cut into segments where a wide gap parts it.

Guarantees:

1. Rows stand from the top of the page down; the segments of a row from left to right.
2. A blank stands between two words also where the file has no blank: a gap is measured against the size of
   the letters and against their own spacing, so that 'R E F E R A T' is one word and two texts set side by
   side are two.
3. A text drawn twice at one place (a way to fake bold) stands once.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter

from meetings.ingest.extract.clean import BULLETS, SOFT_HYPHEN, clean
from meetings.ingest.extract.pdf_pieces import Piece, letters
from meetings.ingest.extract.pdf_spacing import Above, Style, is_spread, styles_of, usual_gap, without_spread

# Of the letters' size: a gap wider than this (beside the letters' own spacing) parts words. A blank of Times is 0.25,
# and kerning before 'A' takes 0.055 of it.
WORD_GAP = 0.165
CELL_GAP = 1.5  # of the letters' size: a gap wider than this may part cells or columns
MARK_GAP = 8.0  # of the letters' size: no list mark stands further from its text

# Fields of a piece by number, which costs half of their names: a page has hundreds.
_LEFT, _RIGHT, _BASELINE, _SIZE, _BOLD, _RUN = map(itemgetter, (1, 2, 3, 4, 5, 6))

# '•', '1.', 'a)', '2.1', '-': what may stand alone before a wide gap without being a cell
_MARK = re.compile(
    rf"(?:[{re.escape(BULLETS)}–\-o]|\(?\d{{1,3}}(?:\.\d{{1,2}})*[.)]?|\(?[a-zA-Z][.)]|[ivxIVX]{{1,5}}[.)])$"
)


@dataclass(slots=True)
class Segment:
    x0: float
    x1: float
    text: str
    bold: bool = False
    size: float = 0.0
    first: Piece | None = None  # the piece it begins with, which tells when it was drawn
    pieces: Sequence[Piece] = ()  # all of them


@dataclass(slots=True)
class Row:
    """One line of print. `y` is the baseline, `size` the commonest letter size, in points."""

    y: float
    size: float
    bold: bool
    segments: list[Segment]
    page: int = 0
    start: float = 0.0  # where its column begins; 0: it stands in none
    margin: float = 0.0  # where full rows of its column end; 0: where those of the page do

    @property
    def x0(self) -> float:
        return self.segments[0].x0

    @property
    def x1(self) -> float:
        return self.segments[-1].x1

    @property
    def text(self) -> str:
        segments = self.segments
        return segments[0].text if len(segments) == 1 else " ".join([segment.text for segment in segments])


def rows_of(pieces: list[Piece]) -> list[Row]:
    rows: list[Row] = []
    above = Above()
    for group in _baselines(pieces):
        if row := _row(group, above):
            rows.append(row)
    return rows


def _baselines(pieces: list[Piece]) -> list[list[Piece]]:
    groups: list[list[Piece]] = []
    y = math.nan
    for piece in sorted(pieces, key=_BASELINE, reverse=True):
        if piece[3] == y or (groups and _level(piece, groups[-1][0])):  # nearly all are at one height
            groups[-1].append(piece)
        else:
            groups.append([piece])
            y = piece.y
    return _raised(groups)


def _level(piece: Piece, other: Piece) -> bool:
    return abs(other.y - piece.y) < max(1.5, 0.25 * min(piece.size, other.size))


def _raised(groups: list[list[Piece]]) -> list[list[Piece]]:
    """Put raised and lowered marks ('m²', a footnote's number) back into the row they belong to."""
    out: list[list[Piece]] = []
    for i, group in enumerate(groups):
        if len(group) <= 6 and letters(group) <= 6:
            for other in (groups[i + 1] if i + 1 < len(groups) else None, out[-1] if out else None):
                if other and _sits_on(group, other):
                    other.extend(piece._replace(y=other[0].y) for piece in group)
                    break
            else:
                out.append(group)
        else:
            out.append(group)
    return out


def _sits_on(small: list[Piece], row: list[Piece]) -> bool:
    size = max(piece.size for piece in row)
    if max(piece.size for piece in small) > 0.85 * size or not -0.3 * size < small[0].y - row[0].y < 0.65 * size:
        return False
    left, right = min(piece.x0 for piece in small), max(piece.x1 for piece in small)
    return any(abs(piece.x1 - left) < 0.4 * size or abs(piece.x0 - right) < 0.4 * size for piece in row)


def _row(pieces: list[Piece], above: Above) -> Row | None:
    if len(pieces) == 1 and not above.spread and not is_spread(pieces[0].text.split()):
        above.spacing = {}
        return _plain(pieces[0])
    pieces = _once(sorted(pieces, key=_LEFT))
    styles = styles_of(pieces)
    segments = _segments(pieces, styles, above)
    if not segments:
        return None
    if len(styles) == 1:
        size, bold = pieces[0].size, pieces[0].bold
    else:
        size, bold = _commonest_size(pieces), _mostly_bold(pieces)
    return Row(pieces[0].y, size, bold, segments)


def _plain(piece: Piece) -> Row | None:
    """A row that one text object drew without a gap, as most are."""
    text = clean(piece.text) + _soft(piece.text)
    segment = Segment(piece.x0, piece.x1, text, piece.bold, piece.size, piece)
    return Row(piece.y, piece.size, piece.bold, [segment]) if text else None


def _once(pieces: list[Piece]) -> list[Piece]:
    """Drop what another text object drew at the same place."""
    if len(set(map(_RUN, pieces))) == 1:
        return pieces
    out: list[Piece] = []
    for piece in pieces:
        for other in reversed(out[-3:]):
            if (
                other.run != piece.run
                and abs(other.x0 - piece.x0) < 0.12 * piece.size
                and other.text.rstrip() == piece.text.rstrip()
            ):
                break
        else:
            out.append(piece)
    return out


def _segments(pieces: list[Piece], styles: dict[Style, list[Piece]], above: Above) -> list[Segment]:
    pieces = without_spread(pieces, styles, above.spread)
    # The usual gap between two letters of one style, in points: 0 in ordinary print.
    spacing = {style: usual_gap(members, above.spacing.get(style, 0.0)) for style, members in styles.items()}
    above.spacing = spacing
    segments: list[Segment] = []
    members: list[Piece] = []
    text = ""
    for piece in pieces:
        if members:
            last = members[-1]
            gap, size = piece[1] - last[2], piece[4]
            if gap > 0.1 * size:  # less is no gap at all
                size, own = max(min(last.size, size), 1.0), spacing[last.size, last.bold]
                if gap > CELL_GAP * size + own and (gap > MARK_GAP * size or not _MARK.match(text.strip())):
                    segments.append(_segment(members, text))
                    members, text = [], ""
                elif gap > WORD_GAP * size + own and not text[-1].isspace():
                    text += " "
            elif text[-1] == " " and piece[4] <= 0.85 * last.size:  # a mark set over the blank: '450 m² i alt'
                text, piece = text[:-1], piece._replace(text=piece.text.rstrip() + " ")
        members.append(piece)
        text += piece[0]
    if members:
        segments.append(_segment(members, text))
    return [segment for segment in segments if segment.text]


def _segment(pieces: list[Piece], text: str) -> Segment:
    right = max(map(_RIGHT, pieces))
    bold, size = _mostly_bold(pieces), _commonest_size(pieces)
    return Segment(pieces[0].x0, right, clean(text) + _soft(text), bold, size, pieces[0], pieces)


def cut(segment: Segment, at: int) -> list[Segment]:
    """The segment as two, the second from its piece `at` on; as it is where their words would not be its own."""
    halves = []
    for pieces in (list(segment.pieces[:at]), list(segment.pieces[at:])):
        text = pieces[0].text
        for last, piece in pairwise(pieces):
            text += " " * (piece.x0 - last.x1 > WORD_GAP * piece.size and not text[-1].isspace()) + piece.text
        halves.append(_segment(pieces, text))
    return halves if " ".join(half.text for half in halves) == segment.text else [segment]


def _soft(text: str) -> str:
    """The soft hyphen at the end, which must live until the rows of the paragraph are joined."""
    return SOFT_HYPHEN if text.rstrip().endswith(SOFT_HYPHEN) else ""


def _commonest_size(pieces: list[Piece]) -> float:
    sizes = list(map(_SIZE, pieces))
    if sizes.count(sizes[0]) == len(sizes):
        return sizes[0]
    found: Counter[float] = Counter()
    for piece in pieces:
        found[piece.size] += _ink(piece)
    return found.most_common(1)[0][0]


def _mostly_bold(pieces: list[Piece]) -> bool:
    bold = list(map(_BOLD, pieces))
    if not any(bold):
        return False
    return all(bold) or sum(_ink(piece) for piece in pieces if piece.bold) > 0.6 * sum(map(_ink, pieces))


def _ink(piece: Piece) -> int:
    """Letters that can be seen."""
    return len(piece.text) - piece.text.count(" ")
