"""What every answer of the site carries, and what it must not."""

from __future__ import annotations

import json
import logging

import pytest
from django.db import OperationalError, connection

from archive.logs import JsonLines, PlainLines, shortened
from tests.make import make_item, make_meeting

pytestmark = pytest.mark.django_db

PUBLIC = ["/", "/soeg/", "/soeg/?q=cykelsti", "/soeg.json?q=cykelsti", "/kommuner/", "/om/", "/daekning/", "/ukendt/"]
PUBLIC += ["/tilgaengelighed/", "/robots.txt", "/sitemap.xml", "/sundhed", "/soeg/?side=nul"]


@pytest.fixture
def published(db):
    meeting = make_meeting(municipality="Varde", committee="Byrådet", date="2023-12-05", published=True)
    return make_item(meeting, title="Cykelsti ved Skolevej", case_number="23/1234", decision="Godkendt.")


@pytest.mark.parametrize("address", PUBLIC)
def test_readers_get_no_cookie_and_the_strict_policy(client, published, address):
    answer = client.get(address)
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    assert policy(answer) == STRICT


def test_nor_on_the_pages_of_what_is_published(client, published):
    meeting = published.meeting
    places = [meeting.committee.municipality, meeting.committee, meeting, published, published.case]
    for address in [place.get_absolute_url() for place in places]:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert not answer.cookies, address
        assert policy(answer) == STRICT, address


STRICT = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "font-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}


def policy(answer) -> dict[str, str]:
    return dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";") if part.strip())


def test_the_login_page_has_the_same_policy_and_a_token_that_scripts_cannot_read(client):
    answer = client.get("/konto/log-ind/")
    assert policy(answer) == STRICT
    assert set(answer.cookies) == {"csrf"}
    assert answer.cookies["csrf"]["httponly"]


def test_other_headers(client):
    answer = client.get("/om/")
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "geolocation=()" in answer["Permissions-Policy"]


def test_health_says_whether_the_database_answers(client, monkeypatch):
    answer = client.get("/sundhed")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert answer["Cache-Control"] == "no-store"

    def gone(*args):
        raise OperationalError

    monkeypatch.setattr(type(connection._connections["default"]), "cursor", gone)
    assert client.get("/sundhed").status_code == 503


def test_a_request_is_logged_without_what_was_searched_for_or_who_searched(client, caplog, settings):
    settings.BEHIND_PROXY = True
    with caplog.at_level(logging.INFO, "archive.requests"):
        client.get("/soeg/?q=Hans+Hansen", HTTP_X_FORWARDED_FOR="10.9.8.7, 203.0.113.77", HTTP_COOKIE="session=abc")
    (record,) = [record for record in caplog.records if record.name == "archive.requests"]
    for formatter in (JsonLines(), PlainLines()):
        line = formatter.format(record)
        assert "Hans" not in line
        assert "abc" not in line
        assert "203.0.113.77" not in line
    told = json.loads(JsonLines().format(record))
    assert (told["path"], told["status"], told["from"]) == ("/soeg/", 200, "203.0.113.0")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("192.0.2.17", "192.0.2.0"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::"),
        ("::ffff:192.0.2.17", "192.0.2.0"),
        ("", ""),
        ("unknown", ""),
    ],
)
def test_an_address_is_shortened_to_its_network(address, expected):
    assert shortened(address) == expected


def test_the_forwarded_address_is_believed_behind_a_proxy_only(client, caplog, settings):
    settings.BEHIND_PROXY = False
    with caplog.at_level(logging.INFO, "archive.requests"):
        client.get("/robots.txt", HTTP_X_FORWARDED_FOR="203.0.113.77", REMOTE_ADDR="198.51.100.9")
    assert [getattr(record, "from") for record in caplog.records if record.name == "archive.requests"] == [
        "198.51.100.0"
    ]
