"""Filing costs the same few queries however long an agenda is."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from meetings.filing import corrections
from meetings.filing.intake import ingest_file
from meetings.models import Item, Meeting, SearchItem
from tests.papers import CYCLE_PATH, paper

pytestmark = pytest.mark.django_db

Counter = Callable[..., Any]


def agenda(points: int, decision: str = "Godkendt.") -> bytes:
    more = {"absent": "Bent Holm", "attachments": ["Kort", "Notat"], "decision": decision}
    return paper(
        *(
            dataclasses.replace(CYCLE_PATH, title=f"Sag om vej nummer {n}", case=f"23/{1000 + n}", **more)
            for n in range(points)
        )
    )


@pytest.mark.parametrize("points", [5, 20, 40])
def test_a_new_document_takes_some_thirty_queries(django_assert_max_num_queries: Counter, points: int) -> None:
    with django_assert_max_num_queries(34):
        ingest_file(agenda(points), "a.md")
    assert Item.objects.count() == points


@pytest.mark.parametrize("points", [5, 40])
def test_published_at_once_it_is_not_read_again(django_assert_max_num_queries: Counter, points: int) -> None:
    with django_assert_max_num_queries(49):
        ingest_file(agenda(points), "a.md", publish=True)
    assert SearchItem.objects.count() == points


@pytest.mark.parametrize("points", [5, 40])
def test_publishing_adds_the_same_few(django_assert_max_num_queries: Counter, points: int) -> None:
    ingest_file(agenda(points), "a.md")
    with django_assert_max_num_queries(38):
        ingest_file(agenda(points), "a.md", publish=True)
    assert SearchItem.objects.count() == points


def test_a_new_version_with_a_change_in_every_item_is_no_dearer(django_assert_max_num_queries: Counter) -> None:
    ingest_file(agenda(20), "a.md", publish=True)
    with django_assert_max_num_queries(68):
        ingest_file(agenda(20, "Udsat."), "b.md")
    assert Meeting.objects.get().corrected_at is not None


def test_the_same_bytes_again_take_next_to_none(django_assert_max_num_queries: Counter) -> None:
    ingest_file(agenda(20), "a.md")
    with django_assert_max_num_queries(3):
        ingest_file(agenda(20), "a.md")


def test_a_correction_does_not_grow_with_the_agenda(django_assert_max_num_queries: Counter) -> None:
    ingest_file(agenda(20), "a.md", publish=True)
    item = Item.objects.first()
    with django_assert_max_num_queries(52):
        corrections.correct(item, {"title": "Noget andet"}, actor=None)
