"""The pages of the persons that decisions name: who voted how, and who was away."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef

from meetings.language.names import name_key
from meetings.models import Decision, Municipality, Person, Presence


def person_addresses(decisions: Iterable[Decision], municipality: Municipality) -> dict[str, str]:
    """{`name_key`: address of the person's page} of everybody in votes and absences who has a page. One query at most.

    `decisions` come with votes fetched, and `with_absent_names`.
    """
    printed: set[str] = set()
    for decision in decisions:
        printed.update(decision.absent_names, decision.absent_here)  # type: ignore[attr-defined]
        printed.update(name for vote in decision.votes.all() for name in vote.persons)
    keys = {name_key(name) for name in printed} - {""}
    if not keys:
        return {}
    seen = Exists(Presence.objects.filter(person=OuterRef("pk")))
    addresses = {}
    for person in Person.objects.filter(seen, municipality=municipality, key__in=keys):
        person.municipality = municipality
        addresses[person.key] = person.get_absolute_url()
    return addresses
