"""The door for a municipality's own systems: keys, the same rules as for a clerk, answers that programs read."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from meetings.models import AuditEntry, Batch, Meeting, Upload, UploadToken
from tests.access.people import clerk, logged_in, municipality_admin
from tests.clerk.uploading import nothing_left, on_disk, the, work
from tests.make import make_committee
from tests.papers import BATHS, paper

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def secret() -> str:
    """A key of Varde, made at the desk."""
    make_committee("Teknik- og Miljøudvalget")
    page = logged_in(municipality_admin("Varde")).post("/bord/noegler/", {"navn": "ESDH"}).content.decode()
    return page.split("<code>")[1].split("</code>")[0]


def post(secret: str, data: Any, address: str = "/api/upload", **extra: Any) -> Any:
    client = Client(enforce_csrf_checks=True)
    return client.post(
        address, data, headers={"Authorization": f"Bearer {secret}", **extra.pop("headers", {})}, **extra
    )


def raw(secret: str, data: bytes, query: str = "?filnavn=a.md", **extra: Any) -> Any:
    return post(secret, data, f"/api/upload{query}", content_type="application/octet-stream", **extra)


def problem(answer: Any) -> dict[str, Any]:
    assert answer["Content-Type"] == "application/problem+json"
    said: dict[str, Any] = answer.json()
    assert said["status"] == answer.status_code
    assert said["detail"]
    assert said["detail_da"]
    return said


def test_files_come_in_by_form_and_as_a_body(secret: str) -> None:
    answer = post(secret, {"filer": [SimpleUploadedFile("a.md", paper()), SimpleUploadedFile("b.exe", b"MZ")]})
    assert answer.status_code == 202
    said = answer.json()
    assert [(file["name"], file["state"]) for file in said["files"]] == [("a.md", "waiting"), ("b.exe", "refused")]
    assert raw(secret, paper(BATHS, date="09-01-2024"), "?filnavn=c.md").status_code == 202
    work()
    assert the("c.md").state == "filed"
    assert not Meeting.objects.published().exists()
    page = logged_in(clerk("Varde")).get(said["batch"].removeprefix("http://testserver"))
    assert "ESDH" in page.content.decode()
    assert logged_in(clerk("Esbjerg")).get(said["batch"].removeprefix("http://testserver")).status_code == 404


def test_what_the_sender_says_fills_what_the_file_does_not(secret: str) -> None:
    raw(secret, paper(date=""), "?filnavn=a.md&dato=2024-03-24&type=dagsorden")
    work()
    meeting = the("a.md").meeting
    assert meeting is not None
    assert (str(meeting.date), meeting.kind) == ("2024-03-24", "agenda")
    assert "YYYY-MM-DD" in problem(raw(secret, paper(), "?filnavn=b.md&dato=i+går"))["detail"]
    assert problem(raw(secret, paper(), "?filnavn=b.md&type=andet"))["status"] == 422


def test_a_request_repeated_with_its_key_is_one_batch(secret: str) -> None:
    answers = [raw(secret, paper(), headers={"Idempotency-Key": "nr. 7"}) for _ in range(2)]
    assert answers[0].json()["batch"] == answers[1].json()["batch"]
    assert Upload.objects.count() == 1


def test_another_municipalitys_file_is_not_filed(secret: str) -> None:
    raw(secret, paper(municipality="Esbjerg"))
    work()
    assert the("a.md").state == "foreign"


@pytest.mark.parametrize("header", ["", "Bearer ra_forkert", "Basic YTpi", "Bearer"])
def test_without_a_good_key_nothing_is_read(header: str) -> None:
    answer = Client().post(
        "/api/upload?filnavn=a.md", b"x", content_type="text/plain", headers={"Authorization": header}
    )
    assert problem(answer)["status"] == 401
    assert answer["WWW-Authenticate"] == "Bearer"
    assert nothing_left()


def test_a_closed_key_opens_nothing_and_is_kept_in_the_log(secret: str) -> None:
    admin = logged_in(municipality_admin("Varde"))
    row = UploadToken.objects.get()
    assert secret not in str(vars(row))
    assert secret not in admin.get("/bord/noegler/").content.decode()
    assert logged_in(municipality_admin("Esbjerg")).post(f"/bord/noegler/{row.pk}/luk/").status_code == 404
    assert logged_in(clerk("Varde")).post(f"/bord/noegler/{row.pk}/luk/").status_code == 403
    assert raw(secret, paper()).status_code == 202
    admin.post(f"/bord/noegler/{row.pk}/luk/")
    assert raw(secret, paper()).status_code == 401
    row.refresh_from_db()
    assert row.last_used_at
    assert set(AuditEntry.objects.filter(target_model="uploadtoken").values_list("action", flat=True)) == {
        "make_token",
        "revoke_token",
    }


def test_wrong_requests_get_problems_and_leave_nothing(secret: str) -> None:
    assert problem(raw(secret, b"MZ", "?filnavn=a.exe"))["status"] == 422
    assert problem(raw(secret, paper(), ""))["status"] == 400
    assert problem(post(secret, {"filer": ""}))["status"] == 422
    many = [SimpleUploadedFile(f"{n}.md", b"x") for n in range(101)]
    assert problem(post(secret, {"filer": many}))["status"] == 413
    assert problem(raw(secret, b"%PDF-1.7" + bytes(60 * 2**20)))["status"] == 413
    assert problem(Client().get("/api/upload"))["status"] == 405
    assert not on_disk()
    assert not Batch.objects.exists()


def test_a_flood_is_asked_to_wait(secret: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("meetings.clerk.api.RATES", {"upload_api": "2/m/key", "upload_api_refused": "2/m/ip"})
    answers = [raw(secret, paper(date=f"0{n}-02-2024"), f"?filnavn={n}.md").status_code for n in (1, 2, 3)]
    assert answers == [202, 202, 429]
    knocks = [raw("ra_forkert", b"x").status_code for _ in range(3)]
    assert knocks == [401, 401, 429]
