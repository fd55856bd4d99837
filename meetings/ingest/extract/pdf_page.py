"""One page of a PDF: its elements in reading order, what nobody sees of it, and whether its text can be read at all."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import pypdfium2

from meetings.ingest.extract import pdf_about, pdf_filled, pdf_watermarks
from meetings.ingest.extract.clean import stop_word_share
from meetings.ingest.extract.pdf_bands import Drawn
from meetings.ingest.extract.pdf_columns import Columns, Element, reading_order
from meetings.ingest.extract.pdf_pieces import Piece, letters
from meetings.ingest.extract.pdf_rows import Row, rows_of
from meetings.ingest.extract.pdf_running import MARGIN
from meetings.ingest.extract.pdf_shapes import Shapes, page_shapes
from meetings.ingest.extract.pdf_tables import ruled_tables
from meetings.ingest.extract.pdf_text import page_pieces
from meetings.ingest.extract.pdf_unruled import unruled_tables
from meetings.ingest.problems import UnreadableFile

UNREADABLE = 0.10  # share of Danish stop words; good text has 0.30, OCR text 0.29, a lost encoding 0.01
_PUNCTUATION = frozenset(".,:;()-/%\"'|+&§–—”“»«?!•_*=°²³…´`’")
JUDGED_FROM = 60  # words a page must have before that share says anything
LOST = 0.005  # of the letters: so many without a meaning inside words are more than lost ligatures; 'æøå' are 0.03
_WIDEST = 1e6  # points: 350 metres
LOST_FROM = 8  # such letters on a page

Box = tuple[float, float, float, float]


@dataclass(slots=True)
class Page:
    elements: list[Element] = field(default_factory=list)
    aslant: list[str] = field(default_factory=list)  # small texts across the page
    watermarks: list[str] = field(default_factory=list)  # large ones, and those over or under its own text
    running: list[Row] = field(default_factory=list)  # headers and footers that the file says are such
    unseen: list[str] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)  # as in `Document.left_out`
    bottom: float = 0.0  # of the upright page, in the same points as its rows
    top: float = 0.0
    letters: int = 0
    picture: bool = False  # holds a picture large enough to be a scan
    garbled: bool = False  # has a text layer whose letters mean nothing
    recognised: bool = False
    overprinted: bool = False  # words lie over words
    columns_unsure: bool = False  # the order of its columns was guessed


def _load(pdf: pypdfium2.PdfDocument, number: int) -> pypdfium2.PdfPage:
    """A page that cannot be opened spoils the whole document: half of the minutes would look like all of them."""
    try:
        return pdf[number - 1]
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile("damaged", f"page {number}: {error}") from error


def read_page(
    pdf: pypdfium2.PdfDocument, number: int, known: list[Columns] | None = None, off: frozenset[str] = frozenset()
) -> Page:
    """One page, from 1, in reading order. Where its letters mean nothing but /ActualText does, that is read instead.

    `known`: the columns of the pages before (`pdf_columns.reading_order`). `off`: names of layers that nobody sees.
    """
    known = [] if known is None else known
    read = _read(pdf, number, known, off, unmark=True)
    if read.garbled:
        marked = _read(pdf, number, known, off, unmark=False)
        return read if marked.garbled else marked
    return read


def _read(pdf: pypdfium2.PdfDocument, number: int, known: list[Columns], off: frozenset[str], *, unmark: bool) -> Page:
    page = _load(pdf, number)
    try:
        about = pdf_about.on_page(pdf.raw, page.raw)
        page, unread = pdf_filled.drawn_in(pdf, page, number)
        box = _shown(page)
        shapes = page_shapes(page.raw, *page.get_size(), unmark=unmark, off=off)
        text_page = page.get_textpage()
        try:
            pieces = page_pieces(text_page.raw, shapes, box, page.get_rotation() // 90)
        finally:
            text_page.close()
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile("damaged", f"text of page {number}: {error}") from error
    finally:
        page.close()
    read = Page(
        unseen=[pieces.hidden] if pieces.hidden else [], picture=shapes.images > 0, recognised=pieces.recognised
    )
    read.left_out = [f"feltet eller tekstboksen »{text[:80]}«" for text in unread]
    read.overprinted = pieces.overprinted
    read.unseen += about.unseen
    read.attachments += about.attachments
    shapes.turn(-pieces.angle % 4)
    left, bottom, right, top = box
    read.bottom, read.top = ((bottom, top), (-right, -left), (-top, -bottom), (left, right))[pieces.angle]
    marked, rest = _marked(pieces.visible, shapes.pagination, read.bottom, read.top)
    read.running = _numbered(rows_of(marked), number)
    read.watermarks, read.aslant = pdf_watermarks.aslant(pieces.aslant, rest)
    rest, under = pdf_watermarks.parted(rest, shapes.pagination)
    read.watermarks += under
    drawn = Drawn(rest)
    read.elements = _layout(rest, shapes, number, known, drawn)
    read.columns_unsure = drawn.unsure
    for sideways in pieces.sideways:
        read.elements += _numbered(rows_of(sideways), number)
    text = " ".join(_text(element) for element in read.elements)
    read.letters = len(text)
    seen = letters(pieces.visible)
    lost = pieces.unmapped > max(JUDGED_FROM, 0.3 * seen) or pieces.lost > max(LOST_FROM, LOST * seen)
    read.garbled = lost or meaningless(text)
    if read.garbled:
        read.unseen.append(text)
    return read


def _marked(pieces: list[Piece], runs: set[int], bottom: float, top: float) -> tuple[list[Piece], list[Piece]]:
    """The headers and footers that the file marks as such, and the rest. What is marked so in mid-page is a mistake."""
    if not runs:
        return [], pieces
    edge = MARGIN * (top - bottom)
    found = [piece for piece in pieces if piece.run in runs and not bottom + edge < piece.y < top - edge]
    taken = {id(piece) for piece in found}
    return found, [piece for piece in pieces if id(piece) not in taken]


def _shown(page: pypdfium2.PdfPage) -> Box:
    """What of the page is shown: left, bottom, right, top. What is cut out counts within the sheet alone."""
    left, bottom, right, top = _upright(page.get_mediabox())
    crop = _upright(page.get_cropbox())
    cut = max(left, crop[0]), max(bottom, crop[1]), min(right, crop[2]), min(top, crop[3])
    if not 0 < right - left < _WIDEST or not 0 < top - bottom < _WIDEST:
        return (0.0, 0.0, *page.get_size())  # a sheet that cannot be: PDFium shows one of its own choice
    return cut if cut[0] < cut[2] and cut[1] < cut[3] else (left, bottom, right, top)


def _upright(box: Box) -> Box:
    """A file may name any two opposite corners (ISO 32000-1, 7.9.5)."""
    x, y, other_x, other_y = box
    return min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y)


def meaningless(text: str) -> bool:
    """Whether a page's letters are lost: few of the commonest words of Danish, and what stands there looks like none.

    Tables and lists of names hold few such words too, but look like words.
    """
    share, words = stop_word_share(text)
    if words >= JUDGED_FROM and share >= UNREADABLE:
        return False
    counted = Counter(text)
    odd = sum(times for c, times in counted.items() if not (c.isalnum() or c.isspace() or c in _PUNCTUATION))
    if len(text) > 200 and odd > 0.25 * len(text):
        return True
    if words < JUDGED_FROM:
        return False
    letters = sum(times for c, times in counted.items() if c.isalpha())
    vowels = sum(times for c, times in counted.items() if c.casefold() in "aeiouyæøå")
    return odd > 0.05 * len(text) or not 0.25 < vowels / max(1, letters) < 0.55


def _layout(pieces: list[Piece], shapes: Shapes, number: int, known: list[Columns], drawn: Drawn) -> list[Element]:
    tables, rest = ruled_tables(pieces, shapes)
    rows = _numbered(rows_of(rest), number)
    for table in tables:
        table.page, table.pages = number, [number] * len(table.rows)
    return unruled_tables(reading_order([*rows, *tables], known, drawn), rest)


def _numbered(rows: list[Row], number: int) -> list[Row]:
    for row in rows:
        row.page = number
    return rows


def _text(element: Element) -> str:
    return element.text if isinstance(element, Row) else " ".join(" ".join(row) for row in element.rows)
