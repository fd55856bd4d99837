"""The page of a case, and the timeline behind it."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client

from meetings.filing.indexing import index_meeting
from meetings.models import Decision, Meeting
from tests.make import make_decision, make_document, make_item, make_meeting, make_vote

pytestmark = pytest.mark.usefixtures("kept_archive")
ADDRESS = "/varde/sag/23-3223/"


def test_treatments_stand_in_the_order_of_time(small_archive, words_of):
    words = words_of(ADDRESS)
    committee = words.index("21. november 2023 Teknik- og Miljøudvalget")
    quoted = words.index("28. november 2023 Økonomiudvalget")
    council = words.index("5. december 2023 Byrådet")
    assert committee < quoted < council
    assert "3 behandlinger" in words
    assert "Mødet selv er ikke i arkivet" in words


def test_what_departs_from_the_recommendation_is_marked(small_archive, words_of):
    words = words_of(ADDRESS)
    assert words.count("Indstillingen fulgt med ændringer") == 1
    assert words.index("5. december 2023 Byrådet") < words.index("Indstillingen fulgt med ændringer")
    assert "indstillingen ændret 1 gang" in words
    assert "ikke fulgt" not in words


def test_where_the_case_stands_is_told_above_its_timeline(small_archive, client: Client, words_of):
    meeting = make_meeting("Byrådet", "2024-02-06", published=True)
    make_item(
        meeting,
        title="Cykelsti, regnskab",
        case_number="23/3223",
        decision="Udsat.",
        outcome=Decision.Outcome.POSTPONED,
    )
    coming = make_meeting("Byrådet", "2024-03-05", kind=Meeting.Kind.AGENDA, published=True)
    make_item(coming, title="Cykelsti, regnskab", case_number="23/3223")
    words = words_of(ADDRESS)
    head = words.split("Sagens forløb")[0]
    assert "Senest Udsat Byrådet 6. februar 2024 " in head
    assert "5 behandlinger Byrådet, Teknik- og Miljøudvalget og Økonomiudvalget" in head  # each body once
    stop = client.get(ADDRESS).content.decode().split('id="senest"', 1)[1].split("</li>", 1)[0]
    assert "6. februar 2024" in stop
    assert "Cykelsti, regnskab</a>" in stop, "the title of the page, but not of every treatment"
    assert "Kun dagsordenen er i arkivet" in words


def test_a_quoted_treatment_gives_way_to_the_meeting_itself(small_archive, words_of):
    meeting = make_meeting("Økonomiudvalg", "2023-11-28", published=True)
    make_item(meeting, case_number="23/3223", decision="Udsat til næste møde.", outcome=Decision.Outcome.POSTPONED)
    words = words_of(ADDRESS)
    assert "3 behandlinger" in words
    assert "Mødet selv er ikke i arkivet" not in words


def test_what_two_items_quote_is_told_once(small_archive, words_of):
    later = make_meeting("Byrådet", "2024-02-06", published=True)
    item = make_item(later, case_number="23/3223", decision="Godkendt.")
    make_decision(item, own=False, body="Økonomiudvalget", date=datetime.date(2023, 11, 28), text="Udsat.")
    assert words_of(ADDRESS).count("28. november 2023 Økonomiudvalget") == 1


def test_the_same_number_of_another_municipality_is_another_case(small_archive, words_of):
    meeting = make_meeting("Byrådet", "2023-12-05", municipality="Esbjerg", published=True)
    make_item(meeting, title="Noget ganske andet", case_number="23/3223")
    assert "Noget ganske andet" not in words_of(ADDRESS)


def test_a_case_that_only_drafts_know_is_not_there(small_archive, client: Client):
    Meeting.objects.update(status=Meeting.Status.DRAFT)
    assert client.get(ADDRESS).status_code == 404


def test_a_number_typed_as_printed_leads_to_its_address(small_archive, client: Client):
    assert client.get("/varde/sag/23/3223/").headers["Location"] == ADDRESS
    assert client.get("/varde/sag/ 23-03223/").headers["Location"] == ADDRESS
    assert client.get("/varde/sag/uden-tal/").status_code == 404


def test_recommendation_and_decision_stand_side_by_side(small_archive, client: Client):
    page = client.get(ADDRESS).content.decode()
    stop = page.split("5. december 2023", 1)[1]
    pair = stop.split('class="pair"', 1)[1]
    assert pair.index("at bevillingen gives") < pair.index("at belysningen udgår")
    assert "Originalen, side 4" in stop


def test_each_stop_tells_who_voted_how_who_was_away_and_who_had_reservations(small_archive, words_of, client: Client):
    make_vote(small_archive.decisions.get(own=True), "reservation", parties=[], persons=["Asta Krogh"], sequence=1)
    index_meeting(small_archive.meeting)
    quoted, council = words_of(ADDRESS).split("5. december 2023 Byrådet")
    assert "Fraværende: Karla Holm" in quoted
    for told in ("For 17 stemmer : A, V", "Imod 1 stemme : Jens Østergård", "Forbehold Asta Krogh", "Fraværende: Povl"):
        assert told in council, told
    assert '<a href="/varde/person/asta-krogh/"' in client.get(ADDRESS).content.decode()


def test_agenda_and_minutes_of_one_meeting_are_one_stop(small_archive, words_of):
    agenda = make_meeting("Byrådet", "2023-12-05", published=True, kind=Meeting.Kind.AGENDA)
    make_item(agenda, case_number="23/3223", title="Det samme")
    words = words_of(ADDRESS)
    assert "3 behandlinger" in words
    assert words.count("5. december 2023 Byrådet") == 1
    assert "Dagsordenen" in words


def test_a_meeting_known_by_its_agenda_gets_the_decision_that_another_quotes(small_archive, words_of):
    agenda = make_meeting("Økonomiudvalget", "2023-11-28", published=True, kind=Meeting.Kind.AGENDA)
    make_item(agenda, case_number="23/3223")
    words = words_of(ADDRESS)
    assert words.count("28. november 2023 Økonomiudvalget") == 1
    assert "Beslutningen er gengivet i punkt 2, Byrådet 5. december 2023" in words
    assert "Mødet selv er ikke i arkivet" not in words


def test_a_closed_treatment_shows_nothing_and_hides_nothing_that_is_public(small_archive, words_of):
    closed = make_meeting("Økonomiudvalget", "2023-11-28", published=True)
    make_document(closed, filename="lukket.pdf")
    make_decision(make_item(closed, case_number="23/3223", closed=True, page=7), text="HEMMELIG")
    words = words_of(ADDRESS)
    assert "HEMMELIG" not in words
    assert "Originalen Lukket" in words
    assert "side 7" not in words
    assert "Gengivet i punkt 2, Byrådet 5. december 2023" in words


def test_numbers_written_differently_meet(small_archive, words_of):
    for date, number in (("2024-02-06", "Sag nr. 23 / 3223"), ("2024-03-05", "23-03223")):
        make_item(make_meeting("Byrådet", date, published=True), case_number=number, decision="Godkendt.")
    assert "5 behandlinger" in words_of(ADDRESS)


def test_a_number_that_gathers_different_subjects_is_not_named_after_one(client: Client, words_of, db):
    meeting = make_meeting("Byrådet", "2024-02-06", published=True)
    for title in ("Busbanen", "Havnen"):
        make_item(meeting, title=title, case_number="EMN-2022-1", decision="Godkendt.")
    words = words_of("/varde/sag/EMN-2022-1/")
    assert "Senest" not in words, "one subject's last word is not the other's"
    assert "Varde Kommune Sag EMN-2022-1 2 behandlinger" in words
    assert "Nummeret samler flere emner fra samme møde." in words
    assert "<title>Sag EMN-2022-1 – Varde" in client.get("/varde/sag/EMN-2022-1/").content.decode()
    assert "Punkt 1: Busbanen" in words
    make_item(meeting, title="Havnen", case_number="EMN-2022-2", decision="Godkendt.")
    alone = words_of("/varde/sag/EMN-2022-2/")
    assert "Godkendt" in alone
    assert "Senest" not in alone, "the only treatment stands right below"
