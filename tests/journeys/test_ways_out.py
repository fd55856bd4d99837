"""The pages of coverage and of following in a real browser, with and without scripts."""

from __future__ import annotations

from typing import Any

import pytest

from meetings.filing.indexing import index_meeting
from meetings.models import Meeting, Subscription
from tests.cast import make_small_archive
from tests.journeys.test_public_pages import TOO_SMALL, TOO_WIDE

CLOSED = "main details:not([open]) > summary:visible"
WIDTHS = (1280, 390, 320)
FORM = "/foelg/soegning/?q=cykelsti&kommune=varde"


@pytest.fixture
def archive(live_server: Any) -> None:
    make_small_archive()
    for meeting in Meeting.objects.published():
        index_meeting(meeting)


@pytest.mark.usefixtures("archive")
def test_no_barriers(browser_page: Any, axe: Any) -> None:
    page = browser_page(errors_expected=True)  # a form with mistakes answers 422
    leave = Subscription.objects.create(email="a@example.dk", kind="search", target="q=cykelsti", state="active")
    addresses = ("/daekning/", "/daekning/varde/", "/daekning/aabenraa/", FORM, "/foelg/udvalg/varde/byraadet/",
                 "/foelg/sendt/", "/foelg/bekraeft/?n=x", f"/foelg/afmeld/?n={leave.token}",
                 "/soeg/?q=findesikke&kommune=aabenraa&aar=2019")  # fmt: skip
    for address in addresses:
        page.goto(address)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            while page.locator(CLOSED).count() and "findesikke" not in address:
                page.locator(CLOSED).first.click()
            axe(page)
            assert page.evaluate(TOO_WIDE) == [], (address, width)
            if "findesikke" not in address:  # a filter's box is small, the line that ticks it is not
                assert page.evaluate(TOO_SMALL) == [], (address, width)
    page.goto(FORM)
    page.get_by_role("button", name="Send mig en mail").click()
    page.get_by_text("Skriv din e-mailadresse").wait_for()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        axe(page)


@pytest.mark.usefixtures("archive")
def test_a_search_is_followed_and_left_without_scripts(browser_page: Any) -> None:
    page = browser_page(390, javascript=False)
    page.goto("/soeg/?q=cykelsti")
    page.get_by_role("link", name="Følg med mail").click()
    page.get_by_label("Din e-mailadresse").fill("lise@example.dk")
    page.get_by_label("Højst én gang om ugen").check()
    page.get_by_role("button", name="Send mig en mail").click()
    page.get_by_role("heading", name="Tjek din indbakke").wait_for()
    row = Subscription.objects.get()
    assert (row.frequency, row.target) == ("weekly", "q=cykelsti")
    page.goto(f"/foelg/afmeld/?n={row.token}")
    page.get_by_role("button", name="Slet alt om min adresse").click()
    page.get_by_role("heading", name="Alt om din adresse er slettet").wait_for()
    assert not Subscription.objects.exists()


@pytest.mark.usefixtures("archive")
def test_a_search_is_taken_home_as_a_table(browser_page: Any) -> None:
    page = browser_page()
    page.goto("/soeg/?q=cykelsti")
    with page.expect_download() as download:
        page.get_by_role("link", name="Hent som regneark").click()
    assert download.value.suggested_filename.endswith(".csv")
    assert "”cykelsti”" in download.value.path().read_text(encoding="utf-8-sig")


@pytest.mark.usefixtures("archive")
def test_on_paper_there_is_nothing_to_click(browser_page: Any) -> None:
    page = browser_page()
    page.goto("/soeg/?q=cykelsti")
    page.emulate_media(media="print")
    assert not page.locator(".ways-out").is_visible()
    page.goto("/varde/byraadet/")
    page.emulate_media(media="print")
    assert not page.locator(".follow").is_visible()
