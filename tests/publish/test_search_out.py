"""Every way out of a search takes the query language and the filters as the page does."""

from __future__ import annotations

import csv
import datetime
import io
import json
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils import timezone

from meetings.filing.indexing import index_meeting
from meetings.filing.publishing import withdraw
from meetings.models import Meeting
from tests.make import make_attachment, make_found, make_vote
from tests.publish.followers import later, new_item
from tests.publish.post import Post

ASKED = {"q": "kommune:varde (bro ELLER hav*) -skole dato:2019..2023", "parti": "V", "bilag": "ja", "til": "2023-06-30"}


@pytest.fixture
def archive(db: None) -> None:
    for title, party, date in (
        ("Broen", "V", "2023-05-05"),
        ("Havnen", "V", "2022-05-05"),
        ("Havnens skole", "V", "2022-05-06"),
        ("Broens pris", "A", "2022-05-07"),
        ("Broen igen", "V", "2023-07-01"),
        ("Vejen", "V", "2022-05-08"),
    ):
        item = make_found(title, date=date, decision="Ja.")
        make_vote(item.decisions.get(), parties=[party])
        make_attachment(item)
        index_meeting(item.meeting)


@pytest.mark.usefixtures("archive")
def test_the_same_question_has_the_same_answers_everywhere(client: Client, feed: Any) -> None:
    query = urlencode(ASKED)
    page = {item["title"] for item in client.get(f"/soeg.json?{query}").json()["items"]}
    assert page == {"Broen", "Havnen"}
    table = b"".join(client.get(f"/soeg/udtraek.csv?{query}")).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table), delimiter=";"))
    assert {row["Titel"] for row in rows} == page
    assert "Venstre (V), Med bilag, Til og med 30. juni 2023" in rows[0]["Søgning"]
    extract = client.get(f"/soeg/udtraek.json?{query}")
    assert {item["title"] for item in json.loads(b"".join(extract))["items"]} == page
    assert {entry.title.split(". ", 1)[-1].split(" – ")[0] for entry in feed(f"/soeg.atom?{query}").entries} == page


@pytest.mark.django_db(transaction=True)
def test_a_withdrawal_is_told_to_those_whose_fields_it_answered(follow: Any, post: Post) -> None:
    item = new_item("Ny bro", text="Den koster 2 mio. kr.", decision="Ja.", case_number="23/77")
    make_vote(item.decisions.get(), parties=["V"])
    asked = {
        "a@example.dk": "beløb:>1mio parti:V sag:23/77",
        "b@example.dk": "bro* ELLER havn",
        "c@example.dk": "bro -kommune:varde",
        "d@example.dk": "beløb:>3mio",
        "e@example.dk": "dato:>2024",
        "f@example.dk": '-"ny bro"',
    }
    for who, q in asked.items():
        follow(f"/foelg/soegning/?{urlencode({'q': q})}", who=who)
    later()
    withdraw(Meeting.objects.get(pk=item.meeting_id), actor=None, reason="Fejl")
    Meeting.objects.update(withdrawn_at=timezone.now() + datetime.timedelta(minutes=3))
    post.to.clear()
    later(minutes=5)
    assert sorted(post.to) == ["a@example.dk", "b@example.dk"]
