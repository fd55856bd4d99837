"""Publishing and withdrawing in the admin: asked first, done in one step, written down."""

from __future__ import annotations

import pytest
from django.test import Client

from meetings.models import AuditEntry, Meeting, SearchItem
from tests.make import make_meeting

pytestmark = pytest.mark.django_db
LIST = "/admin/meetings/meeting/"


def asked(client: Client, act: str, *meetings: Meeting) -> str:
    answer = client.post(LIST, {"action": act, "_selected_action": [meeting.pk for meeting in meetings]})
    return answer.headers["Location"]


def test_many_are_published_after_being_asked(staff: Client) -> None:
    meetings = [make_meeting(date=f"2023-0{month}-01", items=1) for month in (1, 2)]
    address = asked(staff, "publish", *meetings)
    assert "synlige for alle" in staff.get(address).content.decode()
    assert not Meeting.objects.published().exists()
    answer = staff.post(address, {"reason": ""}, follow=True)
    assert "2 møder offentliggjort" in answer.content.decode()
    assert SearchItem.objects.count() == 2


def test_a_withdrawal_asks_for_its_reason(staff: Client, meeting: Meeting) -> None:
    address = asked(staff, "withdraw", meeting)
    assert "errorlist" in staff.post(address, {"reason": ""}).content.decode()
    assert Meeting.objects.get().is_published
    staff.post(address, {"reason": "Indeholdt navne på borgere."})
    assert Meeting.objects.get().withdrawal_reason == "Indeholdt navne på borgere."
    assert not SearchItem.objects.exists()
    assert AuditEntry.objects.first().action == "withdraw"


def test_a_page_leads_to_its_own_publication(staff: Client, meeting: Meeting) -> None:
    page = staff.get(f"{LIST}{meeting.pk}/change/").content.decode()
    assert f"withdraw-flere/?ids={meeting.pk}" in page


def test_nothing_is_done_by_those_who_may_not(looker: Client, client: Client, meeting: Meeting) -> None:
    address = f"{LIST}withdraw-flere/?ids={meeting.pk}"
    assert looker.post(address, {"reason": "x"}).status_code == 403
    assert client.post(address, {"reason": "x"}).status_code == 302
    assert Meeting.objects.get().is_published


def test_nonsense_is_answered_and_harmless(staff: Client, meeting: Meeting) -> None:
    assert staff.get(f"{LIST}delete-flere/?ids={meeting.pk}").status_code == 404
    assert "Ingen møder" in staff.get(f"{LIST}publish-flere/?ids=9999999,x,,").content.decode()


def test_meetings_cannot_be_deleted(staff: Client, meeting: Meeting) -> None:
    assert staff.post(f"{LIST}{meeting.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Meeting.objects.exists()
