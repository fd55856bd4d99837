"""CPR numbers as people, forms and programs write them, and what looks like one and is none.

1505851230 passes the modulus and belongs to nobody known.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from meetings.ingest.extract.text import extract
from meetings.ingest.lines import Document, Line
from meetings.ingest.personal_data import findings, in_text, mask, mask_quotes, worst
from meetings.ingest.understand import understood

# One a line, all with figures that pass the modulus: amounts, days and hours, numbers of files, places and telephones
NO_PERSONS = (Path(__file__).parent / "no_persons.txt").read_text(encoding="utf-8").splitlines()
OTHERS = ("1503453726", "0804460985", "0503922339", "1409871751", "1311831727")  # pass the modulus, too


def rows(*texts: str) -> Document:
    lines = tuple(Line(n, text, page=1, kind="row") for n, text in enumerate(texts, 1))
    return Document(lines=lines, media_type="text/plain")


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Borgeren 150585,1230 har søgt", "review"),
        ("Borgeren 15 05 85 12 30 har søgt", "review"),
        ("Borgeren 15 05 85 1230 har søgt", "review"),
        ("Borgeren 150585 12 30 har søgt", "review"),
        ("Borgeren 15. maj 1985-1230 har søgt", "review"),
        ("Borgeren 15. maj 85 - 1230 har søgt", "review"),
        ("født den 15. maj 1985 - 1230", "block"),
        ("født den 150585-1235", "block"),
        ("f. 15/5 1985-1230", "block"),
        ("fødselsdato: 15.05.1985 (1230)", "review"),
        ("født 15.05.85, løbenummer 1230", "block"),
        ("150585 (sidste fire cifre 1230)", "review"),
        ("150585 bindestreg 1230", "review"),
        ("CPR150585 1230", "block"),
        ("CPR-nummeret er 1505851230", "block"),
        ("CPR-nummer på ansøger: 1505851235", "review"),
        ("personnummer (10 cifre): 1505851230", "block"),
        ("CPR-/CVR-nr. 1505851230", "block"),
        ("CPR 15 05 85 12 30", "block"),
        ("CPR 150585, 1230", "block"),
        ("CPR 15.05.1985.1230", "block"),
        ("CPR-nr. | 1 | 5 | 0 | 5 | 8 | 5 | 1 | 2 | 3 | 0", "block"),
        ("cpr 01.01.1965-1234", "block"),
        ('"150585"-"1230"', "review"),
        ("150585 - - 1230", "review"),
        ("150585…1230", "review"),
        ("1985.05.15-1230", "review"),
        ("I5O585-I23O", "review"),
    ],
)
def test_as_people_and_forms_write_them(text: str, level: str) -> None:
    assert worst(in_text(text)) == level
    assert "1230" not in mask(text).replace(" ", "")


def test_no_alarm_on_what_minutes_are_full_of() -> None:
    assert len(set(NO_PERSONS)) == 300
    assert [line for line in NO_PERSONS if any(f.kind == "cpr" for f in in_text(line))] == []


@pytest.mark.parametrize("number", OTHERS)
def test_no_alarm_on_them_with_other_figures(number: str) -> None:
    """The same lines with the parts of another number in the place of '150585' and '1230'."""
    ways = [("1505851230", number), ("150585", number[:6]), ("1230", number[6:])]
    for sign in " .-":
        ways.append((f"15{sign}05{sign}85", f"{number[:2]}{sign}{number[2:4]}{sign}{number[4:6]}"))
    for line in NO_PERSONS:
        for old, new in ways:
            line = line.replace(old, new)
        assert [f for f in in_text(line) if f.kind == "cpr"] == [], line


@pytest.mark.parametrize(
    ("table", "level"),
    [
        (("Navn | Ansøgers CPR-nr. (10 cifre)", "Ib | 1505851235"), "block"),
        (("CPR | | |", "15 | 05 | 85 | 1230"), "block"),
        (("Født | Løbenr. | Navn", "15.05.1985 | 1230 | Ib"), "review"),
        (("Født | Beløb", "15.05.1985 | 1234"), None),
        (("Dato | Antal", "15.05.1985 | 1230"), None),
    ],
)
def test_over_the_cells_of_a_table(table: tuple[str, ...], level: str | None) -> None:
    assert worst(findings(rows(*table))) == level


@pytest.mark.parametrize(
    ("seen", "unseen", "level"),
    [
        ("Borger 150585-", "1230", "block"),
        ("Borger 150585 har søgt", "skjult: -1230", "block"),
        ("Borger 150585,12", "-1230", None),
        ("Borger 150585.", "-1230", "block"),
        ("Borger 150585", "1230", None),
        ("Borger 150585-", "-1230", None),
        ("150585 - notat", "1230", None),
        ("Borger 150585-", "2023", None),
    ],
)
def test_a_number_of_which_half_is_hidden(seen: str, unseen: str, level: str | None) -> None:
    read = Document(lines=(Line(1, seen),), media_type="text/plain", unseen=(unseen,))
    assert worst(findings(read)) == level


def test_a_name_is_looked_through_as_an_address_spells_it() -> None:
    assert worst(findings(rows("Sti | Bro"), "Brev%20150585%2D1230.pdf")) == "block"


QUOTED = "Udvalget drøftede sagen om stien ved skolen og borgeren "


@pytest.mark.parametrize("cut", ["150585-12", "150585 - 1", "150585123", "15.05.1985-1", "15. maj 1985-123"])
def test_a_quotation_cut_within_a_number_shows_no_more_than_the_day(cut: str) -> None:
    told = mask_quotes(f"Filen rummer »{QUOTED}{cut}« og »{QUOTED}150585-1230«.")
    assert told.count("-xxxx«") == 2
    assert not any(rest in told for rest in ("-1", " 1«", "85123"))


@pytest.mark.parametrize("end", ["22/24308", "330-2021-2712", "den 1. januar 2024", "15-05-2024", "15.05.24", "150524"])
def test_a_quotation_that_ends_in_a_case_number_or_a_day_keeps_it(end: str) -> None:
    assert mask_quotes(f"»{QUOTED}{end}«") == f"»{QUOTED}{end}«"


@pytest.mark.parametrize("length", range(60, 81))
def test_no_warning_shows_a_number_wherever_its_quotation_was_cut(length: int) -> None:
    head = "REFERAT Teknisk Udvalg d. 05-03-2024\n\nPunkt 1: Sti ved skolen\n\n24/77\n\nBeslutning\n\n"
    said = "Mælkebøtten blomstrer. " * 4
    text = f"{head}{said[: length - 1]} 150585-1230.\n"
    answer = understood(extract(text.encode()), {"filename": "referat.txt"})
    told = [one["message"] for one in answer["minutes"]["warnings"]]
    assert any("Mælkebøtten" in message for message in told)
    assert not any("150585-1" in message for message in told)


@pytest.mark.parametrize(
    "look",
    [
        lambda: findings(rows("cpr" + ":" * 200_000 + "x | 2", "1505851230 | 1505851230")),
        lambda: in_text("74 33 50 00, 150585-1230, " * 20_000),
        lambda: in_text("a@b.dk 150585-1230, " * 20_000),
        lambda: in_text("cpr " * 100_000 + "1505851230"),
        lambda: in_text("15. maj " * 100_000 + "150585-1230"),
    ],
)
def test_takes_time_in_proportion_to_the_text(look) -> None:  # type: ignore[no-untyped-def]
    """What grew with the square of the length took minutes for each of these."""
    begun = time.process_time()
    look()
    assert time.process_time() - begun < 8
