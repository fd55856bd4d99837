"""Print that stands side by side -> reading order, on pages that show their columns only in part."""

from __future__ import annotations

import pytest

from meetings.ingest import read_minutes
from meetings.ingest.extract import pdf
from tests.extract.makers.as_pdf import Style, as_pdf
from tests.extract.makers.minutes import LONG, SECOND, THIRD, Block
from tests.extract.makers.raw_pdf import one_page, shown

SHORT = ("Punkt 7: Ny bro", "24/1177", "Åben sag", "Beslutning", "Godkendt.")


def _paragraphs(*said: str) -> list[Block]:
    return [Block("text", text) for text in said]


@pytest.mark.parametrize("rest", range(8))
def test_a_right_column_of_a_few_short_rows_is_read_after_the_left(rest: int) -> None:
    """The left column is full, so it breaks its rows off in mid-page though hardly anything stands beside them."""
    blocks = _paragraphs(LONG, SECOND, *SHORT, THIRD, *SHORT, *SHORT[:3], *SHORT[:rest])
    read = pdf.extract(as_pdf(blocks, Style(columns=2, footer=False)))
    assert [line.text for line in read.lines] == [block.text for block in blocks]


def test_tables_side_by_side_are_read_one_after_the_other_with_what_stands_above_them() -> None:
    left = (("Til stede", "Parti"), ("Ane Krogh", "A"), ("Bo Holm", "V"), ("Carl Juhl", "C"))
    across = shown("Mødet blev hævet klokken 18 af borgmesteren, og " * 2)
    commands = [f"BT /F1 11 Tf 70 {y} Td {across} Tj ET" for y in (600, 720)]
    for x, top, rows in ((70, 680, left), (320, 660, (("Afbud", "Parti"), ("Ib Lund", "F")))):
        for n, row in enumerate(rows):
            for k, cell in enumerate(row):
                commands.append(f"0.5 w {x + 90 * k} {top - 20 * n} 90 20 re S")
                commands.append(f"BT /F1 11 Tf {x + 90 * k + 4} {top + 6 - 20 * n} Td {shown(cell)} Tj ET")
    commands.append(f"BT /F1 11 Tf 320 704 Td {shown('Disse havde meldt afbud:')} Tj ET")
    read = pdf.extract(one_page("\n".join(commands).encode("cp1252")))
    assert [line.text for line in read.lines][1:-1] == [
        *(" | ".join(row) for row in left),
        "Disse havde meldt afbud:",
        "Afbud | Parti",
        "Ib Lund | F",
    ]


@pytest.mark.parametrize("rows", range(1, 7))
def test_a_paragraph_goes_on_at_the_head_of_the_next_column(rows: int) -> None:
    """Wherever the column ends, also where the next begins with a capital, and in a numbered point."""
    said = (
        "Udvalget bad Teknik- og Miljøforvaltningen om at spørge Lokalrådet, Grundejerforeningen Åparken og "
        "Foreningen Nordlys"
    )
    blocks = _paragraphs(LONG, SECOND, *SHORT[:rows], LONG, THIRD, said, "Godkendt.", THIRD, SECOND, SECOND)
    read = pdf.extract(as_pdf(blocks, Style(columns=2, footer=False)))
    assert said in [line.text for line in read.lines]


def test_words_that_run_over_the_next_cell_are_doubted_where_they_stand() -> None:
    """Their letters lie among those of the other word; bold by printing twice, or a ring over an a, is none."""
    rows = (("Anlæg", "2024", "2025", "2026"), ("Finansieringsbehovet", "4,0", "0,0", "7,8"))
    filler = [Block("item", "Punkt 1: Sti ved skolen"), Block("text", LONG)]
    blocks = [*filler, Block("table", rows=rows), Block("item", "Punkt 2: Bro over åen"), Block("text", LONG)]
    narrow = as_pdf(blocks, Style(columns=2, page_per_item=False))
    read = pdf.extract(narrow)
    assert read.overprinted == (1,)
    doubts = [warning for warning in read_minutes(narrow, "x.pdf").warnings if warning.code == "text_overprinted"]
    assert ["Anlæg" in read.lines[(doubt.line or 0) - 1].text for doubt in doubts] == [True]
    for style in (Style(page_per_item=False), Style(double_bold=True), Style(decomposed=True)):
        assert pdf.extract(as_pdf(blocks, style)).overprinted == ()


def test_names_in_two_columns_are_read_as_the_file_draws_them() -> None:
    """A list in two columns is drawn down each of them, a table row by row; a left column may be longer."""
    left, right = (
        ("Ane Krogh (A)", "Bo Holm", "Carl Juhl, formand", "Dea Lind"),
        ("Erik af Sten", "Finn Toft (V)", "Gro Ulv"),
    )
    places = {name: (x, 680 - 16 * n) for x, side in ((70, left), (320, right)) for n, name in enumerate(side)}
    across = shown("Mødet blev hævet klokken 18 af borgmesteren, og " * 2)
    filler = [f"BT /F1 11 Tf 70 {y} Td {across} Tj ET" for y in (580, 720)]
    by_row = sorted(places, key=lambda name: (-places[name][1], places[name][0]))
    for order in ((*left, *right), by_row):
        drawn = [f"BT /F1 11 Tf {places[name][0]} {places[name][1]} Td {shown(name)} Tj ET" for name in order]
        read = pdf.extract(one_page("\n".join([*filler, *drawn]).encode("cp1252")))
        names = [cell for line in read.lines[1:-1] for cell in line.text.split(" | ")]
        assert names == list(order)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (("Brev fra styrelsen", "Oversigt over boliger"), "Bilag | Brev fra styrelsen; Oversigt over boliger"),
        (("Oversigt over alle de boliger, der ejes af Lindeby", "Kommune"), None),
    ],
)
def test_titles_in_a_cell_stand_apart_unless_there_was_no_room_for_more(
    printed: tuple[str, ...], expected: str | None
) -> None:
    commands = []
    for n, (label, cell) in enumerate((("Sag nr.", ("31",)), ("Emne", ("Boliger",)), ("Bilag", printed))):
        y = 700 - 40 * n
        commands += [
            f"0.5 w 70 {y} 80 40 re S 150 {y} 260 40 re S",
            f"BT /F1 11 Tf 74 {y + 26} Td {shown(label)} Tj ET",
        ]
        commands += [f"BT /F1 11 Tf 154 {y + 26 - 14 * k} Td {shown(text)} Tj ET" for k, text in enumerate(cell)]
    read = pdf.extract(one_page("\n".join(commands).encode("cp1252")))
    assert read.lines[-1].text == (expected or f"Bilag | {' '.join(printed)}")
