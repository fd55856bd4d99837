"""A whole meeting that was erased and that another file brings again: a draft, until an administrator has decided."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from meetings.filing import merging
from meetings.filing.intake import ingest_file
from meetings.models import AuditEntry, Committee, Erasure, Meeting, SourceDocument
from tests.access.people import clerk, logged_in, municipality_admin
from tests.everywhere import saying
from tests.papers import BATHS, BUDGET, CYCLE_PATH, paper

pytestmark = pytest.mark.django_db(transaction=True)

BODY = "/varde/teknik-og-miljoeudvalget/"


@pytest.mark.parametrize("kept", [True, False])
def test_it_comes_back_to_readers_only_when_somebody_says_so(
    client: Client, settings: Any, tmp_path: Path, kept: bool
) -> None:
    settings.DATA_DIR = tmp_path / "data"
    settings.ORIGINALS_DIR = settings.DATA_DIR / "originals"
    boss, asta = logged_in(municipality_admin("Varde")), logged_in(clerk("Varde"))
    ingest_file(paper(CYCLE_PATH, BATHS), "a.md", publish=True)
    boss.post(f"/bord/moede/{Meeting.objects.get().pk}/slet/", {"what": "meeting", "reason": "Navne", "sure": "1"})
    merging.rename_committee(Committee.objects.get(), "Udvalget for Teknik", actor=None)
    beside = ingest_file(paper(CYCLE_PATH, date="06-12-2023"), "dagen efter.md", publish=True)
    assert not beside.held_back

    receipt = ingest_file(paper(CYCLE_PATH, BATHS, BUDGET), "igen.md", publish=True)
    again = ingest_file(paper(BATHS, CYCLE_PATH, BUDGET), "og igen.md", publish=True)  # its next version
    assert (receipt.held_back, again.held_back) == (True, True)
    assert "mødet er holdt tilbage" in receipt.message_da
    meeting = Meeting.objects.with_places().get(date="2023-12-05")
    desk = f"/bord/moede/{meeting.pk}/"
    places = [
        *(f"{BODY}2023-12-05/", meeting.get_absolute_url(), meeting.committee.get_absolute_url(), "/soeg/?q=nedslidt"),
        *(document.get_absolute_url() for document in meeting.documents.all()),
    ]
    there = f"{desk}slettet-igen/"
    asta.post(f"{desk}offentliggoer/")
    asta.post("/bord/offentliggoer/", {"moede": [meeting.pk]})
    asta.post(f"{desk}begrund/", {"spaerrer": "meeting_erased", "begrundelse": "Den skal ud."})
    assert "Slettet, og kommet igen" in asta.get("/bord/").content.decode()
    assert "Kommunens administrator tager stilling" in asta.get(desk).content.decode()
    assert asta.post(there, {"valg": "vis", "begrundelse": "x"}).status_code == 403
    boss.post(there, {"valg": "vis", "begrundelse": " "})
    boss.post(f"{desk}offentliggoer/")
    assert not Meeting.objects.get(pk=meeting.pk).is_published
    assert saying(client, places, BATHS.title) == []

    boss.post(there, {"valg": "slet" if kept else "vis", "begrundelse": "Efter aftale"})
    assert "Slettet, og kommet igen" not in asta.get("/bord/").content.decode()
    assert AuditEntry.objects.filter(action="erase" if kept else "lift_erasure", reason="Efter aftale").exists()
    asta.post(f"{desk}offentliggoer/")
    if kept:
        assert not SourceDocument.objects.exclude(pk=beside.document.pk).exists()
        assert client.get(meeting.get_absolute_url()).status_code == 410
        assert ingest_file(paper(BATHS, BUDGET), "tredje.md", publish=True).held_back
    else:
        assert BATHS.title in client.get(meeting.get_absolute_url()).content.decode()
        assert not Erasure.objects.filter(lifted_at=None).exists()
