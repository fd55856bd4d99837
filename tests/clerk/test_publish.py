"""Publishing from the desk: blocked, justified, one or many, at a set time, with four eyes, undone."""

from __future__ import annotations

import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from meetings.clerk.publish import NoSuchMoment, danish_moment
from meetings.filing.planning import NOT_HERE
from meetings.jobs import publish_planned, tell_of_plan
from meetings.models import AuditEntry, Meeting, Municipality, User
from tests.access.people import clerk, logged_in, municipality_admin

from .drafts import BATHS, CLOSED, CPR, CYCLE_PATH, draft, words

pytestmark = pytest.mark.django_db


def at(meeting: Meeting, rest: str = "") -> str:
    return f"/bord/moede/{meeting.pk}/{rest}"


def is_public(meeting: Meeting) -> bool:
    return Client().get(Meeting.objects.get(pk=meeting.pk).get_absolute_url()).status_code == 200


def test_published_and_undone(desk: Client) -> None:
    meeting = draft()
    desk.post(at(meeting, "offentliggoer/"))
    assert is_public(meeting)
    assert "kan fortrydes til kl." in words(desk.get("/bord/"))
    desk.post(at(meeting, "fortryd-offentliggoerelse/"))
    assert not is_public(meeting)
    assert "kan fortrydes til kl." not in words(desk.get("/bord/"))


def test_many_are_published_and_what_is_blocked_stays_with_its_reason(desk: Client) -> None:
    good, blocked = draft(CYCLE_PATH), draft(CPR, date="12-12-2023")
    theirs = draft(BATHS, municipality="Slagelse")
    assert "Noget spærrer" in words(desk.get("/bord/"))
    answer = desk.post("/bord/offentliggoer/", {"moede": [good.pk, blocked.pk, theirs.pk, "x"]}, follow=True)
    assert [is_public(one) for one in (good, blocked, theirs)] == [True, False, False]
    page = words(answer)
    assert "1 møde er offentliggjort" in page
    assert "12-12-2023 er ikke offentliggjort. Holdt tilbage" in page
    assert "Sæt kryds" in words(desk.post("/bord/offentliggoer/", follow=True))


@pytest.mark.parametrize(("point", "code"), [(CPR, "personal_data"), (CLOSED, "text_under_closed")])
def test_a_blocker_is_justified_in_words_that_are_kept(desk: Client, asta: User, point: object, code: str) -> None:
    meeting = draft(point)  # type: ignore[arg-type]
    desk.post(at(meeting, "offentliggoer/"))
    assert not is_public(meeting)
    desk.post(at(meeting, "begrund/"), {"spaerrer": code, "begrundelse": "  "})
    desk.post(at(meeting, "offentliggoer/"))
    assert not is_public(meeting)
    answer = desk.post(at(meeting, "begrund/"), {"spaerrer": code, "begrundelse": "Vurderet med jura."}, follow=True)
    assert "Taget stilling af Asta" in words(answer)
    desk.post(at(meeting, "offentliggoer/"))
    assert is_public(meeting)
    assert AuditEntry.objects.get(reason="Vurderet med jura.").actor_id == asta.pk
    assert Client().get(f"{meeting.get_absolute_url()}versioner/").status_code in (200, 404)


@pytest.mark.parametrize(("room", "told"), [(1, "Og 2 ældre."), (2, "Og 1 ældre."), (3, ""), (4, "")])
def test_the_desk_says_how_many_drafts_it_does_not_show(
    desk: Client, monkeypatch: pytest.MonkeyPatch, room: int, told: str
) -> None:
    for day in ("05-12-2023", "12-12-2023", "19-12-2023"):
        draft(date=day)
    monkeypatch.setattr("meetings.clerk.publish.SHOWN", room)
    page = words(desk.get("/bord/"))
    assert ("19-12-2023" in page, "05-12-2023" in page) == (True, room > 2)
    assert told in page
    assert ("ældre. De kommer frem" in page) == bool(told)


def test_four_eyes(desk: Client, asta: User) -> None:
    Municipality.objects.filter(name="Varde").update(four_eyes=True)
    meeting = draft(actor=asta)
    assert "fire øjne" in words(desk.get(at(meeting)))
    desk.post(at(meeting, "offentliggoer/"))
    assert not is_public(meeting)
    logged_in(clerk("Varde", "bent")).post(at(meeting, "offentliggoer/"))
    assert is_public(meeting)


def test_published_at_its_hour_by_the_worker(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    meeting, other = draft(), draft(date="12-12-2023")
    day = timezone.localdate() + datetime.timedelta(days=3)
    for one in (meeting, other):
        desk.post(at(one, "planlaeg/"), {"dato": day.isoformat(), "klokken": "08:00"})
    meeting.refresh_from_db()
    hour = datetime.datetime.combine(day, datetime.time(8), ZoneInfo("Europe/Copenhagen"))
    assert meeting.publish_at == hour
    assert "kl. 08.00" in words(desk.get("/bord/"))
    desk.post(at(other, "fjern-plan/"))
    publish_planned(0)
    assert not is_public(meeting)
    monkeypatch.setattr(timezone, "now", lambda: hour)
    publish_planned(0)
    assert is_public(meeting)
    assert not is_public(other)


def test_a_plan_that_cannot_be_kept_is_told_at_the_desk_and_by_mail(desk: Client, settings: Any) -> None:
    settings.CAN_MAIL = True
    meeting = draft()
    Meeting.objects.filter(pk=meeting.pk).update(publish_at=timezone.now(), publish_by=User.objects.get())
    meeting.documents.update(warnings=[{"code": "text_under_closed", "message": "Punkt 3", "line": 4, "page": None}])
    publish_planned(0)
    assert not is_public(meeting)
    assert tell_of_plan(meeting.pk)
    assert mail.outbox[0].to == ["asta@varde.example"]
    assert "Der står tekst under et lukket punkt." in mail.outbox[0].body
    assert f"/bord/moede/{meeting.pk}/" in mail.outbox[0].body
    assert "Blev ikke offentliggjort som planlagt" in words(desk.get("/bord/"))
    desk.post(at(meeting, "fjern-plan/"))
    assert "Blev ikke offentliggjort" not in words(desk.get("/bord/"))


@pytest.mark.parametrize(
    ("date", "clock", "utc"),
    [
        ("2027-03-28", "01:59", "2027-03-28T00:59"),
        ("2027-03-28", "03.00", "2027-03-28T01:00"),
        ("2027-10-31", "02:30", "2027-10-31T00:30"),  # which the clock shows twice: the first time
        ("2027-10-31", "03:00", "2027-10-31T02:00"),
    ],
)
def test_hours_are_danish_also_where_the_clock_is_changed(date: str, clock: str, utc: str) -> None:
    assert danish_moment(date, clock).astimezone(datetime.UTC).isoformat()[:16] == utc


@pytest.mark.parametrize(
    ("date", "clock"),
    [("2027-03-28", "02:30"), ("2027-02-30", "08:00"), ("", ""), ("i dag", "8"), ("0001-01-01", "00:00")],
)
def test_what_is_no_hour_is_said_so(desk: Client, date: str, clock: str) -> None:
    with pytest.raises(NoSuchMoment):
        danish_moment(date, clock)
    meeting = draft()
    desk.post(at(meeting, "planlaeg/"), {"dato": date, "klokken": clock})
    meeting.refresh_from_db()
    assert meeting.publish_at is None


def test_an_hour_that_has_passed_is_not_planned(desk: Client) -> None:
    meeting = draft()
    answer = desk.post(at(meeting, "planlaeg/"), {"dato": "2024-01-01", "klokken": "08:00"}, follow=True)
    assert "ligger i fremtiden" in words(answer)


def test_the_municipality_decides_whether_four_eyes_are_wanted(desk: Client, asta: User) -> None:
    place = Municipality.objects.get(name="Varde")
    address = f"/bord/kommune/{place.pk}/"
    boss = logged_in(municipality_admin("Varde"))
    assert boss.get("/bord/kommune/")["Location"] == address
    boss.post(address, {"fire_oejne": "ja"})
    assert AuditEntry.objects.get(action="change").after == {"four_eyes": True}
    meeting = draft(actor=asta)
    desk.post(at(meeting, "offentliggoer/"))
    assert not is_public(meeting)
    assert desk.post(address, {"fire_oejne": "nej"}).status_code == 403
    assert logged_in(municipality_admin("Slagelse")).post(address, {"fire_oejne": "nej"}).status_code == 404
    place.refresh_from_db()
    assert place.four_eyes


@pytest.mark.parametrize("since", [{"role": User.Role.AUDITOR}, {"is_active": False}, {"municipality": "Køge"}])
def test_who_may_not_publish_any_more_publishes_nothing_by_a_plan_of_before(asta: User, since: dict[str, Any]) -> None:
    meeting = draft()
    Meeting.objects.filter(pk=meeting.pk).update(publish_at=timezone.now(), publish_by=asta)
    elsewhere = {key: Municipality.objects.get(name=value) for key, value in since.items() if key == "municipality"}
    User.objects.filter(pk=asta.pk).update(**(since | elsewhere))
    publish_planned(0)
    assert not is_public(meeting)
    colleague = logged_in(clerk("Varde", "bent"))
    assert f"Mødet blev ikke offentliggjort som planlagt. {NOT_HERE}" in words(colleague.get(at(meeting)))
