"""Addresses: stable, forgiving in spelling, honest about what is not there."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse, set_script_prefix
from django.utils import timezone

from meetings.models import Meeting, Person
from tests.make import make_item, make_meeting

pytestmark = pytest.mark.usefixtures("kept_archive")
ITEM = "/varde/byraadet/2023-12-05/punkt-2/"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("/Varde/", "/varde/"),
        ("/VARDE/Byraadet/", "/varde/byraadet/"),
        ("/varde/Byraadet/2023-12-05/", "/varde/byraadet/2023-12-05/"),
        ("/varde/byraadet/2023-12-05-1/", "/varde/byraadet/2023-12-05/"),
        ("/varde/byraadet/2024-01-09-DAGSORDEN/", "/varde/byraadet/2024-01-09-dagsorden/"),
        ("/Varde/byraadet/2023-12-05/punkt-2/", ITEM),
        ("/varde/byraadet/2023-12-05/Punkt-2/", ITEM),
        ("/Kommuner/", "/kommuner/"),
        ("/OM/", "/om/"),
        ("/varde", "/varde/"),
        ("/varde/byraadet/2023-12-05/punkt-2", ITEM),
        ("/varde/sag/23-3223", "/varde/sag/23-3223/"),
    ],
)
def test_other_spellings_lead_to_the_one_address(small_archive, client: Client, typed, meant):
    response = client.get(typed)
    assert (response.status_code, response.headers.get("Location")) == (301, meant)
    assert client.get(meant).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/nirgendwo/",
        "/Nirgendwo/",
        "/varde/intet-udvalg/",
        "/varde/byraadet/2023-12-06/",
        "/varde/byraadet/2023-13-45/",
        "/varde/byraadet/2023-12-05-99999999999/",
        "/varde/byraadet/paa-tirsdag/",
        "/varde/byraadet/2023-12-05/punkt-99/",
        "/varde/sag/99-99999/",
        "/esbjerg/sag/23-3223/",
        "/dokument/abc/",
        f"/dokument/{'0' * 64}/",
        "/a/b/c/d/e/f/",
        "/varde/byraadet/2023-12-05/punkt-2/mere/",
        "/%00/",
        "/varde/%F0%9F%98%80/",
    ],
)
def test_what_is_not_there_is_404_with_a_search_box(small_archive, client: Client, address):
    response = client.get(address)
    assert response.status_code == 404
    assert 'role="search"' in response.content.decode()


def test_the_404_page_offers_to_search_for_the_words_of_the_address(db, client: Client):
    assert 'value="udvalget for hundelufterne"' in client.get("/varde/udvalget-for-hundelufterne/").content.decode()


@pytest.mark.parametrize("address", ["/varde/byraadet/2023-12-05/", ITEM])
def test_drafts_are_404(small_archive, client: Client, address):
    Meeting.objects.update(status=Meeting.Status.DRAFT)
    assert client.get(address).status_code == 404


def test_withdrawn_meetings_leave_a_tombstone_with_the_reason(no_meetings, client: Client, words_of):
    meeting = make_meeting("Byrådet", "2023-12-05", published=True)
    make_item(meeting, title="HEMMELIGT punkt", case_number="23/3223", decision="HEMMELIGT")
    meeting.status = Meeting.Status.WITHDRAWN
    meeting.withdrawn_at = timezone.now()
    meeting.withdrawal_reason = "Indeholdt oplysninger om en borger & <andre>"
    meeting.save()
    for address in ("/varde/byraadet/2023-12-05/", "/varde/byraadet/2023-12-05/punkt-1/"):
        words = words_of(address, status=410)
        assert "trukket tilbage" in words
        assert "Begrundelse: Indeholdt oplysninger om en borger & <andre>" in words
        assert "HEMMELIG" not in client.get(address).content.decode()
    assert client.get("/varde/sag/23-3223/").status_code == 404
    assert "2023" not in words_of("/varde/byraadet/")


def test_was_leads_to_the_accessibility_statement(db, client: Client):
    for address in ("/was", "/was/"):
        assert client.get(address).headers["Location"] == "/tilgaengelighed/"


def test_only_reading_is_allowed(small_archive, client: Client):
    for address in ("/", ITEM, "/varde/sag/23-3223/", "/om/"):
        assert client.post(address).status_code == 405


def test_a_failure_is_told_in_the_sites_own_clothes_without_asking_the_database(client: Client, monkeypatch):
    client.raise_request_exception = False

    def fail(*args: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("meetings.pages.about.render", fail)
    response = client.get("/om/")
    assert response.status_code == 500
    assert "Der gik noget galt hos os" in response.content.decode()


def test_a_form_from_another_site_is_refused_in_plain_words(db):
    response = Client(enforce_csrf_checks=True).post("/konto/log-ind/", {"username": "asta"})
    assert response.status_code == 403
    assert "Formularen er udløbet" in response.content.decode()


@pytest.mark.parametrize("prefix", ["/", "/arkiv/"])
def test_what_a_row_says_its_address_is_leads_there(small_archive, prefix):
    """Rows put their addresses together themselves; the patterns have the last word."""
    meeting = small_archive.meeting
    committee = meeting.committee
    place, day = committee.municipality, f"{meeting.date}"
    person = Person(municipality=place, slug="asta-krogh")
    try:
        set_script_prefix(prefix)
        for row, name, args in (
            (place, "municipality", [place.slug]),
            (committee, "committee", [place.slug, committee.slug]),
            (meeting, "meeting", [place.slug, committee.slug, day]),
            (small_archive, "item", [place.slug, committee.slug, day, small_archive.slug]),
            (person, "person", [place.slug, person.slug]),
        ):
            assert row.get_absolute_url() == reverse(name, args=args)
            assert row.get_absolute_url().startswith(f"{prefix}varde/")
    finally:
        set_script_prefix("/")
