"""An administrator at work in a real browser: logs in, mends a title, sees the history, withdraws."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from meetings.filing.intake import ingest_file
from meetings.models import Correction, Item, Meeting, SourceDocument
from tests.access.people import PASSWORD, archive_admin
from tests.papers import BATHS, CYCLE_PATH, paper

pytestmark = pytest.mark.django_db(transaction=True)

Opener = Callable[..., Any]


@pytest.fixture
def minutes() -> Meeting:
    ingest_file(paper(CYCLE_PATH, BATHS), "referat.md", publish=True)
    return Meeting.objects.get()


def logged_in(browser_page: Opener, width: int) -> Any:
    boss = archive_admin()
    page = browser_page(width)
    page.goto("/admin/")
    page.fill("input[name=login]", boss.email)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_selector("text=Seneste hændelser")
    return page


@pytest.mark.parametrize("width", [1280, 390])
def test_a_mistake_is_mended_and_a_meeting_withdrawn(
    browser_page: Opener, axe: Callable[[Any], None], minutes: Meeting, width: int
) -> None:
    page = logged_in(browser_page, width)
    item = Item.objects.get(number="1")
    page.goto(f"/admin/meetings/item/{item.pk}/change/")
    page.fill("#id_title", "Cykelsti langs Lundgade")
    page.fill("#id_reason", "Vejen hedder Lundgade.")
    page.click("input[name=_continue]")
    page.wait_for_selector("text=læst som: Cykelsti langs Lundvej")
    assert Correction.objects.get().value == "Cykelsti langs Lundgade"
    page.goto(f"/admin/meetings/item/{item.pk}/history/")
    assert "Vejen hedder Lundgade." in page.inner_text("#content")
    assert page.evaluate("document.documentElement.scrollWidth") <= width

    page.goto(f"/admin/meetings/meeting/{minutes.pk}/change/")
    page.click("text=Træk tilbage …")
    axe(page)
    page.fill("#id_reason", "Indeholdt oplysninger om en borger.")
    page.click("input[value='Træk tilbage']")
    page.wait_for_selector("text=1 møde trukket tilbage")
    assert Meeting.objects.get().withdrawal_reason == "Indeholdt oplysninger om en borger."


def test_a_vote_is_added_by_keyboard_and_button(browser_page: Opener, minutes: Meeting) -> None:
    page = logged_in(browser_page, 1280)
    decision = Item.objects.get(number="1").decisions.get()
    page.goto(f"/admin/meetings/decision/{decision.pk}/change/")
    page.click("text=Tilføj endnu en Stemme")
    page.fill("#id_votes-0-position", "for")
    page.fill("#id_votes-0-parties", "A,V")
    page.press("#id_votes-0-parties", "Enter")
    page.wait_for_selector("ul.messagelist")
    assert decision.votes.get().parties == ["A", "V"]


def test_what_a_document_does_not_say_is_filled_in(browser_page: Opener, axe: Callable[[Any], None]) -> None:
    ingest_file(paper(dataclasses.replace(CYCLE_PATH), municipality=""), "a.md")
    page = logged_in(browser_page, 390)
    document = SourceDocument.objects.get()
    page.goto(f"/admin/meetings/sourcedocument/{document.pk}/change/")
    page.click("text=Udfyld og læs igen …")
    axe(page)
    page.select_option("#id_municipality", label="Køge")
    page.click("input[type=submit]")
    page.wait_for_selector("text=Nyt i arkivet")
    assert Meeting.objects.get().committee.municipality.name == "Køge"
