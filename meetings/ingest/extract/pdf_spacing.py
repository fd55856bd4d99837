"""Letters set apart: by the program ('R E F E R A T' without a blank) or by whoever typed blanks between them."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from operator import itemgetter

from meetings.ingest.extract.pdf_pieces import Piece

_STYLE = itemgetter(4, 5)

Style = tuple[float, bool]  # size in points, bold


@dataclass(slots=True)
class Above:
    """What the row above tells of the next, which may be the short end of a heading that was wrapped."""

    spread: set[Style] = field(default_factory=set)  # styles whose letters blanks spread out
    spacing: dict[Style, float] = field(default_factory=dict)  # points that part the letters of a style


def styles_of(pieces: list[Piece]) -> dict[Style, list[Piece]]:
    """The pieces by size and weight."""
    styles = list(map(_STYLE, pieces))
    if styles.count(styles[0]) == len(styles):
        return {styles[0]: pieces}
    found: dict[Style, list[Piece]] = {}
    for style, piece in zip(styles, pieces, strict=True):
        found.setdefault(style, []).append(piece)
    return found


def without_spread(pieces: list[Piece], styles: dict[Style, list[Piece]], above: set[Style]) -> list[Piece]:
    """Drop the blanks of a style that only spread letters out (from `styles` as well): 'R E F E R A T'.

    Party letters in a row ('A C F V Ø') look the same, but are capitals and never repeat. `above`: the styles spread in
    the row above, becomes those of this row; a heading wrapped before '2 0 2 5' goes on in its style.
    """
    spread = {style for style, members in styles.items() if is_spread(_words(members))}
    spread |= {style for style in above & styles.keys() if all(len(word) == 1 for word in _words(styles[style]))}
    above.clear()
    above |= spread
    if not spread:
        return pieces
    for style in spread:
        styles[style] = [_without_blank(piece) for piece in styles[style]]
    return [_without_blank(piece) if piece[4:6] in spread else piece for piece in pieces]


def _without_blank(piece: Piece) -> Piece:
    return piece._replace(text="".join(piece.text.split()))


def _words(pieces: list[Piece]) -> list[str]:
    return "".join([piece[0] for piece in pieces]).split()


def is_spread(words: list[str]) -> bool:
    if len(words) < 4 or (len(words[0]) > 1 and len(words[1]) > 1 and len(words[2]) > 1):
        return False
    single = [word for word in words if len(word) == 1]
    if len(single) < 4 or len(single) <= 0.8 * len(words):
        return False
    named = [word for word in single if word.isalpha()]
    if not named:  # '1 4 - 0 9 - 2 0 2 6': the end of a heading that was wrapped
        return len(single) == len(words) >= 8 and any(word in "-./:" for word in single)
    return any(word.islower() for word in named) or (len(named) > 5 and len(set(named)) < len(named))


def usual_gap(pieces: list[Piece], above: float) -> float:
    """What stands between two letters. Inside a piece that is nothing (`pdf_pieces`).

    `above`: the same in the row above, which counts where this row holds too few letters to show it.
    """
    gaps = [b[1] - a[2] for a, b in pairwise(pieces) if not a[0][-1].isspace()]
    if not gaps:
        return 0.0
    inner = sum([len(piece.text.rstrip()) - 1 for piece in pieces])
    if not inner and len(gaps) < 3 and min(gaps) > 0.8 * above:
        return above
    if len(gaps) + inner < 3 or inner > len(gaps):
        return 0.0
    gaps = sorted(gaps + [0.0] * inner)
    middle = gaps[len(gaps) // 2]
    # Letters set apart have equal gaps; the quarter below tells them from a row of loose single letters.
    return max(0.0, middle) if middle > 0.05 * pieces[0].size and gaps[len(gaps) // 4] > 0.5 * middle else 0.0
