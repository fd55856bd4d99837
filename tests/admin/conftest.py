"""The cast of the admin: an administrator who may do everything, and a member of staff who may only look."""

from __future__ import annotations

import dataclasses

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from meetings.filing.intake import ingest_file
from meetings.models import Item, Meeting, User
from tests.make import make_administrator, make_user
from tests.papers import BATHS, BUDGET, CYCLE_PATH, paper


@pytest.fixture
def boss(db: None) -> User:
    return make_administrator("asta", first_name="Asta", last_name="Krogh")


@pytest.fixture
def staff(client: Client, boss: User) -> Client:
    """A browser in which the administrator is logged in."""
    client.force_login(boss)
    return client


@pytest.fixture
def looker(db: None) -> Client:
    """A browser of somebody who may see everything and change nothing."""
    person = make_user("bent", is_staff=True, role=User.Role.ARCHIVE_ADMIN)
    person.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    browser = Client()
    browser.force_login(person)
    return browser


@pytest.fixture
def meeting(db: None) -> Meeting:
    """Published minutes with three items, as they were read from a document."""
    first = dataclasses.replace(CYCLE_PATH, absent="Bent Holm", attachments=["Kort"])
    ingest_file(paper(first, BATHS, BUDGET), "referat.md", publish=True)
    return Meeting.objects.get()


@pytest.fixture
def item(meeting: Meeting) -> Item:
    return meeting.items.get(number="1")
