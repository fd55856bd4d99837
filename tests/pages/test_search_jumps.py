"""What goes straight to its place, and what is not searched for at all."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.test import Client

from meetings.models import Subscription
from tests.make import make_found, make_meeting

pytestmark = pytest.mark.django_db


def where(client: Client, typed: str, **parameters: Any) -> str:
    """The address that a query leads to; '' where it is searched for."""
    response = client.get("/soeg/", {"q": typed, **parameters})
    assert response.status_code in (200, 302)
    return response.headers.get("Location", "")


def test_a_case_number_of_one_municipality_leads_to_its_case_and_back(client: Client, words_of: Any) -> None:
    make_found("Broen", case_number="22/24308")
    place = where(client, "Sag 22 / 24308")
    assert place == "/varde/sag/22-24308/?soegt=Sag+22+%2F+24308"
    page = client.get(place).content.decode()
    assert 'href="/soeg/?q=%22Sag%2022%20/%2024308%22"' in page
    assert where(client, '"22/24308"') == ""
    assert where(client, "22/24308", kommune="varde") == ""


@pytest.mark.parametrize(
    "typed", ["j.nr. 22/24308", "Sags-nr. 22/24308", "Sagsid: 22/24308", "sag 22 24308", "22 24308"]
)
def test_a_case_number_that_is_written_loosely_leads_to_its_case(client: Client, typed: str) -> None:
    make_found("Broen", case_number="22/24308")
    assert where(client, typed).startswith("/varde/sag/22-24308/")
    assert where(client, "22 24309") == where(client, "budget 2022 24308") == ""


def test_a_case_number_of_two_municipalities_or_none_is_searched_for(client: Client) -> None:
    make_found("Broen", case_number="22/24308")
    make_found("Havnen", case_number="22/24308", meeting=make_meeting(municipality="Aabenraa", published=True))
    assert where(client, "22/24308") == ""
    assert where(client, "22/99999") == ""


def test_a_draft_leads_nowhere(client: Client) -> None:
    make_found("Kladden", case_number="22/77777", meeting=make_meeting())
    assert where(client, "22/77777") == ""


@pytest.mark.parametrize("typed", ["05-05-2023", "5. maj 2023", "maj 2023", "2023-05-05"])
def test_a_day_leads_to_its_meetings_and_back_to_the_text(client: Client, typed: str) -> None:
    make_found("Broen", text="Den 5. maj 2023 åbnede broen.")
    make_found("Havnen", date="2022-01-01")
    place = where(client, typed)
    page = client.get(place).content.decode()
    assert "1 punkt" in page
    assert "Broen" in page
    assert "datoen som tekst" in page
    assert where(client, f'"{typed}"') == where(client, "2023") == ""


def test_an_address_of_ours_leads_there(client: Client) -> None:
    item = make_found("Broen")
    address = item.get_absolute_url()
    assert where(client, f"http://testserver{address}") == where(client, address) == address
    assert where(client, f"testserver{address.rstrip('/')}#kilde") == f"{address}#kilde"
    assert where(client, "http://testserver/soeg/?q=bro&aar=2023") == "/soeg/?q=bro&aar=2023"
    assert where(client, f"https://et-andet-sted.dk{address}") == ""
    assert where(client, f"//et-andet-sted.dk{address}") == ""
    assert where(client, "http://testserver/findes/slet/ikke/her/") == ""
    assert where(client, "/varde/") == ""  # a path that short may be anything


# A person's number

NUMBER = "150585-1230"  # invented; its day and its check are right
DOORS = ("/soeg/", "/soeg.json", "/soeg.atom", "/soeg/udtraek.csv", "/soeg/udtraek.json", "/soeg/avanceret/")


@pytest.mark.parametrize(
    "typed",
    [
        NUMBER,
        "1505851230",
        "150585 1230",
        "150585 1231",
        "15051985-1230",
        f"sag om {NUMBER} i 2019",
        "cpr-nr. 15.05.85-1230",
    ],
)
@pytest.mark.parametrize("door", DOORS)
def test_a_persons_number_is_neither_looked_for_nor_repeated(
    client: Client, caplog: pytest.LogCaptureFixture, door: str, typed: str
) -> None:
    make_found("Sagen", text=f"Borgeren {NUMBER} og {typed} klagede.")
    with caplog.at_level(logging.DEBUG):
        response = client.get(door, {"q": typed, "kommune": typed})
    assert response.status_code == 200
    page = b"".join(response) if response.streaming else response.content
    told = page.decode() + str(response.headers) + caplog.text
    for part in ("1230", "150585", "15.05.85", "klagede"):
        assert part not in told, part
    if door in ("/soeg/", "/soeg.json", "/soeg/avanceret/"):
        assert "ligner et CPR-nummer" in told
        assert response.headers["Cache-Control"] == "no-store"


def test_a_persons_number_cannot_be_followed(client: Client) -> None:
    assert client.get("/foelg/soegning/", {"q": NUMBER}).status_code == 404
    assert client.post(f"/foelg/soegning/?q={NUMBER}", {"email": "a@b.dk", "frequency": "daily"}).status_code == 404
    assert not Subscription.objects.exists()


@pytest.mark.parametrize(
    "typed", ["22/24308", "EMN-2022-81268", "tlf. 75 22 11 44", "EAN 5798005770381", "2019-2021", "915058512307"]
)
def test_other_numbers_are_searched_for(client: Client, typed: str) -> None:
    make_found("Sagen", text=f"Se {typed}.")
    assert client.get("/soeg.json", {"q": typed}).json()["total"] == 1
