"""A reader reports something; it reaches the clerks of that municipality alone, is answered by mail, and forgotten."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from meetings.filing import reports
from meetings.jobs import forget_old_reports
from meetings.models import AuditEntry, Municipality, Report, User
from tests.make import make_meeting
from tests.publish.followers import work
from tests.publish.post import Post, text_of

pytestmark = pytest.mark.django_db(transaction=True)

MESSAGE = "Under punkt 4 står navnet på en privat person, Kim Opdigtet, med CPR-nr. 150585-1230."


@pytest.fixture
def address() -> str:
    return make_meeting(municipality="Varde", published=True).get_absolute_url()


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The form believes that whoever sends it took their time."""
    monkeypatch.setattr("meetings.pages.report.SOONEST", datetime.timedelta(seconds=-1))


def clerk_of(name: str) -> Client:
    client = Client()
    municipality = Municipality.objects.named(name).get()
    client.force_login(User.objects.create_user(f"sagsbehandler-{name}", municipality=municipality))
    return client


def report(client: Client, address: str, **changed: str) -> Any:
    page = client.get("/meld/", {"side": address}).content.decode()
    began = re.search(r'name="began" value="([^"]+)"', page)
    assert began
    answers = {"kind": "removal", "message": MESSAGE, "email": "", "side": address, "began": began[1]}
    return client.post("/meld/", answers | changed)


def test_a_report_reaches_the_clerks_of_that_municipality_and_is_answered(
    client: Client, address: str, post: Post, patient: None
) -> None:
    assert f"/meld/?side={address}" in client.get(address).content.decode()
    answer = report(client, address, email="laeser@example.org")
    assert answer.status_code == 302
    assert not client.cookies
    row = Report.objects.get()
    assert "1230" not in row.message
    assert "150585-xxxx" in row.message

    varde, slagelse = clerk_of("Varde"), clerk_of("Slagelse")
    there = f"/bord/henvendelser/{row.pk}/"
    assert there in varde.get("/bord/henvendelser/").content.decode()
    assert there not in slagelse.get("/bord/henvendelser/").content.decode()
    assert slagelse.get(there).status_code == 404
    assert slagelse.post(there, {"solved": "1", "answer": "Væk"}).status_code == 404
    assert slagelse.post(f"{there}tag/").status_code == 404

    varde.post(f"{there}tag/")
    assert "Hos sagsbehandler-Varde" in varde.get(there).content.decode()
    assert varde.post(there, {"solved": "1", "answer": " "}).status_code == 422
    varde.post(there, {"solved": "1", "answer": "Navnet er streget ud."})
    work()
    (mail,) = post.mails
    assert post.to == ["laeser@example.org"]
    assert "Navnet er streget ud." in text_of(mail)
    assert "Ingen henvendelser venter" in varde.get("/bord/henvendelser/").content.decode()
    said = str(list(AuditEntry.objects.values()))
    assert "answer_report" in said
    assert "Kim" not in said
    assert "laeser" not in said


def test_what_machines_send_is_shown_again_or_let_fall(client: Client, address: str) -> None:
    assert "Det gik meget hurtigt" in report(client, address).content.decode()
    assert "åben for længe" in report(client, address, began="forged").content.decode()
    assert not Report.objects.exists()


def test_a_hidden_field_that_is_filled_in_keeps_nothing(client: Client, address: str, patient: None) -> None:
    assert report(client, address, website="http://example.org").status_code == 302
    assert not Report.objects.exists()


def test_a_flood_is_turned_away_and_a_strangers_link_is_none(client: Client, address: str, patient: None) -> None:
    for link in ("//ondt.example/x", "/\\ondt.example/x"):  # a browser takes both for another site
        assert report(client, link).status_code == 302
    assert set(Report.objects.values_list("address", "municipality")) == {("", None)}
    for _ in range(reports.MOST_OF_A_PAGE):
        report(client, address)
    assert "Prøv igen om en time" in report(client, address).content.decode()
    assert Report.objects.filter(address=address).count() == reports.MOST_OF_A_PAGE


def test_old_reports_are_forgotten_and_open_ones_are_not() -> None:
    make_meeting(municipality="Varde")
    long_ago = timezone.now() - Report.KEPT_FOR - datetime.timedelta(days=1)
    shared = {"kind": "error", "message": MESSAGE}
    Report.objects.create(**shared, state="solved", closed_at=long_ago)
    fresh = Report.objects.create(**shared, state="solved", closed_at=timezone.now())
    waiting = Report.objects.create(**shared)
    Report.objects.filter(pk=waiting.pk).update(made_at=long_ago)
    forget_old_reports(timestamp=0)
    assert set(Report.objects.all()) == {fresh, waiting}
