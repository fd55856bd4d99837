"""What is written on a PDF page, and where, as PDFium's text layer gives it.

Guarantees:

1. Every visible letter comes once: text that /ActualText stands in for is not repeated. Where a program printed over
   its own print to make it bold, both come, as like pieces (`pdf_rows` drops one); where anything else is
   printed over print, every piece is a letter.
2. What a reader of the page cannot see (render mode 3, white on white, under a later opaque shape, outside
   the page, smaller than a point) comes apart, in `hidden`; only where the page is a picture with a
   recognised text layer over it is such text the page's text (`recognised`).
3. Coordinates are those of the upright page: points from the lower left corner, turned pages turned back.

Blanks that PDFium made up are left out where they stand for no gap: `pdf_rows` decides on spaces by the gaps.
"""

from __future__ import annotations

import ctypes
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise, repeat
from operator import itemgetter
from typing import Any

import pypdfium2.raw as pdfium

from meetings.ingest.extract.pdf_calls import address_of, unicode_of
from meetings.ingest.extract.pdf_pieces import Piece, Reader, letters
from meetings.ingest.extract.pdf_shapes import Shapes
from meetings.ingest.problems import UnreadableFile

MAX_CHARACTERS = 60_000  # a page of small print holds under 12 000

# Codes that the text of a whole page and that of its single characters may have differently.
_APART = re.compile("[\0\x02\xad\ufffe]")
_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-"})  # PDFium's own marks for a hyphen at a row's end
_RUN = itemgetter(6)
# 'for\x01ret': a font kept 'å' under a number of its own, and does not say that it is an 'å'
_LOST = re.compile(r"(?<=[^\W\d_])[\x01-\x08\x0e-\x1f\x7f-\x9f]|[\x01-\x08\x0e-\x1f\x7f-\x9f](?=[^\W\d_])")


@dataclass(slots=True)
class PagePieces:
    visible: list[Piece] = field(default_factory=list)
    sideways: list[list[Piece]] = field(default_factory=list)  # text turned against the rest of the page
    aslant: list[Piece] = field(default_factory=list)  # text across the page: a watermark, a stamp
    hidden: str = ""
    recognised: bool = False  # the text layer lies unseen over a picture of the page
    angle: int = 0  # how the page's text is turned, in quarters counter-clockwise
    unmapped: int = 0  # characters whose font does not say which letter they are
    overprinted: bool = False  # words lie over other words, so that their letters cannot be told apart
    lost: int = 0  # codes that stand for no letter, in the middle of words


def page_pieces(text_page: Any, shapes: Shapes, box: tuple[float, float, float, float], turned: int) -> PagePieces:
    """`box`: left, bottom, right, top of what is shown. `turned`: the page's own rotation in quarters, clockwise."""
    count = pdfium.FPDFText_CountChars(text_page)
    if count > MAX_CHARACTERS:
        raise UnreadableFile("too_complex", f"{count} characters on one page, {MAX_CHARACTERS} at most")
    text = _text(text_page, count)
    page = address_of(text_page)
    reader = Reader(page, text, shapes, box)
    reader.read()
    over = [pair for pieces in reader.by_angle.values() for pair in _overprinted(pieces)]
    if over or any(map(_set_between, reader.by_angle.values())):
        reader = Reader(page, text, shapes, box)
        reader.letters(text, 0)
    found = _sorted_out(reader, shapes, text.count("\0"), turned)
    found.lost = len(_LOST.findall(text))
    found.overprinted = _words_over_words(over)
    return found


def _text(text_page: Any, count: int) -> str:
    """The page's characters, each at its number, in one call where that gives each its own; a page has thousands."""
    buffer = (ctypes.c_ushort * (count + 1))()
    if pdfium.FPDFText_GetText(text_page, 0, count, buffer) != count + 1:
        return "".join(_characters(text_page, range(count))).translate(_HYPHENS)
    text = bytes(buffer)[: 2 * count].decode("utf-16-le", "surrogatepass")
    if len(text) != count:  # halves of letters beyond the first plane have numbers of their own
        text = "".join(map(chr, buffer[:count]))
    unsure = [found.start() for found in _APART.finditer(text)]
    if not unsure:
        return text
    given = list(text)
    for index, letter in zip(unsure, _characters(text_page, unsure), strict=True):
        given[index] = letter
    return "".join(given).translate(_HYPHENS)


def _characters(text_page: Any, numbers: Sequence[int]) -> Iterator[str]:
    codes = map(unicode_of, repeat(address_of(text_page)), numbers)
    return (chr(code) if code < 0x110000 else "\ufffd" for code in codes)


def _sorted_out(reader: Reader, shapes: Shapes, unnamed: int, turned: int) -> PagePieces:
    """`unnamed`: characters that have no letter at all."""
    found = PagePieces(unmapped=reader.unmapped + unnamed, aslant=reader.aslant)
    unseen, by_angle = reader.unseen, {angle: pieces for angle, pieces in reader.by_angle.items() if pieces}
    invisible = [piece for run, piece in unseen if run.invisible]
    if shapes.picture and letters(invisible) > 4 * sum(map(letters, by_angle.values())):
        # A scan with a recognised text layer: what nobody sees is what the picture shows.
        found.recognised = True
        for run, piece in unseen:
            if run.invisible:
                by_angle.setdefault(run.angle, []).append(piece)
        unseen = [(run, piece) for run, piece in unseen if not run.invisible]
    found.hidden = _running_text([piece for _, piece in unseen])
    if by_angle:
        main = max(by_angle, key=lambda angle: (letters(by_angle[angle]), angle == (-turned) % 4))
        found.angle, found.visible = main, by_angle.pop(main)
        found.sideways = list(by_angle.values())
    return found


def _overprinted(pieces: list[Piece]) -> Iterator[tuple[float, list[Piece], list[Piece]]]:
    """Where other text was printed over text, by how many letter sizes, and the two. The same text at the same place,
    as some programs make bold, is easily told (`pdf_rows`); anything else must be looked at letter by letter."""
    runs = []
    for _, group in groupby(pieces, _RUN):
        members = list(group)
        first, last = members[0], members[-1]
        runs.append((first.y, first.x0, last.x1, first.size, members))
    runs.sort(key=itemgetter(0))
    lines: list[list[tuple[float, float, float, float, list[Piece]]]] = []
    for run in runs:
        if lines and run[0] - lines[-1][0][0] < 1.5:
            lines[-1].append(run)
        else:
            lines.append([run])
    for line in lines:
        line.sort(key=itemgetter(1, 2))
        for (_, left, end, size, one), (_, begin, right, _, other) in pairwise(line):
            if begin < end - 0.25 * size and not (
                begin - left < 0.12 * size and abs(right - end) < 0.12 * size and _same(one, other)
            ):
                yield (min(end, right) - begin) / size, one, other


def _words_over_words(over: list[tuple[float, list[Piece], list[Piece]]]) -> bool:
    """Whether words lie over words, as where one is too long for its cell of a table: nobody can tell their letters
    apart. A ring that was set over an 'a' is no word, and what says the same is bold."""
    return any(
        by > 0.3
        and _is_word(one)
        and _is_word(other)
        and not _same(one, other)
        and 0.7 * other[0].size < one[0].size < 1.5 * other[0].size
        for by, one, other in over
    )


def _is_word(pieces: list[Piece]) -> bool:
    return sum(map(str.isalnum, "".join(piece.text for piece in pieces[:20]))) > 1


def _set_between(pieces: list[Piece]) -> bool:
    """Whether a raised or lowered mark ('m²', a note's number) was set over the blank of a line: it must come between
    the letters of that line, which must be known one by one."""
    largest = max((piece.size for piece in pieces), default=0.0)
    marks = [piece for piece in pieces if piece.size <= 0.85 * largest and len(piece.text) <= 6]
    if not marks:
        return False
    lines = sorted((piece for piece in pieces if len(piece.text) > 6), key=itemgetter(3))
    heights = [line.y for line in lines]
    for mark in marks:
        for line in lines[bisect_left(heights, mark.y - 0.65 * largest) : bisect_left(heights, mark.y + 0.3 * largest)]:
            near = mark.size <= 0.85 * line.size and -0.3 * line.size < mark.y - line.y < 0.65 * line.size
            if near and line.x0 + 0.4 * line.size < mark.x0 < line.x1 - 0.4 * line.size:
                return True
    return False


def _same(one: list[Piece], other: list[Piece]) -> bool:
    return [piece.text.rstrip() for piece in one] == [piece.text.rstrip() for piece in other]


def _running_text(pieces: list[Piece]) -> str:
    """Hidden pieces in the order drawn; a new row or a gap makes a blank. Good enough for the guard's eyes."""
    text, last = "", None
    for piece in pieces:
        if last is not None and (abs(piece.y - last.y) > piece.size / 2 or piece.x0 - last.x1 > 0.2 * piece.size):
            text = text.rstrip() + " "
        text += piece.text
        last = piece
    return text.strip()
