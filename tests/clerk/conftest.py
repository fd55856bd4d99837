"""The clerk of the desk's tests, her browser, and the mail server that takes what the desk sends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from meetings.models import User
from tests.access.people import clerk, logged_in
from tests.publish.post import Post, receiving


@pytest.fixture
def asta(db: None) -> User:
    return clerk("Varde")


@pytest.fixture
def desk(asta: User) -> Client:
    return logged_in(asta)


@pytest.fixture
def post(settings: Any) -> Iterator[Post]:
    yield from receiving(settings)
