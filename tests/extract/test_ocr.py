"""Pages that are pictures are told apart, and read where Tesseract is installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from meetings.ingest.extract import ocr, pdf, sandbox
from meetings.ingest.problems import UnreadableFile
from tests.extract.compare import shares
from tests.extract.makers.as_pdf import Style, as_pdf
from tests.extract.makers.as_scan import as_scan
from tests.extract.makers.minutes import MINUTES, in_order, truth

PART = MINUTES[8:20]
needs_tesseract = pytest.mark.skipif(
    not ocr.available(), reason="Tesseract with Danish is not installed (apt install tesseract-ocr tesseract-ocr-dan)"
)


def scan(**more: object) -> bytes:
    return as_scan(as_pdf(PART, Style(page_per_item=False)), **more)  # type: ignore[arg-type]


def test_a_scan_is_refused_as_one() -> None:
    with pytest.raises(UnreadableFile) as refused:
        sandbox.read(scan(), "scan.pdf")
    assert refused.value.code == "scanned"


def test_without_tesseract_a_scan_waits(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not ocr.available()
    with pytest.raises(UnreadableFile) as refused:
        ocr.read(scan(), "scan.pdf")
    assert refused.value.code == "scanned"


def test_a_scanners_own_text_layer_is_the_pages_text() -> None:
    words = "Udvalget godkendte indstillingen om den nye skole ved fjorden uden bemaerkninger."
    read = pdf.extract(scan(text_layer=words))
    assert [line.text for line in read.lines] == [words]
    assert read.ocr
    assert read.unseen == ()


def test_pages_that_wait_are_named_among_pages_that_were_read() -> None:
    pages = as_pdf([*PART, *PART], Style(page_per_item=True))
    read = pdf.extract(as_scan(pages, dpi=40, keep=(2,)))
    assert [line.page for line in read.lines] == [2]
    assert ocr.needed(read)
    assert 2 not in read.pages_without_text
    assert len(read.pages_without_text) == (read.pages or 0) - 1


@needs_tesseract
def test_a_scan_is_read_and_marked() -> None:
    read = ocr.read(scan(), "scan.pdf")
    recall, precision = shares(in_order(PART), read)
    assert recall > 0.95
    assert precision > 0.95
    assert read.ocr
    assert read.pages_without_text == ()
    headings = [heading for heading in truth(PART).headings if heading.startswith("Punkt")]
    assert [line.text for line in read.lines if line.kind == "heading" and line.text.startswith("Punkt")] == headings


@needs_tesseract
def test_a_document_with_text_is_not_recognised_again() -> None:
    assert not ocr.read(as_pdf(PART), "referat.pdf").ocr
