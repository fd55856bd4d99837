"""Who may do what: the roles bound to a municipality see nothing of another."""

from __future__ import annotations

import pytest
from django.test import Client

from meetings.access import Action, may, within
from meetings.models import Meeting, Municipality, User
from tests.make import make_meeting

pytestmark = pytest.mark.django_db


def user(role: str, municipality: Municipality | None = None) -> User:
    return User.objects.create_user(
        role, f"{role}@example.org", "et langt kodeord", role=role, municipality=municipality
    )


def test_a_clerk_sees_her_own_municipality_alone() -> None:
    own, other = make_meeting(municipality="Varde"), make_meeting(municipality="Slagelse")
    clerk = user(User.Role.CLERK, own.committee.municipality)
    assert list(within(Meeting.objects.all(), clerk, Action.PUBLISH)) == [own]
    assert may(clerk, Action.PUBLISH, own.committee.municipality)
    assert not may(clerk, Action.PUBLISH, other.committee.municipality)
    assert not may(clerk, Action.ERASE, own.committee.municipality)


def test_an_archive_administrator_sees_all_and_an_auditor_no_drafts() -> None:
    meeting = make_meeting(municipality="Varde")
    assert list(within(Meeting.objects.all(), user(User.Role.ARCHIVE_ADMIN), Action.ERASE)) == [meeting]
    auditor = user(User.Role.AUDITOR, meeting.committee.municipality)
    assert not within(Meeting.objects.all(), auditor, Action.SEE_DESK).exists()
    assert may(auditor, Action.READ_AUDIT, meeting.committee.municipality)


def test_a_clerk_without_a_municipality_may_nothing() -> None:
    meeting = make_meeting(municipality="Varde")
    assert not within(Meeting.objects.all(), user(User.Role.CLERK), Action.SEE_DESK).exists()
    assert not may(user(User.Role.MUNICIPALITY_ADMIN), Action.ERASE, meeting.committee.municipality)


def test_the_desk_asks_who_you_are(client: Client) -> None:
    assert client.get("/bord/").status_code == 302
    client.force_login(user(User.Role.AUDITOR))
    assert client.get("/bord/").status_code == 403
