"""Layouts of councils' own web pages: absence that names its items, covers without colons, headings over decisions."""

from __future__ import annotations

import pytest

from meetings.ingest import read_minutes
from meetings.ingest.minutes import Item, Minutes

HEAD = "Teknisk Udvalg\nReferat\nMødedato: 5. marts 2024 kl. 15:00"


def minutes(text: str) -> Minutes:
    return read_minutes(text.encode(), "referat.txt")


def codes(read: Minutes, code: str) -> list[int | None]:
    """The lines at which a doubt stands."""
    return [warning.line for warning in read.warnings if warning.code == code]


def agenda(*texts: str, cover: str = "", first: str = "Godkendelse af dagsorden") -> Minutes:
    """Items 1, 2, … with these texts as their decisions."""
    titles = [first, *(f"Sti nummer {letter}" for letter in "BCDEFG")]
    items = [
        f"{number}. {title}\n\nBeslutning\n\n{text}"
        for number, (title, text) in enumerate(zip(titles, texts, strict=False), 1)
    ]
    return minutes("\n\n".join([HEAD, cover, *items]))


def absent(item: Item) -> list[str]:
    return [name for decision in item.decisions for name in decision.absent]


@pytest.mark.parametrize(
    "sentence",
    [
        "Lise Holm (F) deltog ikke under punkterne 2-3.",
        "Lise Holm deltog ikke i behandlingen af sag 2 og 3.",
        "Lise Holm (V) var inhabil og deltog ikke under behandlingen af dagsordenpunkt 2 og 3.",
        "Under punkterne 2 og 3 deltog stedfortræder Ib Lund (V), da Lise Holm (V) var inhabil.",
    ],
)
def test_absence_falls_on_the_items_it_names(sentence: str) -> None:
    read = agenda(f"Godkendt.\n\n{sentence}", "Udsat.", "Godkendt.", "Drøftet.")
    assert [absent(item) for item in read.items] == [[], ["Lise Holm"], ["Lise Holm"], []]
    assert codes(read, "absence_partly")  # where it stands
    assert read.items[1].decisions[0].absent_here == ("Lise Holm",)


def test_absence_from_items_that_are_not_there_is_doubted() -> None:
    read = agenda("Godkendt.\n\nLise Holm deltog ikke under punkterne 12-15.", "Udsat.")
    assert [absent(item) for item in read.items] == [[], []]
    assert codes(read, "absence_partly") == [7]


def test_absence_from_the_item_it_stands_in_stays() -> None:
    read = agenda("Godkendt.", "Udsat.\n\nLise Holm deltog ikke under behandlingen af punkt 2.")
    assert ([absent(item) for item in read.items], codes(read, "absence_partly")) == ([[], ["Lise Holm"]], [])


def test_absence_from_other_items_and_this_one() -> None:
    read = agenda("Godkendt.", "Udsat. Lise Holm deltog ikke i punkterne 3-4, herunder dette punkt.", "Godkendt.")
    assert [absent(item) for item in read.items] == [[], ["Lise Holm"], ["Lise Holm"]]


def test_a_number_may_be_a_point_of_the_items_own() -> None:
    points = "1. Stien anlægges.\n2. Broen udsættes.\n\nLise Holm deltog ikke i behandlingen af punkt 2."
    read = agenda("Godkendt.", "Godkendt.", f"Godkendt, at\n\n{points}")
    assert absent(read.items[2]) == ["Lise Holm"]
    assert absent(read.items[1]) == []
    assert codes(read, "absence_partly")


def test_what_another_case_says_of_an_item_is_doubted_there_too() -> None:
    read = agenda("Godkendt.", "Godkendt.", "Godkendt. Lise Holm deltog ikke i punkt 2.")
    assert [absent(item) for item in read.items] == [[], ["Lise Holm"], []]
    assert len(codes(read, "absence_partly")) == 2


@pytest.mark.parametrize(
    ("listed", "away", "first", "second"),
    [
        ("Lise Holm (A), sag 1-2\nJens Krog (A), sag 1-2", ["Lise Holm", "Jens Krog"], 2, 2),
        ("Lise Holm (A), sag 1-2\nJens Krog (A), sag 2", ["Lise Holm"], 1, 2),
        ("Lise Holm (A) - punkt 2", [], 0, 1),
    ],
)
def test_a_cover_may_list_the_absent_with_their_items(listed: str, away: list[str], first: int, second: int) -> None:
    members = "Medlemmer\n\nAage Bo (A)\nIb Lund (V)\nJens Krog (A)\nElse Bro (A), Suppleant for Lise Holm (A)"
    read = agenda("Godkendt.", "Udsat.", cover=f"{members}\n\nFraværende\n\n{listed}")
    assert list(read.absent) == away
    assert [len(absent(item)) for item in read.items] == [first, second]
    assert "Else Bro" in read.participants
    assert not [name for name in read.participants if name.startswith("Suppleant")]
    assert not codes(read, "absence_unread")


@pytest.mark.parametrize(
    ("said", "away"),
    [
        ("Fraværende i Lindeby Kommunalbestyrelsen, 5. marts 2024:\n\nLise Holm", ["Lise Holm"]),
        ("Afbud til mødet den 5. marts 2024: Lise Holm", ["Lise Holm"]),
        ("Afbud: Ib Lund og Lise Holm. Uden afbud Jens Krog.", ["Ib Lund", "Lise Holm", "Jens Krog"]),
        ("Afbud:\n1. Lise Holm, Ø\n2. Ib Lund, V", ["Lise Holm", "Ib Lund"]),
        ("Godkendt Lise Holm og Ib Lund var fraværende.", ["Lise Holm", "Ib Lund"]),
    ],
)
def test_who_was_away_from_an_item(said: str, away: list[str]) -> None:
    read = agenda("Godkendt.", f"Udsat.\n\n{said}")
    assert (absent(read.items[1]), codes(read, "absence_unread")) == (away, [])
    assert absent(read.items[0]) == []


def test_the_absent_whose_name_begins_nobody_knows_where_are_doubted() -> None:
    read = agenda("Afbud fra:\nBorgmester Lise Holm pga. arbejde.\nDirektør fra Region Nord Ib Lund\n\nGodkendt.")
    assert (absent(read.items[0]), codes(read, "absence_unread")) == (["Lise Holm"], [8])


@pytest.mark.parametrize("listed", ["Lise Holm (V), Ib Lund (A)", "Lise Holm (Foreningen, Ib Lund (V)"])
def test_names_alone_below_a_title_may_be_the_absent(listed: str) -> None:
    read = minutes(
        f"{HEAD}\n\n1. Sti ved skolen\n\n{listed}\n\nBeslutning\n\nGodkendt.\n\n2. Bro\n\nBeslutning\n\nUdsat."
    )
    assert codes(read, "absence_unread") == [5]


def test_members_with_a_comma_before_their_party() -> None:
    read = agenda("Godkendt.", cover="Deltagere:\n\nAage Bo, V\nLise Holm, A\nIb Lund, Ø")
    assert list(read.participants) == ["Aage Bo", "Lise Holm", "Ib Lund"]


def test_two_columns_of_members_are_doubted() -> None:
    rows = "Medlemmer:\n\nAage Bro Lise Marie Holm\nIb Lund Else Marie Krog Vest\nJens Juul Bo Bech"
    read = agenda("Godkendt.", cover=rows)
    assert codes(read, "person_unsure")
