"""A database that is too slow: numbers are left out before the page is, and the page says so before it breaks."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from meetings.search import query
from meetings.search.conditions import Condition
from tests.make import make_found

pytestmark = pytest.mark.django_db(transaction=True)
SLEEP = Condition("SELECT pg_sleep(20)")


def test_when_counting_is_late_the_results_still_come(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    make_found("Cykelsti langs vejen")
    monkeypatch.setattr(query, "count", lambda *_: query.fetch(SLEEP, ms=100))
    page = client.get("/soeg/?q=cykelsti")
    assert page.status_code == 200
    text = page.content.decode()
    assert "Mindst 1 punkt" in text
    assert "vi ikke nåede at tælle" in text
    assert 'class="hit"' in text
    answer = client.get("/soeg.json?q=cykelsti").json()
    assert (answer["total"], answer["exact"], answer["facets"]) == (None, False, {})
    assert len(answer["items"]) == 1


def test_when_the_order_is_late_the_newest_come(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for day in ("01", "03", "02"):
        make_found(f"Cykelsti nummer {day}", date=f"2023-05-{day}")
    monkeypatch.setattr(query, "FIND_MS", 100)
    monkeypatch.setattr(query, "_best", lambda *_, **__: SLEEP)
    found = client.get("/soeg.json?q=cykelsti ELLER -grus").json()["items"]
    assert [item["title"][-2:] for item in found] == ["03", "02", "01"]


def test_when_even_the_page_is_late_it_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(query, "FIND_MS", 100)
    monkeypatch.setattr(query._Newest, "sql", lambda _: SLEEP)
    make_found("Cykelsti")
    page = client.get("/soeg/?q=cykelsti&sort=nyeste")
    assert page.status_code == 503
    assert "Søgningen tog for lang tid" in page.content.decode()
    assert client.get("/soeg.json?q=cykelsti&sort=nyeste").status_code == 503
    monkeypatch.undo()
    assert client.get("/soeg/?q=cykelsti").status_code == 200


def test_the_limit_is_the_searchs_own(client: Client) -> None:
    """What comes after a search on the same connection runs under the limits it had before."""
    from django.db import connection

    def limit() -> Any:
        with connection.cursor() as cursor:
            cursor.execute("SHOW statement_timeout")
            return cursor.fetchone()[0]

    before = limit()
    client.get("/soeg/?q=cykelsti")
    assert limit() == before
