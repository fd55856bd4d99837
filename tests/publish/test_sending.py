"""What followers are told, when, and how often: mails through a real SMTP server."""

from __future__ import annotations

import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from procrastinate.contrib.django import app

from meetings.filing.publishing import publish, undo_publish, withdraw
from meetings.models import Meeting, Subscription
from meetings.publish.following import sending
from tests.make import make_item, make_meeting
from tests.publish.followers import SEARCH, WHO, corrected, later, new_item, ours
from tests.publish.post import Post, html_of, text_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_committee_is_told_of_by_meetings(follow, post: Post):
    make_meeting("Byrådet", "2020-01-01", published=True)
    follow("/foelg/udvalg/varde/byraadet/")
    new_item()
    new_item(committee="Andet udvalg")
    assert later() == 1
    assert post.mails[-1]["Subject"] == "1 ny: Byrådet, Varde Kommune"
    assert "Referat: Byrådet, Varde, 6. februar 2024" in text_of(post.mails[-1])
    assert "1 punkt" in text_of(post.mails[-1])


def test_a_case_is_told_of_in_its_own_municipality(follow, post: Post):
    new_item(case_number="23/77")
    follow("/foelg/sag/varde/23-77/")
    new_item("Cykelsti igen", case_number="23/77", closed=True, decision="Hemmelig")
    new_item("En anden", case_number="23/77", municipality="Aabenraa")
    assert later() == 1
    assert "Cykelsti igen" in text_of(post.mails[-1])
    assert "Hemmelig" not in text_of(post.mails[-1]) + html_of(post.mails[-1])
    assert "En anden" not in text_of(post.mails[-1])


def test_what_is_undone_at_the_desk_is_told_to_nobody(follow, post: Post):
    make_meeting("Byrådet", "2020-01-01", published=True)
    follow("/foelg/udvalg/varde/byraadet/")
    item = new_item()
    assert sending.send_mails(timezone.now() + datetime.timedelta(minutes=10)) == 0
    undo_publish(item.meeting, actor=None)
    assert later() == 0


@pytest.mark.parametrize("what", [SEARCH, "/foelg/udvalg/varde/byraadet/", "/foelg/sag/varde/23-77/"])
def test_a_correction_and_a_withdrawal_are_told_of_once(follow, post: Post, what: str):
    item = new_item(case_number="23/77")
    follow(what)
    assert later() == 0
    corrected(timezone.now() + datetime.timedelta(minutes=3))
    assert later(minutes=5) == 1
    assert post.mails[-1]["Subject"].startswith("1 rettet: ")
    assert later(minutes=10) == 0
    withdraw(Meeting.objects.get(pk=item.meeting_id), actor=None, reason="Forkert fil")
    Meeting.objects.update(withdrawn_at=timezone.now() + datetime.timedelta(minutes=12))
    assert later(minutes=15) == 1
    assert post.mails[-1]["Subject"].strip().startswith("1 trukket tilbage: ")
    assert "Forkert fil" in text_of(post.mails[-1])
    assert "Cykelsti ved Skolevej" not in text_of(post.mails[-1])
    assert later(minutes=20) == 0


def test_a_withdrawal_is_told_only_to_those_whose_search_it_answered(follow, post: Post):
    shown = new_item("Ny cykelsti", text="Langs Skolevej.", decision="Udsat.", outcome="postponed")
    new_item("Ny sti", text="Ingen cykler.")
    follow("/foelg/soegning/?q=cykelstier+skolevej&udfald=udsat")
    follow("/foelg/soegning/?q=cykelsti+-skolevej", who="b@example.dk")
    follow("/foelg/soegning/?q=cykelsti&udfald=godkendt", who="c@example.dk")
    later()
    for meeting in Meeting.objects.all():
        withdraw(meeting, actor=None, reason="Fejl")
    Meeting.objects.update(withdrawn_at=timezone.now() + datetime.timedelta(minutes=3))
    post.to.clear()
    assert later(minutes=5) == 1
    assert post.to == [WHO]
    assert shown.meeting.get_absolute_url() in text_of(post.mails[-1])


@pytest.mark.parametrize(("frequency", "days"), [("daily", 1), ("weekly", 7)])
def test_daily_and_weekly_mails_wait_for_their_hour(follow, post: Post, frequency: str, days: int):
    follow(frequency=frequency)
    new_item()
    hour = sending.due_before(frequency, timezone.now()) + datetime.timedelta(days=days)
    assert sending.send_mails(hour + sending.LAG - datetime.timedelta(seconds=1)) == 0
    assert sending.send_mails(hour + sending.LAG + datetime.timedelta(seconds=1)) == 1
    corrected(hour + datetime.timedelta(minutes=5))
    assert sending.send_mails(hour + datetime.timedelta(days=days) - datetime.timedelta(hours=1)) == 0
    assert sending.send_mails(hour + datetime.timedelta(days=days, hours=1)) == 1
    assert [mail["Subject"].strip()[:6] for mail in post.mails] == ["1 ny: ", "1 rett"]


def test_hours_of_posting():
    when = datetime.datetime(2026, 11, 25, 6, 59, tzinfo=ZoneInfo("Europe/Copenhagen"))  # a Wednesday
    assert f"{sending.due_before('daily', when):%d %H:%M}" == "24 07:00"
    assert f"{sending.due_before('daily', when + datetime.timedelta(minutes=1)):%d %H:%M}" == "25 07:00"
    assert f"{sending.due_before('weekly', when):%A %d %H:%M}" == "Monday 23 07:00"
    assert sending.due_before("at_once", when) == when


def test_a_long_mail_is_cut_and_says_so(follow, post: Post, monkeypatch: pytest.MonkeyPatch):
    from meetings.publish.following import mails

    monkeypatch.setattr(mails, "MOST_ENTRIES", 2)
    follow()
    meeting = make_meeting("Byrådet", "2024-02-06")
    for number in range(5):
        make_item(meeting, title=f"Cykelsti {number}")
    publish(meeting, actor=None)
    later()
    assert post.mails[-1]["Subject"].startswith("5 nye: ")
    assert text_of(post.mails[-1]).count("/punkt-") == 2
    assert "Der er 3 mere" in text_of(post.mails[-1])


def test_a_run_sends_so_many_and_the_next_goes_on(follow, post: Post, monkeypatch: pytest.MonkeyPatch):
    for number in range(3):
        follow(who=f"{number}@example.dk")
    new_item()
    monkeypatch.setattr(sending, "MOST_MAILS", 2)
    post.to.clear()
    assert later() == 2
    assert later(minutes=3) == 1
    assert sorted(post.to) == ["0@example.dk", "1@example.dk", "2@example.dk"]


def test_hostile_titles_are_text_in_both_halves_and_add_no_headers(follow, post: Post):
    make_meeting("Byrådet", "2020-01-01", published=True)
    follow("/foelg/soegning/?q=cykelsti%0ABcc:+x@example.com")
    follow()
    new_item("<script>alert(1)</script> & Cykelsti\nBcc: ond@example.com")
    later()
    told = post.mails[-1]
    assert told["Bcc"] is None
    assert "<script>alert(1)</script> & Cykelsti" in text_of(told)
    assert "&lt;script&gt;" in html_of(told)
    assert "<script" not in html_of(told)
    assert post.to.count(WHO) == 3


def test_an_address_that_does_not_exist_goes_after_two_tries(follow, post: Post, caplog: pytest.LogCaptureFixture):
    follow()
    follow("/foelg/soegning/?q=cykelsti", who="optaget@example.dk")
    post.refuse = {WHO: "550 no such user", "optaget@example.dk": "451 try again"}
    new_item()
    assert later() == 0
    assert Subscription.objects.get(email=WHO).state == "refused"
    del post.refuse["optaget@example.dk"]
    assert later(minutes=3) == 1  # that server was busy; nothing is lost
    corrected(timezone.now() + datetime.timedelta(minutes=5))
    assert later(minutes=10) == 1
    assert [row.email for row in Subscription.objects.all()] == ["optaget@example.dk"]
    assert "a mail was refused: [550]" in ours(caplog)
    assert "example.dk" not in ours(caplog)


def test_a_mail_server_that_is_down_loses_nothing(follow, post: Post, caplog: pytest.LogCaptureFixture, settings: Any):
    follow()
    new_item()
    working, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    assert later() == 0
    assert "the mail server cannot be used: ConnectionRefusedError" in ours(caplog)
    assert "@" not in ours(caplog)
    settings.EMAIL_PORT = working
    assert later(minutes=3) == 1


def test_the_worker_knows_the_job_by_its_name():
    from meetings.jobs import send_mails
    from meetings.publish.following.signing_up import SEND_MAILS

    assert send_mails.name == SEND_MAILS
    assert SEND_MAILS in {periodic.task.name for periodic in app.periodic_registry.periodic_tasks.values()}


def test_no_log_names_an_address(follow, post: Post, caplog: pytest.LogCaptureFixture):
    caplog.set_level("DEBUG")
    leave = follow()
    new_item()
    later()
    said = ours(caplog)
    assert "mails sent" in said
    assert WHO not in said
    assert leave.split("=")[1] not in said
    assert str(Subscription.objects.get()).startswith("abonnement ")


def test_many_followers_cost_little_where_nothing_happened(db: None, django_assert_max_num_queries):
    for number in range(30):
        Subscription.objects.create(
            email=f"{number}@example.dk", kind="search", target="q=cykelsti", state="active", frequency="at_once",
            told_until=timezone.now(),
        )  # fmt: skip
    with django_assert_max_num_queries(10):  # one of them reads the places anew
        assert later() == 0
