"""An administrator mends what was read wrongly: on the row's own page, with the row's record, and for good."""

from __future__ import annotations

import dataclasses

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from meetings.filing.intake import ingest_file, read_again
from meetings.models import (
    Absence,
    AuditEntry,
    Correction,
    Item,
    Meeting,
    SearchItem,
    Section,
    SourceDocument,
    User,
    Vote,
)
from tests.admin.forms import filled, page_of, save
from tests.make import make_committee
from tests.papers import BATHS, BUDGET, CYCLE_PATH, paper

pytestmark = pytest.mark.django_db


def test_a_title_is_corrected_with_its_reason(staff: Client, item: Item, boss: User) -> None:
    answer = save(staff, item, title="Cykelsti langs Lundgade", reason="Vejen hedder Lundgade.")
    assert answer.status_code == 200
    item.refresh_from_db()
    assert item.title == "Cykelsti langs Lundgade"
    row = Correction.objects.get()
    assert (row.field, row.parsed_value, row.value) == ("title", "Cykelsti langs Lundvej", "Cykelsti langs Lundgade")
    assert (row.made_by, row.reason) == (boss, "Vejen hedder Lundgade.")
    assert SearchItem.objects.get(item=item).title == "Cykelsti langs Lundgade"
    read_again(SourceDocument.objects.get())
    item.refresh_from_db()
    assert item.title == "Cykelsti langs Lundgade"


def test_saving_without_a_change_is_no_correction(staff: Client, item: Item, meeting: Meeting) -> None:
    for row in (item, meeting, item.decisions.get(), item.sections.first()):
        answer = save(staff, row)
        assert answer.redirect_chain, answer.content.decode()[:2000]
    assert not Correction.objects.exists()
    assert Meeting.objects.get().corrected_at is None


def test_sections_decisions_and_attachments_are_corrected_on_the_items_page(staff: Client, item: Item) -> None:
    changes = {
        "sections-0-text": "Lundvej er skolevej for 160 elever.",
        "decisions-0-outcome": "postponed",
        "attachments-0-title": "Kort over strækningen",
    }
    save(staff, item, **changes)
    assert item.sections.first().text == "Lundvej er skolevej for 160 elever."
    assert item.decisions.get().outcome == "postponed"
    assert item.attachments.get().title == "Kort over strækningen"
    fields = Correction.objects.values_list("target_model", "field")
    assert set(fields) == {("section", "text"), ("decision", "outcome"), ("attachment", "title")}
    assert SearchItem.objects.get(item=item).outcome == "postponed"
    assert AuditEntry.objects.filter(action="correct").count() == 3


def test_votes_and_absences_are_corrected_on_the_decisions_page(staff: Client, item: Item) -> None:
    decision = item.decisions.get()
    changes = {
        "votes-TOTAL_FORMS": "1",
        "votes-0-position": "for",
        "votes-0-parties": "A,V",
        "votes-0-persons": "",
        "votes-0-decision": decision.pk,
        "absences-0-name": "Bente Holm",
        "absences-0-party": "F",
        "absences-0-from_item": "on",
    }
    save(staff, decision, **changes)
    vote = Vote.objects.get()
    assert (vote.position, vote.parties, vote.sequence) == ("for", ["A", "V"], 1)
    assert Absence.objects.get().name == "Bente Holm"
    read_again(SourceDocument.objects.get())
    assert Vote.objects.exists()
    assert Absence.objects.values_list("name", "party", "from_item").get() == ("Bente Holm", "F", True)


def test_a_row_that_is_ticked_away_stays_away(staff: Client, item: Item) -> None:
    decision = item.decisions.get()
    save(staff, decision, **{"absences-0-DELETE": "on"})
    read_again(SourceDocument.objects.get())
    assert not Absence.objects.exists()
    assert AuditEntry.objects.filter(action="remove_row").count() == 1


def test_items_and_attendance_are_corrected_on_the_meetings_page(staff: Client, meeting: Meeting) -> None:
    committee = make_committee("Økonomiudvalget")
    changes = {
        "committee": committee.pk,
        "place": "Mødelokale 4",
        "attendances-0-name": "Asta Kragh",
        "attendances-0-party": "Løsgænger",
        "items-1-title": "Svømmehallen ved Hovmarken",
        "items-1-closed": "on",
    }
    save(staff, meeting, **changes)
    meeting.refresh_from_db()
    assert (meeting.committee, meeting.place) == (committee, "Mødelokale 4")
    assert meeting.attendances.first().printed == "Asta Kragh (Løsgænger)"
    assert meeting.items.get(number="2").closed
    assert SearchItem.objects.get(item__number="2").closed
    read_again(SourceDocument.objects.get())
    meeting.refresh_from_db()
    assert (meeting.committee, meeting.place) == (committee, "Mødelokale 4")


def test_deleting_an_item_is_a_correction_that_lasts(staff: Client, item: Item) -> None:
    staff.post(page_of(item).replace("change", "delete"), {"post": "yes"})
    read_again(SourceDocument.objects.get())
    assert not Item.objects.filter(title=item.title).exists()
    assert SearchItem.objects.count() == 2


def test_the_lists_own_delete_action_is_a_correction_too(staff: Client, item: Item) -> None:
    data = {"action": "delete_selected", "_selected_action": [Section.objects.first().pk], "post": "yes"}
    staff.post("/admin/meetings/section/", data)
    assert Correction.objects.get().target_model == "section"


def test_what_the_archive_cannot_hold_comes_back_as_a_sentence(staff: Client, meeting: Meeting) -> None:
    other = ingest_file(paper(CYCLE_PATH, date="09-01-2024"), "b.md").meeting
    answer = save(staff, other, date="05.12.2023")
    assert answer.status_code == 200
    assert other is not None
    other.refresh_from_db()
    assert str(other.date) == "2024-01-09"
    assert "allerede" in answer.content.decode()
    assert not Correction.objects.exists()


def test_a_conflict_is_shown_and_settled(staff: Client, item: Item) -> None:
    save(staff, item, title="Cykelsti langs Lundgade")
    changed = paper(CYCLE_PATH.__class__("Cykelsti langs Lundvej og Møllevej", case="23/1234"), BATHS, BUDGET)
    ingest_file(changed, "b.md")
    assert "Kilden siger nu: Cykelsti langs Lundvej og Møllevej" in staff.get(page_of(item)).content.decode()
    assert "Rettelser, hvor kilden er ændret" in staff.get("/admin/").content.decode()
    row = Correction.objects.get()
    staff.post("/admin/meetings/correction/", {"action": "revert", "_selected_action": [row.pk]})
    item.refresh_from_db()
    assert item.title == "Cykelsti langs Lundvej og Møllevej"


def test_a_conflict_is_listed_with_both_values_and_its_page_cuts_nothing_short(staff: Client, item: Item) -> None:
    mine, theirs = f"Lundvej {'er skolevej ' * 30}slut", f"Lundvej {'er blind vej ' * 30}ende"
    save(staff, item, **{"sections-0-text": mine})
    ingest_file(paper(dataclasses.replace(CYCLE_PATH, text=theirs), BATHS, BUDGET), "b.md")
    row = Correction.objects.get(state="conflict")
    listed = staff.get("/admin/meetings/correction/?state__exact=conflict").content.decode()
    assert "er skolevej" in listed
    assert "er blind vej" in listed
    page = staff.get(page_of(row)).content.decode()
    assert mine in page
    assert theirs in page
    staff.post("/admin/meetings/correction/", {"action": "keep", "_selected_action": [row.pk]})
    assert not Correction.objects.filter(state="conflict").exists()
    assert item.sections.first().text == mine


def test_a_correction_whose_row_the_new_version_lacks_waits_for_a_person(staff: Client, item: Item) -> None:
    save(staff, item, **{"sections-0-text": "Lundvej er skolevej for 160 elever."})
    ingest_file(paper(BATHS, BUDGET), "b.md")
    row = Correction.objects.get(state="conflict")
    listed = staff.get("/admin/meetings/correction/?state__exact=conflict").content.decode()
    assert "160 elever" in listed
    assert "rækken er der ikke længere" in listed
    keep = {"action": "keep", "_selected_action": [row.pk]}
    answer = staff.post("/admin/meetings/correction/", keep, follow=True).content.decode()
    assert "1 rettelse kan ikke fastholdes" in answer
    row.refresh_from_db()
    assert row.state == "conflict"
    staff.post("/admin/meetings/correction/", {"action": "revert", "_selected_action": [row.pk]})
    row.refresh_from_db()
    assert row.state == "reverted"


def test_history_tells_who_changed_what_and_there_is_but_one(staff: Client, item: Item, meeting: Meeting) -> None:
    save(staff, item, title="Cykelsti langs Lundgade", reason="Vejens navn.")
    save(staff, item.decisions.get(), **{"absences-0-DELETE": "on"})
    for row in (item, meeting):
        told = staff.get(page_of(row).replace("change", "history")).content.decode()
        assert "Asta Krogh" in told
        assert "Cykelsti langs Lundgade" in told
        assert "Vejens navn." in told
        assert "Bent Holm" in told
    assert not LogEntry.objects.exists()


def test_who_may_only_look_can_change_nothing(looker: Client, item: Item) -> None:
    assert looker.get(page_of(item)).status_code == 200
    assert looker.post(page_of(item), {"title": "Andet"}).status_code == 403
    assert looker.get(page_of(item).replace("change", "delete")).status_code == 403


def test_the_builder_sends_what_the_page_holds(staff: Client, item: Item) -> None:
    assert filled(staff, page_of(item))["title"] == item.title
