"""What a file holds beside its plain text: pages and files within it are read, and what is not read is told of."""

from __future__ import annotations

import base64

import pytest

from meetings.ingest import UnreadableFile, read_minutes
from meetings.ingest.extract import docx, html, sandbox
from tests.extract.makers.as_docx import OFFICE, package, paragraph, run

PAGE = (
    "<html><body><h1>Punkt 1: Ny sti</h1><p>Byrådet godkendte stien over Ådalen og gav en bevilling.</p></body></html>"
)
TEXTS = ["Punkt 1: Ny sti", "Byrådet godkendte stien over Ådalen og gav en bevilling."]


def saved(page: str = PAGE, more: str = "", charset: str = "utf-8") -> bytes:
    """What a browser saves as 'one file': the page and its style sheet in a mail's wrapping."""
    part = base64.encodebytes(page.encode(charset)).decode("ascii")
    return (
        'From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\tboundary="b"\n\n'
        f"--b\nContent-Type: text/html; charset={charset}\nContent-Transfer-Encoding: base64\n\n{part}\n"
        f"--b\nContent-Type: text/css\n\n{more}\n--b--\n"
    ).encode()


@pytest.mark.parametrize("name", ["referat.mht", "referat.mhtml", "referat.html", "referat.doc", "referat.txt"])
@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
def test_a_page_saved_as_one_file_is_read_whatever_it_is_called(name: str, charset: str) -> None:
    assert [line.text for line in sandbox.read(saved(charset=charset), name).lines] == TEXTS


def test_numbers_in_a_saved_pages_other_parts_reach_the_guard() -> None:
    assert "150585-1230" in html.extract(saved(more="/* 150585-1230 */")).unseen[0]


WITHIN = {
    "chunk.mht": saved(),
    "chunk.dat": PAGE.encode(),
    "chunk.docx": package("".join(paragraph(run(text)) for text in TEXTS)),
    "chunk.txt": "\r\n\r\n".join(TEXTS).encode("cp1252"),
}


def holding(name: str, data: bytes) -> bytes:
    link = f'<Relationship Id="a1" Type="{OFFICE}/aFChunk" Target="{name}"/>'
    return package(paragraph(run("Referat")) + '<w:altChunk r:id="a1"/>', relations=link, parts={f"word/{name}": data})


@pytest.mark.parametrize("name", WITHIN)
def test_a_file_put_into_a_word_file_whole_is_read(name: str) -> None:
    document = docx.extract(holding(name, WITHIN[name]))
    assert [line.text for line in document.lines] == ["Referat", *TEXTS]
    assert not document.left_out


@pytest.mark.parametrize("data", [rb"{\rtf1 Godkendt}", holding("b.docx", WITHIN["chunk.docx"])])
def test_one_that_cannot_be_read_is_told_of(data: bytes) -> None:
    (said,) = docx.extract(holding("chunk.bin", data)).left_out
    assert said.startswith("den indsatte fil »")


@pytest.mark.parametrize("body", ['{}<w:subDoc r:id="a1"/>', '{}<w:p><w:subDoc r:id="a1"/></w:p>'])
def test_a_part_that_lies_in_a_file_of_its_own_is_told_of(body: str) -> None:
    link = f'<Relationship Id="a1" Type="{OFFICE}/subDocument" Target="../../punkt-2.docx" TargetMode="External"/>'
    document = docx.extract(package(body.format(paragraph(run("Referat"))), relations=link))
    assert document.left_out == ("underdokumentet »punkt-2.docx«",)


def test_words_with_a_line_through_them_are_not_read_as_said_and_the_clerk_is_told() -> None:
    page = "<h1>Punkt 1: Ny sti</h1><h2>Beslutning</h2><p><del>Udsat, 150585-1230.</del> <s>Nej.</s> Godkendt.</p>"
    minutes = read_minutes(page.encode(), "a.html")
    assert minutes.items[0].decisions[0].text == "Godkendt."
    (warning,) = [one.message for one in minutes.warnings if one.code == "text_left_out"]
    assert "»Udsat, 150585-xxxx.« er streget over; »Nej.« er streget over" in warning
    word = docx.extract(package(paragraph(run("Udsat.", "<w:strike/>") + run(" Godkendt."))))
    assert ([line.text for line in word.lines], word.left_out) == (["Godkendt."], ("»Udsat.« er streget over",))


def test_a_cover_beside_the_main_part_of_a_page_belongs_to_the_document() -> None:
    site = "<header><nav><a>Borger</a></nav><h1>Lindeby Kommune</h1></header>"
    cover = "<header><h1>Byrådet</h1><p>14. maj 2024</p></header>"
    main = f"<main><h2>Punkt 1: Ny sti</h2><p>{TEXTS[1]}</p></main>"
    read = html.extract(f"<body>{site}{cover}{main}<footer>Rådhustorvet</footer></body>".encode())
    assert [line.text for line in read.lines] == ["Byrådet", "14. maj 2024", *TEXTS]
    assert [line.text for line in read.removed] == ["Borger", "Lindeby Kommune", "Rådhustorvet"]


@pytest.mark.parametrize(
    "data",
    [
        b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>',
        b"{\\rtf1 Referat}",
        b"Referat",
    ],
)
def test_other_files_called_doc_are_refused_with_advice(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="unsupported"):
        sandbox.read(data, "referat.doc")
