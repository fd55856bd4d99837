"""The search page and its JSON: what they say, what they cost, and that nothing breaks them."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.filing.indexing import index_meeting
from tests.make import make_decision, make_found, make_item, make_meeting

pytestmark = pytest.mark.django_db


# What the page says


def test_the_title_tells_what_and_how_many(client: Client) -> None:
    make_found("Cykelsti")
    assert "<title>cykelsti – 1 punkt – Referatarkivet</title>" in client.get("/soeg/?q=cykelsti").content.decode()


def test_what_matched_is_marked_and_nothing_else(client: Client) -> None:
    make_found("Cykelstien", text="Om cykelstier i fleksjobpuljer efter §176.\n\nUdvalget drøftede ikke stier.")
    page = client.get("/soeg/?q=cykelsti+§+176").content.decode()
    assert re.findall(r"<mark>(.*?)</mark>", page) == ["Cykelstien", "cykelstier", "§176"]
    phrase = client.get("/soeg/?q=%22i+fleksjobpuljer%22").content.decode()
    assert re.findall(r"<mark>(.*?)</mark>", phrase) == ["i fleksjobpuljer"]


def test_text_of_others_never_becomes_markup(client: Client) -> None:
    hostile = '<script>alert(1)</script> <img src=x onerror=alert(2)> </mark> "&lt;b&gt; cykelsti'
    make_found(hostile, text=hostile, case_number='"><script>')
    for address in ("/soeg/?q=cykelsti", "/soeg/?q=script", "/soeg/?q=%3Cscript%3Ealert(3)%3C/script%3E", "/soeg/?q=b"):
        page = client.get(address).content.decode()
        body = page.split("<main")[1].split("</main>")[0]
        assert "<script" not in body
        assert "<img" not in body
        assert body.count("<mark>") == body.count("</mark>")
    snippet = client.get("/soeg.json?q=cykelsti").json()["items"][0]["snippet"]
    assert re.sub(r"</?mark>", "", snippet).count("<") == 0
    assert html.unescape(re.sub(r"</?mark>", "", snippet)) == hostile


def test_bad_values_are_explained_and_the_rest_still_counts(client: Client, words_of: Any) -> None:
    make_found("Cykelsti", date="2023-01-01")
    make_found("Cykelsti før", date="2022-01-01")
    page = words_of("/soeg/?q=cykelsti&kommune=Atlantis&aar=2023&sort=tilfældig&side=ni&ukendt=x")
    for said in ("”Atlantis” kender vi ikke", "”tilfældig” er ikke en sortering", "”ni” er ikke et sidetal"):
        assert said in page
    assert "1 punkt" in page
    assert client.get("/soeg.json?kommune=Atlantis").json()["problems"]
    assert "problems" not in client.get("/soeg.json?ukendt=x").json()


def test_an_empty_result_helps(client: Client, words_of: Any) -> None:
    make_found("Cykelsti", text="langs vejen", date="2023-01-01")
    page = html.unescape(client.get("/soeg/?q=cykelsti+rumfart").content.decode())
    assert "Vi fandt ingen punkter med <strong>cykelsti rumfart</strong>" in page
    assert '<a href="/soeg/?q=cykelsti">cykelsti</a>' in page
    assert "1 møde fra 1 kommune" in words_of("/soeg/?q=rumfart")
    phrase = html.unescape(client.get('/soeg/?q="vejen+langs"').content.decode())
    assert '<a href="/soeg/?q=vejen+langs">vejen langs</a>' in phrase
    filtered = html.unescape(client.get("/soeg/?q=cykelsti&aar=2020").content.decode())
    assert '<a href="/soeg/?q=cykelsti">Søg uden filtre</a>' in filtered
    assert "(1 punkt)" in filtered


def test_an_empty_result_tells_which_words_are_nowhere(client: Client, words_of: Any) -> None:
    make_found("Svømmehallen", text="Udvidelse af hallen, der koster 4 mio. kr.")
    words = words_of("/soeg/?q=hvad+koster+svømmehallens+rutsjebane")
    assert "I ingen af arkivets punkter står der rutsjebane , heller ikke" in words
    assert "koster svømmehallens (1 punkt)" in words  # neither the word that is nowhere nor the one that asks
    assert "I hele arkivet" not in words_of("/soeg/?q=rutsjebane")


def test_an_empty_result_of_a_question_keeps_what_it_is_about(client: Client, words_of: Any) -> None:
    """What only asks goes first, then what stands in most items; where no more stand together, two of the words."""
    make_found("Plejehjemmet", text="Driften koster 4 mio. kr.")
    make_found("Svømmehallen", text="Den koster mere, og skolen ligger nær.")
    make_found("Skolen", text="Mange har spurgt, hvad den koster.")
    make_found("Vejen", text="Broen koster intet.")

    def offered(query: str) -> list[str]:
        return re.findall(r"(?:Uden \S+ :|Kun|Som enkelte ord:) [^(]+(?= \()", words_of(f"/soeg/?q={query}"))

    assert offered("hvad+koster+plejehjemmet+egentlig") == ["Uden egentlig : koster plejehjemmet"]
    assert offered("hvor+mange+kroner+koster+svømmehallen")[0] == "Uden kroner : koster svømmehallen"
    assert offered("koster+skolen+broen") == ["Uden skolen : koster broen", "Uden broen : koster skolen"]
    assert offered("hvem+har+svømmehallen+intet+plejehjemmet+koster")[:1] == ["Kun svømmehallen koster"]
    assert offered("hvorfor+skolen+intet") == ["Kun intet", "Kun skolen"]
    make_found("Lukning af skole")
    assert offered("skolelukning") == ["Som enkelte ord: skole lukning"]
    assert offered("skolelukning+broen") == ["Kun broen"]


def test_a_day_or_closed_doors_told_in_words_are_understood(client: Client, words_of: Any) -> None:
    meeting = make_meeting("Byrådet", date="2023-09-27", published=True)
    make_found("Skolen", meeting=meeting)
    make_found("Salg af grund", closed=True)
    page = html.unescape(client.get("/soeg/?q=referat+fra+byrådet+den+27.+september+2023").content.decode())
    assert 'Den dag: <a href="/soeg/?q=byr%C3%A5det+dato%3A%2227.+september+2023%22">' in page
    assert 'De dage: byrådet dato:"sept. 2023" (1 punkt)' in words_of("/soeg/?q=mødet+byrådet+sept.+2023")
    page = html.unescape(client.get("/soeg/?q=lukkede+punkter+om+salg").content.decode())
    assert 'Blandt lukkede punkter: <a href="/soeg/?q=salg&lukket=ja">salg</a>' in page
    assert "Blandt lukkede" not in words_of("/soeg/?q=lukkede+punkter+om+busser")
    assert "Den dag" not in words_of("/soeg/?q=byrådet+31.+februar+2023")


def test_what_an_item_does_not_say_of_itself_is_understood_among_words(words_of: Any) -> None:
    """An outcome, a sum and a section in the words people have for them; also where the words alone find something."""
    make_found("Lokalplan 3", text="Model C: planen forkastes.", decision="Godkendt.", outcome="approved")
    make_found("Lokalplan 4", decision="Nedstemt.", outcome="rejected")
    make_found("Lokalplan 5", text="Huset koster over 12 mio. kr.")
    make_found("Lokalplan 6", text="Huset koster 500.000 kr. efter § 176.")
    assert "1 punkt" in (page := words_of("/soeg/?q=forkastet+lokalplan"))
    assert "Lokalplan 3" in page
    assert "Med udfaldet ikke godkendt: lokalplan (1 punkt)" in page
    assert "Med udfaldet ikke godkendt: lokalplan (1 punkt)" in words_of("/soeg/?q=lokalplan+stemt+ned")
    assert "Efter det største beløb: lokalplan beløb:>1.000.000 (1 punkt)" in words_of(
        "/soeg/?q=lokalplan+over+1+mio.+kr."
    )
    assert "beløb:<=1.000.000 (1 punkt)" in words_of("/soeg/?q=højst+en+million+kroner")
    assert "Skrevet med tegnet: § 176 (1 punkt)" in words_of("/soeg/?q=paragraf+176")
    for plain in ("lokalplan", "huset+over+25+år", "udsatte+børn", "lokalplan+-forkastet"):
        assert "Med udfaldet" not in (page := words_of(f"/soeg/?q={plain}"))
        assert "Efter det største" not in page


def test_a_place_that_is_typed_has_a_way_to_its_page(client: Client, words_of: Any) -> None:
    body = make_found("Sti", meeting=make_meeting("Byrådet", published=True)).meeting.committee
    for typed in ("byrådet+varde", "Varde+byråd", "Byrådet,+Varde+Kommune"):
        page = client.get(f"/soeg/?q={typed}").content.decode()
        assert f'Gå til <a href="{body.get_absolute_url()}">Byrådet, Varde</a>' in page
    assert "Gå til Varde, kommunens side" in words_of("/soeg/?q=varde+kommune")
    for typed in ("sti+i+varde", '"varde"', "kulturudvalget+varde", "a+varde+b", "", "varde&aar=2023"):
        assert "Gå til Varde" not in words_of(f"/soeg/?q={typed}")


def test_the_items_of_a_day_stand_as_they_were_treated(found: Any) -> None:
    meeting = make_meeting(date="2023-09-27", published=True)
    for number in range(1, 4):
        make_item(meeting, title=f"Punkt {number}")
    index_meeting(meeting)
    assert found("dato:27-09-2023") == ["Punkt 1", "Punkt 2", "Punkt 3"]
    assert found("dato:2023") == ["Punkt 3", "Punkt 2", "Punkt 1"]


def test_pages_of_twenty(client: Client, found: Any, words_of: Any) -> None:
    meeting = make_meeting(published=True)
    for number in range(45):
        make_item(meeting, title=f"Sti {number}")
    index_meeting(meeting)
    pages = [found("sti", side=side) for side in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [20, 20, 5, 0]
    assert len({title for page in pages for title in page}) == 45
    page = client.get("/soeg/?q=sti&side=2").content.decode()
    assert 'href="/soeg/?q=sti" rel="prev"' in page
    assert 'href="/soeg/?q=sti&amp;side=3" rel="next"' in page
    assert '<ol class="hits" start="21">' in page
    assert "Så mange sider har søgningen ikke" in words_of("/soeg/?q=sti&side=9")
    assert "højst 100 sider" in words_of("/soeg/?q=sti&side=101")


def test_tells_of_how_many_meetings_and_municipalities(client: Client, words_of: Any) -> None:
    """Two meetings of one body on one day are two, and a chosen municipality is told by its name."""
    for municipality, date, sequence in [
        ("Varde", "2023-01-01", 1),
        ("Varde", "2023-01-01", 2),
        ("Odense", "2024-02-02", 1),
    ]:
        meeting = make_meeting(municipality=municipality, date=date, sequence=sequence, published=True)
        for number in (1, 2):
            make_found(f"Sti {number}", meeting=meeting, text="langs vejen til skolen")
    assert "6 punkter Fra 3 møder i 2 kommuner" in words_of("/soeg/?q=sti")
    assert "4 punkter Fra 2 møder i Varde" in words_of("/soeg/?q=sti&kommune=varde")
    assert "Fra ét møde i Odense" in words_of('/soeg/?q="vejen+til+skolen"&aar=2024')
    assert "kommuner" not in words_of("/soeg/?q=intetsteds").split("Vi fandt")[0]
    answer = client.get("/soeg.json?q=sti&kommune=varde&kommune=odense&aar=2023").json()
    assert (answer["total"], answer["meetings"], answer["municipalities"]) == (4, 2, 1)


def test_json_has_the_shape_that_was_promised(client: Client) -> None:
    make_found("Cykelsti", number="97", case_number="22/24308", text="En cykelsti.", decision="Ja.", outcome="approved")
    answer = client.get("/soeg.json?q=cykelsti").json()
    assert set(answer) == {"total", "exact", "meetings", "municipalities", "items", "facets"}
    assert (answer["total"], answer["exact"]) == (1, True)
    assert (answer["meetings"], answer["municipalities"]) == (1, 1)
    assert answer["items"] == [
        {
            "url": "/varde/teknik-og-miljoeudvalget/2023-05-05/punkt-97/",
            "title": "Cykelsti",
            "municipality": "Varde",
            "committee": "Teknik- og Miljøudvalget",
            "date": "2023-05-05",
            "number": "97",
            "case_number": "22/24308",
            "outcome": "approved",
            "snippet": "… En <mark>cykelsti</mark>.",
        }
    ]


# What it costs, and what cannot break it


def test_few_queries_whatever_is_typed(client: Client) -> None:
    meeting = make_meeting(committee="Byrådet", published=True)
    for number in range(45):
        item = make_item(meeting, title=f"Sti {number}", text="Langs vejen", decision="Ja.", case_number=f"22/{number}")
        make_decision(item, own=False)
    index_meeting(meeting)
    too_many = {}
    for query in (
        *("q=sti", "", "q=sti&kommune=varde&udvalg=byraadet&aar=2023&type=beslutning&udfald=godkendt", "q=-sti"),
        *("q=intet+findes", 'q="intet+findes"', "q=sti&side=2", "q=22/24308", "q=sti&sort=nyeste&side=3"),
    ):
        client.get(f"/soeg/?{query}")  # the first searches of a process read what it keeps
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/soeg/?{query}").status_code == 200, query
        if len(queries) > 9:
            too_many[query] = [one["sql"][:80] for one in queries]
    assert not too_many


PARAMETERS = "q kommune udvalg aar type udfald parti fraveget bilag lukket fra til gruppe sort side".split()
HOSTILE = st.one_of(
    st.text(
        st.one_of(
            st.characters(exclude_categories=["Cs"]), st.sampled_from("\"'\\-§&|!():*<>“«%_;\x00\u00ad\u0301 \t\n")
        ),
        max_size=60,
    ),
    st.lists(
        st.sampled_from(
            [
                "sti ",
                "OG ",
                "ELLER ",
                "(",
                ")",
                "-",
                '"',
                "ste*",
                "kommune:",
                "dato:",
                "beløb:>",
                "sag:",
                "parti:",
                "1 mio.",
            ]
            + ["udvalg:%_", "person:", "22/1 ", "2019", "..", "' "]
        ),
        max_size=12,
    ).map("".join),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(q=HOSTILE, other=HOSTILE)
def test_no_string_is_an_error(client: Client, q: str, other: str) -> None:
    assert client.get("/soeg/", {**dict.fromkeys(PARAMETERS, other), "q": q}, follow=True).status_code == 200
    assert client.get("/soeg.json", {"q": q}).status_code == 200


def test_bytes_that_are_no_text_are_no_error(client: Client) -> None:
    for raw in (
        "q=%00",
        "q=%ff%fe",
        "q=%ED%A0%80",
        "q=" + "a+" * 3000,
        "q=" + "%22" * 501,
        "kommune=%00&aar=%D9%A1%D9%A2%D9%A3%D9%A4",
    ):
        assert client.get(f"/soeg/?{raw}").status_code == 200, raw


@pytest.mark.parametrize("name", PARAMETERS)
def test_no_parameter_takes_signs_that_a_database_cannot_hold(client: Client, name: str) -> None:
    for raw in ("%00", "V%00", "%ff", "%F0%9F%9A%B2", "%25_%27%22%5C", "9" * 400):
        assert client.get(f"/soeg/?{name}={raw}").status_code == 200, raw
