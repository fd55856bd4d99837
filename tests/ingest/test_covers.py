"""What covers say in shapes of their own: whose body it is, rooms, tables of members, the municipality in capitals."""

from __future__ import annotations

import pytest

from meetings.ingest import read_minutes
from meetings.ingest.minutes import Minutes

ITEM = "1. Sti ved skolen\n\nSagsnr.: 24/77\n\nBeslutning\n\nGodkendt.\n"


def cover(text: str, items: str = ITEM) -> Minutes:
    return read_minutes(f"{text}\n\n{items}".encode(), "referat.txt")


@pytest.mark.parametrize(
    ("title", "committee"),
    [
        ("Handicaprådet i Varde Kommune\n\nReferat af ordinært møde", "Handicaprådet"),
        ("Referat fra Handicaprådet for Varde Kommune", "Handicaprådet"),
        ("Referat fra Ældrerådet i Lyngby-Taarbæk Kommune", "Ældrerådet"),
        ("Referat fra Varde Byråd", "Varde Byråd"),
        ("Referat fra Hegnssynets forretning", "Hegnssynet"),
        ("Varde Kommune     Referat\nTeknisk Udvalg     Side 1 af 5", "Teknisk Udvalg"),
        ("MØDEREFERAT\n\nEmne: Møde i Handicaprådet", "Handicaprådet"),
        ("Udvalget for det nære sundhedsvæsen\nReferat", "Udvalget for det nære sundhedsvæsen"),
        ("Landsbyrådet i Varde Kommune - møde d. 4/3-24 kl. 16.30", "Landsbyrådet"),
        ("Udskrift af beslutningsprotokollen for Ejendomsudvalget", "Ejendomsudvalget"),
        ("Varde Kommune · Klima- og Miljøudvalget · Referat", "Klima- og Miljøudvalget"),
        ("Havnens Kontaktudvalg - referat af møde nr. 3/2024", "Havnens Kontaktudvalg"),
        ("Referat Teknisk Udvalg, Varde Kommune", "Teknisk Udvalg"),
        ("Referat Økonomiudvalget Varde Kommune", "Økonomiudvalget"),
        ("VARDE KOMMUNE\n\nBYRÅDET\n\nReferat", "Byrådet"),
    ],
)
def test_a_body_is_called_as_printed_without_its_municipality(title: str, committee: str) -> None:
    read = cover(f"{title}\n\nMandag den 4. marts 2024 kl. 16.15")
    assert (read.committee, read.items[0].decisions[0].body, str(read.date)) == (committee, committee, "2024-03-04")


@pytest.mark.parametrize(
    ("title", "kind"),
    [("Dagsorden og referat", "minutes"), ("Dagsorden/referat", "minutes"), ("Dagsorden for møde", "agenda")],
)
def test_an_agenda_with_its_minutes_is_minutes(title: str, kind: str) -> None:
    assert cover(f"{title}\n\nUdvalget for Kultur\n\nTirsdag den 05.03.2024").document_kind == kind


def test_what_an_agenda_calls_itself_heads_no_contents() -> None:
    contents = "Indholdsfortegnelse\n\nPunkt 1: Sti ved skolen 3\nPunkt 2: Lukket: Bro 4"
    facts = "Mødedato\nTirsdag d. 5. marts 2024 kl. 17:00\n\nMødested\nByrådssalen"
    items = (
        "Punkt 1: Sti ved skolen\n\n24/77\n\nIndstilling\n\nAt den anlægges.\n\nBeslutning\n\nPunkt 2: Lukket: Bro\n"
    )
    read = cover(f"DAGSORDEN\nByrådet d. 05-03-2024\n\n{facts}\n\n{contents}", items)
    assert (read.committee, str(read.date), read.place) == ("Byrådet", "2024-03-05", "Byrådssalen")
    assert (read.document_kind, read.dialect, len(read.contents)) == ("agenda", "firstagenda", 3)
    assert [(item.title, item.closed, item.decisions) for item in read.items] == [
        ("Sti ved skolen", False, ()),
        ("Bro", True, ()),
    ]


@pytest.mark.parametrize(
    ("said", "absent"),
    [
        ("Til stede var Aage Bo, Ib Lund og fra forvaltningen Lone Vest.\nAfbud fra Bo Bech.", ["Bo Bech"]),
        (
            "Mødedeltagere: Fra kommunen: Aage Bo. Fra foreningerne: Ib Lund\n\nDeltog ikke i mødet\nBo Bech",
            ["Bo Bech"],
        ),
        ("Deltog: Aage Bo (A), Ib Lund (V). Deltog ikke: Bo Bech (C)", ["Bo Bech"]),
        (
            "Til stede: Aage Bo, Ib Lund\nFraværende med afbud: Bo Bech\nFraværende uden afbud: Jens Krog",
            ["Bo Bech", "Jens Krog"],
        ),
    ],
)
def test_who_was_there_and_who_was_not(said: str, absent: list[str]) -> None:
    read = cover(f"Referat fra Socialudvalget den 5. marts 2024\n\n{said}")
    assert (list(read.participants), list(read.absent)) == (["Aage Bo", "Ib Lund"], absent)


def test_where_a_meeting_was_held_may_be_a_sentence() -> None:
    assert (
        cover("Protokol for mødet i Byrådet den 5. marts 2024\n\nMødet afholdtes i Byrådssalen").place == "Byrådssalen"
    )


def test_a_municipality_in_capitals_on_the_cover_counts() -> None:
    assert cover("IKAST-BRANDE KOMMUNE\n\nReferat fra Socialudvalget den 5. marts 2024").municipality == "Ikast-Brande"


@pytest.mark.parametrize("place", ["Lokale 1, Teatergade 8", "Mødelokale B"])
def test_a_rooms_number_is_a_part_of_its_name(place: str) -> None:
    read = cover(f"REFERAT\nTeknisk Udvalg\n\nMødedato:\n5. marts 2024 kl. 15:00\n\nMødested:\n{place}")
    assert read.place == place


def test_the_head_of_a_table_of_members_is_nobody() -> None:
    read = cover(
        "Referat fra Teknisk Udvalg den 5. marts 2024\n\nMødedeltagere\nNavn          Parti    Funktion\n"
        "Aage Bo       C        Formand\nIb Lund       V        Medlem"
    )
    assert read.participants == ("Aage Bo", "Ib Lund")


def test_what_stands_under_a_closed_agenda_is_closed() -> None:
    closed = "LUKKET DAGSORDEN\n\n2. Personsag\n\nSagsnr.: 24/78\n\nÅBEN DAGSORDEN\n\n3. Budget\n\nSagsnr.: 24/79\n"
    read = cover("Referat fra Teknisk Udvalg den 5. marts 2024", f"ÅBEN DAGSORDEN\n\n{ITEM}\n{closed}")
    assert [(item.number, item.closed) for item in read.items] == [("1", False), ("2", True), ("3", False)]


def test_the_page_where_the_minutes_are_signed_decides_nothing() -> None:
    last = "2. Underskriftsside\n\nSagsnr.: 24/1\n\nGodkendt elektronisk af mødets deltagere.\n"
    read = cover("Referat fra Teknisk Udvalg den 5. marts 2024", f"{ITEM}\n{last}")
    assert [len(item.decisions) for item in read.items] == [1, 0]


def test_that_the_minutes_were_signed_digitally_decides_nothing() -> None:
    read = cover(
        "Referat fra Teknisk Udvalg den 5. marts 2024", f"{ITEM}\n2. Eventuelt\n\nGodkendt elektronisk af alle.\n"
    )
    assert [len(item.decisions) for item in read.items] == [1, 0]


def test_a_title_that_goes_on_with_a_dash_keeps_it() -> None:
    contents = "Indhold\n1. Helhedsplan for Østerparken - skema A\n2. Eventuelt"
    items = (
        "Punkt 1\nHelhedsplan for Østerparken\n- skema A\nEMN-2019-03812\n\nBeslutning\nGodkendt.\n\nPunkt 2\nEventuelt"
    )
    read = cover(f"Referat fra Teknisk Udvalg den 5. marts 2024\n\n{contents}", items)
    assert [item.title for item in read.items] == ["Helhedsplan for Østerparken - skema A", "Eventuelt"]
