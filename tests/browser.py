"""Finds a Chromium for the tests that drive a real browser, or installs one. `python -m tests.browser` does both."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
# No sandbox: root has none to use. The rest keeps the browser from calling its maker during a test.
LAUNCH = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NONE_FOUND = (
    "No Chromium for the browser tests, and none could be installed: install one (Debian: apt install chromium) "
    "or name one: CHROMIUM=/path/to/chromium make test"
)


def find() -> str | None:
    """The path of a browser: $CHROMIUM, one on PATH, or the one that Playwright installed for itself."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    on_path = next((found for found in map(shutil.which, NAMES) if found), None)
    return on_path or _playwrights_own()


def install() -> str | None:
    """Debian's package where we are root, Playwright's own browser otherwise. Its path, or None."""
    if os.environ.get("CHROMIUM"):
        return None  # a browser was named and is not there: another one is not what was asked for
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing Chromium for the browser tests …", flush=True)
        waiting = ["apt-get", "-o", "DPkg::Lock::Timeout=300", "-qq"]
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run([*waiting, "update"], env=quiet, capture_output=True, check=False)
        chromium = [*waiting, "install", "--yes", "--no-install-recommends", "chromium"]
        subprocess.run(chromium, env=quiet, capture_output=True, check=False)
    else:
        print("Fetching a Chromium through Playwright for the browser tests …", flush=True)
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], capture_output=True, check=False)
    return find()


def until_whole(act: Callable[..., None]) -> Callable[..., None]:
    """`act`, a click or a press of a Locator, over only when the page it leads to is read to its end.

    Playwright's own is over when that page's first byte is there; what a test then looks for may not be, yet.
    """

    @functools.wraps(act)
    def acted(place: Locator, *args: Any, **options: Any) -> None:
        act(place, *args, **options)
        if not place.page.is_closed():
            place.page.wait_for_load_state("domcontentloaded")

    return acted


def _playwrights_own() -> str | None:
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


if __name__ == "__main__":
    sys.exit(None if find() or install() else NONE_FOUND)
