"""Requests that nobody's browser sends: each gets a clear answer, and nothing of it stays."""

from __future__ import annotations

import io
import socket
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from meetings.filing import incoming
from meetings.models import Batch, SourceDocument, Upload
from tests.access.people import auditor, clerk, logged_in
from tests.clerk.uploading import multipart, nothing_left, on_disk, send, signed_in, work
from tests.make import make_committee
from tests.papers import BATHS, CYCLE_PATH, paper

pytestmark = pytest.mark.django_db(transaction=True)

FORM = "multipart/form-data; boundary=skillelinje"


@pytest.fixture
def desk() -> Client:
    make_committee("Teknik- og Miljøudvalget")
    return signed_in()


def part(name: str, data: bytes, filename: str | None = None) -> bytes:
    file = f'; filename="{filename}"' if filename is not None else ""
    return f'Content-Disposition: form-data; name="{name}"{file}\r\n\r\n'.encode() + data


def raw(client: Client, body: bytes, content_type: str = FORM, **extra: Any) -> Any:
    return client.post("/upload/", data=body, content_type=content_type, **extra)


def test_a_hundred_and_one_files_are_refused_together(desk: Client) -> None:
    answer = send(desk, {f"{number}.md": b"# Referat" for number in range(101)})
    assert answer.status_code == 413
    assert "højst 100 filer" in answer.content.decode()
    assert nothing_left()


def test_sixty_megabytes_are_refused_and_the_file_beside_them_is_taken_in(desk: Client) -> None:
    large = SimpleUploadedFile("stor.pdf", b"%PDF-1.7" + bytes(60 * 2**20))
    desk.post("/upload/", {"filer": [large, SimpleUploadedFile("lille.md", paper())]})
    told = dict(Upload.objects.values_list("filename", "message"))
    assert "større end 50 MB" in told["stor.pdf"]
    assert on_disk() == [Upload.objects.get(filename="lille.md").sha256]


def test_sixty_megabytes_alone_leave_nothing(desk: Client) -> None:
    answer = send(desk, {"stor.pdf": b"%PDF-1.7" + bytes(60 * 2**20)})
    assert answer.status_code == 422
    assert "større end 50 MB" in answer.content.decode()
    assert nothing_left()


class Unread(io.BytesIO):
    """A body that must not be read: what it announces is enough."""

    def read(self, *size: int) -> bytes:
        raise AssertionError("read")


def test_a_request_that_announces_too_much_is_refused_unread(desk: Client) -> None:
    batch = begin(desk)
    for address, length in ((f"{batch}fil/", 2**40), ("/upload/", 2**40)):
        answer = desk.generic(
            "POST", address, b"", content_type=FORM, CONTENT_LENGTH=str(length), **{"wsgi.input": Unread()}
        )
        assert answer.status_code == 413
    assert not on_disk()


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd.md", "passwd.md"),
        ("C:\\\\Windows\\\\referat.md", "referat.md"),
        ("refe\x00rat.md", "referat.md"),
        ("referat\u202egpj.md", "referatgpj.md"),
        ("mo\u0308de.md", "m\xf6de.md"),
        (f"{'å' * 300}.md", f"{'å' * 252}.md"),
        ("...md", "md"),
        ("<script>alert(1)</script>.md", "script>.md"),
        (".. .md", "md"),
        ("%2e%2e%2freferat.md", "%2e%2e%2freferat.md"),
    ],
)
def test_names_are_names_and_lead_nowhere(desk: Client, sent: str, kept: str) -> None:
    answer = raw(desk, multipart(part("filer", paper(), sent)))
    row = Upload.objects.get()
    assert row.filename == kept
    assert on_disk() == [row.sha256]
    assert "<script>alert" not in desk.get(answer["Location"]).content.decode()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("referat.pdf", b"MZ\x90\x00 a program", "Filtypen"),
        ("referat.pdf", b"# Referat", "ikke det"),
        ("tal.xlsx", b"PK\x03\x04", "Filtypen"),
        ("tom.md", b"", "tom"),
        ("blank.txt", b" \r\n\t", "tom"),
        ("billede.png", b"\x89PNG\r\n", "Filtypen"),
        ("nul.txt", b"Referat\x00\x00", "ikke det"),
    ],
)
def test_wrong_types_are_named_and_not_kept(desk: Client, name: str, data: bytes, said: str) -> None:
    answer = send(desk, {name: data})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert nothing_left()


WHOLE = multipart(part("filer", paper(), "a.md"))


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (WHOLE[:-60], FORM, 400),
        (multipart(part("filer", paper(), "a.md"), end=False), FORM, 400),
        (WHOLE, "multipart/form-data; boundary=en-anden", 400),
        (WHOLE, "multipart/form-data", 400),
        (WHOLE, f"multipart/form-data; boundary={'x' * 300}", 400),
        (WHOLE, "application/json", 415),
        (b"", FORM, 411),
        (multipart(part("key", b"x")), FORM, 422),
        (multipart(b"X-Nothing: 1\r\n\r\nabc"), FORM, 422),
        (multipart(part("filer", paper(), "")), FORM, 422),
        (multipart(part("filer", paper(), "..")), FORM, 422),
        (multipart(*(part(f"f{n}", b"x") for n in range(1100))), FORM, 413),
        (multipart(part("key", b"x" * 3_000_000), part("filer", paper(), "a.md")), FORM, 413),
        (multipart(b'Content-Disposition: form-data; name="filer"; filename="a.md"\r\n'
                   b"Content-Transfer-Encoding: base64\r\n\r\n!!!!!"), FORM, 400),
    ],
)  # fmt: skip
def test_bodies_that_are_cut_or_wrong(desk: Client, body: bytes, content_type: str, status: int) -> None:
    answer = raw(desk, body, content_type)
    assert answer.status_code == status
    assert 'role="alert"' in answer.content.decode()
    assert nothing_left()


def test_a_form_sent_twice_is_one_batch(desk: Client) -> None:
    key = str(uuid.uuid4())
    first = send(desk, {"a.md": paper()}, key=key)
    second = send(desk, {"a.md": paper()}, key=key)
    assert first["Location"] == second["Location"]
    assert Upload.objects.count() == 1
    work()
    assert Batch.objects.get().uploads.get().state == "filed"


def test_a_script_that_sends_a_file_twice_makes_one_row(desk: Client) -> None:
    batch = begin(desk)
    for _ in range(2):
        assert one(desk, batch, "a.md", paper()).status_code == 201
    assert Upload.objects.count() == 1
    assert one(desk, batch, "b.exe", b"MZ").status_code == 422
    desk.post(f"{batch}luk/")
    late = one(desk, batch, "c.md", paper(BATHS))
    assert late.status_code == 422
    assert "afsluttet" in late.json()["besked"]
    assert len(on_disk()) == 1


def test_a_batch_of_a_script_has_room_for_a_hundred(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("meetings.filing.uploads.MAX_FILES", 2)
    batch = begin(desk)
    answers = [one(desk, batch, f"{n}.md", paper(date=f"0{n}-02-2024")).status_code for n in (1, 2, 3)]
    assert answers == [201, 201, 422]
    assert len(on_disk()) == 2


def test_without_a_token_nothing_is_stored() -> None:
    make_committee("Byrådet")
    client = Client(enforce_csrf_checks=True)
    client.force_login(clerk("Varde"))
    assert send(client, {"a.md": paper()}).status_code == 403
    assert client.post("/upload/bunke/").status_code == 403
    assert nothing_left()
    mine = signed_in()
    batch = begin(mine)
    assert one(client, batch, "a.md", paper()).status_code == 403
    assert not on_disk()


def test_an_ended_session_is_told_and_nothing_is_stored(desk: Client) -> None:
    batch = begin(desk)
    desk.logout()
    answer = one(desk, batch, "a.md", paper())
    assert answer.status_code == 401
    assert "Log ind i et nyt faneblad" in answer.json()["besked"]
    assert desk.post("/upload/bunke/").status_code == 401
    sent = send(desk, {"a.md": paper()})
    assert sent["Location"].startswith("/konto/log-ind/")
    assert not on_disk()
    assert not Upload.objects.exists()


def test_who_may_not_upload_stores_nothing(desk: Client) -> None:
    assert send(logged_in(auditor("Varde")), {"a.md": paper()}).status_code == 403
    batch = begin(desk)
    assert one(signed_in("Esbjerg"), batch, "a.md", paper()).status_code == 404
    assert not on_disk()


def test_a_file_that_was_erased_does_not_come_back(desk: Client) -> None:
    from meetings.filing.erasure import erase_file

    send(desk, {"a.md": paper(date="")})
    work()
    erase_file(SourceDocument.objects.get(), actor=None, reason="Personoplysninger")
    for file in on_disk():
        next(incoming.originals.Path(incoming.settings.ORIGINALS_DIR).rglob(file)).unlink()
    answer = send(desk, {"igen.md": paper(date="")})
    assert answer.status_code == 422
    assert "slettet af hensyn til personoplysninger" in answer.content.decode()
    assert not on_disk()


@pytest.fixture
def wire(live_server: Any, desk: Client) -> Iterator[socket.socket]:
    with socket.create_connection((live_server.thread.host, live_server.thread.port), timeout=60) as connection:
        yield connection


def test_a_connection_that_breaks_in_the_middle_leaves_nothing(wire: socket.socket, desk: Client) -> None:
    cookie = f"session={desk.cookies['session'].value}"
    head = f"POST /upload/ HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\nContent-Type: {FORM}\r\n"
    wire.sendall(f"{head}Content-Length: {len(WHOLE) + 500_000}\r\n\r\n".encode() + WHOLE[:-40])
    wire.shutdown(socket.SHUT_WR)
    said = wire.makefile("rb").read()
    assert b" 400 " in said.split(b"\r\n")[0]
    assert nothing_left()


def begin(client: Client) -> str:
    return str(client.post("/upload/bunke/", {"key": str(uuid.uuid4())}).json()["bunke"])


def one(client: Client, batch: str, name: str, data: bytes) -> Any:
    return client.post(f"{batch}fil/", {"filer": SimpleUploadedFile(name, data)})


def test_what_is_sent_never_lies_whole_in_memory(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    pieces: list[int] = []
    write = incoming.Incoming.write
    monkeypatch.setattr(incoming.Incoming, "write", lambda self, piece: (pieces.append(len(piece)), write(self, piece)))
    send(desk, {"a.md": paper(CYCLE_PATH) + b" " * 3_000_000})
    assert sum(pieces) > 3_000_000
    assert max(pieces) <= 64 * 1024
