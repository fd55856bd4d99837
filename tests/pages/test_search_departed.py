"""The filter for decisions that depart from what was recommended, and how far a reader may believe it."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from meetings.filing.indexing import index_meeting
from meetings.filing.intake import ingest_file
from meetings.filing.judging import judge_decisions
from tests.language.test_followed import Pair, pairs
from tests.make import make_item, make_meeting
from tests.papers import Point, paper

A_PAPER = 45  # points of each
BADGES = {"Indstillingen fulgt med ændringer": "amended", "Indstillingen ikke fulgt": "not_followed"}
# '<a href="/varde/byraadet/2023-12-04/punkt-8/">Punkt 8. Prøve 143</a></h3> … </svg>Indstillingen ikke fulgt</span>'
HIT = re.compile(rf"Punkt [0-9]+\. (Prøve [0-9]+)</a></h3>\s*<p[^\n]*?</svg>({'|'.join(BADGES)})</span>")


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


@pytest.fixture
def published(db: None) -> dict[str, Pair]:
    """Every labelled pair as an item of minutes that were read and published, by its title."""
    samples = {f"Prøve {n}": pair for n, pair in enumerate((*pairs("work.txt"), *pairs("measure.txt")), start=1)}
    points = [
        Point(title, recommendation=pair.recommendation, decision=pair.decision) for title, pair in samples.items()
    ]
    for day, first in enumerate(range(0, len(points), A_PAPER), start=1):
        receipt = ingest_file(
            paper(*points[first : first + A_PAPER], date=f"0{day}-12-2023"), f"{day}.md", publish=True
        )
        assert receipt.status == "new", receipt
    return samples


def test_of_what_the_pages_call_a_departure_98_in_100_are_one(published: dict[str, Pair], client: Client) -> None:
    """From minutes as files, through their reading, to the filter and the badge beside each result."""
    counts = client.get("/soeg.json").json()["facets"]["fraveget"]
    badges: dict[str, str] = {}
    for value in ("aendret", "ikke-fulgt"):
        address = f"/soeg/?fraveget={value}&side="
        total = next(one["count"] for one in counts if one["value"] == value)
        told = [
            hit
            for page in range(1, total // 20 + 2)
            for hit in HIT.findall(client.get(f"{address}{page}").content.decode())
        ]
        assert len(told) == total
        badges |= {title: BADGES[badge] for title, badge in told}
    wrong = {title: badge for title, badge in badges.items() if published[title].kind != badge}
    there = [title for title, pair in published.items() if pair.kind in BADGES.values()]
    assert len(published) >= 160
    assert len(wrong) <= 0.02 * len(badges), [(badge, published[title]) for title, badge in wrong.items()]
    assert len(badges) >= 0.9 * len(there)
