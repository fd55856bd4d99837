"""What the tests of pages share."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from meetings.models import Item
from tests.cast import make_small_archive


@pytest.fixture
def small_archive(db: None) -> Item:
    return make_small_archive()


@pytest.fixture
def words_of(client: Client) -> Callable[..., str]:
    """`words_of("/om/")`: the words a reader sees on the page, in order, with single spaces."""

    def read(address: str, status: int = 200) -> str:
        response = client.get(address)
        assert response.status_code == status, f"{address} answered {response.status_code}"
        main = response.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
        return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", main)).split())

    return read


@pytest.fixture
def found(client: Client) -> Callable[..., list[str]]:
    """`found("cykelsti", aar=2023)`: the titles that answer a search, in order."""

    def ask(q: str = "", **parameters: Any) -> list[str]:
        response = client.get("/soeg.json", {"q": q, **parameters})
        assert response.status_code == 200
        return [item["title"] for item in response.json()["items"]]

    return ask
