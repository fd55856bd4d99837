"""Headings that are not marked, ran together with a text or broke over two lines: read, or doubted."""

from __future__ import annotations

import pytest

from meetings.ingest import read_minutes
from meetings.ingest.minutes import Minutes
from tests.extract.makers.as_pdf import as_pdf
from tests.extract.makers.minutes import Block

COVER = "Referat fra Kultur- og\nFritidsudvalget den 3. maj 2021\n\n"


def minutes(text: str) -> Minutes:
    return read_minutes(text.encode(), "x.txt")


PROSE = "Byrådet har afsat 250.000 kr. til arbejdet, som ventes at begynde i maj måned."


@pytest.mark.parametrize("apart", ["\n\n", "\n"])
def test_a_heading_that_nothing_marks_is_told_by_its_place_and_said_to_be_a_guess(apart: str) -> None:
    lines = ["Punkt 1: Sti", "24/77", "Sagsfremstilling", PROSE, "Trafiksikkerhed", PROSE, "Begrundelse", PROSE]
    read = minutes(COVER + apart.join([*lines, "Beslutning", "Godkendt."]))
    assert [section.heading for section in read.items[0].sections] == [
        "Sagsfremstilling",
        "Trafiksikkerhed",
        "Begrundelse",
    ]
    (guess,) = [warning for warning in read.warnings if warning.code == "heading_guessed"]
    assert "»Trafiksikkerhed«" in guess.message


def test_what_looks_like_a_heading_within_a_decision_stays_there_and_is_doubted() -> None:
    read = minutes(COVER + f"Punkt 1: Sti\n\n24/77\n\nBeslutning\n\nGodkendt.\n\nStiens forløb\n\n{PROSE}\n")
    assert read.items[0].decisions[0].text == f"Godkendt.\n\nStiens forløb\n\n{PROSE}"
    assert "heading_guessed" in {warning.code for warning in read.warnings}


@pytest.mark.parametrize("line", ["Lise Holm", "Teknisk Udvalg", "Anbefales", "i alt 300 elever", "Kørsel: 4 km."])
def test_not_every_short_line_is_a_heading(line: str) -> None:
    read = minutes(COVER + f"Punkt 1: Sti\n\n24/77\n\nSagsfremstilling\n\n{PROSE}\n\n{line}\n\n{PROSE}\n")
    assert [section.heading for section in read.items[0].sections] == ["Sagsfremstilling"]


def test_headings_that_are_marked_leave_short_lines_alone() -> None:
    read = minutes(COVER + f"# Punkt 1: Sti\n\n24/77\n\n## Sagsfremstilling\n\n{PROSE}\n\nTrafiksikkerhed\n\n{PROSE}\n")
    assert [section.heading for section in read.items[0].sections] == ["Sagsfremstilling"]


@pytest.mark.parametrize("apart", ["\n\n", "\n"])
def test_body_and_date_alone_head_the_decision_where_nothing_is_marked(apart: str) -> None:
    lines = ["Punkt 1: Sti", "24/77", "Sagsfremstilling", PROSE, "Kultur- og Fritidsudvalget den 03-05-2021"]
    (item,) = minutes(COVER + apart.join([*lines, "Venstre foreslog Ib Lund. Ib Lund blev valgt."])).items
    assert [decision.text for decision in item.decisions] == ["Venstre foreslog Ib Lund. Ib Lund blev valgt."]


@pytest.mark.parametrize("heading", ["Tilføjelse af 28. april 2021", "Supplement pr. 28. april 2021:"])
def test_an_addition_dated_on_its_line_ends_the_decision_before(heading: str) -> None:
    body = "Punkt 1: Årsplan\n\nBeslutning i Kultur- og Fritidsudvalget den 12. april 2021:\n\nUdsat.\n\n"
    (item,) = minutes(f"{COVER}{body}{heading}\n\nStøjen er målt til 51 dB.\n\nBeslutning\n\nGodkendt.").items
    assert [each.text for each in item.decisions] == ["Udsat.", "Godkendt."]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Beslutning i Kultur- og Fritidsudvalget den", "12. april 2021:"),
        ("Beslutning i Kultur- og", "Fritidsudvalget den 12. april 2021"),
        ("Beslutning Kultur- og Fritidsudvalget mandag", "den 12. april 2021, pkt. 4:"),
        ("Kultur- og Fritidsudvalgets beslutning d.", "12-04-2021"),
    ],
)
def test_a_heading_broken_over_two_lines_is_one(first: str, second: str) -> None:
    body = f"Punkt 1: Årsplan\n\n24/77\n\n{first}\n{second}\n\nUdsat.\n\nBeslutning\n\nGodkendt."
    (item,) = minutes(COVER + body).items
    assert [(str(each.date), each.text) for each in item.decisions] == [
        ("2021-04-12", "Udsat."),
        ("2021-05-03", "Godkendt."),
    ]


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        ("Indstilling", ["Sagsfremstilling", "Indstilling"]),
        ("Forvaltningen indstiller,", ["Sagsfremstilling", "Forvaltningen indstiller,"]),
        ("ØKONOMI", ["Sagsfremstilling", "ØKONOMI"]),
        ("Se bilag", ["Sagsfremstilling"]),
        ("Byrådet", ["Sagsfremstilling"]),
    ],
)
def test_a_heading_at_the_end_of_a_paragraph_is_one(heading: str, found: list[str]) -> None:
    text = f"Punkt 1: Sti\n\n24/77\n\nSagsfremstilling\n\n{PROSE} {heading}\n\nAt stien anlægges.\n\nBeslutning\n\nOk."
    assert [section.heading for section in minutes(COVER + text).items[0].sections] == found


TITLE = (
    "Endelig vedtagelse af lokalplan 114 for et boligområde ved Møllebækken og\n"
    "tilhørende kommuneplantillæg nr. 9 med ændret vejadgang fra Skovvej til\nBakkevej"
)


@pytest.mark.parametrize("page", ["", "     5", " ........ 5"])
def test_a_title_on_three_lines_is_whole_and_so_is_its_entry_in_the_contents(page: str) -> None:
    listed = f"Indholdsfortegnelse\n\nPunkt 1: Sti{page}\nPunkt 2: {TITLE}{page}\n\n"
    items = f"Punkt 1: Sti\n\n24/77\n\nBeslutning\nGodkendt.\n\nPunkt 2: {TITLE}\n\n24/78\n\nBeslutning\nUdsat.\n"
    read = minutes(COVER + listed + items)
    assert [item.title for item in read.items] == ["Sti", TITLE.replace("\n", " ")]
    assert (read.items[1].sections, read.unread) == ((), ())


def test_a_short_line_right_below_a_title_is_doubted() -> None:
    read = minutes(f"{COVER}Punkt 1: Sti ved skolen\nBakkevej\n{PROSE}\n\nBeslutning\nGodkendt.\n")
    assert "title_goes_on" in {warning.code for warning in read.warnings}


def test_the_first_point_of_a_list_is_no_part_of_the_title() -> None:
    html = f"<p>{COVER}</p><p>Punkt 1: Nyt fra udvalgene<br>a. Stien er færdig.<br>b. Broen mangler.</p>"
    html += "<p>Punkt 2: Eventuelt</p><h3>Beslutning</h3><p>Intet.</p>"
    assert [item.title for item in read_minutes(html.encode(), "x.html").items] == ["Nyt fra udvalgene", "Eventuelt"]


def test_a_number_before_a_heading_is_its_own() -> None:
    pages = f"Punkt 1: Sti\n\n24/77\n\n1. Resume\n\n{PROSE}\n\n2. Baggrund\n\n{PROSE}\n\nBeslutning\n\nGodkendt."
    found = [section.heading for section in minutes(COVER + pages).items[0].sections]
    assert found == ["1. Resume", "2. Baggrund"]
    paper = as_pdf([Block("text", line) for line in (COVER + pages).split("\n") if line])
    assert [section.heading for section in read_minutes(paper, "x.pdf").items[0].sections] == found


def test_a_decisions_heading_at_the_end_of_a_paragraph_is_one() -> None:
    text = f"Punkt 1: Sti\n\n24/77\n\nSagsfremstilling\n\n{PROSE} BESLUTNING\n\nGodkendt."
    (item,) = minutes(COVER + text).items
    assert ([each.text for each in item.decisions], item.sections[0].text) == (["Godkendt."], PROSE)


def test_the_head_of_an_item_run_together_with_its_title_is_taken_apart() -> None:
    text = "Punkt 1: Ventetid på kørsel J.nr.: 13.05.00.A00 Sagsnr.: 13/1201\n\nBeslutning\n\nGodkendt."
    (item,) = minutes(COVER + text).items
    assert (item.title, item.case_number) == ("Ventetid på kørsel", "13/1201")
