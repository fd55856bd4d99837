"""From the front page down to a committee's meetings."""

from __future__ import annotations

import pytest
from django.test import Client

from meetings.models import Item, Meeting
from tests.make import make_meeting, make_municipality


def test_the_front_page_shows_figures_newest_meetings_and_places(small_archive, words_of):
    words = words_of("/")
    assert "kommune 1 møder 3 punkter 8 dækker årene 2023–2024" in words
    assert words.index("9. januar 2024") < words.index("5. december 2023") < words.index("21. november 2023")
    assert "Kommuner med referater Varde 3 møder" in words


def test_an_empty_archive_says_so(db, words_of):
    assert "endnu ingen referater" in words_of("/")
    assert "endnu ingen referater" in words_of("/daekning/")
    assert "endnu ingen referater fra Aabenraa Kommune" in words_of("/aabenraa/")


def test_municipalities_stand_in_danish_order(small_archive, client: Client):
    make_meeting(municipality="Aabenraa", published=True)
    page = client.get("/kommuner/").content.decode()
    names = ["Albertslund", "Varde", "Vordingborg", "Ærø", "Aabenraa", "Aarhus"]
    everyone = page.split("Alle kommuner</h2>")[1]
    places = [everyone.index(f">{name}<") for name in names]
    assert places == sorted(places)
    first = page.split("Alle kommuner</h2>")[0]
    assert first.index(">Varde<") < first.index(">Aabenraa<")
    assert ">Albertslund<" not in first


def test_invented_municipalities_are_told_from_real_ones(db, words_of, client: Client):
    make_municipality("Åbyholm")
    assert "Åbyholm" not in words_of("/kommuner/")
    make_meeting(municipality="Åbyholm", published=True)
    assert "opdigtet demonstration" in words_of("/kommuner/")
    assert "opdigtede" in client.get("/aabyholm/").content.decode()


def test_a_municipality_lists_committees_with_counts_and_newest_meetings(small_archive, words_of):
    words = words_of("/varde/")
    assert "3 møder" in words
    assert "Teknik- og Miljøudvalget 1 møde 1 punkt seneste 21. november 2023" in words
    assert "Byrådet 2 møder 7 punkter seneste 9. januar 2024" in words


def test_a_committee_lists_its_meetings_by_term_and_year(db, words_of):
    for date in ("2021-11-09", "2022-01-04", "2023-05-02", "2023-12-05"):
        make_meeting("Byrådet", date, published=True)
    words = words_of("/varde/byraadet/")
    order = ["Valgperioden 2022–2025", "2023", "5. december 2023", "2. maj 2023", "2022", "4. januar 2022",
             "Valgperioden 2018–2021", "9. november 2021"]  # fmt: skip
    found = -1
    for piece in order:
        found = words.index(piece, found + 1)


@pytest.mark.parametrize("address", ["/", "/kommuner/", "/varde/", "/varde/byraadet/", "/daekning/"])
def test_drafts_are_not_told_of(small_archive: Item, address, words_of):
    Meeting.objects.update(status=Meeting.Status.DRAFT)
    words = words_of(address)
    assert "2023" not in words
    assert "1 møde" not in words


def test_coverage_counts_years_and_agendas_without_minutes(small_archive, words_of):
    make_meeting("Byrådet", "2023-12-05", published=True, kind=Meeting.Kind.AGENDA)  # its minutes are here
    words = words_of("/daekning/")
    assert "Varde 2 referater 1 dagsorden uden referat 8 punkter" in words
    assert "2024 0 1 3 2023 2 0 5" in words
    assert "97 kommuner mangler endnu" in words
