"""DOCX -> lines: what the reader of the printed page sees, whatever Word keeps beside it."""

from __future__ import annotations

import pytest

from meetings.ingest.extract import docx
from meetings.ingest.lines import Document
from tests.extract.compare import shares, texts
from tests.extract.makers.as_docx import OFFICE, Style, as_docx, package, paragraph, part, run, table
from tests.extract.makers.minutes import MINUTES, in_order, truth

STYLES = {
    "Word's headings": Style(),
    "Danish names of styles": Style(headings="danish"),
    "outline levels": Style(headings="outline"),
    "bold runs for headings": Style(headings="bold"),
    "large letters for headings": Style(headings="large"),
    "list points typed by hand": Style(lists="typed"),
    "all inside one table": Style(tables="frame"),
    "soft hyphens": Style(soft_hyphens=True),
    "words torn into runs": Style(split_runs=True),
    "strict dialect": Style(strict=True),
    "from Word's web edition": Style(main="word/document2.xml"),
    "content controls": Style(controls=True),
}


@pytest.mark.parametrize("name", STYLES)
def test_the_same_minutes_in_every_manner(name: str) -> None:
    read, want = docx.extract(as_docx(MINUTES, STYLES[name])), truth(MINUTES)
    assert shares(in_order(MINUTES), read) >= (0.99, 0.99)
    assert texts(read, "heading") == want.headings
    assert [p for p in want.paragraphs if p not in texts(read, "text")] == []
    assert [p for p in want.points if p not in texts(read, "list") + texts(read, "text")] == []
    assert texts(read, "row") == want.rows


def read(body: str, **more: object) -> Document:
    return docx.extract(package(body, **more))  # type: ignore[arg-type]


def lines(body: str, **more: object) -> list[str]:
    return [line.text for line in read(body, **more).lines]


def test_tracked_changes_are_resolved_and_what_was_deleted_reaches_the_guard_only() -> None:
    body = paragraph(
        run("Udvalget ")
        + f"<w:del>{'<w:r><w:delText>afviste 150585-1230</w:delText></w:r>'}</w:del>"
        + f"<w:ins>{run('godkendte')}</w:ins>"
        + "<w:moveFrom>" + run("gammelt sted") + "</w:moveFrom><w:moveTo>" + run(" sagen") + "</w:moveTo>"
    )  # fmt: skip
    found = read(body)
    assert [line.text for line in found.lines] == ["Udvalget godkendte sagen"]
    assert {"afviste 150585-1230", "gammelt sted"} <= set(found.unseen)


def test_hidden_words_comments_and_metadata_reach_the_guard_only() -> None:
    body = paragraph(run("Godkendt.") + run("intern note", "<w:vanish/>"))
    found = read(
        body,
        parts={
            "word/comments.xml": part(
                "comments", f'<w:comment w:id="1">{paragraph(run("ring til borgeren"))}</w:comment>'
            ),
            "docProps/core.xml": b'<c xmlns:dc="d"><dc:title>Kladde</dc:title><dc:creator>A. Sekret</dc:creator></c>',
            "docProps/custom.xml": b"<p><v>sagsnr 77</v></p>",
            "customXml/item1.xml": b"<data>skjult felt</data>",
        },
    )
    assert [line.text for line in found.lines] == ["Godkendt."]
    assert {"intern note", "ring til borgeren", "Kladde", "A. Sekret", "sagsnr 77", "skjult felt"} <= set(found.unseen)


def test_a_text_box_kept_in_two_forms_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph(run('Fra boksen'))}</w:txbxContent>"
    body = paragraph(
        run("Før")
        + '<w:r><mc:AlternateContent xmlns:mc="m"><mc:Choice><w:drawing>' + box + "</w:drawing></mc:Choice>"
        + "<mc:Fallback><w:pict>" + box + "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )  # fmt: skip
    assert lines(body) == ["Før", "Fra boksen"]


def test_notes_stand_after_the_paragraph_that_calls_them_and_headers_are_listed() -> None:
    body = paragraph(run("Se beregningen") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run(".")) + paragraph(
        run("Videre.")
    )
    found = read(
        body,
        parts={
            "word/footnotes.xml": part(
                "footnotes",
                f'<w:footnote w:id="0" w:type="separator">{paragraph(run("---"))}</w:footnote>'
                f'<w:footnote w:id="2">{paragraph(run("Ekskl. moms"))}</w:footnote>',
            ),
            "word/header1.xml": part("hdr", paragraph(run("Lindeby Kommune"))),
            "word/footer1.xml": part("ftr", paragraph(run("Side 1"))),
        },
        relations="".join(
            f'<Relationship Id="h{n}" Type="{OFFICE}/{kind}" Target="{target}"/>'
            for n, (kind, target) in enumerate(
                [("header", "header1.xml"), ("footer", "footer1.xml"), ("footnotes", "footnotes.xml")]
            )
        ),
    )
    assert [line.text for line in found.lines] == ["Se beregningen.", "Ekskl. moms", "Videre."]
    assert {line.text for line in found.removed} == {"Lindeby Kommune", "Side 1"}


def test_merged_and_nested_tables() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(run(text))}</w:tc>"

    rows = (
        "<w:tr>" + cell("Indsats", '<w:vMerge w:val="restart"/>') + cell("2026 og 2027", '<w:gridSpan w:val="2"/>')
        + "</w:tr>"
        "<w:tr>" + cell("Indsats", "<w:vMerge/>") + cell("100") + cell("200") + "</w:tr>"
        "<w:tr><w:trPr><w:del/></w:trPr>" + cell("slettet") + cell("række") + "</w:tr>"
    )  # fmt: skip
    found = read(f"<w:tbl>{rows}</w:tbl>" + paragraph(run("Efter tabellen.")))
    assert texts(found, "row") == ["Indsats | 2026 og 2027", "| 100 | 200"]
    nested = table(
        [[paragraph(run("Ramme")) + table([[paragraph(run("a")), paragraph(run("b"))]]), paragraph(run("Ude"))]]
    )
    assert lines(nested) == ["Ramme", "a | b", "Ude"]


def test_numbers_of_lists_are_counted_as_word_counts_them() -> None:
    def point(text: str, level: int, number: int = 100) -> str:
        return paragraph(run(text), f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')

    body = (
        point("første", 0)
        + point("under", 1)
        + point("under igen", 1)
        + point("anden", 0)
        + point("under", 1)
        + point("ny liste", 0, 101)
    )
    assert lines(body) == ["1. første", "1.a) under", "1.b) under igen", "2. anden", "2.a) under", "1. ny liste"]


def test_broken_lines_tabs_and_special_hyphens() -> None:
    body = paragraph(
        run("Fraværende:") + "<w:r><w:br/></w:r>" + run("Asta Fredløv")
        + "<w:r><w:tab/><w:t>(V)</w:t><w:noBreakHyphen/><w:t>gruppen</w:t><w:softHyphen/></w:r>"
    )  # fmt: skip
    found = read(body)
    assert [(line.text, line.starts_paragraph) for line in found.lines] == [
        ("Fraværende:", True),
        ("Asta Fredløv (V)-gruppen", False),
    ]


def test_a_web_page_put_into_the_document_whole_is_read() -> None:
    body = paragraph(run("Punkt 1")) + '<w:altChunk r:id="a1"/>'
    found = lines(
        body,
        parts={"word/afchunk.html": "<h2>Beslutning</h2><p>Godkendt på mødet.</p>".encode()},
        relations=f'<Relationship Id="a1" Type="{OFFICE}/aFChunk" Target="afchunk.html"/>',
    )
    assert found == ["Punkt 1", "Beslutning", "Godkendt på mødet."]


def test_linked_and_embedded_files_are_named() -> None:
    body = paragraph(f'<w:hyperlink r:id="l1">{run("Bilag")}</w:hyperlink>')
    found = read(
        body,
        parts={"word/embeddings/Regneark1.xlsx": b"x"},
        relations='<Relationship Id="l1" Type="x/hyperlink" TargetMode="External" Target="https://lindeby.example/a/Bilag%20%C3%A6.pdf"/>',
    )
    assert [line.text for line in found.lines] == ["Bilag"]
    assert found.attachments == ("Regneark1.xlsx", "Bilag æ.pdf")


def test_bold_stress_in_a_sentence_makes_no_heading() -> None:
    body = paragraph(run("Beslutning", "<w:b/>")) + paragraph(
        run("Udvalget ") + run("godkendte", "<w:b/>") + run(" sagen.")
    )
    body += paragraph(run("Alle tilskud bortfalder med udgangen af året.", "<w:b/>")) + paragraph(
        run("Brødtekst " * 20)
    )
    found = read(body)
    assert texts(found, "heading") == ["Beslutning"]
