"""The advanced form, the help page, and a search put together by case."""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.filing.indexing import index_meeting
from tests.make import make_found, make_item, make_meeting, make_vote

pytestmark = pytest.mark.django_db


def written(client: Client, **fields: str) -> str:
    """The query that the advanced form writes."""
    response = client.get("/soeg/avanceret/", {"skriv": "1", **fields})
    assert response.status_code == 302
    place = urlsplit(response.headers["Location"])
    assert place.path == "/soeg/"
    return parse_qs(place.query)["q"][0]


def fields_of(client: Client, query: str) -> dict[str, str]:
    """What the form holds when it is opened from a search."""
    page = client.get("/soeg/avanceret/", {"q": query}).content.decode()
    found = re.findall(r'name="(\w+)" value="([^"]*)" maxlength', page)
    return {name: html.unescape(value) for name, value in found if value}


ALL = {
    "alle": "cykelsti skole",
    "frase": "fælles ledelse",
    "nogle": "rød grøn",
    "ingen": "bro havn",
    "kommune": "Varde",
    "udvalg": "Børn og Unge",
    "sag": "22/24308",
    "parti": "Venstre",
    "person": "Asta Krogh",
    "fra": "2019",
    "til": "maj 2021",
    "mindst": "500.000",
    "hoejst": "1,5 mio.",
}


def test_the_form_writes_the_query_language_and_reads_it_back(client: Client) -> None:
    query = written(client, **ALL)
    assert query == (
        'cykelsti skole "fælles ledelse" (rød ELLER grøn) -bro -havn kommune:Varde udvalg:"Børn og Unge" sag:22/24308'
        ' parti:Venstre person:"Asta Krogh" dato:"2019..maj 2021" beløb:"500.000-1,5 mio."'
    )
    assert "problems" not in client.get("/soeg.json", {"q": query}).json() or "udvalg" in query
    back = fields_of(client, query)
    assert {name: back.get(name) for name in ALL if name not in ("alle", "mindst", "hoejst")} == {
        name: value for name, value in ALL.items() if name not in ("alle", "mindst", "hoejst")
    }
    assert written(client, **back) == written(client, **fields_of(client, written(client, **back)))


def test_one_field_is_enough_and_none_is_the_form(client: Client) -> None:
    assert written(client, nogle="rød") == "rød"
    assert written(client, fra="2019") == "dato:2019.."
    assert written(client, mindst="1mio") == "beløb:>=1mio"
    assert client.get("/soeg/avanceret/?skriv=1&alle=+").status_code == 200


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(sorted(ALL)), st.text(max_size=30), max_size=6))
def test_nothing_typed_into_the_form_is_an_error(client: Client, fields: dict[str, str]) -> None:
    response = client.get("/soeg/avanceret/", {"skriv": "1", **fields}, follow=True)
    assert response.status_code == 200


def test_the_help_pages_examples_are_found(client: Client) -> None:
    meeting = make_meeting("Økonomiudvalget", date="2023-05-05", published=True)
    item = make_item(meeting, title="Cykelsti ved skole", case_number="22/1", text="2 mio. kr.", decision="Ja.")
    make_vote(item.decisions.get(), parties=["V"])
    index_meeting(meeting)
    page = client.get("/soeg/hjaelp/").content.decode()
    examples = [html.unescape(address) for address in re.findall(r'<dt><a href="([^"]*)"', page)]
    assert len(examples) >= 9
    for address in examples:
        answer = client.get(address.replace("/soeg/", "/soeg.json")).json()
        assert answer["total"] > 0, address
        assert "problems" not in answer, address
    for typed in ("kommune:varde", "sag:22/1", "parti:V", "dato:05-05-2023", "beløb:&gt;1mio"):
        assert f">{typed}</code></a>" in page, typed


def test_cases_put_together_show_their_newest_treatment(client: Client) -> None:
    for date, title, number in (
        ("2021-01-01", "Broen første gang", "22/1"),
        ("2022-01-01", "Broen anden gang", "22/1"),
        ("2020-01-01", "Broen i en anden sag", "22/2"),
        ("2019-01-01", "Broen uden sag", ""),
        ("2018-01-01", "Broen uden sag igen", ""),
    ):
        make_found(title, date=date, case_number=number)
    elsewhere = make_meeting(municipality="Aabenraa", date="2017-01-01", published=True)
    make_found("Broen et andet sted", meeting=elsewhere, case_number="22/1")
    answer = client.get("/soeg.json?q=bro&gruppe=sag&sort=nyeste").json()
    assert (answer["total"], answer["cases"]) == (6, 5)
    assert [(item["title"], item["treatments"]) for item in answer["items"]] == [
        ("Broen anden gang", 2),
        ("Broen i en anden sag", 1),
        ("Broen uden sag", 1),
        ("Broen uden sag igen", 1),
        ("Broen et andet sted", 1),
    ]
    turned = client.get("/soeg.json?q=bro&gruppe=sag&sort=aeldste").json()
    assert [item["title"] for item in turned["items"]] == [item["title"] for item in answer["items"]][::-1]
    oldest = client.get("/soeg.json?q=bro&gruppe=sag&sort=aeldste&aar=2021&aar=2022").json()
    assert [item["title"] for item in oldest["items"]] == ["Broen anden gang"]
    best = client.get("/soeg.json?q=broen+første&gruppe=sag").json()
    assert [(item["title"], item["treatments"]) for item in best["items"]] == [("Broen første gang", 1)]
    page = client.get("/soeg/?q=bro&gruppe=sag").content.decode()
    assert "6 punkter, samlet til 5" in page
    assert '<a href="/varde/sag/22-1/">sagens 2 behandlinger</a>' in page


def test_cases_put_together_come_in_pages_too(client: Client) -> None:
    meeting = make_meeting(published=True)
    for number in range(50):
        make_item(meeting, title=f"Sti {number}", case_number=f"22/{number % 25 + 100}")
    index_meeting(meeting)
    pages = [client.get(f"/soeg.json?q=sti&gruppe=sag&side={side}").json()["items"] for side in (1, 2, 3)]
    assert [len(page) for page in pages] == [20, 5, 0]
    assert len({item["case_number"] for page in pages for item in page}) == 25
    assert "Side 2 af 2" in client.get("/soeg/?q=sti&gruppe=sag&side=2").content.decode()
