"""A scan holds its titles twice, in the contents and over the items: what one garbled, the other mends, and says it."""

from __future__ import annotations

import pytest

from meetings.ingest.lines import Document, Line
from meetings.ingest.minutes import Minutes, Source
from meetings.ingest.parse import parse

LEADERS = "...................."


def read(entry: str, heading: str, *, ocr: bool = True, leaders: str = LEADERS) -> Minutes:
    text = [
        *("REFERAT Teknisk Udvalg d. 05-03-2024", "Indholdsfortegnelse"),
        *(f"{entry} {leaders} 3", f"Bro over åen {leaders} 4"),
        *(
            f"Punkt 1: {heading}",
            "24/77",
            "Sagsfremstilling",
            "Overkørslen ved skolen er fra 1974. En nedlæggelse er billig.",
        ),
        *("Beslutning", "Godkendt.", "Punkt 2: Bro over åen", "24/78", "Beslutning", "Udsat."),
    ]
    lines = tuple(Line(number, line) for number, line in enumerate(text, 1))
    return parse(Document(lines, "application/pdf", ocr=ocr), Source("scan.pdf", "0" * 64, "application/pdf", 1))


@pytest.mark.parametrize("leaders", [LEADERS, "eccccnnnnsssscne", "sssssss eeeeecnn"])
@pytest.mark.parametrize(
    "heading", ["Nedlægge1se af overkørsien", "Ned|æggelse af 0verkørslen", "Nediæggelse af overkerslen"]
)
def test_a_garbled_title_is_mended_by_the_contents(heading: str, leaders: str) -> None:
    minutes = read("Nedlæggelse af overkørslen", heading, leaders=leaders)
    assert [item.title for item in minutes.items] == ["Nedlæggelse af overkørslen", "Bro over åen"]
    (warning,) = [warning for warning in minutes.warnings if warning.code == "title_from_contents"]
    assert (warning.line, heading in warning.message) == (5, True)


def test_garbled_contents_mend_nothing_and_the_difference_is_said() -> None:
    minutes = read("Nediægge1se af overkersien", "Nedlæggelse af overkørslen")
    assert minutes.items[0].title == "Nedlæggelse af overkørslen"
    assert "title_read_twice" in {warning.code for warning in minutes.warnings}


def test_another_title_is_left_alone() -> None:
    minutes = read("Bevilling til en ny svømmehal", "Nedlæggelse af overkørslen")
    assert minutes.items[0].title == "Nedlæggelse af overkørslen"
    assert not {"title_read_twice", "title_from_contents"} & {warning.code for warning in minutes.warnings}


def test_what_was_not_recognised_optically_stands_as_written() -> None:
    minutes = read("Nedlæggelse af overkørslen", "Nediæggelse af overkerslen", ocr=False)
    assert minutes.items[0].title == "Nediæggelse af overkerslen"
