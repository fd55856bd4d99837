"""Two at the desk at the same moment: nothing is lost, nothing is done twice, and the slower one reads why in Danish.

Each test holds what both want, lets the others come so far that they wait for it, does the quicker one's act, and lets
go: no test depends on how fast anything is.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.utils import timezone

from meetings.filing import corrections, erasure, merging, publishing
from meetings.filing.apply import lock
from meetings.filing.intake import ingest_file
from meetings.filing.read_uploads import read_upload
from meetings.models import Committee, Correction, Item, Meeting, SearchItem, SourceDocument, User
from tests.access.people import clerk, logged_in, municipality_admin
from tests.filing.test_kill import until
from tests.make import make_committee
from tests.papers import BATHS, CYCLE_PATH, paper

from .drafts import draft, said, words
from .uploading import send, the, work

pytestmark = pytest.mark.django_db(transaction=True)

CHANGED = "En anden har rettet det, siden du åbnede siden."
GONE = "en anden har fjernet det imens"


@contextmanager
def held(*locks: tuple[str, object]) -> Iterator[Callable[..., Callable[[], Any]]]:
    """What these locks stand for, in hand until the block ends: `slower = late(act)` waits, `slower()` is its end."""
    with ThreadPoolExecutor(4) as pool, transaction.atomic():
        for each in locks:
            lock(*each)
        started: list[Future[Any]] = []

        def late(act: Callable[[], Any]) -> Callable[[], Any]:
            future = pool.submit(in_its_own_session, act)
            started.append(future)
            until(lambda: waiting() == len(started) or future.done(), "it never came so far")
            return lambda: future.result(timeout=60)

        yield late


def in_its_own_session(act: Callable[[], Any]) -> Any:
    try:
        return act()
    finally:
        connection.close()


def waiting() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        )
        return int(cursor.fetchone()[0])


@pytest.fixture
def asta() -> User:
    return clerk("Varde")


@pytest.fixture
def desk(asta: User) -> Client:
    return logged_in(asta)


def at(meeting: Meeting, rest: str = "") -> str:
    return f"/bord/moede/{meeting.pk}/{rest}"


def posted(client: Client, address: str, **sent: Any) -> Callable[[], Any]:
    return lambda: client.post(address, sent, follow=True)


def test_of_two_corrections_the_slower_is_shown_the_quicker(asta: User) -> None:
    # Each from a session of its own, since what one is told would else be shown to whichever asks first.
    meeting = draft(dataclasses.replace(CYCLE_PATH, decision="Godkendt. Punkt 2 blev udsat."), BATHS, published=True)
    item, other = meeting.items.order_by("position")
    decision = item.decisions.get()
    retitled = posted(logged_in(asta), at(meeting, f"ret/item/{item.pk}/"), gem="1", **said(item, title="Af Asta"))
    added = posted(
        logged_in(asta), at(meeting, f"tilfoej/section/{other.pk}/"), gem="1", heading="Nyt", role="other", text="x"
    )
    split = posted(
        logged_in(asta), at(meeting, f"del/{decision.pk}/"), gem="1", sted=str(decision.text.index("Punkt 2"))
    )
    removed = posted(logged_in(asta), at(meeting, f"fjern/item/{item.pk}/"), gem="1")
    with held(("meeting", meeting.pk)) as late:
        answers = [late(act) for act in (retitled, removed, split, added)]
        corrections.correct(item, {"title": "Af Bent"}, actor=None)
        corrections.correct(decision, {"text": "Godkendt. Punkt 2 blev udsat længe."}, actor=None)
        corrections.remove_row(other, actor=None)
    told = [words(answer()) for answer in answers]
    assert [CHANGED in page for page in told] == [True, True, True, False]
    assert "Af Asta" in told[0]  # what she typed is not lost
    assert GONE in told[3]
    item.refresh_from_db()
    assert (item.title, list(item.decisions.values_list("text", flat=True))) == (
        "Af Bent", ["Godkendt. Punkt 2 blev udsat længe."],
    )  # fmt: skip
    assert sorted(Correction.objects.values_list("target_model", "state")) == [
        ("decision", "active"), ("item", "active"), ("item", "active"),
    ]  # fmt: skip


def test_a_row_that_is_gone_is_told_and_stays_gone(desk: Client) -> None:
    meeting = draft(CYCLE_PATH, BATHS)
    item = meeting.items.get(number="1")
    acts = [
        posted(desk, at(meeting, f"fjern/item/{item.pk}/"), gem="1"),
        posted(desk, at(meeting, f"ret/item/{item.pk}/"), gem="1", **said(item, title="Ny")),
    ]
    with held(("meeting", meeting.pk)) as late:
        answers = [late(act) for act in acts]
        corrections.remove_row(item, actor=None)
    assert all(GONE in words(answer()) for answer in (*answers, acts[0], acts[1]))
    assert Correction.objects.get().state == "active"
    ingest_file(paper(CYCLE_PATH, BATHS, place="Sal 2"), "ny.md")
    assert [one.number for one in meeting.items.all()] == ["2"]


@pytest.mark.parametrize(("quicker", "slower", "title"), [
    (corrections.keep, "fortryd", "Cykelsti langs Lundvejen"), (corrections.revert, "fasthold", "Cykelsti ved Lundvej"),
])  # fmt: skip
def test_a_conflict_is_decided_once(desk: Client, quicker: Any, slower: str, title: str) -> None:
    meeting = draft(CYCLE_PATH)
    corrections.correct(meeting.items.get(), {"title": "Cykelsti langs Lundvejen"}, actor=None)
    ingest_file(paper(dataclasses.replace(CYCLE_PATH, title="Cykelsti ved Lundvej")), "ny.md")
    correction = Correction.objects.get()
    seen = corrections.mark_of(correction)
    assert f'name="set" value="{seen}"' in desk.get(at(meeting)).content.decode()
    act = posted(desk, at(meeting, f"{slower}/{correction.pk}/"), set=seen)
    with held(("meeting", meeting.pk)) as late:
        answer = late(act)
        quicker(correction, actor=None)
    decided = Correction.objects.values_list("state", "parsed_value").get()
    for page in (answer(), act()):  # at the same moment, and from a page that was opened before
        assert "En anden har afgjort rettelsen imens" in words(page)
    assert Item.objects.get().title == title
    assert Correction.objects.values_list("state", "parsed_value").get() == decided


def test_nobody_publishes_what_they_have_not_seen(desk: Client) -> None:
    meeting, boss = draft(CYCLE_PATH), logged_in(municipality_admin("Varde"))
    seen = publishing.last_act(meeting)
    assert f'name="set" value="{seen}"' in desk.get(at(meeting)).content.decode()
    act = posted(desk, at(meeting, "offentliggoer/"), set=seen)
    with held(("meeting", meeting.pk)) as late:
        answer = late(act)
        corrections.correct(meeting.items.get(), {"title": "Noget andet"}, actor=None)
    assert "Mødet er ændret, siden du åbnede siden." in words(answer())
    meeting.refresh_from_db()
    assert not meeting.is_published
    tomorrow = f"{timezone.localdate() + datetime.timedelta(days=1):%Y-%m-%d}"
    planned = posted(desk, at(meeting, "planlaeg/"), set=seen, dato=tomorrow, klokken="08.00")
    assert "Mødet er ændret, siden du åbnede siden." in words(planned())
    with held(("meeting", meeting.pk)) as late:  # ticked in the list, which names no state
        answer = late(posted(desk, "/bord/offentliggoer/", moede=meeting.pk))
        publishing.publish(meeting, actor=None)
        publishing.withdraw(Meeting.objects.get(), actor=None, reason="Fejl")
    assert "En anden har trukket mødet tilbage imens." in words(answer())
    publishing.unpublish(Meeting.objects.get(), actor=None)
    posted(desk, at(meeting, "offentliggoer/"), set=publishing.last_act(meeting))()
    undone = posted(boss, at(meeting, "traek-tilbage/"), reason="Fejl")
    with held(("meeting", meeting.pk)) as late:
        answer = late(undone)
        publishing.undo_publish(Meeting.objects.get(), actor=None)
    assert "En anden har fortrudt offentliggørelsen imens." in words(answer())
    act = posted(desk, at(meeting, "offentliggoer/"), set=publishing.last_act(meeting))
    assert all("Offentliggjort." in words(act()) for _ in "twice"), "who clicks twice is not told of herself"
    withdrawn = posted(boss, at(meeting, "traek-tilbage/"), reason="Fejl")
    with held(("meeting", meeting.pk)) as late:
        answer = late(withdrawn)
        publishing.withdraw(Meeting.objects.get(), actor=None, reason="Den første grund")
    assert "En anden har trukket mødet tilbage imens." in words(answer())
    assert "en anden var hurtigere" in words(withdrawn())
    assert Meeting.objects.get().withdrawal_reason == "Den første grund"


def test_what_is_erased_is_gone_for_whoever_comes_later(desk: Client) -> None:
    boss = logged_in(municipality_admin("Varde"))
    meeting = draft(CYCLE_PATH, published=True)
    item, data = meeting.items.get(), paper(CYCLE_PATH, BATHS)
    acts = [
        posted(desk, at(meeting, f"ret/item/{item.pk}/"), gem="1", **said(item, title="Ny")),
        posted(desk, at(meeting, "fortryd-offentliggoerelse/")),
        posted(boss, at(meeting, "slet/"), what="meeting", reason="Navn", sure="on"),
    ]
    with held(("document", meeting.documents.get().sha256), ("meeting", meeting.pk)) as late:
        answers = [late(act) for act in acts]
        version = late(lambda: ingest_file(data, "ny.md"))
        erasure.erase_meeting(meeting, actor=None, reason="Navn")
    assert all("Mødet findes ikke længere" in words(answer()) for answer in (*answers, acts[0]))
    assert desk.get(at(meeting, "traek-tilbage/")).status_code == 404  # nothing was sent
    assert version().status == "new"  # another file of the day: a draft of its own, as a moment later
    assert Meeting.objects.get().items.count() == 2
    assert not SearchItem.objects.exists()


def test_a_file_that_is_erased_while_it_is_read_does_not_come_back(desk: Client) -> None:
    make_committee("Teknik- og Miljøudvalget")
    send(desk, {"referat.md": paper(CYCLE_PATH)})
    document = SourceDocument.objects.get()
    upload = the("referat.md").pk
    with held(("document", document.sha256)) as late:
        read = late(lambda: read_upload(upload))
        erasure.erase_file(document, actor=None, reason="Navn")
    read()
    assert the("slettet").state == "declined"
    assert not SourceDocument.objects.exists()
    assert not Meeting.objects.exists()
    send(desk, {"nyt.md": paper(BATHS)})
    document = SourceDocument.objects.get()
    boss = logged_in(municipality_admin("Varde"))
    erased = posted(boss, f"/bord/original/{document.sha256}/slet/", what="file", reason="Navn", sure="on")
    with held(("document", document.sha256)) as late:
        answer = late(erased)
        read_upload(the("nyt.md").pk)
    assert all("Slet mødet i stedet." in words(page) for page in (answer(), erased()))


@pytest.mark.parametrize("times", [1, 2, 3])
def test_an_act_that_waited_for_another_that_waited_for_it_is_done_again(desk: Client, times: int) -> None:
    """PostgreSQL stops one of two that wait for each other: here the first `times` tries, by the error of then."""
    meeting = draft(CYCLE_PATH)
    boss = logged_in(municipality_admin("Varde"))
    erased = posted(boss, at(meeting, "slet/"), what="meeting", reason="Navn", sure="on")
    with connection.cursor() as cursor:
        cursor.execute(
            f"""CREATE SEQUENCE tries;
            CREATE FUNCTION waited_for_each_other() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF nextval('tries') <= {times} THEN RAISE EXCEPTION 'deadlock' USING ERRCODE = '40P01'; END IF;
                RETURN NEW; END $$;
            CREATE TRIGGER each_other BEFORE INSERT ON meetings_erasure
                FOR EACH ROW EXECUTE FUNCTION waited_for_each_other()"""
        )
        try:
            if times < 3:
                with pytest.raises(OperationalError), transaction.atomic():  # nothing of it can be begun again
                    erasure.erase_meeting(meeting, actor=None, reason="Navn")
                cursor.execute("SELECT last_value FROM tries")
                assert cursor.fetchone() == (1,)
                cursor.execute("SELECT setval('tries', 1, false)")
                assert "Slettet." in words(erased())
            else:
                with pytest.raises(OperationalError):
                    erased()
        finally:
            cursor.execute("DROP FUNCTION waited_for_each_other CASCADE; DROP SEQUENCE tries")
    assert Meeting.objects.exists() == (times == 3)


def test_files_find_the_body_that_another_was_merged_into() -> None:
    gone, kept = (draft(CYCLE_PATH, committee=name).committee for name in ("Vejudvalget", "Trafikudvalget"))
    data = paper(BATHS, committee="Vejudvalget", date="12-12-2023")
    with held(("committees", gone.municipality_id)) as late:
        filed = late(lambda: ingest_file(data, "ny.md"))
        merging.merge_committees(gone, kept, actor=None)
    assert filed().meeting.committee == kept
    assert list(Committee.objects.all()) == [kept]
    with pytest.raises(ValueError, match="findes ikke længere"):
        merging.merge_committees(gone, kept, actor=None)


def test_a_version_that_came_meanwhile_is_looked_at_first(desk: Client) -> None:
    meeting = draft(CYCLE_PATH, BATHS)
    send(desk, {"a.md": paper(dataclasses.replace(CYCLE_PATH, text="Nyt om stien."), BATHS)})
    send(desk, {"b.md": paper(CYCLE_PATH, dataclasses.replace(BATHS, text="Nyt om hallen."))})
    work()
    for name in ("a.md", "b.md"):  # both are answered before either is read
        row = the(name)
        desk.post(f"/bord/bunke/{row.batch_id}/fil/{row.pk}/ny-version/", {"imod": "1"})
    work()
    states = {name: (the(name).state, the(name).message) for name in ("a.md", "b.md")}
    assert sorted(state for state, _told in states.values()) == ["filed", "version"]
    late = next(name for name, (state, _told) in states.items() if state == "version")
    assert "Imens du valgte, er der kommet en anden ny version" in states[late][1]
    row = the(late)
    address = f"/bord/bunke/{row.batch_id}/fil/{row.pk}/ny-version/"
    assert "Se forskellen igen" in words(desk.post(address, {"imod": "1"}, follow=True))
    desk.post(address, {"imod": "2"})
    work()
    assert (the(late).state, meeting.documents.count()) == ("filed", 3)
