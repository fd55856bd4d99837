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
def test_no_barriers_on_any_state_of_the_page(browser_page: Any, axe: Any) -> None:
    page = browser_page()
    for address in (
        "/soeg/",
        "/soeg/?q=cykelsti&kommune=varde&aar=2021&aar=2023&udfald=udsat&side=1",
        "/soeg/?q=cykelsti&side=2",
        "/soeg/?q=findes+ikke&kommune=Atlantis",
        "/soeg/?q=(cykelsti+ELLER+kommune:vare&gruppe=sag&fra=2020&til=2024&lukket=nej",
        "/soeg/?q=150585-1230",
        "/soeg/avanceret/?q=cykelsti+kommune:varde",
        "/soeg/hjaelp/",
    ):
        page.goto(address)
        for opened in (False, True):
            changed = not opened
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                while opened and page.locator(CLOSED).count():
                    page.locator(CLOSED).first.click()
                    changed = True
                if not changed:
                    continue  # there is nothing to open, and as it is it was looked at
                axe(page)
                assert page.evaluate("document.documentElement.scrollWidth") <= width, (address, width)


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
def test_a_phone_shows_a_result_at_once_and_the_years_when_asked(browser_page: Any) -> None:
    page = browser_page(390, height=844, javascript=False)
    page.goto("/soeg/?q=cykelsti")
    assert page.locator(".hit h3").first.bounding_box()["y"] < 700
    assert not page.locator(".histogram svg").first.is_visible()
    page.get_by_text("Punkter pr. år", exact=True).first.click()
    page.get_by_role("link", name="2021: 9 punkter").click()
    page.get_by_role("heading", name="9 punkter", exact=True).wait_for()


@pytest.mark.usefixtures("archive")
def test_an_address_holds_what_was_chosen_and_comes_back(browser_page: Any) -> None:
    """To share it: without what was left empty. Back from a result are the same filters and the same page."""
    page = browser_page(1280)
    page.goto("/soeg/?q=cykelsti")
    page.get_by_role("checkbox", name="Varde").check()
    page.get_by_role("button", name="Anvend filtre").click()
    page.get_by_role("heading", name="23 punkter", exact=True).wait_for()
    assert page.url.split("/soeg/")[1] == "?q=cykelsti&kommune=varde"
    page.get_by_role("link", name="Næste side").click()
    page.locator(".hit a").last.click()
    page.locator("article").wait_for()
    page.go_back()
    page.get_by_role("link", name="Fjern filter: Varde").wait_for()
    assert page.url.split("/soeg/")[1] == "?q=cykelsti&kommune=varde&side=2"
    assert page.get_by_role("checkbox", name="Varde").is_checked()


@pytest.mark.usefixtures("archive")
def test_on_paper_the_results_stand_alone(browser_page: Any) -> None:
    page = browser_page(1280)
    page.goto("/soeg/?q=cykelsti&kommune=varde")
    page.emulate_media(media="print")
    for hidden in (".search-filters", ".search-sort", ".pages", "#soegning"):
        assert not page.locator(hidden).first.is_visible(), hidden
    assert page.locator(".hit").first.is_visible()


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("width", [1280, 390])
def test_a_question_is_put_together_without_scripts(browser_page: Any, width: int) -> None:
    page = browser_page(width, javascript=False)
    page.goto("/soeg/?q=cykelsti")
    page.get_by_role("link", name="Avanceret søgning").click()
    assert page.get_by_label("Alle disse ord").input_value() == "cykelsti"
    page.get_by_label("Kommune", exact=True).fill("varde")
    page.get_by_label("Fra", exact=True).fill("2020")
    page.get_by_label("Til og med").fill("2021")
    page.locator("main").get_by_role("button", name="Søg").click()
    page.get_by_role("heading", name="9 punkter", exact=True).wait_for()
    assert page.locator("#soeg").input_value() == "cykelsti kommune:varde dato:2020..2021"
    page.locator("#soeg").fill('"anlæg af cykelsti')
    page.locator("#soeg").press("Enter")
    page.get_by_text("Der mangler et anførselstegn").wait_for()
    page.locator("#soeg").fill("cykelsti")
    page.get_by_label("Vis som").select_option(label="Sager")
    page.get_by_role("button", name="Vis", exact=True).click()
    page.get_by_role("heading", name="45 punkter, samlet til 45").wait_for()
    page.locator("#soeg").fill("330-2021-49621")
    page.get_by_label("Vis som").select_option(label="Punkter")
    page.get_by_role("button", name="Vis", exact=True).click()
    page.get_by_text("kom lige hertil").wait_for()
    page.get_by_role("link", name="i alle referater").click()
    page.get_by_role("heading", name="1 punkt", exact=True).wait_for()


@pytest.mark.usefixtures("archive")
def test_a_long_list_of_values_has_a_box_to_find_in(browser_page: Any, live_server: Any) -> None:
    for number in range(8):
        meeting = make_meeting(committee=f"Ældreråd {number}", published=True)
        make_item(meeting, title="Cykelsti")
        index_meeting(meeting)
    page = browser_page(1280)
    page.goto("/soeg/?q=cykelsti")
    page.get_by_text("Vis alle 17").click()
    box = page.get_by_role("searchbox", name="Find under udvalg")
    box.fill("ældreråd 7")
    shown = page.locator("details.filter-more[open] li:visible")
    assert [text.split("\n")[0].strip() for text in shown.all_inner_texts()] == ["Ældreråd 7"]
    box.press("Enter")
    assert page.url.endswith("?q=cykelsti")
