"""iCalendar, read by a library that did not write it."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
import vobject
from django.test import Client
from django.utils import timezone

from meetings.filing.publishing import withdraw
from meetings.models import Item, Meeting
from tests.make import make_meeting


@pytest.fixture
def events(client: Client) -> Callable[[str], dict[str, Any]]:
    """`events("/varde/kalender.ics")`: the events by UID, of a calendar that vobject finds valid."""

    def read(address: str) -> dict[str, Any]:
        response = client.get(address)
        assert response.status_code == 200
        assert response["Content-Type"] == "text/calendar; charset=utf-8"
        assert all(len(line) <= 75 for line in response.content.split(b"\r\n"))
        calendar = vobject.readOne(response.content.decode())
        assert calendar.validate(raiseException=True)
        found = {event.uid.value: event for event in getattr(calendar, "vevent_list", [])}
        assert len(found) == response.content.count(b"BEGIN:VEVENT")
        return found

    return read


def test_a_sitting_is_one_event_with_all_its_documents(archive: Item, events):
    make_meeting("Byrådet", "2023-12-05", published=True, kind=Meeting.Kind.AGENDA, items=2)
    event = events("/varde/byraadet/kalender.ics")["varde-byraadet-2023-12-05-1@localhost"]
    assert event.summary.value == "Byrådet, Varde"
    assert event.location.value == "Rådhuset, byrådssalen"
    assert event.dtstart.value == datetime.datetime(2023, 12, 5, 16, 0, tzinfo=datetime.UTC)  # 17.00 in winter
    assert event.url.value.endswith("/varde/byraadet/2023-12-05/")
    assert event.description.value.splitlines()[0].startswith("Referat (4 punkter): http")
    assert event.description.value.splitlines()[1].startswith("Dagsorden (2 punkter): http")


def test_a_long_line_is_folded_and_no_letter_torn(archive: Item, events):
    for more in range(4):
        make_meeting("Byrådet", f"2024-03-0{more + 1}", published=True, place="x" * more + "ærøå" * 60)
    places = {event.location.value for event in events("/varde/kalender.ics").values() if hasattr(event, "location")}
    assert {"x" * more + "ærøå" * 60 for more in range(4)} <= places


def test_meetings_that_an_agenda_announces_are_there(archive: Item, events):
    soon = timezone.localdate() + datetime.timedelta(days=9)
    make_meeting("Byrådet", soon, published=True, kind=Meeting.Kind.AGENDA, start_time=datetime.time(16, 30))
    assert f"varde-byraadet-{soon}-1@localhost" in events("/varde/kalender.ics")


def test_a_meeting_without_an_hour_takes_its_day(archive: Item, events):
    event = events("/varde/kalender.ics")["varde-teknik-og-miljoeudvalget-2023-11-21-1@localhost"]
    assert event.dtstart.value == datetime.date(2023, 11, 21)


def test_a_municipality_has_all_its_committees_and_a_committee_its_own(archive: Item, events):
    make_meeting("Byrådet", "2023-12-05", municipality="Aabenraa", published=True)
    assert len(events("/varde/kalender.ics")) == 3
    assert len(events("/varde/byraadet/kalender.ics")) == 2


def test_the_name_of_an_event_stays_when_the_minutes_come_and_are_corrected(db: None, events):
    make_meeting("Byrådet", "2024-05-05", published=True, kind=Meeting.Kind.AGENDA)
    before = events("/varde/kalender.ics")
    make_meeting("Byrådet", "2024-05-05", published=True, corrected_at=timezone.now() + datetime.timedelta(days=1))
    after = events("/varde/kalender.ics")
    assert before.keys() == after.keys()
    (uid,) = after
    assert after[uid].dtstamp.value > before[uid].dtstamp.value


def test_drafts_and_what_was_withdrawn_are_not_there(archive: Item, events, client: Client):
    withdraw(archive.meeting, actor=None, reason="Fejl")
    assert not any("2023-12-05" in uid for uid in events("/varde/kalender.ics"))
    Meeting.objects.update(status=Meeting.Status.DRAFT)
    assert events("/varde/kalender.ics") == {}
    assert client.get("/intet/kalender.ics").status_code == 404


def test_names_with_signs_of_the_format_come_through(db: None, events):
    make_meeting("Børn, unge; skole", "2024-05-05", published=True, place="Lokale 1;\nstuen, 2. dør \\ th.")
    (event,) = events("/varde/kalender.ics").values()
    assert event.summary.value == "Børn, unge; skole, Varde"
    assert event.location.value == "Lokale 1;\nstuen, 2. dør \\ th."


def test_few_queries_and_an_empty_answer_where_nothing_changed(
    archive: Item, client: Client, django_assert_max_num_queries
):
    for number in range(20):
        make_meeting(f"Udvalg {number}", "2022-01-01", published=True)
    with django_assert_max_num_queries(3):
        first = client.get("/varde/kalender.ics")
    assert client.get("/varde/kalender.ics", headers={"if-none-match": first["ETag"]}).status_code == 304
