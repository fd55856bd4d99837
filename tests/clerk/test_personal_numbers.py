"""What may be a CPR number waits for a look; no number in a file's name is seen by anybody or kept in a log."""

from __future__ import annotations

import dataclasses
import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from meetings.filing.intake import ingest_file
from meetings.filing.publishing import publish
from meetings.models import Attachment, AuditEntry, Meeting, SourceDocument, Upload, User
from tests.access.people import archive_admin, logged_in, municipality_admin
from tests.extract.makers.as_docx import package, paragraph, part, run
from tests.make import make_committee
from tests.papers import BATHS, CYCLE_PATH, Point, paper
from tests.publish.post import Post, text_of

from .drafts import CPR, draft, words
from .uploading import send, work

pytestmark = pytest.mark.django_db(transaction=True)

NUMBER = "150585-1235"  # a day, and no check digit: may be one
DOUBTFUL = dataclasses.replace(CYCLE_PATH, text=f"Sagen har nummer {NUMBER} i det gamle system.")
NAMED = "Ansøgning_150585-1230"


@pytest.fixture
def desk(asta: User) -> Client:
    make_committee("Teknik- og Miljøudvalget")
    return logged_in(asta)


def at(meeting: Meeting, rest: str = "") -> str:
    return f"/bord/moede/{meeting.pk}/{rest}"


def status(meeting: Meeting) -> str:
    return Meeting.objects.get(pk=meeting.pk).status


def mark_on(page: Any) -> str:
    found = re.search(r'name="set" value="(\w+)">\s*<p>Se efter', page.content.decode())
    assert found, words(page)
    return found[1]


# --- What may be a number --------------------------------------------------------------------------------------------


def test_what_may_be_a_number_is_published_when_somebody_looked_and_said_that_it_is_none(
    desk: Client, asta: User
) -> None:
    meeting = draft(DOUBTFUL)
    page = desk.get(at(meeting))
    assert "Kræver et blik" in words(page)
    assert "150585-xxxx" in words(page)
    assert "Svaret gemmes med dit navn" in words(page)
    desk.post(at(meeting, "offentliggoer/"))
    desk.post("/bord/offentliggoer/", {"moede": [meeting.pk]})
    assert status(meeting) == "draft"
    answer = desk.post(at(meeting, "begrund/"), {"intet": "1", "set": mark_on(page)}, follow=True)
    assert "Taget stilling af Asta" in words(answer)
    assert "Svaret gemmes med dit navn" not in words(answer)
    desk.post(at(meeting, "offentliggoer/"))
    assert status(meeting) == "published"
    entry = AuditEntry.objects.get(action="no_cpr_number")
    assert (entry.actor, entry.meeting_id) == (asta, meeting.pk)
    assert "150585-xxxx" in str(entry.after)
    assert NUMBER not in f"{entry.after}{entry.reason}{entry.target}"


def test_her_word_is_of_what_she_saw(desk: Client) -> None:
    """Of the file that was newest then, and of the findings that it had."""
    meeting = draft(DOUBTFUL)
    seen = mark_on(desk.get(at(meeting)))
    assert "Det spærrer ikke længere" in words(
        desk.post(at(draft(date="12-12-2023"), "begrund/"), {"intet": "1"}, follow=True)
    )
    draft(DOUBTFUL, BATHS)  # a new version
    for mark in (seen, ""):
        late = desk.post(at(meeting, "begrund/"), {"intet": "1", "set": mark}, follow=True)
        assert "Mødet er ændret, siden du åbnede siden." in words(late)
    desk.post(at(meeting, "begrund/"), {"intet": "1", "set": mark_on(desk.get(at(meeting)))})
    document = meeting.documents.get(version=2)
    document.warnings = [*document.warnings, {"code": "personal_data_review", "message": "Kan indeholde: 020385-xxxx"}]
    document.save()  # as where OCR has read one more page
    desk.post(at(meeting, "offentliggoer/"))
    assert status(meeting) == "draft"
    assert "Noget spærrer" in words(desk.get("/bord/"))


def test_with_a_reason_it_may_be_published_though_it_is_one(desk: Client) -> None:
    meeting = draft(DOUBTFUL)
    desk.post(at(meeting, "begrund/"), {"spaerrer": "personal_data_look", "begrundelse": " "})
    desk.post(at(meeting, "offentliggoer/"))
    assert status(meeting) == "draft"
    desk.post(at(meeting, "begrund/"), {"spaerrer": "personal_data_look", "begrundelse": "Et eksempel."})
    desk.post(at(meeting, "offentliggoer/"))
    assert status(meeting) == "published"
    assert AuditEntry.objects.get(reason="Et eksempel.").action == "release"


def test_no_look_is_enough_where_it_surely_is_one(desk: Client) -> None:
    meeting = draft(CPR)
    assert "Intet CPR-nummer" not in words(desk.get(at(meeting)))
    desk.post(at(meeting, "begrund/"), {"intet": "1", "set": "x"})
    desk.post(at(meeting, "offentliggoer/"))
    assert status(meeting) == "draft"


def test_nothing_publishes_it_by_itself(tmp_path: Path) -> None:
    for name, point in (("a.md", DOUBTFUL), ("b.md", BATHS)):
        (tmp_path / name).write_bytes(paper(point, date=f"0{len(name + point.title) % 8 + 1}-12-2023"))
    out = StringIO()
    call_command("ingest", str(tmp_path), "--publish", "--jobs", "1", stdout=out)
    call_command("ingest", str(tmp_path), "--publish", "--jobs", "1", stdout=out)
    assert sorted(Meeting.objects.values_list("status", flat=True)) == ["draft", "published"]
    assert "1 held back" in out.getvalue()
    held = SourceDocument.objects.get(filename="a.md")
    assert held.problem.startswith("Kræver et blik: ")
    assert NUMBER not in held.problem


def test_what_was_read_before_findings_waited_for_a_look_waits_for_it_too(desk: Client) -> None:
    meeting = draft(BATHS)
    doubt = {
        "code": "personal_data_review",
        "message": "Kan indeholde CPR-nummer: 150585-xxxx",
        "line": 3,
        "page": None,
    }
    meeting.documents.update(warnings=[doubt])
    again = ingest_file(paper(BATHS), "referat.md", publish=True)
    assert again.held_back
    assert "Kræver et blik" in again.message_da
    desk.post(at(meeting, "begrund/"), {"intet": "1", "set": mark_on(desk.get(at(meeting)))})
    assert ingest_file(paper(BATHS), "referat.md", publish=True).message_da.endswith("Offentliggjort.")


def test_a_new_version_with_one_waits_and_readers_keep_what_they_had(desk: Client) -> None:
    meeting = draft(BATHS, published=True)
    draft(DOUBTFUL)
    assert status(meeting) == "published"
    assert [item.title for item in meeting.items.all()] == [BATHS.title]


def test_a_paper_beside_an_item_waits_for_a_look_too(desk: Client) -> None:
    letter = f"Vi bor i Lundgade og er kede af støjen fra vejen, som blev målt i sommer. Se {NUMBER}.\n" * 2
    minutes = paper(Point("Støj på vejen", attachments=("Høringssvar", "Klage")))
    send(
        desk, {"Klage.txt": f"{letter} og en til".encode(), "referat.md": minutes}
    )  # a paper that nobody knows as such yet
    work()
    publish(Meeting.objects.get(), actor=None)
    assert Upload.objects.get(filename="Klage.txt").state == "attached"
    send(desk, {"Bilag svar.txt": letter.encode()})
    work()
    loose = Upload.objects.get(filename="Bilag svar.txt")
    page = desk.get(f"/bord/bunke/{loose.batch_id}/fil/{loose.pk}/")
    assert (loose.state, loose.message[:15]) == ("held", "Kræver et blik:")
    choose = f"/bord/bunke/{loose.batch_id}/fil/{loose.pk}/intet-cpr/"
    desk.post(choose, {"set": "0" * 16})
    assert Upload.objects.get(pk=loose.pk).state == "held"
    desk.post(choose, {"set": mark_on(page)})
    work()
    assert Upload.objects.get(pk=loose.pk).state == "loose"
    (tied,) = Attachment.objects.exclude(document=None).select_related("document")
    assert tied.document is not None
    assert desk.get(f"/dokument/{tied.document.sha256}/").status_code == 404
    assert AuditEntry.objects.filter(action="no_cpr_number").count() == 1


# --- Where it stands -------------------------------------------------------------------------------------------------


LINES = [line.replace("*", "").strip() for line in paper(BATHS).decode().splitlines() if line]


def _word_with_comment(text: str) -> bytes:
    body = "".join(paragraph(run(line.lstrip("# "))) for line in LINES)
    comment = f'<w:comment w:id="1">{paragraph(run(text))}</w:comment>'
    return package(body, parts={"word/comments.xml": part("comments", comment)})


def _page(*, head: str = "", body: str = "") -> bytes:
    told = "".join(f"<h2>{line.lstrip('# ')}</h2>" if line[0] == "#" else f"<p>{line}</p>" for line in LINES)
    return f"<html><head>{head}</head><body>{told}{body}</body></html>".encode()


@pytest.mark.parametrize(
    ("data", "name", "where"),
    [
        (paper(CPR), "a.md", ""),
        (paper(BATHS), f"{NAMED}.md", "i filnavnet"),
        (paper(BATHS) + b"\n| Navn | CPR-nr. |\n|---|---|\n| Hansen | 1505851230 |\n", "a.md", "i en tabel"),
        (_word_with_comment("Spørg 150585-1230"), "a.docx", "i en kommentar i filen"),
        (_page(body="<!-- 150585-1230 -->"), "a.html", "i en kommentar i filen"),
        (_page(body="<del>150585-1230</del>"), "a.html", "i slettet eller overstreget tekst"),
        (_page(head='<meta name="author" content="150585-1230">'), "a.html", "i filens egenskaber"),
        (_page(body='<p style="display:none">150585-1230</p>'), "a.html", "i tekst i filen, som ingen ser"),
    ],
)
def test_a_finding_says_where_it_stands(desk: Client, data: bytes, name: str, where: str) -> None:
    send(desk, {name: data})
    work()
    document = SourceDocument.objects.get()
    assert document.outcome == "blocked", document.problem
    told = [one["message"] for one in document.warnings if one["code"] == "personal_data_block"]
    assert told
    assert all(one.endswith(f"CPR-nummer{' ' * bool(where)}{where}: 150585-xxxx") for one in told), told
    assert where in document.problem
    upload = Upload.objects.get()
    pages = [f"/bord/bunke/{upload.batch_id}/fil/{upload.pk}/"]
    pages += [at(upload.meeting)] if upload.meeting else []
    assert all(told[0] in words(desk.get(page)) for page in pages)


# --- In a file's name ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [NAMED, "CPR_1505851230", "Brev%20150585%2D1230", "150585-1235 svar"])
def test_a_number_in_a_files_name_is_masked_wherever_anybody_sees_it(name: str, asta: User, post: Post) -> None:
    make_committee("Teknik- og Miljøudvalget")
    desk, boss, root = logged_in(asta), logged_in(municipality_admin("Varde")), logged_in(archive_admin())
    number = re.compile(r"150585(?:-|%2D)?123[05]|1505851230")
    empty = b"PK\x03\x04 not a package"
    answer = send(
        desk, {f"{name}.md": paper(BATHS), f"{name} tom.md": b" \n", f"{name}.docx": empty, f"{name}.exe": b"MZ"}
    )
    work()
    meeting, batch = Meeting.objects.get(), Upload.objects.values_list("batch", flat=True)[0]
    desk.post(at(meeting, "begrund/"), {"spaerrer": "personal_data", "begrundelse": "Navnet er ikke offentligt."})
    desk.post(at(meeting, "begrund/"), {"spaerrer": "personal_data_look", "begrundelse": "Navnet er ikke offentligt."})
    desk.post(at(meeting, "offentliggoer/"))
    files = [f"/bord/bunke/{batch}/fil/{pk}/" for pk in Upload.objects.values_list("pk", flat=True)]
    document = meeting.documents.get()
    pages = [answer, *(desk.get(one) for one in (f"/bord/bunke/{batch}/", *files, "/bord/", at(meeting)))]
    pages += [desk.get(at(meeting, "version-1/")), Client().get(meeting.get_absolute_url())]
    pages += [boss.get(one) for one in ("/bord/log/", "/bord/log/tabel.csv", at(meeting, "slet/"))]
    admin = ("sourcedocument/", f"sourcedocument/{document.pk}/change/", "upload/", "auditentry/")
    pages += [root.get(f"/admin/meetings/{one}") for one in admin]
    told = [(b"".join(page.streaming_content) if page.streaming else page.content).decode() for page in pages]  # type: ignore[attr-defined]
    told += [text_of(mail) for mail in post.mails] + [str(page.headers) for page in pages]
    told += [str(row) for table in (AuditEntry, Upload) for row in table.objects.values_list()]
    told += [str(SourceDocument.objects.values_list("parsed", "warnings", "problem"))]
    assert [found.group() for text in told for found in [number.search(text)] if found] == []
    assert sum("150585-xxxx" in text for text in told) > 10
    assert "150585-xxxx" in text_of(post.mails[0])
    assert boss.get("/bord/log/").status_code == 200


def test_what_an_earlier_version_wrote_into_the_log_is_masked_where_it_is_shown(desk: Client) -> None:
    boss = municipality_admin("Varde")
    AuditEntry.objects.create(action="release", municipality=boss.municipality, target=f"{NAMED}.pdf")
    reader = logged_in(boss)
    table = b"".join(reader.get("/bord/log/tabel.csv").streaming_content).decode()  # type: ignore[attr-defined]
    assert all("150585-xxxx" in said and NAMED not in said for said in (table, words(reader.get("/bord/log/"))))


def test_the_terminal_shows_no_number_of_a_name(tmp_path: Path) -> None:
    (tmp_path / f"{NAMED}.md").write_bytes(paper(BATHS))
    out = StringIO()
    call_command("ingest", str(tmp_path), "--jobs", "1", stdout=out)
    call_command("reparse", "--all", stdout=out)
    assert out.getvalue().count("150585-xxxx.md") == 2
    assert "150585-1230" not in out.getvalue()
