"""The address of an item that a later version left out: said so, and nothing of what it said."""

from __future__ import annotations

import dataclasses
import datetime

import pytest
from django.test import Client

from meetings.filing import corrections
from meetings.filing.erasure import erase_item
from meetings.filing.intake import ingest_file
from meetings.models import Item, Meeting, SourceDocument
from tests.make import make_administrator
from tests.papers import BATHS, BUDGET, CYCLE_PATH, Point, paper

pytestmark = pytest.mark.django_db

MEETING = "/varde/teknik-og-miljoeudvalget/2023-12-05/"
PAGE = f"{MEETING}versioner/"
SECRET = "Ansøgeren skylder 40.000 kr. i husleje."
GONE = "Punktet er ikke med i referatet længere"


def test_the_address_of_an_item_that_a_version_left_out_says_so(client: Client) -> None:
    ingest_file(paper(CYCLE_PATH, dataclasses.replace(BATHS, text=SECRET), BUDGET), "a.md", publish=True)
    ingest_file(paper(CYCLE_PATH, BUDGET), "b.md")
    SourceDocument.objects.filter(version=2).update(received_at=datetime.datetime(2024, 2, 1, 12, tzinfo=datetime.UTC))
    ingest_file(paper(CYCLE_PATH, BUDGET, Point("Eventuelt")), "c.md")
    answer = client.get(f"{MEETING}punkt-2/")
    page = answer.content.decode()
    assert answer.status_code == 410
    assert GONE in page
    assert "sendte en ny version den 1. februar 2024, og siden den" in page
    assert f'href="{MEETING}"' in page
    assert f'href="{PAGE}"' in page
    for word in (BATHS.title, "husleje", "23/2200"):
        assert word not in page, word
    assert client.get(f"{MEETING}punkt-3/").status_code == 200  # the item that moved up keeps its address
    assert client.get(f"{MEETING}punkt-9/").status_code == 404  # there never was one
    ingest_file(paper(CYCLE_PATH, BATHS, BUDGET), "d.md")
    assert client.get(f"{MEETING}punkt-2/").status_code == 200


def test_an_item_that_a_person_took_away_is_told_without_a_version(client: Client) -> None:
    ingest_file(paper(), "a.md", publish=True)
    corrections.remove_row(Item.objects.get(number="2"), actor=None)
    answer = client.get(f"{MEETING}punkt-2/")
    assert answer.status_code == 410
    assert GONE in answer.content.decode()
    assert "ny version" not in answer.content.decode()


def test_what_is_withdrawn_erased_or_no_reader_may_know_of_is_told_as_before(client: Client) -> None:
    ingest_file(paper(), "a.md", publish=True)
    erase_item(Item.objects.get(number="2"), actor=make_administrator("boss"), reason="Navn.")
    assert "er slettet" in client.get(f"{MEETING}punkt-2/").content.decode()
    ingest_file(paper(CYCLE_PATH), "b.md")
    Meeting.objects.update(status="withdrawn", withdrawal_reason="Fejl.")
    assert "trukket tilbage" in client.get(f"{MEETING}punkt-3/").content.decode()
    Meeting.objects.update(status="draft")
    assert client.get(f"{MEETING}punkt-3/").status_code == 404
