"""A person's word over what was read: it shows at once, it outlives every new reading, and it can be taken back."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from meetings.filing import corrections
from meetings.filing.intake import ingest_file, read_again
from meetings.filing.tables import ABSENCE, DECISION, ITEM, SECTION
from meetings.filing.together import together
from meetings.models import (
    Absence,
    AuditEntry,
    Case,
    Correction,
    Decision,
    Item,
    Meeting,
    SearchItem,
    Section,
    SourceDocument,
    User,
)
from tests.make import make_administrator, make_committee
from tests.papers import BATHS, BUDGET, CYCLE_PATH, paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss() -> User:
    return make_administrator("asta", first_name="Asta", last_name="Krogh")


@pytest.fixture
def item() -> Item:
    ingest_file(paper(dataclasses.replace(CYCLE_PATH, absent="Bent Holm"), BATHS), "a.md", publish=True)
    return Item.objects.get(number="1")


def next_version(**changes: Any) -> None:
    first = dataclasses.replace(CYCLE_PATH, absent="Bent Holm", **changes)
    ingest_file(paper(first, BATHS, BUDGET), "b.md")


def test_a_correction_shows_at_once_and_says_who_and_why(item: Item, boss: User) -> None:
    corrections.correct(item, {"title": "Cykelsti langs Lundgade"}, actor=boss, reason="Vejen hedder Lundgade.")
    item.refresh_from_db()
    assert item.title == "Cykelsti langs Lundgade"
    assert SearchItem.objects.get(item=item).title == "Cykelsti langs Lundgade"
    assert Meeting.objects.get().corrected_at is not None
    row = Correction.objects.get()
    assert (row.parsed_value, row.value, row.made_by) == ("Cykelsti langs Lundvej", "Cykelsti langs Lundgade", boss)
    entry = AuditEntry.objects.get(action="correct")
    assert (entry.actor_name, entry.reason) == ("Asta Krogh", "Vejen hedder Lundgade.")
    assert entry.before == {"title": "Cykelsti langs Lundvej"}


def test_no_new_reading_undoes_a_correction(item: Item, boss: User) -> None:
    corrections.correct(item, {"title": "Cykelsti langs Lundgade"}, actor=boss)
    read_again(SourceDocument.objects.get())
    next_version(text="Lundvej er skolevej for 160 elever.")
    item.refresh_from_db()
    assert item.title == "Cykelsti langs Lundgade"
    assert "160" in item.sections.first().text
    assert Correction.objects.get().state == "active"


def test_a_source_that_changes_under_a_correction_is_a_conflict_with_both_kept(item: Item, boss: User) -> None:
    corrections.correct(item, {"title": "Cykelsti langs Lundgade"}, actor=boss)
    next_version(title="Cykelsti langs Lundvej og Møllevej")
    row = Correction.objects.get()
    assert (row.state, row.source_now) == ("conflict", "Cykelsti langs Lundvej og Møllevej")
    item.refresh_from_db()
    assert item.title == "Cykelsti langs Lundgade"
    corrections.keep(row, actor=boss)
    row.refresh_from_db()
    assert (row.state, row.parsed_value, row.source_now) == ("active", "Cykelsti langs Lundvej og Møllevej", None)
    read_again(SourceDocument.objects.get(version=2))
    assert Correction.objects.get().state == "active"


def test_in_a_conflict_the_source_can_win(item: Item, boss: User) -> None:
    corrections.correct(item, {"title": "Cykelsti langs Lundgade"}, actor=boss)
    next_version(title="Cykelsti langs Lundvej og Møllevej")
    corrections.revert(Correction.objects.get(), actor=boss)
    item.refresh_from_db()
    assert item.title == "Cykelsti langs Lundvej og Møllevej"
    assert SearchItem.objects.get(item=item).title == item.title


def test_a_source_that_comes_to_agree_is_no_conflict(item: Item, boss: User) -> None:
    corrections.correct(item, {"title": "Cykelsti langs Lundgade"}, actor=boss)
    next_version(title="Cykelsti langs Lundgade")
    row = Correction.objects.get()
    assert (row.state, row.parsed_value) == ("active", "Cykelsti langs Lundgade")


def test_correcting_back_to_what_was_read_takes_the_correction_away(item: Item, boss: User) -> None:
    corrections.correct(item, {"title": "Forkert"}, actor=boss)
    corrections.correct(item, {"title": "Cykelsti langs Lundvej"}, actor=boss)
    assert Correction.objects.get().state == "reverted"
    next_version(title="Cykelsti langs Lundvej m.m.")
    item.refresh_from_db()
    assert item.title == "Cykelsti langs Lundvej m.m."


def test_a_corrected_item_is_still_known_by_what_its_source_says(item: Item, boss: User) -> None:
    corrections.correct(item, {"title": "Noget helt andet", "case_number": "99/1"}, actor=boss)
    next_version()
    assert Item.objects.get(pk=item.pk).title == "Noget helt andet"
    assert Item.objects.count() == 3


def test_a_case_number_ties_the_item_to_its_case(item: Item, boss: User) -> None:
    corrections.correct(item, {"case_number": "23/2200"}, actor=boss)
    item.refresh_from_db()
    assert item.case == Case.objects.get(normalised="23-2200")
    assert item.case.items.count() == 2
    corrections.correct(item, {"case_number": ""}, actor=boss)
    item.refresh_from_db()
    assert item.case is None


def test_an_outcome_that_a_person_chose_is_recognised(item: Item, boss: User) -> None:
    decision = item.decisions.get()
    Decision.objects.filter(pk=decision.pk).update(recognised=False, outcome="decided")
    corrections.correct(decision, {"outcome": "rejected"}, actor=boss)
    decision.refresh_from_db()
    assert (decision.outcome, decision.recognised) == ("rejected", True)
    assert SearchItem.objects.get(item=item).outcome == "rejected"


def test_an_added_row_stays_and_a_removed_one_stays_away(item: Item, boss: User) -> None:
    decision = item.decisions.get()
    added = corrections.add_row(ABSENCE, decision, {"name": "Carla Juhl"}, actor=boss)
    corrections.remove_row(decision.absences.get(name="Bent Holm"), actor=boss)
    read_again(SourceDocument.objects.get())
    next_version(text="Ny tekst.")
    assert [row.name for row in Absence.objects.all()] == ["Carla Juhl"]
    corrections.revert(Correction.objects.get(parsed_value__isnull=False), actor=boss)
    assert {row.name for row in Absence.objects.all()} == {"Carla Juhl", "Bent Holm"}
    corrections.revert(Correction.objects.get(target_id=added.pk), actor=boss)
    assert {row.name for row in Absence.objects.all()} == {"Bent Holm"}


def test_a_row_that_was_added_by_hand_meets_the_same_row_in_a_later_version(item: Item, boss: User) -> None:
    corrections.add_row(ABSENCE, item.decisions.get(), {"name": "Carla Juhl"}, actor=boss)
    first = dataclasses.replace(CYCLE_PATH, absent="Bent Holm, Carla Juhl")
    ingest_file(paper(first, BATHS), "b.md")
    assert sorted(row.name for row in Absence.objects.all()) == ["Bent Holm", "Carla Juhl"]


def test_sections_decisions_and_items_can_be_added(item: Item, boss: User) -> None:
    meeting = item.meeting
    corrections.add_row(SECTION, item, {"heading": "Økonomi", "role": "finance", "text": "2 mio. kr."}, actor=boss)
    corrections.add_row(DECISION, item, {"body": "Økonomiudvalget", "own": False, "text": "Anbefales."}, actor=boss)
    corrections.add_row(ITEM, meeting, {"number": "2", "title": "Eventuelt"}, actor=boss)
    next_version()
    assert [row.heading for row in item.sections.all()][-1] == "Økonomi"
    assert Decision.objects.filter(body="Økonomiudvalget").exists()
    assert [(row.number, row.slug) for row in meeting.items.order_by("position")] == [
        ("1", "1"),
        ("2", "2"),
        ("3", "3"),
        ("2", "2-2"),
    ]


def test_a_removed_item_leaves_search_and_does_not_come_back(item: Item, boss: User) -> None:
    corrections.remove_row(item, actor=boss)
    next_version()
    assert not Item.objects.filter(title=CYCLE_PATH.title).exists()
    assert not SearchItem.objects.filter(title=CYCLE_PATH.title).exists()


def test_a_corrected_day_of_a_meeting_holds_against_its_document(boss: User) -> None:
    ingest_file(paper(), "a.md", publish=True)
    corrections.correct(Meeting.objects.get(), {"date": "2023-12-06"}, actor=boss)
    read_again(SourceDocument.objects.get())
    receipt = ingest_file(paper(CYCLE_PATH, BATHS), "b.md")
    assert receipt.status == "new_version"
    assert Meeting.objects.get().slug == "2023-12-06"


def test_a_meeting_can_move_to_another_committee_of_its_municipality_only(item: Item, boss: User) -> None:
    other = make_committee("Økonomiudvalget")
    corrections.correct(item.meeting, {"committee": other.pk}, actor=boss)
    assert Meeting.objects.get().committee == other
    assert SearchItem.objects.get(item=item).committee == other
    with pytest.raises(ValidationError):
        corrections.correct(item.meeting, {"committee": make_committee("Byrådet", "Køge").pk}, actor=boss)


def test_corrections_of_an_item_that_the_source_drops_are_listed(item: Item, boss: User) -> None:
    corrections.correct(item, {"title": "Cykelsti langs Lundgade"}, actor=boss)
    ingest_file(paper(BATHS, BUDGET), "b.md")
    assert not Item.objects.filter(pk=item.pk).exists()
    assert Correction.objects.get().state == "conflict"


def test_what_a_column_cannot_hold_is_refused_and_nothing_is_left_behind(item: Item, boss: User) -> None:
    for values in ({"title": ""}, {"kind": "nonsense"}, {"number": "x" * 13}):
        with pytest.raises(ValidationError):
            corrections.correct(item, values, actor=boss)
    with pytest.raises(KeyError):
        corrections.correct(item, {"slug": "99"}, actor=boss)
    with pytest.raises(ValidationError):
        corrections.add_row(ABSENCE, item.decisions.get(), {"name": "Bent Holm"}, actor=boss)
    assert not Correction.objects.exists()
    assert not AuditEntry.objects.filter(action="correct").exists()


def test_correcting_nothing_is_nothing(item: Item, boss: User) -> None:
    before = Meeting.objects.get().corrected_at
    assert corrections.correct(item, {"title": item.title}, actor=boss) == 0
    assert Meeting.objects.get().corrected_at == before
    assert not AuditEntry.objects.filter(action="correct").exists()


def test_many_corrections_are_one_step_for_readers(item: Item, boss: User) -> None:
    with pytest.raises(ValidationError), together(item.meeting):
        corrections.correct(item, {"title": "Ny titel"}, actor=boss)
        corrections.correct(Section.objects.first(), {"role": "nonsense"}, actor=boss)
    assert Item.objects.get(pk=item.pk).title == CYCLE_PATH.title
    assert not Correction.objects.exists()
