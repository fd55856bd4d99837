"""What an erasure must not leave behind or bring back: files that wait to take a meeting's place, and its state."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from meetings.filing import corrections, erasure, publishing
from meetings.models import Item, Meeting, SourceDocument, User
from tests.clerk.test_two_at_once import held
from tests.clerk.uploading import on_disk, send, signed_in, the, work
from tests.filing.test_erasure import tables_saying
from tests.make import make_committee
from tests.papers import BUDGET, CYCLE_PATH, Point, paper

pytestmark = pytest.mark.django_db(transaction=True)

NAME = "Ursula Mærkesten"
POINT = Point("Klage over støj", case="23/7788", text=f"{NAME} klager.")


@pytest.fixture
def desk() -> Client:
    """A published meeting, a new version that says the same, and one that waits without the item."""
    make_committee("Teknik- og Miljøudvalget")
    desk = signed_in()
    send(desk, {"a.md": paper(CYCLE_PATH, POINT)})
    work()
    publishing.publish(Meeting.objects.get(), actor=None)
    send(desk, {f"{NAME}.md": paper(CYCLE_PATH, POINT, BUDGET), "uden.md": paper(CYCLE_PATH)})
    work()
    assert the(f"{NAME}.md").state == the("uden.md").state == "version"
    return desk


@pytest.mark.parametrize(("what", "left"), [("meeting", []), ("item", ["uden.md", "slettet"])])
def test_a_version_that_waits_goes_with_what_it_repeats(desk: Client, what: str, left: list[str]) -> None:
    acts: dict[str, Any] = {"meeting": erasure.erase_meeting, "item": erasure.erase_item}
    target = Meeting.objects.get() if what == "meeting" else Item.objects.get(case_number="23/7788")
    waiting = the(f"{NAME}.md")
    acts[what](target, actor=User.objects.first(), reason="Anmodning")
    waiting.refresh_from_db()
    assert (waiting.document, waiting.filename, waiting.asks) == (None, "slettet", False)
    assert sorted(SourceDocument.objects.values_list("filename", flat=True)) == sorted(left)
    assert len(on_disk()) == (1 if left else 0)
    assert NAME not in desk.get(f"/bord/bunke/{waiting.batch_id}/").content.decode()
    send(desk, {"igen.md": paper(CYCLE_PATH, POINT, BUDGET)})
    assert "igen.md" not in SourceDocument.objects.values_list("filename", flat=True)


def test_what_is_corrected_while_it_is_erased_goes_with_it(desk: Client) -> None:
    item = Item.objects.get(case_number="23/7788")
    with held(("meeting", item.meeting_id)) as late:
        erased = late(lambda: erasure.erase_item(item, actor=None, reason="Anmodning"))
        corrections.correct(item, {"title": f"Klage fra {NAME}"}, actor=None, reason=NAME)
    erased()
    assert tables_saying(NAME) == []


@pytest.mark.parametrize("act", ["withdraw", "unpublish"])
def test_a_meeting_taken_from_readers_stays_so_when_one_of_its_items_is_erased(
    desk: Client, client: Client, act: str
) -> None:
    item = Item.objects.select_related("meeting__committee__municipality").get(case_number="23/7788")
    assert item.meeting.is_published  # so it was when the page with the button was made
    acts: dict[str, Any] = {"withdraw": publishing.withdraw, "unpublish": publishing.unpublish}
    meeting = acts[act](Meeting.objects.with_places().get(), actor=None, reason="Forkert bilag.")
    erasure.erase_item(item, actor=None, reason="Anmodning")
    assert Meeting.objects.get().status == meeting.status
    answer = client.get(meeting.get_absolute_url())
    assert answer.status_code == (410 if act == "withdraw" else 404)
    assert ("Forkert bilag." in answer.content.decode()) == (act == "withdraw")
