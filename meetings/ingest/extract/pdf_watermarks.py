"""Watermarks of a PDF: 'KLADDE', 'UDKAST', 'FORTROLIGT' across the pages, taken out of the text as headers are.

A text is one where it stands aslant on the page, where it is set much larger than the page's text and lies over or
under that, and where it says on other pages what was one there. What is taken out is returned, never dropped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import groupby, pairwise
from operator import itemgetter

from meetings.ingest.extract.clean import clean
from meetings.ingest.extract.pdf_columns import Element
from meetings.ingest.extract.pdf_pieces import Piece
from meetings.ingest.extract.pdf_rows import Row

LARGE = 2.2  # times the size of the text: what a watermark is set in at least
LONGEST = 60  # letters
SAME_HEIGHT = 4.0  # points
MOST = 0.6  # of the pages: so many must repeat what no text lies over
_RUN = itemgetter(6)


def aslant(pieces: Iterable[Piece], others: list[Piece]) -> tuple[list[str], list[str]]:
    """The texts of pieces that stand aslant, in the order they were drawn: those that are large beside the `others` of
    the page, and those that are not, as the words below a chart. Letters drawn one by one are one text."""
    usual = _usual((piece.size, len(piece.text)) for piece in others)
    texts: tuple[list[str], list[str]] = ([], [])
    single: list[str] | None = None  # where the letter before went, if it was drawn by itself
    for _, group in groupby(pieces, _RUN):
        members = list(group)
        text = "".join(piece.text for piece in members)
        into = texts[0] if members[0].size >= LARGE * usual else texts[1]
        alone = len(text.strip()) == 1
        if alone and single is into:
            into[-1] += text
        else:
            into.append(text)
        single = into if alone else None
    large, small = ([text for text in map(clean, found) if text] for found in texts)
    return large, small


def parted(pieces: list[Piece], marked: set[int]) -> tuple[list[Piece], list[str]]:
    """The page's text without what is a watermark, and that. `marked`: runs that the file says belong to no text."""
    if not pieces:
        return pieces, []
    usual = _usual((piece.size, len(piece.text)) for piece in pieces)
    large = [piece for piece in pieces if piece.size >= LARGE * usual]
    if not large or sum(len(piece.text) for piece in large) > LONGEST:
        return pieces, []
    text = [piece for piece in pieces if piece.size <= 1.2 * usual]
    runs = {piece.run for piece in large if piece.run in marked or any(_lies_over(piece, other) for other in text)}
    heights = {piece.y for piece in large if piece.run in runs}
    # Letters drawn one by one: what stands beside one that lies over the text belongs to it.
    taken = [piece for piece in large if piece.run in runs or piece.y in heights]
    gone = {id(piece) for piece in taken}
    return [piece for piece in pieces if id(piece) not in gone], _texts(taken)


def _texts(pieces: list[Piece]) -> list[str]:
    """What large pieces say, each height by itself; a wide gap parts words."""
    found = []
    for _, group in groupby(sorted(pieces, key=lambda piece: (-piece.y, piece.x0)), key=lambda piece: piece.y):
        members = list(group)
        gaps = (" " if right.x0 - left.x1 > 0.3 * left.size else "" for left, right in pairwise(members))
        found.append(
            clean(members[0].text + "".join(gap + piece.text for gap, piece in zip(gaps, members[1:], strict=True)))
        )
    return [text for text in found if text]


def _lies_over(large: Piece, other: Piece) -> bool:
    """Whether the middle of a line of text lies within large letters: between their feet and their heads."""
    low, high = large.y + 0.02 * large.size, large.y + 0.7 * large.size
    beside = min(large.x1, other.x1) - max(large.x0, other.x0)
    return low < other.y + 0.3 * other.size < high and beside > 0.5 * other.size


def _usual(sizes: Iterable[tuple[float, int]]) -> float:
    found: Counter[float] = Counter()
    for size, count in sizes:
        found[size] += count
    return found.most_common(1)[0][0] if found else 11.0


def take_repeated(pages: list[list[Element]], known: set[str]) -> list[Row]:
    """Remove from the pages (in place), and return, large rows that say a known watermark, or stand at one height on
    most pages and say the same there."""
    rows = [element for page in pages for element in page if isinstance(element, Row)]
    usual = _usual((row.size, len(row.text)) for row in rows)
    large = [row for row in rows if row.size >= LARGE * usual and len(row.text) <= LONGEST]
    filled = sum(bool(page) for page in pages)
    taken = []
    for row in large:
        again = {other.page for other in large if other.text == row.text and abs(other.y - row.y) <= SAME_HEIGHT}
        if row.text in known or len(again) >= max(3, MOST * filled):
            taken.append(row)
    gone = {id(row) for row in taken}
    for number, page in enumerate(pages if taken else []):
        pages[number] = [element for element in page if id(element) not in gone]
    return taken
