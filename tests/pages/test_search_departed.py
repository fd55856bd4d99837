"""The filter for decisions that depart from what was recommended."""

from __future__ import annotations

import pytest
from django.test import Client

from meetings.filing.indexing import index_meeting
from meetings.filing.judging import judge_decisions
from tests.make import make_item, make_meeting


@pytest.fixture
def decided(db: None) -> None:
    meeting = make_meeting(published=True)
    for title, decision, outcome in (
        ("Bro", "Ikke godkendt.", "rejected"),
        ("Sti", "Godkendt, dog således at stien flyttes.", "approved_amended"),
        ("Havn", "Godkendt.", "approved"),
    ):
        make_item(meeting, title=title, recommendation="at sagen godkendes", decision=decision, outcome=outcome)
    judge_decisions([meeting.pk])
    index_meeting(meeting)


def test_each_value_finds_its_own(decided, client: Client) -> None:
    def titles(parameters: str) -> set[str]:
        return {item["title"] for item in client.get(f"/soeg.json?{parameters}").json()["items"]}

    assert titles("fraveget=ikke-fulgt") == {"Bro"}
    assert titles("fraveget=aendret") == {"Sti"}
    assert titles("fraveget=aendret&fraveget=ikke-fulgt") == {"Bro", "Sti"}
    assert titles("fraveget=not_followed") == {"Bro"}
    assert titles("fraveget=aendret&udfald=ikke-godkendt") == set()


def test_its_counts_leave_out_what_follows(decided, client: Client) -> None:
    answer = client.get("/soeg.json?fraveget=aendret").json()
    assert {one["value"]: one["count"] for one in answer["facets"]["fraveget"]} == {"aendret": 1, "ikke-fulgt": 1}
    assert answer["total"] == 1


def test_the_page_says_it_in_words(decided, words_of) -> None:
    words = words_of("/soeg/?fraveget=ikke-fulgt")
    assert "Indstillingen ikke fulgt" in words
    assert "Fulgt med ændringer" in words
    assert "kender vi ikke under indstillingen" in words_of("/soeg/?fraveget=vrøvl")


def test_what_is_chosen_is_told_so_that_it_can_stand_alone(decided, words_of) -> None:
    chips = words_of("/soeg/?fraveget=ikke-fulgt&type=ikke-angivet&udfald=ikke-godkendt").split("Fjern filter: ")[1:]
    told = [chip.split(" Ryd alle")[0].strip() for chip in chips]
    assert told == ["Type: ikke angivet", "Ikke godkendt", "Indstillingen ikke fulgt"]
