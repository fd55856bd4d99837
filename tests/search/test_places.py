"""Places are kept from one search to the next, and never a moment too long."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest
from django.db import connection, transaction

from meetings.filing.indexing import index_meeting
from meetings.models import Committee, Municipality
from meetings.search.hits import hits
from meetings.search.marking import Marker
from meetings.search.places import Places, all_places
from meetings.search.question import read
from tests.make import make_committee, make_item, make_meeting

pytestmark = pytest.mark.django_db


def test_a_change_by_anybody_is_there_at_the_next_search(django_assert_num_queries: Any) -> None:
    """By queries that pass the models by, as another process does."""
    body = make_committee("Økonomiudvalget", "Varde")
    places = all_places()
    with django_assert_num_queries(1):
        assert all_places() is places
    Committee.objects.filter(pk=body.pk).update(name="Økonomi- og Erhvervsudvalget")
    assert all_places().committees[body.pk].name == "Økonomi- og Erhvervsudvalget"
    Municipality.objects.filter(name="Varde").update(slug="varde-ny")
    assert "varde-ny" in all_places().ids_of_municipality
    Committee.objects.filter(pk=body.pk).delete()
    assert body.pk not in all_places().committees


@pytest.mark.django_db(transaction=True)
def test_what_others_write_is_seen_when_it_stands() -> None:
    """Not before, and not what was taken back, by another process or by our own transaction."""
    body = make_committee("Økonomiudvalget", "Varde")
    name = f"UPDATE meetings_committee SET name = %s WHERE id = {body.pk}"

    def told() -> str:
        return all_places().committees[body.pk].name

    assert told() == "Økonomiudvalget"
    with psycopg.connect(connection.connection.info.dsn) as other:
        other.execute(name, ["Teknik"])
        assert told() == "Økonomiudvalget"
        other.rollback()
        assert told() == "Økonomiudvalget"
        other.execute(name, ["Teknik og Miljø"])
        other.commit()
        assert told() == "Teknik og Miljø"
        with transaction.atomic(), connection.cursor() as cursor:
            for new in ("Klima", "Klima og Natur"):
                cursor.execute(name, [new])
                assert told() == new
            transaction.set_rollback(True)
        assert told() == "Teknik og Miljø"


def test_a_body_that_was_not_there_a_moment_ago_is_told_with_its_items() -> None:
    meeting = make_meeting("Økonomiudvalget", municipality="Varde", published=True)
    item = make_item(meeting, title="Budget")
    index_meeting(meeting)
    (hit,) = hits({item.pk: 1}, Marker(read("budget")), Places())
    assert (hit.municipality.name, hit.committee.name) == ("Varde", "Økonomiudvalget")
    assert hit.address == item.get_absolute_url()
