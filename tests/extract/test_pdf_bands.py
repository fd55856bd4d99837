"""Columns under headings of the full width: band by band, however short the heading that parts two of them."""

from __future__ import annotations

import pytest

from meetings.ingest import read_minutes
from meetings.ingest.extract import pdf
from meetings.ingest.lines import Document
from tests.extract.makers.raw_pdf import one_page, shown

LEFT, RIGHT, TOP = 60.0, 310.0, 760.0
WORDS = "stien skolen vejen udvalget kommunen naboer lokalplan".split()

Drawing = tuple[float, float, str, str]  # x, y, font and size, text


def _prose(name: str, rows: int) -> list[str]:
    """Full rows that tell where they belong; the last ends its paragraph."""
    said = [f"{name}{n} {' '.join(WORDS[(n + k) % len(WORDS)] for k in range(4))}" for n in range(rows)]
    return [*said[:-1], f"{said[-1]}."]


def _bands(decided: list[str], rows: int = 6) -> tuple[list[Drawing], list[str]]:
    """Two-column items below one another, drawn as read, and their decisions' rows in the order of reading."""
    drawn: list[Drawing] = []
    order: list[str] = []
    y = TOP
    for number, decision in enumerate(decided, 1):
        left = _prose(f"v{number}x", rows)
        right = [*_prose(f"h{number}x", rows - 2), "Beslutning", decision]
        here = [(LEFT, y, "/F2 15 Tf", f"{number}. Sag om emne {number}")]
        here.append((LEFT, y - 26, "/F1 11 Tf", f"Sagsnr.: 25/{number}"))
        y -= 52
        here += [(LEFT, y - 13 * n, "/F1 11 Tf", text) for n, text in enumerate(left)]
        faces = {"Beslutning": "/F2 11 Tf"}
        here += [(RIGHT, y - 13 * n, faces.get(text, "/F1 11 Tf"), text) for n, text in enumerate(right)]
        drawn += here
        order += [text for *_, text in here]
        y -= 13 * rows + 26
    return drawn, order


def _file(drawn: list[Drawing]) -> bytes:
    commands = [f"BT {font} {x} {y} Td {shown(text)} Tj ET" for x, y, font, text in drawn]
    return one_page("\n".join(commands).encode("cp1252"))


def _words(read: Document) -> list[str]:
    return " ".join(line.text for line in read.lines).split()


def _in_order(order: list[str]) -> list[str]:
    return " ".join(order).split()


@pytest.mark.parametrize("rows", [5, 8, 11])
def test_what_stands_below_a_heading_is_no_part_of_the_item_above(rows: int) -> None:
    drawn, order = _bands(["Godkendt.", "Udsat.", "Afvist."], rows)
    read = pdf.extract(_file(drawn))
    assert _words(read) == _in_order(order)
    assert read.columns_unsure == ()


@pytest.mark.parametrize("longer", [1, 2, 3])
def test_the_left_column_goes_on_below_the_right_one(longer: int) -> None:
    left = [(LEFT, TOP - 13 * n, "/F1 11 Tf", text) for n, text in enumerate(_prose("v", 8 + longer))]
    right = [(RIGHT, TOP - 13 * n, "/F1 11 Tf", text) for n, text in enumerate(_prose("h", 8))]
    below = [(LEFT, TOP - 13 * (8 + longer), "/F1 11 Tf", f"{' '.join(WORDS)} og {' '.join(WORDS[:4])}.")]
    read = pdf.extract(_file([*left, *right, *below]))
    assert _words(read) == _in_order([text for *_, text in [*left, *right, *below]])


def test_a_foot_drawn_before_all_else_and_a_head_drawn_last_hide_no_bands() -> None:
    drawn, order = _bands(["Godkendt.", "Udsat.", "Afvist."])
    foot, head = (LEFT, 60.0, "/F1 9 Tf", "Side 1 af 1"), (LEFT, 800.0, "/F1 9 Tf", "Teknisk Udvalg")
    read = pdf.extract(_file([foot, *drawn, head]))
    assert _words(read) == _in_order(["Teknisk Udvalg", *order])
    assert read.columns_unsure == ()


def test_each_decision_comes_under_its_own_item() -> None:
    drawn, _ = _bands(["Godkendt.", "Udsat.", "Afvist."])
    minutes = read_minutes(_file(drawn), "referat.pdf")
    decided = [[decision.text for decision in item.decisions] for item in minutes.items]
    assert decided == [["Godkendt."], ["Udsat."], ["Afvist."]]
    assert "columns_unsure" not in [warning.code for warning in minutes.warnings]


def test_bands_are_guessed_and_doubted_where_the_file_draws_row_by_row() -> None:
    drawn, order = _bands(["Godkendt.", "Udsat.", "Afvist."])
    by_row = sorted(drawn, key=lambda drawing: (-drawing[1], drawing[0]))
    data = _file(by_row)
    read = pdf.extract(data)
    assert _words(read) == _in_order(order)
    assert read.columns_unsure == (1,)
    assert [(w.line, w.page) for w in read_minutes(data, "x.pdf").warnings if w.code == "columns_unsure"] == [(1, 1)]


def test_a_heading_in_the_left_of_two_columns_over_the_page_parts_nothing() -> None:
    """The right column is white beside it, but the file draws the left one to its end."""
    left = [(LEFT, TOP - 13 * n, "/F1 11 Tf", text) for n, text in enumerate(_prose("a", 8))]
    left.append((LEFT, TOP - 150, "/F2 15 Tf", "2. Bro over åen"))
    left += [(LEFT, TOP - 190 - 13 * n, "/F1 11 Tf", text) for n, text in enumerate(_prose("b", 8))]
    right = [(RIGHT, TOP - 13 * n, "/F1 11 Tf", text) for n, text in enumerate(_prose("c", 8))]
    right += [(RIGHT, TOP - 190 - 13 * n, "/F1 11 Tf", text) for n, text in enumerate(_prose("d", 8))]
    read = pdf.extract(_file([*left, *right]))
    assert _words(read) == _in_order([text for *_, text in [*left, *right]])
    assert read.columns_unsure == ()


def test_short_columns_between_lines_that_cross_the_page_are_prose_together() -> None:
    """Each holds too few rows to be known as columns by itself."""
    drawn: list[Drawing] = []
    for n in range(4):
        y = TOP - 120 * n
        across = " ".join(_prose(f"t{n}x", 1) + WORDS)
        drawn.append((LEFT, y, "/F1 11 Tf", across))
        drawn += [(LEFT, y - 30 - 13 * k, "/F1 11 Tf", text) for k, text in enumerate(_prose(f"v{n}x", 3))]
        drawn += [(RIGHT, y - 30 - 13 * k, "/F1 11 Tf", text) for k, text in enumerate(_prose(f"h{n}x", 2))]
    assert _words(pdf.extract(_file(drawn))) == _in_order([text for *_, text in drawn])


def test_labels_above_columns_stay_beside_what_they_name() -> None:
    labels = (("Udvalg", "Teknisk Udvalg"), ("Mødested", "Rådhuset"), ("Mødedato", "4. marts 2025"))
    cover = [
        (x, TOP - 16 * n, "/F1 11 Tf", text)
        for n, row in enumerate(labels)
        for x, text in zip((LEFT, RIGHT), row, strict=True)
    ]
    below = [(LEFT, TOP - 80, "/F2 15 Tf", "1. Sti ved skolen")]
    below += [(LEFT, TOP - 120 - 13 * n, "/F1 11 Tf", text) for n, text in enumerate(_prose("a", 9))]
    below += [(RIGHT, TOP - 120 - 13 * n, "/F1 11 Tf", text) for n, text in enumerate(_prose("b", 9))]
    read = pdf.extract(_file([*cover, *below]))
    assert [line.text for line in read.lines][:3] == [" | ".join(row) for row in labels]
    assert _words(read)[-len(_in_order([text for *_, text in below])) :] == _in_order([text for *_, text in below])


def test_short_columns_above_long_ones_are_read_as_the_file_draws_them() -> None:
    """Two rows and one are known by the columns below them, a heading across the page between."""
    short = [
        (LEFT, TOP, "/F1 11 Tf", "Udgiften er på 3.450.000 kr. i år."),
        (LEFT, TOP - 13, "/F1 11 Tf", "Den er til"),
    ]
    short.append((RIGHT, TOP, "/F1 11 Tf", "cykelstien langs Åvej."))
    across = (LEFT, TOP - 50, "/F2 15 Tf", "Punkt 2: Bro over åen ved skolen og stien til byen")
    below = [(LEFT, TOP - 90 - 13 * n, "/F1 11 Tf", text) for n, text in enumerate(_prose("v", 9))]
    below += [(RIGHT, TOP - 90 - 13 * n, "/F1 11 Tf", text) for n, text in enumerate(_prose("h", 9))]
    drawn = [*short, across, *below]
    assert _words(pdf.extract(_file(drawn))) == _in_order([text for *_, text in drawn])
