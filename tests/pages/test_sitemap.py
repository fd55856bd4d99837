"""What robots are told."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from meetings.models import Item, Meeting
from meetings.pages import sitemap
from tests.make import make_item, make_meeting


def addresses(client: Client, file: str) -> list[str]:
    return re.findall(r"<loc>http://testserver([^<]*)</loc>", client.get(file).content.decode())


def everything(client: Client) -> list[str]:
    return [page for part in addresses(client, "/sitemap.xml") for page in addresses(client, part)]


def test_robots_find_the_sitemap_and_keep_out_of_results(client: Client):
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /soeg" in text
    assert "Sitemap: http://testserver/sitemap.xml" in text


def test_every_public_page_is_named_once(small_archive, client: Client):
    named = everything(client)
    assert len(named) == len(set(named))
    assert set(named) == {
        "/", "/kommuner/", "/kommende/", "/daekning/", "/om/", "/tilgaengelighed/", "/varde/", "/varde/byraadet/",
        "/varde/teknik-og-miljoeudvalget/", *(item.get_absolute_url() for item in Item.objects.all()),
        *(meeting.get_absolute_url() for meeting in Meeting.objects.all()),
    }  # fmt: skip


def test_drafts_and_withdrawn_meetings_are_not_named(small_archive, client: Client):
    Meeting.objects.filter(date="2023-12-05").update(status=Meeting.Status.DRAFT)
    Meeting.objects.filter(date="2024-01-09").update(status=Meeting.Status.WITHDRAWN)
    assert not [page for page in everything(client) if "2023-12-05" in page or "2024" in page]


def test_many_items_are_cut_into_parts(db, client: Client, monkeypatch):
    monkeypatch.setattr(sitemap, "RANGE", 3)
    meeting = make_meeting(published=True)
    items = [make_item(meeting, pk=number) for number in range(1, 11)]  # parts go by row, and rows count on and on
    parts = [part for part in addresses(client, "/sitemap.xml") if "punkter" in part]
    assert len(parts) >= 4
    named = [page for part in parts for page in addresses(client, part)]
    assert sorted(named) == sorted(item.get_absolute_url() for item in items)


def test_a_part_that_is_not_there_is_404(db, client: Client):
    assert client.get("/sitemap-punkter.xml?p=99").status_code == 404
    assert client.get("/sitemap-andet.xml").status_code == 404


@pytest.mark.parametrize("part", ["", "-punkter", "-moeder", "-steder"])
def test_a_part_asks_few_questions(small_archive, client: Client, part, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        client.get(f"/sitemap{part}.xml")


def test_the_day_of_the_last_change_is_told(small_archive, client: Client):
    Meeting.objects.filter(date="2023-12-05").update(corrected_at="2024-02-01T23:30:00Z")  # the second, in Denmark
    for part in ("punkter", "moeder"):
        text = client.get(f"/sitemap-{part}.xml").content.decode()
        assert re.search(r"2023-12-05/(punkt-1/)?</loc><lastmod>2024-02-02</lastmod>", text)
        assert client.get(f"/sitemap-{part}.xml")["X-Robots-Tag"].startswith("noindex")
