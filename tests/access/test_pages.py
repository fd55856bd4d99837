"""The pages of accounts as they are seen: no violation of accessibility rules, on a desk and on a telephone."""

from __future__ import annotations

from typing import Any

import pytest

from meetings.filing.audit import record
from tests.access.people import PASSWORD, clerk, give_totp, municipality_admin
from tests.make import make_meeting

pytestmark = pytest.mark.django_db(transaction=True)

OPEN = ("/konto/log-ind/", "/konto/adgangskode/glemt/", "/konto/adgangskode/sendt/", "/konto/adgangskode/ny/1-x/")
BEHIND = (
    "/bord/brugere/", "/bord/log/", "/konto/totrin/", "/konto/totrin/noegler/", "/konto/adgangskode/",
    "/konto/totrin/koder/nye/", "/konto/log-ud/",
)  # fmt: skip


@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_of_accounts(browser_page: Any, axe: Any, width: int) -> None:
    boss, asta = municipality_admin(), clerk()
    meeting = make_meeting("Byrådet", municipality="Varde")
    record(
        "correct", actor=asta, municipality=meeting.committee.municipality, target=meeting,
        before={"place": "Byrådssalen"}, after={"place": "Foredragssalen, Bytoften 2, Varde"}, reason="Forkert.",
    )  # fmt: skip
    page = browser_page(width)
    for address in OPEN:
        page.goto(address)
        axe(page)
    page.goto("/bord/brugere/")
    page.get_by_label("E-mail").fill(boss.email)
    page.get_by_label("Adgangskode").fill(PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="Log ind").click()
    give_totp(boss)
    for address in (*BEHIND, f"/bord/brugere/{asta.pk}/"):
        page.goto(address)
        assert page.get_by_role("heading", level=1).count() == 1, address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{address} is wider than the screen"
        axe(page)
