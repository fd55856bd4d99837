"""A clerk's upload in a real browser: with scripts and without, dropped, interrupted by an ended session."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connections

from meetings.models import Batch, Upload
from tests.access.people import PASSWORD, clerk
from tests.clerk.uploading import work
from tests.make import make_committee
from tests.papers import BATHS, Point, paper

pytestmark = pytest.mark.django_db(transaction=True)

DROP = """([name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name));
  document.querySelector("[data-drop]").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true }));
}"""


@pytest.fixture
def papers(tmp_path: Path) -> Callable[..., list[str]]:
    def write(**files: bytes) -> list[str]:
        for name, data in files.items():
            (tmp_path / f"{name}.md").write_bytes(data)
        return [str(tmp_path / f"{name}.md") for name in files]

    return write


def log_in(page: Any) -> None:
    make_committee("Teknik- og Miljøudvalget")
    who = clerk("Varde")
    page.goto("/konto/log-ind/?next=/upload/")
    page.get_by_label("E-mail").fill(who.email)
    page.locator("input[type=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").first.click()
    page.wait_for_url("**/upload/")


def read() -> None:
    """The worker, in a thread of its own: the browser's event loop runs in this one."""

    def go() -> None:
        try:
            work()
        finally:
            connections.close_all()

    thread = threading.Thread(target=go)
    thread.start()
    thread.join(60)


@pytest.mark.parametrize("javascript", [True, False])
def test_files_are_sent_and_the_batch_tells(
    browser_page: Any, axe: Any, papers: Callable[..., list[str]], javascript: bool
) -> None:
    page = browser_page(390, javascript=javascript)
    log_in(page)
    if javascript:
        axe(page)
    page.set_input_files("#filer", papers(a=paper(), b=paper(BATHS, date="")))
    page.get_by_role("button", name="Læg op").click()
    page.wait_for_url("**/bord/bunke/*/")
    assert page.get_by_text("mangler at blive læst").is_visible()
    read()
    if not javascript:
        page.get_by_role("link", name="Opdater").click()
    page.get_by_text("2 filer er behandlet.").wait_for()  # by itself, with scripts
    assert page.get_by_text("Mangler oplysninger").is_visible()
    if javascript:
        axe(page)
    page.get_by_role("link", name="Vælg for b.md").click()
    page.get_by_label("Mødedato").fill("2024-03-24")
    page.get_by_role("button", name="Gem og læs igen").click()
    read()
    page.reload()
    assert page.get_by_role("link", name="Se Teknik- og Miljøudvalget, referat 24-03-2024").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_one_bad_file_does_not_stop_those_that_are_dropped_with_it(
    browser_page: Any, axe: Any, papers: Callable[..., list[str]], tmp_path: Path
) -> None:
    page = browser_page(errors_expected=True)  # a refusal is a 422
    log_in(page)
    bad = tmp_path / "x.exe"
    bad.write_bytes(b"MZ")
    page.set_input_files("#filer", [*papers(a=paper()), bad])
    page.get_by_role("button", name="Læg op").click()
    page.get_by_text("1 af 2 filer blev ikke modtaget.").wait_for()
    assert page.get_by_text("Filtypen kan ikke læses").is_visible()
    axe(page)
    page.evaluate(DROP, ["c.md", paper(Point("Vej"), date="06-02-2024").decode()])
    page.wait_for_url("**/bord/bunke/*/")
    assert Batch.objects.count() == 2
    assert set(Upload.objects.values_list("filename", flat=True)) == {"a.md", "x.exe", "c.md"}


def test_an_ended_session_loses_no_file(browser_page: Any, papers: Callable[..., list[str]]) -> None:
    page = browser_page(errors_expected=True)  # the 401
    log_in(page)
    Session.objects.all().delete()
    page.set_input_files("#filer", papers(a=paper()))
    page.get_by_role("button", name="Læg op").click()
    page.get_by_text("Du er logget ud").wait_for()
    assert not Upload.objects.exists()
    log_in(page.context.new_page())
    page.get_by_role("button", name="Prøv igen").click()
    page.wait_for_url("**/bord/bunke/*/")
    assert Upload.objects.get().filename == "a.md"
