"""Suggestions while typing: what a reader can find, and nothing else; by keyboard and by screen reader."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from meetings.filing import words
from meetings.filing.indexing import index_meeting
from meetings.models import Meeting
from meetings.models.word import forget_lexicon
from tests.make import make_committee, make_found, make_item, make_meeting


@pytest.fixture
def archive(db: None) -> None:
    first = make_meeting(municipality="Varde", committee="Teknikudvalget", published=True)
    second = make_meeting(municipality="Aabenraa", committee="Teknikudvalget", published=True)
    third = make_meeting(municipality="Varde", committee="Børneudvalget", published=True)
    make_found("Tekniske anlæg", meeting=first, case_number="22/24308", text="Teknisk belysning og belægning")
    make_found("Belysning på Ærøvej", meeting=second, case_number="22/99", text="Belysningen ved åen")
    make_found("Belysning igen", meeting=third, case_number="22/24308", text="Belysningens pris, teknisk set")
    make_committee(municipality="Tønder", name="Teknikrådet")
    make_item(make_meeting(municipality="Tønder", committee="Teknikforum", status=Meeting.Status.DRAFT), title="Kladde")
    words.learn()
    forget_lexicon()


def told(q: str) -> list[tuple[str, str]]:
    response = Client().get("/soeg/forslag.json", {"q": q})
    assert response.status_code == 200
    return [(one["text"], one["hint"]) for one in response.json()["suggestions"]]


def test_places_and_words_that_begin_so(archive: None) -> None:
    assert told("tekn") == [("Teknikudvalget", "i 2 kommuner"), ("teknisk", "")]
    assert told("vard")[:1] == [("Varde", "kommune")]
    assert ("Teknikudvalget", "Varde") in told("teknik varde")
    assert ("Aabenraa", "kommune") in told("åbenr")
    assert told("pris og bely") == [("pris og belysning", "")]


def test_a_suggestion_leads_where_it_says(archive: None) -> None:
    client = Client()
    for q in ("tekn", "vard", "22/243", "bely"):
        for one in client.get("/soeg/forslag.json", {"q": q}).json()["suggestions"]:
            assert client.get(one["address"]).status_code == 200, one


def test_cases_by_the_beginning_of_their_number(archive: None) -> None:
    assert [text for text, _ in told("22/243")] == ["22/24308"]
    assert {text for text, _ in told("22/")} == {"22/24308", "22/99"}
    make_found("Broen", case_number="24/01234")
    assert [text for text, _ in told("24/01")] == [text for text, _ in told("24/0123")] == ["24/01234"]
    assert told("23/") == told("22/02") == []  # '22/24308' is another number


def test_nothing_that_cannot_be_found(archive: None) -> None:
    assert told("tønd") == told("teknikf") == told("kladd") == []
    for meeting in Meeting.objects.published():
        meeting.status = Meeting.Status.WITHDRAWN
        meeting.save()
        index_meeting(meeting)
    assert told("tekn") == told("vard") == told("22/") == told("bely") == []


@pytest.mark.parametrize("q", ["", " ", "t", "%", "te%", "_e", "x" * 200, "010190-1234", "'", '"', "\x00te", "te\\"])
def test_odd_typing_is_answered_with_nothing(archive: None, q: str) -> None:
    assert told(q) == []


def test_it_may_be_kept_for_a_minute_and_sets_no_cookie(archive: None) -> None:
    response = Client().get("/soeg/forslag.json", {"q": "tekn"})
    assert response["Cache-Control"] == "public, max-age=60"
    assert not response.cookies
    assert Client().get("/soeg/forslag.json", {"q": "010190-1234"})["Cache-Control"] == "no-store"


def _browse(browser_page: Callable[..., Any], width: int, address: str) -> tuple[Any, Any]:
    page = browser_page(width)
    page.goto(address)
    return page, page.locator("main [data-search-box]")


@pytest.mark.parametrize("width", [1280, 390])
def test_chosen_by_keyboard_and_accessible(archive: None, browser_page: Any, axe: Any, width: int) -> None:
    page, box = _browse(browser_page, width, "/soeg/")
    box.press_sequentially("tekn")
    page.get_by_role("listbox").wait_for()
    assert box.get_attribute("aria-expanded") == "true"
    assert page.get_by_role("status").filter(has_text="2 forslag").count() == 1
    axe(page)
    box.press("ArrowDown")
    box.press("ArrowDown")
    active = page.locator(f"#{box.get_attribute('aria-activedescendant')}")
    assert active.get_attribute("aria-selected") == "true"
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    box.press("Enter")
    page.wait_for_url("**/soeg/?q=teknisk")


def test_escape_closes_and_enter_searches_what_was_typed(archive: None, browser_page: Any) -> None:
    page, box = _browse(browser_page, 1280, "/")
    box.press_sequentially("tekn")
    page.get_by_role("listbox").wait_for()
    box.press("Escape")
    assert page.get_by_role("listbox").count() == 0
    assert box.input_value() == "tekn"
    box.press_sequentially("isk")
    page.get_by_role("listbox").wait_for()
    box.press("Enter")
    page.wait_for_url("**/soeg/?q=teknisk")


def test_a_click_goes_there(archive: None, browser_page: Any) -> None:
    page, box = _browse(browser_page, 390, "/")
    box.press_sequentially("vard")
    page.get_by_role("option", name="Varde kommune").click()
    page.wait_for_url("**/varde/")
