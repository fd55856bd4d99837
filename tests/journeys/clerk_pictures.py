"""The pictures of docs/clerk.md, taken at a desk where everything is invented.

    .venv/bin/python -m pytest tests/journeys/clerk_pictures.py

writes docs/images/clerk-*.png anew. No test: `make test` passes it by.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site
from PIL import Image

from meetings.filing.reports import take_in
from meetings.models import Meeting
from tests.access.people import auditor, clerk, code, give_totp, municipality_admin
from tests.extract.makers.as_pdf import as_pdf
from tests.extract.makers.minutes import MINUTES
from tests.journeys.test_clerk import ASKED_AGAIN, COMPLAINT, MISREAD, POSTPONED, AtDesk, worker
from tests.make import make_committee, make_municipality
from tests.papers import BATHS, BUDGET, paper

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["worker"]

WIDTH, MOST_BYTES = 1280, 120_000
COLOURS = 128  # of a page of text; more make the files larger and no clearer
TOWN = {"municipality": "Lindeby"}
FEBRUARY = "06-02-2024"
FILES = {
    "Legepladser september.pdf": as_pdf(MINUTES),
    "Teknik december.md": paper(MISREAD, BATHS, **TOWN),
    "Teknik december (kopi).md": paper(MISREAD, BATHS, **TOWN),
    "Skannet bilag.pdf": b"%PDF-1.7 og saa ikke mere",
    "Budget uden dato.md": paper(BUDGET, date="", **TOWN),
    "Teknik februar.md": paper(COMPLAINT, BUDGET, date=FEBRUARY, **TOWN),
}
# The few words that are the browser's own, as a Danish one writes them; the one that tests use may know English alone.
DANISH = """() => {
    for (const field of document.querySelectorAll("input[type=date]")) {
        const [year, month, day] = field.value.split("-");
        field.type = "text";
        field.value = day ? `${day}-${month}-${year}` : "dd-mm-åååå";
    }
    for (const field of document.querySelectorAll("input[type=file]")) {
        const button = Object.assign(document.createElement("button"), { textContent: "Vælg filer" });
        Object.assign(button.style, { border: "1px solid #767676", borderRadius: "3px", padding: "2px 6px" });
        field.replaceWith(button, " Ingen fil valgt");
    }
}"""


def picture(page: Any, name: str, *, height: int = 800, at: str = "") -> None:
    """docs/images/clerk-<name>.png: the page from its top, or from what `at` names, `height` pixels of it."""
    page.evaluate(DANISH)
    top = 0.0
    if at:
        top = page.locator(at).first.evaluate("one => one.getBoundingClientRect().top + scrollY") - 24
    whole = page.evaluate("document.documentElement.scrollHeight")
    clip = {"x": 0, "y": top, "width": WIDTH, "height": min(height, whole - top)}
    image = Image.open(io.BytesIO(page.screenshot(full_page=True, clip=clip)))
    path = Path(site.BASE_DIR) / "docs" / "images" / f"clerk-{name}.png"
    image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    assert path.stat().st_size < MOST_BYTES, f"{path.name} is too large: {path.stat().st_size}"


def test_take_pictures(worker: None, browser_page: Callable[..., Any], settings: Any) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    settings.SITE_URL = "https://referatarkivet.example"
    place = make_municipality("Lindeby")
    for name in ("Teknik- og Miljøudvalget", "Udvalget for Leg, By og Natur"):
        make_committee(name, place)
    asta, bente = clerk(place, last_name="Lund"), municipality_admin(place, last_name="Holt")
    auditor(place, last_name="Kjær")
    give_totp(asta)
    give_totp(bente, "KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU")
    page = browser_page(WIDTH, errors_expected=True)
    page.context.set_default_timeout(60_000)
    page.goto("/bord/")
    picture(page, "log-ind", height=560)
    desk = AtDesk(page, lambda: None)
    page.get_by_label("E-mail").fill(asta.email)
    page.get_by_label("Adgangskode").fill("et langt kodeord til prøver")
    desk.press("Log ind")
    picture(page, "andet-trin", height=520)
    page.get_by_label("Kode").fill(code())
    desk.press("Log ind")

    page.goto("/upload/")
    picture(page, "laeg-op", height=900)
    desk.hand_in(FILES, drop=True)
    picture(page, "bunke", height=1100)
    desk.follow("Vælg for Budget uden dato.md")
    picture(page, "mangler-dato", height=800)
    page.get_by_label("Mødedato").fill("2024-01-09")
    desk.press("Gem og læs igen")
    desk.wait_until_read(True)
    page.goto("/bord/")
    picture(page, "skrivebord", height=1300)

    def meeting(day: str) -> Meeting:
        found: Meeting = Meeting.objects.with_places().get(date=day)
        page.goto(f"/bord/moede/{found.pk}/")
        return found

    meeting("2026-09-14")
    page.locator(".preview-page img").first.evaluate("image => image.decode()")
    picture(page, "kontrol", height=1150)
    meeting("2024-02-06")
    picture(page, "spaerrer", height=620)
    december = meeting("2023-12-05")
    picture(page, "offentliggoer", height=620)
    desk.follow("Ret Punkt 1")
    picture(page, "ret", height=900)
    page.get_by_label("Titel").fill("Cykelsti langs Lundvej")
    desk.press("Se, hvad der ændres")
    picture(page, "ret-set", height=700)
    desk.press("Gem")
    desk.publish(str(december), str(Meeting.objects.with_places().get(date="2026-09-14")))

    newer = {"Teknik december, rettet.md": paper(POSTPONED, BATHS, **TOWN)}
    newer["Teknik februar uden nummer.md"] = paper(ASKED_AGAIN, BUDGET, date=FEBRUARY, **TOWN)
    desk.hand_in(newer, drop=True)
    desk.follow("Vælg for Teknik december, rettet.md")
    picture(page, "ny-version", height=1000)
    desk.press("Ny version")
    desk.wait_until_read(True)

    meeting("2023-12-05")
    desk.follow("Træk mødet tilbage")
    page.get_by_label("Begrundelse").fill("Et bilag var ikke klar til at blive offentligt.")
    picture(page, "traek-tilbage", height=760)
    meeting("2026-09-14")
    desk.follow("Streg ord ud")
    page.get_by_role("textbox", name="Ord", exact=True).fill("Øjvind Mosegaard")
    page.get_by_label("Begrundelse").fill("Har beskyttet navn.")
    desk.press("Vis, hvad der bliver streget ud")
    picture(page, "streg-ud", height=560)
    report = take_in(
        address=december.get_absolute_url(), kind="error", email="lise.laeser@example.dk", municipality=place,
        message="Under punkt 2 står der, at svømmehallen er fra 1974. Den er fra 1975.",
    )  # fmt: skip
    page.goto("/bord/henvendelser/")
    picture(page, "henvendelser", height=480)
    page.goto(f"/bord/henvendelser/{report.pk}/")
    page.get_by_label("Svar").fill("Tak. Vi har rettet årstallet.")
    picture(page, "henvendelse", height=1000)

    boss = AtDesk(browser_page(WIDTH, errors_expected=True), lambda: None)
    boss.page.context.set_default_timeout(60_000)
    boss.log_in(bente.email, "KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU")
    boss.page.goto(f"/bord/moede/{december.pk}/slet/")
    picture(boss.page, "slet", height=1100)
    boss.page.goto("/bord/brugere/")
    picture(boss.page, "brugere", height=1200)
    boss.page.goto("/bord/noegler/")
    boss.page.get_by_label("Hvad bruges den til?").fill("Sagssystemet")
    boss.press("Opret nøgle")
    picture(boss.page, "noegler", height=840)
    boss.page.goto("/bord/kommune/")
    picture(boss.page, "fire-oejne", height=480)
    boss.page.goto("/bord/log/")
    picture(boss.page, "log", height=1000)
