"""The filters of the search page: counts that leave out their own choice, chips, bars."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.test import Client

from meetings.filing.indexing import index_meeting
from meetings.models import Decision
from tests.make import make_decision, make_found, make_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def five_items() -> None:
    rows = [
        ("Varde", "Byrådet", "2022-01-01", "decision", "approved"),
        ("Varde", "Økonomiudvalget", "2022-02-02", "decision", "postponed"),
        ("Varde", "Økonomiudvalget", "2023-03-03", "briefing", "noted"),
        ("Aabenraa", "Økonomiudvalget", "2023-04-04", "decision", "approved"),
        ("Aabenraa", "Byrådet", "2024-05-05", "discussion", ""),
    ]
    for number, (municipality, committee, date, kind, outcome) in enumerate(rows, 1):
        meeting = make_meeting(municipality=municipality, committee=committee, date=date, published=True)
        decided = {"decision": "Sådan.", "outcome": outcome} if outcome else {}
        make_found(f"Sti {number}", meeting=meeting, kind=kind, **decided)


def counts(client: Client, **parameters: Any) -> dict[str, dict[str, int]]:
    answer = client.get("/soeg.json", {"q": "sti", **parameters}).json()
    return {name: {one["value"]: one["count"] for one in values} for name, values in answer["facets"].items()}


@pytest.mark.usefixtures("five_items")
def test_filters_count_what_each_value_would_give(client: Client) -> None:
    numbers = counts(client)
    assert {name: numbers[name] for name in ("kommune", "udvalg", "aar", "type", "udfald")} == {
        "kommune": {"varde": 3, "aabenraa": 2},
        "udvalg": {"oekonomiudvalget": 3, "byraadet": 2},
        "aar": {"2024": 1, "2023": 2, "2022": 2},
        "type": {"beslutning": 3, "droeftelse": 1, "orientering": 1},
        "udfald": {"godkendt": 2, "ikke-oplyst": 1, "taget-til-efterretning": 1, "udsat": 1},
    }


@pytest.mark.usefixtures("five_items")
def test_counts_leave_out_their_own_choice(client: Client, found: Any) -> None:
    chosen = counts(client, kommune="varde", aar=["2022", "2024"])
    assert chosen["kommune"] == {"varde": 2, "aabenraa": 1}  # with the years, without the municipality
    assert chosen["aar"] == {"2022": 2, "2024": 0, "2023": 1}  # the chosen year stays, at 0
    assert chosen["type"] == {"beslutning": 2}
    assert found("sti", kommune="varde", aar=["2022", "2024"], sort="aeldste") == ["Sti 1", "Sti 2"]


@pytest.mark.usefixtures("five_items")
def test_or_inside_a_filter_and_between_them(found: Any) -> None:
    assert set(found("", aar=["2022", "2024"])) == {"Sti 1", "Sti 2", "Sti 5"}
    assert found("", aar=["2022", "2024"], udfald="udsat") == ["Sti 2"]
    assert found("", udvalg="oekonomiudvalget", kommune=["aabenraa"]) == ["Sti 4"]
    assert found("", udfald="ikke-oplyst", type="droeftelse") == ["Sti 5"]


@pytest.mark.usefixtures("five_items")
def test_values_are_understood_as_written_by_people_and_machines(found: Any) -> None:
    assert found("", udfald="postponed") == found("", udfald="udsat") == ["Sti 2"]
    assert found("", type="briefing") == found("", type="Orientering") == ["Sti 3"]
    assert len(found("", kommune="Varde")) == len(found("", kommune="0573")) == len(found("", kommune="varde")) == 3


@pytest.mark.usefixtures("five_items")
def test_chips_take_one_filter_away_and_ryd_alle_all(client: Client) -> None:
    page = client.get("/soeg/?q=sti&kommune=varde&aar=2022&aar=2023&sort=nyeste&side=1").content.decode()
    chips = html.unescape(page.split('class="plain-list chips"')[1].split("</ul>")[0])
    assert re.findall(r'href="([^"]*)"', chips) == [
        "/soeg/?q=sti&aar=2022&aar=2023&sort=nyeste",
        "/soeg/?q=sti&kommune=varde&aar=2023&sort=nyeste",
        "/soeg/?q=sti&kommune=varde&aar=2022&sort=nyeste",
        "/soeg/?q=sti&sort=nyeste",
    ]


@pytest.mark.usefixtures("five_items")
def test_the_bars_count_years_and_lead_to_them(client: Client) -> None:
    page = html.unescape(client.get("/soeg/?q=sti&aar=2022").content.decode())
    wide = page.split('class="histogram-wide"')[1].split("</svg>")[0]
    assert re.findall(r'href="([^"]*)" aria-label="([^"]*)"', wide) == [
        ("/soeg/?q=sti", "2022: 2 punkter"),
        ("/soeg/?q=sti&aar=2023", "2023: 2 punkter"),
        ("/soeg/?q=sti&aar=2024", "2024: 1 punkt"),
    ]
    assert wide.count("histogram-bar--other") == 2


def test_outcomes_are_the_own_decisions(found: Any) -> None:
    item = make_found("Sti", decision="Udsat.", outcome=Decision.Outcome.POSTPONED)
    make_decision(item, own=False, body="Byrådet", outcome=Decision.Outcome.REJECTED, text="Afvist.")
    index_meeting(item.meeting)
    assert found("", udfald="udsat") == ["Sti"]
    assert found("", udfald="ikke-godkendt") == []
