"""What every test can ask for: a database of its own (the embedded PostgreSQL unless DATABASE_URL says otherwise),
files that vanish, a real browser (`browser_page`), and a check of accessibility (`axe`)."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.test import TransactionTestCase
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import Locator, sync_playwright
from whitenoise.middleware import WhiteNoiseMiddleware

from tests import browser as chromium
from tests import emptied

# Playwright's synchronous door runs an event loop in the test's thread, which Django takes for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# The same examples every time, so that a red test means a change. Others: ARGS=--hypothesis-profile=default
hypothesis_settings.register_profile("steady", derandomize=True)
hypothesis_settings.load_profile("steady")

PATIENCE = 60_000  # milliseconds that a browser waits before a test fails: a machine may have more to do
DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "admin_client", "admin_user"}


def pytest_configure(config: pytest.Config) -> None:
    """Starts the embedded PostgreSQL before the workers do, and keeps it until the last of them has gone."""
    if not settings.DATABASE_URL and not os.environ.get("PYTEST_XDIST_WORKER") and _may_need_database(config):
        from archive.embedded import place, server

        try:
            server.start(settings.DATA_DIR)
        except place.DatabaseUnusable as advice:
            pytest.exit(str(advice), returncode=3)


def _may_need_database(config: pytest.Config) -> bool:
    return "not database" not in config.getoption("markexpr", "") and not config.getoption("collectonly")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if fixtures & DATABASE_FIXTURES or item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.database)
        if fixtures & {"browser_page", "browser", "page"}:
            item.add_marker(pytest.mark.browser)
            # A file's tests go to one worker, which starts one browser for them.
            item.add_marker(pytest.mark.xdist_group(item.path.name))


@pytest.fixture(scope="session", autouse=True)
def _clean_again() -> Iterator[None]:
    """After a test that really committed (transaction=True, live_server) all is as the migrations left it."""
    patch = pytest.MonkeyPatch()
    patch.setattr(TransactionTestCase, "_fixture_teardown", lambda self: emptied.as_migrated())
    yield
    patch.undo()


@pytest.fixture(scope="session", autouse=True)
def _static_files_are_looked_up_once() -> Iterator[None]:
    """Each test client loads the middleware anew, and that one would read all static files' places on the disk."""
    look_up = WhiteNoiseMiddleware.add_files_from_finders
    known: dict[str, dict[str, Any]] = {}

    def add(self: WhiteNoiseMiddleware) -> None:
        if self.static_prefix not in known:
            look_up(self)
            known[self.static_prefix] = dict(self.files)
        self.files.update(known[self.static_prefix])

    patch = pytest.MonkeyPatch()
    patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", add)
    yield
    patch.undo()


@pytest.fixture(autouse=True)
def _files_that_vanish(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Originals go to a directory of the test's own; passwords are hashed fast; one step is enough to log in.

    tests/access and the journeys through the desk ask for the second one (tests.access.people).
    """
    settings.ORIGINALS_DIR = tmp_path / "originals"
    settings.REQUIRE_SECOND_FACTOR = False
    settings.COUNT_READS = False  # a thread that would write while the next test runs
    monkeypatch.setattr("meetings.search.similar.LIMIT_MS", 10_000)  # a busy machine is no reason to leave it out
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A browser for the tests of one file.

    Not for the session: as long as it lasts, an event loop of Playwright's runs in this thread, and what needs one of
    its own (the worker of the background jobs) cannot start.
    """
    path = chromium.find()
    if path is None:
        pytest.fail(chromium.NONE_FOUND, pytrace=False)
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patch:
        for act in ("click", "press"):
            patch.setattr(Locator, act, chromium.until_whole(getattr(Locator, act)))
        launched = playwright.chromium.launch(executable_path=path, args=chromium.LAUNCH)
        yield launched
        launched.close()


@pytest.fixture
def browser_page(browser: Any, live_server: Any) -> Iterator[Callable[..., Any]]:
    """`page = browser_page(390)`: a page of that width whose addresses are the live server's (`page.goto("/om/")`).

    javascript=False turns scripts off. The test fails in the end when a page broke the content security policy or
    wrote an error on its console, unless it was opened with errors_expected=True (a 404 is such an error).
    """
    contexts = []
    errors: list[str] = []

    def note(page: Any, said: Any) -> None:
        if said.type == "error" and not said.location["url"].endswith(
            "/favicon.ico"
        ):  # the browser asked, not the page
            errors.append(f"{page.url}: {said.text}")

    def open_page(
        width: int = 1280, *, height: int = 900, javascript: bool = True, errors_expected: bool = False
    ) -> Any:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            java_script_enabled=javascript,
            locale="da-DK",
            timezone_id="Europe/Copenhagen",
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        if not errors_expected:
            page.on("console", lambda said: note(page, said))
            page.on("pageerror", lambda error: errors.append(f"{page.url}: {error}"))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not errors, "The browser's console: " + "\n".join(errors)


@pytest.fixture
def axe() -> Callable[..., None]:
    """`axe(page)` asserts that axe finds no violation of WCAG 2.1 A or AA on the page as it stands.

    `axe(page, "color-contrast")` looks for that alone: for a page that only changed its colours.
    """
    everything = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]

    def check(page: Any, *rules: str) -> None:
        options = {"runOnly": list(rules) or everything, "resultTypes": ["violations"]}
        if not page.evaluate("Boolean(window.axe)"):
            page.evaluate(AXE_SCRIPT)
        found = page.evaluate(f"axe.run(document, {json.dumps(options)})")["violations"]
        told = [
            f"{rule['id']} ({rule['help']}): {[node['html'][:200] for node in rule['nodes'][:5]]}" for rule in found
        ]
        assert not found, f"{page.url} at {page.viewport_size['width']} px:\n" + "\n".join(told)

    return check
