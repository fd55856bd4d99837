"""The ledger of closed items: heading, date and case number, and what of the case became public."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.filing.indexing import index_meeting
from meetings.models import Meeting
from tests.make import make_decision, make_item, make_meeting

pytestmark = pytest.mark.django_db
ADDRESS = "/varde/lukkede-punkter/"


@pytest.fixture
def sale() -> Meeting:
    meeting = make_meeting("Økonomiudvalget", "2023-03-07", published=True)
    item = make_item(meeting, title="Salg af grund", case_number="23/500", closed=True, text="HEMMELIG",
                     document_number="HEMMELIG-1")  # fmt: skip
    make_decision(item, text="HEMMELIG", outcome="rejected")
    index_meeting(meeting)
    return meeting


def opened(date: str, number: str = "23/500", **fields) -> None:
    meeting = make_meeting("Byrådet", date, published=fields.pop("published", True), **fields)
    make_item(meeting, title="Salg af Havnegade 4", case_number=number, decision="Godkendt.")
    index_meeting(meeting)


def test_heading_date_and_case_and_nothing_else(sale: Meeting, client: Client, words_of) -> None:
    assert "Salg af grund 7. marts 2023 Økonomiudvalget Sag 23/500" in words_of(ADDRESS)
    assert "HEMMELIG" not in client.get(ADDRESS).content.decode()
    assert "Ikke godkendt" not in words_of(ADDRESS)


def test_later_open_treatment_of_the_case_stands_with_it(sale: Meeting, words_of) -> None:
    opened("2023-09-05", "23/0500")  # the same case, written differently
    assert "Samme sag åbent Byrådet 5. september 2023: Salg af Havnegade 4 Godkendt" in words_of(ADDRESS)


def test_what_came_before_or_is_a_draft_or_elsewhere_does_not(sale: Meeting, words_of) -> None:
    opened("2022-09-05")
    opened("2023-09-05", published=False)
    opened("2023-09-05", municipality="Esbjerg")
    assert "Samme sag åbent" not in words_of(ADDRESS)


def test_of_one_committee(sale: Meeting, words_of) -> None:
    make_item(make_meeting("Byrådet", "2023-05-02", published=True), title="Personsag", closed=True)
    index_meeting(Meeting.objects.with_places().get(date="2023-05-02"))
    assert "2 punkter" in words_of(ADDRESS)
    assert "Personsag" not in words_of("/varde/oekonomiudvalget/lukkede-punkter/")
    assert "Personsag" in words_of("/varde/byraadet/lukkede-punkter/")


def test_drafts_and_open_items_are_not_in_it(words_of) -> None:
    draft = make_meeting("Byrådet", "2023-05-02")
    make_item(draft, title="Personsag", closed=True)
    index_meeting(draft)
    opened("2023-06-06")
    assert "kender ingen lukkede punkter" in words_of(ADDRESS)


def test_pages_of_fifty_at_the_same_few_queries(client: Client, words_of) -> None:
    meeting = make_meeting("Byrådet", "2023-05-02", published=True)
    for number in range(60):
        make_item(meeting, title=f"Sag {number}", closed=True, case_number=f"23/{number + 100}")
    index_meeting(meeting)
    opened("2023-06-06", "23/101")
    with CaptureQueriesContext(connection) as queries:
        assert "Side 1 af 2" in words_of(ADDRESS)
    assert len(queries) <= 8
    assert client.get(f"{ADDRESS}?side=2").content.decode().count('class="row-title"') == 10
    assert client.get(f"{ADDRESS}?side=3").status_code == 404


def test_municipality_and_committee_lead_to_it(sale: Meeting, client: Client) -> None:
    assert f'href="{ADDRESS}"' in client.get("/varde/").content.decode()
    assert 'href="/varde/oekonomiudvalget/lukkede-punkter/"' in client.get("/varde/oekonomiudvalget/").content.decode()


def test_another_spelling_of_the_address_leads_to_it(sale: Meeting, client: Client) -> None:
    assert client.get("/VARDE/lukkede-punkter/").headers["Location"] == ADDRESS
    assert client.get("/findes-ikke/lukkede-punkter/").status_code == 404
