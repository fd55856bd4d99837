"""What is filed and published in one go stands in search as if it had been published from the database afterwards."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from meetings.filing.apply import tie_to_others
from meetings.filing.folders import NAMES_OF_THE_INVENTED, make_invented
from meetings.filing.indexing import rebuild_all
from meetings.filing.intake import ingest_file
from meetings.language.case_numbers import normalise
from meetings.models import AuditEntry, Decision, Item, Meeting, PersonVote, Presence, SearchItem
from tests.papers import Point, paper

pytestmark = pytest.mark.django_db

DEMO = Path(settings.BASE_DIR) / "demo"


def found() -> dict[str, list[dict[str, Any]]]:
    """Everything that is derived from published minutes, who is named in them, and what their rows are tied to."""
    persons = ("person__key", "person__name", "person__slug")
    return {
        "items": list(SearchItem.objects.order_by("item_id").values()),
        "presences": list(
            Presence.objects.order_by("meeting_id", "person_id").values(
                *persons, "meeting", "date", "present", "away", "away_here", "decided"
            )
        ),
        "votes": list(PersonVote.objects.order_by("vote_id", "person_id").values(*persons, "vote", "date", "party")),
        "cases": list(Item.objects.exclude(case=None).order_by("pk").values("pk", "case")),
        "decided": list(
            Decision.objects.order_by("pk").values("pk", "committee", "followed", "followed_evidence"),
        ),
    }


# With two layouts, votes by name, closed items, quoted decisions, and an agenda beside the minutes of the day
@pytest.mark.parametrize("municipality", ["Søndermark", "Vesterlund"])
def test_as_if_it_had_been_read_again(municipality: str) -> None:
    make_invented(DEMO / NAMES_OF_THE_INVENTED)
    for file in sorted((DEMO / municipality).iterdir()):
        receipt = ingest_file(file.read_bytes(), file.name, municipality=municipality, publish=True)
        assert receipt.meeting is not None
        assert receipt.meeting.is_published, receipt
    at_once = found()
    assert all(at_once.values())
    for item in Item.objects.exclude(case_number="").select_related("case"):
        assert item.case is not None, item
        assert item.case.normalised == normalise(item.case_number)
    for meeting in Meeting.objects.with_places():
        tie_to_others(meeting)
    assert sum(rebuild_all()) == len(at_once["items"])
    assert found() == at_once


def test_the_case_leads_to_its_treatments_at_once(client: Client) -> None:
    for date in ("05-12-2023", "09-01-2024"):
        ingest_file(paper(Point("Cykelsti", case="23/0001"), date=date), "a.md", publish=True)
    page = client.get("/varde/sag/23-1/").content.decode()
    assert "5. december 2023" in page
    assert "9. januar 2024" in page
    assert client.get("/soeg.json?q=sag:23/1").json()["total"] == 2


def test_the_trail_tells_of_both_acts() -> None:
    receipt = ingest_file(paper(Point("Cykelsti", case="23/1")), "a.md", publish=True)
    acts = AuditEntry.objects.order_by("id").values_list("action", "before", "after__status", "meeting_id")
    key = Meeting.objects.get().pk
    assert list(acts) == [("file", None, None, key), ("publish", {"status": "draft"}, "published", key)]
    assert receipt.meeting is not None
    assert receipt.meeting.items.count() == 1
