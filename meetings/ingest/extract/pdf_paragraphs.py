"""Rows of print -> paragraphs, headings, list points and table rows, as lines of a document.

A heading is set larger than the text around it, or is bold where the paragraph is not. A paragraph ends where
white space says so, where the style changes, where a list point or a label ('Dato: 26-03-2025') begins, and
where a row ends although the next word would have fitted.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from meetings.ingest.extract.clean import BULLETS, join_wrapped, known_words
from meetings.ingest.extract.collect import Collector, row_text
from meetings.ingest.extract.pdf_columns import Element
from meetings.ingest.extract.pdf_measures import LARGER, WHOLE, Measures, measure, right_margin, wrapped
from meetings.ingest.extract.pdf_rows import Row
from meetings.ingest.extract.pdf_tables import Table

HEADING_LIMIT = 300  # letters: more is a paragraph in bold, not a heading
SMALLER = 0.92  # times the text's size: a note
SHORT = 0.6  # of the column's width: a row that ends before it was not wrapped

# '1 Bekendtgørelse nr. 1234', '1) Se bilag 2', '* Beløb i 1.000 kr.': a note at the foot of a page
_NOTE = re.compile(r"\(?(?:\d{1,3}|[*†])[.)]?\s*\S")
# '• Delaftale Uddannelse', '- dagsordenen.', '– at sagen', 'o Referat'
_BULLET = re.compile(rf"(?:[{re.escape(BULLETS)}]\s*|[-–—o]\s+)(?=\S)")
# 'Beslutning - Udvalget for Kultur og Fritid' / '- 11-01-2022': a row that goes on with a dash
_DASH_DATE = re.compile(r"[-–—]\s+\d{1,2}[-.]\d{1,2}[-.]\d{4}")
# '1. at udvalget godkender', '2) at', 'a) at', '(iv) at'; no date: '30. august 2021'
_MONTH = r"(?!(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-zæøå.]*\s)"
_NUMBERED = re.compile(rf"\(?(?:\d{{1,2}}|[a-z]|[ivx]{{1,4}})[.)]\s+{_MONTH}(?=\S)|[A-Z]\)\s+(?=\S)")
# '2. Gensidig orientering (O)', 'Punkt 4: Godkendelse', '12a. Høring': where a new heading begins, whatever stood above
_ITEM = re.compile(rf"(?:punkt\s+|pkt\.?\s+|sag\s+)?\d{{1,3}}[a-z]?\s*[.:]\s+{_MONTH}", re.I)
# 'Punkt 4: Årsplan', 'PKT. 12', 'Sag nr. 3: Budget'
_POINT_WORD = re.compile(r"(?:Punkt|PUNKT|Pkt\.|PKT\.|Sag nr\.|SAG NR\.) ?(?:nr\. ?)?\d{1,3}[a-z]?(?:\s*[:.]|\s*$)")
# '1. at udvalget godkender': the first word after a number, in lower case
_SMALL = re.compile(r"^\S+\s+[a-zæøå]")
# 'Godkendelse af dagsorden - december 2023.....3': a line of a contents list
_LEADERS = re.compile(r"(?:\.\s?){4,}\s*\d{1,4}$|…\s*\d{1,4}$")
# 'Side 3 af 27', '29.01.2013 Side 3 af 27'
_PAGE_NUMBER = re.compile(r"\bside \d{1,4} (?:af|/) \d{1,4}$", re.I)
_LEAST_PAGES = 3
# 'Udvalg: Social- og Sundhedsudvalget', 'Dato: 26-03-2025', 'Sagsnr.: 330-2021-49620'
_LABEL = re.compile(r"[A-ZÆØÅ][\wæøåÆØÅ./\- ]{1,32}:(?:\s|$)")


@dataclass(slots=True)
class _Paragraph:
    rows: list[Row]
    heading: bool
    list_point: bool
    spaced: bool  # white space before it


def _page_heads(rows: list[Row]) -> frozenset[str]:
    """What stands beside page numbers in the middle of pages, as where a program set the pages of another anew:
    'Side 3 af 27' and, above or below most of those, 'Socialudvalget'."""
    numbers = [n for n, row in enumerate(rows) if len(row.text) < 60 and _PAGE_NUMBER.search(row.text)]
    if len(numbers) < _LEAST_PAGES:
        return frozenset()
    beside = Counter(rows[k].text for n in numbers for k in (n - 1, n + 1) if 0 <= k < len(rows))
    often = {text for text, count in beside.items() if 2 * count > len(numbers)}
    return frozenset(often | {rows[n].text for n in numbers})


def write_lines(pages: list[list[Element]], into: Collector) -> None:
    """Add the document's elements (in reading order, page by page) as lines."""
    writer = _Writer(pages, into)
    for elements in pages:
        writer.page(elements)
    writer.close()


class _Writer:
    """What stands open is the last paragraph; notes at the foot of its page wait until it has ended."""

    def __init__(self, pages: list[list[Element]], into: Collector) -> None:
        rows = [element for page in pages for element in page if isinstance(element, Row)]
        self.known, self.measures, self.into = known_words(row.text for row in rows), measure(pages), into
        self.heads = _page_heads(rows)
        self.paragraph: _Paragraph | None = None
        self.before: Element | None = None
        self.margin = 0.0  # of the page that `before` stands on
        self.notes: list[Row] = []

    def page(self, elements: list[Element]) -> None:
        notes = _notes(elements, self.measures)
        for n, element in enumerate(elements[: len(elements) - len(notes)]):
            self.add(element)
            if n == 0:
                self.margin = right_margin(elements, self.measures)
        self.notes += notes

    def add(self, element: Element) -> None:
        before = self.before
        limit = before.margin if isinstance(before, Row) and before.margin else self.margin
        if isinstance(element, Table):
            self.close()
            _write_table(element, self.into)
        elif (
            self.paragraph is not None
            and isinstance(before, Row)
            and not (self.heads and (element.text in self.heads or before.text in self.heads))
            and _joins(before, element, self.paragraph, self.measures, limit)
        ):
            self.paragraph.rows.append(element)
        else:
            self.close()
            self.paragraph = _open(element, before, self.measures)
        self.before = element

    def close(self) -> None:
        _write(self.paragraph, self.measures, self.known, self.into)
        self.paragraph = None
        if self.notes:
            notes, before = self.notes, self.before
            self.notes, self.before = [], None
            for note in notes:
                self.add(note)
            self.close()
            self.before = before


def _notes(elements: list[Element], measures: Measures) -> list[Row]:
    """The notes at the foot of a page: smaller than the text above them, the first with its mark."""
    notes: list[Row] = []
    for element in reversed(elements):
        if not isinstance(element, Row) or element.size > SMALLER * measures.size:
            break
        notes.insert(0, element)
    while notes and not _NOTE.match(notes[0].text):
        del notes[0]
    above = elements[-len(notes) - 1] if 0 < len(notes) < len(elements) else None
    return notes if isinstance(above, Row) and above.size > SMALLER * measures.size else []


def _looks_like_heading(row: Row, measures: Measures) -> bool:
    return row.size > LARGER * measures.size or (row.bold and not measures.bold and row.size > 0.9 * measures.size)


def _open(row: Row, before: Element | None, measures: Measures) -> _Paragraph:
    point = bool(_BULLET.match(row.text) or _NUMBERED.match(row.text))
    spaced = True
    if isinstance(before, Row) and before.page == row.page:
        spaced = before.y - row.y > 1.25 * measures.leading * max(row.size, before.size) or before.y <= row.y
        spaced |= _looks_like_heading(before, measures) != _looks_like_heading(row, measures)
    spaced |= measures.indent > 0
    return _Paragraph([row], _looks_like_heading(row, measures), point, spaced)


def _joins(before: Row, row: Row, paragraph: _Paragraph, measures: Measures, margin: float) -> bool:
    """Whether a row goes on with the paragraph of the row before it."""
    if len(row.segments) > 1 and len(before.segments) > 1:
        return False
    if abs(row.size - before.size) > 0.08 * row.size or _looks_like_heading(row, measures) != paragraph.heading:
        return False
    if paragraph.heading and row.bold != before.bold:
        return False
    if _LEADERS.search(before.text) or (measures.indent and round(row.x0) == measures.indent):
        return False
    if _BULLET.match(row.text) and not _goes_on_with_dash(before, row, paragraph, margin):
        return False
    text = row.text
    goes_on = text[:1].islower() and before.text[-1:] not in ".:;!?"
    gap = before.y - row.y
    over = row.page != before.page or gap <= 0  # to the next page or column
    if over and (paragraph.heading or before.text[-1:] in ".:;!?"):
        return False
    if over and row.page == before.page and not goes_on and before.x1 - before.start < WHOLE * (margin - before.start):
        return False
    limit = 1.75 if paragraph.heading else 1.25 * max(measures.leading, 1.0)
    if not over and gap > limit * max(row.size, before.size):
        return False
    if paragraph.heading:
        return _heading_goes_on(before, row, paragraph, margin)
    if _NUMBERED.match(text) and (not goes_on or not wrapped(before, row, margin)):
        return False
    if not measures.wraps or _indented(before, row, paragraph) or _starts_by_its_words(before, row):
        return False
    if wrapped(before, row, margin):
        return True
    width = max(margin - row.x0, 1.0)
    return goes_on and before.x1 - before.x0 > SHORT * width and not _LABEL.match(text)


def _goes_on_with_dash(before: Row, row: Row, paragraph: _Paragraph, margin: float) -> bool:
    """'Beslutning - Udvalget for Kultur' / '- 11-01-2022', and a heading 'Klimatilpasning ved Mølle Allé' / '- budget'
    that was wrapped before its dash."""
    if _DASH_DATE.match(row.text):
        return wrapped(before, row, margin)
    point = _BULLET.match(paragraph.rows[0].text) is not None
    dash = paragraph.heading and not point and row.text[0] in "-–—" and before.text[-1] not in ".:;"
    return dash and wrapped(before, row, margin - 2 * row.size)


def _starts_by_its_words(before: Row, row: Row) -> bool:
    """'Punkt 4: Årsplan' and 'Dato: 26-03-2025' begin a line, however full the row above is."""
    if _POINT_WORD.match(row.text):
        return True
    return bool(_LABEL.match(row.text)) and before.text[-1:] in ".:;!?)"


def _heading_goes_on(before: Row, row: Row, paragraph: _Paragraph, margin: float) -> bool:
    """Two rows of one heading: the first was wrapped, or the second goes on in lower case, or both are centred.

    Headings are set large and break early, so the margin is taken two letters less strictly than in text.
    """
    if _ITEM.match(row.text):
        return False
    full = wrapped(before, row, margin - 2 * row.size)
    if before.text.endswith(":") and not full:
        return False
    aligned = len(paragraph.rows) == 1 or abs(row.x0 - before.x0) < row.size
    centred = abs(row.x0 + row.x1 - before.x0 - before.x1) < 2 and abs(row.x0 - before.x0) > 2
    return (aligned and (full or row.text[:1].islower())) or centred


def _indented(before: Row, row: Row, paragraph: _Paragraph) -> bool:
    """Whether a new paragraph is shown by its first row standing further in, or out, than the rows above."""
    step = (row.x0 - row.start) - (before.x0 - before.start) if row.start and before.start else row.x0 - before.x0
    if paragraph.list_point:
        return step < -0.6 * row.size or (len(paragraph.rows) > 1 and step > 0.8 * row.size)
    if len(paragraph.rows) == 1:
        return step > 0.8 * row.size
    return abs(step) > 0.8 * row.size


def _write(paragraph: _Paragraph | None, measures: Measures, known: frozenset[str], into: Collector) -> None:
    if paragraph is None:
        return
    rows = paragraph.rows
    text = join_wrapped((row.text for row in rows), known)
    first, bold = rows[0], all(row.bold for row in rows)
    heading = paragraph.heading and len(text) <= HEADING_LIMIT and any(c.isalpha() for c in text)
    # A full sentence in bold is stress, not a heading.
    if heading and first.size <= LARGER * measures.size and text.endswith(".") and text.count(" ") > 3:
        heading = False
    if heading:
        level = measures.levels.get((round(first.size), first.bold), 6)
        into.add(text, page=first.page, kind="heading", level=level, bold=bold, starts_paragraph=True)
    elif mark := _BULLET.match(text):
        point = text[mark.end() :]
        into.add(
            point if _NUMBERED.match(point) else "- " + point,
            page=first.page,
            kind="list",
            bold=bold,
            starts_paragraph=paragraph.spaced,
        )
    elif paragraph.list_point and (first.x0 > measures.left + first.size or _SMALL.search(text)):
        into.add(text, page=first.page, kind="list", bold=bold, starts_paragraph=paragraph.spaced)
    else:
        into.add(text, page=first.page, bold=bold, starts_paragraph=paragraph.spaced)


def _write_table(table: Table, into: Collector) -> None:
    for n, cells in enumerate(table.rows):
        into.add(row_text(cells), page=table.pages[n], kind="row", bold=table.bold[n], starts_paragraph=n == 0)
