"""What the database itself holds: natural keys, the reference rows, and an audit trail nobody can change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, transaction

from meetings.models import AuditEntry, Case, Committee, Municipality, Party
from tests import make

pytestmark = pytest.mark.django_db


def twice_committee() -> None:
    place = make.make_municipality()
    for name in ("Byrådet", "Byrådet"):
        Committee.objects.create(municipality=place, name=name)


def twice_meeting() -> None:
    make.make_meeting()
    make.make_meeting()


def twice_position() -> None:
    meeting = make.make_meeting()
    make.make_item(meeting, position=1, number="1")
    make.make_item(meeting, position=1, number="2")


def twice_address() -> None:
    meeting = make.make_meeting()
    make.make_item(meeting, slug="1")
    make.make_item(meeting, slug="1")


def twice_case() -> None:
    place = make.make_municipality()
    for number in ("23/1", "23-1"):
        Case.objects.create(municipality=place, number=number, normalised="23-1")


def twice_absent() -> None:
    make.make_decision(make.make_item(), absent=["Bent Holm", "Bent Holm"])


def twice_vote() -> None:
    decision = make.make_decision(make.make_item())
    make.make_vote(decision)
    make.make_vote(decision)


def twice_attending() -> None:
    meeting = make.make_meeting()
    make.make_attendance(meeting)
    make.make_attendance(meeting)


def twice_original() -> None:
    make.make_document(data=b"Referat")
    make.make_document(data=b"Referat")


def twice_version() -> None:
    meeting = make.make_meeting()
    make.make_document(meeting, data=b"a", version=1)
    make.make_document(meeting, data=b"b", version=1)


@pytest.mark.parametrize(
    "twice",
    [
        twice_committee,
        twice_meeting,
        twice_position,
        twice_address,
        twice_case,
        twice_absent,
        twice_vote,
        twice_attending,
        twice_original,
        twice_version,
    ],
)
def test_nothing_stands_twice_under_its_natural_key(twice: Callable[[], None]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        twice()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_98_and_the_parties_are_there_and_sorted_as_danes_sort() -> None:
    names = list(Municipality.objects.filter(invented=False).values_list("name", flat=True))
    assert len(names) == 98
    assert names[0] == "Albertslund"
    assert names[-4:] == ["Ærø", "Aabenraa", "Aalborg", "Aarhus"]
    assert Party.objects.get(letter="Ø").name.startswith("Enhedslisten")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE meetings_auditentry SET reason = 'andet'",
        "DELETE FROM meetings_auditentry",
        "TRUNCATE meetings_auditentry",
    ],
)
def test_the_audit_trail_only_grows(sql: str) -> None:
    AuditEntry.objects.create(action="publish", target="Et møde")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert AuditEntry.objects.get().reason == ""


def test_an_entry_outlives_the_one_who_acted() -> None:
    boss = make.make_administrator()
    entry = AuditEntry.objects.create(action="publish", actor=boss, actor_name="admin")
    boss.delete()
    entry.refresh_from_db()
    assert entry.actor_name == "admin"


def test_every_change_of_the_models_has_its_migration(capsys: Any) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
