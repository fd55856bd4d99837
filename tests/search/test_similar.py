"""The same subject in other municipalities, and searching by amount."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.filing import packing, packing_words
from meetings.filing.indexing import index_meeting
from meetings.filing.intake import ingest_file
from meetings.models import Item, Meeting, SearchItem
from meetings.search import similar as nearby
from meetings.search.amounts import by_amount
from tests.make import make_item, make_meeting

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"


@pytest.fixture
def archive(db: None) -> None:
    """Enough items that a word can be rare."""
    for place in ("Varde", "Esbjerg", "Vejle"):
        for day in range(1, 11):
            meeting = make_meeting(municipality=place, date=f"2023-05-{day:02}", published=True)
            for number in range(4):
                make_item(meeting, title=f"Orientering om drift {number}", text="Forvaltningen gør rede for driften.")
            index_meeting(meeting)


def filed(place: str, title: str, date: str = "2023-06-01", **fields) -> Item:
    meeting = Meeting.objects.filter(committee__municipality__name=place, date=date).first()
    meeting = meeting or make_meeting(municipality=place, date=date, published=True)
    item = make_item(meeting, title=title, **fields)
    index_meeting(meeting)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE meetings_searchitem")  # as autovacuum does
    return Item.objects.with_places().get(pk=item.pk)


def near(item: Item) -> list[int]:
    return [line.pk for line in nearby.similar(item)]


def test_a_rare_word_in_both_titles_leads_from_one_to_the_other(archive) -> None:
    here = filed("Varde", "Ny model for befordringsgodtgørelse")
    there = filed("Esbjerg", "Ændret udbetaling af befordringsgodtgørelse")
    filed("Vejle", "Orientering om drift af havnen")
    assert near(here) == [there.pk]
    assert near(there) == [here.pk]


def test_not_to_the_same_municipality_nor_to_closed_items(archive) -> None:
    here = filed("Varde", "Ny model for befordringsgodtgørelse")
    filed("Varde", "Befordringsgodtgørelse igen", "2023-06-02")
    filed("Esbjerg", "Befordringsgodtgørelse i en personsag", closed=True)
    assert nearby.similar(here) == []


def test_its_time_limit_is_its_own(archive) -> None:
    assert nearby.similar(filed("Varde", "Ny model for befordringsgodtgørelse")) == []
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("0",)


def test_of_a_case_treated_often_one_treatment(archive) -> None:
    here = filed("Varde", "Ny model for befordringsgodtgørelse")
    for day in (1, 2, 3):
        filed("Esbjerg", "Befordringsgodtgørelse", f"2023-07-0{day}", case_number="23/7")
    assert len(nearby.similar(here)) == 1


def test_routine_and_common_words_lead_nowhere(archive) -> None:
    filed("Esbjerg", "Godkendelse af dagsorden")
    assert nearby.similar(filed("Varde", "Godkendelse af dagsorden")) == []
    assert nearby.similar(filed("Varde", "Orientering om drift", "2023-06-02")) == []


def test_the_page_names_them_and_survives_their_absence(archive, client: Client, monkeypatch) -> None:
    here = filed("Varde", "Ny model for befordringsgodtgørelse", decision="Godkendt.")
    there = filed("Esbjerg", "Ændret udbetaling af befordringsgodtgørelse")
    page = client.get(here.get_absolute_url()).content.decode()
    assert "Samme emne i andre kommuner" in page
    assert there.get_absolute_url() in page
    there.meeting.status = Meeting.Status.DRAFT
    there.meeting.save()
    assert "Samme emne i andre kommuner" not in client.get(here.get_absolute_url()).content.decode()


def test_words_that_are_known_to_be_common_are_not_read_through_and_rare_ones_are(
    archive, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for meeting in Meeting.objects.all():
        make_item(meeting, title="Bygninger", text="Som vedligeholdelsesplanen siger.")
        index_meeting(meeting)
    words = "befordringsgodtgørelse, kørselsrefusion"
    here = filed("Varde", f"Vedligeholdelsesplan, {words}")
    there = filed("Esbjerg", "Ny model", text=f"Den ændrer {words}.")
    monkeypatch.setattr(packing_words, "WORTH_IT", 1)
    packing.settle()  # now of every word it is known in how many items it stands
    with CaptureQueriesContext(connection) as asked:
        page = client.get(here.get_absolute_url()).content.decode()
    assert there.get_absolute_url() in page.split("Samme emne i andre kommuner")[1]
    (statement,) = [query["sql"] for query in asked if "asked AS (" in query["sql"]]
    looked_up = statement[statement.index("WITH size") : statement.index("rare AS MATERIALIZED (")].rstrip(", \n")
    with connection.cursor() as cursor:
        cursor.execute(f"{looked_up} SELECT DISTINCT unnest(items) FROM met WHERE NOT titled")
        assert {item for (item,) in cursor.fetchall()} == {there.pk}


@pytest.mark.django_db(transaction=True)
def test_what_comes_too_late_is_left_out(client: Client, monkeypatch) -> None:
    here = filed("Varde", "Ny model for befordringsgodtgørelse", decision="Godkendt.")
    filed("Esbjerg", "Ændret udbetaling af befordringsgodtgørelse")
    assert nearby.similar(here)
    slow = nearby._STATEMENT.replace("FROM met, size", "FROM pg_sleep(30), met, size")
    assert slow != nearby._STATEMENT
    monkeypatch.setattr(nearby, "_STATEMENT", slow)
    monkeypatch.setattr(nearby, "LIMIT_MS", 40)
    assert nearby.similar(here) == []
    assert "Godkendt" in client.get(here.get_absolute_url()).content.decode()


@pytest.mark.django_db
@pytest.mark.skipif(not SEEDS.is_dir(), reason="the minutes of ../shared/seeds are not on this machine")
def test_befordringsgodtgoerelse_in_soenderborg_leads_to_slagelse(client: Client) -> None:
    for path in sorted(SEEDS.glob("*.txt")):
        ingest_file(path.read_bytes(), path.name, publish=True)
    item = Item.objects.with_places().get(title__contains="befordringsgodtgørelse", meeting__date="2023-12-05")
    page = client.get(item.get_absolute_url()).content.decode()
    assert "Samme emne i andre kommuner" in page
    assert "/slagelse/" in page.split("Samme emne i andre kommuner")[1].split("</ul>")[0]


@pytest.mark.django_db
def test_items_by_their_largest_amount() -> None:
    meeting = make_meeting(published=True)
    for title, text in (
        ("Stor", "Der bevilges 2,5 mio. kr. og 300 kr."), ("Lille", "Gebyret er 500 kr."), ("Ingen", "Ingen penge."),
    ):  # fmt: skip
        make_item(meeting, title=title, text=text)
    index_meeting(meeting)

    def found(typed: str) -> set[str]:
        condition = by_amount(typed)
        assert condition is not None
        rows = SearchItem.objects.extra(where=[condition.sql], params=list(condition.parameters))
        return set(rows.values_list("title", flat=True))

    assert found(">1mio") == {"Stor"}
    assert found("<1.000 kr.") == {"Lille"}
    assert found("<=2,5 mio. kr.") == {"Stor", "Lille"}
    assert found("100-3mio") == {"Stor", "Lille"}
    assert found("500") == {"Lille"}
    assert by_amount("mange penge") is None
    assert by_amount(">") is None
