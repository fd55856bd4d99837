"""The text of a PDF page -> pieces with their places: the largest that are sure, asked for with the fewest calls.

A piece is a line of print, or what of it one text object drew, or a word of that, or a letter: whatever stands
together as its font says, with no gap between its letters. PDFium is asked where a piece begins and where it
ends; where these do not agree with the widths of its letters (set apart, justified), or a rule or a sheet lies across
it, the next smaller kind is tried. Nearly all print is lines.
"""

from __future__ import annotations

import ctypes
import re
import struct
import unicodedata
from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterable
from itertools import pairwise, repeat
from operator import itemgetter
from typing import NamedTuple

from meetings.ingest.extract.pdf_calls import is_generated, loose_box, origin, text_object
from meetings.ingest.extract.pdf_runs import Run, Runs
from meetings.ingest.extract.pdf_shapes import Shapes

MAX_UPRIGHT = 400  # vertical rules: more are a drawing and no table (`pdf_tables.MAX_GRID`)
_MADE = "\n"  # stands for a blank that PDFium made up, which parts words but is none of the file's
# Marks that belong to the letter before: 'a' and a ring
_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
# 'Budget 2025 ': words with one blank between them, and the blank after them
_LINE = re.compile(r"([^\s\0]+(?: [^\s\0]+)*)[^\S\r\n]?")
# 'Budget ' of 'Budget 2025'
_WORD = re.compile(r"([^\s\0]+)[^\S\r\n]?")
# 'B' of 'Budget', 't ' of it, 'a' with its ring, both halves of a letter beyond the first plane
_LETTER = re.compile(rf"((?:[\ud800-\udbff][\udc00-\udfff]|[^\s\0])[{_MARKS}]*)[^\S\r\n]?")
_HALVES = re.compile("[\ud800-\udfff]")


class Piece(NamedTuple):
    text: str  # what stands together; a blank of the file's own that follows is its last letter
    x0: float
    x1: float  # without that blank
    y: float  # baseline
    size: float
    bold: bool
    run: int  # pieces drawn by one text object share it


_new = tuple.__new__  # a piece's own constructor takes twice as long, thousands of times a document


def letters(pieces: Iterable[Piece]) -> int:
    return sum([len(piece[0]) for piece in pieces])


class Reader:
    """Reads one page: `text` are its characters, `box` what of it is shown (left, bottom, right, top)."""

    def __init__(self, page: int, text: str, shapes: Shapes, box: tuple[float, float, float, float]) -> None:
        self.page, self.text, self.shapes = page, text, shapes
        self.left, self.lowest, self.right, self.highest = box[0] - 1, box[1] - 1, box[2] + 1, box[3] + 1
        self.runs = Runs(page, shapes)
        self.by_angle: dict[int, list[Piece]] = {0: []}
        self.unseen: list[tuple[Run, Piece]] = []
        self.aslant: list[Piece] = []
        self.unmapped = 0
        self._halves = bool(_HALVES.search(text))
        self._upright = sorted(shapes.vertical, key=itemgetter(2)) if len(shapes.vertical) <= MAX_UPRIGHT else []
        self._upright_at = [rule.at for rule in self._upright]
        self._place = (ctypes.c_double * 2)()
        self._x_at = ctypes.addressof(self._place)
        self._box = (ctypes.c_float * 4)()
        self._box_at = ctypes.addressof(self._box)
        self._baseline: tuple[int, float, float] | None = None  # of the run before: run, lower and upper edge
        self._y = 0.0

    def read(self) -> None:
        """Line by line; what is no whole piece, by its text objects; what is none then, by words, and by letters."""
        self._take(0, list(_LINE.finditer(self.text)), self._objects)

    def _take(self, begin: int, units: list[re.Match[str]], smaller: Callable[[str, int], None]) -> None:
        """`begin`: the number of the text's first character. `smaller`: what to do with a unit that is no piece."""
        page, covers, visible = self.page, self.shapes.covers, self.by_angle[0]
        firsts = [begin + unit.start() for unit in units]
        lasts = [begin + unit.end(1) - 1 for unit in units]
        objects = map(text_object, repeat(page), firsts), map(text_object, repeat(page), lasts)
        for unit, first, last, address, other, (left, top, right, bottom), end in zip(
            units, firsts, lasts, *objects, self._boxes(firsts), self._boxes(lasts), strict=True
        ):
            if address != other or top != end[1] or bottom != end[3] or not address:
                smaller(unit[0], first)
                continue
            run, right = self.runs.of(first, address), end[2]
            if (
                run.angle
                or run.aslant
                or run.white
                or not (self.left <= left and right <= self.right and self.lowest <= bottom and top <= self.highest)
                or (covers and any(f.order > run.order and f.touches(left, bottom, right, top) for f in covers))
                or (first < last and not self._stands_whole(unit[1], first, run, left, right, bottom, top))
                or (unit[0] >= "\u0300" and unicodedata.combining(unit[0][0]))
                or (self._halves and _HALVES.search(unit[0]))
            ):
                smaller(unit[0], first)
                continue
            if self._baseline != (address, bottom, top):
                self._sink(first, address, bottom, top)
            self.unmapped += run.unmapped and last - first + 1
            piece = _new(Piece, (unit[0], left, right, self._y, run.size, run.bold, address))
            if run.hidden:
                self.unseen.append((run, piece))
            else:
                visible.append(piece)

    def _objects(self, text: str, begin: int) -> None:
        """The stretches of a line that one text object each drew."""
        edges = self._edges(begin, begin + len(text) - 1)
        if len(edges) == 1:
            return self._words(text, begin)
        units: list[re.Match[str]] = []
        for (start, address), (end, after) in pairwise([*edges, (begin + len(text), 0)]):
            if address:  # else PDFium made it up; the blank after a text may be the next object's
                start, end = start - begin, end - begin
                units += _LINE.finditer(text, start, end + (after > 0 and text[end] == " "))
        return self._take(begin, units, self._words)

    def _edges(self, first: int, last: int) -> list[tuple[int, int]]:
        """Where each text object's characters begin, with its address. The characters of one stand together; blanks
        that PDFium made up between two stand by themselves and have none."""
        found = [(first, text_object(self.page, first) or 0)]
        end = text_object(self.page, last) or 0
        while (here := found[-1][1]) != end:
            low, high = first, last if here else first + 1  # the next begins after `low`, and not after `high`
            while high - low > 1:
                middle = (low + high) // 2
                if (text_object(self.page, middle) or 0) == here:
                    low = middle
                else:
                    high = middle
            first = high
            found.append((first, text_object(self.page, first) or 0))
        return found

    def _words(self, text: str, begin: int) -> None:
        parts = list(text)
        for number in self._made(text, begin):
            parts[number - begin] = _MADE
        self._take(begin, list(_WORD.finditer("".join(parts))), self.letters)

    def _made(self, text: str, begin: int) -> list[int]:
        """The numbers of blanks that PDFium made up."""
        blanks = [begin + n for n, letter in enumerate(text) if letter == " "]
        return [n for n, made in zip(blanks, map(is_generated, repeat(self.page), blanks), strict=True) if made == 1]

    def letters(self, text: str, begin: int) -> None:
        units = list(_LETTER.finditer(text))
        firsts = [begin + unit.start() for unit in units]
        for unit, index, box in zip(units, firsts, self._boxes(firsts), strict=True):
            self._letter(unit[0], index, box)

    def _stands_whole(
        self, text: str, first: int, run: Run, left: float, right: float, bottom: float, top: float
    ) -> bool:
        """Whether letters follow upon each other as their font says, and no rule parts them."""
        advances = run.advances
        try:
            wide = sum(map(advances.__getitem__, text))
        except KeyError:
            for index, letter in enumerate(text, first):
                if letter not in advances:
                    if letter == " " and is_generated(self.page, index) == 1:
                        return False
                    loose_box(self.page, index, self._box_at)
                    advances[letter] = self._box[2] - self._box[0]
            wide = sum(map(advances.__getitem__, text))
        more = (right - left - wide) / run.size
        if not -0.15 < more < min(0.15, 0.04 * (len(text) - 1)):
            return False
        if abs(more) > 0.01 and self._made(text, first):
            return False
        if self._upright:
            at = bisect_right(self._upright_at, left + 1)
            while at < len(self._upright) and (rule := self._upright[at]).at < right - 1:
                if rule.start <= top and bottom <= rule.end:
                    return False
                at += 1
        return True

    def _letter(self, text: str, index: int, box: tuple[float, ...]) -> None:
        """One letter, with its marks and the blank after it."""
        address = text_object(self.page, index) or 0
        run = self.runs.of(index, address)
        left, top, right, bottom = box
        if text[-1] == " " and is_generated(self.page, index + len(text) - 1) == 1:
            text = text[:-1]
        if run.angle or self._baseline != (address, bottom, top):
            self._sink(index, address, bottom, top)
        self.unmapped += run.unmapped
        if _HALVES.search(text):
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        if run.angle == 0:
            piece = Piece(text, left, right, self._y, run.size, run.bold, address)
        else:
            along, across = _turned(self._place[0], self._y, run.angle)
            piece = Piece(text, along, along + self.runs.width(run, text), across, run.size, run.bold, address)
        middle, up = (left + right) / 2, (bottom + top) / 2
        if (
            run.hidden
            or not (self.left <= middle <= self.right and self.lowest <= up <= self.highest)
            or (self.shapes.covers and self.shapes.covered(middle, up, run.order))
            or (run.white and not self.shapes.dark_behind(middle, up))
        ):
            self.unseen.append((run, piece))
            return
        if run.aslant:
            self.aslant.append(piece)
            return
        before = self.by_angle.setdefault(run.angle, [])
        if text[0] >= "\u0300" and unicodedata.combining(text[0]) and before and abs(before[-1].y - piece.y) < run.size:
            before[-1] = before[-1]._replace(text=before[-1].text.rstrip() + text)
        else:
            before.append(piece)

    def _sink(self, index: int, address: int, bottom: float, top: float) -> None:
        """Asks for the baseline. Letters of one run whose boxes are equally high stand on one: once is enough."""
        origin(self.page, index, self._x_at, self._x_at + 8)
        self._y = self._place[1]
        self._baseline = (address, bottom, top) if address else None

    def _boxes(self, numbers: list[int]) -> Iterable[tuple[float, ...]]:
        """Left, top, right and bottom of characters, in points, asked for into one stretch of memory."""
        if not numbers:
            return ()
        stretch = bytearray(16 * len(numbers))
        begin = ctypes.addressof(ctypes.c_char.from_buffer(stretch))
        deque(map(loose_box, repeat(self.page), numbers, range(begin, begin + len(stretch), 16)), maxlen=0)
        return struct.iter_unpack("4f", stretch)


def _turned(x: float, y: float, angle: int) -> tuple[float, float]:
    """A place on a page turned so that text of that angle (quarters counter-clockwise) stands upright."""
    return {1: (y, -x), 2: (-x, -y), 3: (-y, x)}[angle]
