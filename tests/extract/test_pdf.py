"""PDF -> lines: whatever program made the file, the words come whole, in order, and headings as headings."""

from __future__ import annotations

from pathlib import Path

import pytest

from meetings.ingest.extract import pdf
from meetings.ingest.lines import Document
from meetings.ingest.problems import UnreadableFile
from tests.extract.compare import shares, texts
from tests.extract.makers.as_pdf import Style, as_pdf
from tests.extract.makers.minutes import LONG, MINUTES, SECOND, Block, in_order, long_table, truth
from tests.extract.makers.raw_pdf import Pdf, font, one_page, shown

SHARED = Path(__file__).resolve().parents[3] / "shared"

STYLES = {
    "as exported": Style(),
    "running header": Style(header="Lindeby Kommune - Udvalget for Leg, By og Natur", header_bold=True),
    "letters spaced out": Style(spaced_headings=True),
    "letters spread with blanks": Style(spread_headings=True),
    "items follow on one page": Style(page_per_item=False),
    "words broken at line ends": Style(hyphens="-"),
    "soft hyphens": Style(hyphens="\u00ad"),
    "text in reverse order": Style(reverse=True),
    "words placed one by one": Style(words_apart=True),
    "ligatures": Style(ligatures=True),
    "letters taken apart": Style(decomposed=True),
    "tables without rules": Style(ruled=False),
    "two columns": Style(columns=2, page_per_item=False, hyphens="-"),
    "bold by printing twice": Style(double_bold=True),
    "every line marked with its paragraph": Style(actual_text=True),
    "pages turned": Style(turned=90),
    "paragraphs without space between": Style(tight=True),
    "serif": Style(serif=True, hyphens="-", page_per_item=False),
    "headings in the middle": Style(centred=True),
    "a watermark across the pages": Style(watermark="KLADDE", watermark_angle=45),
    "a watermark under the text": Style(watermark="UDKAST", page_per_item=False),
    "no page numbers": Style(footer=False, page_per_item=False),
}


@pytest.mark.parametrize("name", STYLES)
def test_the_same_minutes_in_every_setting(name: str) -> None:
    read, want = pdf.extract(as_pdf(MINUTES, STYLES[name])), truth(MINUTES)
    recall, precision = shares(in_order(MINUTES), read)
    assert (recall, precision) >= (0.99, 0.99)
    assert texts(read, "heading") == want.headings
    assert [p for p in want.paragraphs if p not in texts(read, "text")] == []
    assert texts(read, "list") == want.points
    assert [row for row in want.rows if row not in texts(read, "row")] == []
    _keeps_the_guarantees(read)


def test_headings_that_nothing_marks_still_stand_on_lines_of_their_own() -> None:
    read = pdf.extract(as_pdf(MINUTES, Style(plain_headings=True)))
    assert [heading for heading in truth(MINUTES).headings if heading not in texts(read, "text")] == []


def _keeps_the_guarantees(read: Document) -> None:
    assert [line.number for line in read.lines] == list(range(1, len(read.lines) + 1))
    assert all(line.text == " ".join(line.text.split()) and line.text for line in read.lines)
    pages = [line.page or 0 for line in read.lines]
    assert pages == sorted(pages)
    assert 1 <= pages[0] <= pages[-1] <= (read.pages or 0)


def test_a_page_with_two_rows_in_the_right_column_is_read_like_the_pages_before() -> None:
    style = Style(columns=2, page_per_item=False)
    filler = [Block("text", LONG), Block("text", SECOND)] * 6
    for rows in range(len(filler)):
        # The last page gets fewer and fewer rows, until its right column holds hardly any.
        parts = [*filler, *filler[:rows], Block("section", "Beslutning"), Block("text", "Godkendt.")]
        read = pdf.extract(as_pdf(parts, style))
        assert [line.text for line in read.lines if " | " in line.text] == []
        assert [line.text for line in read.lines][-2:] == ["Beslutning", "Godkendt."]


def test_headers_and_page_numbers_are_listed_where_they_were_taken_out() -> None:
    read = pdf.extract(as_pdf(MINUTES, Style(header="Lindeby Kommune")))
    assert [line.text for line in read.removed if line.text.startswith("Lindeby")] == ["Lindeby Kommune"] * 6
    assert sum(line.text.startswith("Side ") for line in read.removed) == 6


def test_a_section_heading_that_opens_every_page_is_no_header() -> None:
    blocks: list[Block] = []
    for n in range(1, 6):
        blocks += [
            Block("item", "Sagsfremstilling"),
            Block("text", f"Sag {n}: " + MINUTES[8].text),
            Block("text", "Dato: 26-03-2025"),
            Block("text", "Udvalg: Udvalget for Leg, By og Natur"),
            Block("text", f"Udvalget drøftede sagen for {n}. gang og bad om et nyt oplæg til næste møde."),
        ]
    read = pdf.extract(as_pdf(blocks))
    assert texts(read, "heading") == ["Sagsfremstilling"] * 5
    # Short lines that the text itself repeats stay, and stand apart from the paragraph below.
    assert texts(read, "text").count("Dato: 26-03-2025") == 5
    assert texts(read, "text").count("Udvalg: Udvalget for Leg, By og Natur") == 5


def test_a_table_over_three_pages_is_one_table_with_one_heading_row() -> None:
    blocks = long_table(90)
    read, want = pdf.extract(as_pdf(blocks)), truth(blocks)
    assert texts(read, "row") == want.rows
    assert {line.page for line in read.lines if line.kind == "row"} >= {2, 3, 4}
    assert [line.text for line in read.removed].count("Strækning | Arbejde | Beløb i kr.") >= 2


def test_a_row_that_the_page_break_cut_is_put_together() -> None:
    def page(rows: list[tuple[str, str]], top: int) -> bytes:
        out = (
            [f"BT /F1 11 Tf 60 {top + 20} Td {shown('Oversigten viser de enkelte indsatser i planen.')} Tj ET"]
            if top < 800
            else []
        )
        for n, row in enumerate(rows):
            for k, cell in enumerate(row):
                out.append(f"0.5 w {60 + 200 * k} {top - 20 * n - 20} 200 20 re S")
                out.append(f"BT /F1 10 Tf {64 + 200 * k} {top - 20 * n - 14} Td {shown(cell)} Tj ET")
        return "\n".join(out).encode("latin-1")

    pages = [
        page([("Indsats", "Status"), ("Mentor", "Afsluttet"), ("Virksomhedsrettet indsats", "Forløbet er")], 120),
        page([("", "forlænget til sommer"), ("Jobklub", "Ny")], 800),
    ]
    read = pdf.extract(_file(pages))
    assert texts(read, "row") == [
        "Indsats | Status", "Mentor | Afsluttet", "Virksomhedsrettet indsats | Forløbet er forlænget til sommer",
        "Jobklub | Ny",
    ]  # fmt: skip


def _file(contents: list[bytes]) -> bytes:
    out = Pdf()
    parent, face = out.reserve(), font(out, "Helvetica")
    kids = [
        out.add(
            f"<< /Type /Page /Parent {parent} 0 R /MediaBox [0 0 595 842] /Contents {out.stream(content)} 0 R "
            f"/Resources << /Font << /F1 {face} 0 R /F2 {face} 0 R >> >> >>"
        )
        for content in contents
    ]
    out.put(parent, f"<< /Type /Pages /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] /Count {len(kids)} >>")
    return out.data(out.add(f"<< /Type /Catalog /Pages {parent} 0 R >>"))


TEXT = (
    "BT /F1 11 Tf 70 700 Td (Udvalget godkendte indstillingen om den nye skole ved fjorden uden "
    "bem\\346rkninger.) Tj ET\n"
)


@pytest.mark.parametrize(
    ("name", "commands"),
    [
        ("unseen mode", "BT 3 Tr /F1 11 Tf 70 600 Td (150585-1230) Tj ET"),
        ("white on white", "1 1 1 rg BT /F1 11 Tf 70 600 Td (150585-1230) Tj ET"),
        ("under a black box", "BT /F1 11 Tf 70 600 Td (150585-1230) Tj ET 0 0 0 rg 60 595 200 20 re f"),
        ("outside the page", "BT /F1 11 Tf 70 -300 Td (150585-1230) Tj ET"),
        ("smaller than can be read", "BT /F1 0.3 Tf 70 600 Td (150585-1230) Tj ET"),
    ],
)
def test_what_nobody_sees_is_not_in_the_text_but_before_the_guard(name: str, commands: str) -> None:
    read = pdf.extract(one_page((TEXT + commands).encode("latin-1")))
    assert [line.text for line in read.lines] == [
        "Udvalget godkendte indstillingen om den nye skole ved fjorden uden bemærkninger."
    ]
    assert any("150585-1230" in text for text in read.unseen)


def test_white_text_on_a_dark_bar_is_seen() -> None:
    bar = "0 0 0.5 rg 60 590 400 30 re f 1 1 1 rg BT /F2 14 Tf 70 600 Td (Punkt 1: Skolestruktur) Tj ET 0 g\n"
    read = pdf.extract(one_page((bar + TEXT).encode("latin-1")))
    assert "Punkt 1: Skolestruktur" in [line.text for line in read.lines]


def test_notes_bookmarks_metadata_and_attached_files_reach_the_guard_only() -> None:
    out = Pdf()
    parent, face = out.reserve(), font(out, "Helvetica")
    note = out.add(
        "<< /Type /Annot /Subtype /Text /Rect [10 10 30 30] /Contents (Husk borgerens navn) /T (Sagsbehandler) >>"
    )
    link = out.add(
        "<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] "
        "/A << /S /URI /URI (https://lindeby.example/Bilag%201.pdf?v=2) >> >>"
    )
    page = out.add(
        f"<< /Type /Page /Parent {parent} 0 R /MediaBox [0 0 595 842] "
        f"/Contents {out.stream(TEXT.encode('latin-1'))} 0 R "
        f"/Annots [{note} 0 R {link} 0 R] /Resources << /Font << /F1 {face} 0 R >> >> >>"
    )
    out.put(parent, f"<< /Type /Pages /Kids [{page} 0 R] /Count 1 >>")
    embedded = out.stream(b"hemmeligt")
    spec = out.add(f"<< /Type /Filespec /F (regneark.xlsx) /UF (regneark.xlsx) /EF << /F {embedded} 0 R >> >>")
    outlines = out.reserve()
    mark = out.add(f"<< /Title (Kladde til borgmesteren) /Parent {outlines} 0 R >>")
    out.put(outlines, f"<< /Type /Outlines /First {mark} 0 R /Last {mark} 0 R /Count 1 >>")
    info = out.add("<< /Title (Referat uden for dagsorden) /Author (Sekretaeren) >>")
    root = out.add(
        f"<< /Type /Catalog /Pages {parent} 0 R /Outlines {outlines} 0 R "
        f"/Names << /EmbeddedFiles << /Names [(regneark.xlsx) {spec} 0 R] >> >> >>"
    )
    read = pdf.extract(out.data(root, f"/Info {info} 0 R"))
    assert len(read.lines) == 1
    assert {
        "Husk borgerens navn",
        "Sagsbehandler",
        "Kladde til borgmesteren",
        "Referat uden for dagsorden",
        "Sekretaeren",
    } <= set(read.unseen)
    assert read.attachments == ("regneark.xlsx", "Bilag 1.pdf")


def test_two_texts_side_by_side_without_a_blank_are_two_words() -> None:
    content = "BT /F2 14 Tf 70 700 Td (REFERAT) Tj ET BT /F2 14 Tf 143 700 Td (Teknisk Udvalg) Tj ET " + TEXT.replace(
        "700", "650"
    )
    assert "REFERAT Teknisk Udvalg" in [line.text for line in pdf.extract(one_page(content.encode("latin-1"))).lines]


def test_footnote_marks_stay_in_their_line() -> None:
    content = (
        "BT /F1 11 Tf 70 650 Td (Arealet er 450 m) Tj ET BT /F1 6.5 Tf 151 654 Td (2) Tj ET "
        "BT /F1 11 Tf 156 650 Td ( i alt.) Tj ET\n" + TEXT
    )
    assert "Arealet er 450 m2 i alt." in [line.text for line in pdf.extract(one_page(content.encode("latin-1"))).lines]


def test_hyphens_that_belong_to_the_word_stay() -> None:
    rows = [
        "Planen omfatter flere p-",
        "huse samt Social-",
        "og Sundhedsforvaltningens EU-",
        "midler, og udvalget admini-",
        "strerer dem.",
    ]
    content = "\n".join(f"BT /F1 11 Tf 70 {700 - 14 * n} Td ({row}) Tj ET" for n, row in enumerate(rows)).encode()
    (line,) = pdf.extract(one_page(content)).lines
    assert (
        line.text == "Planen omfatter flere p-huse samt Social- og Sundhedsforvaltningens EU-midler, og udvalget "
        "administrerer dem."
    )


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (one_page(b""), "empty"),
        (one_page(b"q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q"), "scanned"),
        (b"%PDF-1.7\n" + b"x" * 500, "damaged"),
    ],
)
def test_a_file_without_text_is_refused_by_name(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        pdf.extract(data)
    assert refused.value.code == code


def test_letters_that_mean_nothing_are_refused() -> None:
    lost = {code: chr(0x2190 + code) for code in range(32, 256)}
    out = Pdf()
    parent, face = out.reserve(), font(out, "Helvetica", unicode_map=lost)
    words = " ".join(["Udvalget godkendte indstillingen om den nye skole"] * 20)
    content = out.stream(f"BT /F1 6 Tf 20 700 Td {shown(words[:160])} Tj 0 -20 Td {shown(words[160:])} Tj ET".encode())
    page = out.add(
        f"<< /Type /Page /Parent {parent} 0 R /MediaBox [0 0 3000 842] /Contents {content} 0 R "
        f"/Resources << /Font << /F1 {face} 0 R >> >> >>"
    )
    out.put(parent, f"<< /Type /Pages /Kids [{page} 0 R] /Count 1 >>")
    with pytest.raises(UnreadableFile) as refused:
        pdf.extract(out.data(out.add(f"<< /Type /Catalog /Pages {parent} 0 R >>")))
    assert refused.value.code == "unreadable_text_layer"


@pytest.mark.skipif(not (SHARED / "files").is_dir(), reason="the real minutes lie in ../shared, outside the project")
def test_real_minutes_read_alike_as_pdf_and_as_web_page() -> None:
    from meetings.ingest.extract import html

    for page in sorted((SHARED / "files").glob("*.html"))[:2]:
        want = html.extract(page.read_bytes())
        read = pdf.extract(page.with_suffix(".pdf").read_bytes())
        known = {line.text for line in read.lines}
        body = [line.text for line in want.lines if line.kind != "text" or len(line.text) > 120]
        assert sum(text in known for text in body) >= 0.98 * len(body), page.name
