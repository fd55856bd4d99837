"""Minutes replace the agenda of their day in search, and give the place back when they go."""

from __future__ import annotations

import dataclasses

import pytest
from django.test import Client

from meetings.filing import corrections, publishing
from meetings.filing.indexing import rebuild_all
from meetings.filing.intake import ingest_file
from meetings.models import Meeting, SearchItem
from tests.papers import BATHS, CYCLE_PATH, paper

pytestmark = pytest.mark.django_db


def agenda(date: str = "05-12-2023") -> bytes:
    points = (dataclasses.replace(point, decision="") for point in (CYCLE_PATH, BATHS))
    return paper(*points, date=date).replace(b"# REFERAT", b"# DAGSORDEN")


def kinds_found(client: Client) -> list[str]:
    """What a search for the cycle path finds, by the last parts of the meetings' addresses."""
    items = client.get("/soeg.json", {"q": "cykelsti"}).json()["items"]
    return sorted(item["url"].rstrip("/").split("/")[-2] for item in items)


@pytest.fixture
def minutes(db: None) -> Meeting:
    """Of a day whose agenda is published already."""
    ingest_file(agenda(), "dagsorden.md", publish=True)
    found = ingest_file(paper(CYCLE_PATH, BATHS), "referat.md", publish=True).meeting
    assert found is not None
    return found


def test_an_agenda_is_found_until_its_minutes_are_published(client: Client) -> None:
    ingest_file(agenda(), "dagsorden.md", publish=True)
    assert kinds_found(client) == ["2023-12-05-dagsorden"]
    draft = ingest_file(paper(CYCLE_PATH, BATHS), "referat.md").meeting
    assert draft is not None
    assert kinds_found(client) == ["2023-12-05-dagsorden"]
    publishing.publish(draft, actor=None)
    assert kinds_found(client) == ["2023-12-05"]


def test_an_agenda_that_comes_after_its_minutes_is_not_found(client: Client) -> None:
    ingest_file(paper(CYCLE_PATH, BATHS), "referat.md", publish=True)
    ingest_file(agenda(), "dagsorden.md", publish=True)
    assert kinds_found(client) == ["2023-12-05"]


@pytest.mark.parametrize("way", ["withdraw", "unpublish"])
def test_the_agenda_is_found_again_when_its_minutes_go(minutes: Meeting, client: Client, way: str) -> None:
    assert kinds_found(client) == ["2023-12-05"]
    getattr(publishing, way)(minutes, actor=None, reason="Forkert fil.")
    assert kinds_found(client) == ["2023-12-05-dagsorden"]


def test_the_agenda_is_found_again_when_its_minutes_turn_out_to_be_of_another_day(
    minutes: Meeting, client: Client
) -> None:
    corrections.correct(minutes, {"date": "2023-12-12"}, actor=None)
    assert kinds_found(client) == ["2023-12-05-dagsorden", "2023-12-12"]
    corrections.correct(Meeting.objects.get(kind="minutes"), {"date": "2023-12-05"}, actor=None)
    assert kinds_found(client) == ["2023-12-05"]


def test_agendas_of_other_days_and_other_committees_are_left_alone(minutes: Meeting, client: Client) -> None:
    ingest_file(agenda("09-01-2024"), "b.md", publish=True)
    other = agenda().replace("Teknik- og Miljøudvalget".encode(), "Økonomiudvalget".encode())
    ingest_file(other, "c.md", publish=True)
    assert kinds_found(client) == ["2023-12-05", "2023-12-05-dagsorden", "2024-01-09-dagsorden"]


def test_a_corrected_agenda_stays_out_of_search(minutes: Meeting, client: Client) -> None:
    replaced = Meeting.objects.get(kind="agenda")
    corrections.correct(replaced.items.get(number="1"), {"title": "Cykelsti langs Lundgade"}, actor=None)
    assert kinds_found(client) == ["2023-12-05"]


def test_building_every_row_anew_comes_to_the_same(minutes: Meeting) -> None:
    before = set(SearchItem.objects.values_list("item", flat=True))
    assert sum(rebuild_all()) == len(before) == 2
    assert set(SearchItem.objects.values_list("item", flat=True)) == before


def test_the_agendas_pages_live_on_and_lead_to_the_minutes(minutes: Meeting, client: Client) -> None:
    agenda_page = "/varde/teknik-og-miljoeudvalget/2023-12-05-dagsorden/"
    for address in (agenda_page, f"{agenda_page}punkt-1/"):
        page = client.get(address).content.decode()
        assert "Referatet fra mødet er offentliggjort" in page
        assert f'<a href="{minutes.get_absolute_url()}">Læs referatet</a>' in page
    publishing.withdraw(minutes, actor=None, reason="Forkert fil.")
    assert "Referatet fra mødet" not in client.get(address).content.decode()
