"""The page of an item: the decision first, then everything else; of a closed one nothing else."""

from __future__ import annotations

import datetime
import re

import pytest
from django.test import Client

from meetings.models import Item, Meeting
from tests.make import (
    make_attachment,
    make_decision,
    make_document,
    make_item,
    make_meeting,
    make_section,
    make_vote,
)

pytestmark = pytest.mark.usefixtures("kept_archive")
ADDRESS = "/varde/byraadet/2023-12-05/punkt-2/"


def test_the_decision_stands_before_the_text(small_archive, words_of):
    words = words_of(ADDRESS)
    decision = words.index("Beslutning Godkendt med ændringer")
    assert decision < words.index("Tidligere behandling") < words.index("Sagsfremstilling")
    assert "For 17 stemmer : A, V Imod 1 stemme : Jens Østergård" in words
    assert "Fraværende: Povl Due" in words


def test_earlier_treatments_stand_apart_with_their_own_outcome(small_archive, words_of):
    assert "Økonomiudvalget Udsat 28. november 2023 Udsat. Fraværende: Karla Holm" in words_of(ADDRESS)


def test_sections_attachments_and_where_it_stands_in_the_original(small_archive, words_of):
    words = words_of(ADDRESS)
    assert "Økonomi Se <b>tabellen</b> & resten." in words
    assert "Kort over strækningen 268527/23" in words
    assert "Se side 4 i originalen" in words
    assert "Dokumentnummer 330-2023-1" in words


def test_it_leads_to_the_case_and_to_its_other_treatments(small_archive, client: Client, words_of):
    page = client.get(ADDRESS).content.decode()
    assert 'href="/varde/sag/23-3223/"' in page
    assert 'href="/varde/teknik-og-miljoeudvalget/2023-11-21/punkt-1/"' in page
    assert "Teknik- og Miljøudvalget 21. november 2023 Anbefalet" in words_of(ADDRESS)


def test_a_draft_is_no_other_treatment(small_archive, client: Client):
    Meeting.objects.filter(date="2023-11-21").update(status=Meeting.Status.DRAFT)
    assert "2023-11-21" not in client.get(ADDRESS).content.decode()


def test_the_citation_names_everything_one_needs(small_archive, words_of):
    expected = "Varde Kommune, Byrådet, referat 5. december 2023, pkt. 2, http://testserver" + ADDRESS
    assert expected in words_of(ADDRESS)


def test_neighbours_on_the_agenda(small_archive, client: Client):
    page = client.get(ADDRESS).content.decode()
    assert "/punkt-1/" in page
    assert "/punkt-3/" in page
    assert "Forrige punkt" not in client.get("/varde/byraadet/2023-12-05/punkt-1/").content.decode()
    assert "Næste punkt" not in client.get("/varde/byraadet/2023-12-05/punkt-4/").content.decode()


def test_an_unrecognised_outcome_is_said_honestly(small_archive, words_of):
    assert "Udfald ikke genkendt" in words_of("/varde/byraadet/2023-12-05/punkt-3/")


def test_an_item_without_number_or_decision(no_meetings, words_of):
    meeting = make_meeting("Byrådet", "2023-12-05", published=True)
    make_item(meeting, number="", slug="nr-1", title="Eventuelt")
    words = words_of("/varde/byraadet/2023-12-05/punkt-nr-1/")
    assert "Punkt uden nummer" in words
    assert "ikke fundet nogen beslutning" in words


def test_an_attachment_with_a_file_is_a_link(small_archive, client: Client):
    held_back = make_document(data=b"b", outcome="blocked", filename="hemmelig.pdf")
    file = make_document(data=b"bilag", filename="bilag.pdf", media_type="application/pdf")
    make_attachment(small_archive, "Støjkort", document=file)
    make_attachment(small_archive, "Lønoversigt", document=held_back)
    page = client.get(ADDRESS).content.decode()
    assert file.sha256 in page
    assert held_back.sha256 not in page


@pytest.fixture
def careless(no_meetings: None) -> Item:
    """A closed item whose text was read all the same."""
    meeting = make_meeting("Byrådet", "2023-12-05", published=True)
    make_document(meeting, warnings=[{"code": "text_under_closed", "message": "", "line": 1}])
    item = make_item(meeting, title="Køb af ejendom", closed=True, case_number="23/9911", text="HEMMELIG tekst",
                     recommendation="HEMMELIG indstilling", document_number="HEMMELIG-1")  # fmt: skip
    own = make_decision(item, text="HEMMELIG beslutning", absent=["HEMMELIG Hansen"])
    make_vote(own, parties=["HEMMELIG"])
    make_decision(item, own=False, body="HEMMELIGT udvalg", date=datetime.date(2023, 11, 1), text="HEMMELIG")
    make_section(item, heading="HEMMELIG overskrift")
    make_attachment(item, "HEMMELIGT bilag")
    return item


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    ["/varde/byraadet/2023-12-05/punkt-1/", "/varde/byraadet/2023-12-05/", "/varde/sag/23-9911/", "/varde/", "/"],
)
def test_of_a_closed_item_only_heading_and_case_number_are_ever_shown(careless, address, client: Client):
    page = client.get(address).content.decode()
    assert "HEMMELIG" not in page
    assert "Godkendt" not in page  # not even what came of it


@pytest.mark.django_db
def test_a_closed_item_shows_its_heading_and_case(careless, words_of):
    words = words_of(careless.get_absolute_url())
    assert "Køb af ejendom" in words
    assert "Sag 23/9911" in words
    assert "lukkede døre" in words


def test_what_became_of_the_recommendation_is_said_and_shown(small_archive, words_of):
    assert "Beslutning Godkendt med ændringer Indstillingen fulgt med ændringer" in words_of(ADDRESS)
    own = small_archive.decisions.get(own=True)
    own.text += " " + "Udvalget ser frem til at følge arbejdet. " * 6
    own.save()
    page = words_of(ADDRESS)
    assert page.count("Godkendt med den ændring, at belysningen udgår.") == 2  # in the decision, and as what tells


def test_without_a_recommendation_nothing_is_said_of_it(no_meetings, words_of):
    make_item(make_meeting("Byrådet", "2023-12-05", published=True), decision="Godkendt.")
    assert "ndstilling" not in words_of("/varde/byraadet/2023-12-05/punkt-1/")


def test_the_largest_amounts_with_their_sentences(small_archive, words_of):
    words = words_of(ADDRESS).split("Største beløb")[1]
    assert words.index("4,35 mio. kr. 2024: 4.350.000 kr.") < words.index("2,35 mio. kr.") < words.index("2 mio. kr.")
    assert "45.000 kr." not in words.split("Mødet")[0].replace("· 45.000 kr.", "")


def test_names_lead_to_the_pages_of_persons_where_there_are_such(small_archive, client: Client):
    for address in (ADDRESS, "/varde/sag/23-3223/"):
        page = client.get(address).content.decode()
        assert '<a href="/varde/person/povl-due/" rel="nofollow">Povl Due</a>' in page, address
        assert '<a href="/varde/person/jens-oestergaard/" rel="nofollow">Jens Østergård</a>' in page, address
        assert "Karla Holm" in page
        assert "/person/karla-holm/" not in page


def test_the_decision_leads_to_the_recommendation_below_it(small_archive, client: Client):
    page = client.get(ADDRESS).content.decode()
    (target,) = re.findall(r'<a href="#([^"]+)">Læs indstillingen</a>', page)
    assert page.index("Læs indstillingen") < page.index(f'<section id="{target}">')
    assert "Udvalget indstiller" in page.split(f'<section id="{target}">')[1].split("</section>")[0]
