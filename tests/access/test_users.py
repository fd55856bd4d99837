"""A municipality's administrator and her users: invitations, roles, closing; nothing of another municipality."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from meetings.models import AuditEntry, User
from tests.access.people import PASSWORD, archive_admin, auditor, clerk, give_totp, logged_in, municipality_admin
from tests.admin.forms import page_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _mail(settings: Any) -> None:
    settings.CAN_MAIL, settings.SITE_URL = True, "http://testserver"


def invitation(**changed: Any) -> dict[str, Any]:
    boss = municipality_admin()
    asked = {"name": "Dorthe Krogh", "email": "Dorthe@Varde.example", "role": "clerk"}
    return asked | {"municipality": boss.municipality_id} | changed


def test_an_invited_clerk_chooses_a_password_by_a_link_that_works_once(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    boss = municipality_admin()
    assert logged_in(boss).post("/bord/brugere/inviter/", invitation())["Location"] == "/bord/brugere/"
    new = User.objects.get(email="dorthe@varde.example")
    assert (new.role, new.municipality, new.has_usable_password()) == ("clerk", boss.municipality, False)
    sent = mail.outbox[0]
    assert sent.to == [new.email]
    address = re.search(r"http://testserver(/konto/\S+)", str(sent.body))
    assert address
    form = client.get(address[1], follow=True)
    key = address[1].split("-", 1)[1].strip("/")
    assert not [line for line in caplog.records if key in str(vars(line))], "the log keeps no key"
    chosen = {"password1": "tre små ord i kø", "password2": "tre små ord i kø"}
    client.post(form.redirect_chain[-1][0], chosen)
    assert client.login(email=new.email, password="tre små ord i kø")
    client.logout()
    assert "virker ikke længere" in Client().get(address[1], follow=True).content.decode()
    entry = AuditEntry.objects.get(action="invite_user")
    assert (entry.actor, entry.municipality, entry.target_id) == (boss, boss.municipality, new.pk)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"email": "asta@varde.example"}, "allerede en bruger"),
        ({"role": "archive_admin"}, "archive_admin er ikke"),
        ({"email": "ingen"}, "Skriv en hel e-mailadresse"),
    ],
)
def test_an_invitation_that_cannot_be_sent_says_why(changed: dict[str, str], said: str) -> None:
    clerk(name="asta")
    answer = logged_in(municipality_admin()).post("/bord/brugere/inviter/", invitation(**changed))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not mail.outbox


def test_nobody_is_invited_into_another_municipality() -> None:
    other = municipality_admin("Slagelse")
    answer = logged_in(municipality_admin()).post(
        "/bord/brugere/inviter/", invitation(municipality=other.municipality_id)
    )
    assert answer.status_code == 422
    assert not User.objects.filter(email="dorthe@varde.example").exists()


def test_an_invitation_without_a_mail_server_makes_no_account(settings: Any) -> None:
    settings.CAN_MAIL = False
    answer = logged_in(municipality_admin()).post("/bord/brugere/inviter/", invitation())
    assert "mailserver" in answer.content.decode()
    assert not User.objects.filter(email="dorthe@varde.example").exists()


def test_a_new_role_is_audited_and_ends_the_sessions_of_whoever_got_it() -> None:
    boss, asta = municipality_admin(), clerk()
    hers = logged_in(asta)
    assert hers.get("/bord/").status_code == 200
    logged_in(boss).post(f"/bord/brugere/{asta.pk}/", {"act": "role", "role": "auditor"})
    asta.refresh_from_db()
    assert asta.role == "auditor"
    assert hers.get("/bord/log/").status_code == 302
    entry = AuditEntry.objects.get(action="change_role")
    assert (entry.before, entry.after, entry.actor) == ({"role": "clerk"}, {"role": "auditor"}, boss)


def test_a_closed_account_is_out_at_once_and_cannot_come_back(client: Client) -> None:
    boss, asta = municipality_admin(), clerk()
    hers = logged_in(asta)
    logged_in(boss).post(f"/bord/brugere/{asta.pk}/", {"act": "close"})
    assert hers.get("/bord/").status_code == 302
    client.post("/konto/log-ind/", {"login": asta.email, "password": PASSWORD})
    assert client.get("/bord/").status_code == 302
    logged_in(boss).post(f"/bord/brugere/{asta.pk}/", {"act": "open"})
    client.post("/konto/log-ind/", {"login": asta.email, "password": PASSWORD})
    assert client.get("/bord/").status_code == 200


@pytest.mark.parametrize("act", [{"act": "close"}, {"act": "role", "role": "clerk"}])
def test_the_last_administrator_stays(act: dict[str, str]) -> None:
    boss = municipality_admin()
    page = logged_in(boss).post(f"/bord/brugere/{boss.pk}/", act, follow=True)
    assert "mindst én administrator" in page.content.decode()
    boss.refresh_from_db()
    assert (boss.is_active, boss.role) == (True, "municipality_admin")
    municipality_admin(name="bodil")
    logged_in(boss).post(f"/bord/brugere/{boss.pk}/", act)
    boss.refresh_from_db()
    assert (boss.is_active, boss.role) != (True, "municipality_admin")


@pytest.mark.parametrize("act", ["role", "close", "open", "second", "mail"])
def test_neither_another_municipalitys_users_nor_archive_administrators_are_there(act: str) -> None:
    client = logged_in(municipality_admin())
    for other in (clerk("Slagelse"), archive_admin()):
        assert client.post(f"/bord/brugere/{other.pk}/", {"act": act, "role": "auditor"}).status_code == 404
        assert other.email not in client.get("/bord/brugere/").content.decode()
    own = clerk()
    client.post(f"/bord/brugere/{own.pk}/", {"act": "role", "role": "archive_admin"})
    own.refresh_from_db()
    assert own.role == "clerk"


def test_a_lost_telephone_is_replaced_at_the_next_login(settings: Any) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    boss, asta = municipality_admin(), clerk()
    give_totp(asta)
    logged_in(boss, second_factor=True).post(f"/bord/brugere/{asta.pk}/", {"act": "second"})
    answer = Client().post("/konto/log-ind/", {"login": asta.email, "password": PASSWORD})
    assert answer["Location"] == "/konto/totrin/"
    assert AuditEntry.objects.get(action="remove_second_factor").actor == boss


def test_an_old_address_no_longer_opens_the_account(client: Client) -> None:
    asta = clerk()
    assert client.post("/konto/log-ind/", {"login": asta.email, "password": PASSWORD}).status_code == 302
    client.post("/konto/log-ud/")
    old, asta.email = asta.email, "asta.krogh@varde.example"
    asta.save()
    assert client.post("/konto/log-ind/", {"login": old, "password": PASSWORD}).status_code == 200
    client.post("/konto/adgangskode/glemt/", {"email": old})
    assert not mail.outbox


def test_auditors_and_clerks_manage_nobody() -> None:
    for somebody in (auditor(), clerk()):
        assert logged_in(somebody).get("/bord/brugere/").status_code == 403


def test_a_role_that_is_given_in_the_admin_is_audited_with_what_it_was_before() -> None:
    arne, asta = archive_admin(), clerk()
    client = logged_in(arne)
    form = {"username": asta.username, "email": asta.email, "role": "municipality_admin", "is_active": "on"}
    answer = client.post(page_of(asta), form | {"municipality": asta.municipality_id})
    assert answer.status_code == 302, answer.context["errors"]
    entry = AuditEntry.objects.get(action="change_role")
    assert (entry.before, entry.after) == ({"role": "clerk"}, {"role": "municipality_admin"})
    assert (entry.actor, entry.target_id, entry.municipality) == (arne, asta.pk, asta.municipality)


def test_an_account_made_in_the_admin_is_called_by_its_address() -> None:
    form = {"email": "Gerda@Arkivet.example", "role": "archive_admin", "is_staff": "on", "usable_password": "false"}
    answer = logged_in(archive_admin()).post("/admin/meetings/user/add/", form)
    assert answer.status_code == 302, answer.context["errors"]
    gerda = User.objects.get(email="gerda@arkivet.example")
    assert (gerda.username, gerda.role, gerda.has_usable_password()) == (gerda.email, "archive_admin", False)
