"""The pages of the persons that decisions name: who voted how, and who was away."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from meetings.language.names import name_key
from meetings.models import Decision, Municipality
from meetings.models.addresses import path_of

_SEEN = """
    SELECT key, slug FROM meetings_person person WHERE municipality_id = %s AND key = ANY(%s)
        AND EXISTS (SELECT FROM meetings_presence WHERE person_id = person.id)"""


def person_addresses(decisions: Iterable[Decision], municipality: Municipality) -> dict[str, str]:
    """{`name_key`: address of the person's page} of everybody in votes and absences who has a page. One query at most.

    `decisions` come with the absent and the votes (meetings/pages/contents.py).
    """
    printed: set[str] = set()
    for decision in decisions:
        printed.update(decision.absent_names, decision.absent_here)
        printed.update(name for vote in decision.vote_list for name in vote.persons)
    keys = {name_key(name) for name in printed} - {""}
    if not keys:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_SEEN, [municipality.pk, list(keys)])
        return {key: path_of(municipality.slug, "person", slug) for key, slug in cursor.fetchall()}
