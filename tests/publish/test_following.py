"""From the form to the last mail: signing up, confirming, leaving, through a real SMTP server and the worker."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django import app

from meetings.filing.publishing import publish, withdraw
from meetings.models import Item, Meeting, Subscription
from meetings.publish.following import sending
from tests.make import make_item, make_meeting
from tests.publish.post import Post, html_of, text_of

pytestmark = pytest.mark.django_db(transaction=True)

WHO = "lise.laeser@example.dk"
SEARCH = "/foelg/soegning/?q=cykelsti&kommune=varde"


@pytest.fixture
def post(settings: Any) -> Iterator[Post]:
    server = Post()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.start()
    settings.SITE_URL = "http://testserver"
    yield server
    server.stop()


@pytest.fixture
def follow(client: Client, post: Post) -> Callable[..., str]:
    """`follow(address)`: signed up and confirmed as a reader does it; gives the link that leaves."""

    def go(address: str = SEARCH, *, who: str = WHO, frequency: str = "at_once") -> str:
        assert client.post(address, {"email": who, "frequency": frequency}).status_code == 302
        work()
        client.post(link_in(text_of(post.mails.pop()), "bekraeft"))
        row = Subscription.objects.of(who).latest("pk")
        assert row.state == "active"
        return f"/foelg/afmeld/?n={row.token}"

    return go


def work() -> None:
    """The worker does what waits for it."""
    with app.replace_connector(app.connector.get_worker_connector()) as worker:  # type: ignore[attr-defined]
        worker.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)


def later(**span: int) -> int:
    """A run of the post some time from now."""
    return sending.send_mails(timezone.now() + datetime.timedelta(**span or {"minutes": 2}))


def ours(caplog: pytest.LogCaptureFixture) -> str:
    """What the site logged; the test's own mail server tells what it received."""
    records = [record for record in caplog.records if record.name != "mail.log"]
    return "\n".join(f"{record.getMessage()} {vars(record)}" for record in records)


def link_in(text: str, which: str) -> str:
    found = re.search(rf"http://testserver(/foelg/{which}/\S+)", text)
    assert found, text
    return found.group(1)


def new_item(title: str = "Cykelsti ved Skolevej", *, committee: str = "Byrådet", **fields: Any) -> Item:
    """Published now."""
    sequence = Meeting.objects.count() + 1
    meeting = make_meeting(committee, "2024-02-06", sequence=sequence, municipality=fields.pop("municipality", "Varde"))
    item = make_item(meeting, title=title, **fields)
    item.meeting = publish(meeting, actor=None)
    return item


def test_a_reader_signs_up_confirms_and_is_told(client: Client, post: Post):
    assert "”cykelsti” i Varde" in client.get(SEARCH).content.decode()
    answer = client.post(SEARCH, {"email": WHO, "frequency": "at_once"}, follow=True)
    assert "Tjek din indbakke" in answer.content.decode()
    assert WHO not in answer.content.decode()
    work()
    (asked,) = post.mails
    assert post.to == [WHO]
    assert asked["Subject"] == "Bekræft: Søgning: ”cykelsti” i Varde"
    link = link_in(text_of(asked), "bekraeft")
    assert link in html_of(asked).replace("&amp;", "&")
    assert Subscription.objects.get().state == "pending"

    assert "Vil du følge" in client.get(link).content.decode()  # a mail scanner gets no further than this
    assert Subscription.objects.get().state == "pending"
    assert "Du følger nu" in client.post(link).content.decode()

    new_item(decision="Godkendt med bemærkning.")
    new_item("Noget andet")
    new_item(municipality="Aabenraa")
    assert later() == 1
    told = post.mails[-1]
    assert told["Subject"] == "1 ny: Søgning: ”cykelsti” i Varde"
    assert "Cykelsti ved Skolevej" in text_of(told)
    assert "Godkendt med bemærkning." in text_of(told)
    assert "http://testserver/varde/byraadet/2024-02-06" in text_of(told)
    assert later(minutes=9) == 0


def test_mails_can_be_ended_with_one_click(follow, client: Client, post: Post):
    follow()
    new_item()
    later()
    told = post.mails[-1]
    assert told["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = told["List-Unsubscribe"].strip(" <>")
    assert told["Auto-Submitted"] == "auto-generated"
    strict = Client(enforce_csrf_checks=True)  # a mail program has no cookie of ours
    assert "Vil du stoppe" in strict.get(address).content.decode()
    assert Subscription.objects.count() == 1
    answer = strict.post(address, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert not answer.cookies
    assert not Subscription.objects.exists()
    assert strict.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    new_item()
    assert later() == 0


def test_all_of_an_address_can_be_deleted_at_once_and_nobody_elses(follow, client: Client):
    follow("/foelg/soegning/?q=skole")
    follow(who="anden@example.dk")
    leave = follow()
    assert "1 anden ting" in client.get(leave).content.decode()
    assert "Alt om din adresse er slettet" in client.post(leave, {"alt": "1"}).content.decode()
    assert [row.email for row in Subscription.objects.all()] == ["anden@example.dk"]


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


@pytest.mark.parametrize("what", [SEARCH, "/foelg/udvalg/varde/byraadet/", "/foelg/sag/varde/23-77/"])
def test_a_correction_and_a_withdrawal_are_told_of_once(follow, post: Post, what: str):
    item = new_item(case_number="23/77")
    follow(what)
    assert later() == 0
    Meeting.objects.update(corrected_at=timezone.now() + datetime.timedelta(minutes=3))
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


def test_daily_and_weekly_mails_wait_for_their_hour(follow, post: Post):
    follow(frequency="daily")
    follow(frequency="weekly", who="uge@example.dk")
    new_item()
    post.to.clear()
    sent = {
        day: sending.send_mails(timezone.localtime().replace(hour=8) + datetime.timedelta(days=day))
        for day in range(1, 9)
    }
    assert sent[1] >= 1
    assert sum(sent.values()) == 2  # nothing new came after the first
    assert sorted(post.to) == [WHO, "uge@example.dk"]


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


def test_an_address_gets_few_mails_however_often_it_is_typed(client: Client, post: Post):
    for number in range(9):
        answer = client.post(f"/foelg/soegning/?q=ord{number}", {"email": WHO.upper(), "frequency": "daily"})
        assert answer.status_code == 302
    work()
    assert len(post.mails) == 5
    Subscription.objects.update(created_at=timezone.now() - datetime.timedelta(days=1, minutes=1), state="active")
    for _ in range(25):
        Subscription.objects.create(email=WHO, kind="search", target="", state="active")
    Subscription.objects.update(created_at=timezone.now() - datetime.timedelta(days=2))
    client.post("/foelg/soegning/?q=nyt", {"email": WHO, "frequency": "daily"})
    assert not Subscription.objects.filter(target="q=nyt").exists()


def test_what_is_never_confirmed_is_deleted_and_its_link_ends(client: Client, post: Post):
    client.post(SEARCH, {"email": WHO, "frequency": "daily"})
    work()
    link = link_in(text_of(post.mails[-1]), "bekraeft")
    forged = link[:-1] + ("a" if link[-1] != "a" else "b")
    assert client.post(forged).status_code == 404
    assert later(days=1) == 0
    assert Subscription.objects.count() == 1
    Subscription.objects.update(created_at=timezone.now() - datetime.timedelta(days=3))
    later()
    assert not Subscription.objects.exists()
    assert client.post(link).status_code == 404


def test_following_the_same_again_changes_how_often(follow):
    follow(frequency="weekly")
    follow(frequency="daily")
    assert [row.frequency for row in Subscription.objects.all()] == ["daily"]


def test_an_address_that_does_not_exist_goes_after_two_tries(follow, post: Post, caplog: pytest.LogCaptureFixture):
    follow()
    follow("/foelg/soegning/?q=cykelsti", who="optaget@example.dk")
    post.refuse = {WHO: "550 no such user", "optaget@example.dk": "451 try again"}
    new_item()
    assert later() == 0
    assert Subscription.objects.get(email=WHO).state == "refused"
    del post.refuse["optaget@example.dk"]
    assert later(minutes=3) == 1  # that server was busy; nothing is lost
    Meeting.objects.update(corrected_at=timezone.now() + datetime.timedelta(minutes=5))
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


def test_bad_answers_are_explained(client: Client, db: None):
    answer = client.post(SEARCH, {"email": "ikke en adresse", "frequency": "hver time"})
    assert answer.status_code == 422
    assert "Det ligner ikke en e-mailadresse" in answer.content.decode()
    assert "Vælg hvor ofte" in answer.content.decode()
    assert not Subscription.objects.exists()
    for nothing in ("/foelg/udvalg/varde/intet/", "/foelg/sag/varde/23-1/", "/foelg/andet/"):
        assert client.get(nothing).status_code == 404
    assert client.get("/foelg/bekraeft/?n=x").status_code == 404
    assert client.get("/foelg/afmeld/?n=x").status_code == 200


def test_pages_of_following_are_kept_by_nobody(follow, client: Client):
    leave = follow()
    for address in (SEARCH, leave, "/foelg/sendt/", "/foelg/bekraeft/?n=x"):
        answer = client.get(address)
        assert answer["Cache-Control"] == "no-store"
        assert answer["Referrer-Policy"] == "same-origin"
        assert answer["X-Robots-Tag"] == "noindex"
    assert "Disallow: /foelg/" in client.get("/robots.txt").content.decode()


def test_the_form_alone_has_a_cookie_and_wants_it_back(db: None):
    reader = Client(enforce_csrf_checks=True)
    for address in ("/", "/soeg/", "/foelg/sendt/", "/foelg/bekraeft/?n=x", "/foelg/afmeld/?n=x"):
        assert not reader.get(address).cookies, address
    assert reader.get(SEARCH).cookies
    assert reader.post(SEARCH, {"email": WHO, "frequency": "daily"}).status_code == 403


def test_a_site_without_a_mail_server_says_so(client: Client, db: None, settings: Any):
    settings.CAN_MAIL = False
    page = client.get(SEARCH).content.decode()
    assert "kan ikke sende mail" in page
    assert "/soeg.atom?q=cykelsti" in page
    client.post(SEARCH, {"email": WHO, "frequency": "daily"})
    assert not Subscription.objects.exists()


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
    with django_assert_max_num_queries(9):
        assert later() == 0
