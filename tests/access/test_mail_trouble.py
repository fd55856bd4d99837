"""A mail server that refuses an address: people get an answer, and no log holds whom the mail was for."""

from __future__ import annotations

import logging
import smtplib
from typing import Any

import pytest
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client

from meetings.models import AuditEntry, Report
from meetings.publish.report_answers import send_answer

from .people import clerk, logged_in, municipality_admin

pytestmark = pytest.mark.django_db


class Refusing(BaseEmailBackend):
    def send_messages(self, messages: Any) -> int:
        raise smtplib.SMTPRecipientsRefused(dict.fromkeys(messages[0].to, (550, b"no such mailbox")))


@pytest.fixture(autouse=True)
def _refuses(settings: Any) -> None:
    settings.CAN_MAIL, settings.SITE_URL = True, "http://testserver"
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"


def logged(caplog: pytest.LogCaptureFixture) -> str:
    return "\n".join(logging.Formatter().format(record) for record in caplog.records)


def test_an_invitation_that_is_refused(caplog: pytest.LogCaptureFixture) -> None:
    boss = municipality_admin()
    asked = {"name": "Dorthe Krogh", "email": "dorthe@varde.example", "role": "clerk"}
    answer = logged_in(boss).post("/bord/brugere/inviter/", asked | {"municipality": boss.municipality_id})
    assert "kunne ikke sendes lige nu" in answer.content.decode()
    assert "SMTPRecipientsRefused" in logged(caplog)
    assert "dorthe" not in logged(caplog)


def test_a_forgotten_password_is_answered_alike_for_those_who_have_an_account(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    asta = clerk("Varde")
    answers = [client.post("/konto/adgangskode/glemt/", {"email": one}) for one in (asta.email, "ingen@varde.example")]
    assert {(one.status_code, one["Location"]) for one in answers} == {(302, "/konto/adgangskode/sendt/")}
    assert asta.email not in logged(caplog)


def test_an_answer_to_a_reader_that_is_refused() -> None:
    row = Report.objects.create(kind="other", message="x", email="laeser@hjemme.example", state="solved", answer="Tak.")
    with pytest.raises(OSError, match="SMTPRecipientsRefused") as failed:
        send_answer(row)
    assert "laeser" not in logging.Formatter().formatException(failed._excinfo)  # type: ignore[arg-type]


def test_a_second_link_is_in_the_trail(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    boss, asta = municipality_admin(), clerk("Varde")
    logged_in(boss).post(f"/bord/brugere/{asta.pk}/", {"act": "mail"})
    entry = AuditEntry.objects.get(action="invite_again")
    assert (entry.actor, entry.target_id) == (boss, asta.pk)
