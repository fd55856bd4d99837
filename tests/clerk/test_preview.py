"""The original beside what was read of it, and every field corrected there with its effects seen first."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

import pytest
from django.test import Client

from meetings.clerk.preview_places import COVER, Span, original_of
from meetings.filing.intake import ingest_file, read_again
from meetings.models import AuditEntry, Correction, Decision, Meeting, SearchItem, Subscription
from tests.access.people import auditor, clerk, logged_in
from tests.papers import BATHS, CYCLE_PATH, Point, paper

from .drafts import CLOSED, CPR, VOTED, draft, said, save, words

pytestmark = pytest.mark.django_db


def at(meeting: Meeting, rest: str = "") -> str:
    return f"/bord/moede/{meeting.pk}/{rest}"


def anchors(page: Any) -> tuple[set[str], set[str]]:
    """The ids of a page, and where its links within it lead."""
    text = page.content.decode()
    return set(re.findall(r'id="([^"]+)"', text)), set(re.findall(r'href="#([^"]+)"', text))


def test_each_field_leads_to_its_lines_and_each_line_to_its_field(desk: Client) -> None:
    meeting = draft(VOTED, BATHS)
    page = desk.get(at(meeting))
    ids, links = anchors(page)
    assert links <= ids
    text = page.content.decode()
    document = meeting.documents.get()
    lines = document.text.split("\n")
    item = meeting.items.get(number="1")
    section = item.sections.get(role="background")
    line = next(n for n, words in enumerate(lines, 1) if "skolevej for 140" in words)
    assert f'<li id="l{line}" data-field="afsnit-{section.pk}">' in text
    first = int(re.search(rf'id="afsnit-{section.pk}" data-first="(\d+)"', text)[1])  # type: ignore[index]
    assert "Sagsfremstilling" in lines[first - 1]
    for row, printed in ((item, "Punkt 1: Cykelsti"), (item.decisions.get(), "Beslutning i Teknik")):
        anchor = {"item": "punkt", "decision": "beslutning"}[str(row._meta.model_name)]
        first = int(re.search(rf'id="{anchor}-{row.pk}" data-first="(\d+)"', text)[1])  # type: ignore[index]
        assert printed in lines[first - 1]
    case = next(n for n, words in enumerate(lines, 1) if words.startswith("23/1234"))
    assert f'23/1234  <a class="place" href="#l{case}">' in text.replace("\n", " ")


def test_what_was_found_is_counted(desk: Client) -> None:
    meeting = draft(CYCLE_PATH, BATHS)
    meeting.documents.update(
        unread=[{"line": 3, "text": "Noget, ingen regel kender", "page": None}],
        warnings=[{"code": "votes_unread", "message": "En afstemning kunne ikke læses.", "line": 9, "page": None}],
    )
    document = meeting.documents.get()
    document.parsed = (document.parsed or {}) | {
        "contents": ["Indholdsfortegnelse", "1 Cykelsti", "2 Svømmehal", "3 Eventuelt"]
    }
    document.save()
    page = words(desk.get(at(meeting)))
    assert "2 punkter ; indholdsfortegnelsen nævner 3 Passer ikke" in page.replace("punkter;", "punkter ;")
    assert "»Noget, ingen regel kender« linje 3" in page
    assert "En afstemning kunne ikke læses. linje 9" in page
    share = int(re.search(r"(\d+) % af teksten", page)[1])  # type: ignore[index]
    assert 90 <= share < 100


@pytest.mark.parametrize(("point", "told"), [(CPR, "CPR-nummer"), (CLOSED, "under et lukket punkt")])
def test_a_blocker_leads_to_its_place(desk: Client, point: Point, told: str) -> None:
    page = desk.get(at(draft(point)))
    box = page.content.decode().split('id="spaerrer"')[1].split("</section>")[0]
    assert told in box
    assert re.search(r'href="#l\d+"', box)
    assert "Offentliggør nu" not in page.content.decode()


def test_a_correction_is_seen_before_it_is_saved_and_undone(desk: Client) -> None:
    meeting = draft(VOTED, BATHS, published=True)
    item = meeting.items.get(number="2")
    Subscription.objects.create(
        email="f@example.org", kind="committee", target="/".join(meeting.address_parts()[:2]), state="active"
    )
    address = at(meeting, f"ret/item/{item.pk}/")
    form = said(item, title="Svømmehal ved Hovmarken lukkes til april", reason="Efter aftale")
    seen = desk.post(address, form)
    page = words(seen)
    assert "Svømmehal ved Hovmarken lukkes til april" in page
    assert "Søgningen finder det nye: 1 punkt ændres." in page
    assert "1, der følger udvalget eller en af sagerne, får besked" in page
    item.refresh_from_db()
    assert item.title == "Svømmehal ved Hovmarken"  # not yet
    assert not Correction.objects.exists()
    assert not AuditEntry.objects.filter(action="correct").exists()

    answer = desk.post(address, form | {"gem": "1"})
    assert answer["Location"] == at(meeting, f"#punkt-{item.pk}")
    assert SearchItem.objects.get(item=item).title == "Svømmehal ved Hovmarken lukkes til april"
    read_again(meeting.documents.get())
    item.refresh_from_db()
    assert item.title == "Svømmehal ved Hovmarken lukkes til april"
    correction = Correction.objects.get()
    assert correction.reason == "Efter aftale"
    assert "læst: »Svømmehal ved Hovmarken«" in words(desk.get(at(meeting)))

    desk.post(at(meeting, f"fortryd/{correction.pk}/"))
    item.refresh_from_db()
    assert item.title == "Svømmehal ved Hovmarken"


def test_another_committee_and_day_move_the_address_and_the_old_one_leads_on(desk: Client, client: Client) -> None:
    meeting = draft(published=True)
    old = meeting.get_absolute_url()
    form = said(meeting, committee="Klima- og Landdistriktsudvalget", date="2023-12-06")
    page = words(desk.post(at(meeting, f"ret/meeting/{meeting.pk}/"), form))
    new = "/varde/klima-og-landdistriktsudvalget/2023-12-06/"
    assert new in page
    assert "fører læserne videre" in page
    assert not meeting.committee.municipality.committees.filter(name="Klima- og Landdistriktsudvalget").exists()
    save(desk, at(meeting, f"ret/meeting/{meeting.pk}/"), **form)
    assert client.get(f"{old}punkt-1/")["Location"] == f"{new}punkt-1/"
    assert client.get(new).status_code == 200


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("date", "2023-02-30", "Skriv en dato, der findes"),
        ("date", "", "Feltet skal udfyldes"),
        ("date", "2023-12-12", "Der er allerede"),
        ("start_time", "25:00", "Skriv et klokkeslæt"),
        ("term_start", "for længst", "Skriv et helt tal"),
    ],
)
def test_what_cannot_be_is_said_in_danish(desk: Client, field: str, typed: str, told: str) -> None:
    draft(date="12-12-2023")
    meeting = draft()
    answer = desk.post(at(meeting, f"ret/meeting/{meeting.pk}/"), said(meeting, **{field: typed}))
    assert answer.status_code == 422
    groups = answer.content.decode().split('class="form-group')
    (asked,) = [group for group in groups if f'name="{field}"' in group]
    assert told in asked
    assert f'value="{typed}"' in asked


def test_every_row_can_be_added_corrected_and_taken_away(desk: Client) -> None:
    meeting = draft(VOTED)
    item = meeting.items.get()
    decision = item.decisions.get()
    new = {
        f"tilfoej/vote/{decision.pk}/": {"position": "undlod at stemme", "parties": "Ø\r\nB", "count": "2"},
        f"tilfoej/absence/{decision.pk}/": {"name": "Clara Bak", "from_item": "on", "party": "Ø"},
        f"tilfoej/attachment/{item.pk}/": {"title": "Støjmåling", "document_number": "12-23"},
        f"tilfoej/section/{item.pk}/": {"heading": "Økonomi", "role": "finance", "text": "Ingen."},
        f"tilfoej/attendance/{meeting.pk}/": {"name": "Dorte Lund", "present": "on"},
        f"tilfoej/item/{meeting.pk}/": {"number": "2", "title": "Eventuelt", "kind": "unspecified"},
    }
    for rest, answers in new.items():
        save(desk, at(meeting, rest), **answers)
    vote = decision.votes.get(position="abstain")
    assert (vote.parties, vote.count) == (["Ø", "B"], 2)
    save(desk, at(meeting, f"ret/vote/{vote.pk}/"), **said(vote, parties="Ø", persons="Ea Friis"))
    asta = meeting.attendances.get(name="Asta Krogh")
    save(desk, at(meeting, f"ret/attendance/{asta.pk}/"), **said(asta, party="Borgerlisten"))
    for row in (item.attachments.get(title="Kort over Lundvej"), decision.absences.get(name="Bent Holm")):
        address = at(meeting, f"fjern/{row._meta.model_name}/{row.pk}/")
        assert desk.get(address).status_code == 200
        desk.post(address, {"gem": "1"})
    read_again(meeting.documents.get())
    vote.refresh_from_db()
    assert (vote.parties, vote.persons) == (["Ø"], ["Ea Friis"])
    assert [one.title for one in item.attachments.all()] == ["Støjmåling"]
    assert [(one.printed, one.from_item) for one in decision.absences.all()] == [("Clara Bak (Ø)", True)]
    page = words(desk.get(at(meeting, "")))
    assert "Asta Krogh (Borgerlisten)" in page
    assert "tilføjet her" in page
    assert "punkt fjernet" not in page  # it was added
    assert "bilag fjernet" in page
    assert "Clara Bak (Ø) kun ved dette punkt" in page
    assert item.sections.filter(heading="Økonomi").exists()
    assert meeting.attendances.filter(name="Dorte Lund").exists()
    assert meeting.items.filter(title="Eventuelt").exists()
    gone = Correction.objects.get(target_model="attachment", field="row", value__isnull=True)
    desk.post(at(meeting, f"fortryd/{gone.pk}/"))
    assert item.attachments.filter(title="Kort over Lundvej").exists()


def test_a_text_is_shown_word_by_word_before_it_is_saved(desk: Client) -> None:
    meeting = draft(CYCLE_PATH)
    section = meeting.items.get().sections.earliest("position")
    address = at(meeting, f"ret/section/{section.pk}/")
    seen = desk.post(address, said(section, text="Lundvej er skolevej for 150 elever.")).content.decode()
    assert "Lundvej er skolevej for <del>140 </del><ins>150 </ins>elever." in seen
    assert "Mødet er ikke offentligt: læserne" in seen
    seen = desk.post(address, said(section, text="Lundvej er skolevej\n\nfor 140 elever.")).content.decode()
    assert f'<dt>Før</dt><dd class="words">{CYCLE_PATH.text}</dd>' in seen  # lines alone: both are shown whole
    section.refresh_from_db()
    assert section.text == CYCLE_PATH.text


def test_what_another_corrected_meanwhile_is_not_undone_unseen(desk: Client) -> None:
    meeting = draft(CYCLE_PATH)
    item = meeting.items.get()
    address = at(meeting, f"ret/item/{item.pk}/")
    opened = re.search(r'name="set" value="(\w+)"', desk.get(address).content.decode())
    assert opened
    save(logged_in(clerk("Varde", "bent")), address, **said(item, title="Cykelsti langs hele Lundvej"))
    form = said(item, document_number="77-23", set=opened[1])
    answer = desk.post(address, form | {"gem": "1"})
    assert answer.status_code == 422
    assert "En anden har rettet det" in words(answer)
    item.refresh_from_db()
    assert (item.title, item.document_number) == ("Cykelsti langs hele Lundvej", "")


def test_the_same_name_twice_is_said_in_danish(desk: Client) -> None:
    meeting = draft()
    answer = desk.post(at(meeting, f"tilfoej/attendance/{meeting.pk}/"), {"name": "Asta Krogh", "present": "on"})
    assert answer.status_code == 422
    assert "Det står der allerede." in words(answer)


def test_what_was_found_points_at_its_line_or_at_the_whole_field() -> None:
    original = original_of(None, "Referat\n\nTil stede: Asta Krogh")
    assert original.line_with(["Bent", "ASTA"], COVER) == Span(3, 3)
    assert original.line_with(["Bent", ""], COVER) == Span(1, 3)
    assert original.line_with(["Asta"], "item 1") is None
    assert original_of({"source": {"pages": 2}}, "Referat").place(COVER) == Span(1, 1, page=1)


def test_an_item_taken_away_by_mistake_comes_back_whole(desk: Client) -> None:
    meeting = draft(VOTED, BATHS)
    item = meeting.items.get(number="1")
    desk.post(at(meeting, f"fjern/item/{item.pk}/"), {"gem": "1"})
    assert meeting.items.count() == 1
    desk.post(at(meeting, f"fortryd/{Correction.objects.get().pk}/"))
    back = meeting.items.get(number="1")
    assert (back.position, back.sections.count(), back.attachments.count()) == (1, 2, 1)
    assert back.decisions.get().absences.get().name == "Bent Holm"


def test_a_decision_is_split_where_the_clerk_says_and_joined_again(desk: Client) -> None:
    meeting = draft(VOTED)
    decision = meeting.items.get().decisions.get()
    address = at(meeting, f"del/{decision.pk}/")
    assert desk.post(address, {"sted": "1"}).status_code == 422
    cut = decision.text.index("Punkt 2")
    assert "udsat" in words(desk.post(address, {"sted": cut}))
    assert Decision.objects.count() == 1
    save(desk, address, sted=cut)
    assert list(Decision.objects.order_by("position").values_list("outcome", flat=True)) == ["approved", "postponed"]
    desk.post(at(meeting, f"saml/{decision.pk}/"), {"gem": "1"})
    assert Decision.objects.get().text.endswith("Punkt 2 blev udsat til næste møde.")


def test_where_the_source_changed_under_a_correction_the_clerk_decides(desk: Client) -> None:
    meeting = draft(CYCLE_PATH)
    item = meeting.items.get()
    save(desk, at(meeting, f"ret/item/{item.pk}/"), **said(item, title="Cykelsti langs Lundvejen"))
    ingest_file(paper(dataclasses.replace(CYCLE_PATH, title="Cykelsti ved Lundvej")), "ny.md")
    correction = Correction.objects.get()
    assert correction.state == "conflict"
    page = words(desk.get(at(meeting)))
    told = "punktets titel: rettet til »Cykelsti langs Lundvejen«; originalen siger nu »Cykelsti ved Lundvej«"
    assert f"Punkt 1, Cykelsti langs Lundvejen – {told}" in page
    desk.post(at(meeting, f"fasthold/{correction.pk}/"))
    correction.refresh_from_db()
    assert correction.state == "active"
    desk.post(at(meeting, f"fortryd/{correction.pk}/"))
    item.refresh_from_db()
    assert item.title == "Cykelsti ved Lundvej"


def test_rows_of_others_are_not_there(desk: Client) -> None:
    mine, other = draft(), draft(municipality="Slagelse")
    theirs = other.items.first()
    assert theirs
    for rest in ("", f"ret/item/{theirs.pk}/", f"fjern/item/{theirs.pk}/", f"tilfoej/section/{theirs.pk}/"):
        assert desk.get(at(other, rest)).status_code == 404
    assert desk.get(at(mine, f"ret/item/{theirs.pk}/")).status_code == 404
    assert desk.get(at(mine, "ret/user/1/")).status_code == 404
    assert desk.post(at(mine, f"fjern/meeting/{mine.pk}/"), {"gem": "1"}).status_code == 404
    assert logged_in(auditor("Varde")).get(at(mine)).status_code == 403
    assert Client().get(at(mine)).status_code == 302
