"""From a draft to its readers in a real browser: the original beside what was read, a correction, publishing."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings

from meetings.filing.intake import ingest_file
from meetings.models import Meeting
from tests.access.people import clerk, logged_in
from tests.extract.makers.as_pdf import as_pdf
from tests.extract.makers.minutes import MINUTES
from tests.make import make_municipality

from .drafts import CPR, VOTED, draft

pytestmark = pytest.mark.django_db(transaction=True)
Browser = Callable[..., Any]


@pytest.fixture
def at_desk(browser_page: Browser, live_server: Any) -> Browser:
    """A browser in which a clerk of Varde is logged in."""

    def open_page(width: int, **options: Any) -> Any:
        page = browser_page(width, **options)
        session = logged_in(clerk("Varde")).cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url, "httpOnly": True}]
        )
        return page

    return open_page


def no_sideways(page: Any) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(("width", "javascript"), [(1280, True), (390, True), (390, False)])
def test_field_and_place_lead_to_each_other(
    at_desk: Browser, axe: Callable[[Any], None], width: int, javascript: bool
) -> None:
    meeting = draft(VOTED)
    section = meeting.items.get().sections.get(role="background")
    line = next(n for n, text in enumerate(meeting.documents.get().text.split("\n"), 1) if "140 elever" in text)
    page = at_desk(width, javascript=javascript)
    page.goto(f"/bord/moede/{meeting.pk}/")
    no_sideways(page)
    field, place = page.locator(f"#afsnit-{section.pk}"), page.locator(f"#l{line}")
    assert page.locator("#original").is_visible() is (width > 1000)  # on a telephone one at a time
    if javascript:
        axe(page)
    if width < 1000:
        for name, shown in (("Originalen", "#original"), ("Det læste", "#laest")):
            page.get_by_role("navigation", name="Original eller læst").get_by_role("link", name=name).click()
            assert page.locator(shown).is_visible()

    field.get_by_role("link", name=re.compile("^linje")).click()
    assert "mark" in _background(page, f"#l{line - 1}")
    assert place.is_visible()
    assert page.locator("#laest").is_visible() is (width > 1000)
    if javascript:
        assert "mark" in _background(page, f"#l{line}")  # the whole of the field, not its first line alone
        axe(page)

    place.get_by_role("link").click()
    assert page.url.endswith(f"#afsnit-{section.pk}")
    assert field.is_visible()
    assert field.bounding_box()["y"] < 900
    assert "mark" in _background(page, f"#afsnit-{section.pk}")


def _background(page: Any, which: str) -> str:
    """'mark' where the element has the colour of what was pointed at."""
    colour = page.locator(which).evaluate("one => getComputedStyle(one).backgroundColor")
    return "mark" if colour == "rgb(255, 240, 168)" else str(colour)


@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_of_a_pdf_stand_beside_what_was_read(
    at_desk: Browser, axe: Callable[[Any], None], width: int
) -> None:
    receipt = ingest_file(as_pdf(MINUTES), "referat.pdf", municipality=make_municipality("Varde"))
    assert receipt.meeting
    second = receipt.meeting.items.get(position=2)
    page = at_desk(width)
    page.goto(f"/bord/moede/{receipt.meeting.pk}/")
    page.locator(f"#punkt-{second.pk}").get_by_role("link", name=f"side {second.page}").first.click()
    picture = page.locator(f"#side-{second.page} img")
    assert picture.is_visible()
    page.wait_for_function("one => one.complete && one.naturalWidth === 1200", arg=picture.element_handle())
    no_sideways(page)
    axe(page)
    page.locator(f"#side-{second.page}").get_by_role("link", name=second.short_name).click()
    assert page.locator(f"#punkt-{second.pk}").is_visible()


@pytest.mark.parametrize("width", [1280, 390])
def test_mended_published_and_undone(at_desk: Browser, axe: Callable[[Any], None], width: int) -> None:
    meeting, blocked = draft(VOTED), draft(CPR, date="12-12-2023")
    page = at_desk(width, errors_expected=True)  # a form with a mistake is answered with 422

    def look() -> None:
        no_sideways(page)
        axe(page)

    page.goto("/bord/")
    look()
    page.get_by_role("link", name="referat 05-12-2023").click()
    page.get_by_role("link", name="Ret Punkt 1").click()
    look()
    page.get_by_label("Titel").fill("")
    page.get_by_role("button", name="Se, hvad der ændres").click()
    assert page.get_by_text("Feltet skal udfyldes.").is_visible()
    look()
    page.get_by_label("Titel").fill("Cykelsti langs hele Lundvej")
    page.get_by_role("button", name="Se, hvad der ændres").click()
    assert page.get_by_text("Mødet er ikke offentligt").is_visible()
    look()
    page.get_by_role("button", name="Gem", exact=True).click()
    assert page.get_by_role("heading", name="Punkt 1: Cykelsti langs hele Lundvej").is_visible()
    look()
    page.get_by_role("link", name="Del i to").click()
    look()
    page.go_back()

    page.goto("/bord/")
    for one in page.get_by_role("checkbox").all():
        one.check()
    page.get_by_role("button", name="Offentliggør de valgte").click()
    assert page.get_by_text("1 møde er offentliggjort.").is_visible()
    assert page.get_by_text("er ikke offentliggjort. Holdt tilbage").is_visible()
    look()
    assert set(Meeting.objects.published()) == {meeting}
    page.get_by_role("link", name="referat 12-12-2023").click()
    assert page.get_by_role("heading", name="Spærrer for offentliggørelse").is_visible()
    look()
    assert not page.get_by_role("button", name="Offentliggør nu").count()

    page.goto("/bord/")
    page.get_by_role("button", name="Fortryd offentliggørelsen").click()
    assert page.get_by_role("button", name="Offentliggør nu").is_visible()
    assert not Meeting.objects.published().exists()
    assert blocked.status == "draft"
