"""What the tests of pages share."""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client, override_settings

from meetings.models import Item, Meeting, SourceDocument
from tests.cast import make_small_archive


@pytest.fixture(scope="module")
def kept_archive(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[int, Path]]:
    """The small archive, made once for all tests of a file: its item with everything, and where its originals lie.

    A file asks for it with `pytestmark`, so that each of its tests, in whatever order, finds the archive as it was
    made: a test's changes are undone after it, and the archive after the last of them.
    """
    originals = tmp_path_factory.mktemp("originals")
    with django_db_blocker.unblock():
        around = transaction.atomic()
        around._from_testcase = True  # as Django's own tests do: what insists on a transaction of its own may run
        around.__enter__()
        with override_settings(ORIGINALS_DIR=originals):
            made = make_small_archive().pk
        connection.check_constraints()  # now: a table with checks still to come could not be altered by a test
    yield made, originals
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


@pytest.fixture
def small_archive(request: pytest.FixtureRequest, db: None, settings: Any) -> Item:
    if "kept_archive" not in request.fixturenames:
        return make_small_archive()
    made, originals = request.getfixturevalue("kept_archive")
    shutil.copytree(originals, settings.ORIGINALS_DIR, dirs_exist_ok=True)
    return Item.objects.get(pk=made)


@pytest.fixture
def no_meetings(db: None) -> None:
    """For a test that makes its own ones, in a file whose others share the small archive."""
    SourceDocument.objects.all().delete()
    Meeting.objects.all().delete()


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
