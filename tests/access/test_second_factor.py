"""Logging in as people do it, in a real browser: the password, then an app's code or a key; recovery codes."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator

from meetings.models import AuditEntry
from tests.access.people import PASSWORD, auditor, clerk, code, give_totp

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _two_steps(settings: Any) -> None:
    settings.REQUIRE_SECOND_FACTOR = True


def log_in(page: Any, email: str, password: str = PASSWORD, address: str = "/bord/") -> None:
    page.goto(address)
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Adgangskode").fill(password)
    press(page, "Log ind")


def press(page: Any, button: str) -> None:
    """Waits for the page that it leads to."""
    with page.expect_navigation():
        page.get_by_role("button", name=button).click()


def follow(page: Any, link: str) -> None:
    with page.expect_navigation():
        page.get_by_role("link", name=link).click()


def key_in(page: Any) -> None:
    """A security key in the browser: Chromium's virtual authenticator, which touches itself."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "usb", "hasResidentKey": False, "hasUserVerification": False}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": {**options, "automaticPresenceSimulation": True}})


def test_a_clerk_gets_an_app_at_her_first_login_and_is_asked_for_its_code_at_the_next(
    browser_page: Any, axe: Any
) -> None:
    asta = clerk()
    page = browser_page(390, javascript=False)  # all of it works without scripts
    log_in(page, asta.email.upper())
    assert page.url.endswith("/konto/totrin/")
    page.goto("/bord/")
    assert page.url.endswith("/konto/totrin/"), "no desk without a second factor"
    follow(page, "Brug en app")
    secret = page.locator(".account-secret").inner_text()
    page.get_by_label("Kode").fill("000000")
    press(page, "Slå til")
    assert page.locator(".account-secret").inner_text() == secret
    page.get_by_label("Kode").fill(code(secret))
    press(page, "Slå til")
    codes = page.locator(".account-codes li").all_inner_texts()
    assert len(codes) == 10
    follow(page, "Videre")
    assert page.url.endswith("/bord/")

    again = browser_page(390)
    log_in(again, asta.email)
    assert again.get_by_role("heading", level=1).inner_text() == "Andet trin"
    axe(again)
    again.goto("/bord/")
    assert again.url.endswith("/konto/totrin/log-ind/"), "the password alone opens nothing"
    again.get_by_label("Kode").fill(code(secret))
    press(again, "Log ind")
    assert again.url.endswith("/bord/")

    without_telephone = browser_page()
    for expected in ("/bord/", "/konto/totrin/log-ind/"):  # a recovery code opens once
        log_in(without_telephone, asta.email)
        without_telephone.get_by_label("Kode").fill(codes[0])
        press(without_telephone, "Log ind")
        assert without_telephone.url.endswith(expected)
        without_telephone.context.clear_cookies()
    assert set(AuditEntry.objects.values_list("action", flat=True)) == {"add_second_factor", "login_failed"}


def test_a_security_key_is_added_and_logs_in(browser_page: Any, axe: Any, live_server: Any) -> None:
    asta = clerk()
    page = browser_page()
    key_in(page)
    there = live_server.url.replace("127.0.0.1", "localhost")  # a key belongs to a name, not to an address
    log_in(page, asta.email, address=f"{there}/bord/")
    follow(page, "Tilføj en nøgle")
    axe(page)
    press(page, "Tilføj nøglen")
    page.get_by_role("heading", name="Engangskoder").wait_for()
    page.goto(f"{there}/konto/totrin/")
    axe(page)
    press(page, "Log ud")
    log_in(page, asta.email, address=f"{there}/bord/")
    press(page, "Brug nøglen")
    page.wait_for_url("**/bord/")
    key = Authenticator.objects.get(user=asta, type=Authenticator.Type.WEBAUTHN)
    assert key.last_used_at is not None


def test_whoever_only_reads_needs_no_second_factor_but_is_asked_for_one_she_has(client: Any) -> None:
    rita = auditor()
    form = {"login": rita.email, "password": PASSWORD}
    assert client.post("/konto/log-ind/", form)["Location"] == "/bord/log/"
    client.post("/konto/log-ud/")
    give_totp(rita)
    assert client.post("/konto/log-ind/", form)["Location"] == "/konto/totrin/log-ind/"


def test_a_session_from_before_the_second_factor_must_show_it(client: Any) -> None:
    asta = clerk()
    client.force_login(asta)
    assert client.get("/bord/")["Location"] == "/konto/totrin/"
    give_totp(asta)
    answer = client.get("/bord/")
    assert answer["Location"] == "/konto/totrin/bekraeft/?next=%2Fbord%2F"
    assert client.post(answer["Location"], {"code": code(steps=-5)}).status_code == 200
    assert client.post(answer["Location"], {"code": code()})["Location"] == "/bord/"
    assert client.get("/bord/").status_code == 200


@pytest.mark.parametrize("page", ["app/fjern/", "koder/nye/", "koder/", "noegler/ny/", "noegler/", "noegler/1/fjern/"])
def test_a_password_alone_neither_makes_nor_takes_away_a_second_factor(client: Any, page: str) -> None:
    asta = clerk()
    client.force_login(asta)  # before the second factor was made
    give_totp(asta)
    client.post("/konto/bekraeft/", {"password": PASSWORD})
    for ask in (client.get, client.post):
        answer = ask(f"/konto/totrin/{page}")
        assert answer["Location"] == "/konto/totrin/bekraeft/?next=%2Fkonto%2Ftotrin%2F"
    assert list(Authenticator.objects.values_list("type", flat=True)) == ["totp"]
    client.post("/konto/totrin/bekraeft/", {"code": code()})
    assert client.get("/konto/totrin/app/fjern/").status_code == 200


def test_the_key_of_an_app_is_not_readable_in_the_database() -> None:
    asta = clerk()
    give_totp(asta)
    kept = Authenticator.objects.get(user=asta).data["secret"]
    assert not re.search(r"JBSWY3DP", kept)


def test_a_demonstration_demands_no_second_factor_of_anybody(client: Any, settings: Any) -> None:
    client.force_login(clerk())
    demand = "Din rolle kræver totrinslogin"
    assert demand in client.get("/konto/totrin/").content.decode()
    settings.REQUIRE_SECOND_FACTOR = False
    page = client.get("/konto/totrin/").content.decode()
    assert demand not in page
    assert 'href="/bord/">Skrivebord</a>' in page
