"""Ways round the rules of the desk that somebody might try: files in others' batches, papers round a redaction."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from meetings.filing.publishing import publish
from meetings.filing.redactions import lift, redact
from meetings.models import Attachment, Meeting, Redaction, SourceDocument
from tests.access.people import clerk, logged_in
from tests.clerk.uploading import send, signed_in, the, work
from tests.make import make_committee
from tests.papers import Point, paper

pytestmark = pytest.mark.django_db(transaction=True)

LETTER = "Naboerne på Lundvej har set kortet og ønsker, at stien lægges på nordsiden af vejen, hvor der er plads."


@pytest.fixture
def desk() -> Client:
    make_committee("Teknik- og Miljøudvalget")
    return signed_in()


def test_a_paper_tied_after_words_were_struck_out_is_not_given_out_with_them(desk: Client) -> None:
    send(desk, {"referat.md": paper(Point("Sag", attachments=("Kort",)), Point("Sag 2", attachments=("Svar",)))})
    work()
    meeting = publish(Meeting.objects.get(), actor=None)
    place = meeting.committee.municipality
    redact(Redaction(municipality=place, words="Ravnsgaard", reason="Privat person"), actor=None)
    send(desk, {"Kort.txt": f"{LETTER} Ravnsgaard".encode(), "Svar.txt": f"{LETTER} Egelykke".encode()})
    work()
    assert {the(name).state for name in ("Kort.txt", "Svar.txt")} == {"attached"}
    given = b"".join(desk.get(f"/dokument/{the('Kort.txt').sha256}/")).decode()
    assert "Ord i dette dokument er streget ud" in given
    assert "Ravnsgaard" not in given
    assert b"Egelykke" in b"".join(desk.get(f"/dokument/{the('Svar.txt').sha256}/"))


def test_a_paper_of_two_meetings_stays_struck_out_when_one_of_them_changes(desk: Client) -> None:
    for date in ("05-12-2023", "06-02-2024"):
        send(desk, {f"{date}.md": paper(Point("Sag", attachments=("Kort",)), date=date)})
    send(desk, {"Bilag scan.txt": f"{LETTER} Ravnsgaard og Egelykke".encode()})
    work()
    first, second = (publish(one, actor=None) for one in Meeting.objects.order_by("date"))
    Attachment.objects.update(document=the("Bilag scan.txt").document)
    SourceDocument.objects.filter(filename="Bilag scan.txt").update(outcome="ok")
    place = first.committee.municipality
    redact(Redaction(municipality=place, meeting=first, words="Ravnsgaard", reason="x"), actor=None)
    other = Redaction(municipality=place, meeting=second, words="Egelykke", reason="x")
    redact(other, actor=None)
    given = b"".join(desk.get(f"/dokument/{the('Bilag scan.txt').sha256}/")).decode()
    assert "Ord i dette dokument er streget ud" in given
    assert not [name for name in ("Ravnsgaard", "Egelykke") if name in given]
    lift(other, actor=None)
    given = b"".join(desk.get(f"/dokument/{the('Bilag scan.txt').sha256}/")).decode()
    assert "Ravnsgaard" not in given
    assert "Egelykke" in given


def test_nobody_puts_a_file_into_a_colleagues_batch(desk: Client) -> None:
    begun = desk.post("/upload/bunke/").json()
    colleague = logged_in(clerk("Varde", "bent"))
    sent = SimpleUploadedFile("a.md", paper())
    assert colleague.post(begun["fil"], {"filer": sent}).status_code == 404
    assert colleague.post(begun["luk"]).status_code == 404
    assert not SourceDocument.objects.exists()
