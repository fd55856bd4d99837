"""PDFs as the programs of offices write them: boxes, tags, notes, page numbers, fonts that do not say their letters."""

from __future__ import annotations

import io
import textwrap

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from meetings.ingest.extract import pdf
from meetings.ingest.lines import Document
from meetings.ingest.problems import UnreadableFile
from tests.extract.makers.minutes import LONG, SECOND, THIRD
from tests.extract.makers.raw_pdf import Pdf, font, shown

WIDTH = 84  # letters of a row


def _rows(text: str, top: float, left: float = 70.0, size: float = 10.0) -> str:
    rows = textwrap.wrap(text, WIDTH)
    return "".join(
        f"BT /F1 {size} Tf {left} {top - 1.3 * size * n:.1f} Td {shown(row)} Tj ET\n" for n, row in enumerate(rows)
    )


def _read(pages: list[str], entries: str = "/MediaBox [0 0 595 842]") -> Document:
    out = Pdf()
    parent, plain, bold = out.reserve(), font(out, "Helvetica"), font(out, "Helvetica-Bold")
    kids = [
        out.add(
            f"<< /Type /Page /Parent {parent} 0 R {entries} /Contents {out.stream(page.encode('cp1252'))} 0 R "
            f"/Resources << /Font << /F1 {plain} 0 R /F2 {bold} 0 R >> >> >>"
        )
        for page in pages
    ]
    out.put(parent, f"<< /Type /Pages /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] /Count {len(kids)} >>")
    return pdf.extract(out.data(out.add(f"<< /Type /Catalog /Pages {parent} 0 R >>")))


def _texts(read: Document) -> list[str]:
    return [line.text for line in read.lines]


@pytest.mark.parametrize(
    ("boxes", "left", "low"),
    [
        ("/MediaBox [0 0 895 1142] /CropBox [150 150 745 992]", 150, 150),
        ("/MediaBox [-300 -400 295 442]", -300, -400),
        ("/MediaBox [0 0 895 992] /CropBox [150 150 745 1300]", 150, 150),
    ],
)
def test_what_is_cut_off_is_not_read_and_heights_are_those_of_what_is_left(boxes: str, left: int, low: int) -> None:
    def page(n: int) -> str:
        head = f"BT /F1 9 Tf 400 800 Td {shown(f'Lindeby Kommune, side {n}')} Tj ET\n"
        slug = f"BT /F1 9 Tf 70 -60 Td {shown('Trykt hos Mortens Bogtryk 150585-1230')} Tj ET\n"
        return f"q 1 0 0 1 {left} {low} cm\n{head}{_rows(f'Punkt {n}: ' + LONG, 700)}{_rows(SECOND, 600)}{slug}Q"

    read = _read([page(n) for n in (1, 2, 3)], boxes)
    assert _texts(read) == [text for n in (1, 2, 3) for text in (f"Punkt {n}: {LONG}", SECOND)]
    assert [line.text for line in read.removed] == [f"Lindeby Kommune, side {n}" for n in (1, 2, 3)]
    assert any("150585-1230" in text for text in read.unseen)


def test_page_numbers_at_the_outer_edge_of_left_and_right_pages_are_taken_out() -> None:
    pages = [
        f"BT /F1 9 Tf {520 if n % 2 else 70} 40 Td {shown(str(n))} Tj ET\n{_rows(LONG, 700)}{_rows(THIRD, 600)}"
        for n in range(7, 12)
    ]
    read = _read(pages)
    assert _texts(read) == [LONG, THIRD] * 5
    assert [line.text for line in read.removed] == ["7", "8", "9", "10", "11"]


def test_a_paragraph_goes_on_over_the_notes_at_the_foot_of_its_page() -> None:
    notes = [
        "1 Bekendtgørelse nr. 1234 af 5. maj 2025 om legepladser i kommuner og regioner, som ændret ved lov nr. 77.",
        "2 Se bilag 4.",
    ]
    rows = textwrap.wrap(f"{LONG} {SECOND}", WIDTH)
    foot = "0.5 w 70 110 m 210 110 l S\n"
    foot += "".join(
        f"BT /F1 8 Tf 70 {98 - 10 * n} Td {shown(row)} Tj ET\n"
        for n, row in enumerate([notes[0][:83], notes[0][84:], notes[1]])
    )
    read = _read([_rows(" ".join(rows[:4]), 700) + foot, _rows(" ".join(rows[4:]), 740) + _rows(THIRD, 500)])
    said = _texts(read)
    assert [text for text in said if text not in notes][1:] == [THIRD]
    assert said[0].endswith(SECOND[-40:])
    assert said[1:3] == notes
    assert read.removed == ()


def _tagged(text: str, place: str, mark: str) -> str:
    return f"{mark} BDC\nBT /F1 9 Tf {place} Td {shown(text)} Tj ET\nEMC\n"


def test_headers_and_footers_that_the_file_marks_are_taken_out_of_a_single_page() -> None:
    header = "/Artifact << /Type /Pagination /Subtype /Header /Attached [/Top] >>"
    page = (
        _tagged("Lindeby Kommune - Udvalget for Leg, By og Natur", "70 800", header)
        + f"/P << /MCID 0 >> BDC\n{_rows(LONG, 760)}EMC\n"
        + _tagged("Side 1", "480 40", "/Artifact << /Type /Pagination /Subtype /Footer >>")
    )
    read = _read([page])
    assert _texts(read) == [LONG]
    assert [line.text for line in read.removed] == ["Lindeby Kommune - Udvalget for Leg, By og Natur", "Side 1"]


def test_text_that_a_file_marks_wrongly_stays() -> None:
    page = _tagged(LONG[:80], "70 500", "/Artifact << /Type /Pagination >>") + _rows(SECOND, 400)
    assert _texts(_read([page + _tagged("Godkendt.", "70 300", "/Artifact << /Type /Layout >>")])) == [
        LONG[:80].strip(),
        SECOND,
        "Godkendt.",
    ]


def _subset(to_unicode: bool) -> bytes:
    """Two pages in a font of which only the letters used were kept: what lies beyond ASCII has numbers of its own."""
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    file = io.BytesIO()
    canvas = Canvas(file, pageCompression=0)
    for _ in range(2):
        canvas.setFont("Vera", 10)
        for top, text in ((760, LONG), (660, SECOND), (500, THIRD)):
            for n, row in enumerate(textwrap.wrap(text, 70)):
                canvas.drawString(70, top - 13 * n, row)
        canvas.showPage()
    canvas.save()
    return file.getvalue() if to_unicode else file.getvalue().replace(b"/ToUnicode", b"/NoUnicode")


def _drawn(to_unicode: bool) -> bytes:
    """A page in a font whose letters are drawings without names."""
    out = Pdf()
    parent, letters = out.reserve(), sorted(set(LONG + SECOND))
    codes = {letter: code for code, letter in enumerate(letters, 33)}
    drawings = {letter: out.stream(b"500 0 0 0 400 700 d1 0 0 400 700 re f") for letter in letters}
    pairs = "".join(f"<{code:02X}> <{letter.encode('utf-16-be').hex()}>\n" for letter, code in codes.items())
    meaning = out.stream(
        f"begincmap 1 begincodespacerange <00> <FF> endcodespacerange {len(codes)} beginbfchar\n{pairs}endbfchar "
        "endcmap".encode()
    )
    face = out.add(
        f"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 500 700] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 33 "
        f"/LastChar {32 + len(codes)} /Widths [{'500 ' * len(codes)}] /Resources << >> "
        f"/Encoding << /Differences [33 {' '.join(f'/g{code}' for code in codes.values())}] >> "
        f"/CharProcs << {' '.join(f'/g{codes[letter]} {drawn} 0 R' for letter, drawn in drawings.items())} >> "
        + (f"/ToUnicode {meaning} 0 R >>" if to_unicode else ">>")
    )
    rows = [row for text in (LONG, SECOND) for row in [*textwrap.wrap(text, 70), ""]]
    content = "\n".join(
        f"BT /F1 10 Tf 70 {780 - 13 * n} Td <{bytes(codes[letter] for letter in row).hex()}> Tj ET"
        for n, row in enumerate(rows)
    )
    page = out.add(
        f"<< /Type /Page /Parent {parent} 0 R /MediaBox [0 0 595 842] /Contents {out.stream(content.encode())} 0 R "
        f"/Resources << /Font << /F1 {face} 0 R >> >> >>"
    )
    out.put(parent, f"<< /Type /Pages /Kids [{page} 0 R] /Count 1 >>")
    return out.data(out.add(f"<< /Type /Catalog /Pages {parent} 0 R >>"))


@pytest.mark.parametrize("make", [_subset, _drawn])
def test_a_font_that_does_not_say_its_letters_is_unreadable_also_where_only_some_are_lost(make: object) -> None:
    assert callable(make)
    assert LONG in _texts(pdf.extract(make(True)))
    with pytest.raises(UnreadableFile) as refused:
        pdf.extract(make(False))
    assert refused.value.code == "unreadable_text_layer"
