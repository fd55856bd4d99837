"""Rows of print -> paragraphs where neither bold nor white space tells them apart."""

from __future__ import annotations

import pytest

from meetings.ingest.extract import pdf
from tests.extract.compare import texts
from tests.extract.makers.as_pdf import Style, as_pdf
from tests.extract.makers.minutes import LONG, SECOND, THIRD, Block
from tests.extract.makers.raw_pdf import one_page, shown


def test_minutes_of_short_paragraphs_alone_keep_them_apart() -> None:
    """Where few rows were wrapped, the commonest distance of rows is white space and no leading."""
    said = [
        "Punkt 7: Ny bro",
        "24/1177",
        "Beslutning",
        "Udvalget sender forslaget om den nye bro tilbage til",
        "Godkendt.",
    ]
    blocks = [Block("text", text) for text in [*said * 6, LONG]]
    assert texts(pdf.extract(as_pdf(blocks, Style())), "text")[: len(said)] == said


@pytest.mark.parametrize("columns", [1, 2])
def test_indented_first_rows_and_short_columns_keep_every_paragraph(columns: int) -> None:
    """Short rows alone show neither a margin nor a column's width: places and heights of the rows must tell."""
    said = [Block("text", text) for text in (LONG, SECOND, THIRD)]
    short = [Block("text", f"{label}: {n}. marts 2026") for n in range(1, 8) for label in ("Dato", "Frist", "Svar")]
    blocks = [*short, *said, *short]
    style = Style(tight=columns == 1, columns=columns, footer=False)
    assert texts(pdf.extract(as_pdf(blocks, style)), "text") == [block.text for block in blocks]


def test_cells_centred_beside_others_are_no_columns() -> None:
    rows = [
        ("Sti ved skolen", "Anlægges i 2027, når jorden", "er købt af ejeren"),
        ("Bro", "Udgår af planen, som", "den er vedtaget"),
    ]
    commands = []
    for n, (left, upper, lower) in enumerate(rows * 6):
        y = 760 - 50 * n
        commands += [
            f"BT /F1 11 Tf {x} {at} Td {shown(text)} Tj ET"
            for x, at, text in ((70, y - 7, left), (300, y, upper), (300, y - 14, lower))
        ]
    read = pdf.extract(one_page("\n".join(commands).encode("cp1252")))
    found = [line.text for line in read.lines]
    assert not any("Sti ved skolen Bro" in text for text in found)
    assert found.index(next(text for text in found if "Anlægges" in text)) < 4
