"""A clerk hands files in: each finds its way, or says what it waits for; nothing becomes public by itself."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from meetings.filing.publishing import publish
from meetings.models import Attachment, AuditEntry, Batch, Committee, Item, Meeting, SourceDocument, Upload
from tests.access.people import archive_admin, clerk, logged_in
from tests.clerk.uploading import on_disk, send, signed_in, the, work
from tests.make import make_committee, make_meeting
from tests.papers import BATHS, BUDGET, CYCLE_PATH, Point, paper

pytestmark = pytest.mark.django_db(transaction=True)

LETTER = "Naboerne på Lundvej har set kortet og ønsker, at stien lægges på nordsiden af vejen, hvor der er plads."
CPR = Point("Ansøgning", text="Ansøgeren har CPR-nr. 150585-1230.")


@pytest.fixture
def desk() -> Client:
    make_committee("Teknik- og Miljøudvalget")
    return signed_in()


def choose(client: Client, upload: Upload, verb: str, **fields: str) -> None:
    address = f"/bord/bunke/{upload.batch_id}/fil/{upload.pk}/"
    assert client.get(address).status_code == 200
    answer = client.post(f"{address}{verb}/", fields)
    assert answer.status_code == 302
    assert answer["Location"] == f"/bord/bunke/{upload.batch_id}/", client.get(address).content.decode()
    work()


def test_a_month_of_files_each_with_its_own_way(desk: Client) -> None:
    answer = send(
        desk,
        {
            "a.md": paper(),
            "b.md": paper(BATHS, date="09-01-2024"),
            "i stykker.pdf": b"%PDF-1.7 nothing more",
            "tal.xlsx": b"PK\x03\x04 a workbook",
            "uden dato.md": paper(date=""),
            "cpr.md": paper(CPR, date="06-02-2024"),
        },
    )
    batch = Batch.objects.get()
    assert answer["Location"] == f"/bord/bunke/{batch.pk}/"
    assert {row.state for row in batch.uploads.all()} == {"waiting", "refused"}
    assert "mangler at blive læst" in desk.get(answer["Location"]).content.decode()
    work()
    states = dict(batch.uploads.values_list("filename", "state"))
    assert states == {
        "a.md": "filed",
        "b.md": "filed",
        "i stykker.pdf": "unread",
        "tal.xlsx": "refused",
        "uden dato.md": "incomplete",
        "cpr.md": "held",
    }
    assert not Meeting.objects.published().exists()
    page = desk.get(answer["Location"]).content.decode()
    for upload in batch.uploads.exclude(sha256=""):
        assert upload.sha256 in page
    assert f"/bord/moede/{the('a.md').meeting_id}/" in page
    assert "1230" not in page
    assert AuditEntry.objects.filter(action="upload", actor__email="asta@varde.example").count() == 1
    assert "uden dato.md" in desk.get("/bord/").content.decode()


def test_the_same_file_again_is_a_link_and_no_copy(desk: Client) -> None:
    send(desk, {"a.md": paper()})
    work()
    kept = on_disk()
    page = desk.get(send(desk, {"igen.md": paper()})["Location"]).content.decode()
    assert "Filen ligger her allerede" in page
    assert f"/bord/moede/{Meeting.objects.get().pk}/" in page
    assert on_disk() == kept
    assert SourceDocument.objects.count() == 1


def test_the_same_bytes_twice_in_a_batch_are_one_meeting(desk: Client) -> None:
    send(desk, {"a.md": paper(), "a (1).md": paper()})
    work()
    assert sorted(Upload.objects.values_list("state", flat=True)) == ["filed", "same"]
    assert Meeting.objects.count() == 1


def test_a_second_file_of_a_published_meeting_waits_until_the_clerk_says_new_version(desk: Client) -> None:
    send(desk, {"a.md": paper()})
    work()
    meeting = publish(Meeting.objects.get(), actor=None)
    changed = Point(CYCLE_PATH.title, case=CYCLE_PATH.case, text=CYCLE_PATH.text, decision="Afvist med stor majoritet.")
    send(desk, {"b.md": paper(changed, BATHS, BUDGET)})
    work()
    upload = the("b.md")
    assert (upload.state, upload.meeting) == ("version", meeting)
    assert "Afvist" not in desk.get(meeting.items.first().get_absolute_url()).content.decode()
    page = desk.get(f"/bord/bunke/{upload.batch_id}/fil/{upload.pk}/").content.decode()
    assert re.search(r"<ins>.*?Afvist.*?</ins>", page, re.DOTALL)
    choose(desk, upload, "ny-version")
    assert the("b.md").state == "filed"
    assert "Afvist" in desk.get(meeting.items.first().get_absolute_url()).content.decode()
    assert SourceDocument.objects.get(filename="b.md").version == 2


def test_a_waiting_version_stays_waiting_when_everything_is_read_again(desk: Client) -> None:
    from meetings.filing.intake import ingest_file, read_again

    send(desk, {"a.md": paper()})
    work()
    meeting = publish(Meeting.objects.get(), actor=None)
    other = paper(CYCLE_PATH)
    send(desk, {"b.md": other})
    work()
    read_again(SourceDocument.objects.get(filename="b.md"))
    ingest_file(other, "b.md", publish=True)
    assert meeting.items.count() == 3
    assert SourceDocument.objects.get(filename="b.md").meeting is None


def test_a_second_meeting_of_the_day_and_a_file_that_is_put_aside(desk: Client) -> None:
    for name, point in (("a.md", CYCLE_PATH), ("b.md", BATHS), ("c.md", BUDGET)):
        send(desk, {name: paper(point)})
        work()
    choose(desk, the("b.md"), "andet-moede")
    assert sorted(Meeting.objects.values_list("sequence", flat=True)) == [1, 2]
    choose(desk, the("c.md"), "laeg-til-side")
    assert the("c.md").state == "declined"
    assert Meeting.objects.count() == 2


def test_four_eyes_choose_a_new_version_of_what_readers_see(desk: Client) -> None:
    send(desk, {"a.md": paper()})
    work()
    place = publish(Meeting.objects.get(), actor=None).committee.municipality
    place.four_eyes = True
    place.save()
    send(desk, {"b.md": paper(BATHS)})
    work()
    upload = the("b.md")
    desk.post(f"/bord/bunke/{upload.batch_id}/fil/{upload.pk}/ny-version/")
    assert the("b.md").state == "version"
    choose(logged_in(clerk("Varde", "birk")), upload, "ny-version")
    assert the("b.md").state == "filed"


def test_an_unknown_committee_is_made_or_chosen_for_all_files_that_name_it(desk: Client) -> None:
    files = {f"{month}.md": paper(committee="Vejudvalget", date=f"0{month}-02-2024") for month in (1, 2)}
    send(desk, {**files, "k.md": paper(committee="Kulturrådet")})
    work()
    assert {the(name).state for name in ("1.md", "2.md", "k.md")} == {"committee"}
    assert Committee.objects.count() == 1
    choose(desk, the("1.md"), "udvalg", udvalg="nyt")
    assert {the(name).state for name in files} == {"filed"}
    choose(desk, the("k.md"), "udvalg", udvalg=str(Committee.objects.get(name__startswith="Teknik").pk))
    assert the("k.md").meeting.committee.name.startswith("Teknik")
    assert not Committee.objects.filter(name__startswith="Kultur").exists()


def test_a_document_without_a_date_is_told_one(desk: Client) -> None:
    send(desk, {"a.md": paper(date="")})
    work()
    upload = the("a.md")
    address = f"/bord/bunke/{upload.batch_id}/fil/{upload.pk}/oplysninger/"
    assert "dag-måned-år" in desk.post(address, {"dato": "31-02-2024"}, follow=True).content.decode()
    choose(desk, upload, "oplysninger", dato="24-03-2024")
    assert str(the("a.md").meeting.date) == "2024-03-24"


def test_another_municipalitys_file_is_refused_and_lies_on_nobodys_desk(desk: Client) -> None:
    make_committee("Byrådet", "Esbjerg")
    send(desk, {"a.md": paper(municipality="Esbjerg")})
    work()
    upload = the("a.md")
    assert (upload.state, upload.meeting) == ("foreign", None)
    assert "Esbjerg" in desk.get(f"/bord/bunke/{upload.batch_id}/").content.decode()
    assert not Meeting.objects.exists()
    document = SourceDocument.objects.get()
    assert document.municipality is None
    other = signed_in("Esbjerg")
    assert other.get(f"/bord/bunke/{upload.batch_id}/").status_code == 404
    assert "a.md" not in other.get("/bord/").content.decode()
    assert logged_in(archive_admin()).get(f"/bord/bunke/{upload.batch_id}/").status_code == 200
    send(other, {"vores.md": paper(municipality="Esbjerg")})
    work()
    assert the("vores.md").state == "committee"


def test_what_another_municipality_has_is_not_shown(desk: Client) -> None:
    send(signed_in("Esbjerg"), {"hemmelig.md": paper(municipality="Esbjerg")})
    work()
    page = desk.get(send(desk, {"a.md": paper(municipality="Esbjerg")})["Location"]).content.decode()
    assert "fra en anden kommune" in page
    assert "hemmelig" not in page
    assert the("a.md").document is None


def test_papers_find_their_item_by_name_and_by_hand(desk: Client) -> None:
    point = Point("Cykelsti", attachments=("Kort over strækningen", "Høringssvar fra naboer"))
    send(
        desk,
        {
            "Bilag 1 - Kort over strækningen.txt": LETTER.encode(),
            "referat.md": paper(point),
            "Bilag scan 7.txt": LETTER.upper().encode(),
        },
    )
    work()
    first = the("Bilag 1 - Kort over strækningen.txt")
    assert (first.state, first.item) == ("attached", Item.objects.get())
    loose = the("Bilag scan 7.txt")
    assert loose.state == "loose"
    wanted = Attachment.objects.get(title="Høringssvar fra naboer")
    choose(desk, loose, "bilag", bilag=str(wanted.pk))
    wanted.refresh_from_db()
    assert wanted.document == loose.document
    sha256 = loose.sha256
    assert desk.get(f"/dokument/{sha256}/").status_code == 404
    publish(Meeting.objects.get(), actor=None)
    assert b"".join(desk.get(f"/dokument/{sha256}/").streaming_content) == LETTER.upper().encode()
    assert Meeting.objects.count() == 1


def test_a_paper_with_a_cpr_number_is_never_given_to_readers(desk: Client) -> None:
    send(desk, {"referat.md": paper(Point("Sag", attachments=("Ansøgning",)))})
    work()
    publish(Meeting.objects.get(), actor=None)
    send(desk, {"Ansøgning.txt": f"{LETTER} CPR-nr. 150585-1230".encode(), "noter.md": paper(CPR, date="")})
    work()
    assert the("Ansøgning.txt").state in ("held", "attached")
    assert the("noter.md").state in ("held", "incomplete")
    choose(desk, the("noter.md"), "bilag") if the("noter.md").state == "incomplete" else None
    for name in ("Ansøgning.txt", "noter.md"):
        assert desk.get(f"/dokument/{the(name).sha256}/").status_code == 404


def test_a_held_back_second_file_is_released_with_a_reason_and_still_asks(desk: Client) -> None:
    send(desk, {"a.md": paper()})
    work()
    meeting = publish(Meeting.objects.get(), actor=None)
    send(desk, {"b.md": paper(CPR)})
    work()
    assert the("b.md").state == "version"
    choose(desk, the("b.md"), "ny-version")
    assert the("b.md").state == "held"
    assert meeting.items.count() == 3
    choose(desk, the("b.md"), "frigiv", begrundelse="Nummeret er et eksempel.")
    assert the("b.md").state == "filed"
    assert meeting.items.count() == 1


def test_no_desk_touches_another_municipalitys_batch(desk: Client) -> None:
    send(desk, {"a.md": paper(date="")})
    work()
    upload = the("a.md")
    other = signed_in("Esbjerg")
    for address in ("", "luk/", "fil/", f"fil/{upload.pk}/", f"fil/{upload.pk}/bilag/"):
        for ask in (other.get, other.post):
            answer = ask(f"/bord/bunke/{upload.batch_id}/{address}")
            assert answer.status_code in (404, 405), address
    assert the("a.md").state == "incomplete"


def test_an_archive_administrator_says_whose_files_they_are() -> None:
    make_meeting(municipality="Varde")
    admin = logged_in(archive_admin())
    assert send(admin, {"a.md": paper()}).status_code == 404
    place = Committee.objects.get().municipality
    send(admin, {"a.md": paper(BATHS, date="09-01-2024")}, kommune=str(place.pk))
    assert Batch.objects.get().municipality == place


def test_a_paper_that_came_before_its_minutes_is_tied_and_what_was_found_in_it_stays(desk: Client) -> None:
    papers = {"Ansøgning.txt": f"{LETTER} CPR-nr. 150585-1230".encode(), "Kort.txt": LETTER.encode()}
    send(desk, {**papers, "referat.md": paper(Point("Sag", attachments=("Ansøgning", "Kort")))})
    work()
    publish(Meeting.objects.get(), actor=None)
    assert {the(name).state for name in papers} == {"attached"}
    assert "Læserne får ikke filen" in the("Ansøgning.txt").message
    readable = SourceDocument.objects.for_readers().values_list("filename", flat=True)
    assert set(readable) == {"Kort.txt", "referat.md"}
