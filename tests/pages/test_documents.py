"""Originals handed out: byte for byte, only to whom they are meant for, and without power in a browser."""

from __future__ import annotations

import pytest
from django.test import Client

from meetings.models import Meeting, SourceDocument
from meetings.pages.document import safe_name
from tests.make import make_attachment, make_document, make_item, make_meeting

BYTES = b"%PDF-1.7\r\n\x00\xff\r\n<script>alert(1)</script>"


@pytest.fixture
def original(db):
    meeting = make_meeting("Byrådet", "2023-12-05", published=True)
    return make_document(meeting, data=BYTES, filename="Referat 5. december.pdf", media_type="application/pdf")


@pytest.fixture
def get(client: Client):
    """As client.get, but a file is read to its end, which is what closes it."""

    def get(address: str, **headers: str):
        response = client.get(address, headers=headers)
        if response.streaming:
            response.body = b"".join(response.streaming_content)
        return response

    return get


def test_the_bytes_come_back_as_they_came_in(original, get):
    response = get(original.get_absolute_url())
    assert response.body == BYTES
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == 'attachment; filename="Referat 5. december.pdf"'
    assert response.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert not response.cookies


@pytest.mark.parametrize("number", ["150585-1230", "150585-1239", "010165-1234"])
def test_no_reader_sees_a_persons_number_in_a_files_name(original, get, number: str):
    """Somebody may have decided that the file is published all the same."""
    SourceDocument.objects.update(filename=f"Ansøgning_{number}.pdf")
    answers = [get(original.get_absolute_url()).headers["Content-Disposition"]]
    answers += [get(f"{original.meeting.get_absolute_url()}{rest}").content.decode() for rest in ("", "versioner/")]
    assert not any(number in answer for answer in answers)
    assert all(f"{number[:6]}-xxxx" in answer for answer in answers[:2])


def test_a_reader_who_has_it_already_gets_nothing_anew(original, get):
    tag = get(original.get_absolute_url()).headers["ETag"]
    assert get(original.get_absolute_url(), **{"if-none-match": tag}).status_code == 304


@pytest.mark.parametrize(
    "media_type", ["text/html", "image/svg+xml", "application/xhtml+xml", "x/y\r\nSet-Cookie: a=b"]
)
def test_what_a_browser_might_run_is_plain_bytes(original, get, media_type):
    type(original).objects.update(media_type=media_type)
    assert get(original.get_absolute_url()).headers["Content-Type"] == "application/octet-stream"


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"meeting__status": Meeting.Status.DRAFT}, 404),
        ({"meeting__status": Meeting.Status.WITHDRAWN}, 410),
        ({"outcome": "blocked"}, 404),
        ({"outcome": "incomplete"}, 404),
        ({"warnings": [{"code": "text_under_closed"}]}, 404),
        ({"meeting": None, "version": None}, 404),
    ],
)
def test_who_may_not_have_it(original, get, change, status):
    state = change.pop("meeting__status", None)
    if state:
        Meeting.objects.update(status=state)
    else:
        type(original).objects.update(**change)
    assert get(original.get_absolute_url()).status_code == status


def test_a_file_beside_an_open_item_may_be_had_and_beside_a_closed_one_not(db, get):
    file = make_document(data=b"bilag", media_type="application/pdf", filename="bilag.pdf")
    item = make_item(make_meeting(published=True))
    make_attachment(item, document=file)
    assert get(file.get_absolute_url()).status_code == 200
    type(item).objects.update(closed=True)
    assert get(file.get_absolute_url()).status_code == 404


def test_a_file_that_is_gone_from_the_disk_is_404(original, get):
    original.path.unlink()
    assert get(original.get_absolute_url()).status_code == 404


def test_capitals_in_the_hash_lead_to_the_address(original, get):
    typed = original.get_absolute_url().replace(original.sha256, original.sha256.upper())
    assert get(typed).headers["Location"] == original.get_absolute_url()


@pytest.mark.parametrize(
    ("name", "ending", "safe"),
    [
        ("Referat.pdf", ".pdf", "Referat.pdf"),
        ("Referat.PDF", ".pdf", "Referat.pdf"),
        ("../../etc/passwd", "", "passwd"),
        ("C:\\Users\\asta\\Referat.docx", ".docx", "Referat.docx"),
        ("referat\r\nSet-Cookie: a=b.pdf", ".pdf", "referatSet-Cookie- a=b.pdf"),
        ("ref\u202efdp.exe", ".pdf", "reffdp.exe.pdf"),
        ("...", ".pdf", "original.pdf"),
        ("", "", "original"),
        ("Ø" * 400 + ".pdf", ".pdf", "Ø" * 120 + ".pdf"),
    ],
)
def test_file_names_are_harmless(name, ending, safe):
    assert safe_name(name, ending) == safe
