"""Versions and the pages of originals in a real browser: on every width, with the way there and back."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from meetings.filing.intake import ingest_file
from meetings.models import Meeting, SourceDocument
from tests.extract.makers.as_pdf import as_pdf
from tests.extract.makers.minutes import MINUTES
from tests.journeys.test_public_pages import TOO_SMALL, TOO_WIDE
from tests.make import make_document
from tests.papers import BATHS, BUDGET, CYCLE_PATH, paper

MEETING = "/varde/teknik-og-miljoeudvalget/2023-12-05/"
LONG = "Arbejdsmarkedsforanstaltningsbevillingsansøgningsskemaet " * 6


@pytest.fixture
def original(transactional_db: None, settings: Any, tmp_path: Path) -> SourceDocument:
    """The third version of published minutes, a PDF; each version says something else."""
    settings.DATA_DIR = tmp_path
    ingest_file(paper(), "referat.md", publish=True)
    ingest_file(paper(CYCLE_PATH, dataclasses.replace(BATHS, text=LONG, decision="Udsat."), BUDGET), "rettet.md")
    meeting = Meeting.objects.get()
    meeting.items.update(page=2)
    return make_document(
        meeting, data=as_pdf(MINUTES), filename="Referat.pdf", media_type="application/pdf", pages=3,
        parsed=meeting.documents.get(version=2).parsed,
    )  # fmt: skip


def test_everybody_can_read_them_on_every_width(original: SourceDocument, browser_page: Any, axe: Any) -> None:
    page = browser_page()
    for address in (f"{MEETING}versioner/?fra=1&til=2", f"{original.get_absolute_url()}side-2/", MEETING):
        page.goto(address)
        for width in (1280, 390, 320):
            page.set_viewport_size({"width": width, "height": 900})
            axe(page)
            assert page.evaluate(TOO_WIDE) == [], (address, width)
            assert page.evaluate(TOO_SMALL) == [], (address, width)


def test_from_an_item_to_the_picture_of_its_page_and_to_what_was_corrected(
    original: SourceDocument, browser_page: Any
) -> None:
    page = browser_page(390, javascript=False)
    page.goto(f"{MEETING}punkt-2/")
    page.get_by_role("link", name="Se side 2 i originalen").click()
    picture = page.get_by_role("img", name="Billede af side 2 af 3")
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 1200
    page.get_by_role("link", name="Næste side").first.click()
    assert page.get_by_role("heading", name="Side 3 af 3 i originalen").is_visible()
    page.get_by_role("link", name="Til mødets side").click()
    page.get_by_role("link", name="Se, hvad der er rettet").click()
    page.get_by_role("link", name="Sammenlign version 2 med version 1").click()
    assert page.get_by_text("Udsat.").is_visible()
