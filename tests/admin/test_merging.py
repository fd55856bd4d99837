"""Merging, renaming, bulk acts, the queue and the exchange of corrections, as an administrator does them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.filing.intake import ingest_file
from meetings.models import (
    Case,
    Committee,
    Correction,
    Decision,
    Item,
    ItemReads,
    Meeting,
    Person,
    PersonAlias,
    SourceDocument,
)
from tests.admin.forms import save
from tests.papers import BATHS, BUDGET, CYCLE_PATH, Point, paper

pytestmark = pytest.mark.django_db

ADMIN = "/admin/meetings"


def choose(client: Client, table: str, act: str, *rows: Any) -> str:
    answer = client.post(f"{ADMIN}/{table}/", {"action": act, "_selected_action": [row.pk for row in rows]})
    return answer.headers["Location"]


def two(committees: tuple[str, str] = ("Teknik- og Miljøudvalget", "Teknisk Udvalg"), **more: Any) -> None:
    for committee, date in zip(committees, ("05-12-2023", "06-02-2024"), strict=True):
        ingest_file(paper(CYCLE_PATH, BATHS, committee=committee, date=date, **more), "a.md", publish=True)


def test_committees_are_merged_after_being_asked_which_one_stays(staff: Client) -> None:
    two()
    kept, gone = Committee.objects.order_by("pk")
    there = choose(staff, "committee", "saml", kept, gone)
    assert "2 rækker" in staff.get(there).content.decode()
    assert staff.post(there, {"reason": "x"}).status_code == 200  # which one stays is not said
    answer = staff.post(there, {"kept": kept.pk, "reason": "Samme udvalg"}, follow=True)
    assert "Slå udvalg sammen: 1 række ændret" in answer.content.decode()
    assert Committee.objects.get() == kept
    assert Meeting.objects.filter(committee=kept).count() == 2
    assert "Vælg mindst 2" in staff.get(choose(staff, "committee", "saml", kept), follow=True).content.decode()


def test_committees_of_two_municipalities_stay_two(staff: Client) -> None:
    ingest_file(paper(committee="Byrådet"), "a.md")
    ingest_file(paper(committee="Byrådet", municipality="Slagelse"), "b.md")
    rows = list(Committee.objects.all())
    there = choose(staff, "committee", "saml", *rows)
    assert "hver sin kommune" in staff.post(there, {"kept": rows[0].pk}).content.decode()
    assert Committee.objects.count() == 2


def test_a_new_name_in_the_admin_is_a_new_address(staff: Client, client: Client) -> None:
    ingest_file(paper(), "a.md", publish=True)
    old = Meeting.objects.get().get_absolute_url()
    save(staff, Committee.objects.get(), name="Klimaudvalget")
    assert client.get(old)["Location"] == "/varde/klimaudvalget/2023-12-05/"
    assert (
        "Teknik- og Miljøudvalget"
        in staff.get(f"{ADMIN}/committee/{Committee.objects.get().pk}/change/").content.decode()
    )


def test_persons_are_merged_and_parted(staff: Client) -> None:
    ingest_file(paper(committee="Byrådet", present=["Anne Holm", "Anne M. Holm"]), "a.md", publish=True)
    rows = list(Person.objects.order_by("pk"))
    staff.post(choose(staff, "person", "saml", *rows), {"kept": rows[0].pk})
    assert Person.objects.get() == rows[0]
    alias = PersonAlias.objects.get()
    staff.post(f"{ADMIN}/personalias/", {"action": "part", "_selected_action": [alias.pk]})
    assert Person.objects.count() == 2


def test_a_case_gets_another_number_on_all_its_items(staff: Client) -> None:
    two()
    case = Case.objects.get(normalised="23-1234")
    staff.post(choose(staff, "case", "sagsnummer", case), {"number": "24/77", "reason": "Tastefejl"})
    assert Item.objects.filter(case__normalised="24-77").count() == 2
    assert Correction.objects.filter(field="case_number", reason="Tastefejl").count() == 2


def test_many_outcomes_are_corrected_at_once_and_each_can_be_undone(staff: Client) -> None:
    two()
    decisions = list(Decision.objects.all())
    there = choose(staff, "decision", "ret-outcome", *decisions)
    assert f"{len(decisions)} rækker" in staff.get(there).content.decode()
    staff.post(there, {"value": "postponed", "reason": "Alle blev udsat"})
    assert set(Decision.objects.values_list("outcome", flat=True)) == {"postponed"}
    one = Correction.objects.filter(field="outcome").first()
    staff.post(f"{ADMIN}/correction/", {"action": "revert", "_selected_action": [one.pk]})
    assert Decision.objects.exclude(outcome="postponed").count() == 1


def test_nothing_is_merged_by_those_who_may_only_look(looker: Client) -> None:
    two()
    ids = ",".join(str(row.pk) for row in Committee.objects.all())
    assert looker.get(f"{ADMIN}/committee/saml-flere/?ids={ids}").status_code == 403
    assert "saml" not in looker.get(f"{ADMIN}/committee/").content.decode().split("<option")[-1]
    assert looker.get(f"{ADMIN}/correction/ind/").status_code == 403


def test_the_queue_shows_the_most_read_first(staff: Client) -> None:
    odd = [Point(f"Sag {n}", decision="Det gik, som det kunne.", case=f"23/{n}00") for n in (1, 2, 3)]
    ingest_file(paper(*odd), "a.md", publish=True)
    middle = Item.objects.get(number="2")
    ItemReads.objects.create(item=middle, times=40)
    assert Decision.objects.filter(recognised=False).count() == 3
    page = staff.get("/admin/usikre/").content.decode()
    assert page.index("Sag 2") < page.index("Sag 1")
    assert "Tvivl" in staff.get("/admin/usikre/?vis=moeder").content.decode()
    assert "usikre" in staff.get("/admin/").content.decode()


def test_items_and_decisions_are_found_by_the_index_and_drafts_by_their_words(staff: Client) -> None:
    ingest_file(paper(CYCLE_PATH, BATHS), "a.md", publish=True)
    ingest_file(paper(BUDGET, date="06-02-2024"), "b.md")
    with CaptureQueriesContext(
        connection,
    ) as seen:
        page = staff.get(f"{ADMIN}/item/?q=svømmehallen").content.decode()
    assert BATHS.title in page
    assert CYCLE_PATH.title not in page
    assert any("@@" in query["sql"] for query in seen)
    assert BUDGET.title in staff.get(f"{ADMIN}/item/?q=budgetopfølgning").content.decode()
    assert "1 beslutning" in staff.get(f"{ADMIN}/decision/?q=svømmehal").content.decode()


def test_corrections_go_out_as_a_file_and_come_in_elsewhere(staff: Client) -> None:
    two()
    for decision in Decision.objects.filter(item__number="1"):
        staff.post(choose(staff, "decision", "ret-outcome", decision), {"value": "postponed", "reason": "Læst forkert"})
    answer = staff.get(f"{ADMIN}/correction/ud.json")
    rows = answer.json()
    assert len(rows) == 2
    assert rows[0]["row"] == ["1", 1]
    Meeting.objects.all().update(status="draft")
    SourceDocument.objects.filter(meeting__date="2024-02-06").delete()
    Meeting.objects.filter(date="2024-02-06").delete()
    Correction.objects.all().delete()
    Decision.objects.all().update(outcome="approved")
    bad = [{"meeting": "varde/intet/2020-01-01"}, "x", {**rows[0], "field": "id"}, {**rows[0], "row": ["99", 1]}]
    data = json.dumps([*rows, *bad]).encode()
    page = staff.post(f"{ADMIN}/correction/ind/", {"file": SimpleUploadedFile("r.json", data)}).content.decode()
    assert "1 rettet, 0 stod allerede sådan, 5 kunne ikke bruges" in page
    assert Decision.objects.get(item__number="1").outcome == "postponed"
    for junk in (b"{", b"{}", b"\xff", b"[" * 100_000):
        assert staff.post(f"{ADMIN}/correction/ind/", {"file": SimpleUploadedFile("r.json", junk)}).status_code == 200
