"""PDF -> lines, through PDFium's text layer and a layout layer of our own.

The flow, each step a file: `pdf_shapes` (what is drawn) and `pdf_text` (what is written where, in `pdf_pieces`) ->
`pdf_tables` (ruled tables taken out) -> `pdf_rows` (rows of print) -> `pdf_columns` (reading order; `pdf_gutters`,
`pdf_bands`) -> `pdf_unruled` (tables without rules) -> `pdf_running` (headers and footers), `pdf_watermarks` ->
`pdf_paragraphs` (lines). `pdf_about` gathers what is not on the page.

PDFium runs no scripts here: no form environment is ever opened. It knows no bounds of its own on memory and
time, so strangers' files must come through `sandbox.read`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import replace
from typing import NoReturn

import pypdfium2

from meetings.ingest.extract import hidden_numbers, pdf_about, pdf_active, pdf_streams
from meetings.ingest.extract.collect import MAX_LETTERS, Collector, row_text
from meetings.ingest.extract.pdf_columns import Columns, Element
from meetings.ingest.extract.pdf_layers import switched_off
from meetings.ingest.extract.pdf_page import read_page
from meetings.ingest.extract.pdf_paragraphs import write_lines
from meetings.ingest.extract.pdf_rows import Row
from meetings.ingest.extract.pdf_running import take_running
from meetings.ingest.extract.pdf_tables import Table, append, continues
from meetings.ingest.extract.pdf_watermarks import MOST, take_repeated
from meetings.ingest.lines import Document
from meetings.ingest.problems import UnreadableFile

MEDIA_TYPE = "application/pdf"
MAX_PAGES = 600


def _nobody(number: int, count: int) -> None:
    """Who is told of each page where nobody listens."""


def extract(
    data: bytes,
    *,
    left_out: Collection[int] = (),
    begun: Callable[[int, int], None] = _nobody,
    wordless: bool = False,
) -> Document:
    """Lines of a PDF in reading order with their pages.

    left_out: pages that are not to be read, from 1. begun: told of each page, before it is read, its number and how
    many there are; and 0 after the last. wordless: pages without words are not refused as such.
    Raises `UnreadableFile`: encrypted, damaged, too_large (pages), too_complex, scanned, unreadable_text_layer, empty.
    """
    pdf = _open(data)
    try:
        count = len(pdf)
        if count == 0:
            raise UnreadableFile("damaged", "no pages")
        if count > MAX_PAGES:
            raise UnreadableFile("too_large", f"{count} pages, {MAX_PAGES} at most")
        streams = pdf_streams.look(data)
        if streams.broken:
            raise UnreadableFile("damaged", "a packed stream is broken")
        if count <= len(left_out):
            raise UnreadableFile("too_complex", "every page takes too much")
        read = _read(pdf, data, count, left_out, begun, wordless)
        read = replace(read, active=pdf_active.find(pdf, data, streams.objects))
        return hidden_numbers.shown_to_guard(read, streams.numbers)
    finally:
        pdf.close()


def _open(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():  # 'Unsupported security scheme error'
            raise UnreadableFile("encrypted", str(error)) from error
        raise UnreadableFile("damaged", str(error)) from error


def _read(
    pdf: pypdfium2.PdfDocument,
    data: bytes,
    count: int,
    left_out: Collection[int],
    begun: Callable[[int, int], None],
    wordless: bool,
) -> Document:
    pages: list[list[Element]] = []
    edges: list[tuple[float, float]] = []
    columns: list[Columns] = []
    unseen: list[str] = []
    attachments: list[str] = []
    left_out_words: list[str] = []
    without_text: list[int] = []
    running: list[Row] = []
    across: list[tuple[int, str]] = []  # watermarks and the like, with their pages
    small: Counter[str] = Counter()  # texts aslant, by how many pages have them
    watermarks: set[str] = set()
    overprinted: list[int] = []
    columns_unsure: list[int] = []
    recognised, garbled, letters = 0, 0, 0
    off = switched_off(data)
    for number in range(1, count + 1):
        if number in left_out:
            pages.append([])
            edges.append((0.0, 0.0))
            continue
        begun(number, count)
        read = read_page(pdf, number, columns, off)
        unseen += read.unseen
        running += read.running
        across += [(number, text) for text in [*read.aslant, *read.watermarks]]
        overprinted += [number] if read.overprinted else []
        columns_unsure += [number] if read.columns_unsure else []
        small.update(set(read.aslant))
        watermarks.update(read.watermarks)
        attachments += read.attachments
        left_out_words += read.left_out
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
        edges.append((read.bottom, read.top))
    begun(0, count)
    watermarks |= {text for text, times in small.items() if times >= max(2, MOST * count)}
    repeated = take_repeated(pages, watermarks)
    watermarks |= {row.text for row in repeated}
    removed = [*running, *repeated, *take_running(pages, edges)]
    across += _join_tables(pages)
    collector = Collector()
    write_lines(pages, collector)
    if not wordless and sum(len(line.text) for line in collector.lines()) < 50:
        if left_out:
            raise UnreadableFile("too_complex", "nothing beside the pages that take too much")
        _refuse_empty(garbled, bool(without_text))
    taken = Collector()
    for page_number, text in sorted([(row.page, row.text) for row in removed] + across, key=lambda pair: pair[0]):
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
        left_out=tuple(dict.fromkeys([*left_out_words, *about.left_out])),
        pages_given_up=tuple(sorted(left_out)),
        watermarks=tuple(sorted(watermarks)),
        overprinted=tuple(overprinted),
        columns_unsure=tuple(columns_unsure),
    )


def _join_tables(pages: list[list[Element]]) -> list[tuple[int, str]]:
    """Join tables that go on over page breaks (in place); returns heading rows printed again, with their pages."""
    repeated: list[tuple[int, str]] = []
    last: Table | None = None
    reached = 0  # the page that `last` has come to
    for elements in pages:
        # A heading row that is printed again may stand as a table of its own, so more than one can follow.
        while last is not None and elements and isinstance(first := elements[0], Table):
            if first.page > reached + 1 or not continues(first, last):
                break
            cells = append(last, first)
            if cells:
                repeated.append((first.page, row_text(cells)))
            reached = first.page
            del elements[0]
        if elements:
            last = elements[-1] if isinstance(elements[-1], Table) else None
            reached = last.page if last else 0
    return repeated


def _refuse_empty(garbled: int, pictures: bool) -> NoReturn:
    if garbled:
        raise UnreadableFile("unreadable_text_layer", f"{garbled} pages whose letters mean nothing")
    if pictures:
        raise UnreadableFile("scanned", "pictures of pages without text")
    raise UnreadableFile("empty", "fewer than 50 letters")
