"""Pages of municipal sites copied as text: what the site prints around the minutes, items without titles or numbers,
and lines that ran together."""

from __future__ import annotations

import pytest

from meetings.ingest import read_minutes
from meetings.ingest.minutes import Minutes

COVER = """Mødested: Lokale 3, Rådhuset
Udvalg: Teknisk Udvalg
Medlemmer: Aage Bo, Ib Lund, Else Krog
"""
HEAD = "Referat\n\ntirsdag den 5. marts 2024 kl. 15:00\n\n" + COVER


def minutes(text: str) -> Minutes:
    return read_minutes(text.encode(), "side.txt")


def codes(read: Minutes) -> set[str]:
    return {warning.code for warning in read.warnings}


def texts(read: Minutes) -> list[str]:
    return [decision.text for item in read.items for decision in item.decisions]


# A case number opens each item, and no title stands anywhere.
BY_CASE = f"""{HEAD}
Udskriv hele dagsordenen
 • Udskriv
  Sagsid.: 24/117, Sagsinitialer: abc

  Sagsfremstilling

  Stien er smal.

  Beslutning Teknisk Udvalg den 05-03-2024

  Godkendt.

 • Udskriv
  Sagsid.: 24/1183, Sagsinitialer: xyz

  Indstilling

  at busskuret flyttes.

  Beslutning Teknisk Udvalg den 05-03-2024

  Drøftet.
"""
# The case number, and below it the title.
BY_CASE_WITH_TITLE = f"""{HEAD}
Sagsnr.: 05.01.10-G01-1-24 Sagsbehandler: Mai Holm

Ny sti ved skolen

Forvaltning: Teknik

Sagsfremstilling

Stien er smal.

Beslutning

Godkendt.

Sagsnr.: 05.01.10-G01-2-24 Sagsbehandler: Mai Holm

Busskur i Nørreby

Sagsresume

Skuret er slidt.

Beslutning

Drøftet.
"""
# The headings of a case come again behind the decision.
BY_SECTIONS = f"""{HEAD}
Resumé

Stien er smal.

Indstilling

at stien anlægges.

Beslutning Teknisk Udvalg den 05-03-2024

Godkendt.

Resumé

Skuret er slidt.

Beslutning Teknisk Udvalg den 05-03-2024

Drøftet.
"""
# … and the title stands above the first of them.
BY_SECTIONS_WITH_TITLE = BY_SECTIONS.replace("Resumé\n\nStien", "Ny sti ved skolen\n\nResumé\n\nStien").replace(
    "Resumé\n\nSkuret", "Busskur i Nørreby\n\nResumé\n\nSkuret"
)


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        (BY_CASE, ["", ""]),
        (BY_SECTIONS, ["", ""]),
        (BY_CASE_WITH_TITLE, ["Ny sti ved skolen", "Busskur i Nørreby"]),
        (BY_SECTIONS_WITH_TITLE, ["Ny sti ved skolen", "Busskur i Nørreby"]),
    ],
)
def test_items_without_numbers_are_parted_and_doubted(text: str, titles: list[str]) -> None:
    read = minutes(text)
    assert [item.title for item in read.items] == titles
    assert [item.number for item in read.items] == ["1", "2"]
    assert texts(read) == ["Godkendt.", "Drøftet."]
    assert {"items_unnumbered", "items_parted"} <= codes(read)
    assert ("item_without_title" in codes(read)) == ("" in titles)
    assert read.participants == ("Aage Bo", "Ib Lund", "Else Krog")


def test_numbers_of_cases_that_open_items() -> None:
    assert [item.case_number for item in minutes(BY_CASE).items] == ["24/117", "24/1183"]
    assert [item.case_number for item in minutes(BY_CASE_WITH_TITLE).items] == [
        "05.01.10-G01-1-24",
        "05.01.10-G01-2-24",
    ]


@pytest.mark.parametrize(
    "case",
    [
        "Sagsid.: 24/1177\n\nResume\n\nStien er smal.\n\nBeslutning i Teknisk Udvalg den 05-03-2024\n\nGodkendt.",
        "Resume\n\nStien er smal.\n\nBeslutning i Teknisk Udvalg den 05-03-2024\n\nGodkendt.",
    ],
)
def test_a_page_of_one_item_without_a_title(case: str) -> None:
    read = minutes(f"{HEAD}\n{case}\n")
    assert [(item.number, item.title) for item in read.items] == [("1", "")]
    assert texts(read) == ["Godkendt."]
    assert "item_without_title" in codes(read)


def test_the_decision_may_stand_before_its_case() -> None:
    case = (
        "Beslutning\n\nGodkendt.\n\nResumé\n\nStien er smal.\n\nBeslutning\n\nDrøftet.\n\nResumé\n\nSkuret er slidt.\n"
    )
    read = minutes(f"{HEAD}\n{case}")
    told = [(item.decisions[0].text, item.sections[-1].text) for item in read.items]
    assert told == [("Godkendt.", "Stien er smal."), ("Drøftet.", "Skuret er slidt.")]


def test_an_item_may_begin_below_its_competence_and_theme() -> None:
    behind = "Beslutningskompetence\n\nByrådet.\n\nBeslutningstema\n\nSkuret er slidt.\n"
    read = minutes(BY_SECTIONS.replace("Resumé\n\nSkuret er slidt.\n", behind))
    assert [item.sections[0].heading for item in read.items] == ["Resumé", "Beslutningskompetence"]


@pytest.mark.parametrize(
    "between",
    [
        # an earlier treatment stood under the same headings
        "Beslutning Teknisk Udvalg den 06-02-2024\n\nUdsat.\n\nIndstilling\n\nat stien anlægges.",
        # what stands below the history is quoted
        "Beslutning Teknisk Udvalg den 05-03-2024\n\nUdsat.\n\nTidligere behandling\n\nIndstilling\n\nat den anlægges.",
    ],
)
def test_one_item_is_not_parted(between: str) -> None:
    case = f"Resumé\n\nStien er smal.\n\nIndstilling\n\nat stien anlægges.\n\n{between}\n\n"
    read = minutes(f"{HEAD}\n{case}Beslutning Teknisk Udvalg den 05-03-2024\n\nGodkendt.\n")
    assert len(read.items) < 2


@pytest.mark.parametrize(
    "site",
    [
        "Skip til hoved indholdet",
        "Spring til indhold",
        "Gå til hovedindhold",
        "Dagsordener og referater",
        "Dagsordener og referater 2024",
        "You can use Google to translate this website. We take no responsibility for the accuracy.",
        "Dagsordener og referater\n\nHer finder du alle åbne dagsordener fra udvalg og råd.\n\nDu kan søge på udvalg.",
        "Vi bruger cookies til statistik for at lave en god side. Siger du ikke nej, siger du ja.\n\nSØG",
        "icon-Politik\n\nPolitik",
        "Udskriv hele referatet\nFold alle punkter ud",
        "Klik her for at folde ud og læse mere om mødet",
    ],
)
def test_what_the_site_prints_is_no_item(site: str) -> None:
    plain, framed = minutes(HEAD + BY_CASE), minutes(f"{site}\n\n{HEAD}{BY_CASE}")
    assert [item.title for item in framed.items] == [item.title for item in plain.items]
    assert (framed.committee, framed.date, framed.place) == (plain.committee, plain.date, plain.place)
    assert framed.participants == plain.participants
    assert not framed.unread
    single = minutes(f"{site}\n\n{HEAD}\nNy sti ved skolen\n\nResume\n\nStien er smal.\n\nBeslutning\n\nGodkendt.\n")
    assert [item.title for item in single.items] == ["Ny sti ved skolen"]


def test_buttons_are_no_part_of_a_decision() -> None:
    text = f"{HEAD}\n1. Ny sti\n\nBeslutning\n\nGodkendt.\n\nUdskriv\nKopier link til punktet - Print\nTil toppen\n\n"
    read = minutes(f"{text}2. Busskur\n\nBeslutning\n\nDrøftet.\n\nTil indholdsfortegnelsen\n")
    assert texts(read) == ["Godkendt.", "Drøftet."]


@pytest.mark.parametrize(
    ("line", "item"),
    [
        ("Indholdsfortegnelse1. Ny sti", "Ny sti"),
        ("1. Ny stiKlik her for at folde ud og læse mere om Ny sti", "Ny sti"),
        ("1. 1. Ny sti", "Ny sti"),
        ("1. Ny sti ( )", "Ny sti"),
    ],
)
def test_headings_run_together(line: str, item: str) -> None:
    read = minutes(
        f"{HEAD}\n\n{line}\n\nResume\n\nStien er smal.\n\nBeslutning\n\nGodkendt.\n\n2. Busskur\n\nResume\n\nNej.\n"
    )
    assert [one.title for one in read.items] == [item, "Busskur"]
    assert texts(read) == ["Godkendt."]


def test_an_item_run_together_with_what_stands_before_it() -> None:
    listed = "Punkter\n\n1. Ny sti\n2. Eventuelt1. Ny sti\n\n"
    case = "Indstilling\n\nat stien anlægges.\n\nBeslutning\n\nGodkendt.\n\n"
    read = minutes(f"{HEAD}\n{listed}{case}Sagsfremstilling2. Eventuelt\n\nBeslutning\n\nIntet.\n")
    assert [item.title for item in read.items] == ["Ny sti", "Eventuelt"]
    assert texts(read)[0] == "Godkendt."


def test_a_measure_opens_no_item() -> None:
    read = minutes(f"{HEAD}\n1. Ny sti\n\nResume\n\nDer er 300 kvm2. Der bygges i maj.\n\nBeslutning\n\nGodkendt.\n")
    assert read.items[0].sections[0].text == "Der er 300 kvm2. Der bygges i maj."


def test_what_a_text_asks_its_reader_to_click_stays() -> None:
    text = "Planen er sendt ud. Klik her for at læse planen."
    read = minutes(f"{HEAD}\n1. Ny sti\n\nResume\n\n{text}\n\nBeslutning\n\nGodkendt.\n")
    assert read.items[0].sections[0].text == text


def test_labels_run_together_with_their_values() -> None:
    head = "Referat\n\nMandag d. 4. marts 2024, kl. 10:15\nMødestedRådssalen\nUdvalgÆldreråd\n\n1 : Ny sti\n\n"
    read = minutes(f"{head}BilagIngen bilag.\nBeslutningGodkendt.\nFraværende- Ib Lund\n")
    assert (read.committee, read.place) == ("Ældreråd", "Rådssalen")
    assert texts(read) == ["Godkendt."]
    assert read.items[0].decisions[0].absent == ("Ib Lund",)


def test_a_town_in_an_address_is_no_item() -> None:
    text = "Resumé\n\nHer mødes vi:\n\nSkovvej 2\n\n6200 Aabenraa\n\nBeslutning i Teknisk Udvalg\n\nGodkendt.\n"
    assert [item.title for item in minutes(f"{HEAD}\n{text}").items] == [""]


def test_a_title_printed_twice_opens_its_item_at_the_first() -> None:
    one = "1. Ny sti (B)\n\n1.     Ny sti (B)\n\nSagsnr.: 24/1177\nBeslutning\nGodkendt.\n\n"
    read = minutes(f"{HEAD}\n{one}2. Busskur (O)\n\n2.     Busskur (O)\n\nSagsnr.: 24/1178\nBeslutning\nDrøftet.\n")
    assert [(item.title, item.kind) for item in read.items] == [("Ny sti", "decision"), ("Busskur", "briefing")]
    assert texts(read) == ["Godkendt.", "Drøftet."]
