"""The characters of a PDF page with their places, as PDFium's text layer gives them.

Guarantees:

1. Every visible character comes once: text that /ActualText stands in for is not repeated, and a letter
   drawn twice at one place (a way to fake bold) counts once.
2. What a reader of the page cannot see (render mode 3, white on white, under a later opaque shape, outside
   the page, smaller than a point) comes apart, in `hidden`; only where the page is a picture with a
   recognised text layer over it is such text the page's text (`recognised`).
3. Coordinates are those of the upright page: points from the lower left corner, turned pages turned back.

Blanks that PDFium made up are left out: `pdf_rows` decides on spaces by the gaps.
"""

from __future__ import annotations

import ctypes
import math
import re
import struct
import unicodedata
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from meetings.ingest.extract.clean import SOFT_HYPHEN
from meetings.ingest.extract.pdf_shapes import Shapes
from meetings.ingest.problems import UnreadableFile

MAX_CHARACTERS = 60_000  # a page of small print holds under 12 000

# 'ABCDEF+LiberationSans-Bold', 'Arial-BoldMT', 'TimesNewRomanPS-BoldItalicMT', 'HelveticaNeue-Heavy'
_BOLD_NAME = re.compile(r"bold|black|heavy|semib|demi", re.I)

# pypdfium2's own signatures check and wrap every argument; calls with plain addresses cost half, and mapped over a
# whole page less still. They hold Python's lock: each is over in less time than it takes to give it up.
_ADDRESS = ctypes.c_void_p
_unicode = ctypes.cast(pdfium.FPDFText_GetUnicode, ctypes.PYFUNCTYPE(ctypes.c_uint, _ADDRESS, ctypes.c_int))
_text_object = ctypes.cast(pdfium.FPDFText_GetTextObject, ctypes.PYFUNCTYPE(_ADDRESS, _ADDRESS, ctypes.c_int))
_origin = ctypes.cast(
    pdfium.FPDFText_GetCharOrigin, ctypes.PYFUNCTYPE(ctypes.c_int, _ADDRESS, ctypes.c_int, _ADDRESS, _ADDRESS)
)
_loose_box = ctypes.cast(
    pdfium.FPDFText_GetLooseCharBox, ctypes.PYFUNCTYPE(ctypes.c_int, _ADDRESS, ctypes.c_int, _ADDRESS)
)
_generated = ctypes.cast(pdfium.FPDFText_IsGenerated, ctypes.PYFUNCTYPE(ctypes.c_int, _ADDRESS, ctypes.c_int))
_HIDDEN_MODES = {pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP}
_FAKE_BOLD_MODES = {pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE}
_SOFT = {0xAD, 0x2, 0xFFFE}
# Codes that the text of a whole page and that of its single characters may have differently.
_APART = {0, *_SOFT}


class Char(NamedTuple):
    text: str  # one letter, or a letter with its combining marks
    x0: float
    x1: float
    y: float  # baseline
    size: float
    bold: bool
    run: int  # characters drawn by one text object share it


_new = tuple.__new__  # a character's own constructor takes twice as long, tens of thousands of times a document


@dataclass(slots=True)
class PageCharacters:
    visible: list[Char] = field(default_factory=list)
    sideways: list[list[Char]] = field(default_factory=list)  # text turned against the rest of the page
    hidden: str = ""
    recognised: bool = False  # the text layer lies unseen over a picture of the page
    angle: int = 0  # how the page's text is turned, in quarters counter-clockwise
    unmapped: int = 0  # characters whose font does not say which letter they are


class _Run(NamedTuple):
    """What all characters of one text object share."""

    size: float
    bold: bool
    angle: int
    hidden: bool
    invisible: bool
    order: int
    white: bool
    unmapped: bool


def page_characters(
    text_page: Any, shapes: Shapes, box: tuple[float, float, float, float], turned: int
) -> PageCharacters:
    """`box`: left, bottom, right, top of what is shown. `turned`: the page's own rotation in quarters, clockwise."""
    count = pdfium.FPDFText_CountChars(text_page)
    if count > MAX_CHARACTERS:
        raise UnreadableFile("too_complex", f"{count} characters on one page, {MAX_CHARACTERS} at most")
    page = ctypes.cast(text_page, _ADDRESS)
    x, y = ctypes.c_double(), ctypes.c_double()
    x_at, y_at, baseline_y = ctypes.addressof(x), ctypes.addressof(y), 0.0
    covers, (first, lowest, last, highest) = bool(shapes.covers), (box[0] - 1, box[1] - 1, box[2] + 1, box[3] + 1)
    runs: dict[int, _Run] = {}
    by_angle: dict[int, list[Char]] = {}
    unseen: list[tuple[_Run, Char]] = []
    found = PageCharacters()
    previous: list[Char] | None = None
    high = 0
    baseline: tuple[int, float, float] | None = None  # of the run before: run, lower and upper edge of its letters
    given = zip(
        range(count),
        _codes(text_page, page, count),
        map(_text_object, repeat(page), range(count)),
        _boxes(page, count),
        strict=True,
    )
    for i, code, address, rect in given:
        if code in (0, 10, 13):
            found.unmapped += code == 0
            continue
        if code == 32 and _generated(page, i) == 1:
            continue
        if 0xD800 <= code < 0xE000:
            if code < 0xDC00:
                high = code
                continue
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        address = address or 0
        run = runs.get(address)
        if run is None:
            run = runs[address] = _describe(text_page, i, address, shapes)
        found.unmapped += run.unmapped
        left, top, right, bottom = rect
        if run.angle or baseline != (address, bottom, top):
            # Letters of one run whose boxes reach from here to there stand on one baseline: it is asked for once.
            _origin(page, i, x_at, y_at)
            baseline_y = y.value
            baseline = (address, bottom, top) if address else None
        letter = chr(code) if code not in _SOFT else SOFT_HYPHEN if code == 0xAD else "-"
        if run.angle == 0:
            char = _new(Char, (letter, left, right, baseline_y, run.size, run.bold, address))
        else:
            char = _upright(letter, rect, x.value, baseline_y, run, address, -run.angle % 4)
        if code >= 0x300 and unicodedata.combining(letter) and previous and abs(previous[-1].y - char.y) < run.size:
            previous[-1] = previous[-1]._replace(text=previous[-1].text + letter)
            continue
        across, up = (left + right) / 2, (bottom + top) / 2
        if (
            run.hidden
            or not (first <= across <= last and lowest <= up <= highest)
            or (covers and shapes.covered(across, up, run.order))
            or (run.white and not shapes.dark_behind(across, up))
        ):
            unseen.append((run, char))
            previous = None
            continue
        previous = by_angle.setdefault(run.angle, [])
        previous.append(char)
    _sort_out(found, by_angle, unseen, shapes, turned)
    return found


def _codes(text_page: Any, page: Any, count: int) -> Iterable[int]:
    """The code of every character, in one call where that gives each its own; a page has thousands."""
    buffer = (ctypes.c_ushort * (count + 1))()
    given = pdfium.FPDFText_GetText(text_page, 0, count, buffer)
    if given == count + 1 and not _APART.intersection(codes := buffer[:count]):
        return codes
    return (_unicode(page, i) for i in range(count))


def _boxes(page: Any, count: int) -> Iterable[tuple[float, ...]]:
    """Left, top, right and bottom of every character, in points, asked for into one stretch of memory."""
    stretch = bytearray(16 * count)
    if not count:
        return ()
    begin = ctypes.addressof(ctypes.c_char.from_buffer(stretch))
    deque(map(_loose_box, repeat(page), range(count), range(begin, begin + 16 * count, 16)), maxlen=0)
    return struct.iter_unpack("4f", stretch)


def _sort_out(
    found: PageCharacters,
    by_angle: dict[int, list[Char]],
    unseen: list[tuple[_Run, Char]],
    shapes: Shapes,
    turned: int,
) -> None:
    invisible = [char for run, char in unseen if run.invisible]
    if shapes.picture and len(invisible) > 4 * sum(map(len, by_angle.values())):
        # A scan with a recognised text layer: what nobody sees is what the picture shows.
        found.recognised = True
        for run, char in unseen:
            if run.invisible:
                by_angle.setdefault(run.angle, []).append(char)
        unseen = [(run, char) for run, char in unseen if not run.invisible]
    found.hidden = _running_text([char for _, char in unseen])
    if by_angle:
        main = max(by_angle, key=lambda angle: (len(by_angle[angle]), angle == (-turned) % 4))
        found.angle, found.visible = main, by_angle.pop(main)
        found.sideways = list(by_angle.values())


def _running_text(chars: list[Char]) -> str:
    """Hidden characters in the order drawn; a new row or a gap makes a blank. Good enough for the guard's eyes."""
    text, last = "", None
    for char in chars:
        if last is not None and (abs(char.y - last.y) > char.size / 2 or char.x0 - last.x1 > 0.2 * char.size):
            text += " "
        text += char.text
        last = char
    return text.strip()


def _describe(text_page: Any, index: int, address: int, shapes: Shapes) -> _Run:
    size, angle = pdfium.FPDFText_GetFontSize(text_page, index), 0
    matrix = pdfium.FS_MATRIX()
    if pdfium.FPDFText_GetMatrix(text_page, index, matrix):
        size *= math.hypot(matrix.b, matrix.d) or math.hypot(matrix.a, matrix.c) or 1
        angle = round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    length = pdfium.FPDFText_GetFontInfo(text_page, index, name, 128, flags)
    font = name.raw[: max(0, min(length, 128) - 1)].decode("latin-1")
    mode = pdfium.FPDF_TEXTRENDERMODE_FILL
    if address:
        mode = pdfium.FPDFTextObj_GetTextRenderMode(ctypes.cast(address, pdfium.FPDF_PAGEOBJECT))
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    white = clear = False
    if pdfium.FPDFText_GetFillColor(text_page, index, red, green, blue, alpha):
        white = min(red.value, green.value, blue.value) >= 250 and mode == pdfium.FPDF_TEXTRENDERMODE_FILL
        clear = alpha.value < 8
    size = round(size, 1)
    bold = pdfium.FPDFText_GetFontWeight(text_page, index) >= 600 or bool(_BOLD_NAME.search(font))
    invisible = mode in _HIDDEN_MODES
    return _Run(
        size, bold or mode in _FAKE_BOLD_MODES, angle, invisible or clear or size < 1.0, invisible,
        shapes.order.get(address, -1), white,
        pdfium.FPDFText_HasUnicodeMapError(text_page, index) == 1,
    )  # fmt: skip


def _upright(letter: str, box: tuple[float, ...], x: float, y: float, run: _Run, address: int, quarters: int) -> Char:
    """The character as on a page turned so that its text stands upright: `quarters` counter-clockwise."""
    left, top, right, bottom = box
    if quarters == 0:
        return Char(letter, left, right, y, run.size, run.bold, address)
    if quarters == 3:  # text runs upwards: turn it clockwise
        return Char(letter, bottom, top, -x, run.size, run.bold, address)
    if quarters == 1:  # text runs downwards
        return Char(letter, -top, -bottom, x, run.size, run.bold, address)
    return Char(letter, -right, -left, -y, run.size, run.bold, address)
