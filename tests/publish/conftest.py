"""What the tests of the ways out share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import feedparser
import pytest
from django.test import Client
from lxml import etree

from meetings.filing.indexing import index_meeting
from meetings.models import Item, Meeting, Subscription
from tests.cast import make_small_archive
from tests.publish import GRAMMAR
from tests.publish.followers import SEARCH, WHO, link_in, work
from tests.publish.post import Post, receiving, text_of


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


@pytest.fixture
def post(settings: Any) -> Iterator[Post]:
    yield from receiving(settings)


@pytest.fixture
def follow(client: Client, post: Post) -> Callable[..., str]:
    """`follow(address)`: signed up and confirmed as a reader does it; gives the link that leaves."""

    def go(address: str = SEARCH, *, who: str = WHO, frequency: str = "at_once") -> str:
        assert client.post(address, {"email": who, "frequency": frequency}).status_code == 302
        work()
        client.post(link_in(text_of(post.mails.pop()), "bekraeft"))
        row = Subscription.objects.of(who).latest("pk")
        assert row.state == "active"
        return f"/foelg/afmeld/?n={row.token}"

    return go
