"""One file handed in: what becomes of it, by the door that the command and the clerk's desk use."""

from __future__ import annotations

import dataclasses
import datetime
from threading import Thread

import pytest
from django.db import connection, transaction

from meetings.filing import originals
from meetings.filing.file_document import File, file_document
from meetings.filing.file_minutes import file_minutes
from meetings.filing.intake import fill_in, ingest_file, read_again, receive, release
from meetings.filing.publishing import CannotPublish, publish
from meetings.filing.reading import Reading
from meetings.ingest.minutes import Item as MinutesItem
from meetings.ingest.minutes import Minutes, Source
from meetings.models import AuditEntry, Case, Decision, Item, Meeting, Municipality, SearchItem, SourceDocument
from tests.make import make_administrator, make_committee, make_municipality
from tests.papers import BATHS, BUDGET, CYCLE_PATH, Point, paper

pytestmark = pytest.mark.django_db

CPR = "150585-1239"


def test_a_file_becomes_a_meeting_with_everything_in_it() -> None:
    point = dataclasses.replace(
        CYCLE_PATH,
        absent="Bent Holm",
        attachments=["Kort over strækningen", "Trafiktælling"],
        before=[("Økonomiudvalget", "21-11-2023", "Anbefales godkendt.")],
    )
    receipt = ingest_file(paper(point, BATHS), "Referat 5.12.md")
    assert receipt.status == "new"
    meeting = Meeting.objects.get()
    assert meeting == receipt.meeting
    assert str(meeting.committee.municipality) == "Varde"
    assert (meeting.committee.name, meeting.slug) == ("Teknik- og Miljøudvalget", "2023-12-05")
    assert (meeting.start_time, meeting.place) == (datetime.time(16), "Mødelokale 3")
    assert [row.name for row in meeting.attendances.all()] == ["Asta Krogh", "Bent Holm"]
    assert meeting.status == Meeting.Status.DRAFT
    item = meeting.items.get(number="1")
    assert (item.slug, item.title, item.case_number) == ("1", "Cykelsti langs Lundvej", "23/1234")
    assert item.case == Case.objects.get(normalised="23-1234")
    assert [section.role for section in item.sections.all()] == ["background", "recommendation"]
    assert [row.title for row in item.attachments.all()] == ["Kort over strækningen", "Trafiktælling"]
    earlier, own = item.decisions.all()
    assert (earlier.body, earlier.own, earlier.committee) == ("Økonomiudvalget", False, None)
    assert (own.outcome, own.own, own.committee) == ("approved", True, meeting.committee)
    assert [row.name for row in own.absences.all()] == ["Bent Holm"]
    document = SourceDocument.objects.get()
    assert (document.outcome, document.version, document.filename) == ("ok", 1, "Referat 5.12.md")
    assert originals.read(document.sha256) == paper(point, BATHS)
    assert "skolevej" in document.text
    assert document.parsed["items"][0]["number"] == "1"


def test_the_same_bytes_twice_change_nothing() -> None:
    first = ingest_file(paper(), "a.md")
    before = (AuditEntry.objects.count(), list(Item.objects.values()))
    again = ingest_file(paper(), "another name.md")
    assert again.status == "unchanged"
    assert again.document == first.document
    assert "allerede" in again.message_da
    assert (AuditEntry.objects.count(), list(Item.objects.values())) == before


def test_published_at_once_it_is_found_at_once() -> None:
    receipt = ingest_file(paper(), "a.md", publish=True)
    assert receipt.meeting is not None
    assert receipt.meeting.is_published
    assert SearchItem.objects.count() == 3


def test_a_draft_that_comes_again_with_publish_is_published() -> None:
    ingest_file(paper(), "a.md")
    receipt = ingest_file(paper(), "a.md", publish=True)
    assert receipt.status == "unchanged"
    assert Meeting.objects.get().is_published


def test_what_cannot_be_read_is_kept_with_a_reason() -> None:
    data = b"%PDF-1.7 and then nothing that is a PDF"
    receipt = ingest_file(data, "referat.pdf")
    assert receipt.status == "failed"
    assert receipt.meeting is None
    assert receipt.document.outcome in SourceDocument.Outcome.values
    assert receipt.document.outcome != "ok"
    assert receipt.message_da
    assert originals.read(receipt.document.sha256) == data
    assert not Meeting.objects.exists()


def test_a_fault_of_the_parser_is_ours_and_the_log_says_where_and_not_what(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    class Never(datetime.date):
        def isoformat(self) -> str:
            return "Asta Krogh"  # no day: the child fails on it while it looks for personal data

    monkeypatch.setattr("meetings.filing.reading.timezone.localdate", lambda: Never(2026, 1, 1))
    document = ingest_file(paper(), "referat.md").document
    assert document.outcome == "failed"
    assert "fejl hos os" in document.problem
    assert "ValueError at understand.py:" in caplog.text
    assert "Asta" not in caplog.text


def test_what_could_not_be_read_once_is_read_when_the_reader_is_better() -> None:
    # As an earlier, weaker reader left it: the bytes kept, the reading failed.
    sha256 = originals.store(paper())
    SourceDocument.objects.create(sha256=sha256, filename="a.md", media_type="", size=1, outcome="failed")
    assert ingest_file(paper(), "a.md").status == "new"
    assert SourceDocument.objects.get().outcome == "ok"


def test_a_document_that_does_not_say_whose_it_is_waits_until_somebody_does() -> None:
    data = paper(municipality="")
    receipt = ingest_file(data, "a.md")
    assert (receipt.status, receipt.document.outcome) == ("failed", "incomplete")
    assert "kommune" in receipt.message_da
    assert not Meeting.objects.exists()
    filled = fill_in(receipt.document, {"municipality": Municipality.objects.get(name="Køge")}, actor=None)
    assert filled.status == "new"
    assert Meeting.objects.get().committee.municipality.name == "Køge"


def test_what_a_person_said_of_a_document_outlives_the_next_reading() -> None:
    receipt = ingest_file(paper(date=""), "a.md")
    assert receipt.document.outcome == "incomplete"
    fill_in(receipt.document, {"date": datetime.date(2023, 12, 6)}, actor=None)
    document = SourceDocument.objects.get()
    assert Meeting.objects.get().slug == "2023-12-06"
    assert read_again(document).status == "unchanged"
    assert Meeting.objects.get().slug == "2023-12-06"


def test_a_municipality_that_is_given_outranks_the_text() -> None:
    make_municipality("Nørrefjord")
    receipt = ingest_file(paper(municipality="Varde"), "a.md", municipality="Nørrefjord")
    assert receipt.meeting is not None
    assert receipt.meeting.committee.municipality.name == "Nørrefjord"


def test_a_municipality_that_is_none_is_refused() -> None:
    with pytest.raises(Municipality.DoesNotExist):
        ingest_file(paper(), "a.md", municipality="Atlantis")


def test_personal_data_hold_a_document_back_until_somebody_decides() -> None:
    point = dataclasses.replace(CYCLE_PATH, text=f"Ansøgeren (cpr. {CPR}) bor på Lundvej.")
    receipt = ingest_file(paper(point), "a.md", publish=True)
    assert receipt.held_back
    assert receipt.document.outcome == "blocked"
    assert CPR not in receipt.message_da + str(receipt.warnings)
    meeting = Meeting.objects.get()
    assert meeting.status == Meeting.Status.DRAFT
    with pytest.raises(CannotPublish):
        publish(meeting, actor=None)
    with pytest.raises(ValueError):
        release(receipt.document, actor=None, reason=" ")
    boss = make_administrator()
    release(receipt.document, actor=boss, reason="Nummeret er et opdigtet eksempel.")
    publish(meeting, actor=boss)
    assert Meeting.objects.get().is_published
    (row,) = SearchItem.objects.all()  # shown, since somebody decided so, and yet never searched for
    assert CPR not in row.body
    assert "xxxx) bor på Lundvej" in row.body
    entry = AuditEntry.objects.get(action="release")
    assert (entry.actor, entry.reason) == (boss, "Nummeret er et opdigtet eksempel.")
    assert read_again(SourceDocument.objects.get()).document.outcome == "ok"  # decided once is decided


def test_a_new_version_with_personal_data_does_not_reach_what_readers_see() -> None:
    ingest_file(paper(), "a.md", publish=True)
    point = dataclasses.replace(CYCLE_PATH, text=f"Ansøgeren (cpr. {CPR}) bor på Lundvej.")
    receipt = ingest_file(paper(point, BATHS, BUDGET), "b.md", publish=True)
    assert receipt.held_back
    assert not any(CPR in section.text for item in Item.objects.all() for section in item.sections.all())
    assert SourceDocument.objects.of_published_meetings().count() == 1
    release(receipt.document, actor=None, reason="Opdigtet nummer.")
    assert Meeting.objects.get().documents.count() == 2


def test_a_clean_version_takes_the_place_of_one_that_was_held_back() -> None:
    point = dataclasses.replace(CYCLE_PATH, text=f"Ansøgeren (cpr. {CPR}) bor på Lundvej.")
    ingest_file(paper(point), "a.md", publish=True)
    receipt = ingest_file(paper(CYCLE_PATH), "b.md", publish=True)
    assert not receipt.held_back
    assert Meeting.objects.get().is_published
    assert [row.filename for row in SourceDocument.objects.of_published_meetings()] == ["b.md"]
    assert not any(CPR in row.body for row in SearchItem.objects.all())


def test_what_is_too_long_for_its_field_is_cut_and_told() -> None:
    receipt = ingest_file(paper(place="Mødelokale " + "x" * 400), "a.md")
    place = Meeting.objects.get().place
    assert len(place) == 300
    assert place.endswith("…")
    assert "shortened" in {warning["code"] for warning in receipt.warnings}
    assert read_again(SourceDocument.objects.get()).status == "unchanged"


def test_what_the_database_refuses_is_a_failure_with_the_file_kept() -> None:
    sha256 = originals.store(b"Referat")
    source = Source("a.md", sha256, "text/markdown", 1)
    item = MinutesItem("1", "Et ensomt halvt tegn: \udcff")
    minutes = Minutes(
        source, "generic", "Varde", "Byrådet", None, "minutes", datetime.date(2023, 12, 5), None, None, items=(item,)
    )
    file = File(sha256, 7, "a.md", None)
    receipt = file_document(file, Reading("ok", "text/markdown", minutes), publish=True, actor=None)
    assert (receipt.status, receipt.document.outcome) == ("failed", "failed")
    assert not Meeting.objects.exists()
    assert SourceDocument.objects.count() == 1


def test_received_now_and_read_later() -> None:
    document = receive(paper(), "a.md")
    assert document.outcome == "received"
    assert not Meeting.objects.exists()
    assert read_again(document).status == "new"


def test_decisions_of_other_bodies_are_tied_when_their_committee_appears() -> None:
    point = dataclasses.replace(BATHS, before=[("Udvalget for Kultur og Fritid", "21-11-2023", "Anbefales godkendt.")])
    ingest_file(paper(point), "a.md")
    earlier = Decision.objects.get(own=False)
    assert earlier.committee is None
    ingest_file(paper(BATHS, committee="Kultur- og Fritidsudvalget", date="21-11-2023"), "b.md")
    earlier.refresh_from_db()
    assert earlier.committee is not None
    assert earlier.committee.name == "Kultur- og Fritidsudvalget"


@pytest.mark.django_db(transaction=True)
def test_a_committee_that_appears_beside_a_decision_of_it_is_tied_to_it() -> None:
    """Two processes read at once, and neither sees what the other writes."""

    def of_the_committee() -> None:
        ingest_file(paper(Point("Halleje", case="23/2222"), committee="Kultur- og Fritidsudvalget"), "b.md")
        connection.close()

    point = dataclasses.replace(BATHS, before=[("Kultur- og Fritidsudvalget", "21-11-2023", "Anbefales godkendt.")])
    make_municipality("Varde")
    with transaction.atomic():
        ingest_file(paper(point), "a.md")
        beside = Thread(target=of_the_committee)
        beside.start()
        beside.join(timeout=60)
        assert Decision.objects.get(own=False).committee is None
    tied = Decision.objects.get(own=False).committee
    assert tied is not None
    assert tied.name == "Kultur- og Fritidsudvalget"


def test_a_case_meets_itself_in_other_meetings_of_its_municipality_only() -> None:
    ingest_file(paper(Point("Cykelsti", case="23/01234")), "a.md")
    ingest_file(paper(Point("Cykelsti igen", case="23/1234"), date="09-01-2024"), "b.md")
    ingest_file(paper(Point("En anden cykelsti", case="23/1234"), municipality="Køge"), "c.md")
    varde, koege = Case.objects.order_by("municipality__name")[1], Case.objects.order_by("municipality__name")[0]
    assert Case.objects.count() == 2
    assert varde.items.count() == 2
    assert koege.items.count() == 1


def test_text_under_a_closed_item_keeps_the_original_from_readers() -> None:
    receipt = ingest_file(paper(Point("Lukket: Salg af grund", text="Køberen byder 2 mio. kr.")), "a.md", publish=True)
    codes = {warning["code"] for warning in receipt.warnings}
    assert SourceDocument.TEXT_UNDER_CLOSED in codes
    assert Meeting.objects.get().is_published
    assert not SourceDocument.objects.of_published_meetings().exists()


def test_names_of_files_are_made_harmless() -> None:
    receipt = ingest_file(paper(), "../../etc/\u202ereferat\x00 \udcff.md")
    assert receipt.document.filename == "referat ?.md"


def test_items_without_numbers_and_with_the_same_number_have_addresses_of_their_own() -> None:
    source = Source("a.md", "0" * 64, "text/markdown", 1)
    items = tuple(MinutesItem(number, f"Punkt {place}") for place, number in enumerate(["1", "1", "", "12a", "1-2"]))
    minutes = Minutes(source, "generic", "Varde", "Byrådet", None, "minutes", datetime.date(2023, 12, 5), None, None)
    document = SourceDocument.objects.create(sha256="0" * 64, filename="a.md", media_type="", size=1)
    file_minutes(document, dataclasses.replace(minutes, items=items), make_committee("Byrådet"), actor=None)
    slugs = Item.objects.order_by("position").values_list("slug", flat=True)
    assert list(slugs) == ["1", "1-2", "nr-3", "12a", "1-2-2"]
