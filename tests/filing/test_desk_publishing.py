"""What holds a draft back, who may publish it, at what hour, and how it is undone."""

from __future__ import annotations

import dataclasses
import datetime

import pytest
from django.utils import timezone

from meetings.filing import corrections, decisions, planning
from meetings.filing.blockers import blockers_of
from meetings.filing.intake import ingest_file, read_again
from meetings.filing.justify import justify
from meetings.filing.publishing import CannotPublish, publish, undo_publish, withdraw
from meetings.models import AuditEntry, Meeting, Redirect, SearchItem, User
from tests.extract.makers.hostile_pdf import bomb_among
from tests.extract.makers.raw_pdf import shown
from tests.make import make_meeting, make_municipality, make_user
from tests.papers import BATHS, CYCLE_PATH, paper

pytestmark = pytest.mark.django_db

CPR = dataclasses.replace(CYCLE_PATH, text="Ejeren, cpr-nr. 150585-1234, har klaget over støj fra vejen.")
CLOSED = dataclasses.replace(BATHS, title="Køb af ejendom (lukket punkt)")


@pytest.fixture
def asta() -> User:
    return make_user("asta", municipality=make_municipality("Varde"))


@pytest.fixture
def bent() -> User:
    return make_user("bent", municipality=make_municipality("Varde"))


def draft(*points: object, actor: User | None = None) -> Meeting:
    ingest_file(paper(*points), "referat.md", actor=actor)  # type: ignore[arg-type]
    return Meeting.objects.get()


@pytest.mark.parametrize(("point", "code"), [(CPR, "personal_data"), (CLOSED, "text_under_closed")])
def test_a_blocker_holds_the_draft_back_until_somebody_takes_a_stand(asta: User, point: object, code: str) -> None:
    meeting = draft(point)
    blocker = blockers_of(meeting)[0]
    assert blocker.code == code
    assert blocker.places[0].line
    with pytest.raises(CannotPublish):
        publish(meeting, actor=asta)
    with pytest.raises(ValueError, match="words"):
        justify(meeting, code, actor=asta, reason=" ")
    justify(meeting, code, actor=asta, reason="Aftalt med juridisk afdeling.")
    publish(meeting, actor=asta)
    assert Meeting.objects.get().is_published
    entry = AuditEntry.objects.filter(action__in=["justify", "release"]).get()
    assert entry.reason == "Aftalt med juridisk afdeling."


def test_a_page_that_takes_too_much_is_left_out_and_holds_the_draft_back(asta: User) -> None:
    """The others are read; nobody has looked through that one for personal data, so somebody must."""

    def page(*lines: str) -> bytes:
        written = (f"1 0 0 1 70 {700 - 30 * n} Tm {shown(line)} Tj" for n, line in enumerate(lines))
        return f"BT /F1 11 Tf {' '.join(written)} ET".encode("latin-1")

    cover = page(
        "Varde Kommune", "Referat fra Byrådet den 3. maj 2023", "Punkt 1: Sti ved skolen", "Beslutning", "Godkendt."
    )
    rest = page("Punkt 2: Bro over åen", "Beslutning", "Udvalget tog orienteringen til efterretning.")
    ingest_file(bomb_among(cover, b"", rest), "referat.pdf", actor=asta)
    meeting = Meeting.objects.get()
    assert list(meeting.items.values_list("title", flat=True)) == ["Sti ved skolen", "Bro over åen"]
    (blocker,) = blockers_of(meeting)
    assert (blocker.code, [place.page for place in blocker.places]) == ("page_given_up", [2])
    with pytest.raises(CannotPublish):
        publish(meeting, actor=asta)
    justify(meeting, blocker.code, actor=asta, reason="Siden er et kort uden personer.")
    publish(meeting, actor=asta)


def test_undone_within_ten_minutes_it_is_what_it_was(asta: User) -> None:
    meeting = make_meeting(items=2)
    publish(meeting, actor=asta)
    undo_publish(meeting, actor=asta)
    meeting.refresh_from_db()
    assert (meeting.status, meeting.published_at) == ("draft", None)
    assert not SearchItem.objects.exists()

    publish(meeting, actor=asta)
    withdraw(meeting, actor=asta, reason="Forkert fil.")
    meeting.refresh_from_db()  # else Asta would not know that it is withdrawn
    publish(meeting, actor=asta)
    undo_publish(meeting, actor=asta)
    meeting.refresh_from_db()
    assert (meeting.status, meeting.withdrawal_reason) == ("withdrawn", "Forkert fil.")
    assert meeting.published_at
    assert meeting.withdrawn_at


def test_after_ten_minutes_it_is_too_late(asta: User, monkeypatch: pytest.MonkeyPatch) -> None:
    meeting = make_meeting(items=1)
    publish(meeting, actor=asta)
    later = timezone.now() + datetime.timedelta(minutes=10, seconds=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    with pytest.raises(CannotPublish):
        undo_publish(meeting, actor=asta)
    meeting.refresh_from_db()
    assert meeting.is_published


def test_where_four_eyes_are_wanted_another_publishes(asta: User, bent: User) -> None:
    make_municipality("Varde").__class__.objects.filter(name="Varde").update(four_eyes=True)
    meeting = draft(CYCLE_PATH, actor=asta)
    with pytest.raises(CannotPublish, match="fire øjne"):
        publish(meeting, actor=asta)
    corrections.correct(meeting.items.get(), {"title": "Cykelsti"}, actor=bent)
    with pytest.raises(CannotPublish, match="fire øjne"):
        publish(meeting, actor=bent)
    publish(meeting, actor=make_user("clara"))


def test_published_at_its_hour_and_not_before(asta: User) -> None:
    meeting = make_meeting(items=1)
    hour = timezone.now() + datetime.timedelta(hours=2)
    planning.plan_publish(meeting, hour, actor=asta)
    assert planning.publish_due(hour - datetime.timedelta(seconds=1)) == (0, [])
    assert planning.publish_due(hour) == (1, [])
    assert planning.publish_due(hour) == (0, [])
    meeting.refresh_from_db()
    assert (meeting.is_published, meeting.publish_at) == (True, None)
    assert AuditEntry.objects.get(action="publish").actor_id == asta.pk


def test_a_plan_that_something_came_in_the_way_of_is_dropped_and_told(asta: User) -> None:
    meeting = draft(CYCLE_PATH)
    hour = timezone.now() + datetime.timedelta(hours=2)
    planning.plan_publish(meeting, hour, actor=asta)
    ingest_file(paper(CPR), "referat.md")
    done, failed = planning.publish_due(hour)
    assert (done, failed) == (0, [meeting])
    meeting.refresh_from_db()
    assert not meeting.is_published
    assert meeting.publish_at is None
    assert "CPR" in meeting.publish_problem
    assert AuditEntry.objects.filter(action="plan_failed").exists()


def test_a_decision_split_and_joined_stays_so_when_it_is_read_again(asta: User) -> None:
    two = dataclasses.replace(CYCLE_PATH, decision="Godkendt. Punkt 2 blev udsat til næste møde.")
    meeting = draft(two)
    decision = meeting.items.get().decisions.get()
    (_, _), (at, second) = decisions.sentences(decision)
    assert second == "Punkt 2 blev udsat til næste møde."
    decisions.split(decision, at, actor=asta)
    read_again(meeting.documents.get())
    halves = list(meeting.items.get().decisions.values_list("text", "outcome"))
    assert halves == [("Godkendt.", "approved"), ("Punkt 2 blev udsat til næste møde.", "postponed")]

    first, last = meeting.items.get().decisions.all()
    decisions.join(first, last, actor=asta)
    read_again(meeting.documents.get())
    assert meeting.items.get().decisions.get().text == "Godkendt.\n\nPunkt 2 blev udsat til næste møde."


def test_the_address_that_readers_had_leads_to_the_new_one(client: object, asta: User) -> None:
    ingest_file(paper(CYCLE_PATH), "referat.md", publish=True)
    meeting = Meeting.objects.get()
    old = meeting.get_absolute_url()
    corrections.correct(meeting, {"date": datetime.date(2023, 12, 6)}, actor=asta)
    corrections.correct(Meeting.objects.get(), {"date": datetime.date(2023, 12, 7)}, actor=asta)
    new = Meeting.objects.get().get_absolute_url()
    for below in ("", "punkt-1/", "versioner/"):
        answer = client.get(f"{old}{below}")  # type: ignore[attr-defined]
        assert (answer.status_code, answer["Location"]) == (301, f"{new}{below}")
    corrections.correct(Meeting.objects.get(), {"date": datetime.date(2023, 12, 5)}, actor=asta)
    assert client.get(old).status_code == 200  # type: ignore[attr-defined]
    assert not Redirect.objects.filter(path=old).exists()


def test_a_meeting_that_a_better_reading_moves_is_found_under_its_old_address(client: object) -> None:
    ingest_file(paper(CYCLE_PATH), "referat.md", publish=True)
    meeting = Meeting.objects.get()
    right = meeting.get_absolute_url()
    meeting.date = datetime.date(2023, 12, 1)  # as it was read before
    meeting.save()
    wrong = meeting.get_absolute_url()
    read_again(meeting.documents.get())
    assert client.get(wrong)["Location"] == right  # type: ignore[attr-defined]
