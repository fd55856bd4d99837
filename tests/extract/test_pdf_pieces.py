"""A PDF's text layer -> words, however its program placed the letters: in lines, words, glyphs, twice, half hidden."""

from __future__ import annotations

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from meetings.ingest.extract import pdf
from tests.extract.makers.raw_pdf import one_page, shown

SAID = "Udvalget godkendte indstillingen om den nye skole ved fjorden"
MORE = "BT /F1 11 Tf 70 600 Td (Mødet sluttede klokken 18, og næste møde holdes i marts.) Tj ET\n"


def _lines(commands: str) -> list[str]:
    return [line.text for line in pdf.extract(one_page((commands + "\n" + MORE).encode("cp1252"))).lines]


def _kerned(words: list[str], gap: int, inner: int = 0) -> str:
    """Words in one array, parted by a gap (in thousandths of the letters' size) and no blank."""
    parts = []
    for word in words:
        parts += [f"{shown(letter)} {-inner}" for letter in word[:-1]] + [f"{shown(word[-1])} {-gap}"]
    return f"[{' '.join(parts)}] TJ"


@pytest.mark.parametrize(
    ("name", "commands"),
    [
        ("one line", f"{shown(SAID)} Tj"),
        ("blanks stretched to fill the line", f"6 Tw {shown(SAID)} Tj 0 Tw"),
        ("blanks pressed together", f"-0.5 Tw {shown(SAID)} Tj 0 Tw"),
        ("gaps and no blanks", _kerned(SAID.split(), 300)),
        ("gaps and no blanks, letters kerned", _kerned(SAID.split(), 300, -15)),
        ("gaps made narrow by kerning, as before 'A' and 'Y'", _kerned(SAID.split(), 175)),
        ("one pair of letters kerned apart", f"[{shown(SAID[:12])} -160 {shown(SAID[12:])}] TJ"),
        ("letters set apart", f"2.4 Tc {shown(SAID)} Tj 0 Tc"),
        ("letters set apart a little", f"1.9 Tc {shown(SAID)} Tj 0 Tc"),
        ("words broken into two texts", " ".join(f"{shown(p)} Tj" for p in (SAID[:13], SAID[13:30], SAID[30:]))),
        ("every letter a text", " ".join(f"{shown(letter)} Tj" for letter in SAID)),
        ("narrowed", f"70 Tz {shown(SAID)} Tj 100 Tz"),
    ],
)
def test_words_stay_whole_and_apart(name: str, commands: str) -> None:
    assert _lines(f"BT /F1 11 Tf 70 700 Td {commands} ET")[0] == SAID


def test_a_wide_gap_after_a_blank_parts_cells() -> None:
    rows = [("Ny bro ", 9000, "1.000"), ("Sti ved skolen ", 5570, "250"), ("Lys ", 10610, "75")]
    table = "".join(
        f"BT /F1 11 Tf 70 {700 - 14 * n} Td [{shown(left)} {-gap} {shown(right)}] TJ ET "
        for n, (left, gap, right) in enumerate(rows)
    )
    assert _lines(table)[:3] == ["Ny bro | 1.000", "Sti ved skolen | 250", "Lys | 75"]


@pytest.mark.parametrize("end", ["2025", "14-09-2025", "Vej"])
def test_the_end_of_a_heading_spread_with_blanks_is_spread_too(end: str) -> None:
    rows = ("   ".join(map(" ".join, row.split())) for row in ("Referat fra mødet i Teknisk Udvalg den", end))
    heading = "BT /F2 12 Tf 70 700 Td {} Tj 0 -16 Td {} Tj ET".format(*map(shown, rows))
    assert _lines(heading)[0] == f"Referat fra mødet i Teknisk Udvalg den {end}"


@pytest.mark.parametrize("end", ["b", "bus", "288"])
def test_the_short_end_of_a_heading_set_apart_is_a_word(end: str) -> None:
    heading = f"BT /F2 12 Tf 2.4 Tc 70 700 Td {shown('Dispensation fra lokalplan')} Tj 0 -16 Td {shown(end)} Tj 0 Tc ET"
    assert " ".join(_lines(heading)).startswith(f"Dispensation fra lokalplan {end} Mødet")


@pytest.mark.parametrize("halves", [(SAID,), (SAID[:14], SAID[14:]), tuple(SAID)])
def test_bold_by_printing_twice_is_read_once_however_the_second_is_cut(halves: tuple[str, ...]) -> None:
    again = " ".join(f"{shown(half)} Tj" for half in halves)
    assert _lines(f"BT /F1 11 Tf 70 700 Td {shown(SAID)} Tj ET BT /F1 11 Tf 70.3 700 Td {again} ET")[0] == SAID


def test_one_text_that_runs_through_two_cells_is_cut_at_the_rule() -> None:
    # Helvetica's 'Indsats' is 37 points wide at 11, 'Indsats ' 40.
    grid = "".join(f"0.5 w {x} {y} {wide} 20 re S " for y in (690, 670) for x, wide in ((66, 43), (109, 200)))
    rows = "".join(
        f"BT /F1 11 Tf 70 {y} Td {shown(text)} Tj ET " for y, text in ((696, "Indsats Status"), (676, "Indsats Ny"))
    )
    assert _lines(grid + rows)[:2] == ["Indsats | Status", "Indsats | Ny"]


def test_what_a_black_bar_covers_in_a_line_is_hidden_and_the_rest_is_not() -> None:
    # Helvetica's 'Borger ' is 37 points wide at 11, the number 65.
    line = f"BT /F1 11 Tf 70 700 Td {shown('Borger 150585-1230 fik afslag.')} Tj ET 0 0 0 rg 106 697 66 12 re f 0 g"
    read = pdf.extract(one_page((line + "\n" + MORE).encode("cp1252")))
    assert read.lines[0].text == "Borger fik afslag."
    assert any("150585-1230" in text for text in read.unseen)


def test_a_line_that_runs_off_the_page_is_read_as_far_as_it_is_seen() -> None:
    read = pdf.extract(one_page((f"BT /F1 11 Tf 500 700 Td {shown(SAID)} Tj ET\n" + MORE).encode("cp1252")))
    assert read.lines[0].text.startswith("Udvalget godken")
    assert "fjorden" not in read.lines[0].text
    assert any("fjorden" in text for text in read.unseen)


@pytest.mark.parametrize(("raised", "mark"), [(4, "2"), (-2, "3")])
def test_a_mark_set_over_a_blank_stands_after_its_word(raised: int, mark: str) -> None:
    line = f"BT /F1 11 Tf 70 700 Td {shown('Arealet er 450 m i alt.')} Tj ET "
    at = 70 + stringWidth("Arealet er 450 m", "Helvetica", 11)
    assert (
        _lines(line + f"BT /F1 5 Tf {at:.2f} {700 + raised} Td {shown(mark)} Tj ET")[0]
        == f"Arealet er 450 m{mark} i alt."
    )


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_printed_sideways_reads_like_an_upright_one(quarters: int) -> None:
    """As printers and scanners make it: the text is turned, and /Rotate turns the page back."""
    matrix = {1: "0 1 -1 0 842 0", 2: "-1 0 0 -1 842 842", 3: "0 -1 1 0 0 842"}[quarters]
    grid = "".join(f"0.5 w {x} {y} 100 20 re S " for y in (690, 670) for x in (66, 166))
    cells = "".join(
        f"BT /F1 11 Tf {x + 4} {y + 6} Td {shown(text)} Tj ET "
        for (x, y), text in zip(
            ((66, 690), (166, 690), (66, 670), (166, 670)), ("Indsats", "Beløb i kr.", "Ny bro", "1.000"), strict=True
        )
    )
    rows = f"BT /F1 11 Tf 70 640 Td {shown(SAID)} Tj 0 -14 Td {shown('uden bemærkninger.')} Tj ET "
    content = f"q {matrix} cm\n{grid}{cells}{rows}{MORE}Q"
    read = pdf.extract(one_page(content.encode("cp1252"), entries=f"/Rotate {90 * quarters}", size=(842, 842)))
    assert [line.text for line in read.lines][:3] == [
        "Indsats | Beløb i kr.",
        "Ny bro | 1.000",
        f"{SAID} uden bemærkninger.",
    ]
