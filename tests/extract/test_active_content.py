"""Scripts, programs to start and embedded files: nothing of it runs, and the clerk is told that it is there."""

from __future__ import annotations

import io
import zipfile
import zlib

import pytest

from meetings.ingest import read_minutes
from meetings.ingest.extract import sandbox
from tests.extract.makers.as_docx import as_docx
from tests.extract.makers.as_pdf import as_pdf
from tests.extract.makers.hostile import WORDS
from tests.extract.makers.hostile_pdf import active, single
from tests.extract.makers.minutes import MINUTES
from tests.extract.makers.raw_pdf import Pdf, font


def with_root(root: str) -> bytes:
    pdf = Pdf()
    pages, face, content = pdf.reserve(), font(pdf, "Helvetica"), pdf.stream(WORDS)
    return single(pdf, pages, content, f"/Font << /F1 {face} 0 R >>", root=root)


def in_packed_objects() -> bytes:
    """The script in a stream of objects, where no byte of the file says what it is."""
    pdf = Pdf()
    pages, face, content = pdf.reserve(), font(pdf, "Helvetica"), pdf.stream(WORDS)
    said = b"90 0 << /S /JavaScript /JS (app.alert\\('x'\\)) >>"
    pdf.stream(said, "/Type /ObjStm /N 1 /First 5")
    assert b"JavaScript" not in zlib.compress(said, 9)
    return single(pdf, pages, content, f"/Font << /F1 {face} 0 R >>")


def with_parts(*names: str) -> bytes:
    out = io.BytesIO(as_docx(MINUTES))
    with zipfile.ZipFile(out, "a") as package:
        for name in names:
            package.writestr(name, b"MZ")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "filename", "found"),
    [
        (active(), "a.pdf", ("scripts", "programs", "embedded")),
        (with_root("/OpenAction << /S /JavaScript /JS (x) >>"), "a.pdf", ("scripts",)),
        (with_root("/OpenAction << /S /J#61va#53cript /JS (x) >>"), "a.pdf", ("scripts",)),
        (in_packed_objects(), "a.pdf", ("scripts",)),
        (with_root("/AA << /WC << /S /Launch /F (x.exe) >> >>"), "a.pdf", ("programs",)),
        (as_pdf(MINUTES), "a.pdf", ()),
        (with_parts("word/vbaProject.bin"), "a.docx", ("scripts",)),
        (with_parts("word/embeddings/ark.xlsx"), "a.docx", ("embedded",)),
        (as_docx(MINUTES), "a.docx", ()),
    ],
)
def test_what_a_program_would_run_or_open_is_told(data: bytes, filename: str, found: tuple[str, ...]) -> None:
    assert sandbox.read(data, filename).active == found
    said = [warning.message for warning in read_minutes(data, filename).warnings if warning.code == "active_content"]
    assert bool(said) == bool(found)
    assert all("bliver ikke kørt, åbnet eller vist" in message for message in said)


def test_the_sentence_names_all_that_is_there() -> None:
    (said,) = [one for one in read_minutes(active(), "a.pdf").warnings if one.code == "active_content"]
    assert "scripts, kommandoer til at starte programmer eller sende data og indlejrede filer" in said.message
