"""A file that shows openly what is closed, or left out, since: readers are told so and do not get it; staff do."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from django.test import Client

from meetings.filing import corrections, publishing
from meetings.filing.intake import ingest_file, read_again
from meetings.models import Item, Meeting, SourceDocument
from tests.access.people import clerk, logged_in
from tests.everywhere import addresses, answers, saying
from tests.papers import BATHS, BUDGET, CYCLE_PATH, Point, paper

pytestmark = pytest.mark.django_db

PAGE = "/varde/teknik-og-miljoeudvalget/2023-12-05/versioner/"
SECRET = "Ansøgeren skylder husleje."
OPEN = dataclasses.replace(BATHS, text=SECRET)
NOTHING: dict[str, Any] = {"text": "", "recommendation": "", "decision": ""}
SAME_TITLE = Point(f"Lukket - {BATHS.title}", case="", **NOTHING)
SAME_CASE = Point("Lukket - Personsag", case=BATHS.case, **NOTHING)
SAME_NUMBER = Point("Lukket punkt", case="", **NOTHING)
UNKNOWN = Point("Lukket punkt", case="", number="7", **NOTHING)
CLOSED = "Filen vises ikke, fordi et punkt siden er lukket."
GONE = "Filen vises ikke, fordi et punkt siden er taget ud af mødet."


def asked(client: Client, version: int = 1) -> tuple[int, str]:
    """Status and words of the answer at the address of that version's file."""
    [(_place, status, said)] = answers(client, [SourceDocument.objects.get(version=version).get_absolute_url()])
    return status, said


@pytest.mark.parametrize(
    ("later", "told"),
    [
        ((CYCLE_PATH, SAME_TITLE, BUDGET), CLOSED),
        ((SAME_CASE, CYCLE_PATH, BUDGET), CLOSED),
        ((CYCLE_PATH, SAME_NUMBER, BUDGET), CLOSED),
        ((CYCLE_PATH, BUDGET, UNKNOWN), CLOSED),
        ((CYCLE_PATH, BUDGET), GONE),
    ],
)
def test_what_a_later_version_closed_or_left_out_is_nowhere(
    later: tuple[Point, ...], told: str, client: Client, words_of: Any
) -> None:
    first, between = paper(CYCLE_PATH, OPEN, BUDGET), dataclasses.replace(OPEN, text=f"{SECRET} Meget.")
    ingest_file(first, "a.md", publish=True)
    ingest_file(paper(CYCLE_PATH, between, BUDGET), "b.md")
    assert asked(client)[0] == 200
    assert SECRET in words_of(PAGE)
    ingest_file(paper(*later), "c.md")
    meeting = Meeting.objects.with_places().get()
    places = [PAGE, f"{PAGE}?fra=1&til=2", f"{PAGE}?fra=2&til=1", f"{PAGE}?fra=1&til=3"]
    places += addresses(meeting, "husleje") if SAME_TITLE in later else []
    assert saying(client, places, SECRET) == []
    if told == CLOSED and SAME_TITLE not in later:
        assert saying(client, places, BATHS.title) == []
    status, said = asked(client)
    assert (status, told in said) == (410, True)
    assert words_of(PAGE).count(told) == 2
    assert asked(client, 3)[0] == 200
    read_again(SourceDocument.objects.get(version=1))
    assert asked(client)[0] == 410
    staff = logged_in(clerk("Varde"))
    desk = f"/bord/moede/{meeting.pk}/"
    assert told in staff.get(desk).content.decode()
    assert staff.get(f"{desk}version-1/").content == first
    assert "sandbox" in staff.get(f"{desk}version-1/")["Content-Security-Policy"]


def test_the_file_of_an_item_that_a_person_closed_is_withheld_until_it_is_open_again(
    client: Client, words_of: Any
) -> None:
    ingest_file(paper(CYCLE_PATH, OPEN), "a.md", publish=True)
    item = Item.objects.get(number="2")
    corrections.correct(item, {"title": "Personsag"}, actor=None)
    assert asked(client)[0] == 200
    corrections.correct(item, {"closed": True}, actor=None)
    meeting = Meeting.objects.with_places().get()
    assert saying(client, [*addresses(meeting, "husleje"), PAGE], SECRET) == []
    assert asked(client)[0] == 410
    assert CLOSED in words_of(PAGE)
    read_again(SourceDocument.objects.get())
    assert asked(client)[0] == 410
    corrections.correct(item, {"closed": False}, actor=None)
    assert asked(client)[0] == 200
    publishing.withdraw(meeting, actor=None, reason="Fejl.")
    assert "Fejl." in asked(client)[1]


def test_a_file_stays_where_only_our_reading_changed(client: Client) -> None:
    """A row too many that a person took away, an item of nothing but a title, and another wording."""
    empty = Point("Eventuelt", **NOTHING)
    ingest_file(paper(CYCLE_PATH, BATHS, BUDGET, empty), "a.md", publish=True)
    corrections.remove_row(Item.objects.get(number="3"), actor=None)
    reworded = dataclasses.replace(BATHS, title="Ny svømmehal ved Hovmarken", case="")
    ingest_file(paper(CYCLE_PATH, reworded, BUDGET), "b.md")
    assert [asked(client, version)[0] for version in (1, 2)] == [200, 200]
