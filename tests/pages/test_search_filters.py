"""The filters of the search page: counts that leave out their own choice, chips, bars."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.test import Client

from meetings.filing.indexing import index_meeting
from meetings.models import Decision
from meetings.search.places import all_places
from tests.make import make_attachment, make_decision, make_found, make_meeting, make_vote

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


@pytest.fixture
def three_kinds() -> None:
    """A vote with papers, a closed item with both, and an item with neither."""
    voted = make_found("Votering", date="2019-05-14", decision="Ja.", kind="decision")
    make_vote(voted.decisions.get(), parties=["V", "Socialdemokratiet", "L"])
    make_attachment(voted)
    closed = make_found("Lukket", date="2020-06-15", decision="Ja.", closed=True)
    make_vote(closed.decisions.get(), parties=["V"])
    make_attachment(closed)
    for item in (voted, closed):
        index_meeting(item.meeting)
    make_found("Ingenting", date="2021-07-16", decision="Ja.")


@pytest.mark.usefixtures("three_kinds")
def test_parties_papers_and_doors_are_filters(client: Client, found: Any) -> None:
    answer = client.get("/soeg.json").json()["facets"]
    assert {name: {one["value"]: one["count"] for one in answer[name]} for name in ("parti", "bilag", "lukket")} == {
        "parti": {"V": 1, "A": 1, "L": 1},  # of a closed item nothing is told
        "bilag": {"ja": 1, "nej": 2},
        "lukket": {"ja": 1, "nej": 2},
    }
    assert {one["label"] for one in answer["parti"]} == {"Venstre (V)", "Socialdemokratiet (A)", "Liste L"}
    assert found("", parti="v") == found("", parti="Venstre") == found("", parti=["A", "Ø"]) == ["Votering"]
    assert found("", bilag="ja") == ["Votering"]
    assert found("", lukket="ja") == ["Lukket"]
    assert found("", lukket="nej", bilag="nej") == ["Ingenting"]
    narrowed = client.get("/soeg.json?parti=v&bilag=nej").json()
    assert narrowed["total"] == 0
    assert [(one["value"], one["count"]) for one in narrowed["facets"]["bilag"]] == [("nej", 0), ("ja", 1)]


@pytest.mark.usefixtures("three_kinds")
def test_days_from_and_to(client: Client, found: Any, words_of: Any) -> None:
    assert found("", fra="2020-06-15") == ["Ingenting", "Lukket"]
    assert found("", til="15-06-2020") == ["Lukket", "Votering"]
    assert found("", fra="maj 2019", til="2020") == ["Lukket", "Votering"]
    answer = client.get("/soeg.json?fra=2020&aar=2019").json()  # years are counted within the days
    assert [(one["value"], one["count"]) for one in answer["facets"]["aar"]] == [("2019", 0), ("2021", 1), ("2020", 1)]
    page = words_of("/soeg/?fra=2018-01-01&til=31-12-2021")
    assert "Fra 1. januar 2018" in page
    assert "Til og med 31. december 2021" in page
    term = client.get("/soeg/?fra=2018-01-01&til=2021-12-31&bilag=ja").content.decode()
    assert '<a href="/soeg/?bilag=ja" aria-current="true">2018–21</a>' in term
    assert "kan vi ikke læse som en dag" in words_of("/soeg/?fra=engang")
    assert "ligger efter den sidste" in words_of("/soeg/?fra=2021&til=2020")


def test_filters_without_anything_to_choose_are_left_out(client: Client, db: None) -> None:
    make_found("Cykelsti")
    legends = re.findall("<legend>(.*?)</legend>", client.get("/soeg/?q=cykelsti").content.decode())
    assert "Kommune" in legends
    assert not {"Indstillingen", "Type", "Udfald", "Bilag", "Åbent eller lukket"} & {*legends}  # all items are alike
    make_found("Cykelsti igen", closed=True)
    assert "<legend>Åbent eller lukket</legend>" in client.get("/soeg/?q=cykelsti").content.decode()
    assert "Filtre" not in client.get("/soeg/?q=hjemløse").content.decode()
    legends = re.findall(
        "<legend>(.*?)</legend>", client.get("/soeg/?q=hjemløse&udfald=udsat&fra=2020").content.decode()
    )
    assert legends == ["År", "Udfald"]


@pytest.mark.parametrize("module", ["search", "search_json"])
def test_a_committee_that_is_made_while_a_search_runs(
    client: Client, monkeypatch: pytest.MonkeyPatch, module: str
) -> None:
    make_found("Sti før")
    before = all_places()
    make_found("Sti efter", meeting=make_meeting("Kulturudvalget", municipality="Nyby", published=True))
    monkeypatch.setattr(f"meetings.pages.{module}.all_places", lambda: before)
    address = "/soeg/" if module == "search" else "/soeg.json"
    answer = client.get(address, {"q": "sti"})
    assert answer.status_code == 200
    assert "Sti efter" in answer.content.decode().replace("<mark>", "").replace("</mark>", "")
