"""Characters -> rows: what stands on one baseline, cut into segments where a wide gap parts it.

Guarantees:

1. Rows stand from the top of the page down; the segments of a row from left to right.
2. A blank stands between two words also where the file has no blank: a gap is measured against the size of
   the letters and against their own spacing, so that 'R E F E R A T' is one word and two texts set side by
   side are two.
3. A letter drawn twice at one place stands once.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from operator import itemgetter

from meetings.ingest.extract.clean import BULLETS, clean
from meetings.ingest.extract.pdf_characters import Char

WORD_GAP = 0.2  # of the letters' size: a gap wider than this (beside the letters' own spacing) parts words
CELL_GAP = 1.5  # of the letters' size: a gap wider than this may part cells or columns
MARK_GAP = 8.0  # of the letters' size: no list mark stands further from its text

# Fields of a character by number, which costs half of their names: a page has thousands of characters.
_LEFT, _RIGHT, _BASELINE, _SIZE, _BOLD, _RUN = map(itemgetter, (1, 2, 3, 4, 5, 6))
_STYLE = itemgetter(4, 5)

# '•', '1.', 'a)', '2.1', '-': what may stand alone before a wide gap without being a cell
_MARK = re.compile(
    rf"(?:[{re.escape(BULLETS)}–\-o]|\(?\d{{1,3}}(?:\.\d{{1,2}})*[.)]?|\(?[a-zA-Z][.)]|[ivxIVX]{{1,5}}[.)])$"
)


Style = tuple[float, bool]  # size in points, bold


@dataclass(slots=True)
class Segment:
    x0: float
    x1: float
    text: str
    bold: bool = False
    size: float = 0.0


@dataclass(slots=True)
class Row:
    """One line of print. `y` is the baseline, `size` the commonest letter size, in points."""

    y: float
    size: float
    bold: bool
    segments: list[Segment]
    page: int = 0
    margin: float = 0.0  # where full rows of its column end; 0: where those of the page do

    @property
    def x0(self) -> float:
        return self.segments[0].x0

    @property
    def x1(self) -> float:
        return self.segments[-1].x1

    @property
    def text(self) -> str:
        return " ".join(segment.text for segment in self.segments)


def rows_of(chars: list[Char]) -> list[Row]:
    rows: list[Row] = []
    spread: set[Style] = set()  # styles whose letters are spread out in the row above
    for group in _baselines(chars):
        if row := _row(group, spread):
            rows.append(row)
    return rows


def _baselines(chars: list[Char]) -> list[list[Char]]:
    groups: list[list[Char]] = []
    y = math.nan
    for char in sorted(chars, key=_BASELINE, reverse=True):
        if char[3] == y or (groups and _level(char, groups[-1][0])):  # nearly all are at one height
            groups[-1].append(char)
        else:
            groups.append([char])
            y = char.y
    return _raised(groups)


def _level(char: Char, other: Char) -> bool:
    return abs(other.y - char.y) < max(1.5, 0.25 * min(char.size, other.size))


def _raised(groups: list[list[Char]]) -> list[list[Char]]:
    """Put raised and lowered marks ('m²', a footnote's number) back into the row they belong to."""
    out: list[list[Char]] = []
    for i, group in enumerate(groups):
        if len(group) <= 6:
            for other in (groups[i + 1] if i + 1 < len(groups) else None, out[-1] if out else None):
                if other and _sits_on(group, other):
                    other.extend(char._replace(y=other[0].y) for char in group)
                    break
            else:
                out.append(group)
        else:
            out.append(group)
    return out


def _sits_on(small: list[Char], row: list[Char]) -> bool:
    size = max(char.size for char in row)
    if max(char.size for char in small) > 0.85 * size or not -0.3 * size < small[0].y - row[0].y < 0.65 * size:
        return False
    left, right = min(char.x0 for char in small), max(char.x1 for char in small)
    return any(abs(char.x1 - left) < 0.4 * size or abs(char.x0 - right) < 0.4 * size for char in row)


def _row(chars: list[Char], spread: set[Style]) -> Row | None:
    chars = _once(sorted(chars, key=_LEFT))
    ink = [char for char in chars if not char[0].isspace()]
    if not ink:
        return None
    size = _commonest_size(ink)
    segments = _segments(chars, spread)
    if not segments:
        return None
    return Row(ink[0].y, size, _mostly_bold(ink), segments)


def _once(chars: list[Char]) -> list[Char]:
    """Drop letters that another text object drew at the same place."""
    if len(set(map(_RUN, chars))) == 1:
        return chars
    out: list[Char] = []
    for char in chars:
        for other in reversed(out[-3:]):
            if other.run != char.run and other.text == char.text and abs(other.x0 - char.x0) < 0.12 * char.size:
                break
        else:
            out.append(char)
    return out


def _segments(chars: list[Char], spread: set[Style]) -> list[Segment]:
    styles = _styles(chars)
    chars = _without_spread(chars, styles, spread)
    # The usual gap between two letters of one style, in points: 0 in ordinary print.
    spacing = {style: _usual_gap(members) for style, members in styles.items()}
    segments: list[Segment] = []
    letters: list[Char] = []
    text = ""
    for char in chars:
        letter, left, _, _, size, _, _ = char
        if letter.isspace():
            if letters and text[-1] != " ":
                text += " "
            continue
        if letters:
            last = letters[-1]
            gap = left - last[2]
            if gap > 0.1 * size:  # less is no gap at all, and most are less
                size, own = max(min(last.size, size), 1.0), spacing[last.size, last.bold]
                if gap > CELL_GAP * size + own and (gap > MARK_GAP * size or not _MARK.match(text.strip())):
                    segments.append(_segment(letters, text))
                    letters, text = [], ""
                elif gap > WORD_GAP * size + own and text[-1] != " ":
                    text += " "
        letters.append(char)
        text += letter
    if letters:
        segments.append(_segment(letters, text))
    return [segment for segment in segments if segment.text]


def _segment(letters: list[Char], text: str) -> Segment:
    # The soft hyphen at the end must live until the rows of the paragraph are joined.
    soft = "\u00ad" if text.rstrip().endswith("\u00ad") else ""
    right = max(map(_RIGHT, letters))
    return Segment(letters[0].x0, right, clean(text) + soft, _mostly_bold(letters), _commonest_size(letters))


def _commonest_size(chars: list[Char]) -> float:
    sizes = list(map(_SIZE, chars))
    return sizes[0] if sizes.count(sizes[0]) == len(sizes) else Counter(sizes).most_common(1)[0][0]


def _mostly_bold(chars: list[Char]) -> bool:
    return sum(map(_BOLD, chars)) > 0.6 * len(chars)


def _styles(chars: list[Char]) -> dict[Style, list[Char]]:
    """The characters by size and weight; blanks among them."""
    styles = list(map(_STYLE, chars))
    if styles.count(styles[0]) == len(styles):
        return {styles[0]: chars}
    found: dict[Style, list[Char]] = {}
    for style, char in zip(styles, chars, strict=True):
        found.setdefault(style, []).append(char)
    return found


def _without_spread(chars: list[Char], styles: dict[Style, list[Char]], above: set[Style]) -> list[Char]:
    """Drop the blanks of a style that only spread letters out (from `styles` as well): 'R E F E R A T'.

    Party letters in a row ('A C F V Ø') look the same, but are capitals and never repeat. `above`: the styles spread in
    the row above, becomes those of this row; a heading wrapped before '2 0 2 5' goes on in its style.
    """
    spread = {style for style, members in styles.items() if _is_spread(_words(members))}
    spread |= {style for style in above & styles.keys() if all(len(word) == 1 for word in _words(styles[style]))}
    above.clear()
    above |= spread
    if not spread:
        return chars
    for style in spread:
        styles[style] = [char for char in styles[style] if not char.text.isspace()]
    return [char for char in chars if not (char.text.isspace() and (char.size, char.bold) in spread)]


def _words(chars: list[Char]) -> list[str]:
    return "".join([char.text for char in chars]).split()


def _is_spread(words: list[str]) -> bool:
    if len(words) < 4 or (len(words[0]) > 1 and len(words[1]) > 1 and len(words[2]) > 1):
        return False
    single = [word for word in words if len(word) == 1]
    if len(single) < 4 or len(single) <= 0.8 * len(words):
        return False
    letters = [word for word in single if word.isalpha()]
    if not letters:  # '1 4 - 0 9 - 2 0 2 6': the end of a heading that was wrapped
        return len(single) == len(words) >= 8 and any(word in "-./:" for word in single)
    return any(letter.islower() for letter in letters) or (len(letters) > 5 and len(set(letters)) < len(letters))


def _usual_gap(chars: list[Char]) -> float:
    blank = [char[0].isspace() for char in chars]
    pairs = zip(chars, chars[1:], blank, blank[1:], strict=False)
    gaps = sorted([b[1] - a[2] for a, b, blank_a, blank_b in pairs if not (blank_a or blank_b)])
    if len(gaps) < 3:
        return 0.0
    middle = gaps[len(gaps) // 2]
    # Letters set apart have equal gaps; the quarter below tells them from a row of loose single letters.
    return max(0.0, middle) if middle > 0.05 * chars[0].size and gaps[len(gaps) // 4] > 0.5 * middle else 0.0
