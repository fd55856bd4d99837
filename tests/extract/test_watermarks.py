"""'KLADDE' across the pages is no part of the text: it is taken out, listed, and said in a notice."""

from __future__ import annotations

import json

import pytest

from meetings.ingest import read_minutes
from meetings.ingest.extract import docx, pdf
from meetings.ingest.extract.as_json import from_json, to_json
from meetings.ingest.lines import Document
from tests.extract.makers.as_docx import OFFICE, package, paragraph, part, run
from tests.extract.makers.as_pdf import Style, as_pdf
from tests.extract.makers.minutes import LONG, MINUTES, SECOND, THIRD, Block
from tests.extract.makers.raw_pdf import one_page, shown


def words(document: Document) -> list[str]:
    return [line.text for line in document.lines]


@pytest.mark.parametrize("mark", ["KLADDE", "Ikke endelig", "Fortroligt"])
@pytest.mark.parametrize(
    "style",
    [
        {"watermark_angle": 45},
        {"watermark_angle": -30},
        {"watermark_angle": 90},
        {"watermark_angle": 0},
        {"watermark_angle": 0, "page_per_item": False, "reverse": True},
        {"watermark_angle": 45, "columns": 2, "page_per_item": False},
    ],
    ids=str,
)
def test_what_is_printed_across_the_pages_is_taken_out_and_listed(mark: str, style: dict[str, int]) -> None:
    plain = {key: value for key, value in style.items() if key != "watermark_angle"}
    want = pdf.extract(as_pdf(MINUTES, Style(**plain)))  # type: ignore[arg-type]
    read = pdf.extract(as_pdf(MINUTES, Style(watermark=mark, **style)))  # type: ignore[arg-type]
    assert [(line.text, line.kind, line.page) for line in read.lines] == [
        (line.text, line.kind, line.page) for line in want.lines
    ]
    assert [line.page for line in read.removed if line.text == mark] == list(range(1, (read.pages or 0) + 1))
    assert (read.watermarks, want.watermarks) == ((mark,), ())


def test_the_reader_is_told_and_a_child_process_hands_it_on() -> None:
    data = as_pdf(MINUTES, Style(watermark="KLADDE", watermark_angle=45))
    told = [warning.message for warning in read_minutes(data, "referat.pdf").warnings if warning.code == "watermark"]
    assert len(told) == 1
    assert "»KLADDE«" in told[0]
    document = pdf.extract(data)
    assert from_json(json.loads(json.dumps(to_json(document)))).watermarks == document.watermarks


def test_one_page_needs_no_other_to_show_its_watermark() -> None:
    rows = [f"BT /F1 11 Tf 70 {760 - 15 * n} Td {shown(text[:80])} Tj ET" for n, text in enumerate([LONG, SECOND] * 9)]
    letters = [f"BT /F1 70 Tf {120 + 60 * n} 600 Td {shown(letter)} Tj ET" for n, letter in enumerate("UDKAST")]
    read = pdf.extract(one_page("\n".join([*letters, *rows]).encode("cp1252")))
    assert read.watermarks == ("UDKAST",)
    assert sum(text.startswith(LONG[:40]) for text in words(read)) == 9
    assert not any("UDKAST" in text for text in words(read))


def test_small_words_aslant_are_no_watermark_but_leave_the_text_alone() -> None:
    """The names under the columns of a chart."""
    rows = [f"BT /F1 11 Tf 70 {760 - 15 * n} Td {shown(text[:80])} Tj ET" for n, text in enumerate([LONG, SECOND] * 5)]
    names = [
        f"BT /F1 8 Tf .71 .71 -.71 .71 {100 + 60 * n} 300 Tm {shown(name)} Tj ET"
        for n, name in enumerate(("Skole", "Vej", "Natur"))
    ]
    read = pdf.extract(one_page("\n".join([*rows, *names]).encode("cp1252")))
    assert [line.text for line in read.removed] == ["Skole", "Vej", "Natur"]
    assert read.watermarks == ()
    assert not {"Skole", "Vej", "Natur"} & set(words(read))


def test_large_titles_stay() -> None:
    title = [Block("title", "REFERAT"), Block("text", LONG), Block("text", SECOND), Block("text", THIRD)]
    read = pdf.extract(as_pdf(title * 2, Style(page_per_item=False)))
    assert words(read).count("REFERAT") == 2
    rows = "\n".join(f"BT /F1 11 Tf 70 {640 - 15 * n} Td {shown(LONG[:80])} Tj ET" for n in range(9))
    read = pdf.extract(one_page(f"BT /F1 48 Tf 70 660 Td {shown('Referat')} Tj ET\n{rows}".encode("cp1252")))
    assert (words(read)[0], read.watermarks) == ("Referat", ())


def test_a_word_file_keeps_its_watermark_in_a_header() -> None:
    shape = '<w:p><w:r><w:pict xmlns:v="urn:v"><v:shape><v:textpath string="{}"/></v:shape></w:pict></w:r></w:p>'
    header = part("hdr", paragraph(run("Lindeby Kommune")) + shape.format("FORTROLIGT"))
    relation = f'<Relationship Id="h1" Type="{OFFICE}/header" Target="header1.xml"/>'
    body = paragraph(run("Udvalget godkendte planen.")) + shape.format("150585-1230")
    read = docx.extract(package(body, parts={"word/header1.xml": header}, relations=relation))
    assert (words(read), read.watermarks) == (["Udvalget godkendte planen."], ("FORTROLIGT",))
    assert [line.text for line in read.removed] == ["Lindeby Kommune", "FORTROLIGT"]
    assert "150585-1230" in read.unseen
