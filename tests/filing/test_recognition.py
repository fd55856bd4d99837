"""Scans wait until they can be read, and are then read by the worker."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command
from procrastinate.contrib.django.models import ProcrastinateJob

from meetings.filing.intake import ingest_file, read_again
from meetings.ingest.extract import ocr
from meetings.ingest.problems import UnreadableFile
from meetings.jobs import recognise_document, recognise_scans
from meetings.models import Meeting, SourceDocument
from tests.extract.makers.as_pdf import Style, as_pdf
from tests.extract.makers.as_scan import as_scan
from tests.extract.makers.minutes import MINUTES
from tests.filing.test_jobs import work
from tests.papers import paper

pytestmark = pytest.mark.django_db(transaction=True)
needs_tesseract = pytest.mark.skipif(
    not ocr.available(), reason="Tesseract with Danish is not installed (apt install tesseract-ocr tesseract-ocr-dan)"
)


# A text layer of 80 words that mean nothing, as fonts give whose letters are stored without their meaning
GARBLED = " ".join(f"{a}{b}xq{a}rt" for a in "bcdfghjk" for b in "lmnpstvwzx")


def scan(**more: object) -> bytes:
    return as_scan(as_pdf(MINUTES[:20], Style(page_per_item=False)), **more)  # type: ignore[arg-type]


def half_garbled() -> bytes:
    """Pages with letters that mean nothing, behind two pages of plain text."""
    return as_scan(as_pdf(MINUTES[:32], Style(page_per_item=True)), dpi=150, keep=(1, 2), text_layer=GARBLED)


def read_and_recognise(data: bytes) -> SourceDocument:
    ingest_file(data, "scan.pdf", municipality="Varde")
    recognise_scans(timestamp=0)
    work()
    return SourceDocument.objects.get()


def queued() -> int:
    return ProcrastinateJob.objects.filter(task_name=recognise_document.name, status="todo").count()


@pytest.fixture
def blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tesseract is there, and finds no word on any page."""
    monkeypatch.setattr(ocr, "available", lambda: True)
    monkeypatch.setattr(ocr, "_tesseract", lambda picture: b"<p></p>")


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


def test_without_tesseract_letters_without_meaning_wait_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    document = read_and_recognise(scan(text_layer=GARBLED))
    assert document.outcome == "unreadable_text_layer"
    assert "venter på OCR" in document.problem
    assert "når OCR er sat op" in document.problem
    assert SourceDocument.objects.waiting_for_recognition().exists()


@needs_tesseract
def test_a_document_whose_letters_mean_nothing_is_read_from_its_pages() -> None:
    document = read_and_recognise(scan(text_layer=GARBLED))
    assert (document.outcome, document.ocr) == ("ok", True)
    assert Meeting.objects.get().items.exists()
    assert GARBLED[:20] not in document.text
    assert not SourceDocument.objects.waiting_for_recognition().exists()


@needs_tesseract
def test_garbled_pages_among_good_ones_are_read_from_their_pictures() -> None:
    document = read_and_recognise(half_garbled())
    lines = document.text.splitlines()
    assert document.ocr
    assert "Udvalget godkendte indstillingen om den nye skole ved fjorden." in lines[0]
    assert any(line.startswith("Punkt 3") for line in lines)
    assert not SourceDocument.objects.waiting_for_recognition().exists()


@needs_tesseract
def test_reading_again_by_hand_recognises_what_waits() -> None:
    ingest_file(scan(text_layer=GARBLED), "scan.pdf", municipality="Varde")
    call_command("reparse", "--failed")
    assert SourceDocument.objects.get().outcome == "ok"


@pytest.mark.parametrize("layer", ["", GARBLED])
def test_where_recognition_finds_no_words_the_waiting_ends(blind: None, layer: str) -> None:
    document = read_and_recognise(scan(text_layer=layer))
    assert document.outcome == "empty"
    assert document.problem == "OCR fandt ingen ord på siderne, der kan læses. Originalen er gemt."
    recognise_scans(timestamp=0)
    assert not queued()


def test_words_that_mean_nothing_are_no_words(blind: None, monkeypatch: pytest.MonkeyPatch) -> None:
    words = "".join(
        f'<span class="ocrx_word" title="bbox {90 * n} 0 {90 * n + 60} 40; x_wconf 90">{word}</span>'
        for n, word in enumerate(GARBLED.split())
    )
    line = f'<span title="bbox 0 0 9000 40; baseline 0 0; x_size 40">{words}</span>'
    monkeypatch.setattr(ocr, "_tesseract", lambda picture: line.encode())
    assert read_and_recognise(scan()).outcome == "empty"


def test_garbled_pages_that_stay_garbled_are_told_and_not_tried_for_ever(blind: None) -> None:
    document = read_and_recognise(half_garbled())
    codes = {warning["code"] for warning in document.warnings}
    assert "page_blank" in codes
    assert "pages_waiting" not in codes
    recognise_scans(timestamp=0)
    assert not queued()


def test_a_page_that_takes_too_long_is_given_up_and_the_others_are_read(
    blind: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = []

    def one_fails(picture: bytes) -> bytes:
        pages.append(picture)
        if len(pages) == 1:
            raise UnreadableFile("too_complex", "a page took too long")
        return b"<p></p>"

    monkeypatch.setattr(ocr, "_tesseract", one_fails)
    document = read_and_recognise(half_garbled())
    assert [one["page"] for one in document.warnings if one["code"] == "page_given_up"] == [3]
    assert len(pages) == (document.pages or 0) - 2


def test_pages_beyond_the_most_are_given_up_and_not_tried_for_ever(
    blind: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "MAX_PAGES", 1)
    document = read_and_recognise(half_garbled())
    given_up = [one["page"] for one in document.warnings if one["code"] == "page_given_up"]
    assert given_up == list(range(4, (document.pages or 0) + 1))


def test_where_a_new_reading_fails_the_old_one_stands_and_waits_no_longer(
    blind: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest_file(paper(), "a.md", municipality="Varde")
    waiting = {"code": "pages_waiting", "message": "2 af siderne venter", "line": None, "page": None}
    SourceDocument.objects.update(warnings=[waiting])
    monkeypatch.setattr(ocr, "read", failing)
    recognise_scans(timestamp=0)
    work()
    document = SourceDocument.objects.get()
    assert (document.outcome, document.meeting) == ("ok", Meeting.objects.get())
    assert [one["code"] for one in document.warnings] == ["page_given_up"]
    recognise_scans(timestamp=0)
    assert not queued()


@pytest.mark.parametrize("outcome", ["failed", "foreign", "too_complex"])
def test_what_cannot_be_read_at_all_is_not_tried_for_its_pages(outcome: str) -> None:
    ingest_file(paper(), "a.md", municipality="Varde")
    waiting = {"code": "pages_waiting", "message": "2 af siderne venter", "line": None, "page": None}
    SourceDocument.objects.update(warnings=[waiting], outcome=outcome)
    assert not SourceDocument.objects.waiting_for_recognition().exists()


def failing(data: bytes, filename: str) -> None:
    raise UnreadableFile("too_complex", "on every page")


def test_what_was_read_with_ocr_is_not_lost_where_there_is_none(blind: None, monkeypatch: pytest.MonkeyPatch) -> None:
    document = read_and_recognise(half_garbled())
    assert document.ocr
    monkeypatch.setattr(ocr, "available", lambda: False)
    assert read_again(document).status == "failed"
    assert "pages_waiting" not in {warning["code"] for warning in SourceDocument.objects.get().warnings}


def test_a_scan_that_is_ingested_is_queued_at_once_and_once(blind: None, tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(scan())
    with pytest.raises(SystemExit):
        call_command("ingest", str(tmp_path), municipality="Varde")
    assert queued() == 1
    recognise_scans(timestamp=0)
    job = ProcrastinateJob.objects.get(task_name=recognise_document.name)
    assert (job.status, job.priority) == ("todo", -100)
    assert job.args == {"sha256": SourceDocument.objects.get().sha256}


def test_a_scans_metadata_are_guarded_when_it_is_recognised(blind: None, monkeypatch: pytest.MonkeyPatch) -> None:
    line = "Udvalget godkendte indstillingen om den nye skole ved fjorden og det hele."
    word = f'<span class="ocrx_word" title="bbox 0 0 9 40; x_wconf 90">{line}</span>'
    found = f'<span title="bbox 0 0 9 40; baseline 0 0; x_size 40">{word}</span>'
    monkeypatch.setattr(ocr, "_tesseract", lambda picture: found.encode())
    document = read_and_recognise(scan(title="Sag om 150585-1230"))
    assert "personal_data_block" in {warning["code"] for warning in document.warnings}
