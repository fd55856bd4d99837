"""Attachments in tables: the head says which column is the title's and which the number's, whatever the cells look
like."""

from __future__ import annotations

import pytest

from meetings.ingest import read_minutes

FRONT = "REFERAT Teknisk Udvalg d. 05-03-2024\n\nPunkt 1: Sti ved åen\n\n24/77\n\n"


def attachments(listed: str, case: str = "") -> list[tuple[str, str | None]]:
    text = f"{FRONT}{case}Beslutning\n\nGodkendt.\n\nBilag\n\n{listed}\n"
    (item,) = read_minutes(text.encode(), "referat.md").items
    return [(one.title, one.document_number) for one in item.attachments]


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        (
            "| Nr. | Titel | Dato |\n| 1 | Kort | 12-03-2024 |\n| 2 | Plan | 01-02-2024 |",
            [("Kort", None), ("Plan", None)],
        ),
        ("| Titel | Dok.nr. |\n| Notat om vej | 4471 |\n| Kort | |", [("Notat om vej", "4471"), ("Kort", None)]),
        ("| Titel | Dokumentnr. |\n| Kort | 2018-118231 |", [("Kort", "2018-118231")]),
        ("| Dok.nr. | Titel | Åben |\n| A18-22 | Kort | Ja |", [("Kort", "A18-22")]),
        ("| Nr. | Titel | Dok.nr. | Status |\n| 1 | Kort | 88120/14 | Åben |", [("Kort", "88120/14")]),
        ("| Nr. | Titel |\n| 20071/07 | Kort |", [("Kort", "20071/07")]),
        ("| Titel | Oprettet af | Dato |\n| Kort | Lise Holm Petersen | 12-03-2024 |", [("Kort", None)]),
        (
            "| Titel | Dok.nr. |\n| Kort over den nye sti langs åen og forbi | 2018-118231 |\n| mosen | |",
            [("Kort over den nye sti langs åen og forbi mosen", "2018-118231")],
        ),
        ("2018-2021 Handleplan for stier", [("2018-2021 Handleplan for stier", None)]),
        ("Handleplan, dok. 2018-118231", [("Handleplan", "2018-118231")]),
    ],
)
def test_the_head_tells_the_columns(listed: str, expected: list[tuple[str, str | None]]) -> None:
    assert attachments(listed) == expected


def test_a_number_in_a_table_of_the_case_is_its_attachments() -> None:
    case = "Sagsfremstilling\n\n| Forening | Ansøgt |\n| Åens Venner | 42.000 |\n| 330-2020-6180 | Ansøgninger |\n\n"
    assert attachments("Ansøgninger\n\nKort", case) == [("Ansøgninger", "330-2020-6180"), ("Kort", None)]
