"""Sessions end by themselves, by logging out, and where something they stand on has changed; readers have none."""

from __future__ import annotations

import re
import time
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.utils import timezone

from meetings.jobs import forget_sessions
from tests.access.people import PASSWORD, archive_admin, clerk, logged_in
from tests.make import make_meeting

pytestmark = pytest.mark.django_db


real_time = time.time


def later(monkeypatch: pytest.MonkeyPatch, seconds: int) -> None:
    """So many seconds after now, for everybody."""
    now = real_time() + seconds
    monkeypatch.setattr(time, "time", lambda: now)


def test_a_session_ends_when_nothing_was_done_for_a_while(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    client = logged_in(clerk())
    later(monkeypatch, settings.SESSION_IDLE_SECONDS - 60)
    assert client.get("/bord/").status_code == 200
    later(monkeypatch, 2 * settings.SESSION_IDLE_SECONDS - 120)
    assert client.get("/bord/").status_code == 200, "something was done in between"
    later(monkeypatch, 3 * settings.SESSION_IDLE_SECONDS)
    login = client.get("/bord/", follow=True)
    assert login.redirect_chain[0][0] == "/konto/log-ind/?next=/bord/"
    assert "Du var logget ud" in login.content.decode()
    assert "ikke gemt" not in login.content.decode()


def test_what_was_sent_too_late_is_said_to_be_lost(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    client = logged_in(clerk())
    later(monkeypatch, settings.SESSION_IDLE_SECONDS + 60)
    login = client.post("/bord/henvendelser/1/tag/", follow=True)
    assert login.redirect_chain[0][0] == "/konto/log-ind/?next=/bord/"
    assert "er ikke gemt" in login.content.decode()


def test_a_session_ends_after_twelve_hours_of_work(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    client = logged_in(clerk())
    for seconds in range(0, 12 * 3600 + 1, 30 * 60):
        later(monkeypatch, seconds - 10)
        assert client.get("/bord/").status_code == 200
    later(monkeypatch, 12 * 3600 + 60)
    assert client.get("/bord/").status_code == 302


def test_logging_out_ends_the_session_for_whoever_kept_its_cookie() -> None:
    client = logged_in(clerk())
    cookie = client.cookies["session"].value
    assert client.get("/konto/log-ud/").status_code == 200, "a link does not log anybody out"
    client.post("/konto/log-ud/")
    thief = Client()
    thief.cookies["session"] = cookie
    assert thief.get("/bord/").status_code == 302


def test_a_new_password_ends_all_other_sessions() -> None:
    asta = clerk()
    here, there = logged_in(asta), logged_in(asta)
    form = {"oldpassword": PASSWORD, "password1": "fire nye ord i kø", "password2": "fire nye ord i kø"}
    assert here.post("/konto/adgangskode/", form).status_code == 302
    assert here.get("/bord/").status_code == 200
    assert there.get("/bord/").status_code == 302


def test_a_forgotten_password_is_chosen_anew_by_a_link_in_a_mail() -> None:
    asta = clerk()
    there = logged_in(asta)
    Client().post("/konto/adgangskode/glemt/", {"email": asta.email})
    address = re.search(r"http://testserver(/konto/\S+)", str(mail.outbox[0].body))
    assert address
    client = Client()
    form = client.get(address[1], follow=True)
    short = client.post(form.redirect_chain[-1][0], {"password1": "kort", "password2": "kort"})
    assert "12 tegn" in short.content.decode()
    client.post(form.redirect_chain[-1][0], {"password1": "fire nye ord i kø", "password2": "fire nye ord i kø"})
    assert there.get("/bord/").status_code == 302
    assert (
        client.post("/konto/log-ind/", {"login": asta.email, "password": "fire nye ord i kø"})["Location"] == "/bord/"
    )


def test_a_reader_gets_no_cookie_and_a_clerk_no_second_one() -> None:
    meeting = make_meeting(published=True, items=1)
    addresses = ("/", "/soeg/?q=sag", meeting.get_absolute_url(), "/om/", "/findes-ikke/")
    for address in addresses:
        assert not Client().get(address).cookies, address
    client = logged_in(clerk())
    client.get("/bord/")
    for address in addresses:
        assert "session" not in client.get(address).cookies, address


@pytest.mark.parametrize("elsewhere", ["//evil.example/", "https://evil.example/", "/\\evil.example"])
def test_a_login_leads_nowhere_else(elsewhere: str) -> None:
    asta = clerk()
    form = {"login": asta.email, "password": PASSWORD, "next": elsewhere}
    assert Client().post("/konto/log-ind/", form)["Location"] == "/bord/"


def test_nobody_signs_up() -> None:
    assert Client().get("/konto/opret/").status_code == 404
    assert Client().get("/konto/signup/").status_code == 404


def test_the_admin_site_is_for_archive_administrators_by_the_same_login(settings: Any) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    arne = archive_admin()
    assert Client().get("/admin/", follow=True).redirect_chain[-1][0] == "/konto/log-ind/?next=/admin/"
    assert logged_in(clerk(is_staff=True, is_superuser=True)).get("/admin/", follow=True).status_code == 403
    without = logged_in(arne).get("/admin/", follow=True)
    assert without.redirect_chain[-1][0] == "/konto/totrin/"
    both = logged_in(arne, second_factor=True)
    assert both.get("/admin/").status_code == 200
    assert both.get("/admin/mfa/authenticator/").status_code == 404, "nobody reads the keys of second factors"
    both.post("/admin/logout/")
    assert both.get("/admin/").status_code == 302


def test_what_has_ended_is_forgotten_at_night() -> None:
    client = logged_in(clerk())
    Session.objects.create(session_key="gammel", session_data="", expire_date=timezone.now() - timedelta(minutes=1))
    forget_sessions(0)
    assert not Session.objects.filter(session_key="gammel").exists()
    assert client.get("/bord/").status_code == 200
