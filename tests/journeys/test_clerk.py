"""A clerk's whole work in a real browser, with scripts and without: from the login to the last trace of a number."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site

from meetings.models import AuditEntry, Meeting, Upload
from tests.access.people import PASSWORD, clerk, code, give_totp, municipality_admin
from tests.everywhere import addresses, saying
from tests.filing.test_kill import database_url
from tests.journeys.test_public_pages import TOO_WIDE
from tests.make import make_committee
from tests.papers import BATHS, BUDGET, CYCLE_PATH, Point, paper

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE = 40_000  # milliseconds, for a machine that has more to do
NUMBER = "150585-1230"  # invented; no such person
COMPLAINT = Point("Klage over støj", case="24/4100", text=f"Klageren med CPR-nr. {NUMBER} bor ved vejen.")
ASKED_AGAIN = dataclasses.replace(COMPLAINT, text="Klageren bor ved vejen.")
MISREAD = dataclasses.replace(CYCLE_PATH, title="Cyke1sti langs Lundvej")
POSTPONED = dataclasses.replace(MISREAD, decision="Udsat til næste møde.")
ATTACHED = dataclasses.replace(BATHS, attachments=["Tegninger af omklædningsrum"])

FILES = {
    "december.md": paper(MISREAD, BATHS),
    "december igen.md": paper(MISREAD, BATHS),
    "skannet.pdf": b"%PDF-1.7 og saa ikke mere",
    "uden dato.md": paper(BUDGET, date=""),
    "klage.md": paper(COMPLAINT, date="06-02-2024"),
}
NEWER = {
    "december rettet.md": paper(POSTPONED, ATTACHED),
    "klage uden nummer.md": paper(ASKED_AGAIN, date="06-02-2024"),
}
DECEMBER = "Teknik- og Miljøudvalget, referat 05-12-2023"
JANUARY = "Teknik- og Miljøudvalget, referat 09-01-2024"
FEBRUARY = "Teknik- og Miljøudvalget, referat 06-02-2024"
# What a drop brings: the files, made in the page of their names and bytes.
DROPPED = """files => files.reduce((carried, [name, data]) => {
    carried.items.add(new File([Uint8Array.from(atob(data), c => c.charCodeAt(0))], name));
    return carried;
}, new DataTransfer())"""


@pytest.fixture
def worker(settings: Any, tmp_path: Path) -> Iterator[None]:
    """A worker as a site has it: a process of its own, which takes every kind of job."""
    settings.DATA_DIR = tmp_path
    places = {"DATABASE_URL": database_url(), "DATA_DIR": str(tmp_path), "ORIGINALS_DIR": str(site.ORIGINALS_DIR)}
    command = [sys.executable, str(site.BASE_DIR / "manage.py"), "procrastinate", "worker"]
    run = subprocess.Popen(command, env={**os.environ, **places}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    yield
    run.terminate()
    run.wait(timeout=60)


@dataclasses.dataclass
class AtDesk:
    """Somebody at work in a browser. `look` is called on each page that is met."""

    page: Any
    look: Callable[[], None]

    def log_in(self, email: str, secret: str) -> None:
        self.page.goto("/bord/")
        self.page.get_by_label("E-mail").fill(email)
        self.page.get_by_label("Adgangskode").fill(PASSWORD)
        self.look()
        self.press("Log ind")
        self.page.get_by_label("Kode").fill(code(secret))
        self.look()
        self.press("Log ind")
        assert self.page.url.endswith("/bord/")
        self.look()

    def press(self, name: str, within: Any = None) -> None:
        (within or self.page).get_by_role("button", name=name, exact=True).click()

    def follow(self, name: str, within: Any = None) -> None:
        (within or self.page).get_by_role("link", name=name).first.click()

    def hand_in(self, files: dict[str, bytes], *, drop: bool) -> None:
        """Gives the batch page when every file is read."""
        self.page.goto("/bord/")
        self.follow("Læg filer op")
        self.look()
        if drop:
            sent = [[name, b64encode(data).decode()] for name, data in files.items()]
            self.page.dispatch_event("[data-drop]", "drop", {"dataTransfer": self.page.evaluate_handle(DROPPED, sent)})
        else:
            sent = [{"name": name, "mimeType": "text/plain", "buffer": data} for name, data in files.items()]
            self.page.locator("input[type=file]").set_input_files(sent)
            self.press("Læg op")
        self.page.get_by_role("heading", name="Bunke fra").wait_for()
        self.wait_until_read(drop)

    def wait_until_read(self, by_itself: bool) -> None:
        """The batch page tells by itself where there are scripts; else it has a link."""
        done = self.page.get_by_text("behandlet.")
        again = self.page.get_by_role("link", name="Opdater")
        if by_itself:
            done.wait_for(timeout=2 * PATIENCE)
        for _ in range(300):
            done.or_(again).wait_for()
            if done.count():
                break
            self.page.wait_for_timeout(200)
            self.follow("Opdater")
        self.look()

    def row(self, name: str) -> Any:
        """Of the batch page, the row of that file."""
        title = self.page.get_by_role("link", name=name, exact=True)
        return self.page.get_by_role("listitem").filter(has=title)

    def meeting(self, name: str) -> None:
        self.page.goto(f"/bord/moede/{next(one.pk for one in Meeting.objects.with_places() if str(one) == name)}/")

    def publish(self, *names: str) -> None:
        self.page.goto("/bord/")
        for name in names:
            self.page.get_by_label(f"Vælg {name}").check()
        self.press("Offentliggør de valgte")
        self.look()


@pytest.mark.slow
@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
def test_a_clerks_whole_work(
    worker: None,
    browser_page: Callable[..., Any],
    axe: Callable[[Any], None],
    settings: Any,
    client: Any,
    javascript: bool,
) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    make_committee("Teknik- og Miljøudvalget")
    asta, bente = clerk(), municipality_admin()
    give_totp(asta)
    give_totp(bente, "KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU")

    def at_desk(**options: Any) -> AtDesk:
        page = browser_page(javascript=javascript, **options)
        page.context.set_default_timeout(PATIENCE)

        def look() -> None:
            for width in (390, 1280):
                page.set_viewport_size({"width": width, "height": 900})
                assert page.evaluate(TOO_WIDE) == [], page.url
                if javascript:
                    axe(page)

        return AtDesk(page, look)

    desk, reader = at_desk(), browser_page(errors_expected=True)
    page = desk.page
    reader.context.set_default_timeout(PATIENCE)
    desk.log_in(asta.email, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")

    # Five files, each with its own outcome.
    desk.hand_in(FILES, drop=javascript)
    said = {name: desk.row(name).locator(".badge").inner_text() for name in FILES}
    assert said == {
        "december.md": "Læst",
        "december igen.md": "Ligger her allerede",
        "skannet.pdf": "Kan ikke læses",
        "uden dato.md": "Mangler oplysninger",
        "klage.md": "Holdt tilbage",
    }
    assert NUMBER not in page.content()

    # A date is missing, and a title was misread.
    desk.follow("Vælg for uden dato.md")
    desk.look()
    page.get_by_label("Mødedato").fill("2024-01-09")
    desk.press("Gem og læs igen")
    desk.wait_until_read(javascript)
    desk.follow(f"Se {JANUARY}")
    desk.look()
    desk.meeting(DECEMBER)
    desk.follow("Ret Punkt 1")
    desk.look()
    page.get_by_label("Titel").fill("Cykelsti langs Lundvej")
    desk.press("Se, hvad der ændres")
    desk.look()
    desk.press("Gem")
    assert page.get_by_role("heading", name="Punkt 1: Cykelsti langs Lundvej").is_visible()

    # Published, but for what must not be; readers find it.
    desk.publish(DECEMBER, JANUARY, FEBRUARY)
    assert page.get_by_text("2 møder er offentliggjort.").is_visible()
    assert page.get_by_text(f"{FEBRUARY} er ikke offentliggjort.").is_visible()
    reader.goto("/soeg/?q=cykelsti")
    reader.get_by_role("link", name="Cykelsti langs Lundvej").first.click()
    assert reader.get_by_text("Godkendt.", exact=True).first.is_visible()
    item = reader.url
    reader.goto("/soeg/?q=klage")
    assert not reader.get_by_role("link", name="Klage over støj").count()

    # Corrected for all to see.
    desk.meeting(DECEMBER)
    desk.follow("Ret Punkt 2")
    page.get_by_label("Titel").fill("Svømmehal ved Åen")
    desk.press("Se, hvad der ændres")
    desk.look()
    desk.press("Gem")
    reader.goto(f"{item.rsplit('/', 2)[0]}/")
    assert reader.get_by_text("Rettet den").is_visible()
    assert reader.get_by_role("link", name="Svømmehal ved Åen").first.is_visible()

    # Replaced: the difference is seen first, and the corrections stay.
    desk.hand_in(NEWER, drop=javascript)
    batch = page.url
    for name in NEWER:
        page.goto(batch)
        desk.follow(f"Vælg for {name}")
        if name.startswith("december"):
            assert page.locator("ins", has_text="Udsat").first.is_visible()
        desk.look()
        desk.press("Ny version")
    desk.wait_until_read(javascript)
    assert desk.row("december rettet.md").locator(".badge").inner_text() == "Læst"
    reader.goto(item)
    assert reader.get_by_role("heading", name="Cykelsti langs Lundvej").is_visible()
    assert reader.get_by_text("Udsat til næste møde.").first.is_visible()
    desk.meeting(FEBRUARY)
    desk.look()
    desk.press("Offentliggør nu")
    reader.goto("/soeg/?q=klage")
    assert reader.get_by_role("link", name="Klage over støj").first.is_visible()

    # Withdrawn, with the reason at the address.
    desk.meeting(JANUARY)
    away = page.get_by_role("link", name="Se mødets side").get_attribute("href")
    desk.follow("Træk mødet tilbage")
    desk.look()
    page.get_by_label("Begrundelse").fill("Et bilag var forkert.")
    desk.press("Træk tilbage")
    desk.look()
    assert reader.goto(away).status == 410
    assert reader.get_by_text("Et bilag var forkert.").is_visible()

    # Erased, by the one who may: the version with the number, and a whole meeting.
    number = Meeting.objects.get(date="2024-02-06")
    boss = at_desk(errors_expected=True)  # a refused file is answered with an error
    boss.log_in(bente.email, "KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU")
    for name, what in ((FEBRUARY, "Version 1, som er erstattet"), (JANUARY, "Hele mødet")):
        boss.meeting(name)
        boss.follow("Slet af hensyn til personoplysninger")
        boss.look()
        boss.page.get_by_label(what).check()
        boss.page.get_by_label("Begrundelse").fill("Anmodning om sletning.")
        boss.page.get_by_label("Jeg er sikker.").check()
        boss.press("Slet for altid")
        assert boss.page.get_by_text("Slettet. Der står kun tilbage").is_visible()
    assert reader.goto(away).status == 410
    assert not reader.get_by_text("Et bilag var forkert.").count()
    assert saying(client, addresses(number, "klage"), NUMBER) == []
    assert not any(NUMBER.encode() in one.read_bytes() for one in site.ORIGINALS_DIR.rglob("*") if one.is_file())
    boss.page.goto("/upload/")
    boss.page.locator("input[type=file]").set_input_files(
        [{"name": "klage.md", "mimeType": "text/plain", "buffer": FILES["klage.md"]}]
    )
    boss.press("Læg op")
    boss.page.get_by_text("slettet").first.wait_for()
    assert not Upload.objects.filter(filename="klage.md", batch__made_by=bente).exclude(state="refused").exists()
    boss.page.goto("/bord/log/")
    boss.look()
    assert boss.page.locator("dt", has_text="Ny version af").first.is_visible()
    assert not [name for name in boss.page.locator(".log-changes dt").all_inner_texts() if "_" in name]
    done = set(AuditEntry.objects.values_list("action", flat=True))
    assert {"upload", "correct", "publish", "withdraw", "erase"} <= done
