"""Every address of the site has a rule, and every rule holds: roles × views × own and other municipality.

The addresses are found by walking the URL configuration. Views behind `requires` are tried with everybody; the admin
site, the pages of logins, the doors for machines and the readers' pages each have a rule of their own below. A new
view that has none of them fails `test_every_address_has_a_rule`.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern

from meetings.access import Action
from meetings.access.rules import ALLOWED
from meetings.models import AuditEntry, Batch, User
from tests.access.people import archive_admin, auditor, clerk, logged_in, municipality_admin
from tests.access.samples import PARAMETER, SECRET, Place, address, all_patterns

pytestmark = pytest.mark.django_db

ADMIN = "admin/"
# Names of /konto/: those anybody may open, and those about one's own account alone.
OPEN = frozenset(
    "account_login account_inactive account_reset_password account_reset_password_done "
    "account_reset_password_from_key account_reset_password_from_key_done mfa_authenticate openid_connect_login "
    "openid_connect_callback account_logout".split()
)
PERSONAL = frozenset(
    "account_reauthenticate account_change_password account_set_password mfa_index mfa_reauthenticate "
    "mfa_activate_totp mfa_deactivate_totp mfa_view_recovery_codes mfa_generate_recovery_codes mfa_list_webauthn "
    "mfa_add_webauthn mfa_reauthenticate_webauthn mfa_remove_webauthn mfa_edit_webauthn".split()
)
# Doors for machines: a token in the request, no session.
TOKEN = frozenset({"api_upload"})
# What readers may send: what they follow, and what they report. All other pages of theirs only show.
SENT_BY_READERS = frozenset("follow_search follow_committee follow_case follow_confirm follow_leave report".split())
READERS = ("meetings.pages.", "meetings.publish.", "archive.health")
# A text original has no pages to draw. Whoever is bound to no municipality must name the one a thing is made in.
MAY_BE_MISSING = frozenset({"desk_page"})
BY_WHO_BEGAN = frozenset({"desk_upload_file", "desk_upload_close"})  # nobody sends files into a colleague's batch
ASKS_WHERE = frozenset({"desk_upload_begin", "desk_tokens"})

PATTERNS = all_patterns()
DESK = [(route, pattern) for route, pattern in PATTERNS if hasattr(pattern.callback, "requires")]
EVERYBODY = {
    User.Role.CLERK: clerk,
    User.Role.MUNICIPALITY_ADMIN: municipality_admin,
    User.Role.AUDITOR: auditor,
    User.Role.ARCHIVE_ADMIN: lambda _place: archive_admin(),
}


def rule_of(route: str, pattern: URLPattern) -> str:
    """'desk', 'admin', 'open', 'personal', 'token', 'reader' or '' for none."""
    name, view = pattern.name or "", pattern.callback
    if hasattr(view, "requires"):
        return "desk"
    if route.startswith(ADMIN):
        return "admin"
    if name in OPEN | PERSONAL:
        return "open" if name in OPEN else "personal"
    if name in TOKEN:
        return "token"
    module = getattr(getattr(view, "view_class", view), "__module__", "")
    # Redirects within the readers' pages are Django's own views.
    return "reader" if module.startswith(READERS) or name == "was" or route == "was/" else ""


def test_every_address_has_a_rule() -> None:
    without = [f"/{route} ({pattern.name})" for route, pattern in PATTERNS if not rule_of(route, pattern)]
    assert not without, f"no rule for {without}: @requires(Action.…), or a table of tests/access/test_matrix.py"
    assert {Action(pattern.callback.requires) for _, pattern in DESK}  # each names an action that there is


def test_what_stands_behind_the_desk_s_addresses_is_guarded() -> None:
    behind = [route for route, _ in PATTERNS if route.startswith(("bord/", "upload"))]
    assert behind == [route for route, _ in DESK if route.startswith(("bord/", "upload"))]


@pytest.mark.parametrize(("route", "pattern"), DESK, ids=[pattern.name for _, pattern in DESK])
def test_the_desk(route: str, pattern: URLPattern, settings: Any) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    action: Action = pattern.callback.requires
    own, other = Place("Varde"), Place("Slagelse")
    here, there = address(route, own), address(route, other)
    assert_refused(Client(), here, {302: "/konto/log-ind/", 401: ""})  # 401: to a script, which can show it
    for role, make in EVERYBODY.items():
        person = make("Varde")
        one_step, both_steps = logged_in(person), logged_in(person, second_factor=True)
        if action not in ALLOWED[role]:
            assert_refused(both_steps, here, {403: ""})
            assert_refused(both_steps, there, {403: ""})
            continue
        if role != User.Role.AUDITOR:
            assert_refused(one_step, here, {302: "/konto/totrin/"})
        if pattern.name in BY_WHO_BEGAN:
            Batch.objects.update(made_by=person)
        missing = pattern.name in MAY_BE_MISSING or (role == User.Role.ARCHIVE_ADMIN and pattern.name in ASKS_WHERE)
        assert_let_in(both_steps, here, {404} if missing else set())
        if role == User.Role.ARCHIVE_ADMIN:
            assert_let_in(both_steps, there, {404} if missing else set())
        elif PARAMETER.search(route):
            assert_refused(both_steps, there, {404: ""})
        else:
            assert_nothing_of(both_steps, there, "Slagelse")


def ask(client: Client, where: str) -> list[tuple[str, Any]]:
    """GET and POST, each undone afterwards; without those that the view does not take."""
    answers = []
    for method in ("get", "post"):
        mark = transaction.savepoint()
        answer = getattr(client, method)(where)
        answer.shown = b"".join(answer.streaming_content) if answer.streaming else answer.content
        transaction.savepoint_rollback(mark)
        if answer.status_code != 405:
            answers.append((method, answer))
    assert answers, f"{where} takes neither GET nor POST"
    return answers


def assert_refused(client: Client, where: str, expected: dict[int, str]) -> None:
    """Each answer has the status, and leads to where it should; nothing was written."""
    before = AuditEntry.objects.count()
    for method, answer in ask(client, where):
        assert answer.status_code in expected, f"{method} {where}: {answer.status_code}"
        assert answer.get("Location", "").startswith(expected[answer.status_code]), f"{method} {where}"
        assert SECRET.encode() not in answer.shown, f"{method} {where} shows a draft"
    assert AuditEntry.objects.count() == before


def assert_let_in(client: Client, where: str, fine: set[int]) -> None:
    for method, answer in ask(client, where):
        bad = {403, 404, 500} - fine
        assert answer.status_code not in bad, f"{method} {where}: {answer.status_code}"
        assert not answer.get("Location", "").startswith("/konto/"), f"{method} {where}"


def assert_nothing_of(client: Client, where: str, place: str) -> None:
    """A list that shows one's own municipality shows nothing of another."""
    for method, answer in ask(client, where):
        assert f"{SECRET} i {place}".encode() not in answer.shown, f"{method} {where}"
        assert f"svend@{place.lower()}.example".encode() not in answer.shown, f"{method} {where}"


def test_the_admin_site_opens_to_archive_administrators_only(settings: Any) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    asked = [pattern for pattern in PATTERNS if rule_of(*pattern) == "admin"]
    assert len(asked) > 50
    staff = {"is_staff": True, "is_superuser": True}
    for person in (None, clerk(**staff), municipality_admin(**staff), auditor(**staff)):
        client = logged_in(person, second_factor=True) if person else Client()
        for route, pattern in asked:
            where = "/" + PARAMETER.sub("1", route).replace("(?P1.*)$", "noget").replace("^", "").replace("$", "")
            answer = client.get(where)
            away = answer.get("Location", "")
            out = away.startswith(("/admin/login/?next=", "/konto/")) or (
                pattern.name == "logout" and away == "/admin/"
            )
            assert out or answer.status_code in (403, 404), f"{person}: {where} ({pattern.name}) {answer.status_code}"
        assert client.get("/admin/login/?next=/admin/").status_code == (403 if person else 302)
    without_second = logged_in(archive_admin()).get("/admin/", follow=True)
    assert without_second.redirect_chain[-1][0].startswith("/konto/totrin/")


def test_pages_of_ones_own_account_ask_who_one_is() -> None:
    for route, pattern in PATTERNS:
        if rule_of(route, pattern) == "personal":
            where = "/" + PARAMETER.sub("1", route)
            for answer in (Client().get(where), Client().post(where)):
                assert answer.status_code == 302, where
                assert answer["Location"].startswith("/konto/log-ind/"), where


def test_somebody_elses_key_is_not_there() -> None:
    from allauth.mfa.models import Authenticator

    asta, birk = clerk(), clerk(name="birk")
    key = Authenticator.objects.create(user=asta, type="webauthn", data={"name": "Astas nøgle"})
    client = logged_in(birk)
    client.post("/konto/log-ind/", {})
    for what in ("fjern", "navn"):
        assert client.post(f"/konto/totrin/noegler/{key.pk}/{what}/").status_code in (302, 404)
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_doors_for_machines_want_a_token() -> None:
    for route, pattern in PATTERNS:
        if rule_of(route, pattern) == "token":
            for client in (Client(), logged_in(municipality_admin(), second_factor=True)):
                assert client.post("/" + route).status_code in (401, 403), route


def test_readers_pages_show_no_draft_and_take_nothing_but_what_readers_send() -> None:
    place = Place("Varde")
    values = {
        "municipality": place.municipality.slug, "committee": place.committee.slug, "date": "2023-12-05",
        "item": place.item.slug, "sha256": place.document.sha256, "number": "1", "name": "asta-krogh",
        "person": "asta-krogh", "section": "moeder",
    }  # fmt: skip
    for route, pattern in PATTERNS:
        if rule_of(route, pattern) != "reader":
            continue
        kinds = {name[1]: values[name[1]] for name in PARAMETER.finditer(route)}
        if "sag/" in route:
            kinds["number"] = "23/1234"
        where = "/" + PARAMETER.sub(lambda name: kinds[name[1]], route)  # noqa: B023
        answer = Client().get(where)
        shown = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert SECRET.encode() not in shown, where
        assert answer.status_code != 500, where
        before = AuditEntry.objects.count()
        if pattern.name not in SENT_BY_READERS:
            sent = Client().post(where)
            assert sent.status_code in (302, 400, 404, 405) or sent.content == shown, where
        assert AuditEntry.objects.count() == before, where
