"""From the file to the pages: who was away from the meeting, who from one item alone, and of which party they were."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from meetings.filing import corrections, difference, redactions
from meetings.filing.intake import ingest_file
from meetings.filing.striking import BLACK
from meetings.models import Absence, Attendance, Correction, Item, Meeting, Presence, Redaction, SourceDocument
from tests.papers import CYCLE_PATH, paper

pytestmark = pytest.mark.django_db

COUNCIL = "/varde/byraadet/2023-12-05/"
ASTA = "/varde/person/asta-krogh/"
# Carla Juhl sends her regrets; Asta Krogh owns land there and leaves the room.
LEFT = dataclasses.replace(
    CYCLE_PATH, absent="Asta Krogh (V) deltog ikke i behandlingen af punktet, Carla Juhl (Borgerlisten)"
)
MEMBERS = ("Asta Krogh (V)", "Bent Holm (A)", "Dorte Lund")


def council(*points: Any) -> Meeting:
    ingest_file(paper(*(points or (LEFT,)), committee="Byrådet", present=MEMBERS), "referat.md", publish=True)
    return Meeting.objects.get()


def test_who_left_for_the_only_item_attended_the_meeting(words_of: Callable[[str], str]) -> None:
    council()
    asta = words_of(ASTA)
    assert "5. december 2023 Til stede deltog ikke i behandlingen af 1 punkt" in asta
    assert "1 møde 2023" in asta  # and none missed
    carla = words_of("/varde/person/carla-juhl/")
    assert "1 møde fraværende ved 1 2023" in carla
    assert "5. december 2023 Fraværende" in carla


def test_who_is_named_at_one_item_alone_was_there(words_of: Callable[[str], str]) -> None:
    here = dataclasses.replace(LEFT, absent="Ida Friis deltog ikke i behandlingen af punktet på grund af inhabilitet")
    council(here)
    assert "Til stede deltog ikke i behandlingen af 1 punkt" in words_of("/varde/person/ida-friis/")


def test_the_item_says_it_beside_the_votes_with_ways_to_the_persons(client: Client, words_of: Any) -> None:
    council()
    words = words_of(f"{COUNCIL}punkt-1/")
    assert "Fraværende: Carla Juhl (Borgerlisten) Deltog ikke i behandlingen: Asta Krogh (V)" in words
    page = client.get(f"{COUNCIL}punkt-1/").content.decode()
    assert f'<a href="{ASTA}" rel="nofollow">Asta Krogh (V)</a>' in page


def test_what_the_decision_says_of_it_stands_once(words_of: Callable[[str], str]) -> None:
    council(dataclasses.replace(CYCLE_PATH, decision="Godkendt. Asta Krogh deltog ikke i sagens behandling."))
    words = words_of(f"{COUNCIL}punkt-1/")
    assert words.count("Asta Krogh deltog ikke i sagens behandling.") == 1
    assert "Deltog ikke i behandlingen: Asta Krogh" in words


def test_the_meeting_shows_parties_as_printed(words_of: Callable[[str], str]) -> None:
    council()
    assert "Mødedeltagere Asta Krogh (V) Bent Holm (A) Dorte Lund" in words_of(COUNCIL)


def test_machines_are_told_the_same(client: Client) -> None:
    council()
    (item,) = json.loads(b"".join(client.get("/soeg/udtraek.json").streaming_content))["items"]
    assert item["absent"] == [
        {"name": "Asta Krogh", "party": "V", "from_item": True},
        {"name": "Carla Juhl", "party": "Borgerlisten", "from_item": False},
    ]
    Item.objects.update(closed=True)
    assert "Carla Juhl" not in b"".join(client.get("/soeg/udtraek.json").streaming_content).decode()


def test_reparse_fills_what_an_older_parser_did_not_tell_and_no_correction_is_undone() -> None:
    meeting = council()
    corrections.correct(meeting.attendances.get(name="Bent Holm"), {"party": "F"}, actor=None)
    corrections.correct(Absence.objects.get(name="Carla Juhl"), {"from_item": True}, actor=None)
    Attendance.objects.exclude(name="Bent Holm").update(party="")
    Absence.objects.filter(name="Asta Krogh").update(party="", from_item=False)
    Presence.objects.update(away_here=0)
    call_command("reparse", all=True)
    assert list(Attendance.objects.values_list("name", "party")) == [
        ("Asta Krogh", "V"),
        ("Bent Holm", "F"),
        ("Dorte Lund", ""),
    ]
    assert set(Absence.objects.values_list("name", "party", "from_item")) == {
        ("Carla Juhl", "Borgerlisten", True),
        ("Asta Krogh", "V", True),
    }
    assert list(Presence.objects.exclude(away_here=0).values_list("person__key", "away", "away_here")) == [
        ("asta krogh", 0, 1),
        ("carla juhl", 0, 1),
    ]


def test_a_corrected_absence_is_seen_on_the_persons_page_and_undone_again(words_of: Callable[[str], str]) -> None:
    council()
    corrections.correct(Absence.objects.get(name="Carla Juhl"), {"from_item": True}, actor=None)
    assert "Til stede deltog ikke i behandlingen af 1 punkt" in words_of("/varde/person/carla-juhl/")
    corrections.revert(Correction.objects.get(), actor=None)
    assert "5. december 2023 Fraværende" in words_of("/varde/person/carla-juhl/")


def test_a_new_version_that_tells_them_apart_differs_by_that(client: Client, words_of: Callable[[str], str]) -> None:
    council(dataclasses.replace(LEFT, absent="Asta Krogh (V), Carla Juhl (Borgerlisten)"))
    ingest_file(paper(LEFT, committee="Byrådet", present=("Asta Krogh (V)", "Bent Holm (F)")), "rettet.md")
    words = words_of(f"{COUNCIL}versioner/")
    assert "Beslutning, fraværende fjernet: Asta Krogh (V) Carla Juhl (Borgerlisten)" in words
    assert "Beslutning, deltog ikke i behandlingen tilføjet: Asta Krogh (V)" in words
    assert "Bent Holm fjernet: (A)" in words


def test_a_better_reading_of_the_same_words_is_no_difference() -> None:
    council()
    now = SourceDocument.objects.get().parsed
    assert now
    before = json.loads(json.dumps(now))
    del before["affiliations"]
    for decision in before["items"][0]["decisions"]:
        del decision["affiliations"], decision["absent_here"]
    found = difference.compare(before, now, is_closed=lambda item: False)
    assert (found.cover, found.items) == ([], [])


def test_what_is_struck_out_is_struck_from_party_and_name(client: Client) -> None:
    meeting = council()
    words = Redaction(municipality=meeting.committee.municipality, words="Borgerlisten", reason="Fejl i referatet")
    redactions.redact(words, actor=None)
    assert Absence.objects.get(name="Carla Juhl").party == BLACK
    assert "Borgerlisten" not in client.get(f"{COUNCIL}punkt-1/").content.decode()
    redactions.lift(words, actor=None)
    assert Absence.objects.get(name="Carla Juhl").party == "Borgerlisten"
