"""FirstAgenda's JSON -> the lines that its PDF of the same meeting would give."""

from __future__ import annotations

import json
from typing import Any

import pytest

from meetings.ingest.extract import firstagenda_json
from meetings.ingest.problems import UnreadableFile

MEETING: dict[str, Any] = {
    "Id": "6d6f0c2a-0000-0000-0000-000000000001",
    "Udvalg": {"Id": "x", "Navn": "Børne- og Skoleudvalget"},
    "Moede": {"Navn": "Referat", "Dato": "2026-05-04T14:00:00+02:00", "Sted": "Lindeby Rådhus"},
    "Dagsordenpunkter": [
        {
            "Punktnummer": "1", "Navn": "Skolestruktur", "SagsNummer": "26/4711", "IsOpen": True,
            "Felter": [
                {"Navn": "Sagsfremstilling", "Html": "<p>To skoler lægges sammen.</p><ul><li>Nordskolen</li></ul>"},
                {"Navn": "", "Html": "<h1>Beslutning</h1><p>Godkendt.</p><!-- udkast 2 -->"},
                {"Navn": "Tomt felt", "Html": "<p>&nbsp;</p>"},
            ],
            "Bilag": [{"Id": "1", "Navn": "Kort.pdf"}, {"Id": "2", "Navn": "Høringssvar"}],
        },
        {"Number": 2.0, "Caption": "Personsag", "IsOpen": False, "Felter": None, "Bilag": []},
    ],
}  # fmt: skip


def read(meeting: Any) -> list[tuple[str, str]]:
    return [(line.kind, line.text) for line in firstagenda_json.extract(json.dumps(meeting).encode()).lines]


def test_a_meeting_reads_like_its_pdf() -> None:
    assert read(MEETING) == [
        ("heading", "REFERAT Børne- og Skoleudvalget d. 04-05-2026"),
        ("row", "Mødedato | Mandag d. 04. maj 2026 kl. 14:00"),
        ("row", "Mødested | Lindeby Rådhus"),
        ("heading", "Punkt 1: Skolestruktur"),
        ("text", "26/4711"),
        ("heading", "Sagsfremstilling"),
        ("text", "To skoler lægges sammen."),
        ("list", "- Nordskolen"),
        ("heading", "Beslutning"),
        ("text", "Godkendt."),
        ("heading", "Bilag"),
        ("text", "Kort.pdf"),
        ("text", "Høringssvar"),
        ("heading", "Punkt 2: Lukket: Personsag"),
    ]
    document = firstagenda_json.extract(json.dumps(MEETING).encode())
    assert document.attachments == ("Kort.pdf", "Høringssvar")
    assert document.unseen == ("udkast 2",)


@pytest.mark.parametrize(
    ("moment", "row"),
    [
        ("2026-01-12T15:30:00Z", "Mødedato | Mandag d. 12. januar 2026 kl. 16:30"),
        ("2026-06-30T22:30:00+00:00", "Mødedato | Onsdag d. 01. juli 2026 kl. 00:30"),
        ("2026-05-04T00:00:00", "Mødedato | Mandag d. 04. maj 2026"),
        ("/Date(1782858600000)/", "Mødedato | Onsdag d. 01. juli 2026 kl. 00:30"),
        (1768231800000, "Mødedato | Mandag d. 12. januar 2026 kl. 16:30"),
        ("4/5/2026 kl. 14.30", "Mødedato | Mandag d. 04. maj 2026 kl. 14:30"),
    ],
)
def test_world_time_becomes_danish_time(moment: object, row: str) -> None:
    assert ("row", row) in read(MEETING | {"Moede": {"Dato": moment}})


@pytest.mark.parametrize(
    ("sitting", "kind"),
    [
        ({"Navn": "Dagsorden"}, "DAGSORDEN"),
        ({"Navn": "Tillægsdagsorden"}, "TILLÆGSDAGSORDEN"),
        ({"Navn": "Lukket referat"}, "REFERAT"),
    ],
)
def test_the_kind_of_document_is_told(sitting: dict[str, str], kind: str) -> None:
    assert read(MEETING | {"Moede": sitting})[0] == ("heading", f"{kind} Børne- og Skoleudvalget")


@pytest.mark.parametrize(
    "flag",
    [
        {"IsOpen": "false"}, {"IsOpen": "Nej"}, {"IsOpen": 0}, {"isOpen": False}, {"Aabent": False},
        {"IsClosed": "true"}, {"IsOpen": True, "isopen": False},
    ],
)  # fmt: skip
def test_a_closed_item_is_closed_however_it_is_said(flag: dict[str, object]) -> None:
    assert read({"Dagsordenpunkter": [{"Navn": "Personsag", **flag}]})[1] == ("heading", "Punkt 1: Lukket: Personsag")


def test_the_same_export_in_other_clothes() -> None:
    whole = read(MEETING)
    lower = json.loads(json.dumps(MEETING).replace('"Dagsordenpunkter"', '"dagsordenpunkter"').replace("Html", "html"))
    assert read(lower) == read([{"d": MEETING}]) == whole
    in_utf16 = firstagenda_json.extract(json.dumps(MEETING, ensure_ascii=False).encode("utf-16"))
    assert [(line.kind, line.text) for line in in_utf16.lines] == whole


def test_items_within_items_and_fields_nobody_knows_are_not_lost() -> None:
    within = {"Punktnummer": "1.1", "Navn": "Delpunkt", "Felter": {"Beslutning": ["<p>Udsat.</p>", "<p>Enigt.</p>"]}}
    item = {"Punktnummer": "1", "Navn": "Sti", "Underpunkter": [within], "Vedtagelse": "Et bredt flertal sagde ja."}
    document = firstagenda_json.extract(json.dumps({"Dagsordenpunkter": [item]}).encode())
    assert [line.text for line in document.lines][1:] == [
        "Punkt 1: Sti", "Punkt 1.1: Delpunkt", "Beslutning", "Udsat.", "Enigt.",
    ]  # fmt: skip
    assert document.left_out == ("feltet »Vedtagelse« i punkt 1",)


def test_fields_of_older_exports() -> None:
    old = {"Navn": "Budget", "Sagsnummer": "23-001", "Resume": "<p>Kort.</p>", "Beslutning": "<p>Udsat.</p>"}
    assert read({"Dagsordenpunkter": [old], "Udvalg": {"Navn": "Byrådet"}})[1:] == [
        ("heading", "Punkt 1: Budget"), ("text", "23-001"), ("heading", "Sagsresumé"), ("text", "Kort."),
        ("heading", "Beslutning"), ("text", "Udsat."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"{", "damaged"),
        (b"\xff\xfe\x00", "damaged"),
        (b"[1, 2]", "unsupported"),
        (b'{"a": 1}', "unsupported"),
        (b'{"Dagsordenpunkter": ' + b"[" * 100_000, "too_complex"),
        (json.dumps({"Dagsordenpunkter": [{}] * 3000}).encode(), "too_large"),
    ],
)
def test_other_json_is_refused_by_name(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        firstagenda_json.extract(data)
    assert refused.value.code == code


def test_wrong_types_everywhere_do_no_harm() -> None:
    strange = {
        "Dagsordenpunkter": [{"Navn": [1], "Felter": "x", "Bilag": {"a": 1}, "Punktnummer": True}, 7],
        "Udvalg": [],
        "Moede": "i dag",
    }
    assert read(strange)[1] == ("heading", "Punkt 1:")
