"""A whole search to take away: complete, honest about its limit, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from meetings.filing.indexing import index_meeting
from meetings.filing.publishing import withdraw
from meetings.models import Item
from meetings.publish import rows
from meetings.publish.cells import defused
from tests.make import make_decision, make_found, make_item, make_meeting, make_section


def table(client: Client, query: str = "") -> list[dict[str, str]]:
    """The rows, read as a Danish Excel reads them."""
    content = b"".join(client.get(f"/soeg/udtraek.csv?{query}").streaming_content)
    assert content.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in content
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def document(client: Client, query: str = "") -> dict[str, Any]:
    return json.loads(b"".join(client.get(f"/soeg/udtraek.json?{query}").streaming_content))


def test_the_table_has_the_items_of_the_search_in_its_order(archive: Item, client: Client):
    query = "q=arbejdsmarkedsforanstaltninger&kommune=varde&sort=aeldste"
    found = client.get(f"/soeg.json?{query}").json()["items"]
    lines = table(client, query)
    assert [line["Adresse"] for line in lines] == [f"http://testserver{item['url']}" for item in found]
    line = next(line for line in lines if line["Udvalg"] == "Byrådet")
    assert line["Kommune"] == "Varde"
    assert line["Dato"] == "2023-12-05"
    assert line["Punkt"] == "2"
    assert line["Sagsnummer"] == "23/3223"
    assert line["Udfald"] == "godkendt med ændringer"
    assert line["Beslutning"] == "Godkendt med den ændring, at belysningen udgår."


def test_each_row_tells_whether_the_recommendation_was_followed_and_the_largest_amount(db: None, client: Client):
    meeting = make_meeting("Byrådet", published=True)
    for followed, text in (
        ("not_followed", "Broen koster 2,5 mio. kr. og stien 300.000 kr."),
        ("followed", ""),
        ("", ""),
    ):
        item = make_item(meeting, title=f"Bro {followed}")
        make_section(item, text=text or "Uden tal.")
        make_decision(item, followed=followed)
    index_meeting(meeting)
    told = {
        line["Titel"]: (line["Indstillingen fulgt"], line["Største beløb i kr."]) for line in table(client, "q=bro")
    }
    assert told == {"Bro not_followed": ("nej", "2500000"), "Bro followed": ("ja", ""), "Bro ": ("", "")}
    told = {(item["followed"], item["largest_amount"]) for item in document(client, "q=bro")["items"]}
    assert told == {("not_followed", 2_500_000), ("followed", None), (None, None)}


def test_votes_go_along_as_printed_and_not_those_of_others(archive: Item, client: Client):
    """The item has its committee's earlier decision, too, which is no vote of this meeting."""
    found = {item["url"]: item["votes"] for item in document(client, "q=arbejdsmarkedsforanstaltninger")["items"]}
    assert found["http://testserver/varde/byraadet/2023-12-05/punkt-2/"] == [
        {"position": "for", "count": 17, "parties": ["A", "V"], "persons": [], "affiliations": []},
        {"position": "against", "count": 1, "parties": [], "persons": ["Jens Østergård"], "affiliations": []},
    ]
    assert found["http://testserver/varde/teknik-og-miljoeudvalget/2023-11-21/punkt-1/"] == []


def test_each_row_tells_the_search_and_the_moment(archive: Item, client: Client):
    for line in table(client, "q=arbejdsmarkedsforanstaltninger&kommune=varde&aar=2023"):
        assert line["Søgning"] == "”arbejdsmarkedsforanstaltninger” i Varde, 2023"
        assert line["Søgt"].startswith("20")
        assert line["Fundet i alt"] == "2"


def test_json_says_the_same_and_is_whole(archive: Item, client: Client):
    found = document(client, "q=arbejdsmarkedsforanstaltninger&kommune=varde")
    assert found["search"] == "http://testserver/soeg/?q=arbejdsmarkedsforanstaltninger&kommune=varde"
    assert found["words"] == "”arbejdsmarkedsforanstaltninger” i Varde"
    assert found["total"] == 2
    assert found["limit"] == 10_000
    assert found["fetched"].startswith("20")
    assert {item["outcome"] for item in found["items"]} == {"recommended", "approved_amended"}
    assert document(client, "q=findesikke")["items"] == []


def test_no_query_gives_everything_and_closed_items_keep_their_secrets(archive: Item, client: Client):
    make_found("Køb af grund", closed=True, decision="Hemmelig", text="Hemmelig")
    lines = table(client)
    assert len(lines) == 9
    closed = next(line for line in lines if line["Titel"] == "Køb af grund")
    assert (closed["Lukket"], closed["Udfald"], closed["Beslutning"]) == ("ja", "", "")
    assert "Hemmelig" not in json.dumps(document(client), ensure_ascii=False)


def test_the_cap_is_told(db: None, client: Client, monkeypatch: pytest.MonkeyPatch):
    meeting = make_meeting("Byrådet", published=True)
    for _ in range(5):
        make_item(meeting, title="Cykelsti")
    make_found("Cykelsti", meeting=meeting)
    monkeypatch.setattr(rows, "MOST", 4)
    for query in ("q=cykelsti&sort=nyeste", ""):
        lines = table(client, query)
        assert len(lines) == 4
        assert {line["Fundet i alt"] for line in lines} == {"6"}
    assert "højst 10.000 punkter" in client.get("/soeg/?q=cykelsti").content.decode()


def test_best_match_goes_on_past_what_is_ordered_by_score(db: None, client: Client, monkeypatch: pytest.MonkeyPatch):
    from meetings.search import query

    meeting = make_meeting("Byrådet", published=True)
    for number in range(7):
        make_item(meeting, title=f"Cykelsti {number}")
    make_found("Cykelsti", meeting=meeting)
    monkeypatch.setattr(query, "RANKED", 3)
    monkeypatch.setattr(query, "RANKED_TITLES", 2)
    lines = table(client, "q=cykelsti")
    assert len({line["Adresse"] for line in lines}) == 8


def test_a_formula_in_a_title_is_text(db: None, client: Client):
    for title in ("=HYPERLINK(1)", "+45 12 34", "-2,5 mio.", "@SUM(A1)", "\t=1+1"):
        make_found(title)
    titles = {line["Titel"] for line in table(client)}
    assert titles == {"'=HYPERLINK(1)", "'+45 12 34", "'-2,5 mio.", "'@SUM(A1)", "'\t=1+1"}


@given(st.text(max_size=20))
def test_no_cell_begins_as_a_formula(text: str):
    cell = defused(text)
    assert isinstance(cell, str)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert defused('Almindelig; "tekst"\nto') == 'Almindelig; "tekst"\nto'
    assert defused(-5) == -5


def test_signs_of_the_format_inside_a_cell(db: None, client: Client):
    make_found('Skole; "ny"\nbygning', decision="a;b\n\nc")
    (line,) = table(client)
    assert line["Titel"] == 'Skole; "ny"\nbygning'
    assert line["Beslutning"] == "a;b\n\nc"


def test_what_is_withdrawn_while_it_is_sent_is_left_out(archive: Item, client: Client):
    answer = client.get("/soeg/udtraek.csv?q=arbejdsmarkedsforanstaltninger")
    withdraw(archive.meeting, actor=None, reason="Fejl")
    assert "2023-12-05" not in b"".join(answer.streaming_content).decode()


def test_it_is_a_file_that_is_sent_in_pieces_and_kept_by_nobody(archive: Item, client: Client):
    for address in ("/soeg/udtraek.csv", "/soeg/udtraek.json"):
        answer = client.get(address)
        assert answer.streaming
        assert answer["Content-Disposition"].startswith('attachment; filename="referatarkivet-20')
        assert answer["Cache-Control"] == "no-store"
        assert not answer.cookies
        assert client.post(address).status_code == 405


def test_queries_grow_with_batches_and_not_with_rows(db: None, client: Client, django_assert_max_num_queries):
    meeting = make_meeting("Byrådet", published=True)
    for number in range(30):
        make_item(meeting, title=f"Cykelsti {number}", decision="Godkendt.")
    make_found("Cykelsti", meeting=meeting)
    with django_assert_max_num_queries(10):
        assert len(table(client, "q=cykelsti")) == 31
    with django_assert_max_num_queries(11):
        assert len(document(client, "q=cykelsti")["items"]) == 31


def test_the_browser_learns_to_search_here(db: None, client: Client):
    from lxml import etree

    page = client.get("/").content.decode()
    assert '<link rel="search" type="application/opensearchdescription+xml" href="/opensearch.xml"' in page
    answer = client.get("/opensearch.xml")
    assert answer["Content-Type"].startswith("application/opensearchdescription+xml")
    root = etree.fromstring(answer.content)
    space = {"o": "http://a9.com/-/spec/opensearch/1.1/"}
    assert root.tag == "{http://a9.com/-/spec/opensearch/1.1/}OpenSearchDescription"
    assert len(root.findtext("o:ShortName", namespaces=space)) <= 16
    ways = {url.get("type"): url.get("template") for url in root.findall("o:Url", space) if url.get("rel") != "self"}
    for template in ways.values():
        assert client.get(template.replace("{searchTerms}", "cykelsti")).status_code == 200
    assert set(ways) == {"text/html", "application/atom+xml", "application/json"}
