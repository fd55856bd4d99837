"""Guessing: attempts are counted by all processes together, written down without what was typed, and tell nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import pytest
from django.conf import settings as site
from django.core import mail
from django.test import Client

from meetings.models import AuditEntry
from tests.access.people import PASSWORD, clerk, code, give_totp
from tests.filing.test_kill import database_url

GUESS = """
from django.test import Client
client = Client(REMOTE_ADDR="192.0.2.17")
for number in range(3):
    client.post("/konto/log-ind/", {"login": "asta@varde.example", "password": f"gæt {number}"})
"""


def attempt(email: str, password: str, **more: Any) -> Any:
    return Client(REMOTE_ADDR="192.0.2.17").post("/konto/log-ind/", {"login": email, "password": password}, **more)


def words(answer: Any) -> list[str]:
    return [str(error) for error in answer.context["form"].non_field_errors()]


@pytest.mark.django_db(transaction=True)
def test_two_processes_count_together() -> None:
    asta = clerk()
    around = {**os.environ, "DATABASE_URL": database_url(), "ALLOWED_HOSTS": "testserver", "DEBUG": "true"}
    for _ in range(2):
        command = [sys.executable, str(site.BASE_DIR / "manage.py"), "shell", "--no-imports", "-c", GUESS]
        subprocess.run(command, env=around, check=True, capture_output=True)
    assert AuditEntry.objects.filter(action="login_failed").count() == 5, "the sixth was not even tried"
    assert attempt(asta.email, PASSWORD).status_code == 200, "nor is the right password, for five minutes"
    assert attempt(clerk(name="birk").email, PASSWORD).status_code == 302, "another account is not locked"


@pytest.mark.django_db
def test_a_failed_login_is_written_down_without_what_was_typed_and_tells_nothing() -> None:
    asta = clerk()
    known, unknown = attempt(asta.email, "forkert kodeord"), attempt("ingen@varde.example", "forkert kodeord")
    assert words(known) == words(unknown)
    assert (known.status_code, unknown.status_code) == (200, 200)
    about_asta, about_nobody = AuditEntry.objects.filter(action="login_failed").order_by("id")
    assert (about_asta.target_id, about_asta.municipality) == (asta.pk, asta.municipality)
    assert (about_nobody.target_id, about_nobody.target, about_nobody.municipality) == (None, "", None)
    for entry in (about_asta, about_nobody):
        assert entry.after == {"how": "adgangskode", "network": "192.0.2.0"}
        assert "forkert" not in str(vars(entry))
        assert "ingen@" not in str(vars(entry))


@pytest.mark.django_db
def test_codes_cannot_be_guessed_either() -> None:
    asta = clerk()
    give_totp(asta)
    client = Client()
    client.post("/konto/log-ind/", {"login": asta.email, "password": PASSWORD})
    for number in range(5):
        assert client.post("/konto/totrin/log-ind/", {"code": f"00000{number}"}).status_code == 200
    assert client.post("/konto/totrin/log-ind/", {"code": code()}).status_code == 200, "the right one comes too late"
    assert client.get("/bord/").status_code == 302
    assert {entry.after["how"] for entry in AuditEntry.objects.filter(action="login_failed")} == {"totrinskode"}


@pytest.mark.django_db
def test_a_code_that_was_used_is_not_taken_again() -> None:
    asta = clerk()
    give_totp(asta)
    seen = code()
    for expected in (302, 200):
        client = Client()
        client.post("/konto/log-ind/", {"login": asta.email, "password": PASSWORD})
        assert client.post("/konto/totrin/log-ind/", {"code": seen}).status_code == expected


@pytest.mark.django_db
def test_a_forgotten_password_tells_nothing_and_is_not_a_way_to_flood_somebody() -> None:
    asta = clerk()
    answers = [
        Client().post("/konto/adgangskode/glemt/", {"email": email}) for email in (asta.email, "ingen@x.example")
    ]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, "/konto/adgangskode/sendt/")}
    assert len(mail.outbox) == 1
    for _ in range(5):
        last = Client().post("/konto/adgangskode/glemt/", {"email": asta.email})
    assert len(mail.outbox) == 3
    assert last.status_code in (200, 429)
