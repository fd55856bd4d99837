"""Layouts and wordings first met in minutes that nobody had tried: each was lost or misread, most of them silently."""

from __future__ import annotations

from typing import Any

import pytest

from meetings.ingest import read_minutes
from meetings.ingest.minutes import Item, Minutes

HEAD = "REFERAT Teknisk Udvalg d. 05-03-2024\n\n"
ITEM = "Punkt 1: Sti ved skolen\n\n24/1177\n\n"
DECIDED = "Beslutning\n\nGodkendt.\n\n"


def read(text: str) -> Minutes:
    return read_minutes(text.encode(), "referat.txt")


def item(text: str, place: int = 0) -> Item:
    return read(text).items[place]


@pytest.mark.parametrize(
    ("said", "outcome", "absent", "votes"),
    [
        ("Godkendt.\n\nFraværende: Lise Holm (A), sygdom.", "approved", ["Lise Holm"], []),
        ("Godkendt.\n\nLise Holm og Bo Bech var forhindrede i at deltage.", "approved", ["Lise Holm", "Bo Bech"], []),
        ("Godkendt. Jens Chr. Holm og Bo Th. Bech var fraværende.", "approved", ["Jens Chr. Holm", "Bo Th. Bech"], []),
        ("Drøftet, Bo Bech var ikke til stede under punktet.", "discussed", ["Bo Bech"], []),
        ("Suppleant Lise Holm mødte for Bo Bech, der var fraværende.\n\nUdsat.", "postponed", ["Bo Bech"], []),
        ("Godkendt. Lise Holm havde forladt mødet.", "approved", ["Lise Holm"], []),
        ("Godkendt.\n\nInhabilitet: Bo Bech (A)", "approved", ["Bo Bech"], []),
        ("Et flertal af Lise Holm og Bo Bech godkendte sagen.", "approved", [], [("for", ["Lise Holm", "Bo Bech"])]),
        (
            "Godkendt med 5 stemmer for og 2 imod, idet Bo Bech og Ib Lund stemte imod.",
            "approved",
            [],
            [("for", []), ("against", ["Bo Bech", "Ib Lund"])],
        ),
        (
            "Anbefales. Et mindretal (Bo Bech (N)) kan ikke anbefale sagen og henviser til protokollat.",
            "recommended",
            [],
            [("against", ["Bo Bech"])],
        ),
        ("Godkendt. Udvalgsmedlem Bo Bech stemte i mod.", "approved", [], [("against", ["Bo Bech"])]),
        ("Udvalget imødekommer ikke ansøgningen.", "rejected", [], []),
        ("Materialet sendes til Økonomiudvalget til videre behandling.", "referred", [], []),
        ("Udvalget besluttede, at den genoptages på næste møde.", "postponed", [], []),
        ("Tilbagesendes, idet byrådet har vedtaget den med den ændring, at § 2 udgår.", "approved_amended", [], []),
    ],
)
def test_wordings_of_a_decision(said: str, outcome: str, absent: list[str], votes: list[Any]) -> None:
    one = item(f"{HEAD}{ITEM}Beslutning\n\n{said}\n").decisions[0]
    cast = [(vote.position, list(vote.persons)) for vote in one.votes]
    assert (one.outcome, list(one.absent), cast) == (outcome, absent, votes)


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("Punkt 1: Tildeling til special-\nklasser\n\n24/1177", "Tildeling til specialklasser"),
        (
            "Punkt 1: Trafikplan - Beslutning om\noffentlig høring\n\n24/1177",
            "Trafikplan - Beslutning om offentlig høring",
        ),
        ("Punkt 1: Social- og\nsundhedsplan\n\n24/1177", "Social- og sundhedsplan"),
    ],
)
def test_titles_that_a_line_broke(heading: str, title: str) -> None:
    assert item(f"{HEAD}{heading}\n\n{DECIDED}").title == title


@pytest.mark.parametrize(
    ("below", "number"),
    [
        ("SJ.nr. 15.20.00A26/2004-0012", "15.20.00A26/2004-0012"),
        ("KS: 12/4567", "12/4567"),
        ("[24/1234]", "24/1234"),
        ("00.01.00-P35-1-16  Sagsbehandler: Lis Bo", "00.01.00-P35-1-16"),
        ("2024/12/553", "2024/12/553"),
    ],
)
def test_case_numbers_below_a_title(below: str, number: str) -> None:
    assert item(f"{HEAD}Punkt 1: Sti ved skolen\n\n{below}\n\n{DECIDED}").case_number == number


def test_a_case_number_that_items_share_is_no_head_of_the_page() -> None:
    numbers = ["24/1177", "24/1", "24/1177", "24/2", "24/3", "24/4", "24/1177", "24/5"]
    pages = "".join(f"Punkt {n}: Sti\n\n{case}\n\n{DECIDED}Side {n}\n\f" for n, case in enumerate(numbers, 1))
    assert [one.case_number for one in read(f"{HEAD}{pages}").items] == numbers


def test_attachments_in_unfamiliar_places() -> None:
    text = (
        f"{HEAD}Pkt. 1 Sti ved skolen\n\nKort.pdf\nNotat.docx\n\nPkt. 1\n\nSti ved skolen\n\n24/1177\n\n{DECIDED}"
        "Pkt. 2 Bro\n\n24/1178\n\nBilag\n\no Tegning\n\nIndstilling\n\nForvaltningen indstiller til udvalget,\n\n"
        f"at broen bygges\n\n{DECIDED}Bilag\n1 (Åben) Overslag.xlsx (99221/16)\n2 (Lukket) Pris.pdf (99222/16)\n\n"
        f"Pkt. 3 Havn\n\n24/1179\n\n{DECIDED}"
    )
    found = [(one.number, [each.title for each in one.attachments]) for one in read(text).items]
    assert found == [
        ("1", ["Kort.pdf", "Notat.docx"]),
        ("2", ["Tegning", "Overslag.xlsx", "Pris.pdf"]),
        ("3", []),
    ]


def test_a_quotation_holds_no_decision_and_a_list_no_items() -> None:
    quoted = 'Sagsfremstilling\n\nReferatet siger: "Punkt 3. Ansøgning. Beslutning: Udsat."\n\n'
    listed = "Der er tre temaer:\n\n- Punkt 1: Vand\n- Punkt 2: Vej\n- Punkt 3: Skov\n\n"
    minutes = read(f"{HEAD}{ITEM}{quoted}{listed}{DECIDED}Punkt 2: Bro\n\n24/1178\n\n{DECIDED}")
    assert [[one.outcome for one in each.decisions] for each in minutes.items] == [["approved"], ["approved"]]


def test_a_board_that_marks_nothing() -> None:
    text = (
        "Referat fra Ældrerådets møde\nden 9. november 2023 kl. 9.30-12 i Aktivitetshuset, Nørreby\n\n"
        "Deltagere: Inger Lise Bo, Per Holm (afbud) og Ole Bak\n\n"
        "1. Dagsorden og referat\nGodkendt.\n\n2. Høring\nRådet anbefaler planen.\n\n3. Økonomi\nIntet.\n\n"
        "4. Evt.\nIntet.\n"
    )
    minutes = read(text)
    assert (minutes.committee, str(minutes.date), minutes.place) == (
        "Ældrerådet",
        "2023-11-09",
        "Aktivitetshuset, Nørreby",
    )
    assert (minutes.participants, minutes.absent) == (("Inger Lise Bo", "Ole Bak"), ("Per Holm",))
    assert [one.title for one in minutes.items] == ["Dagsorden og referat", "Høring", "Økonomi", "Evt."]


@pytest.mark.parametrize(
    ("cover", "field", "value"),
    [
        (
            "Teknisk Udvalg\n\ntorsdag den 15. januar 2009\nKl. 16.00 i Salen, Nykøbing F.",
            "place",
            "Salen, Nykøbing F.",
        ),
        ("Mødested: Salen\nMøde slut: Kl. 20.10", "place", "Salen"),
        ("Mødedeltagere Aage Bo, Ib Lund\nAfbud            Ingen", "participants", ("Aage Bo", "Ib Lund")),
        (
            "Fraværende: Lise Holm (A) - stedfortræder Bo Bech\nDeltagere: Ib Lund",
            "participants",
            ("Ib Lund", "Bo Bech"),
        ),
        ("Region Fjordland\nRegionsrådet - Mødesager", "committee", "Regionsrådet"),
        ("LEJRE KOMMUNE\nTeknisk Udvalg", "municipality", "Lejre"),
        ("Byrådet\nDagsorden med beslutninger\nden 5. marts 2024", "document_kind", "minutes"),
    ],
)
def test_covers(cover: str, field: str, value: object) -> None:
    text = f"{cover}\n\n{ITEM}Sagsfremstilling\n\n{3 * 'Roskilde Kommune har en sti. '}\n\n{DECIDED}"
    assert getattr(read(text), field) == value


def test_the_head_of_a_page_on_three_lines_belongs_to_no_item() -> None:
    head = "Lindeby Kommune\nTeknisk Udvalg\n5. marts 2024\n\n"
    text = f"{head}{ITEM}{DECIDED}{head}Punkt 2: Bro\n\n24/1178\n\n{DECIDED}"
    assert [one.decisions[0].text for one in read(text).items] == ["Godkendt.", "Godkendt."]


@pytest.mark.parametrize(
    "told",
    [
        "Udvalg: Magistraten\n\nDato: 03-02-2025\n\nPunktnummer: 5\n\n{}",
        "Udvalg: Magistraten, Dato: 03-02-2025, Punktnummer: 5\n\n{}",
        "Udvalg\n\nMagistraten\n\nDato\n\n03-02-2025\n\nPunktnummer\n\n5\n\n{}",
        "| Udvalg | Dato | Punktnummer |\n| Magistraten | 03-02-2025 | 5 |\n\n{}",
    ],
)
def test_what_an_earlier_body_decided_below_labels_without_a_heading(told: str) -> None:
    said = told.format("Fremsendes til Byrådet. Afbud: Ib Lund")
    cover = "# Referat\n\nLindeby Byråd\n\nOnsdag den 12. februar 2025 kl. 16.00\n\n"
    items = (f"## Sag {n}: Bro {n}\n\n### Beslutninger\n\nGodkendt.\n\n### Sagsforløb\n\n{said}\n\n" for n in (1, 2))
    for item in read_minutes((cover + "".join(items)).encode(), "referat.md").items:
        assert [(one.body, str(one.date), one.outcome, one.absent) for one in item.decisions] == [
            ("Magistraten", "2025-02-03", "referred", ("Ib Lund",)),
            ("Lindeby Byråd", "2025-02-12", "approved", ()),
        ]


def test_the_steps_of_a_case_are_no_decisions() -> None:
    steps = "| Udvalg | Dato | Punktnummer |\n| Magistraten | 03-02-2025 | 5 |\n| Byrådet | 12-02-2025 | 2 |\n\n"
    cover = "# Referat\n\nLindeby Byråd\n\nOnsdag den 12. februar 2025 kl. 16.00\n\n"
    text = f"{cover}## Sag 1: Bro\n\n### Beslutninger\n\nGodkendt.\n\n### Sagsforløb\n\n{steps}### Bilag\n\nKort\n"
    (item,) = read_minutes(text.encode(), "referat.md").items
    assert [one.outcome for one in item.decisions] == ["approved"]


_CLOSED_COVER = "SOCIALUDVALGET\n\nREFERAT\n\nMødedato: 3. maj 2010\n\n{}\n\n"


@pytest.mark.parametrize("numbered", [True, False])
@pytest.mark.parametrize(
    ("open_", "closed"), [("ÅBEN DAGSORDEN", "LUKKET DAGSORDEN"), ("Åbne punkter", "Lukkede punkter")]
)
def test_closed_items_have_nothing_but_their_titles(open_: str, closed: str, numbered: bool) -> None:
    """Case numbers may stand before the titles, and an item may number its notices."""
    case = (lambda n: f"16.06.00-P22-{n}-10\n\n") if numbered else (lambda n: "")
    notices = "1. Nyt tag\n\n2. Besøg fra Vesterby\n\n3. Årsmøde i KL\n\n" if numbered else ""
    text = (
        f"{_CLOSED_COVER.format(open_)}{case(1)}1. DAGSORDEN\n\nBESLUTNING\n\nGodkendt.\n\n{case(2)}2. MEDDELELSER\n\n"
        f"SAGSFREMSTILLING\n\nDer er nyt om tre emner:\n\n{notices}BESLUTNING\n\nTaget til efterretning.\n\n"
        f"{closed}\n\n{case(3)}3. PERSONSAG\n\n{case(4)}4. KØB AF JORD\n"
    )
    minutes = read_minutes(text.encode(), "referat.txt")
    assert [(one.number, one.title, one.closed, len(one.decisions)) for one in minutes.items] == [
        ("1", "DAGSORDEN", False, 1),
        ("2", "MEDDELELSER", False, 1),
        ("3", "PERSONSAG", True, 0),
        ("4", "KØB AF JORD", True, 0),
    ]
    assert [bool(one.case_number) for one in minutes.items] == [numbered] * 4
