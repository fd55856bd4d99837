"""Coverage: what a reader must know to trust a search that finds nothing."""

from __future__ import annotations

import datetime
import html
import re

import pytest
from django.test import Client
from django.utils import timezone

from meetings.filing.indexing import index_meeting
from meetings.models import Decision, Item, Meeting
from tests.make import make_decision, make_found, make_item, make_meeting

VARDE = "/daekning/varde/"


def council(date: str, *numbers: str, **fields: object) -> Meeting:
    meeting = make_meeting("Byrådet", date, published=True, **fields)
    for number in numbers:
        make_item(meeting, number=number)
    return meeting


def test_a_municipality_body_by_body_and_year_by_year(small_archive: Item, words_of):
    words = words_of(VARDE)
    assert "2 referater og 8 punkter fra 2 udvalg, 21. november 2023 – 9. januar 2024" in words
    assert "Byrådet 1 referat 1 dagsorden uden referat 7 punkter" in words
    assert "2024 0 1 3 9.1. 9.1. 2023 1 0 4 5.12. 5.12." in words
    assert "Teknik- og Miljøudvalget 1 referat 1 punkt 21. november 2023 senest nyt" in words  # one day is no span


def test_the_latest_import_is_told_of_the_archive_a_municipality_and_a_body(small_archive: Item, words_of):
    Meeting.objects.update(published_at=datetime.datetime(2024, 2, 3, 12, tzinfo=datetime.UTC))
    newest = datetime.datetime(2024, 3, 7, 23, 30, tzinfo=datetime.UTC)  # past midnight in Denmark
    Meeting.objects.filter(kind=Meeting.Kind.AGENDA).update(published_at=newest)
    assert "Senest kom der nyt 8. marts 2024" in words_of("/daekning/")
    words = words_of(VARDE)
    assert "Senest kom der nyt 8. marts 2024" in words
    assert words.count("senest nyt 8. marts 2024") == words.count("senest nyt 3. februar 2024") == 1


def test_the_picture_and_its_table_say_the_same(small_archive: Item, client: Client):
    page = client.get(VARDE).content.decode()
    drawing = page.split('<svg class="coverage-calendar"')[1].split("</svg>")[0]
    assert "<title>november 2023: 1</title>" in drawing
    assert "<title>januar 2024: 0, og 1 uden referat</title>" in drawing
    assert drawing.count("coverage-cell ") == 24
    table = html.unescape(re.sub(r"<[^>]*>", " ", page.split("coverage-table")[1]))
    assert "2023 0 0 0 0 0 0 0 0 0 0 1 1 2" in " ".join(table.split())


def test_an_agenda_is_missing_its_minutes_only_when_its_day_has_passed(db: None, words_of):
    council("2023-01-05", "1")
    ahead = timezone.localdate() + datetime.timedelta(days=14)
    make_meeting("Byrådet", ahead, published=True, kind=Meeting.Kind.AGENDA)
    assert "Vi har ikke fundet huller" in words_of(VARDE)
    assert "uden referat" not in words_of("/daekning/").split("Vis tallene")[0]
    make_meeting("Byrådet", "2023-02-05", published=True, kind=Meeting.Kind.AGENDA)
    assert "Dagsordener uden referat (1) Byrådet, 5. februar 2023" in words_of(VARDE)
    council("2023-02-05", "2")
    assert "Dagsordener uden referat (1)" not in words_of(VARDE)


def test_numbers_that_run_on_and_then_jump(db: None, words_of):
    council("2022-11-05", "1", "2", "3")
    council("2022-12-05", "4", "5")
    council("2023-01-05", "1", "2")
    council("2023-02-05", "3", "4a", "4")
    council("2023-05-05", "9", "10")
    council("2023-06-05", "11")
    council("2024-02-05", "3", "4")
    words = words_of(VARDE)
    assert "Byrådet: punkt 5–8 mellem 5. februar 2023 og 5. maj 2023" in words
    assert "Byrådet: punkt 1–2 mellem 5. juni 2023 og 5. februar 2024" in words
    assert "springer mellem møder (2)" in words


def test_numbers_that_begin_again_at_each_meeting_do_not_jump(db: None, words_of):
    for month in range(1, 7):
        council(f"2023-0{month}-05", *(str(number) for number in range(1, month + 3)))
    council("2023-07-05", "9", "10")  # by chance where the last one ended
    council("2023-08-05", "20", "21")
    assert "springer mellem møder" not in words_of(VARDE)


def test_a_number_left_out_inside_a_meeting(db: None, words_of):
    council("2023-01-05", "1", "2", "5", "6", "8")
    words = words_of(VARDE)
    assert "Byrådet, 5. januar 2023 punkt 3–4" in words
    assert "Byrådet, 5. januar 2023 punkt 7" in words


def test_a_meeting_that_others_quote_and_the_archive_has_not(small_archive: Item, words_of):
    assert "Møder, som andre referater gengiver (1) Økonomiudvalget, 28. november 2023 gengivet i Byrådet" in words_of(
        VARDE
    )
    finance = make_meeting("Økonomiudvalget", "2023-11-28", published=True)
    Decision.objects.filter(own=False).update(committee=finance.committee)
    assert "gengiver" not in words_of(VARDE)


def test_a_quoted_decision_of_a_closed_item_stays_with_it(small_archive: Item, words_of):
    closed = small_archive.meeting.items.get(closed=True)
    make_decision(closed, own=False, body="Hemmeligt udvalg", date=datetime.date(2023, 1, 2))
    assert "Hemmeligt udvalg" not in words_of(VARDE)


def test_a_case_that_was_sent_on_and_never_came(db: None, words_of):
    committee = make_meeting("Teknikudvalget", "2023-01-10", published=True)
    for number, title in ((1, "Sagen der blev væk"), (2, "Sagen der kom frem")):
        make_item(committee, title=title, case_number=f"23/{number}", decision="Anbefales.",
                  outcome=Decision.Outcome.RECOMMENDED)  # fmt: skip
    council("2023-09-05", "1")
    make_item(make_meeting("Økonomiudvalget", "2023-01-20", published=True), case_number="23/2", decision="Godkendt.")
    for meeting in Meeting.objects.all():
        index_meeting(meeting)
    words = words_of(VARDE)
    assert "videre behandling ikke er her (1) Sagen der blev væk" in words
    assert "Sagen der kom frem" not in words


def test_drafts_and_unknown_places(small_archive: Item, words_of, client: Client):
    Meeting.objects.update(status=Meeting.Status.DRAFT)
    assert "endnu ingen referater" in words_of(VARDE)
    assert client.get("/daekning/intet/").status_code == 404
    assert client.get("/daekning/Varde/").status_code == 301


def test_few_queries_however_much_there_is(small_archive: Item, client: Client, django_assert_max_num_queries):
    for number in range(1, 13):
        meeting = council(f"2022-{number:02}-01", "1", "3", "7")
        make_decision(meeting.items.first(), own=False, body=f"Udvalg {number}", date=datetime.date(2022, 1, number))
    for address, most in ((VARDE, 6), ("/daekning/", 3)):
        with django_assert_max_num_queries(most):
            client.get(address)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("kommune=aabenraa", "Arkivet har ingen møder i Aabenraa."),
        ("kommune=varde&aar=2019&aar=2021", "Arkivet har ingen møder i Varde i 2019 og 2021. Det har 2022–2024."),
        ("kommune=varde&udvalg=byraadet&aar=2022", "fra Byrådet i Varde i 2022. Det har 2023–2024."),
        ("aar=2019", "Arkivet har ingen møder i 2019."),
        ("aar=2023", "For 2023 har arkivet kun møder fra én kommune."),
        ("", "97 kommuner er slet ikke i arkivet endnu."),
        (" i Aabenraa", "Arkivet har ingen møder i Aabenraa."),
        (" langs Vejen", "Arkivet har ingen møder i Vejen."),
        (" langs vejen", "97 kommuner er slet ikke i arkivet endnu."),
        (" vardes byråd", "Fra Varde har arkivet 4 møder, 2022–2024. Se møde for møde"),
    ],
)
def test_a_search_that_finds_nothing_says_what_is_not_here(small_archive: Item, words_of, query: str, told: str):
    make_found("Noget helt andet", date="2022-05-05")
    """Where it was narrowed by a filter, and where a place was typed among the words."""
    assert told in words_of(f"/soeg/?q=findesikke{query if query.startswith(' ') else f'&{query}'}")


def test_a_search_that_finds_nothing_in_what_is_here_claims_nothing(small_archive: Item, words_of):
    assert "Det er ikke i arkivet" not in words_of("/soeg/?q=findesikke&kommune=varde&aar=2023")
    assert "Det er ikke i arkivet" not in words_of("/soeg/?q=findesikke kommune:varde")
