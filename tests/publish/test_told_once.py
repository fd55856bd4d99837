"""What happens to a published meeting is told of once: by mail to those who follow its committee, a case or a search,
and in feeds; of the item that it happened to, and never of the whole meeting as if it were new."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from meetings.filing import corrections, erasure, merging, publishing
from meetings.filing.intake import ingest_file, read_again
from meetings.models import Committee, Item, Meeting, SourceDocument, Subscription
from meetings.publish.following import sending
from tests.make import make_committee
from tests.papers import BATHS, BUDGET, CYCLE_PATH, Point, paper
from tests.publish.post import Post

pytestmark = pytest.mark.django_db(transaction=True)

BODY = "/varde/teknik-og-miljoeudvalget/"
VOTED = "Godkendt.\n\nFor stemmer: Venstre (5).\nImod stemmer: Socialdemokratiet (2)."
POINTS = (CYCLE_PATH, dataclasses.replace(BATHS, decision=VOTED), BUDGET)
FEEDS = {"committee": f"{BODY}atom", "case": "/varde/sag/23-2200/atom", "search": "/soeg.atom?q=kommune:varde"}
Step = tuple[str, Callable[[], Any], dict[str, str], int]


def baths() -> Item:
    return Item.objects.get(case_number=BATHS.case, meeting__kind="minutes")


def meeting() -> Meeting:
    return Meeting.objects.with_places().get(kind="minutes")


def newest() -> SourceDocument:
    return meeting().documents.order_by("-version")[0]


def filed(*points: Point, name: str, **cover: str) -> None:
    ingest_file(paper(*points, **cover), f"{name}.md", publish=True)


def agenda(*points: Point) -> bytes:
    return paper(*points).replace(b"# REFERAT", b"# DAGSORDEN")


def read_better() -> None:
    """As if today's parser read what an earlier one had not."""
    Item.objects.filter(pk=baths().pk).update(title="Svømehal")
    read_again(newest())


def merged() -> None:
    """And whoever followed both is told once from then on."""
    gone, kept = Committee.objects.get(name__startswith="Teknik"), make_committee("Byrådet")
    Subscription.objects.create(
        email="Lise.Laeser@example.dk", kind="committee", target="varde/byraadet", state="active", frequency="at_once",
        told_until=timezone.now(),
    )  # fmt: skip
    merging.merge_committees(gone, kept, actor=None)


RENAMED = dataclasses.replace(POINTS[1], title="Ny svømmehal ved Hovmarken", text="Hallen bygges i to etaper.")
CHANGED = dataclasses.replace(RENAMED, decision="Udsat til næste møde.")
FIRST = Point("Meddelelser", case="24/9000", text="Formanden orienterede.")
# What happens, what mails say by who follows what, and of how many items the search's feed tells.
ITEM, NOBODY = dict.fromkeys(FEEDS, "1 rettet"), dict[str, str]()
STEPS: list[Step] = [
    ("title", lambda: corrections.correct(baths(), {"title": "Ny svømmehal"}, actor=None), ITEM, 1),
    (
        "decision",
        lambda: corrections.correct(baths().decisions.get(), {"text": "Godkendt enstemmigt."}, actor=None),
        ITEM,
        1,
    ),
    ("outcome", lambda: corrections.correct(baths().decisions.get(), {"outcome": "noted"}, actor=None), ITEM, 1),
    ("vote", lambda: corrections.correct(baths().decisions.get().votes.all()[0], {"count": 6}, actor=None), ITEM, 1),
    ("read again", lambda: read_again(newest()), NOBODY, 0),
    ("read better", read_better, NOBODY, 0),
    ("new version", lambda: filed(CYCLE_PATH, CHANGED, BUDGET, name="b"), ITEM, 1),
    ("same again", lambda: filed(CYCLE_PATH, CHANGED, BUDGET, name="c", place=" Mødelokale  3 "), NOBODY, 0),
    (
        "moved",
        lambda: filed(FIRST, CYCLE_PATH, CHANGED, BUDGET, name="d"),
        {"committee": "1 rettet", "search": "1 ny"},
        1,
    ),
    (
        "withdrawn",
        lambda: publishing.withdraw(meeting(), actor=None, reason="Fejl."),
        dict.fromkeys(FEEDS, "1 trukket tilbage"),
        0,
    ),
    (
        "published again",
        lambda: publishing.publish(meeting(), actor=None),
        {"committee": "1 offentliggjort igen", "case": "1 offentliggjort igen", "search": "4 offentliggjort igen"},
        4,
    ),
    (
        "erased",
        lambda: erasure.erase_item(meeting().items.get(case_number=BUDGET.case), actor=None, reason="Navne"),
        {"committee": "1 rettet"},
        0,
    ),
    ("merged", merged, NOBODY, 0),
    ("after merging", lambda: corrections.correct(baths(), {"title": "Svømmehal"}, actor=None), ITEM, 1),
]


def test_each_change_is_told_of_once_and_nothing_else(
    follow: Callable[..., str], post: Post, feed: Callable[[str], Any]
) -> None:
    ingest_file(agenda(*POINTS), "dagsorden.md", publish=True)
    follow(f"/foelg/udvalg{BODY}")
    follow("/foelg/sag/varde/23-2200/")
    follow("/foelg/soegning/?q=kommune:varde")
    told()
    post.mails.clear()
    known = {name: entries(feed, name) for name in ("committee", "search")}
    filed(*POINTS, name="a")  # the minutes come in place of the agenda: these are new, nothing is withdrawn
    assert told() == 3
    assert subjects(post) == {"committee": "1 ny", "case": "1 ny", "search": "3 nye"}
    # The agenda's entries come back as they were known once the minutes are withdrawn.
    before = {name: known[name] | entries(feed, name) for name in known}
    for what, act, mails, changed in STEPS:
        post.mails.clear()
        act()
        told()
        assert (what, subjects(post)) == (what, mails)
        assert (what, told()) == (what, 0)
        for name in before:
            addresses = {**FEEDS, "committee": "/varde/byraadet/atom"} if "merg" in what else FEEDS
            now = entries(feed, name, addresses)
            fresh = {pair for pair in now.items() if before[name].get(pair[0]) != pair[1]}
            if name == "search":
                assert (what, name, len(fresh)) == (what, name, changed)
            else:
                assert (what, len(fresh), set(now) - set(before[name])) == (
                    what,
                    int("committee" in mails and what != "withdrawn"),
                    set(),
                )
            before[name] = before[name] | now


def told() -> int:
    """A run of the post that tells all that has happened until now; how many mails."""
    return sending.send_mails(timezone.now() + sending.LAG)


def subjects(post: Post) -> dict[str, str]:
    found: dict[str, str] = {}
    for mail in post.mails:
        many, _, what = str(mail["Subject"]).strip().partition(": ")
        name = "search" if what.startswith("Søgning") else "case" if what.startswith("Sag") else "committee"
        assert name not in found, what  # nobody gets two mails of one thing
        found[name] = many
    return found


def entries(feed: Callable[[str], Any], name: str, addresses: dict[str, str] = FEEDS) -> dict[str, str]:
    """{the name of each entry: its date and what it says of a correction}"""
    return {entry.id: f"{entry.updated} {'Rettet den' in entry.summary}" for entry in feed(addresses[name]).entries}
