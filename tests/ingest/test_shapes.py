"""Shapes of heads, lists and decisions that systems print and few samples hold: one mechanism a test, several rows."""

from __future__ import annotations

import pytest

from meetings.ingest import read_minutes
from meetings.ingest.minutes import Item, Minutes
from tests.ingest.test_wordings import votes

COVER = "Referat fra Teknisk Udvalg den 5. marts 2024\n\n"


def minutes(text: str) -> Minutes:
    return read_minutes((COVER + text).encode(), "referat.txt")


def only(text: str) -> Item:
    (item,) = minutes(text).items
    return item


@pytest.mark.parametrize(
    ("heading", "closed"),
    [
        ("3 (Offentlig) Nyt anlæg", False),
        ("3 (Offentligt) Nyt anlæg", False),
        ("3 (Fortroligt) Nyt anlæg", True),
        ("3. (Ikke-offentlig) Nyt anlæg", True),
        ("3 (Lukket) Nyt anlæg", True),
    ],
)
def test_openness_in_brackets_is_no_part_of_the_title(heading: str, closed: bool) -> None:
    contents = f"Indholdsfortegnelse\n\n{heading}                    3\n\n"
    item = only(f"{contents}{heading}\n\nSagsnummer: EMN-2024-00777\n")
    assert (item.number, item.title, item.closed, item.case_number) == ("3", "Nyt anlæg", closed, "EMN-2024-00777")


@pytest.mark.parametrize(
    ("head", "case", "document", "closed"),
    [
        ("27.36.08P05-0012", "27.36.08P05-0012", None, False),
        ("28.06.00-P05-4-24", "28.06.00-P05-4-24", None, False),
        ("05.01.02.P07        17/10022        Lukket sag", "17/10022", None, True),
        ("05.01.02.P07        17/31           Åben sag", "17/31", None, False),
        ("Sagsnr.: 17/10022\nOffentlighed: Ikke offentlig", "17/10022", None, True),
        ("Sagsnr.: 17/10022\nFortroligt punkt", "17/10022", None, True),
        ("Sagsnr.: 17/10022\nOffentlighed: Offentlig", "17/10022", None, False),
        ("Sag: 17/31     Dok.: 140022/17     Initialer: JFR", "17/31", "140022/17", False),
    ],
)
def test_the_head_of_an_item(head: str, case: str, document: str | None, closed: bool) -> None:
    item = only(f"Punkt 1: Sti\n\n{head}\n\nBeslutning\n\nGodkendt.\n" if not closed else f"Punkt 1: Sti\n\n{head}\n")
    assert (item.case_number, item.document_number, item.closed) == (case, document, closed)


@pytest.mark.parametrize(
    ("heading", "lines", "expected"),
    [
        ("Bilag", ["1 Åben Kort over stien      140040/17"], [("Kort over stien", "140040/17")]),
        (
            "Bilag:",
            [
                "1 Åben Forslag til en samlet plan for plejen af kommunens parker, haver",
                "       og alléer      140077/17",
            ],
            [("Forslag til en samlet plan for plejen af kommunens parker, haver og alléer", "140077/17")],
        ),
        (
            "Bilag",
            ["1 - 4400771 - Kort", "2 - 4400772 - Høringssvar (udkast)"],
            [("Kort", "4400771"), ("Høringssvar (udkast)", "4400772")],
        ),
        ("Bilag til beslutningspunkt", ["Kort", "Notat"], [("Kort", None), ("Notat", None)]),
        ("Bilag:", ["1: Kort", "2: Notat om støj"], [("Kort", None), ("Notat om støj", None)]),
        ("Bilag:", ["Kort over stien; Notat om støj"], [("Kort over stien", None), ("Notat om støj", None)]),
        ("Bilag:", ["24/77-1 Kort", "24/77-2 Notat"], [("Kort", "24/77-1"), ("Notat", "24/77-2")]),
        (
            "Bilag",
            ["Titel: Kort", "Dokumentnr.: 12345/24", "Titel: Notat", "Dokumentnr.: 12346/24"],
            [("Kort", "12345/24"), ("Notat", "12346/24")],
        ),
        (
            "Bilag (åbne)",
            ["Kort.pdf   Notat.pdf", "Bilag (lukkede)", "Pris.pdf"],
            [("Kort.pdf", None), ("Notat.pdf", None), ("Pris.pdf", None)],
        ),
        ("Bilag: 2", ["Bilag:", "Kort", "Notat"], [("Kort", None), ("Notat", None)]),
        ("Bilag", ["Lokalplan 2013/14"], [("Lokalplan 2013/14", None)]),
    ],
)
def test_attachments(heading: str, lines: list[str], expected: list[tuple[str, str | None]]) -> None:
    text = "\n".join(lines)
    item = only(f"Punkt 1: Sti\n\n24/77\n\nBeslutning\n\nGodkendt.\n\n{heading}\n{text}\n")
    assert [(one.title, one.document_number) for one in item.attachments] == expected
    assert item.document_number is None


def test_attachments_numbered_under_their_item_lose_the_numbers() -> None:
    item = "Pkt. 3   Årsplan\n\nSagsnr. 24/77\n\nBeslutning:\nGodkendt.\n\nBilag:\n3.1  Plan\n3.2  Kort, 2.5 km\n"
    (found,) = read_minutes(f"Referat fra Teknisk Udvalg den 5. marts 2024\n\n{item}".encode(), "x.txt").items
    assert [one.title for one in found.attachments] == ["Plan", "Kort, 2.5 km"]


def test_an_item_may_be_called_like_a_section() -> None:
    items = "Pkt. 1   Økonomi\n\nBeslutning:\nGodkendt.\n\nPkt. 2   Personaleforhold\n\nSagsnr. 20/12\n"
    found = read_minutes(f"Referat fra Teknisk Udvalg den 5. marts 2024\n\n{items}".encode(), "x.txt").items
    assert [one.title for one in found] == ["Økonomi", "Personaleforhold"]


def test_a_heading_printed_again_over_the_decision_opens_no_item() -> None:
    item = (
        "{0}. {1}\n\nIndstilling\n\nForvaltningen indstiller,\n\n1. at den anlægges\n2. at den belyses\n\nLøsning\n\n"
        + "Der er valgt en løsning, som alle kan bruge.\n\n" * 50
        + "Beslutning\n\nDagsordenspunkt {0}: {1} (2018-001234{0})\n\n"
        "Teknisk Udvalgs beslutning i mødet den 05-03-2024:\n\nIndstillingen blev godkendt uden afstemning.\n\n"
    )
    both = item.format(5, "Sti ved skolen") + item.format(6, "Bro over åen")
    text = f"Teknisk Udvalg\n\nReferat\n\n5. marts 2024\n\n{both}"
    found = read_minutes(text.encode(), "x.txt")
    assert [(one.number, one.title, one.case_number) for one in found.items] == [
        ("5", "Sti ved skolen", "2018-0012345"),
        ("6", "Bro over åen", "2018-0012346"),
    ]
    assert [[one.role for one in item.sections] for item in found.items] == [["recommendation", "assessment"]] * 2
    assert ([len(item.decisions) for item in found.items], found.unread) == ([1, 1], ())


def test_what_the_administration_says_ends_the_decision_before() -> None:
    text = (
        "Beslutning Byrådet den 12-02-2024\nSendes tilbage til udvalget.\n\nForvaltningen oplyser\nStien er smal.\n\n"
        "Forvaltningen indstiller\nat stien anlægges\n\nBeslutning Teknisk Udvalg den 05-03-2024\nGodkendt.\n"
    )
    item = only(f"Punkt 1: Sti\n\n24/77\n\n{text}")
    assert [one.text for one in item.decisions] == ["Sendes tilbage til udvalget.", "Godkendt."]
    assert [one.role for one in item.sections] == ["background", "recommendation"]


@pytest.mark.parametrize(
    "said", ["Ad 1. Drøftet. Ad 2. Anbefales.", "Ad 1-2: Udvalget anbefaler sagen.", "At 1 og 2: Udsat."]
)
def test_a_word_that_may_head_a_decision_does_so_over_what_is_said_of_points(said: str) -> None:
    item = only(f"Punkt 1: Sti\n\n24/77\n\nIndstilling\n\nAt den anlægges.\n\nKonklusion\n\n{said}\n\nBilag\n\nKort\n")
    assert [one.text for one in item.decisions] == [said]


def test_items_counted_within_their_meeting_keep_both_numbers() -> None:
    items = "7.1 Referat nr. 6\nGodkendt.\n\n7.2 Økonomi\nBeslutning: Godkendt.\n\n7.3 Tidsplan\nBeslutning: Udsat.\n"
    cover = "BYGGEUDVALGET FOR HALLEN\n\nBESLUTNINGSREFERAT NR. 7\n\nMødedato: 05.03.24\n\n"
    read = read_minutes(f"{cover}{items}".encode(), "x.txt")
    assert [(one.number, one.title) for one in read.items] == [
        ("7.1", "Referat nr. 6"),
        ("7.2", "Økonomi"),
        ("7.3", "Tidsplan"),
    ]
    assert [one.decisions[0].outcome for one in read.items] == ["approved", "approved", "postponed"]
    assert (read.committee, str(read.date)) == ("Byggeudvalget for Hallen", "2024-03-05")


@pytest.mark.parametrize(
    ("case", "numbers"),
    [
        ("Indhold\nDer blev holdt oplæg.\n\nKonklusion\nGodkendt.\n\n3. Proces\nKonklusion\nUdsat.\n", ["1", "2", "3"]),
        ("1. Resume\nDer mangler boliger.\n\n2. Baggrund\nByen vokser.\n\n3. Proces\nKonklusion\nUdsat.\n", ["1", "2"]),
    ],
)
def test_a_section_word_heads_an_item_where_the_numbers_go_on_with_it(case: str, numbers: list[str]) -> None:
    cover = "§ 17, stk. 4-udvalget for Bosætning\nReferat\n5. marts 2024\n\n"
    items = f"1. Siden sidst\nKonklusion\nTaget til efterretning.\n\n2. Boliger i byen\nSagsnr.: 24/77\n{case}"
    read = read_minutes(f"{cover}{items}".encode(), "x.txt")
    assert read.committee == "§ 17, stk. 4-udvalget for Bosætning"
    assert [one.number for one in read.items] == numbers


def test_an_items_number_below_body_and_date_heads_no_item() -> None:
    way = "Udvalget for Teknik, den 12-02-2024\nPunkt nr. 8\nAnbefales.\n\nByrådet, 05-03-2024\nPunkt nr. 16\n"
    text = f"Referat\n\nByrådet\n\n5. marts 2024\n\n16. Sti\n\nSag: 24/77\n\nSagsfremstilling:\nStien er smal.\n\n{way}"
    (item,) = read_minutes(f"{text}Godkendt.\n".encode(), "x.txt").items
    assert [(one.body, str(one.date), one.text) for one in item.decisions] == [
        ("Udvalget for Teknik", "2024-02-12", "Anbefales."),
        ("Byrådet", "2024-03-05", "Godkendt."),
    ]


def test_the_attachments_of_all_items_listed_once_more_belong_to_none() -> None:
    one, two = "1. Sti ved skolen", "2. Bro over åen"
    body = "24/77\n\nBeslutning\n\nGodkendt.\n\nBilag\n\n"
    read = minutes(
        f"{one}\n\n{body}Kort over stien\n\n{two}\n\n{body}Tegning\n\n"
        f"Bilagsoversigt\n\n{one}\n1. Kort over stien\n\n{two}\n1. Tegning\n\nUnderskriftsside\n\nAage Bo\n"
    )
    assert [[each.title for each in item.attachments] for item in read.items] == [["Kort over stien"], ["Tegning"]]
    assert "Bilagsoversigt" in read.aside


@pytest.mark.parametrize("heading", ["Teknisk Udvalg, den 5. marts 2024", "Teknisk Udvalg, den 5. marts 2024:"])
def test_body_and_date_below_the_heading_are_no_part_of_the_decision(heading: str) -> None:
    item = only(f"# Punkt 1: Sti\n\n24/77\n\n## Beslutning\n\n{heading}\n\nMælkebøtten blomstrer.\n")
    assert [(one.body, one.text) for one in item.decisions] == [("Teknisk Udvalg", "Mælkebøtten blomstrer.")]


@pytest.mark.parametrize("heading", ["Sagens forløb", "Sagsforløb", "Tidligere behandling"])
def test_a_cases_way_with_the_date_before_the_body(heading: str) -> None:
    text = f"Punkt 1: Sti\n\n24/77\n\n{heading}\n\n22-01-2024 Magistraten\nFremsendes til Teknisk Udvalg.\n"
    text += "05-03-2024 Teknisk Udvalg\nVedtaget med 22 stemmer mod 7. 2 hverken for eller imod.\n\n1. Resume\n\nJa.\n"
    found = only(text)
    assert [(one.body, str(one.date), one.outcome, one.own) for one in found.decisions] == [
        ("Magistraten", "2024-01-22", "referred", False),
        ("Teknisk Udvalg", "2024-03-05", "approved", True),
    ]
    assert [vote.count for vote in found.decisions[1].votes] == [22, 7, 2]


def test_a_plan_with_dates_before_the_bodies_decides_nothing() -> None:
    plan = "Procesplan\n\n05-03-2024 Teknisk Udvalg\n12-03-2024 Økonomiudvalget\n26-03-2024 Byrådet\n\n"
    found = only(f"Punkt 1: Sti\n\n24/77\n\n{plan}Beslutning\n\nGodkendt.\n")
    assert [one.text for one in found.decisions] == ["Godkendt."]


def test_what_other_bodies_made_of_it_later_follows_the_meetings_own_decision() -> None:
    text = "Punkt 1: Sti\n\n24/77\n\nBeslutning Teknisk Udvalg den 05-03-2024\n\nAnbefales.\n\n"
    text += "Beslutning Byrådet den 26-03-2024\n\nVedtaget.\n\nFraværende: Lise Holm\n\n"
    decisions = only(f"{text}Beslutning Børneudvalget den 01-02-2024\n\nUdsat.\n").decisions
    assert [(one.body, one.own) for one in decisions] == [
        ("Børneudvalget", False),
        ("Teknisk Udvalg", True),
        ("Byrådet", False),
    ]
    assert [one.absent for one in decisions] == [(), (), ("Lise Holm",)]


def test_words_under_the_only_heading_that_may_stand_over_a_decision_are_one() -> None:
    read = minutes("Punkt 1: Hegn\n\nSag nr. 13/2277\n\nNaboernes ønske:\n\nHækken er fælles.\n\nAfgørelse:\n\nMælk.\n")
    (decision,) = read.items[0].decisions
    assert (decision.text, decision.recognised) == ("Mælk.", False)
    assert {"decision_implied", "outcome_not_recognised"} <= {warning.code for warning in read.warnings}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Henvendelse fra Ældrerådet om busser (D)", "Henvendelse fra Ældrerådet om busser"),
        ("Forslag fra Radikale Venstre (B)", "Forslag fra Radikale Venstre (B)"),
    ],
)
def test_a_marker_is_one_where_all_items_have_one(title: str, expected: str) -> None:
    read = minutes(f"Punkt 1: Sti (B)\n\n24/77\n\nPunkt 2: Bro (O)\n\n24/78\n\nPunkt 3: {title}\n\n24/79\n")
    assert read.items[2].title == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "3 stemte for udbudsform C (Lise Holm, Jens Krog og Bo Bech). 2 stemte for udbudsform B (Bo Dam og Ib Dal)",
            [
                ("udbudsform C", [], ["Lise Holm", "Jens Krog", "Bo Bech"], 3),
                ("udbudsform B", [], ["Bo Dam", "Ib Dal"], 2),
            ],
        ),
        (
            "For: Else Marie Krogh (C), Ib Overgård Lund (V) og Lise Holm (A)\nImod: Jens Krog (Ø)\n\nAnbefales.",
            [
                ("for", [], ["Else Marie Krogh", "Ib Overgård Lund", "Lise Holm"], None),
                ("against", [], ["Jens Krog"], None),
            ],
        ),
        ("Indstillingen blev godkendt mod 1 stemme (V).", [("against", ["V"], [], 1)]),
        ("Vedtaget mod stemmerne fra Ø og Jens Krog (C).", [("against", ["Ø"], ["Jens Krog"], None)]),
        ("Godkendt med 12 stemmer mod 3.", [("for", [], [], 12), ("against", [], [], 3)]),
        (
            'Lise Holm stillede ændringsforslag: "Model 1 vedtages." For stemte 6 (Ø, F). Imod stemte 15. '
            "Ændringsforslaget blev forkastet.\n\nIndstillingen blev herefter vedtaget.",
            [("for", ["Ø", "F"], [], 6), ("against", [], [], 15)],
        ),
    ],
)
def test_ballots(text: str, expected: list[tuple[str, list[str], list[str], int | None]]) -> None:
    assert votes(text) == expected


def test_the_frame_of_a_web_site_names_the_municipality() -> None:
    page = f"<html><body><header><a>Varde Kommune</a></header><main><h1>{COVER}</h1><h2>Punkt 1: Sti</h2><p>24/77</p>"
    page += "<h3>Beslutning</h3><p>Godkendt.</p></main><footer><p>Varde Kommune, Bytoften 2</p></footer></body></html>"
    assert read_minutes(page.encode(), "referat.html").municipality == "Varde"


@pytest.mark.parametrize(
    "sentence", ["Punkt 4 i den nuværende aftale giver klubben ret til hallen.", "Punkt 4 er ændret."]
)
def test_a_sentence_about_a_point_heads_no_item(sentence: str) -> None:
    text = f"Punkt 4: Ny aftale\n\nSagsnr.: 24/117\n\n{sentence}\n\nBeslutning\n\nGodkendt.\n\nPunkt 5: Eventuelt\n"
    items = minutes(f"Punkt 3: Meddelelser\n\nBeslutning\n\nGodkendt.\n\n{text}").items
    assert [(item.number, item.title) for item in items] == [
        ("3", "Meddelelser"),
        ("4", "Ny aftale"),
        ("5", "Eventuelt"),
    ]
    assert sentence in items[1].sections[0].text
