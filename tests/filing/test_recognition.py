"""Scans wait until they can be read, and are then read by the worker."""

from __future__ import annotations

from pathlib import Path

import pytest

from meetings.filing.intake import ingest_file, read_again
from meetings.ingest.extract import ocr
from meetings.jobs import recognise_scans
from meetings.models import Meeting, SourceDocument
from tests.extract.makers.as_pdf import Style, as_pdf
from tests.extract.makers.as_scan import as_scan
from tests.extract.makers.minutes import MINUTES
from tests.filing.test_jobs import work

pytestmark = pytest.mark.django_db(transaction=True)
needs_tesseract = pytest.mark.skipif(
    not ocr.available(), reason="Tesseract with Danish is not installed (apt install tesseract-ocr tesseract-ocr-dan)"
)


def scan(**more: object) -> bytes:
    return as_scan(as_pdf(MINUTES[:20], Style(page_per_item=False)), **more)  # type: ignore[arg-type]


def test_without_tesseract_a_scan_is_kept_and_waits(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    receipt = ingest_file(scan(), "scan.pdf", municipality="Varde")
    recognise_scans(timestamp=0)
    work()
    document = SourceDocument.objects.waiting_for_recognition().get()
    assert document == receipt.document
    assert document.get_outcome_display() == "venter på OCR"
    assert document.path.exists()


@needs_tesseract
def test_a_waiting_scan_is_read_when_tesseract_is_there() -> None:
    ingest_file(scan(), "scan.pdf", municipality="Varde")
    recognise_scans(timestamp=0)
    work()
    document = SourceDocument.objects.get()
    assert (document.outcome, document.ocr) == ("ok", True)
    assert "ocr_text" in {warning["code"] for warning in document.warnings}
    assert Meeting.objects.get().items.exists()
    assert not SourceDocument.objects.waiting_for_recognition().exists()
    assert read_again(document).document.ocr, "a later reading must not fall back to the pictures"


@needs_tesseract
def test_pictures_without_words_are_not_tried_for_ever() -> None:
    ingest_file(as_scan(as_pdf(MINUTES[:20], Style(page_per_item=False)), dpi=8), "sort.pdf", municipality="Varde")
    recognise_scans(timestamp=0)
    work()
    assert SourceDocument.objects.get().outcome == "empty"


def test_pages_that_are_pictures_among_pages_of_text_are_told_of() -> None:
    whole = as_pdf(MINUTES, Style(page_per_item=True))
    ingest_file(as_scan(whole, dpi=40, keep=tuple(range(1, 4))), "blandet.pdf", municipality="Varde")
    assert "pages_waiting" in {warning["code"] for warning in SourceDocument.objects.get().warnings}
