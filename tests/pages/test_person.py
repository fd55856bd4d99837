"""The page of a member of an elected body, and who gets one."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.filing.indexing import index_meeting
from meetings.filing.publishing import withdraw
from meetings.models import Meeting, Person
from tests.make import make_attendance, make_decision, make_item, make_meeting, make_vote

pytestmark = pytest.mark.django_db
ADDRESS = "/varde/person/asta-krogh/"


def make_council(date: str = "2023-12-05", committee: str = "Byrådet", **fields) -> Meeting:
    return make_meeting(committee, date, published=fields.pop("published", True), **fields)


def filed(meeting: Meeting) -> Meeting:
    index_meeting(meeting)
    return meeting


def test_meetings_attended_and_missed(words_of) -> None:
    for date, present in (("2023-10-03", True), ("2023-11-07", False)):
        meeting = make_council(date)
        make_attendance(meeting, "Asta Krogh", present=present)
        filed(meeting)
    words = words_of(ADDRESS)
    assert "2 møder · fraværende ved 1".replace(" · ", " ") in words
    assert "7. november 2023 Fraværende" in words
    assert "3. oktober 2023 Til stede" in words
    assert words.index("7. november") < words.index("3. oktober")


def test_away_for_some_of_the_items(client: Client, words_of) -> None:
    meeting = make_council()
    make_attendance(meeting, "Asta Krogh")
    for title, absent in (("Havnen", ["ASTA KROGH (A)"]), ("Broen", []), ("Vejen", ["Asta M. Krogh"])):
        make_decision(make_item(meeting, title=title), absent=absent)
    away_here = make_decision(make_item(meeting, title="Salg af gården", number="7"), absent=["Asta Krogh"])
    away_here.absences.update(from_item=True)
    filed(meeting)
    words = words_of(ADDRESS)
    for typed in ("hvornår+var+Asta+Krogh+fraværende", 'person:"Asta+Krogh"+afbud', "asta+krogh+fravær+på+mødet"):
        page = client.get(f"/soeg/?q={typed}").content.decode()
        assert f'for hver person: <a href="{ADDRESS}">Asta Krogh, Varde</a>.' in page
    assert "Til stede fraværende ved 1 af 4 punkter" in words
    assert re.search(r"af 4 punkter (?:\d+\. )?Havnen deltog ikke i behandlingen af 1 punkt 7\. Salg af gården", words)
    assert "Broen" not in words
    assert "Vejen" not in words  # somebody else, for all that is known


def test_away_for_all_of_them_is_missed_whatever_the_list_says(words_of) -> None:
    meeting = make_council()
    for _ in range(2):
        make_decision(make_item(meeting), absent=["Asta Krogh"])
    filed(meeting)
    assert "5. december 2023 Fraværende" in words_of(ADDRESS)


def test_votes_and_reservations_as_printed(words_of) -> None:
    meeting = make_council()
    decision = make_decision(make_item(meeting, title="Busbanen"))
    make_vote(decision, "against", parties=[], persons=["Asta Krogh"])
    other = make_decision(make_item(meeting, title="Havnen"))
    make_vote(other, "reservation", parties=["V"], persons=["ASTA  KROGH (A)"])
    filed(meeting)
    words = words_of(ADDRESS)
    assert "Busbanen Imod Byrådet 5. december 2023 Godkendt" in words
    assert "Havnen Forbehold" in words
    assert "5. december 2023 Til stede" in words  # who votes is there


def test_nothing_of_closed_items_agendas_drafts_or_quotations(client: Client) -> None:
    closed = make_item(make_council("2023-01-10"), closed=True)
    make_vote(make_decision(closed, absent=["Asta Krogh"]), persons=["Asta Krogh"])
    agenda = make_council("2023-02-10", kind=Meeting.Kind.AGENDA)
    make_attendance(agenda, "Asta Krogh")
    draft = make_council("2023-03-10", published=False)
    make_attendance(draft, "Asta Krogh")
    quoting = make_item(make_council("2023-04-10"))
    make_vote(make_decision(quoting, own=False, body="Økonomiudvalget"), persons=["Asta Krogh"])
    for meeting in Meeting.objects.with_places():
        filed(meeting)
    assert client.get(ADDRESS).status_code == 404
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    "body", ["Ældrerådet", "Folkeoplysningsudvalget", "§ 17, stk. 4-udvalget for klima", "Hegnssynet"]
)
def test_only_of_elected_bodies(body: str, client: Client) -> None:
    meeting = make_council(committee=body)
    make_attendance(meeting, "Asta Krogh")
    filed(meeting)
    assert client.get(ADDRESS).status_code == 404


def test_two_spellings_are_never_one_person(client: Client, words_of) -> None:
    meeting = make_council()
    for name in ("Håkon Krogh", "Haakon Krogh", "Asta Krogh", "Asta M. Krogh", "ASTA KROGH (V)", "Krogh"):
        make_attendance(meeting, name)
    filed(meeting)
    assert set(Person.objects.values_list("key", "slug")) == {
        ("asta krogh", "asta-krogh"),
        ("asta m. krogh", "asta-m-krogh"),
        ("haakon krogh", "haakon-krogh"),
        ("håkon krogh", "haakon-krogh-2"),
    }
    assert "Håkon Krogh" in words_of("/varde/person/haakon-krogh-2/")
    assert "kan ikke skelnes" in words_of(ADDRESS)


def test_the_same_name_elsewhere_is_another_page(client: Client) -> None:
    meeting = make_council(municipality="Esbjerg")
    make_attendance(meeting, "Asta Krogh")
    filed(meeting)
    assert client.get(ADDRESS).status_code == 404
    assert client.get("/esbjerg/person/asta-krogh/").status_code == 200


def test_search_engines_are_asked_to_leave_it_alone(small_archive, client: Client) -> None:
    response = client.get(ADDRESS)
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in response.content.decode()
    assert "/person/" not in client.get("/sitemap-punkter.xml").content.decode()


def test_the_list_of_members_leads_there(small_archive, client: Client) -> None:
    page = client.get("/varde/byraadet/2023-12-05/").content.decode()
    assert f'<a href="{ADDRESS}" rel="nofollow">Asta Krogh</a>' in page


def test_what_is_withdrawn_is_gone_at_once(small_archive, client: Client) -> None:
    assert client.get(ADDRESS).status_code == 200
    withdraw(Meeting.objects.get(date="2023-12-05"), actor=None, reason="Fejl.")
    assert client.get(ADDRESS).status_code == 404
    assert not Person.objects.filter(name="Asta Krogh").exists()


def test_long_lists_come_in_pages_at_the_same_few_queries(client: Client, words_of) -> None:
    for number in range(60):
        meeting = make_council(f"20{10 + number // 12}-{number % 12 + 1:02}-05")
        make_attendance(meeting, "Asta Krogh")
        filed(meeting)
    with CaptureQueriesContext(connection) as queries:
        assert "Side 1 af 2" in words_of(ADDRESS)
    assert len(queries) <= 8
    assert "5. januar 2010" in words_of(ADDRESS + "?side=2")
    assert client.get(ADDRESS + "?side=3").status_code == 404
    assert client.get(ADDRESS + "?side=x").status_code == 404


def test_another_spelling_of_the_address_leads_to_it(small_archive, client: Client) -> None:
    assert client.get("/varde/person/Asta-Krogh/").headers["Location"] == ADDRESS


def test_a_name_that_is_searched_for_leads_to_the_page(client: Client) -> None:
    """As typed, in quotes, whatever capitals; not a name that only a draft has, nor a part of one."""
    meeting = make_council()
    make_attendance(meeting, "Asta Krogh")
    filed(meeting)
    make_attendance(make_council("2023-11-07", published=False), "Bent Krogh")
    way = f'Gå til <a href="{ADDRESS}">Asta Krogh, Varde</a>'
    for typed in ("Asta+Krogh", "asta+krogh", '"Asta+Krogh"'):
        assert way in client.get(f"/soeg/?q={typed}").content.decode(), typed
    for typed in ("asta -krogh", "Bent+Krogh", "Krogh", "Asta+Krogh+cykelsti"):
        assert "Gå til <a" not in client.get(f"/soeg/?q={typed}").content.decode(), typed
