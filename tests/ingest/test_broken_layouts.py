"""What a layout ran together, broke in two or printed in the middle of a page is read as it was meant."""

from __future__ import annotations

import pytest

from meetings.ingest import read_minutes
from meetings.ingest.minutes import Minutes
from tests.extract.makers.as_pdf import Style, as_pdf
from tests.extract.makers.minutes import LONG, Block

HEAD = "REFERAT Teknisk Udvalg d. 05-03-2024\n\n"


def minutes(text: str) -> Minutes:
    return read_minutes((HEAD + text).encode(), "referat.txt")


@pytest.mark.parametrize(
    ("said", "absent", "decided"),
    [
        ("Fraværende: Lise Holm (UFP) Godkendt med 3 stemmer.", ["Lise Holm"], "Godkendt med 3 stemmer."),
        ("Fraværende: Lise Holm Godkendt", ["Lise Holm"], "Godkendt"),
        ("Fraværende: Lise Holm Udvalget fulgte indstillingen.", ["Lise Holm"], "Udvalget fulgte indstillingen."),
        ("Afbud: Lise Holm (A) og Jens Krog (V) Indstillingen blev tiltrådt.", ["Lise Holm", "Jens Krog"], None),
        ("Fraværende: Lise Holm\n\nJens Krog Sagen blev udsat.", ["Lise Holm", "Jens Krog"], "Sagen blev udsat."),
    ],
)
def test_the_absent_run_together_with_the_decision(said: str, absent: list[str], decided: str | None) -> None:
    (item,) = minutes(f"Punkt 1: Sti\n\n24/77\n\nBeslutning\n\n{said}\n").items
    (decision,) = item.decisions
    assert list(decision.absent) == absent
    assert decision.text == (decided or "Indstillingen blev tiltrådt.")


def test_a_row_of_figures_heads_no_section() -> None:
    table = "| Mio. kr. | 2024 | 2025 |\n|---|---|---|\n| Anlæg | 4,0 | 7,8 |\n| Finansiering: kassen | -4,0 | -7,8 |\n"
    (item,) = minutes(f"# Punkt 1: Bro\n\n24/77\n\n## Økonomi\n\n{table}\nSe bilag.\n\n## Beslutning\n\nUdsat.\n").items
    (section,) = item.sections
    assert "Finansiering: kassen | -4,0 | -7,8" in section.text


def test_a_case_number_beside_every_page_number_is_no_page_head() -> None:
    first = "Side 1 af 2\n\n24/77\n\n1. Godkendelse af dagsorden\n\nBeslutning\n\nGodkendt."
    last = "2. Bro over åen\n\n24/78\n\nBeslutning\n\nUdsat.\n\nSide 2 af 2\n\n24/77\n\n3. Godkendelse af referat"
    read = minutes(f"{first}\n\n{last}\n\nBeslutning\n\nGodkendt.\n")
    assert [item.case_number for item in read.items] == ["24/77", "24/78", "24/77"]
    assert read.aside == ("Side 1 af 2", "Side 2 af 2")


def test_a_heading_with_a_number_goes_on_with_a_dash() -> None:
    title = "Lokalplan 114 for et nyt center ved Garverigrunden i Lindeby"  # the row ends here
    blocks = [Block("title", "REFERAT Teknisk Udvalg d. 05-03-2024"), Block("item", f"1. {title} - endelig vedtagelse")]
    for number in (2, 3):
        blocks += [Block("text", LONG), Block("section", "Beslutning"), Block("text", "Godkendt.")]
        blocks.append(Block("item", f"{number}. Sti ved skolen"))
    blocks += [Block("text", LONG), Block("section", "Beslutning"), Block("text", "Godkendt.")]
    read = read_minutes(as_pdf(blocks), "referat.pdf")
    assert [item.title for item in read.items] == [f"{title} - endelig vedtagelse", "Sti ved skolen", "Sti ved skolen"]


def test_heads_of_other_pages_in_the_middle_of_a_page_end_what_stands_above() -> None:
    """Nothing parts the paragraphs, and some were wrapped: what comes again beside page numbers belongs to none."""
    page = "29.01.2013 Side {} af 12"
    said = [
        *("Teknisk Udvalg", page.format(1), "Referat fra mødet tirsdag den 29. januar 2013"),
        "Deltagere: Inger Marie Vestergaard, Kaj Trolle, Anette Bang, Jørn Ulrik Skov Larsen",
        *("Teknisk Udvalg", page.format(2), "1. Sti ved skolen", "BESLUTNING", "Godkendt."),
        *("2. Bro over åen ved den gamle mølle i Lindeby med fortov og cykelsti til byens skole", "Teknisk Udvalg"),
        *(page.format(3), "og idrætshal", "BESLUTNING"),
        *("Udvalget besluttede at udsætte sagen, til planen for de nye veje i Lindeby er blevet", "vedtaget endeligt."),
    ]
    paper = as_pdf([Block("text", text) for text in said], Style(tight=True, footer=False))
    read = read_minutes(paper, "referat.pdf")
    assert read.participants == ("Inger Marie Vestergaard", "Kaj Trolle", "Anette Bang", "Jørn Ulrik Skov Larsen")
    assert [item.title for item in read.items] == ["Sti ved skolen", f"{said[9][3:]} og idrætshal"]
    assert [line for line in read.aside if "Side" in line] == [page.format(n) for n in (1, 2, 3)]


def test_a_title_that_ends_in_a_preposition_goes_on() -> None:
    read = minutes("Punkt 1: Frigivelse af midler til cykelsti langs\n\nPræstemarksvej\n\nBeslutning\n\nGodkendt.\n")
    assert [item.title for item in read.items] == ["Frigivelse af midler til cykelsti langs Præstemarksvej"]


def test_a_cover_goes_on_with_the_year_or_the_place_that_its_line_had_no_room_for() -> None:
    text = (
        "Referat af ekstraordinært møde i Økonomiudvalget tirsdag den 4. oktober\n2016 kl. 8.00 på\nPlejecenter Solgård"
    )
    read = read_minutes(f"{text}\n\n1. Budget\n\nBeslutning\n\nGodkendt.\n".encode(), "referat.txt")
    found = (read.committee, f"{read.date}", read.start_time, read.place, read.unread)
    assert found == ("Økonomiudvalget", "2016-10-04", "08:00", "Plejecenter Solgård", ())


def test_a_list_of_persons_broken_twice_within_a_name() -> None:
    names = "Mødedeltagere Karin Vindelev, Trine Askholt, Helle Brink, Rasmus\nNygård-Friis, Ellen Margrethe\n\nBonde"
    read = minutes(f"{names}\n\nPunkt 1: Sti\n\n24/77\n\nBeslutning\n\nGodkendt.\n")
    assert read.participants[-2:] == ("Rasmus Nygård-Friis", "Ellen Margrethe Bonde")


TITLE = (
    "Lokalplan 114 for en dagligvarebutik ved\nHovedvejen 12 i Lindeby og tilhørende tillæg nr. 9 - endelig\nvedtagelse"
)


@pytest.mark.parametrize("above", ["Beslutning for Punkt 1: ", "Beslutning\n\nDagsordenspunkt 1: "])
def test_the_title_printed_again_over_the_decision_goes_over_three_lines(above: str) -> None:
    case = "\n(2018-0056789)" if "Dagsorden" in above else ""
    text = f"Punkt 1: {TITLE}\n\n2018-0056789\n\nResume\n\nDer bygges.\n\n{above}{TITLE}{case}\n\nGodkendt.\n"
    (item,) = minutes(text).items
    assert [(one.outcome, one.text) for one in item.decisions] == [("approved", "Godkendt.")]
    assert [section.heading for section in item.sections] == ["Resume"]


def test_page_numbers_and_case_numbers_that_the_lines_end_broke() -> None:
    page = "Socialudvalget\n29.01.2013        Side {} af\n12\n\n{}. Sti ved skolen\n\n"
    page += "J.nr.: 00.01.00.A00 Sagsnr.:\n13/{}99\n\nBESLUTNING\n\nGodkendt.\n\n"
    text = "".join(page.format(n, n, n) for n in (1, 2, 3))
    read = read_minutes(f"Referat\n\n{text}".encode(), "referat.txt")
    assert [item.case_number for item in read.items] == ["13/199", "13/299", "13/399"]
    assert [item.decisions[0].text for item in read.items] == ["Godkendt."] * 3


WRAPPED = """Fjordbadet fra 1971 er nedslidt. Der skal tages stilling til, om den gamle
svømmehal skal renoveres, eller om der skal bygges et nyt og større anlæg.
{} og nu har udvalget set
på tre muligheder, som hver for sig kan gennemføres inden for den ramme,
uden at byens andre svømmehaller lukkes i byggetiden. Forvaltningen {},
at bassinet bygges med seks baner, og at der findes plads til femten biler
ved den gamle skole. Det er færre, end foreningerne havde ønsket sig.
"""


def test_a_full_line_may_end_where_a_sentence_does_and_is_no_heading_by_that() -> None:
    """The words could head a section: they are left in their paragraph, and the doubt is said."""
    story = WRAPPED.format("Sagen er forelagt Byrådet, som er hørt herom,", "ønsker")
    plain = minutes(f"Punkt 1: Bad\n\n24/77\n\nSagsfremstilling\n\n{story}\nBeslutning\n\nGodkendt.\n")
    story = WRAPPED.format("Økonomi Byrådet er hørt i sagen om anlægget,", "anbefaler")
    read = minutes(f"Punkt 1: Bad\n\n24/77\n\nSagsfremstilling\n\n{story}\nBeslutning\n\nGodkendt.\n")
    for one in (plain, read):
        assert [section.heading for section in one.items[0].sections] == ["Sagsfremstilling"]
    said = [warning.message for warning in read.warnings if warning.code == "heading_guessed"]
    assert [all(word in each for word in ("»Økonomi«", "Forvaltningen anbefaler,«")) for each in said] == [True]
    assert "heading_guessed" not in {warning.code for warning in plain.warnings}


@pytest.mark.parametrize(
    "above",
    [
        "<table><tr><th>År</th><th>Beløb</th></tr><tr><td>2024</td><td>4,0</td></tr></table>",
        "<b>Stien er lukket i maj.</b><br>",
    ],
)
def test_the_bold_head_of_a_table_does_not_say_that_headings_are_marked(above: str) -> None:
    lines = (
        "Resume<br>Stien er smal, og den bruges af mange.<br>Beskrivelse<br>Den blev anlagt i 1971 og er nedslidt.<br>"
    )
    page = (
        f"<p>{HEAD}</p><p>Punkt 1: Sti<br>24/77<br>{lines}{above}Indstilling<br>Det indstilles, at stien udvides.<br>"
    )
    (item,) = read_minutes(f"{page}Beslutning<br>Godkendt.</p>".encode(), "referat.html").items
    assert [section.heading for section in item.sections] == ["Resume", "Beskrivelse", "Indstilling"]


@pytest.mark.parametrize("head", ["Referat for udvalgets møde", "Referat fra Teknisk Udvalg den 3. maj 2023"])
def test_the_head_of_a_single_page_within_the_text_belongs_to_no_item(head: str) -> None:
    """The minutes of a workshop may be an attachment; the same words below a page number head the page."""
    text = (
        f"Lindeby Kommune\n\nReferat fra Teknisk Udvalg den 3. maj 2023\n\nMødested: Rådhuset\n\nFraværende: Ingen\n\n"
        "1. Sti\n\nBilag\n\nReferat fra workshoppen\n\nBeslutning\n\nGodkendt.\n\n"
        f"2. Bro\n\nBeslutning\n\nUdvalget tog sagen\n\nSide 1 af 2\n\n{head}\n\ntil efterretning.\n"
    )
    read = read_minutes(text.encode(), "referat.txt")
    assert (read.committee, f"{read.date}") == ("Teknisk Udvalg", "2023-05-03")
    assert [one.text for item in read.items for one in item.decisions] == [
        "Godkendt.",
        "Udvalget tog sagen til efterretning.",
    ]
    assert [a.title for a in read.items[0].attachments] == ["Referat fra workshoppen"]
