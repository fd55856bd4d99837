"""Every public page there is, by the site's own list of addresses: without barriers, and whole without scripts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.urls import URLPattern, get_resolver, resolve

from meetings.models import Meeting, Subscription
from meetings.publish.following.links import confirm_link, leave_link
from tests.cast import PAGES, make_small_archive
from tests.extract.makers.as_pdf import as_pdf
from tests.extract.makers.minutes import MINUTES
from tests.journeys.test_public_pages import TOO_SMALL, TOO_WIDE
from tests.make import make_document

# What a program asks for, what leads on at once, and the pages that stand behind a login.
FOR_PROGRAMS = {
    *("suggestions", "search_json", "search_export", "search_csv", "search_feed", "opensearch", "robots", "icon"),
    *("sitemap_index", "django.contrib.sitemaps.views.sitemap", "document", "original_picture", "was", ""),
    *("municipality_feed", "municipality_calendar", "committee_feed", "committee_calendar", "person_feed", "case_feed"),
}
OTHERS = (
    *("/soeg/?q=arbejdsmarkedsforanstaltninger", "/soeg/avanceret/?q=cykelsti", "/soeg/hjaelp/", "/daekning/varde/"),
    *("/meld/", "/meld/tak/", "/varde/byraadet/2023-12-05/versioner/"),
    *("/foelg/soegning/?q=cykelsti", "/foelg/udvalg/varde/byraadet/", "/foelg/sag/varde/23-3223/"),
    "/foelg/sendt/",
)
PAPER = "getComputedStyle(document.body).backgroundColor"
DARK, LIGHT = "rgb(20, 24, 28)", "rgb(255, 255, 255)"
WIDTHS, HEIGHT = (1280, 390, 320), 900
PUBLIC = ("meetings.pages", "meetings.publish")


@pytest.fixture
def pages(live_server: Any, settings: Any, tmp_path: Path) -> list[str]:
    settings.DATA_DIR = tmp_path
    make_small_archive()
    meeting = Meeting.objects.get(date="2023-11-21")
    made = make_document(meeting, data=as_pdf(MINUTES), filename="R.pdf", media_type="application/pdf", pages=3)
    original = f"{made.get_absolute_url()}side-2/"
    follower = Subscription.objects.create(email="a@example.dk", kind="search", target="q=cykelsti")
    links = ["/" + link.split("/", 3)[3] for link in (confirm_link(follower), leave_link(follower))]
    return [*PAGES.values(), *OTHERS, original, *links]


def _routes() -> set[str]:
    """The names of all addresses of the public rooms."""
    found, waiting = set(), [*get_resolver().url_patterns]
    while waiting:
        one = waiting.pop()
        if not isinstance(one, URLPattern):
            waiting += one.url_patterns
        elif one.callback.__module__.startswith(PUBLIC) or one.callback.__module__.startswith("django.views.generic"):
            found.add(one.name or "")
    return found


def test_no_public_page_is_left_out(pages: list[str]) -> None:
    assert {resolve(page.split("?")[0]).url_name for page in pages} == _routes() - FOR_PROGRAMS


def test_axe_finds_nothing_and_nothing_reaches_past_the_edge(pages: list[str], browser_page: Any, axe: Any) -> None:
    """On every width, and in the dark, where contrasts are what axe could find."""
    page = browser_page()
    for address in pages:
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})
        page.goto(address)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            axe(page)
            assert page.evaluate(TOO_WIDE) == [], (address, width)
            if not address.startswith("/soeg/?"):  # a filter's box is small, the line that ticks it is not
                assert page.evaluate(TOO_SMALL) == [], (address, width)
        page.emulate_media(color_scheme="dark")
        axe(page, "color-contrast")
        assert page.evaluate(PAPER) == DARK, address
    page.goto("/konto/log-ind/")
    assert page.evaluate(PAPER) == LIGHT, "the desk stays light"
    page.goto("/soeg/")
    page.emulate_media(color_scheme="dark", media="print")
    assert page.evaluate(PAPER) == LIGHT


def test_without_scripts_every_page_says_the_same(pages: list[str], browser_page: Any) -> None:
    """But for the button that copies, which only a script can press."""
    with_scripts, without = browser_page(390), browser_page(390, javascript=False)
    for address in pages:
        said = []
        for page in (with_scripts, without):
            page.goto(address)
            assert page.locator("h1").count() == 1, address
            said.append([line for line in page.locator("body").inner_text().splitlines() if line.strip()])
        assert [line for line in said[0] if line != "Kopiér henvisning"] == said[1], address
