"""What all letters of one text object share on a PDF page: font, size, weight, direction, whether anybody sees them."""

from __future__ import annotations

import ctypes
import math
import re
import struct
from typing import NamedTuple

import pypdfium2.raw as pdfium

from meetings.ingest.extract import pdf_calls
from meetings.ingest.extract.pdf_shapes import Shapes

# 'ABCDEF+LiberationSans-Bold', 'Arial-BoldMT', 'TimesNewRomanPS-BoldItalicMT', 'HelveticaNeue-Heavy'
_BOLD_NAME = re.compile(rb"bold|black|heavy|semib|demi", re.I)

ASLANT = 0.1  # of a quarter: 9 degrees; no scan is laid so badly
_FILLED = pdfium.FPDF_TEXTRENDERMODE_FILL
_FAKE_BOLD = pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE
_HIDDEN = frozenset({pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP})


class Run(NamedTuple):
    """Sizes in points."""

    order: int  # when it was drawn, -1 where unknown
    unmapped: bool  # its font does not say which letters it draws
    size: float
    bold: bool
    angle: int  # quarters counter-clockwise
    aslant: bool  # stands between the quarters, as no text of a page does
    hidden: bool
    invisible: bool
    white: bool
    font: int
    advances: dict[str, float]  # how far each letter takes the pen; shared by all runs of one style


_new = tuple.__new__  # as in `pdf_pieces`


class Runs:
    """The runs of one page, each described when it is first met."""

    def __init__(self, page: int, shapes: Shapes) -> None:
        self._page, self._shapes = page, shapes
        self._runs: dict[int, Run] = {}
        self._bold: dict[int, bool] = {}  # by font
        self._advances: dict[tuple[float, ...], dict[str, float]] = {}  # by style
        self._looks: dict[tuple[object, ...], tuple[object, ...]] = {}  # by style
        self._numbers = (ctypes.c_float * 6)()  # room for what PDFium writes
        self._shape = memoryview(self._numbers).cast("B")[:16]
        self._parts = (ctypes.c_uint * 4)()
        self._name = ctypes.create_string_buffer(128)
        self._numbers_at, self._parts_at = ctypes.addressof(self._numbers), ctypes.addressof(self._parts)

    def of(self, index: int, address: int) -> Run:
        """The run of the character at `index`, drawn by the text object at `address`."""
        run = self._runs.get(address)
        if run is None:
            run = self._runs[address] = self._describe(index, address)
        return run

    def width(self, run: Run, letter: str) -> float:
        """How far a letter takes the pen, in points, where its box does not say: in text that is turned."""
        known = run.advances.get(letter)
        if known is None:
            known = 0.5 * run.size
            if run.font and pdf_calls.glyph_width(run.font, ord(letter[0]), run.size, self._numbers_at):
                known = self._numbers[0] or known
            run.advances[letter] = known
        return known

    def _describe(self, index: int, address: int) -> Run:
        """Most runs of a page are set alike: what follows from font, size, matrix, mode and colour is kept."""
        page, begin = self._page, self._parts_at
        given = pdf_calls.font_size(page, index)
        shape = bytes(self._shape) if pdf_calls.matrix(page, index, self._numbers_at) else b""
        font, mode = (pdf_calls.font(address) or 0, pdf_calls.render_mode(address)) if address else (0, _FILLED)
        paint = bytes(self._parts) if pdf_calls.colour(page, index, begin, begin + 4, begin + 8, begin + 12) else b""
        style = given, font, mode, shape, paint
        looks = self._looks.get(style)
        if looks is None:
            looks = self._looks[style] = self._look(*style)
        order = self._shapes.order.get(address, -1)
        return _new(Run, (order, pdf_calls.is_unmapped(page, index) == 1, *looks))

    def _look(self, given: float, font: int, mode: int, shape: bytes, paint: bytes) -> tuple[object, ...]:
        """The fields of `Run` from `size` on. `shape`: the first four numbers of the matrix; `paint`: red, green, blue
        and alpha; each empty where PDFium does not say."""
        angle, scale, aslant = 0, 1.0, False
        a, b, c, d = struct.unpack("4f", shape) if shape else (0.0, 0.0, 0.0, 0.0)
        if shape:
            scale = math.hypot(b, d) or math.hypot(a, c) or 1
            turned = math.atan2(b, a) / (math.pi / 2)
            angle, aslant = round(turned) % 4, abs(turned - round(turned)) > ASLANT
        size = round(given * scale, 1)
        bold = bool(font) and self._is_bold(font)
        white = clear = False
        if paint:
            *colours, alpha = struct.unpack("4I", paint)
            white = min(colours) >= 250 and mode == _FILLED
            clear = alpha < 8
        invisible = mode in _HIDDEN
        return (
            size, bold or mode == _FAKE_BOLD, angle, aslant, invisible or clear or size < 1.0, invisible, white, font,
            self._advances.setdefault((font, given, a, b, c, d), {}),
        )  # fmt: skip

    def _is_bold(self, font: int) -> bool:
        known = self._bold.get(font)
        if known is None:
            length = pdf_calls.font_name(font, ctypes.addressof(self._name), 128)
            name = self._name.raw[: max(0, min(length, 128) - 1)]
            known = self._bold[font] = pdf_calls.font_weight(font) >= 600 or bool(_BOLD_NAME.search(name))
        return known
