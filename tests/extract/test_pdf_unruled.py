"""Tables without rules: cells that stand close, and the row of heads that is set bold or in the middle."""

from __future__ import annotations

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from meetings.ingest.extract import pdf
from tests.extract.makers.raw_pdf import one_page, shown

FIRST, END, GAP = 70.0, 250.0, 8.0  # where the years begin, the figures end; between these and what follows, points
HEADS = ("År", "Udgift i kr.", "Finansiering")
ROWS = [(str(2025 + n), f"{13 + 97 * n}.100", f"Pulje {n + 1} til veje") for n in range(5)]
ACROSS = "Udvalget drøftede sagen og bad om at få den at se igen, når der er hørt om den"

Drawing = tuple[float, float, str, str]  # x, y, font, text


def _page(drawn: list[Drawing]) -> list[tuple[str, str, bool]]:
    around = [(FIRST, y, "F1", ACROSS) for y in (760, 746, 400, 386)]
    commands = [f"BT /{face} 11 Tf {x} {y} Td {shown(text)} Tj ET" for x, y, face, text in [*around, *drawn]]
    read = pdf.extract(one_page("\n".join(commands).encode("cp1252")))
    return [(line.kind, line.text, line.bold) for line in read.lines if line.text not in (ACROSS, f"{ACROSS} {ACROSS}")]


def _set(cells: tuple[str, str, str], y: float, face: str = "F1") -> list[Drawing]:
    width = stringWidth(cells[1], {"F1": "Helvetica", "F2": "Helvetica-Bold"}[face], 11)
    return [(FIRST, y, face, cells[0]), (END - width, y, face, cells[1]), (END + GAP, y, face, cells[2])]


@pytest.mark.parametrize("count", [2, 5])
def test_figures_set_to_the_right_are_cells_however_close_the_next_column_stands(count: int) -> None:
    drawn = _set(HEADS, 700, "F2")
    for n, cells in enumerate(ROWS[:count]):
        drawn += _set(cells, 680 - 17 * n)
    assert _page(drawn) == [
        ("row", " | ".join(HEADS), True),
        *(("row", " | ".join(cells), False) for cells in ROWS[:count]),
    ]


def test_a_bold_row_in_the_middle_of_its_columns_is_their_head() -> None:
    places = (FIRST, 200.0, 340.0)
    drawn = [(x + 60, 700.0, "F2", text) for x, text in zip(places, HEADS, strict=True)]
    for n, cells in enumerate(ROWS):
        drawn += [(x, 680.0 - 17 * n, "F1", text) for x, text in zip(places, cells, strict=True)]
    assert [text for _, text, _ in _page(drawn)] == [" | ".join(cells) for cells in (HEADS, *ROWS)]


@pytest.mark.parametrize("heading", ["Økonomi", "Udgifter til veje, som de blev vedtaget i budgettet for alle de år"])
def test_a_bold_line_above_a_table_is_a_heading_where_it_stands_over_no_columns(heading: str) -> None:
    drawn = [(FIRST, 700.0, "F2", heading)]
    for n, cells in enumerate(ROWS):
        drawn += _set(cells, 680 - 17 * n)
    assert _page(drawn)[0] == ("heading", heading, True)
    assert [kind for kind, *_ in _page(drawn)[1:]] == ["row"] * len(ROWS)


def test_a_wide_gap_that_stands_elsewhere_in_each_row_parts_nothing() -> None:
    drawn: list[Drawing] = []
    for n, (year, amount, pool) in enumerate(ROWS):
        wide = stringWidth(amount, "Helvetica", 11)
        drawn += [(FIRST, 680 - 17 * n, "F1", year), (200.0, 680 - 17 * n, "F1", amount)]
        drawn.append((200.0 + wide + 7, 680 - 17 * n, "F1", pool))
    assert [text for _, text, _ in _page(drawn)] == [f"{year} | {amount} {pool}" for year, amount, pool in ROWS]
