"""Atom: valid by a grammar and a library that are not ours, complete, and as quick to forget as the pages."""

from __future__ import annotations

import datetime
import html

import pytest
from django.test import Client
from django.utils import timezone
from lxml import etree

from meetings.filing.indexing import index_meeting
from meetings.filing.people import index_people
from meetings.filing.publishing import unpublish, withdraw
from meetings.models import Item, Meeting, Person
from meetings.publish import search_feed
from meetings.search import matching
from tests.make import make_found, make_item, make_meeting
from tests.publish import GRAMMAR

FEEDS = {
    "municipality": "/varde/atom",
    "committee": "/varde/byraadet/atom",
    "case": "/varde/sag/23-3223/atom",
    "search": "/soeg.atom?q=arbejdsmarkedsforanstaltninger&kommune=varde",
}


@pytest.mark.parametrize("address", FEEDS.values(), ids=FEEDS.keys())
def test_a_feed_is_valid_and_leads_to_its_page_and_to_itself(archive: Item, feed, client: Client, address):
    parsed = feed(address)
    assert parsed.entries
    links = {link.rel: link.href for link in parsed.feed.links}
    assert links["self"] == f"http://testserver{address}"
    assert client.get(links["alternate"]).status_code == 200
    assert parsed.feed.id.startswith("tag:")
    for entry in parsed.entries:
        assert client.get(entry.link).status_code == 200
        assert entry.updated_parsed >= entry.published_parsed


@pytest.mark.parametrize("address", FEEDS.values(), ids=FEEDS.keys())
def test_few_queries_and_no_cookie(archive: Item, client: Client, django_assert_max_num_queries, address):
    for number in range(12):
        meeting = make_meeting("Byrådet", f"2022-03-{number + 1:02}", published=True, items=3)
        make_item(meeting, title="Nye arbejdsmarkedsforanstaltninger", case_number="23/3223", decision="Godkendt.")
        index_meeting(meeting)
    with django_assert_max_num_queries(8 if "soeg" in address else 5):
        response = client.get(address)
    assert not response.cookies
    assert response["Access-Control-Allow-Origin"] == "*"


def test_a_municipality_tells_of_meetings_with_their_items_and_outcomes(archive: Item, feed):
    entries = {entry.title: entry for entry in feed("/varde/atom").entries}
    council = entries["Referat: Byrådet, Varde, 5. december 2023"]
    assert "2. Anlægsbevilling" in council.summary
    assert "<em>godkendt med ændringer</em>" in council.summary
    assert "4. Køb af ejendom – <em>lukket punkt</em>" in council.summary
    assert "Dagsorden: Byrådet, Varde, 9. januar 2024" in entries


def test_a_case_tells_of_its_treatments(archive: Item, feed):
    titles = [entry.title for entry in feed("/varde/sag/23-3223/atom").entries]
    assert len(titles) == 2
    assert any(title.endswith("– anbefalet") for title in titles)


def test_a_search_has_the_same_answers_as_the_page_whatever_its_order(archive: Item, feed, client: Client):
    asked = "q=arbejdsmarkedsforanstaltninger&kommune=varde&aar=2023"
    found = {f"http://testserver{item['url']}" for item in client.get(f"/soeg.json?{asked}").json()["items"]}
    assert {entry.link for entry in feed(f"/soeg.atom?{asked}&sort=aeldste&side=3").entries} == found
    assert (
        feed("/soeg.atom?q=arbejdsmarkedsforanstaltninger&kommune=varde").feed.title
        == "Søgning: ”arbejdsmarkedsforanstaltninger” i Varde"
    )
    assert feed("/soeg.atom?q=findesikke").entries == []


def test_what_came_last_stands_first_also_where_the_meeting_is_old(archive: Item, feed):
    old = make_found("Arbejdsmarkedsforanstaltninger fra dengang", date="1999-05-05")
    Meeting.objects.filter(pk=old.meeting_id).update(published_at=timezone.now() + datetime.timedelta(hours=1))
    assert (
        feed("/soeg.atom?q=arbejdsmarkedsforanstaltninger").entries[0].title
        == "Arbejdsmarkedsforanstaltninger fra dengang"
    )


def test_of_a_closed_item_only_heading_and_case_number(archive: Item, feed):
    closed = make_found(
        "Køb af grund", closed=True, case_number="23/777", decision="Hemmelig beslutning", text="Hemmelig tekst"
    )
    for address in ("/soeg.atom?q=grund", "/varde/sag/23-777/atom", "/varde/atom"):
        text = str(feed(address))
        assert closed.title in text
        assert "Hemmelig" not in text


def test_names_do_not_change_and_a_correction_is_dated(archive: Item, feed):
    before = {entry.id: entry.updated for entry in feed("/varde/byraadet/atom").entries}
    Meeting.objects.filter(date="2023-12-05").update(corrected_at=timezone.now() + datetime.timedelta(days=1))
    after = feed("/varde/byraadet/atom").entries
    assert {entry.id for entry in after} == set(before)
    assert after[0].updated > before[after[0].id]
    assert "Rettet den" in after[0].summary


def test_an_answer_that_the_reader_has_is_empty(archive: Item, client: Client):
    first = client.get("/varde/atom")
    assert first["Cache-Control"] == "public, no-cache"
    for header in ({"if-none-match": first["ETag"]}, {"if-modified-since": first["Last-Modified"]}):
        assert client.get("/varde/atom", headers=header).status_code == 304
    withdraw(archive.meeting, actor=None, reason="Fejl")
    assert client.get("/varde/atom", headers={"if-none-match": first["ETag"]}).status_code == 200
    Meeting.objects.filter(status="withdrawn").update(withdrawn_at=timezone.now() + datetime.timedelta(hours=1))
    for address in ("/varde/atom", "/soeg.atom?q=arbejdsmarkedsforanstaltninger"):
        answer = client.get(address, headers={"if-modified-since": first["Last-Modified"]})
        assert answer.status_code == 200, address


def test_what_was_withdrawn_is_gone_at_once_and_marked_as_deleted(archive: Item, feed, client: Client):
    withdraw(archive.meeting, actor=None, reason="Fejl")
    for address in FEEDS.values():
        assert "2023-12-05" not in str([entry.link for entry in feed(address).entries])
    root = etree.fromstring(client.get("/varde/byraadet/atom").content)
    deleted = root.findall("{http://purl.org/atompub/tombstones/1.0}deleted-entry")
    assert [entry.get("ref").split(":", 2)[2] for entry in deleted] == [f"/meeting/{archive.meeting_id}/"]
    unpublish(archive.meeting, actor=None)  # a draft was never there, for readers
    assert "deleted-entry" not in client.get("/varde/byraadet/atom").content.decode()


def test_drafts_are_not_told_of(archive: Item, feed, client: Client):
    Meeting.objects.update(status=Meeting.Status.DRAFT)
    assert feed("/varde/atom").entries == []
    assert client.get("/varde/sag/23-3223/atom").status_code == 404
    for unknown in ("/intet/atom", "/varde/intet/atom", "/varde/person/intet/atom"):
        assert client.get(unknown).status_code == 404


def test_a_person_has_the_meetings_that_name_them(archive: Item, feed, client: Client):
    index_people([archive.meeting_id])
    person = Person.objects.get(name="Asta Krogh")
    address = f"/varde/person/{person.slug}/atom"
    assert [entry.title for entry in feed(address).entries] == ["Referat: Byrådet, Varde, 5. december 2023"]
    assert client.get(address)["X-Robots-Tag"] == "noindex"


def test_text_that_xml_cannot_hold_breaks_no_feed(db: None, feed):
    make_found("Støj\x0b og \ufffe<b>fed</b> & ]]>", decision="Godkendt\x1f.", case_number="23/5")
    for address in ("/soeg.atom?q=støj", "/varde/atom", "/varde/sag/23-5/atom"):
        (entry,) = feed(address).entries
        assert "Støj og <b>fed</b> & ]]>" in html.unescape(f"{entry.title} {entry.summary}")


def test_the_grammar_refuses_what_is_not_atom():
    def entry(inside: str) -> etree._Element:
        return etree.fromstring(
            f"<feed xmlns='http://www.w3.org/2005/Atom'><id>tag:a,2026:b</id><title>x</title>"
            f"<updated>2026-01-01T00:00:00Z</updated>{inside}</feed>"
        )

    assert GRAMMAR.validate(entry(""))
    assert not GRAMMAR.validate(entry("<entry><title>x</title></entry>"))
    assert not GRAMMAR.validate(entry("<published>2026-01-01T00:00:00Z</published>"))


@pytest.mark.parametrize(
    ("page", "address"),
    [("/varde/", FEEDS["municipality"]), ("/varde/byraadet/", FEEDS["committee"]),
     ("/varde/sag/23-3223/", FEEDS["case"]),
     ("/soeg/?q=arbejdsmarkedsforanstaltninger&kommune=varde", FEEDS["search"].replace("&", "&amp;"))],
)  # fmt: skip
def test_pages_name_their_feed(archive: Item, client: Client, page, address):
    head, body = client.get(page).content.decode().split("</head>")
    assert f'<link rel="alternate" type="application/atom+xml" href="{address}"' in head
    assert f'href="{address}"' in body


def test_a_search_with_few_new_answers_among_many_finds_them(db: None, feed, monkeypatch: pytest.MonkeyPatch):
    """However far one has to look, what changed last stands first, and nothing twice."""
    monkeypatch.setattr(matching, "BATCHES", (1, 2, 3))
    old = [make_found(f"Havn {number}", date=f"2019-01-{number:02}") for number in range(1, 7)]
    for _ in range(3):
        make_meeting("Byrådet", published=True, items=2, sequence=Meeting.objects.count() + 1)
    Meeting.objects.filter(pk=old[2].meeting_id).update(corrected_at=timezone.now())
    wanted = [f"Havn {number}" for number in (3, 6, 5, 4, 2, 1)]
    for few, soon in ((5_000, 500), (5_000, 0), (3, 0)):
        monkeypatch.setattr(matching, "FEW", few)
        monkeypatch.setattr(matching, "SOON_SORTED", soon)
        titles = [entry.title for entry in feed("/soeg.atom?q=havn").entries]
        assert titles == (wanted if few > 6 else ["Havn 3"])
    monkeypatch.setattr(matching, "FEW", 5_000)
    monkeypatch.setattr(search_feed, "MOST", 2)  # as many as a batch of meetings has other items
    assert [entry.title for entry in feed("/soeg.atom?q=havn").entries] == wanted[:2]
