"""What is to come: the meetings that agendas announce, and nothing that has been."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from meetings.models import Meeting
from tests.make import make_item, make_meeting

pytestmark = pytest.mark.django_db
AGENDA, SUPPLEMENT = Meeting.Kind.AGENDA, Meeting.Kind.SUPPLEMENTARY_AGENDA


def announced(committee: str, days: int, *, kind: str = AGENDA, **fields: Any) -> Meeting:
    """An agenda of a meeting so many days from today, with one item."""
    date = timezone.localdate() + datetime.timedelta(days=days)
    meeting = make_meeting(committee, date, published=True, kind=kind, **fields)
    make_item(meeting, number="7", title=f"{committee} skal tage stilling", closed=committee == "Lønudvalget")
    return meeting


def test_meetings_stand_day_by_day_and_by_their_hour(words_of: Any) -> None:
    announced("Byrådet", 0, start_time=datetime.time(17, 0), place="Rådhuset")
    announced("Teknikudvalget", 1)
    announced("Kulturudvalget", 1, start_time=datetime.time(8, 30))
    announced("Lønudvalget", 30)
    words = words_of("/kommende/")
    assert "4 dagsordener" in words
    order = ["– i dag Byrådet Varde kl. 17.00 Rådhuset 1 punkt", "– i morgen Kulturudvalget Varde kl. 08.30",
             "Teknikudvalget Varde 1 punkt", "7. Teknikudvalget skal tage stilling", "Lønudvalget"]  # fmt: skip
    assert [words.find(one) for one in order] == sorted(words.find(one) for one in order)
    assert all(one in words for one in order)
    assert "Lønudvalget skal tage stilling Lukket punkt" in words


def test_only_what_is_published_and_has_not_been(words_of: Any) -> None:
    announced("Byrådet", -1)
    Meeting.objects.filter(pk=announced("Kladdeudvalget", 3).pk).update(status=Meeting.Status.DRAFT)
    held = announced("Miljøudvalget", 0)  # its minutes are here before the day is over
    make_meeting(held.committee, held.date, published=True, kind=Meeting.Kind.MINUTES)
    words = words_of("/kommende/")
    assert "ingen dagsordener for møder, der ikke er holdt" in words
    assert "udvalget" not in words.split("ikke er holdt")[1]


def test_a_supplement_stands_with_its_agenda(client: Client, words_of: Any) -> None:
    announced("Byrådet", 5, start_time=datetime.time(17, 0))
    more = announced("Byrådet", 5, kind=SUPPLEMENT)
    assert words_of("/kommende/").count("Byrådet Varde kl. 17.00") == 1
    assert "2 punkter" in words_of("/kommende/")
    assert f'<a href="{more.get_absolute_url()}">Tillægsdagsorden</a>' in client.get("/kommende/").content.decode()


def test_one_municipality_with_its_ways_to_follow(client: Client, words_of: Any) -> None:
    announced("Byrådet", 5)
    announced("Magistraten", 6, municipality="Aarhus")
    assert "Varde (1)" in words_of("/kommende/")
    words = words_of("/kommende/?kommune=aarhus")
    assert "Magistraten" in words
    assert "Byrådet" not in words
    page = client.get("/kommende/?kommune=aarhus").content.decode()
    assert 'href="/aarhus/kalender.ics"' in page
    assert '<option value="aarhus" selected>' in page
    assert "Byrådet" in words_of("/kommende/?kommune=0573")  # Varde's code
    assert "”Atlantis” kender vi ikke som kommune, så her er alle." in words_of("/kommende/?kommune=Atlantis")


def test_many_agendas_are_paged_and_cost_few_queries(
    client: Client, words_of: Any, django_assert_max_num_queries: Any
) -> None:
    for number in range(52):
        announced("Byrådet", 1 + number, municipality="Varde" if number % 2 else "Aarhus")
    assert words_of("/kommende/").count("skal tage stilling") == 50
    assert words_of("/kommende/?side=2").count("skal tage stilling") == 2
    assert client.get("/kommende/?side=3").status_code == 404
    assert 'href="?kommune=varde&amp;side=2"' not in client.get("/kommende/?kommune=varde").content.decode()
    with django_assert_max_num_queries(7):
        client.get("/kommende/?kommune=varde")


def test_what_is_to_come_does_not_push_away_what_was(client: Client, words_of: Any) -> None:
    for number in range(12):
        announced("Byrådet", 1 + number)
    make_meeting("Kulturudvalget", "2023-11-21", published=True)
    for address in ("/", "/varde/"):
        coming, held = words_of(address).split("Kommende møder", 1)[1].split("Seneste møder", 1)
        assert "Byrådet" in coming
        assert "Kulturudvalget" in held
        assert "Byrådet" not in held.split("Kommuner med")[0]
