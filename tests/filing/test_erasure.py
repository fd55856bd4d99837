"""What is erased is in no table and no file; a row says that it was, and the same file does not come back."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client

from meetings.filing import corrections, erased, erasure, originals, redactions, words
from meetings.filing.intake import ingest_file
from meetings.filing.page_pictures import page_picture
from meetings.models import AuditEntry, Erasure, Item, Meeting, Redaction, SourceDocument, User
from tests.everywhere import addresses
from tests.extract.makers.as_pdf import as_pdf
from tests.extract.makers.minutes import Block
from tests.papers import BATHS, BUDGET, CYCLE_PATH, Point, paper

pytestmark = pytest.mark.django_db(transaction=True)

WORD = "Mærkesten"
NAME = f"Ursula {WORD}"
POINT = Point(
    f"Klage fra {NAME}",
    case="23/7788",
    text=f"{NAME} klager over støj. {NAME} er hørt.",
    decision=f"For stemte {NAME} ({WORD}slisten).",
    attachments=[f"Brev fra {NAME}.pdf"],
    absent=f"{NAME} ({WORD}slisten)",
)
REASON = "Anmodning om sletning"


@pytest.fixture
def data_dir(settings: Any, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path / "data"
    settings.ORIGINALS_DIR = settings.DATA_DIR / "originals"
    return settings.DATA_DIR


def tables_saying(word: str) -> list[str]:
    """The tables of the database in any column of which the word stands, in whatever capitals."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1")
        names = [name for (name,) in cursor.fetchall()]
        found = []
        for name in names:
            cursor.execute(f'SELECT count(*) FROM "{name}" row WHERE row::text ILIKE %s', [f"%{word}%"])
            found += [name] if cursor.fetchone()[0] else []
    return found


def files_saying(folder: Path, word: str) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and word.encode() in path.read_bytes()]


def live_through_everything(actor: User) -> Meeting:
    """Two versions, corrections that stand and that were undone, a redaction, an act of each kind."""
    before = dataclasses.replace(POINT, text=f"{NAME} har skrevet til kommunen.")
    ingest_file(paper(CYCLE_PATH, before, present=("Asta Krogh", NAME)), f"Referat {NAME}.md", publish=True)
    ingest_file(paper(CYCLE_PATH, POINT, BUDGET, present=("Asta Krogh", NAME)), f"Rettet {NAME}.md")
    item = Item.objects.get(number="2")
    corrections.correct(item, {"title": f"Støj ved {NAME}"}, actor=actor, reason=f"Skrevet af {NAME}")
    corrections.correct(item.sections.first(), {"text": f"{NAME} igen"}, actor=actor)
    corrections.revert(item.meeting.corrections.filter(field="text").get(), actor=actor)
    corrections.remove_row(item.attachments.get(), actor=actor, reason=NAME)
    redactions.redact(
        Redaction(municipality=item.meeting.committee.municipality, meeting=item.meeting, words="støjen", reason="x"),
        actor=actor,
    )
    words.learn()  # the archive's own words, which search suggests
    return Meeting.objects.with_places().get()


@pytest.fixture
def actor(db: None) -> User:
    return User.objects.create_user("clerk")


def test_a_meeting_is_in_no_table_and_no_file_and_answers_with_a_tombstone(
    client: Client, data_dir: Path, actor: User
) -> None:
    meeting = live_through_everything(actor)
    places = [place for place in addresses(meeting, "hegn") if "/2023-12-05/" in place or "/dokument/" in place]
    assert len(tables_saying(WORD)) > 10
    assert len(files_saying(data_dir, WORD)) == 2
    acts = AuditEntry.objects.count()
    row = erasure.erase_meeting(meeting, actor=actor, reason=REASON)
    assert tables_saying(WORD) == []
    assert files_saying(data_dir, WORD) == []
    for place in places:
        expected = 404 if "side-1" in place and "/dokument/" not in place else 410
        assert client.get(place).status_code == expected, place
    assert "slettet den" in client.get(row.address).content.decode()
    assert AuditEntry.objects.count() == acts + 1  # that something was done, when and by whom, is not forgotten
    assert AuditEntry.objects.filter(actor=actor, action="correct").exists()
    assert AuditEntry.objects.get(action="erase").reason == REASON
    assert len(row.hashes) == 2
    erased.clean_pages()


def test_an_erased_file_does_not_come_back(data_dir: Path, actor: User) -> None:
    data = paper(POINT)
    ingest_file(data, "a.md", publish=True)
    erasure.erase_meeting(Meeting.objects.get(), actor=actor, reason=REASON)
    receipt = ingest_file(data, f"{NAME}.md")
    assert receipt.status == "failed"
    assert receipt.message_da == erased.NOT_AGAIN
    assert tables_saying(WORD) == []
    assert files_saying(data_dir, WORD) == []
    originals.store(data)  # a backup that was put back
    assert erased.sweep() == 1
    assert files_saying(data_dir, WORD) == []


def test_one_item_goes_with_the_files_and_the_rest_of_the_meeting_stays(
    client: Client, data_dir: Path, actor: User
) -> None:
    meeting = live_through_everything(actor)
    Meeting.objects.get().attendances.filter(name=NAME).delete()  # she sat in the meeting, too: that is no item's
    item = Item.objects.get(number="2")
    for document in meeting.documents.all():
        parsed = document.parsed | {"participants": ["Asta Krogh"]}
        SourceDocument.objects.filter(pk=document.pk).update(parsed=parsed)
    erasure.erase_item(item, actor=actor, reason=REASON)
    assert tables_saying(WORD) == []
    assert files_saying(data_dir, WORD) == []
    assert client.get(item.get_absolute_url()).status_code == 410
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert CYCLE_PATH.title in page
    assert "Originalen kan ikke hentes her" in page
    assert client.get("/soeg.json?q=Lundvej").json()["total"] == 1
    call_command("reparse", all=True)
    assert Item.objects.count() == 2


def test_an_item_that_was_renamed_and_renumbered_goes_from_the_kept_reading(data_dir: Path, actor: User) -> None:
    ingest_file(paper(CYCLE_PATH, POINT), "a.md", publish=True)
    item = Item.objects.get(number="2")
    renamed = {"number": "7", "title": "Klage over støj", "case_number": "23/7789"}
    corrections.correct(item, renamed, actor=actor)
    erasure.erase_item(Item.objects.get(pk=item.pk), actor=actor, reason=REASON)
    assert tables_saying(NAME) == []


def test_a_later_file_of_the_meeting_comes_with_a_word_of_what_was_erased(data_dir: Path, actor: User) -> None:
    ingest_file(paper(CYCLE_PATH, POINT), "a.md", publish=True)
    erasure.erase_item(Item.objects.get(number="2"), actor=actor, reason=REASON)
    receipt = ingest_file(paper(CYCLE_PATH, dataclasses.replace(BUDGET, number="3")), "b.md")
    assert "Slettet tidligere: referat, Teknik- og Miljøudvalget, 5. december 2023, punkt 2." in receipt.message_da
    assert "erased_before" in {warning["code"] for warning in SourceDocument.objects.latest("version").warnings}
    assert "Slettet" not in ingest_file(paper(CYCLE_PATH, date="12-12-2023"), "c.md").message_da


def test_an_earlier_version_can_go_alone(client: Client, data_dir: Path, actor: User) -> None:
    ingest_file(paper(CYCLE_PATH, POINT), f"{NAME}.md", publish=True)
    ingest_file(paper(CYCLE_PATH, BATHS), "b.md")
    first, second = Meeting.objects.get().documents.order_by("version")
    with pytest.raises(ValueError, match="replaced"):
        erasure.erase_version(second, actor=actor, reason=REASON)
    erasure.erase_version(first, actor=actor, reason=REASON)
    assert tables_saying(WORD) == []
    assert files_saying(data_dir, WORD) == []
    assert BATHS.title in client.get(Meeting.objects.get().get_absolute_url()).content.decode()
    assert WORD not in client.get(f"{Meeting.objects.get().get_absolute_url()}versioner/").content.decode()


def test_pictures_of_pages_go_with_the_file(data_dir: Path, actor: User) -> None:
    data = as_pdf([Block("title", "Referat"), Block("text", POINT.text)])
    sha256 = originals.store(data)
    page_picture(sha256, 1)
    document = SourceDocument.objects.create(sha256=sha256, filename="a.pdf", media_type="application/pdf", size=1)
    assert len([path for path in data_dir.rglob("*") if path.is_file()]) == 2
    erasure.erase_file(document, actor=actor, reason=REASON)
    assert [path for path in data_dir.rglob("*") if path.is_file()] == []


def test_the_audit_trail_lets_words_be_blanked_by_an_erasure_and_nothing_else(actor: User) -> None:
    ingest_file(paper(POINT), "a.md", publish=True)
    entry = AuditEntry.objects.earliest("pk")
    for changes in ({"target": ""}, {"before": None, "after": None, "reason": "", "target": ""}):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            AuditEntry.objects.filter(pk=entry.pk).update(**changes)
    for changes in ({"target": "andet"}, {"action": "correct"}, {"actor_name": "en anden"}):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('meetings.erasing', 'yes', true)")
            blank = {"before": None, "after": None, "reason": "", "target": ""}
            AuditEntry.objects.filter(pk=entry.pk).update(**(blank | changes))
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AuditEntry.objects.all().delete()
    assert not Erasure.objects.exists()
