"""Originals in the admin: shown, downloaded without danger, read again, and helped on where they are stuck."""

from __future__ import annotations

import dataclasses

import pytest
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from meetings.filing.intake import ingest_file
from meetings.ingest.extract import ocr
from meetings.jobs import recognise_document
from meetings.models import AuditEntry, Meeting, Municipality, SourceDocument, User
from tests.extract.makers.as_pdf import as_pdf
from tests.extract.makers.as_scan import as_scan
from tests.extract.makers.minutes import MINUTES
from tests.papers import CYCLE_PATH, paper

pytestmark = pytest.mark.django_db
LIST = "/admin/meetings/sourcedocument/"


def test_the_page_shows_what_the_parser_said_and_changes_nothing(staff: Client, meeting: Meeting) -> None:
    document = SourceDocument.objects.get()
    page = staff.get(f"{LIST}{document.pk}/change/").content.decode()
    assert "referat.md" in page
    assert "firstagenda" in page
    assert document.sha256 in page
    assert 'name="filename"' not in page
    assert staff.post(f"{LIST}{document.pk}/change/", {"filename": "x"}).status_code == 403
    assert staff.post(f"{LIST}{document.pk}/delete/", {"post": "yes"}).status_code == 403


def test_the_file_comes_as_something_to_save(staff: Client, meeting: Meeting, client: Client) -> None:
    document = SourceDocument.objects.get()
    answer = staff.get(f"{LIST}{document.pk}/fil/")
    assert answer.content.startswith(b"# REFERAT")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert Client().get(f"{LIST}{document.pk}/fil/").status_code == 302


def test_what_a_document_does_not_say_is_filled_in(staff: Client) -> None:
    ingest_file(paper(municipality=""), "a.md")
    document = SourceDocument.objects.get()
    assert "Dokumenter, hvor noget mangler" in staff.get("/admin/").content.decode()
    form = f"{LIST}{document.pk}/oplysninger/"
    assert staff.get(form).status_code == 200
    koege = Municipality.objects.get(name="Køge")
    data = {"municipality": koege.pk, "committee": "Teknik- og Miljøudvalget", "date": "2023-12-05"}
    answer = staff.post(form, data, follow=True)
    assert "Nyt i arkivet" in answer.content.decode()
    assert Meeting.objects.get().committee.municipality == koege


def test_a_document_that_is_held_back_is_released_with_a_reason(staff: Client, boss: User) -> None:
    point = dataclasses.replace(CYCLE_PATH, text="Ansøgeren (cpr. 150585-1239) bor på Lundvej.")
    ingest_file(paper(point), "a.md")
    document = SourceDocument.objects.get()
    page = staff.get(f"{LIST}{document.pk}/change/").content.decode()
    assert "Holdt tilbage" in page
    assert "Frigiv" in page
    staff.post(f"{LIST}{document.pk}/frigiv/", {"reason": ""})
    assert SourceDocument.objects.get().outcome == "blocked"
    staff.post(f"{LIST}{document.pk}/frigiv/", {"reason": "Opdigtet nummer."})
    assert SourceDocument.objects.get().outcome == "ok"
    assert AuditEntry.objects.get(action="release").actor == boss


def test_originals_are_read_again_from_the_list(staff: Client, looker: Client, meeting: Meeting) -> None:
    document = SourceDocument.objects.get()
    data = {"action": "read_again", "_selected_action": [document.pk]}
    assert "Læst igen" in staff.post(LIST, data, follow=True).content.decode()
    assert looker.post(LIST, data).status_code == 403
    for door in ("oplysninger", "frigiv"):
        assert looker.get(f"{LIST}{document.pk}/{door}/").status_code == 403
    document.path.unlink()
    assert "beskadiget" in staff.post(LIST, data, follow=True).content.decode()
    assert staff.get(f"{LIST}{document.pk}/fil/").status_code == 404


def test_what_waits_for_ocr_is_listed_by_itself_and_queued_when_read_again(
    staff: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "available", lambda: True)
    ingest_file(as_scan(as_pdf(MINUTES[:6]), dpi=50), "scan.pdf")
    front = staff.get("/admin/").content.decode()
    assert "Dokumenter, der venter på OCR" in front
    assert "Dokumenter, der ikke kunne læses" not in front
    listed = f"{LIST}?outcome__in=scanned,unreadable_text_layer"
    assert listed in front
    assert "scan.pdf" in staff.get(listed).content.decode()
    chosen = {"action": "read_again", "_selected_action": [SourceDocument.objects.get().pk]}
    assert "Du skal ikke gøre noget" in staff.post(LIST, chosen, follow=True).content.decode()
    assert ProcrastinateJob.objects.filter(task_name=recognise_document.name, status="todo").count() == 1
