"""PDF -> lines, through PDFium's text layer and a layout layer of our own.

The flow, each step a file: `pdf_shapes` (what is drawn) and `pdf_characters` (what is written where) ->
`pdf_tables` (ruled tables taken out) -> `pdf_rows` (rows of print) -> `pdf_columns` (reading order, tables without
rules) -> `pdf_running` (headers and footers) -> `pdf_paragraphs` (lines). `pdf_about` gathers what is not on the page.

PDFium runs no scripts here: no form environment is ever opened. It knows no bounds of its own on memory and
time, so strangers' files must come through `sandbox.read`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NoReturn

import pypdfium2

from meetings.ingest.extract import pdf_about
from meetings.ingest.extract.clean import stop_word_share
from meetings.ingest.extract.collect import Collector, row_text
from meetings.ingest.extract.pdf_characters import Char, page_characters
from meetings.ingest.extract.pdf_columns import Element, reading_order, unruled_tables
from meetings.ingest.extract.pdf_paragraphs import write_lines
from meetings.ingest.extract.pdf_rows import Row, rows_of
from meetings.ingest.extract.pdf_running import take_running
from meetings.ingest.extract.pdf_shapes import Shapes, page_shapes
from meetings.ingest.extract.pdf_tables import Table, append, continues, ruled_tables
from meetings.ingest.lines import Document
from meetings.ingest.problems import UnreadableFile

MEDIA_TYPE = "application/pdf"
MAX_PAGES = 600
MAX_LETTERS = 5_000_000
UNREADABLE = 0.10  # share of Danish stop words; good text has 0.30, OCR text 0.29, a lost encoding 0.01
JUDGED_FROM = 60  # words a page must have before that share says anything


def extract(data: bytes) -> Document:
    """Lines of a PDF in reading order with their pages.

    Raises `UnreadableFile`: encrypted, damaged, too_large (pages), scanned, unreadable_text_layer, empty.
    """
    pdf = _open(data)
    try:
        count = len(pdf)
        if count == 0:
            raise UnreadableFile("damaged", "no pages")
        if count > MAX_PAGES:
            raise UnreadableFile("too_large", f"{count} pages, {MAX_PAGES} at most")
        return _read(pdf, data, count)
    finally:
        pdf.close()


def _open(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableFile("encrypted", str(error)) from error
        raise UnreadableFile("damaged", str(error)) from error


def _read(pdf: pypdfium2.PdfDocument, data: bytes, count: int) -> Document:
    pages: list[list[Element]] = []
    unseen: list[str] = []
    attachments: list[str] = []
    without_text: list[int] = []
    recognised, garbled, letters = 0, 0, 0
    for number in range(1, count + 1):
        page = _load(pdf, number)
        try:
            read = _page(page, number)
            unseen += read.unseen
            attachments += read.attachments
        finally:
            page.close()
        letters += read.letters
        if letters > MAX_LETTERS:
            raise UnreadableFile("too_complex", f"more than {MAX_LETTERS} letters")
        if read.garbled:
            garbled += 1
            without_text.append(number)
            read.elements = []
        elif not read.letters and read.picture:
            without_text.append(number)
        recognised += read.recognised
        pages.append(read.elements)
    removed = take_running(pages)
    repeated = _join_tables(pages)
    collector = Collector()
    write_lines(pages, collector)
    if sum(len(line.text) for line in collector.lines()) < 50:
        _refuse_empty(garbled, bool(without_text))
    taken = Collector()
    for page_number, text in sorted([(row.page, row.text) for row in removed] + repeated, key=lambda pair: pair[0]):
        taken.add(text, page=page_number)
    about = pdf_about.gather(pdf, data)
    return Document(
        lines=collector.lines(),
        media_type=MEDIA_TYPE,
        pages=count,
        removed=taken.lines(),
        unseen=tuple(text for text in [*unseen, *about.unseen] if text.strip()),
        ocr=recognised > count / 2,
        attachments=tuple(dict.fromkeys([*about.attachments, *attachments])),
        pages_without_text=tuple(without_text),
    )


@dataclass(slots=True)
class _Page:
    elements: list[Element] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    letters: int = 0
    picture: bool = False  # holds a picture large enough to be a scan
    garbled: bool = False  # has a text layer whose letters mean nothing
    recognised: bool = False


def _load(pdf: pypdfium2.PdfDocument, number: int) -> pypdfium2.PdfPage:
    """A page that cannot be opened spoils the whole document: half of the minutes would look like all of them."""
    try:
        return pdf[number - 1]
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile("damaged", f"page {number}: {error}") from error


def _page(page: pypdfium2.PdfPage, number: int) -> _Page:
    width, height = page.get_size()
    box = page.get_cropbox()
    shapes = page_shapes(page.raw, width, height)
    try:
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile("damaged", f"text of page {number}: {error}") from error
    try:
        chars = page_characters(text_page.raw, shapes, box, page.get_rotation() // 90)
    finally:
        text_page.close()
    read = _Page(picture=shapes.picture or shapes.images > 0, recognised=chars.recognised)
    if chars.hidden:
        read.unseen.append(chars.hidden)
    about = pdf_about.on_page(page.pdf.raw, page.raw)
    read.unseen += about.unseen
    read.attachments += about.attachments
    shapes.turn(-chars.angle % 4)
    read.elements = _layout(chars.visible, shapes, number)
    for sideways in chars.sideways:
        read.elements += _numbered(rows_of(sideways), number)
    text = " ".join(_text(element) for element in read.elements)
    read.letters = len(text)
    share, words = stop_word_share(text)
    unmapped = chars.unmapped > 0.3 * (len(chars.visible) + chars.unmapped)
    read.garbled = (unmapped and chars.unmapped > JUDGED_FROM) or (words >= JUDGED_FROM and share < _threshold(text))
    if read.garbled:
        read.unseen.append(text)
    return read


def _threshold(text: str) -> float:
    """Tables and lists of names hold few stop words; only what does not even look like words is garbled."""
    odd = sum(not (c.isalnum() or c.isspace() or c in ".,:;()-/%\"'|+&§–”»«?!•") for c in text)
    vowels = sum(c in "aeiouyæøåAEIOUYÆØÅ" for c in text)
    letters = sum(c.isalpha() for c in text)
    plausible = odd < 0.05 * len(text) and 0.25 < vowels / max(1, letters) < 0.55
    return 0.0 if plausible else UNREADABLE


def _layout(chars: list[Char], shapes: Shapes, number: int) -> list[Element]:
    tables, rest = ruled_tables(chars, shapes)
    rows = _numbered(rows_of(rest), number)
    for table in tables:
        table.page, table.pages = number, [number] * len(table.rows)
    elements = unruled_tables(reading_order([*rows, *tables]))
    for element in elements:
        if isinstance(element, Table) and not element.pages:
            element.page, element.pages = number, [number] * len(element.rows)
    return elements


def _numbered(rows: list[Row], number: int) -> list[Row]:
    for row in rows:
        row.page = number
    return rows


def _text(element: Element) -> str:
    return element.text if isinstance(element, Row) else " ".join(" ".join(row) for row in element.rows)


def _join_tables(pages: list[list[Element]]) -> list[tuple[int, str]]:
    """Join tables that go on over page breaks (in place); returns heading rows printed again, with their pages."""
    repeated: list[tuple[int, str]] = []
    last: Table | None = None
    for elements in pages:
        if not elements:
            continue
        first = elements[0]
        if (
            isinstance(first, Table)
            and last is not None
            and first.page == last.pages[-1] + 1
            and continues(first, last)
        ):
            cells = append(last, first)
            if cells:
                repeated.append((first.page, row_text(cells)))
            last.pages[-1] = max(last.pages[-1], first.page)
            del elements[0]
            if not elements:
                continue
        last = elements[-1] if isinstance(elements[-1], Table) else None
    return repeated


def _refuse_empty(garbled: int, pictures: bool) -> NoReturn:
    if garbled:
        raise UnreadableFile("unreadable_text_layer", f"{garbled} pages whose letters mean nothing")
    if pictures:
        raise UnreadableFile("scanned", "pictures of pages without text")
    raise UnreadableFile("empty", "fewer than 50 letters")
