"""Search in a real browser: accessible at every width, usable without scripts, and never wider than a phone."""

from __future__ import annotations

from typing import Any

import pytest

from meetings.filing.indexing import index_meeting
from tests.make import make_item, make_meeting

CLOSED = "details:not([open]) > summary:visible"
WIDTHS = (1280, 390, 320)


@pytest.fixture
def archive(live_server: Any) -> None:
    """Forty-five items over five years, two municipalities and nine committees; the longest names there are."""
    for number in range(45):
        meeting = make_meeting(
            municipality=("Varde", "Høje-Taastrup")[number % 2],
            committee=f"Udvalget for Arbejdsmarked, Integration og Beskæftigelsesforanstaltninger {number % 9}",
            date=f"{2020 + number % 5}-03-{number % 28 + 1:02d}",
            published=True,
            sequence=number + 1,
        )
        make_item(
            meeting,
            title=f"Anlæg af cykelsti {number} langs arbejdsmarkedsforanstaltningsområdet",
            text="Der anlægges en cykelsti ved børnehavepladsgarantiordningen.\n\nÅr | Anlæg\n2023 | 1.200.000",
            decision="Godkendt.",
            outcome=("approved", "postponed", "noted", "rejected")[number % 4],
            kind=("decision", "briefing", "discussion")[number % 3],
            case_number=f"330-2021-{49620 + number}",
            closed=number == 44,
        )
        index_meeting(meeting)


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("width", WIDTHS)
def test_no_barriers_on_any_state_of_the_page(browser_page: Any, axe: Any, width: int) -> None:
    page = browser_page(width)
    for address in (
        "/soeg/",
        "/soeg/?q=cykelsti&kommune=varde&aar=2021&aar=2023&udfald=udsat&side=1",
        "/soeg/?q=cykelsti&side=2",
        "/soeg/?q=findes+ikke&kommune=Atlantis",
    ):
        page.goto(address)
        axe(page)
        while page.locator(CLOSED).count():
            page.locator(CLOSED).first.click()
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("width", [1280, 390])
def test_a_search_is_narrowed_and_widened_without_scripts(browser_page: Any, width: int) -> None:
    page = browser_page(width, javascript=False)
    page.goto("/")
    page.locator("main [name=q]").fill("cykelstier")
    page.locator("main [name=q]").press("Enter")
    page.get_by_role("heading", name="45 punkter", exact=True).wait_for()
    if width < 992:
        page.get_by_text("Filtre", exact=True).click()
    page.get_by_role("checkbox", name="Varde").check()
    page.get_by_role("checkbox", name="2021").check()
    page.get_by_role("button", name="Anvend filtre").click()
    page.get_by_role("heading", name="4 punkter", exact=True).wait_for()
    assert page.locator("[name=q]").first.input_value() == "cykelstier"
    page.get_by_role("link", name="Fjern filter: 2021").click()
    page.get_by_role("heading", name="23 punkter", exact=True).wait_for()
    page.get_by_role("link", name="Næste side").click()
    assert page.locator(".hit").count() == 3
    page.get_by_role("link", name="Ryd alle").click()
    page.get_by_role("heading", name="45 punkter", exact=True).wait_for()
    page.get_by_label("Sortér").select_option(label="Ældste først")
    page.get_by_role("button", name="Vis", exact=True).click()
    assert "2020" in page.locator(".hit").first.inner_text()
    title = page.locator(".hit a").first.inner_text()
    page.locator(".hit a").first.click()
    assert title.split(". ", 1)[1] in page.locator("h1").inner_text()


@pytest.mark.usefixtures("archive")
def test_on_paper_the_results_stand_alone(browser_page: Any) -> None:
    page = browser_page(1280)
    page.goto("/soeg/?q=cykelsti&kommune=varde")
    page.emulate_media(media="print")
    for hidden in (".search-filters", ".search-sort", ".pages", "#soegning"):
        assert not page.locator(hidden).first.is_visible(), hidden
    assert page.locator(".hit").first.is_visible()
