"""After publishing, at the desk: withdrawn, struck out, erased; seen before it is done, and by the right people."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from meetings.filing import corrections
from meetings.filing.intake import ingest_file
from meetings.models import AuditEntry, Erasure, Item, Meeting, Redaction, SourceDocument
from tests.access.people import archive_admin, clerk, logged_in, municipality_admin
from tests.everywhere import addresses, answers, saying
from tests.filing.test_erasure import tables_saying
from tests.papers import BATHS, BUDGET, CYCLE_PATH, Point, paper

pytestmark = pytest.mark.django_db(transaction=True)

TITLE = "Klage over Fyrtårnshegnet"
POINT = Point(TITLE, case="23/7788", text="Naboen Otto Tårnby klager over hegnet.", decision="Fyrtårnshegnet fjernes.")


@pytest.fixture
def meeting(settings: Any, tmp_path: Path) -> Meeting:
    settings.DATA_DIR = tmp_path / "data"
    settings.ORIGINALS_DIR = settings.DATA_DIR / "originals"
    ingest_file(paper(CYCLE_PATH, POINT), "Fyrtårnshegnet.md", publish=True)
    return Meeting.objects.with_places().get()


def test_a_withdrawn_meeting_is_gone_from_every_page_file_and_feed_at_once(client: Client, meeting: Meeting) -> None:
    places = addresses(meeting, "Fyrtårnshegnet")
    before = {}
    for place in places:
        answer = client.get(place)
        before[place] = answer.get("ETag", '""')
        answer.close()  # a file that is not read to its end stays open
    assert len(saying(client, places, "Fyrtårnshegnet")) > 15
    asta = logged_in(clerk("Varde"))
    there = f"/bord/moede/{meeting.pk}/traek-tilbage/"
    assert "2 punkter forsvinder" in asta.get(there).content.decode()
    assert asta.post(there, {"reason": " "}).status_code == 422
    assert Meeting.objects.get().is_published
    asta.post(there, {"reason": "Forkert bilag vedlagt."})
    assert saying(client, [place for place in places if "q=" not in place], "Fyrtårnshegnet") == []
    assert client.get("/soeg.json?q=Fyrtårnshegnet").json()["total"] == 0
    assert client.get("/soeg.json?q=Fyrtårn*").json()["total"] == 0
    own = [meeting.get_absolute_url(), *(item.get_absolute_url() for item in meeting.items.all())]
    own += [document.get_absolute_url() for document in meeting.documents.all()]
    for place, status, said in answers(client, own):
        assert status == 410, place
        assert "Forkert bilag vedlagt." in said
    for place in own:  # whoever kept a copy and asks whether it still holds
        assert client.get(place, headers={"If-None-Match": before[place]}).status_code == 410


def test_words_are_seen_before_they_are_struck_out_and_can_be_lifted(client: Client, meeting: Meeting) -> None:
    asta = logged_in(clerk("Varde"))
    there = f"/bord/moede/{meeting.pk}/streg-ud/"
    asked = {"kind": "words", "words": "Otto Tårnby", "scope": "meeting", "reason": "Privat person"}
    assert "mindst tre bogstaver" in asta.post(there, asked | {"words": "*"}).content.decode()
    seen = asta.post(there, asked).content.decode()
    assert "1 møde, 1 gang" in seen
    assert re.search(r"Naboen <del>Otto Tårnby</del> klager", seen)
    assert not Redaction.objects.exists()
    asta.post(there, asked | {"gem": "1"})
    page = meeting.items.get(number="2").get_absolute_url()
    assert "Naboen [udstreget] klager" in client.get(page).content.decode()
    assert "Otto Tårnby" in asta.get("/bord/udstregninger/").content.decode()
    assert "Otto" not in logged_in(clerk("Slagelse")).get("/bord/udstregninger/").content.decode()
    one = Redaction.objects.get()
    assert logged_in(clerk("Slagelse")).post(f"/bord/udstregninger/{one.pk}/ophaev/").status_code == 404
    asta.post(f"/bord/udstregninger/{one.pk}/ophaev/")
    assert "Naboen Otto Tårnby klager" in client.get(page).content.decode()
    done = AuditEntry.objects.filter(actor__isnull=False).values_list("action", flat=True)
    assert list(done) == ["lift_redaction", "redact"]


def test_erasing_is_for_administrators_who_are_sure(client: Client, meeting: Meeting) -> None:
    there = f"/bord/moede/{meeting.pk}/slet/"
    assert logged_in(clerk("Varde")).get(there).status_code == 403
    assert logged_in(municipality_admin("Slagelse")).get(there).status_code == 404
    boss = logged_in(municipality_admin("Varde"))
    item = Item.objects.get(number="2")
    asked = {"what": f"item-{item.pk}", "reason": "Anmodning"}
    assert "Det kan ikke fortrydes" in boss.post(there, asked).content.decode()
    assert not Erasure.objects.exists()
    boss.post(there, asked | {"sure": "1"})
    assert client.get(item.get_absolute_url()).status_code == 410
    assert CYCLE_PATH.title in client.get(meeting.get_absolute_url()).content.decode()
    boss.post(there, {"what": "meeting", "reason": "Anmodning", "sure": "1"})
    assert not Meeting.objects.exists()


AGAIN = {
    "in another place": (BATHS, dataclasses.replace(POINT, case="")),
    "with the case alone": (BATHS, dataclasses.replace(POINT, title="Hegnet ved Fyrtårnshegnet 4")),
    "with the number alone": (dataclasses.replace(POINT, title="Fyrtårnshegnet", case=""), BATHS),
}


def nowhere(client: Client, meeting: Meeting, item: Item) -> bool:
    """Whether no reader can read or find a word of the item that was erased."""
    places = [place for place in addresses(meeting, "Fyrtårnshegnet") if "q=" not in place]
    found = sum(client.get(f"/soeg.json?q={words}").json()["total"] for words in ("Fyrtårn*", "Tårnby", "23/7788"))
    return not found and saying(client, [*places, item.get_absolute_url()], "Fyrtårnshegnet") == []


@pytest.mark.parametrize("kept", [True, False])
@pytest.mark.parametrize("points", AGAIN.values(), ids=AGAIN)
def test_what_was_erased_comes_back_to_readers_only_when_somebody_says_so(
    client: Client, meeting: Meeting, settings: Any, points: tuple[Point, Point], kept: bool
) -> None:
    boss, desk = logged_in(municipality_admin("Varde")), f"/bord/moede/{meeting.pk}/"
    item = Item.objects.get(number="2")
    boss.post(f"{desk}slet/", {"what": f"item-{item.pk}", "reason": "Anmodning", "sure": "1"})
    if kept:  # the site has another key since
        settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "en anden lang nøgle"
    receipt = ingest_file(paper(CYCLE_PATH, *points), "rettet.md", publish=True)
    assert "punkt 2. Den nye fil bringer det igen, og det er holdt tilbage." in receipt.message_da
    assert BATHS.title in client.get(meeting.get_absolute_url()).content.decode()  # the rest of the new file
    assert nowhere(client, meeting, item)
    assert client.get(receipt.document.get_absolute_url()).status_code == 404
    call_command("reparse", all=True)
    assert nowhere(client, meeting, item)

    asta, there = logged_in(clerk("Varde")), f"{desk}slettet-igen/"
    assert "Slettet, og kommet igen" in asta.get("/bord/").content.decode()
    assert asta.post(there, {"valg": "vis", "begrundelse": "x"}).status_code == 403
    assert "Slet det igen, og filen med" in boss.get(desk).content.decode()
    boss.post(there, {"valg": "vis", "begrundelse": " "})
    assert nowhere(client, meeting, item)
    said = {"valg": "slet" if kept else "vis", "begrundelse": "Efter aftale"}
    assert "Der er allerede taget stilling" not in boss.post(there, said, follow=True).content.decode()
    assert "Der er allerede taget stilling" in boss.post(there, said, follow=True).content.decode()
    assert "Slettet, og kommet igen" not in asta.get("/bord/").content.decode()
    assert AuditEntry.objects.filter(action="erase" if kept else "lift_erasure", reason="Efter aftale").exists()
    if kept:
        assert not receipt.document.path.exists()
        assert tables_saying("Fyrtårnshegnet") == []
        another = points[0] is BATHS  # has its number now, and so its address
        assert client.get(item.get_absolute_url()).status_code == (200 if another else 410)
        assert nowhere(client, meeting, item)
        assert BATHS.title in client.get(meeting.get_absolute_url()).content.decode()
    else:
        assert len(saying(client, addresses(meeting, "Fyrtårnshegnet"), "Fyrtårnshegnet")) > 10
        (original,) = answers(client, [receipt.document.get_absolute_url()])
        assert original[1] == 200
        asta.post(f"{desk}fortryd-offentliggoerelse/")
        assert client.get(item.get_absolute_url()).status_code == 404  # no tombstone: it is erased no more


# What it was called when it was erased, and as what it comes again
CALLED = {
    "title": (
        dataclasses.replace(POINT, title="Hegnet ved Fyrtårnet 4"),
        dataclasses.replace(POINT, case="", number="3"),
    ),
    "case": (
        dataclasses.replace(POINT, case="24/1"),
        dataclasses.replace(POINT, title="Sti langs Fyrtårnshegnet", number="3"),
    ),
}


@pytest.mark.parametrize(("then", "again"), CALLED.values(), ids=CALLED)
@pytest.mark.parametrize("by", ["a later version", "a clerk", "a clerk, where no reading was kept"])
def test_an_erased_item_is_known_by_what_it_was_called_before(
    client: Client, meeting: Meeting, by: str, then: Point, again: Point
) -> None:
    item = Item.objects.get(number="2")
    if by == "a later version":
        ingest_file(paper(CYCLE_PATH, then), "to.md")
    else:
        corrections.correct(item, {"title": then.title, "case_number": then.case}, actor=None)
    if by == "a clerk, where no reading was kept":  # as of files from before readings were
        SourceDocument.objects.update(parsed=None)
    item.refresh_from_db()
    assert (item.title, item.case_number) == (then.title, then.case)
    asked = {"what": f"item-{item.pk}", "reason": "Anmodning", "sure": "1"}
    logged_in(municipality_admin("Varde")).post(f"/bord/moede/{meeting.pk}/slet/", asked)
    receipt = ingest_file(paper(CYCLE_PATH, BATHS, again), "igen.md", publish=True)
    assert "punkt 2. Den nye fil bringer det igen, og det er holdt tilbage." in receipt.message_da
    assert list(meeting.items.values_list("title", flat=True)) == [CYCLE_PATH.title, BATHS.title]
    assert nowhere(client, meeting, item)


def test_contents_and_unread_lines_do_not_name_what_was_erased(client: Client, meeting: Meeting) -> None:
    item = Item.objects.get(number="2")
    asked = {"what": f"item-{item.pk}", "reason": "Anmodning", "sure": "1"}
    logged_in(municipality_admin("Varde")).post(f"/bord/moede/{meeting.pk}/slet/", asked)
    outside = f"Indholdsfortegnelse\n\n1: {CYCLE_PATH.title}\n\n2: {TITLE}\n\nFyrtårnshegnet skal ned, siger man.\n\n"
    before, first, rest = paper(CYCLE_PATH, POINT, BATHS).partition(b"## **Punkt 1")
    ingest_file(before + outside.encode() + first + rest, "igen.md", publish=True)
    brought = SourceDocument.objects.latest("version")
    assert CYCLE_PATH.title in str(brought.parsed)  # what comparisons of versions are made of
    assert "Fyrtårnshegnet" not in str(brought.parsed)
    assert "Fyrtårnshegnet" not in str([brought.unread, brought.warnings])  # the desk lists them


def test_what_stands_beside_an_erased_item_is_not_taken_for_it(client: Client, meeting: Meeting) -> None:
    """By its case, by the number it has now, or by its title."""
    baths, twin = dataclasses.replace(BATHS, case=POINT.case), Point(TITLE, number="5", text="Et andet hegn.")
    budget = dataclasses.replace(BUDGET, number="4")
    ingest_file(paper(CYCLE_PATH, POINT, baths, budget, twin), "to.md")
    boss = logged_in(municipality_admin("Varde"))
    for number in ("2", "4"):
        what = f"item-{meeting.items.get(number=number).pk}"
        boss.post(f"/bord/moede/{meeting.pk}/slet/", {"what": what, "reason": "Anmodning", "sure": "1"})
    receipt = ingest_file(paper(CYCLE_PATH, baths, twin), "tre.md")
    assert "holdt tilbage" not in receipt.message_da
    assert list(meeting.items.values_list("number", "title")) == [
        ("1", CYCLE_PATH.title), ("2", BATHS.title), ("5", TITLE),
    ]  # fmt: skip
    ingest_file(paper(CYCLE_PATH, baths, dataclasses.replace(BUDGET, number="3"), twin), "fire.md")
    waiting = Erasure.objects.get(returned_in__isnull=False)
    assert waiting.what.endswith("punkt 4"), "the other has not come again"


def test_a_file_without_a_meeting_can_be_erased(meeting: Meeting) -> None:
    ingest_file(b"Referat uden dato og udvalg, som ingen kan placere.", "loes.txt", municipality="Varde")
    loose = SourceDocument.objects.get(meeting=None)
    there = f"/bord/original/{loose.sha256}/slet/"
    assert logged_in(municipality_admin("Slagelse")).get(there).status_code == 404
    boss = logged_in(archive_admin())
    boss.post(there, {"what": "file", "reason": "Fejl", "sure": "1"})
    assert not SourceDocument.objects.filter(meeting=None).exists()
    of_meeting = boss.get(f"/bord/original/{meeting.documents.get().sha256}/slet/")
    assert of_meeting["Location"] == f"/bord/moede/{meeting.pk}/"
