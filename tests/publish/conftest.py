"""What the tests of the ways out share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import feedparser
import pytest
from django.test import Client
from lxml import etree

from meetings.filing.indexing import index_meeting
from meetings.models import Item, Meeting
from tests.cast import make_small_archive
from tests.publish import GRAMMAR


@pytest.fixture
def archive(db: None) -> Item:
    """The small archive, in search too."""
    item = make_small_archive()
    for meeting in Meeting.objects.published():
        index_meeting(meeting)
    return item


@pytest.fixture
def feed(client: Client) -> Callable[[str], Any]:
    """`feed("/varde/atom")`: what feedparser reads, of an answer that RFC 4287's grammar and feedparser find valid."""

    def read(address: str) -> Any:
        response = client.get(address)
        assert response.status_code == 200, address
        assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
        GRAMMAR.assertValid(etree.fromstring(response.content))
        parsed = feedparser.parse(response.content)
        assert parsed.bozo == 0, parsed.get("bozo_exception")
        assert parsed.version == "atom10"
        ids = [entry.id for entry in parsed.entries]
        assert len(set(ids)) == len(ids)
        return parsed

    return read
