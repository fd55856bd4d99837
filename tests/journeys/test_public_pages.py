"""The public pages in a real browser: what a reader does on them, with and without scripts."""

from __future__ import annotations

import re

import pytest

from meetings.models import Meeting
from tests.cast import PAGES, make_small_archive

ITEM = PAGES["item"]
# What reaches past the right edge, but for what scrolls inside a box of its own.
TOO_WIDE = """() => [...document.querySelectorAll("body *")]
    .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".table-scroll"))
    .map(e => e.outerHTML.slice(0, 100))"""
# Links in running text may be lower than 24 px (WCAG 2.2, 2.5.8); what stands alone may not.
TOO_SMALL = """() => [...document.querySelectorAll("a, button, input, summary")]
    .filter(e => !e.closest("p, dd, .prose, .skipnav"))
    .filter(e => e.getBoundingClientRect().height > 0 && e.getBoundingClientRect().height < 24)
    .map(e => e.outerHTML.slice(0, 100))"""


@pytest.fixture
def archive(transactional_db):
    return make_small_archive()


def test_axe_finds_nothing_on_pages_that_say_no(archive, browser_page, axe):
    Meeting.objects.filter(date="2023-12-05").update(status=Meeting.Status.WITHDRAWN, withdrawal_reason="Fejl.")
    for width in (1280, 390):
        page = browser_page(width, errors_expected=True)
        for address in ("/intet/", PAGES["meeting"]):
            page.goto(address)
            axe(page)


def test_a_wide_table_scrolls_inside_its_own_box(archive, browser_page):
    page = browser_page(320)
    page.goto(ITEM)
    box = page.locator(".table-scroll").first
    assert box.evaluate("e => e.scrollWidth > e.clientWidth")
    box.focus()
    page.keyboard.press("ArrowRight")
    for _ in range(1500):  # wait_for_function would need eval, which the policy of the page forbids
        if box.evaluate("e => e.scrollLeft > 0"):
            break
        page.wait_for_timeout(20)
    assert box.evaluate("e => e.scrollLeft > 0")


def test_a_reader_finds_the_way_from_the_front_page_to_a_decision_without_scripts(archive, browser_page):
    page = browser_page(390, javascript=False)
    page.goto("/")
    page.get_by_role("link", name="Varde").last.click()
    page.get_by_role("link", name="Byrådet").first.click()
    page.get_by_role("link", name="Tirsdag den 5. december 2023").click()
    page.get_by_role("link", name=re.compile("Anlægsbevilling")).click()
    assert page.get_by_role("heading", name="Beslutning").is_visible()
    assert page.get_by_text("17 stemmer").is_visible()
    page.get_by_role("link", name="Jens Østergård").click()
    assert page.get_by_role("heading", name="Stemmer og forbehold").is_visible()
    page.get_by_role("link", name="Punkter, der nævner navnet").click()
    page.get_by_role("heading", name="1 punkt", exact=True).wait_for()
    page.get_by_role("link", name=re.compile("Anlægsbevilling")).click()
    page.get_by_role("link", name="Hele sagens forløb").click()
    assert page.get_by_text("3 behandlinger").is_visible()


def test_the_first_tab_leads_past_the_header(archive, browser_page):
    page = browser_page()
    page.goto(ITEM)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Gå til sidens indhold")
    assert skip.evaluate("e => e === document.activeElement")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "indhold"


def test_a_stroke_puts_the_cursor_in_the_search_box(archive, browser_page):
    page = browser_page()
    for address in ("/", ITEM):
        page.goto(address)
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.name") == "q"
        page.keyboard.type("a/b")
        assert page.evaluate("document.activeElement.value") == "a/b"


def test_the_citation_can_be_copied_with_the_date_it_was_read(archive, browser_page):
    page = browser_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(ITEM)
    page.get_by_role("button", name="Kopiér henvisning").click()
    page.get_by_text("Kopieret").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Varde Kommune, Byrådet, referat 5. december 2023, pkt. 2, http")
    assert re.search(r"punkt-2/ \(hentet \d{1,2}\. \w+ \d{4}\)$", copied)


def test_print_shows_the_text_and_no_controls(archive, browser_page):
    page = browser_page()
    page.goto(ITEM)
    page.emulate_media(media="print")
    assert not page.get_by_role("search").is_visible()
    assert not page.get_by_role("navigation", name="Hovedmenu").is_visible()
    assert page.get_by_text("17 stemmer").is_visible()


def test_the_original_is_downloaded_and_not_opened(archive, browser_page):
    page = browser_page()
    page.goto(ITEM)
    with page.expect_download() as download:
        page.get_by_role("link", name="Hent originalen").click()
    assert download.value.suggested_filename == "Referat.pdf"
