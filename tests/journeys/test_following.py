"""A search is followed by mail, first to last: a browser, the worker as a process of its own, a real mail server."""

from __future__ import annotations

import datetime
import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site
from django.db import connection
from django.db.models import F
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from meetings.filing import corrections
from meetings.filing.publishing import withdraw
from meetings.models import Item, Meeting, Subscription
from meetings.publish.following.signing_up import SEND_MAILS
from tests.filing.test_kill import database_url, one, until
from tests.publish.followers import WHO, new_item
from tests.publish.post import Post, html_of, receiving, text_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

UNDONE = f"SELECT count(*) FROM procrastinate_jobs WHERE task_name = '{SEND_MAILS}' AND status IN ('todo', 'doing')"


@pytest.fixture
def post(settings: Any) -> Iterator[Post]:
    yield from receiving(settings)


@pytest.fixture
def worker(live_server: Any, post: Post, settings: Any, tmp_path: Path) -> Iterator[None]:
    """As a site has it: it knows nothing of this test but the database, the mail server and the site's address."""
    settings.SITE_URL = live_server.url
    places = {
        "DATABASE_URL": database_url(),
        "DATA_DIR": str(tmp_path),
        "ORIGINALS_DIR": str(site.ORIGINALS_DIR),
        "EMAIL_URL": f"smtp://127.0.0.1:{site.EMAIL_PORT}",
        "SITE_URL": live_server.url,
    }
    command = [sys.executable, str(site.BASE_DIR / "manage.py"), "procrastinate", "worker"]
    run = subprocess.Popen(command, env={**os.environ, **places}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    yield
    run.terminate()
    run.wait(timeout=60)


def test_a_search_is_followed_told_of_once_each_time_and_left(
    worker: None, post: Post, browser_page: Callable[..., Any], live_server: Any
) -> None:
    new_item("Cykelsti fra før")
    page = browser_page(390, javascript=False)
    page.goto("/soeg/?q=cykelsti&kommune=varde")
    page.get_by_role("link", name="Følg med mail").click()
    page.get_by_label("Din e-mailadresse").fill(WHO)
    page.get_by_label("Med det samme").check()
    page.get_by_role("button", name="Send mig en mail").click()
    page.get_by_role("heading", name="Tjek din indbakke").wait_for()

    asked = nth_mail(post, 1)
    assert asked["Subject"].strip().startswith("Bekræft: ")
    page.goto(link(live_server, asked, "bekraeft"))
    assert Subscription.objects.get().state == "pending"  # to open the link, as a mail scanner does, confirms nothing
    page.get_by_role("button", name="Bekræft").click()
    page.get_by_text("Du følger nu").wait_for()

    item = new_item(decision="Godkendt med bemærkning.")
    new_item("Noget andet")
    new_item("Cykelsti i en anden kommune", municipality="Aabenraa")
    work_some_time_later()
    told = nth_mail(post, 2)
    assert told["Subject"].strip().startswith("1 ny: ")
    assert f"{live_server.url}{item.get_absolute_url()}" in text_of(told)
    for unasked in ("fra før", "Noget andet", "anden kommune"):
        assert unasked not in text_of(told) + html_of(told)
    told_no_more(post)

    corrections.correct(Item.objects.get(pk=item.pk), {"title": "Cykelsti langs Lundvej"}, actor=None)
    work_some_time_later()
    corrected = nth_mail(post, 3)
    assert corrected["Subject"].strip().startswith("1 rettet: ")
    assert "Cykelsti langs Lundvej" in text_of(corrected)
    told_no_more(post)

    withdraw(Meeting.objects.get(pk=item.meeting_id), actor=None, reason="Forkert fil lagt op")
    work_some_time_later()
    gone = nth_mail(post, 4)
    assert gone["Subject"].strip().startswith("1 trukket tilbage: ")
    assert "Forkert fil lagt op" in text_of(gone)
    assert "Lundvej" not in text_of(gone) + html_of(gone)
    told_no_more(post)

    assert post.to == [WHO] * 4
    for mail in (told, corrected, gone):
        assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = gone["List-Unsubscribe"].strip(" <>")
    assert address.startswith(live_server.url)
    # As a mail program does it: no cookie, no page before.
    with urllib.request.urlopen(address, data=b"List-Unsubscribe=One-Click", timeout=30) as answer:
        assert answer.status == 200
    assert not Subscription.objects.exists()
    assert kept_of(WHO) == []
    new_item("Endnu en cykelsti")
    told_no_more(post)


def nth_mail(post: Post, number: int) -> Any:
    until(lambda: len(post.mails) >= number, f"mail {number} never came")
    assert len(post.mails) == number
    return post.mails[-1]


def work_some_time_later() -> None:
    """All that happened moves back by more than the time in which it may be undone; then the post has its hour."""
    back = datetime.timedelta(minutes=20)
    for model, columns in (
        (Meeting, ("published_at", "shown_again_at", "corrected_at", "withdrawn_at")),
        (Item, ("came_at", "altered_at")),
        (Subscription, ("created_at", "confirmed_at", "told_until")),
    ):
        model._default_manager.update(**{name: F(name) - back for name in columns})
    with suppress(AlreadyEnqueued):  # every fifth minute it is the worker itself that asks for it
        app.configure_task(SEND_MAILS).defer(timestamp=0)


def told_no_more(post: Post) -> None:
    """The post's next round brings nothing."""
    before = len(post.mails)
    until(lambda: one(UNDONE) == 0, "the round before never ended")
    work_some_time_later()
    until(lambda: one(UNDONE) == 0, "the post's round never ended")
    assert len(post.mails) == before


def link(live_server: Any, mail: Any, which: str) -> str:
    """The path and query of the link in a mail; it leads to this site."""
    found = re.search(rf"{re.escape(live_server.url)}(/foelg/{which}/\S+)", text_of(mail))
    assert found, text_of(mail)
    return found.group(1)


def kept_of(address: str) -> list[str]:
    """The tables in which any row, of whatever column, says it: the worker's and the site's log of acts too."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'")
        tables = [row[0] for row in cursor.fetchall()]
    return [
        table for table in tables if one(f"SELECT count(*) FROM {table} t WHERE position('{address}' IN t::text) > 0")
    ]
