"""Drafts for the tests of the desk: read from papers, as a clerk's uploads are."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

from django.test import Client

from meetings.filing.intake import ingest_file
from meetings.models import Meeting, User
from tests.papers import BATHS, BUDGET, CYCLE_PATH, Point, paper

CPR = dataclasses.replace(CYCLE_PATH, text="Ejeren, cpr-nr. 150585-1234, har klaget over støj fra vejen.")
CLOSED = dataclasses.replace(BATHS, title="Køb af ejendom (lukket punkt)")
VOTED = dataclasses.replace(
    CYCLE_PATH,
    decision="For stemte 4 (A og F). Imod stemte 2 (V). Godkendt. Punkt 2 blev udsat til næste møde.",
    absent="Bent Holm",
    attachments=["Kort over Lundvej"],
)


def draft(*points: Point, actor: User | None = None, published: bool = False, **paper_of: Any) -> Meeting:
    """The meeting that a paper with these points fills: Teknik- og Miljøudvalget of Varde, 5 December 2023."""
    receipt = ingest_file(
        paper(*(points or (CYCLE_PATH, BATHS, BUDGET)), **paper_of), "referat.md", actor=actor, publish=published
    )
    assert receipt.meeting
    return Meeting.objects.get(pk=receipt.meeting.pk)


def words(page: Any) -> str:
    """What stands on a page, without its tags; white space folded."""
    text = re.sub(r"<(script|style)[^>]*>.*?</\1>|<[^>]+>", " ", page.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", text)


def save(client: Client, address: str, **answers: Any) -> Any:
    """Both steps of a correction: look, then save."""
    seen = client.post(address, answers)
    assert seen.status_code == 200, words(seen)[:2000]
    return client.post(address, answers | {"gem": "1"})


def said(row: Any, **changed: Any) -> dict[str, Any]:
    """What the form of a row sends when nothing but `changed` is typed."""
    from meetings.clerk.fields import form_for
    from meetings.filing.tables import meeting_of, table_of

    form = form_for(table_of(row), meeting_of(row).committee.municipality, row=row)
    sent: dict[str, Any] = {}
    for field in form:
        value = field.value()
        if field.widget_type == "checkbox":
            sent |= {field.html_name: "on"} if value else {}
        elif value is not None:
            sent[field.html_name] = str(value)
    return sent | changed
