"""FirstAgenda's JSON, as its public pages fetched it in newer and older years, through the whole parser."""

from __future__ import annotations

import json
from typing import Any

import pytest

from meetings.ingest import read_minutes
from tests.extract.test_firstagenda_json import MEETING

HISTORY = (
    "<p>Beslutning i Teknisk Udvalg den 20-04-2026</p><p>Anbefales.</p>"
    "<p>Fraværende: Lise Holm (A)</p>"
)  # fmt: skip
NEWER: dict[str, Any] = {
    "Udvalg": {"Navn": "Økonomiudvalget"},
    "Moede": {"Navn": "Referat", "Dato": "2026-05-04T14:00:00+02:00", "Sted": "Lokale 4"},
    "Deltagere": [{"Navn": "Aage Bo (A)"}, {"Navn": "Ib Lund (V)"}],
    "Dagsordenpunkter": [
        {
            "Punktnummer": "31",
            "Navn": "Godkendelse af anlægsbevilling til ny sti (B)",
            "SagsNummer": "26/4711",
            "IsOpen": True,
            "Felter": [
                {"Navn": "Indstilling", "Html": "<p>Forvaltningen indstiller,</p><ol><li>at stien anlægges</li></ol>"},
                {"Navn": "Tidligere beslutninger", "Html": HISTORY},
                {"Navn": "Beslutning", "Html": "<p>Godkendt. V stemte imod.</p><p>Afbud: Ib Lund (V)</p>"},
            ],
            "Bilag": [{"Navn": "Kort.pdf"}],
        },
        {
            "Punktnummer": "32", "Navn": "Køb af jord", "SagsNummer": "26/4712", "IsOpen": False, "Felter": []
        },
    ],
}  # fmt: skip
OLDER: dict[str, Any] = {
    "CommitteeName": "Økonomiudvalget",
    "MeetingBeginUtc": "2026-05-04T12:00:00Z",
    "MeetingLocation": "Lokale 4",
    "MeetingAttendees": [{"Name": "Aage Bo (A)"}, {"Name": "Ib Lund (V)"}],
    "Name": "Referat",
    "AgendaItems": [
        {
            "Number": 31.0,
            "Caption": "Godkendelse af anlægsbevilling til ny sti (B)",
            "CaseNumber": "26/4711",
            "IsOpen": True,
            "Indstilling": "<p>Forvaltningen indstiller,</p><ol><li>at stien anlægges</li></ol>",
            "Fields": [{"Caption": "Tidligere beslutninger", "Text": HISTORY}],
            "Beslutning": "<p>Godkendt. V stemte imod.</p><p>Afbud: Ib Lund (V)</p>",
            "Documents": [{"Caption": "Kort.pdf"}],
        },
        {"Number": 32.0, "Caption": "Køb af jord", "CaseNumber": "26/4712", "IsOpen": False},
    ],
}


@pytest.mark.parametrize("meeting", [NEWER, OLDER], ids=["newer", "older"])
def test_a_meeting_in_json_is_read_like_its_minutes(meeting: dict[str, Any]) -> None:
    read = read_minutes(json.dumps(meeting).encode(), "moede.json")
    assert (read.dialect, read.committee, str(read.date)) == ("firstagenda", "Økonomiudvalget", "2026-05-04")
    assert (read.start_time, read.place, read.participants) == ("14:00", "Lokale 4", ("Aage Bo", "Ib Lund"))
    first, second = read.items
    assert (first.number, first.title, first.kind, first.case_number) == (
        "31",
        "Godkendelse af anlægsbevilling til ny sti",
        "decision",
        "26/4711",
    )
    assert [(one.body, str(one.date), one.outcome, one.own, one.absent) for one in first.decisions] == [
        ("Teknisk Udvalg", "2026-04-20", "recommended", False, ("Lise Holm",)),
        ("Økonomiudvalget", "2026-05-04", "approved", True, ("Ib Lund",)),
    ]
    assert [(vote.position, vote.parties) for vote in first.decisions[1].votes] == [("against", ("V",))]
    assert "recommendation" in [section.role for section in first.sections]
    assert [one.title for one in first.attachments] == ["Kort.pdf"]
    assert (second.title, second.closed, second.case_number, second.decisions) == ("Køb af jord", True, "26/4712", ())
    assert read.unread == ()


def test_its_agenda_has_no_decisions() -> None:
    agenda = {**MEETING, "Moede": {**MEETING["Moede"], "Navn": "Dagsorden"}}
    agenda["Dagsordenpunkter"] = [
        {**MEETING["Dagsordenpunkter"][0], "Felter": MEETING["Dagsordenpunkter"][0]["Felter"][:1]}
    ]
    read = read_minutes(json.dumps(agenda).encode(), "moede.json")
    assert (read.document_kind, read.items[0].decisions) == ("agenda", ())
