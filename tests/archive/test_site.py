"""What every answer of the site carries, and what it must not."""

import pytest

pytestmark = pytest.mark.django_db


def test_health_says_whether_the_database_answers(client):
    answer = client.get("/sundhed")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert answer["Cache-Control"] == "no-store"
