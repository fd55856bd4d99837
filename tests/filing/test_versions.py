"""Another file for a known meeting, and the same file read again: what changes, and what must not."""

from __future__ import annotations

import dataclasses
import datetime

import pytest
from django.core.management import call_command
from django.test import Client

from meetings.filing.intake import fill_in, ingest_file, read_again
from meetings.models import AuditEntry, Item, Meeting, SearchItem, SourceDocument
from tests.papers import BATHS, BUDGET, CYCLE_PATH, Point, paper

pytestmark = pytest.mark.django_db


def test_another_file_for_the_same_meeting_is_its_next_version() -> None:
    ingest_file(paper(), "a.md", publish=True)
    changed = dataclasses.replace(BATHS, decision="Udsat til næste møde.")
    receipt = ingest_file(paper(CYCLE_PATH, changed, BUDGET), "b.md")
    assert receipt.status == "new_version"
    assert "1 beslutning ændret" in receipt.message_da
    meeting = Meeting.objects.get()
    assert meeting.corrected_at is not None
    assert sorted(meeting.documents.values_list("version", flat=True)) == [1, 2]
    assert meeting.items.get(number="2").decisions.get().outcome == "postponed"
    assert SearchItem.objects.get(item__number="2").outcome == "postponed"
    assert AuditEntry.objects.filter(action="new_version").count() == 1


def test_only_the_items_that_a_version_changes_are_news() -> None:
    """By a word of a decision, by what is new under them, by what is gone; another number alone is none."""
    more = dataclasses.replace(BATHS, title="Bro over åen", case="23/9", attachments=["Kort"])
    ingest_file(paper(CYCLE_PATH, BATHS, more, BUDGET), "a.md", publish=True)
    Item.objects.update(altered_at=None)
    changed = dataclasses.replace(BATHS, decision="Godkendt uden ændringer.")
    added = dataclasses.replace(CYCLE_PATH, attachments=["Kort"])
    ingest_file(paper(BUDGET, added, changed, dataclasses.replace(more, attachments=[])), "b.md")
    news = set(Item.objects.exclude(altered_at=None).values_list("title", flat=True))
    assert news == {CYCLE_PATH.title, BATHS.title, more.title}


def test_items_keep_ids_and_published_addresses_when_others_come_between() -> None:
    ingest_file(paper(CYCLE_PATH, BATHS), "a.md", publish=True)
    ids = dict(Item.objects.values_list("title", "pk"))
    ingest_file(paper(CYCLE_PATH, BUDGET, BATHS), "b.md")
    now = {item.title: item for item in Item.objects.all()}
    assert now[BATHS.title].pk == ids[BATHS.title]
    assert (now[BATHS.title].number, now[BATHS.title].position) == ("3", 3)
    assert now[BATHS.title].slug == "2"  # what readers have linked to
    assert now[BUDGET.title].slug == "2-2"


def test_a_draft_takes_the_addresses_of_its_numbers() -> None:
    ingest_file(paper(CYCLE_PATH, BATHS), "a.md")
    ingest_file(paper(CYCLE_PATH, BUDGET, BATHS), "b.md")
    assert {item.title: item.slug for item in Item.objects.all()} == {
        CYCLE_PATH.title: "1",
        BUDGET.title: "2",
        BATHS.title: "3",
    }


def test_an_item_whose_title_was_reworded_is_the_same_by_its_case() -> None:
    ingest_file(paper(CYCLE_PATH, BATHS), "a.md", publish=True)
    before = Item.objects.get(case_number="23/2200").pk
    reworded = dataclasses.replace(BATHS, title="Nyt vandkulturhus ved havnen")
    ingest_file(paper(reworded, CYCLE_PATH), "b.md")
    assert Item.objects.get(case_number="23/2200").pk == before
    assert Item.objects.get(pk=before).title == "Nyt vandkulturhus ved havnen"


def test_an_item_that_is_another_matter_is_not_the_same_by_its_number() -> None:
    ingest_file(paper(CYCLE_PATH, BATHS), "a.md", publish=True)
    before = Item.objects.get(number="2").pk
    ingest_file(paper(CYCLE_PATH, Point("Hundeskov i Nordbyen", case="24/9999")), "b.md")
    assert not Item.objects.filter(pk=before).exists()
    assert Item.objects.get(number="2").title == "Hundeskov i Nordbyen"
    assert SearchItem.objects.count() == 2


def test_reading_the_same_file_again_changes_nothing() -> None:
    ingest_file(paper(), "a.md", publish=True)
    entries = AuditEntry.objects.count()
    meeting = Meeting.objects.get()
    assert read_again(SourceDocument.objects.get()).status == "unchanged"
    assert AuditEntry.objects.count() == entries
    assert Meeting.objects.get().corrected_at == meeting.corrected_at


def test_a_better_reading_of_the_same_file_is_no_correction_that_readers_are_told_of() -> None:
    ingest_file(paper(), "a.md", publish=True)
    # As an earlier parser would have left it: a title cut short, and a decision that it did not see.
    Item.objects.filter(number="1").update(title="Cykelsti")
    Item.objects.get(number="2").decisions.all().delete()
    call_command("reparse", "--all")
    assert Item.objects.get(number="1").title == CYCLE_PATH.title
    assert Item.objects.get(number="2").decisions.exists()
    assert SearchItem.objects.get(item__number="1").title == CYCLE_PATH.title
    assert AuditEntry.objects.filter(action="read_again").count() == 1
    meeting = Meeting.objects.get()
    assert meeting.corrected_at is None
    assert b"Rettet den" not in Client().get(meeting.get_absolute_url()).content


def test_what_a_person_tells_of_the_same_file_is_a_correction() -> None:
    ingest_file(paper(), "a.md", publish=True)
    fill_in(SourceDocument.objects.get(), {"date": datetime.date(2023, 12, 12)}, actor=None)
    meeting = Meeting.objects.get()
    assert str(meeting.date) == "2023-12-12"
    assert meeting.corrected_at is not None


def test_reading_an_earlier_version_again_does_not_bring_it_back() -> None:
    ingest_file(paper(CYCLE_PATH, BATHS), "a.md", publish=True)
    ingest_file(paper(CYCLE_PATH, BUDGET), "b.md")
    read_again(SourceDocument.objects.get(version=1))
    assert set(Item.objects.values_list("title", flat=True)) == {CYCLE_PATH.title, BUDGET.title}


def test_a_file_that_comes_again_says_that_another_has_taken_its_place() -> None:
    first, second = paper(CYCLE_PATH, BATHS), paper(CYCLE_PATH, BUDGET)
    for data in (first, second):
        ingest_file(data, "a.md", publish=True)
    assert "version 1; version 2 gælder" in ingest_file(first, "a.md").message_da
    assert "version" not in ingest_file(second, "a.md").message_da
    assert set(Item.objects.values_list("title", flat=True)) == {CYCLE_PATH.title, BUDGET.title}


def test_agenda_and_minutes_of_one_day_stand_side_by_side() -> None:
    agenda = paper(CYCLE_PATH).replace(b"# REFERAT", b"# DAGSORDEN").replace(b"\nGodkendt.\n", b"\n\n")
    ingest_file(agenda, "dagsorden.md")
    ingest_file(paper(CYCLE_PATH), "referat.md")
    more = (
        paper(BUDGET)
        .replace(b"# REFERAT", b"# TILL\xc3\x86GSDAGSORDEN")
        .replace(b"\nTaget til efterretning.\n", b"\n\n")
    )
    ingest_file(more, "tillaeg.md")
    kinds = {meeting.kind: [item.title for item in meeting.items.all()] for meeting in Meeting.objects.all()}
    assert kinds == {
        "minutes": [CYCLE_PATH.title],
        "agenda": [CYCLE_PATH.title],
        "supplementary_agenda": [BUDGET.title],
    }
    assert {meeting.slug for meeting in Meeting.objects.all()} > {"2023-12-05", "2023-12-05-dagsorden"}


def test_a_second_sitting_of_the_day_is_another_meeting() -> None:
    ingest_file(paper(CYCLE_PATH, time="08:00"), "a.md")
    receipt = ingest_file(paper(BATHS, time="17:00"), "b.md")
    assert receipt.status == "new"
    assert {meeting.slug for meeting in Meeting.objects.all()} == {"2023-12-05", "2023-12-05-2"}


def test_a_version_with_another_time_but_the_same_items_is_the_same_meeting() -> None:
    ingest_file(paper(CYCLE_PATH, BATHS, time="16:00"), "a.md")
    receipt = ingest_file(paper(CYCLE_PATH, BATHS, time="16:30"), "b.md")
    assert receipt.status == "new_version"
    assert Meeting.objects.get().start_time.hour == 16


def test_the_committee_is_found_under_variants_of_its_name() -> None:
    ingest_file(paper(CYCLE_PATH), "a.md")
    receipt = ingest_file(paper(BATHS, committee="Udvalget for Teknik og Miljø", date="09-01-2024"), "b.md")
    assert receipt.meeting is not None
    assert receipt.meeting.committee.name == "Teknik- og Miljøudvalget"


def test_a_withdrawn_meeting_stays_withdrawn_when_a_new_version_comes() -> None:
    from meetings.filing.publishing import withdraw

    ingest_file(paper(CYCLE_PATH), "a.md", publish=True)
    withdraw(Meeting.objects.get(), actor=None, reason="Indeholdt forkerte oplysninger.")
    receipt = ingest_file(paper(CYCLE_PATH, BATHS), "b.md", publish=True)
    assert receipt.held_back
    assert Meeting.objects.get().status == "withdrawn"
    assert not SearchItem.objects.exists()
