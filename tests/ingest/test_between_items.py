"""What stands at the end of one item or over the next, and was taken for a page's head or for the other item's."""

from __future__ import annotations

from itertools import chain

import pytest

from meetings.ingest import read_minutes
from meetings.ingest.minutes import Minutes
from tests.extract.makers.as_pdf import Style, as_pdf
from tests.extract.makers.minutes import Block

TITLES = ("Ny sti ved skolen", "Regnskab for havnen", "Lokalplan for Åparken", "Høring om busser")
COVER = "REFERAT\nTeknisk Udvalg\nDato: 12. marts 2024\nSted: Lokale 3\nVarde Kommune\n"


def read(text: str) -> Minutes:
    return read_minutes(text.encode(), "a.txt")


def paged(ending: list[str]) -> Minutes:
    """Four items, each on pages of its own, and each ending alike."""
    cover = [Block("title", "REFERAT Teknisk Udvalg d. 12-03-2024"), Block("text", "Varde Kommune")]
    items = (
        [
            Block("item", f"Punkt {number}: {TITLES[number - 1]}"),
            Block("text", f"24/10{number}"),
            Block("section", "Sagsfremstilling"),
            Block("text", f"Stien er {number} km lang."),
            Block("section", "Beslutning Teknisk Udvalg den 12-03-2024"),
            *(Block("text", text) for text in ending),
        ]
        for number in range(1, 5)
    )
    return read_minutes(as_pdf([*cover, *chain.from_iterable(items)], Style(page_per_item=True)), "a.pdf")


@pytest.mark.parametrize(
    ("ending", "absent"),
    [
        (["Godkendt."], ()),
        (["Godkendt.", "Fraværende:", "Ib Lund (V). I stedet deltog Bo Bech (V)."], ("Ib Lund",)),
        (["Godkendt.", "Fraværende: Ib Lund"], ("Ib Lund",)),
        (["Godkendt.", "Ib Lund var fraværende."], ("Ib Lund",)),
    ],
)
def test_what_ends_every_page_of_its_own_is_no_foot(ending: list[str], absent: tuple[str, ...]) -> None:
    minutes = paged(ending)
    assert [item.number for item in minutes.items] == ["1", "2", "3", "4"]
    assert {item.decisions[0].absent for item in minutes.items} == {absent}
    assert {item.decisions[0].outcome for item in minutes.items} == {"approved"}


def test_labelled_numbers_that_end_the_items_belong_to_the_item_above() -> None:
    items = "".join(
        f"\nSag {number}: Sti nummer {number}\n\nBeslutning\n\nGodkendt.\n\nBilag\n\nKort {number}\n"
        f"\nSagsnummer: 24/00{number}0\n"
        for number in range(1, 5)
    )
    minutes = read(COVER + items)
    assert [item.case_number for item in minutes.items] == ["24/0010", "24/0020", "24/0030", "24/0040"]
    assert [[one.title for one in item.attachments] for item in minutes.items] == [[f"Kort {n}"] for n in range(1, 5)]


def test_labelled_numbers_over_the_titles_belong_to_the_item_below() -> None:
    items = "".join(
        f"\nSagsnummer: 24/00{number}0\n\nSag {number}: Sti nummer {number}\n\nBeslutning\n\nGodkendt.\n"
        for number in range(1, 5)
    )
    minutes = read(COVER + items)
    assert [item.case_number for item in minutes.items] == ["24/0010", "24/0020", "24/0030", "24/0040"]


def test_a_title_that_could_be_a_decision_stands_over_its_number() -> None:
    text = (
        "# Teknisk Udvalg\n\nTirsdag den 12. marts 2024\n\n## Ny sti\n\nSag nr. 31\n\n### Beslutning\n\nGodkendt.\n\n"
        "## Drøftelse af budgettet\n\nSag nr. 32\n\n### Beslutning\n\nDrøftet.\n\n"
        "## Eventuelt\n\nSag nr. 33\n\n### Beslutning\n\nIntet.\n"
    )
    minutes = read_minutes(text.encode(), "a.md")
    assert [(item.number, item.title) for item in minutes.items] == [
        ("31", "Ny sti"), ("32", "Drøftelse af budgettet"), ("33", "Eventuelt"),
    ]  # fmt: skip


def test_labels_of_a_document_number_and_of_a_column_with_them() -> None:
    text = (
        "\nPunkt 1: Ny sti\n\nSags-ID: 330-2020-1002\n\nDok.-ID: 330-2020-15120\n\nÅbent punkt\n\nBeslutning\n"
        "\nGodkendt.\n\nBilag\n\nDok.-ID | Titel\n330-2020-15137 | Bilag 1 - Kort\n"
    )
    (item,) = read(COVER + text).items
    assert (item.case_number, item.document_number) == ("330-2020-1002", "330-2020-15120")
    assert [(one.title, one.document_number) for one in item.attachments] == [("Bilag 1 - Kort", "330-2020-15137")]


def test_an_earlier_body_whose_name_begins_with_an_article() -> None:
    text = (
        "\n1. Ny station\n\nSagsfremstilling\n\nStationen flyttes.\n\n"
        "Det præhospitale udvalgs beslutning den 5. marts 2024\n\nSagen udsættes.\n\n"
        "Teknisk Udvalgs beslutning den 12. marts 2024\n\nGodkendt.\n\n2. Eventuelt\n\nBeslutning\n\nIntet.\n"
    )
    first = read(COVER + text).items[0]
    assert [(one.body, one.outcome) for one in first.decisions] == [
        ("Det præhospitale udvalg", "postponed"), ("Teknisk Udvalg", "approved"),
    ]  # fmt: skip


def test_a_heading_over_a_group_is_no_attachment_of_the_item_above() -> None:
    text = (
        "\n1. Ny sti\n\nBeslutning\n\nGodkendt.\n\nBilag\n\nKort\n\nC. ØVRIGE SAGER\n\n2. Ny bro\n\nBeslutning\n"
        "\nUdsat.\n\n3. Eventuelt\n\nBeslutning\n\nIntet.\n"
    )
    assert [[one.title for one in item.attachments] for item in read(COVER + text).items] == [["Kort"], [], []]


def test_the_municipality_of_a_page_head_outweighs_a_neighbour_in_the_text() -> None:
    parts = [Block("title", "REFERAT Teknisk Udvalg d. 12-03-2024")]
    for number in range(1, 4):
        parts += [
            Block("item", f"Punkt {number}: Sti {number}"),
            Block("section", "Sagsfremstilling"),
            Block("text", "Der er kommet et svar fra Herlev Kommune, som er nabo til stien."),
            Block("section", "Beslutning Teknisk Udvalg den 12-03-2024"),
            Block("text", "Godkendt."),
        ]
    assert (
        read_minutes(as_pdf(parts, Style(header="Gladsaxe Kommune - Teknisk Udvalg")), "a.pdf").municipality
        == "Gladsaxe"
    )


@pytest.mark.parametrize(("state", "closed"), [("Åben sag", False), ("Lukket sag", True)])
def test_the_state_before_the_labels_of_one_line(state: str, closed: bool) -> None:
    text = f"\n1. Ny sti\n\n{state}. Sagsid: 2015-00312. Dokumentid: 2015-48811\n\nBeslutning\n\nGodkendt.\n"
    item = read(COVER + text + "\n2. Eventuelt\n\nBeslutning\n\nIntet.\n").items[0]
    assert (item.case_number, item.document_number, item.closed) == ("2015-00312", "2015-48811", closed)


def test_a_long_line_of_names_below_the_end_is_no_attachment() -> None:
    names = "Lise Holm Andersen / Ib Lund Pedersen / Bo Bech Mortensen / Asta Krogh Nielsen / Jens Krog Sørensen"
    text = "\n1. Ny sti\n\nBeslutning\n\nGodkendt.\n\nBilag\n\nKort\n\nUnderskrifter\n\nMødet hævet kl. 17.05\n\n"
    (item,) = read(f"{COVER}{text}{names}\n").items
    assert [one.title for one in item.attachments] == ["Kort"]


def test_a_voter_with_two_initials() -> None:
    text = "\n1. Ny sti\n\nBeslutning\n\nGodkendt. Imod stemte Lise Holm, H.C. Brandt og Ib Lund.\n"
    (vote,) = read(COVER + text).items[0].decisions[0].votes
    assert vote.persons == ("Lise Holm", "H.C. Brandt", "Ib Lund")


def test_points_from_line_to_line_are_no_items_down_to_the_last() -> None:
    text = (
        "\n1. Dagsorden\n\nBeslutning\n\nGodkendt.\n\n2. Orientering\n\nBeslutningstema\n1. Fra formanden.\n"
        "2. Fra medlemmerne.\n3. Fra forvaltningen.\n4. Plan over kommende sager er vedlagt.\nIndstilling\n"
        "1. at det tages til efterretning\n\nBeslutning\n\nTaget til efterretning.\n"
    )
    items = read(COVER + text).items
    assert [(item.number, item.decisions[0].outcome) for item in items] == [("1", "approved"), ("2", "noted")]


def test_what_stands_under_these_cases_behind_closed_doors_is_closed() -> None:
    text = (
        "\n1. Dagsorden\n\nBeslutning\n\nGodkendt.\n\nDisse sager behandles for lukkede døre\n\n2. Salg af jord\n"
        "\nBeslutning\n\nGodkendt.\n\n3. Køb af jord\n\nBeslutning\n\nUdsat.\n"
    )
    assert [item.closed for item in read(COVER + text).items] == [False, True, True]


def test_a_term_of_years_before_the_body() -> None:
    text = (
        "År 2014-2017 Teknik- og Miljøudvalget - Referat\n\nDato: 11. april 2016\n\n1. Sti\n\nBeslutning\n\nGodkendt.\n"
    )
    minutes = read(text)
    assert (minutes.committee, minutes.term) == ("Teknik- og Miljøudvalget", (2014, 2017))


def test_decided_in_a_body_on_a_day_heads_the_decision() -> None:
    text = "\n1. Velkomst\n\nSagsbeh.: HJR\n\nBesluttet på Teknisk Udvalg den 12-03-2024 som punkt 1\n\nGodkendt.\n"
    (item,) = read(COVER + text).items
    assert [(one.body, one.text) for one in item.decisions] == [("Teknisk Udvalg", "Godkendt.")]
