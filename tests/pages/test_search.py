"""The search page as a reader meets it: what is found, what is not, and what the page says of it."""

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
from meetings.models import Decision, Item, Meeting
from tests.make import make_attachment, make_decision, make_item, make_meeting, make_section

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(client: Client) -> Any:
    """`found("cykelsti", aar=2023)`: the titles that answer, in order."""

    def ask(q: str = "", **parameters: Any) -> list[str]:
        response = client.get("/soeg.json", {"q": q, **parameters})
        assert response.status_code == 200
        return [item["title"] for item in response.json()["items"]]

    return ask


def make_found(
    title: str = "Et punkt", *, meeting: Meeting | None = None, date: str = "2023-05-05", **fields: Any
) -> Item:
    """An item of a published meeting, indexed."""
    meeting = meeting or make_meeting(date=date, published=True, sequence=Meeting.objects.count() + 1)
    item = make_item(meeting, title=title, **fields)
    index_meeting(meeting)
    return item


def words_of(page: Any) -> str:
    main = page.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", main)).split())


# What is found


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Etablering af cykelstier langs Oddervej", "cykelsti"),
        ("Befordringsgodtgørelsen sættes op", "befordringsgodtgørelse"),
        ("Besøg i Åbenrå", "Aabenraa"),
        ("Besøg i Aabenraa", "åbenrå"),
        ("Færgen til Ærø", "aeroe"),
        ("Godtgørelse efter §176 i loven", "§ 176"),
        ("Godtgørelse efter § 176 i loven", "§176"),
        ("Udgiften er 1,3 mio. kr.", "1,3"),
        ("Der bevilges 750.000 kr.", "750000"),
        ("Mødet holdes i Loungen v/byrådssalen", "byrådssalen"),
        ("Mødet holdes i Loungen v/byrådssalen", "v/byrådssalen"),
        ("Sagen behandles i Børne- og Ungeudvalget", "Børne- og Ungeudvalget"),
        ("Samarbejde med Høje-Taastrup", "høje taastrup"),
        ("Samarbejde med Høje Taastrup", "høje-taastrup"),
        ("Budget 2023-26", "2023"),
        ("STAR's puljer", "STAR"),
        ("Se dok.nr. 330-2021-87846", "330-2021-87846"),
        ("Den er ikke godkendt", "ikke"),
        ("den og den", "og"),
    ],
)
def test_finds(found: Any, text: str, query: str) -> None:
    make_found("Punktet", text=text)
    make_found("Et andet", text="Noget helt andet.")
    assert found(query) == ["Punktet"]


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Puljen til fleksjobpuljer", '"fleksjob"'),
        ("Cykelstien langs vejen", '"cykelsti"'),
        ("godkendt uden de bemærkninger", '"godkendt uden bemærkninger"'),
        ("bemærkninger uden godkendt", '"godkendt uden"'),
        ("Målet er nået", "mal"),
        ("Efter § 17 i loven", "§ 176"),
        ("Cykelsti med busbane", "cykelsti -busbane"),
        ("Cykelsti er ikke med", 'cykelsti -"ikke med"'),
    ],
)
def test_does_not_find(found: Any, text: str, query: str) -> None:
    make_found(text=text)
    assert found(query) == []


def test_a_phrase_is_found_as_it_stands(found: Any) -> None:
    make_found("Sådan", text="Blev godkendt uden bemærkninger i udvalget.")
    make_found("Ikke sådan", text="Uden at være godkendt. Bemærkninger: ingen.")
    assert found('"godkendt uden bemærkninger"') == ["Sådan"]


def test_all_words_must_be_there(found: Any) -> None:
    make_found("Begge", text="cykelsti ved skolen")
    make_found("Den ene", text="cykelsti ved havnen")
    assert found("cykelsti skole") == ["Begge"]


def test_what_must_not_be_there_can_stand_alone(found: Any) -> None:
    make_found("Med", text="busbane")
    make_found("Uden", text="cykelsti")
    assert found("-busbane") == ["Uden"]
    assert found('-"busbane"') == ["Uden"]


def test_attachments_recommendations_and_decisions_are_searched(found: Any) -> None:
    item = make_found(recommendation="at zebrastriben males", decision="Udsat til fornyet høring.")
    make_attachment(item, title="Trafiktælling på Skolevej", document_number="330-2021-268527")
    make_decision(item, own=False, body="Økonomiudvalget", text="Anbefalet enstemmigt.")
    make_section(item, heading="Bæredygtighed", role="other", text="Se nedenfor.")
    index_meeting(item.meeting)
    for query in ("zebrastribe", "fornyet", "trafiktælling", "330-2021-268527", "enstemmigt", "bæredygtighed"):
        assert found(query) == [item.title], query


def test_the_town_can_stand_beside_the_subject(found: Any) -> None:
    meeting = make_meeting(municipality="Høje-Taastrup", committee="Klimaudvalget", published=True)
    make_found("Solceller", meeting=meeting)
    assert found("solceller høje-taastrup") == found("solceller klimaudvalget") == ["Solceller"]
    assert found('"høje-taastrup"') == []


def test_a_case_number_finds_its_items_and_nothing_else(found: Any) -> None:
    make_found("Sagen selv", case_number="22/24308")
    make_found("Nævner den", text="Se sag 22/24308.", case_number="23/1")
    make_found("En længere", case_number="22/243081")
    assert found("22/24308") == found("22-24308") == found("Sag 22 / 24308") == ["Sagen selv"]
    assert sorted(found('"22/24308"')) == ["Nævner den", "Sagen selv"]


def test_a_number_no_case_has_is_looked_for_in_the_text(found: Any) -> None:
    make_found("Nævner den", text="Dok.nr. EMN-2022-81268")
    assert found("EMN-2022-81268") == ["Nævner den"]


# Who may be found


@pytest.mark.parametrize("status", [Meeting.Status.DRAFT, Meeting.Status.WITHDRAWN])
def test_only_published_meetings_are_found(found: Any, status: str) -> None:
    item = make_found("Cykelsti")
    assert found("cykelsti") == ["Cykelsti"]
    item.meeting.status = status
    item.meeting.save()
    assert index_meeting(item.meeting) == 0
    assert found("cykelsti") == found("") == []


def test_of_a_closed_item_only_title_and_case_number_are_found_and_shown(client: Client, found: Any) -> None:
    item = make_found(
        "Salg af grund", closed=True, case_number="22/1234", text="hemmelighed", decision="Solgt til højestbydende.",
        recommendation="tavshed", document_number="330-2022-5555",
    )  # fmt: skip
    make_attachment(item, title="Fortroligt tilbud")
    index_meeting(item.meeting)
    for secret in ("hemmelighed", "tavshed", "solgt", "fortroligt", "330-2022-5555", '"hemmelighed"'):
        assert found(secret) == [], secret
    assert found("grund") == found("22/1234") == ["Salg af grund"]
    assert found("", udfald="godkendt") == []
    told = client.get("/soeg.json?q=grund").json()["items"][0]
    assert (told["snippet"], told["outcome"], told["case_number"]) == ("", None, "22/1234")
    page = words_of(client.get("/soeg/?q=grund"))
    assert "Lukket punkt" in page
    assert "Solgt" not in page


# In which order


def test_title_before_decision_before_recommendation_before_text(found: Any) -> None:
    make_found("Teksten", text="Der tales om vindmøller. " * 30, date="2023-05-04")
    make_found("Indstillingen", recommendation="at vindmøllerne rejses", text="Ord. " * 50, date="2023-05-03")
    make_found("Beslutningen", decision="Vindmøllerne godkendt.", text="Ord. " * 300, date="2023-05-02")
    make_found("Vindmøller", text="Ord. " * 2000, date="2010-05-01")
    assert found("vindmølle") == ["Vindmøller", "Beslutningen", "Indstillingen", "Teksten"]


def test_near_before_far_and_newer_before_older(found: Any) -> None:
    make_found("Langt fra hinanden", text="grøn " + "ord " * 80 + "bølge", date="2023-05-05")
    make_found("Tæt", text="grøn bølge" + " ord" * 80, date="2022-05-05")
    assert found("grøn bølge") == ["Tæt", "Langt fra hinanden"]
    make_found("Gammel", text="rundkørsel", date="2009-01-01")
    make_found("Ny", text="rundkørsel", date="2024-01-01")
    assert found("rundkørsel") == ["Ny", "Gammel"]


def test_sorting(found: Any) -> None:
    make_found("Sti i midten", date="2021-01-01")
    make_found("Ny", text="sti", date="2022-01-01")
    make_found("Gammel", text="sti", date="2020-01-01")
    assert found("sti") == ["Sti i midten", "Ny", "Gammel"]
    assert found("sti", sort="nyeste") == found("") == found("", sort="relevans") == ["Ny", "Sti i midten", "Gammel"]
    assert found("sti", sort="aeldste") == ["Gammel", "Sti i midten", "Ny"]


# Filters


@pytest.fixture
def five_items() -> None:
    rows = [
        ("Varde", "Byrådet", "2022-01-01", "decision", "approved"),
        ("Varde", "Økonomiudvalget", "2022-02-02", "decision", "postponed"),
        ("Varde", "Økonomiudvalget", "2023-03-03", "briefing", "noted"),
        ("Aabenraa", "Økonomiudvalget", "2023-04-04", "decision", "approved"),
        ("Aabenraa", "Byrådet", "2024-05-05", "discussion", ""),
    ]
    for number, (municipality, committee, date, kind, outcome) in enumerate(rows, 1):
        meeting = make_meeting(municipality=municipality, committee=committee, date=date, published=True)
        decided = {"decision": "Sådan.", "outcome": outcome} if outcome else {}
        make_found(f"Sti {number}", meeting=meeting, kind=kind, **decided)


def counts(client: Client, **parameters: Any) -> dict[str, dict[str, int]]:
    answer = client.get("/soeg.json", {"q": "sti", **parameters}).json()
    return {name: {one["value"]: one["count"] for one in values} for name, values in answer["facets"].items()}


@pytest.mark.usefixtures("five_items")
def test_filters_count_what_each_value_would_give(client: Client) -> None:
    assert counts(client) == {
        "kommune": {"varde": 3, "aabenraa": 2},
        "udvalg": {"oekonomiudvalget": 3, "byraadet": 2},
        "aar": {"2024": 1, "2023": 2, "2022": 2},
        "type": {"beslutning": 3, "droeftelse": 1, "orientering": 1},
        "udfald": {"godkendt": 2, "ikke-oplyst": 1, "taget-til-efterretning": 1, "udsat": 1},
    }


@pytest.mark.usefixtures("five_items")
def test_counts_leave_out_their_own_choice(client: Client, found: Any) -> None:
    chosen = counts(client, kommune="varde", aar=["2022", "2024"])
    assert chosen["kommune"] == {"varde": 2, "aabenraa": 1}  # with the years, without the municipality
    assert chosen["aar"] == {"2022": 2, "2024": 0, "2023": 1}  # the chosen year stays, at 0
    assert chosen["type"] == {"beslutning": 2}
    assert found("sti", kommune="varde", aar=["2022", "2024"], sort="aeldste") == ["Sti 1", "Sti 2"]


@pytest.mark.usefixtures("five_items")
def test_or_inside_a_filter_and_between_them(found: Any) -> None:
    assert set(found("", aar=["2022", "2024"])) == {"Sti 1", "Sti 2", "Sti 5"}
    assert found("", aar=["2022", "2024"], udfald="udsat") == ["Sti 2"]
    assert found("", udvalg="oekonomiudvalget", kommune=["aabenraa"]) == ["Sti 4"]
    assert found("", udfald="ikke-oplyst", type="droeftelse") == ["Sti 5"]


@pytest.mark.usefixtures("five_items")
def test_values_are_understood_as_written_by_people_and_machines(found: Any) -> None:
    assert found("", udfald="postponed") == found("", udfald="udsat") == ["Sti 2"]
    assert found("", type="briefing") == found("", type="Orientering") == ["Sti 3"]
    assert len(found("", kommune="Varde")) == len(found("", kommune="0573")) == len(found("", kommune="varde")) == 3


@pytest.mark.usefixtures("five_items")
def test_chips_take_one_filter_away_and_ryd_alle_all(client: Client) -> None:
    page = client.get("/soeg/?q=sti&kommune=varde&aar=2022&aar=2023&sort=nyeste&side=1").content.decode()
    chips = html.unescape(page.split('class="plain-list chips"')[1].split("</ul>")[0])
    assert re.findall(r'href="([^"]*)"', chips) == [
        "/soeg/?q=sti&aar=2022&aar=2023&sort=nyeste",
        "/soeg/?q=sti&kommune=varde&aar=2023&sort=nyeste",
        "/soeg/?q=sti&kommune=varde&aar=2022&sort=nyeste",
        "/soeg/?q=sti&sort=nyeste",
    ]


@pytest.mark.usefixtures("five_items")
def test_the_bars_count_years_and_lead_to_them(client: Client) -> None:
    page = html.unescape(client.get("/soeg/?q=sti&aar=2022").content.decode())
    wide = page.split('class="histogram-wide"')[1].split("</svg>")[0]
    assert re.findall(r'href="([^"]*)" aria-label="([^"]*)"', wide) == [
        ("/soeg/?q=sti", "2022: 2 punkter"),
        ("/soeg/?q=sti&aar=2023", "2023: 2 punkter"),
        ("/soeg/?q=sti&aar=2024", "2024: 1 punkt"),
    ]
    assert wide.count("histogram-bar--other") == 2


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


def test_bad_values_are_explained_and_the_rest_still_counts(client: Client) -> None:
    make_found("Cykelsti", date="2023-01-01")
    make_found("Cykelsti før", date="2022-01-01")
    page = words_of(client.get("/soeg/?q=cykelsti&kommune=Atlantis&aar=2023&sort=tilfældig&side=ni&ukendt=x"))
    for said in (
        "”Atlantis” kender vi ikke under kommune",
        "”tilfældig” er ikke en sortering",
        "”ni” er ikke et sidetal",
    ):
        assert said in page
    assert "1 punkt" in page
    assert client.get("/soeg.json?kommune=Atlantis").json()["problems"]
    assert "problems" not in client.get("/soeg.json?ukendt=x").json()


def test_an_empty_result_helps(client: Client) -> None:
    make_found("Cykelsti", text="langs vejen", date="2023-01-01")
    page = html.unescape(client.get("/soeg/?q=cykelsti+rumfart").content.decode())
    assert "Vi fandt ingen punkter med <strong>cykelsti rumfart</strong>" in page
    assert '<a href="/soeg/?q=cykelsti">cykelsti</a>' in page
    assert "1 møde fra 1 kommune" in words_of(client.get("/soeg/?q=rumfart"))
    phrase = html.unescape(client.get('/soeg/?q="vejen+langs"').content.decode())
    assert '<a href="/soeg/?q=vejen+langs">vejen langs</a>' in phrase
    filtered = html.unescape(client.get("/soeg/?q=cykelsti&aar=2020").content.decode())
    assert '<a href="/soeg/?q=cykelsti">Søg uden filtre</a>' in filtered
    assert "(1 punkt)" in filtered


def test_pages_of_twenty(client: Client, found: Any) -> None:
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
    assert "Så mange sider har søgningen ikke" in words_of(client.get("/soeg/?q=sti&side=9"))
    assert "højst 100 sider" in words_of(client.get("/soeg/?q=sti&side=101"))


def test_json_has_the_shape_that_was_promised(client: Client) -> None:
    make_found("Cykelsti", number="97", case_number="22/24308", text="En cykelsti.", decision="Ja.", outcome="approved")
    answer = client.get("/soeg.json?q=cykelsti").json()
    assert set(answer) == {"total", "exact", "items", "facets"}
    assert (answer["total"], answer["exact"]) == (1, True)
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


@pytest.mark.parametrize(
    "query",
    ["q=sti", "", "q=sti&kommune=varde&udvalg=byraadet&aar=2023&type=beslutning&udfald=godkendt", "q=intet+findes",
     'q="intet+findes"', "q=sti&side=2", "q=22/24308", "q=-sti", "q=sti&sort=nyeste&side=3"],
)  # fmt: skip
def test_at_most_eight_queries(client: Client, query: str) -> None:
    meeting = make_meeting(committee="Byrådet", published=True)
    for number in range(45):
        item = make_item(meeting, title=f"Sti {number}", text="Langs vejen", decision="Ja.", case_number=f"22/{number}")
        make_decision(item, own=False)
    index_meeting(meeting)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"/soeg/?{query}").status_code == 200
    assert len(queries) <= 8, [one["sql"][:80] for one in queries]


HOSTILE = st.text(
    st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("\"'\\-§&|!():*<>“«%_;\x00\u00ad\u0301 \t\n")),
    max_size=60,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(q=HOSTILE, other=HOSTILE)
def test_no_string_is_an_error(client: Client, q: str, other: str) -> None:
    rest = {
        "kommune": other,
        "udvalg": other,
        "aar": other,
        "type": other,
        "udfald": other,
        "sort": other,
        "side": other,
    }
    assert client.get("/soeg/", {"q": q, **rest}).status_code == 200
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


def test_outcomes_are_the_own_decisions(found: Any) -> None:
    item = make_found("Sti", decision="Udsat.", outcome=Decision.Outcome.POSTPONED)
    make_decision(item, own=False, body="Byrådet", outcome=Decision.Outcome.REJECTED, text="Afvist.")
    index_meeting(item.meeting)
    assert found("", udfald="udsat") == ["Sti"]
    assert found("", udfald="ikke-godkendt") == []
