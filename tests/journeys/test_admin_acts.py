"""Merging, the queue and the exchange of corrections in a real browser: by keyboard, readable, within the CSP."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from meetings.filing.intake import ingest_file
from meetings.models import Committee
from tests.access.people import PASSWORD, archive_admin
from tests.papers import BATHS, CYCLE_PATH, Point, paper

pytestmark = pytest.mark.django_db(transaction=True)

ODD = Point("Sag uden udfald", decision="Det gik, som det kunne.", case="23/100")


@pytest.mark.parametrize("width", [1280, 390])
def test_two_committees_are_merged_and_the_queue_is_read(
    browser_page: Callable[..., Any], axe: Callable[[Any], None], width: int
) -> None:
    ingest_file(paper(CYCLE_PATH, ODD, committee="Teknisk Udvalg"), "a.md", publish=True)
    ingest_file(paper(BATHS, committee="Teknik- og Miljøudvalget", date="06-02-2024"), "b.md", publish=True)
    boss = archive_admin()
    page = browser_page(width)
    page.goto("/admin/")
    page.fill("input[name=login]", boss.email)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_selector("text=Seneste hændelser")

    page.goto("/admin/meetings/committee/")
    page.check("#action-toggle")
    page.select_option("select[name=action]", "saml")
    page.press("button[name=index]", "Enter")
    page.wait_for_selector("text=2 rækker")
    axe(page)
    page.get_by_label("Teknik- og Miljøudvalget").check()
    page.get_by_role("button", name="Slå sammen").press("Enter")
    page.wait_for_selector("text=1 række ændret")
    assert Committee.objects.get().name == "Teknik- og Miljøudvalget"

    for address in ("/admin/usikre/", "/admin/usikre/?vis=moeder", "/admin/meetings/correction/ind/"):
        page.goto(address)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    page.goto("/admin/usikre/")
    page.click("text=Sag uden udfald")
    page.wait_for_selector("#id_outcome")
