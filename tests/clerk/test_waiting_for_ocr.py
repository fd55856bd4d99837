"""A file that waits for OCR: it is told as such, asks nothing of the clerk, and is read as soon as the worker can."""

from __future__ import annotations

from dataclasses import replace
from email.message import EmailMessage

import pytest
from django.test import Client
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from meetings.filing.intake import ingest_file
from meetings.ingest.extract import extract, ocr
from meetings.ingest.lines import Document
from meetings.jobs import read_upload, recognise_document
from meetings.models import Batch, Meeting, SourceDocument, Upload
from tests.access.people import clerk, logged_in, municipality_admin
from tests.clerk.uploading import send, signed_in, the
from tests.extract.makers.as_pdf import as_pdf
from tests.extract.makers.as_scan import as_scan
from tests.extract.makers.minutes import MINUTES
from tests.make import make_attachment, make_committee, make_item, make_meeting
from tests.papers import paper
from tests.publish.post import Post, text_of

pytestmark = pytest.mark.django_db(transaction=True)

SCAN = as_scan(as_pdf(MINUTES[:6]), dpi=50)
NOTHING_TO_DO = "Du skal ikke gøre noget."


@pytest.fixture
def desk() -> Client:
    make_committee("Teknik- og Miljøudvalget")
    return signed_in()


@pytest.fixture
def tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if it were installed, and read these minutes on the pages of any scan."""
    monkeypatch.setattr(ocr, "available", lambda: True)
    monkeypatch.setattr(ocr, "read", lambda data, filename: recognised(paper()))


def recognised(said: bytes) -> Document:
    return replace(extract(said, "a.md"), ocr=True)


def work(*queues: str) -> None:
    with app.replace_connector(app.connector.get_worker_connector()) as worker:  # type: ignore[attr-defined]
        only = list(queues) or None
        worker.run_worker(queues=only, wait=False, install_signal_handlers=False, listen_notify=False)


def words(client: Client, address: str) -> str:
    return " ".join(client.get(address).content.decode().split())


def test_a_scan_that_is_uploaded_is_queued_behind_all_else_and_read(desk: Client, tesseract: None, post: Post) -> None:
    send(desk, {"scan.pdf": SCAN})
    work("reading", "mail")
    upload = the("scan.pdf")
    assert upload.label == "venter på OCR"
    assert upload.message.endswith(NOTHING_TO_DO)
    job = ProcrastinateJob.objects.get(task_name=recognise_document.name)
    others = ProcrastinateJob.objects.exclude(task_name=recognise_document.name)
    assert job.priority < min(others.values_list("priority", flat=True))
    read_upload(upload=upload.pk)
    assert ProcrastinateJob.objects.filter(task_name=recognise_document.name).count() == 1
    work("recognition")
    assert the("scan.pdf").label == "læst"
    assert SourceDocument.objects.get().ocr
    assert Meeting.objects.get().status == "draft"
    assert recognise_document(sha256=upload.sha256) == "unchanged"


def test_a_scan_from_another_system_is_queued_at_once(tesseract: None) -> None:
    make_committee("Teknik- og Miljøudvalget")
    page = logged_in(municipality_admin("Varde")).post("/bord/noegler/", {"navn": "ESDH"}).content.decode()
    secret = page.split("<code>")[1].split("</code>")[0]
    answer = Client().post(
        "/api/upload?filnavn=scan.pdf",
        SCAN,
        content_type="application/octet-stream",
        headers={"Authorization": f"Bearer {secret}"},
    )
    assert answer.status_code == 202
    work()
    assert the("scan.pdf").state == "filed"


def test_page_desk_and_receipt_say_that_it_waits_and_asks_nothing(
    desk: Client, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "available", lambda: False)
    send(desk, {"scan.pdf": SCAN, "i stykker.pdf": b"%PDF-1.7 nothing more"})
    work()
    upload, batch = the("scan.pdf"), Batch.objects.get()
    assert "Det sker af sig selv, når OCR er sat op på serveren." in upload.message
    page = words(desk, batch.get_absolute_url())
    waiting, broken = sorted(page.split('<p class="row-title">')[1:], key=lambda row: "i stykker" in row)
    assert '<span class="badge">Venter på OCR</span>' in waiting
    assert "Kan ikke læses" not in waiting
    assert '<span class="badge badge--bad">Kan ikke læses</span>' in broken
    assert "1 fil venter på OCR; det skal du ikke gøre noget ved." in page
    alone = words(desk, f"{batch.get_absolute_url()}fil/{upload.pk}/")
    assert '<span class="badge">Venter på OCR</span>' in alone
    assert "Læs filen igen" not in alone
    front = words(desk, "/bord/")
    assert '<a href="#ocr">1 fil venter på OCR</a>' in front
    assert "Venter på OCR (1)" in front
    assert f'<a href="{batch.get_absolute_url()}fil/{upload.pk}/">scan.pdf</a>' in front
    told = told_in(post.mails)
    assert "Venter på OCR. " in told
    assert "1 venter på OCR" in told
    assert told.count("Kan ikke læses.") == 1


def told_in(mails: list[EmailMessage]) -> str:
    (mail,) = mails
    return text_of(mail)


def test_a_document_with_pages_that_wait_is_listed_by_its_meeting(desk: Client) -> None:
    ingest_file(paper(), "a.md", municipality="Varde")
    waits = {"code": "pages_waiting", "message": "2 af siderne venter på OCR.", "line": None, "page": None}
    SourceDocument.objects.update(warnings=[waits])
    front = words(desk, "/bord/")
    assert f'<a href="/bord/moede/{Meeting.objects.get().pk}/">' in front.split('id="ocr"')[1]
    assert "2 af siderne venter på OCR." in front


def test_what_a_recognised_page_tells_is_no_longer_asked_for(desk: Client, tesseract: None) -> None:
    send(desk, {"scan.pdf": as_scan(as_pdf(MINUTES), dpi=50, keep=(1, 2))})
    work("reading", "mail")
    assert the("scan.pdf").state == "incomplete"
    assert "Venter på OCR" not in words(desk, "/bord/"), "it is listed with what it asks, not as one that asks nothing"
    work("recognition")
    assert the("scan.pdf").state == "filed"
    assert the("scan.pdf").meeting == Meeting.objects.get()


def test_other_municipalities_and_the_read_are_not_listed(desk: Client) -> None:
    ingest_file(SCAN, "scan.pdf", municipality="Esbjerg")
    ingest_file(paper(), "a.md", municipality="Varde")
    assert "Venter på OCR" not in words(desk, "/bord/")
    assert "Venter på OCR (1)" in words(logged_in(clerk("Esbjerg", "else")), "/bord/")


def test_another_municipalitys_scan_is_not_filed_when_it_is_read(
    desk: Client, tesseract: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "read", lambda data, filename: recognised(paper(municipality="Esbjerg")))
    send(desk, {"scan.pdf": SCAN})
    work()
    assert the("scan.pdf").state == "foreign"
    assert not Meeting.objects.exists()


def test_a_scan_without_words_says_so_and_waits_no_more(
    desk: Client, tesseract: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(ocr, "available", lambda: True)
    monkeypatch.setattr(ocr, "_tesseract", lambda picture: b"<p></p>")
    send(desk, {"scan.pdf": SCAN})
    work()
    upload = the("scan.pdf")
    assert (upload.label, upload.message) == (
        "kan ikke læses",
        "OCR fandt ingen ord på siderne, der kan læses. Originalen er gemt.",
    )


def test_a_scanned_paper_is_tied_at_once_and_had_by_readers_when_it_is_read(desk: Client, tesseract: None) -> None:
    make_attachment(make_item(make_meeting("Teknik- og Miljøudvalget")), "Kort over strækningen")
    send(desk, {"Kort over strækningen.pdf": SCAN})
    work("reading", "mail")
    upload = the("Kort over strækningen.pdf")
    assert upload.state == "attached"
    assert "Læserne får ikke filen" in upload.message
    work("recognition")
    assert the("Kort over strækningen.pdf").message == "Bilag til punkt 1: Kort over strækningen."
    assert SourceDocument.objects.get().outcome == "ok"


def test_a_scanned_paper_without_an_item_is_asked_about_and_not_said_to_need_nothing(
    desk: Client, tesseract: None
) -> None:
    send(desk, {"Bilag 1 - Kort.pdf": SCAN})
    work("reading", "mail")
    assert the("Bilag 1 - Kort.pdf").state == "loose"
    assert NOTHING_TO_DO not in the("Bilag 1 - Kort.pdf").message
    work("recognition")
    assert the("Bilag 1 - Kort.pdf").message == "Modtaget som bilag; intet punkt har det navn."
    assert not Upload.objects.filter(state="unread").exists()
