"""Two bodies that are one, two spellings of a person, a new name, a wrong case number: addresses lead on."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from meetings.filing import merging, reads, redactions
from meetings.filing.corrections import Correction
from meetings.filing.intake import ingest_file, read_again
from meetings.models import (
    AuditEntry,
    Case,
    Committee,
    Item,
    ItemReads,
    Meeting,
    Person,
    PersonAlias,
    Redaction,
    Redirect,
    SourceDocument,
    Subscription,
)
from tests.papers import BATHS, CYCLE_PATH, Point, paper

pytestmark = pytest.mark.django_db


def file(committee: str, date: str = "05-12-2023", *points: Point, **more: Any) -> Meeting:
    ingest_file(paper(*(points or (CYCLE_PATH, BATHS)), committee=committee, date=date, **more), "a.md", publish=True)
    return Meeting.objects.with_places().latest("pk")


def test_meetings_of_two_bodies_become_those_of_one_and_old_addresses_lead_there(client: Client) -> None:
    old = file("Udvalget for Teknik")
    same_day = file("Teknik- og Miljøudvalget")
    gone, kept = old.committee, same_day.committee
    was, page = old.get_absolute_url(), gone.get_absolute_url()
    Subscription.objects.create(email="a@example.org", kind="committee", target=f"varde/{gone.slug}")
    assert merging.merge_committees(gone, kept, actor=None) == 1
    assert client.get(page)["Location"] == kept.get_absolute_url()
    old = Meeting.objects.with_places().get(pk=old.pk)
    assert old.sequence == 2  # two sittings of one day
    assert client.get(f"{was}punkt-1/")["Location"] == f"{old.get_absolute_url()}punkt-1/"
    assert client.get(old.get_absolute_url()).status_code == 200
    assert client.get(f"/soeg.json?udvalg={kept.slug}").json()["total"] == 4
    assert Subscription.objects.get().target == f"varde/{kept.slug}"
    assert AuditEntry.objects.get(action="merge").after["committee"] == "Udvalget for Teknik"
    later = file("Udvalget for Teknik", "06-02-2024")  # a file that still uses the old name
    assert later.committee == kept
    read_again(SourceDocument.objects.earliest("pk"))
    assert Committee.objects.count() == 1
    assert not Correction.objects.exists()


def test_what_a_body_strikes_out_is_struck_out_in_meetings_that_come_to_it() -> None:
    old, kept = file("Udvalget for Teknik"), file("Teknik- og Miljøudvalget", "06-02-2024").committee
    asked = Redaction(municipality=kept.municipality, committee=kept, words="Lundvej", reason="x")
    redactions.redact(asked, actor=None)
    assert "Lundvej" in old.items.get(number="1").title
    merging.merge_committees(old.committee, kept, actor=None)
    assert not Item.objects.filter(title__contains="Lundvej").exists()


def test_bodies_of_two_municipalities_are_two() -> None:
    here, there = file("Byrådet"), file("Byrådet", municipality="Slagelse")
    with pytest.raises(ValueError, match="one municipality"):
        merging.merge_committees(here.committee, there.committee, actor=None)
    with pytest.raises(ValueError, match="one municipality"):
        merging.merge_committees(here.committee, here.committee, actor=None)


def test_a_body_with_a_new_name_is_found_under_both(client: Client) -> None:
    meeting = file("Teknik- og Miljøudvalget")
    was = meeting.get_absolute_url()
    merging.rename_committee(meeting.committee, "Klima- og Teknikudvalget", actor=None)
    meeting = Meeting.objects.with_places().get()
    assert client.get(was)["Location"] == meeting.get_absolute_url() == "/varde/klima-og-teknikudvalget/2023-12-05/"
    assert client.get("/soeg.json?q=klima").json()["total"] == 2
    assert file("Teknik- og Miljøudvalget", "06-02-2024").committee == meeting.committee
    other = file("Byrådet")
    with pytest.raises(ValueError, match="merge them"):
        merging.rename_committee(other.committee, "Klima- og Teknikudvalget", actor=None)
    merging.rename_committee(meeting.committee, "Teknik- og Miljøudvalget", actor=None)  # and back again
    assert client.get(was).status_code == 200
    assert not Redirect.objects.filter(path="/varde/teknik-og-miljoeudvalget/").exists()


def test_two_spellings_of_a_person_are_one_until_they_are_parted(client: Client) -> None:
    file("Byrådet", present=("Anne Holm", "Bent Krogh"))
    file("Byrådet", "06-02-2024", present=("Anne M. Holm",))
    gone, kept = Person.objects.get(name="Anne M. Holm"), Person.objects.get(name="Anne Holm")
    was = gone.get_absolute_url()
    assert merging.merge_persons(gone, kept, actor=None) == 1
    assert client.get(was)["Location"] == kept.get_absolute_url()
    assert kept.presences.count() == 2
    file("Byrådet", "05-03-2024", present=("Anne M. Holm",))
    assert kept.presences.count() == 3
    assert sorted(Person.objects.values_list("name", flat=True)) == ["Anne Holm", "Bent Krogh"]
    merging.part_persons(PersonAlias.objects.get(), actor=None)
    assert Person.objects.get(name="Anne M. Holm").presences.count() == 2
    assert kept.presences.count() == 1


def test_items_of_a_case_get_another_number_as_corrections(client: Client) -> None:
    file("Byrådet")
    file("Økonomiudvalget")
    assert merging.retie_case(Case.objects.get(normalised="23-1234"), "24/9999", actor=None) == 2
    assert set(Item.objects.filter(case__normalised="24-9999").values_list("title", flat=True)) == {CYCLE_PATH.title}
    assert client.get("/varde/sag/24-9999/").status_code == 200
    read_again(SourceDocument.objects.earliest("pk"))
    assert Item.objects.filter(case__normalised="24-9999").count() == 2


def test_reads_are_counted_as_numbers_alone(client: Client, settings: Any) -> None:
    settings.COUNT_READS = True
    reads.EVERY = 3600.0
    meeting = file("Byrådet")
    first, second = meeting.items.order_by("position")
    for _ in range(3):
        client.get(first.get_absolute_url())
    assert reads.add_up() == 1
    client.get(first.get_absolute_url())
    client.get(second.get_absolute_url())
    reads.note(Item(pk=999_999_999))  # one that is gone since
    reads.add_up()
    assert dict(ItemReads.objects.values_list("item", "times")) == {first.pk: 4, second.pk: 1}
