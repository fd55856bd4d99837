"""Rows of print -> paragraphs where neither bold nor white space tells them apart."""

from __future__ import annotations

import textwrap

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


def test_where_no_row_goes_on_with_another_each_is_a_paragraph() -> None:
    """No white space, no indent to be seen, one row as long as the page is wide: nothing says that any was wrapped."""
    said = [
        "fra møde i Beskæftigelsesudvalget den 9. december 2010 kl. 15.00 i Jobcentret i Storegade",
        "Meddelelser fra formanden",
        "Sagsnr. 10/3312",
        "Jobcentret indstiller, at kommunen tilbyder at modtage tolv flygtninge.",
        "Til efterretning.",
        "Et mindretal bestående af Søren Kjærbo kan ikke støtte indstillingen.",
        "Fraværende var Grethe Aabro.",
    ]
    read = pdf.extract(as_pdf([Block("text", text) for text in said], Style(tight=True, footer=False)))
    assert texts(read, "text") == said


def test_one_wrapped_paragraph_shows_that_the_others_are_told_apart_by_their_indent() -> None:
    said = [
        "Til stede var Aase Kristoffersen, Bent Ove Thuesen, Inge Lise Toft, Erik Winkel, Bo Bak",
        "Camilla Yde skrev referat.",
        "Rådet drøftede udkastet. Rådet anbefaler, at fristen for opstart af genoptræning kun er syv dage.",
        "Inge Lise Toft skriver et høringssvar til det nye udkast, som sendes ud inden mødet her",
        "Taget til efterretning.",
        "Næste møde",
        "Mandag",
    ]
    read = pdf.extract(as_pdf([Block("text", text) for text in said], Style(tight=True, footer=False)))
    assert texts(read, "text") == said


def test_a_page_of_short_rows_has_the_margin_of_the_others() -> None:
    """Else a row that is long for its page would look as if it had been wrapped."""
    short = [
        "004. Anmodning om optagelse af sag vedr. ventetid på handicapkørsel",
        "Journalnummer 13.05.00.A00, sagsnummer 13/1201",
        "SAGENS INDHOLD",
        "Jørn Ulrik Skov anmoder om, at udvalget drøfter ventetiden på kørsel",
        "BESLUTNING I SOCIALUDVALGET DEN 29-01-2013",
        "Sagen trukket af dagsordenen.",
    ] * 2
    rows = [row for text in (LONG, SECOND, THIRD) * 3 for row in textwrap.wrap(text, 82)]
    blocks = [*(Block("text", text) for text in rows), Block("item", "Punkt 5: Handicapkørsel")]
    read = pdf.extract(as_pdf([*blocks, *(Block("text", text) for text in short)], Style(tight=True)))
    assert [line.text for line in read.lines if line.page == read.pages and line.kind != "heading"] == short


def test_cells_centred_beside_others_are_no_columns() -> None:
    rows = [
        ("Sti ved skolen i Lindeby", "Anlægges i 2027, når jorden", "er købt af ejeren"),
        ("Bro over den gamle mølleå", "Udgår af planen, som", "den er vedtaget"),
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
    assert not any("Lindeby Bro" in text for text in found)
    assert found.index(next(text for text in found if "Anlægges" in text)) < 4
