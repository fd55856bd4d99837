"""Wordings and layouts that once were read wrongly, each in several variants: one mechanism a test."""

from __future__ import annotations

import pytest

from meetings.ingest import read_minutes
from meetings.ingest.minutes import Minutes
from meetings.ingest.rules import outcomes
from tests.ingest.test_wordings import decision, votes

HEAD = "REFERAT Teknisk Udvalg d. 05-03-2024\n\n"


def minutes(text: str) -> Minutes:
    return read_minutes(text.encode(), "x.txt")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Drøftet med henblik på, at sagen genoptages i november.", "discussed"),
        ("Udvalget drøftede forslaget. Sagen genoptages på næste møde.", "discussed"),
        ("Orienteringen tages til efterretning. Når tallene foreligger, tages sagen op igen.", "noted"),
        ("Sagen genoptages i maj.", "postponed"),
        ("Magistraten indstiller til byrådet, at planen vedtages endeligt.", "recommended"),
        ("Udvalget indstiller over for kommunalbestyrelsen, at takster godkendes.", "recommended"),
        ("Beslutningsforslaget blev oversendt til Teknisk Udvalg.", "referred"),
        ("Regnskabet oversendes til revisionen.", "referred"),
        ("Byrådet vedtog at oversende regnskabet til revisionen.", "referred"),
        ("Godkendt med den bemærkning, at punkt 9 udgår.", "approved_amended"),
        ("Dagsordenen blev godkendt, idet pkt. 26 udsættes.", "approved_amended"),
        ("Vedtaget udsat.", "postponed"),
        ("Vedtaget endeligt med den af Teknisk Udvalg foreslåede ændring.", "approved_amended"),
        ("Ad 1: Godkendt.\n\nAd 2: Godkendt, dog således at pladsen bevares.", "approved_amended"),
        ("(A) og (V) stemmer for model 1. O stemmer for model 2. Model 1 er hermed godkendt.", "approved"),
        ("Formanden orienterede om et besøg. Punktet om støj udgår.", "noted"),
        ("Punktet om støj udgår.", "withdrawn"),
        (
            "Tilbagesendes Magistratens 2. Afdeling med bemærkning, at byrådet har vedtaget indstillingen.",
            "approved",
        ),
        (
            "For forslaget om at udsætte stemte 7: V (5) og O (2). Imod stemte 12. Forslaget bortfaldt.\n\n"
            "Herefter blev indstillingen godkendt.",
            "approved",
        ),
        ("Forslaget blev forkastet.", "rejected"),
        (
            "Lise Holm (V) foreslog, at bassinet udgår.\n\nFor forslaget stemte 7: V (5) og O (2). Imod stemte 12. "
            "Jens Krog (C) undlod at stemme. Forslaget bortfaldt.\n\nHerefter blev indstillingen godkendt.",
            "approved",
        ),
    ],
)
def test_what_binds(text: str, expected: str) -> None:
    assert outcomes.read(text).outcome == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Forkastet med 9 stemmer mod 8.", [("against", [], [], 9), ("for", [], [], 8)]),
        ("Forslaget blev nedstemt med 14 stemmer mod 3.", [("against", [], [], 14), ("for", [], [], 3)]),
        ("Forkastet med 3 stemmer for og 4 imod.", [("for", [], [], 3), ("against", [], [], 4)]),
        ("Godkendt med 12 stemmer.", [("for", [], [], 12)]),
        (
            "Godkendt. For stemte 18. Imod stemte V og O, i alt 5.",
            [("for", [], [], 18), ("against", ["V", "O"], [], 5)],
        ),
        (
            "For model B stemte: A (6) og F. Imod planen stemte: O. Planen er vedtaget.",
            [("model B", ["A", "F"], [], None), ("against", ["O"], [], None)],
        ),
        ("Anbefales. Jens Krog (I) anbefaler handlemulighed B.", [("handlemulighed B", [], ["Jens Krog"], None)]),
        (
            "Vedtaget med 3 stemmer (A og F) mod 2 (Lise Holm (V) og Jens Krog (UFP)).",
            [("for", ["A", "F"], [], 3), ("against", [], ["Lise Holm", "Jens Krog"], 2)],
        ),
        ("Godkendt. (V) kunne ikke tilslutte sig ændringen.", [("against", ["V"], [], None)]),
        ("Godkendt, idet Lise Holm (V) ikke kunne tiltræde lukningen.", [("against", [], ["Lise Holm"], None)]),
    ],
)
def test_who_voted_how(text: str, expected: list[tuple[str, list[str], list[str], int | None]]) -> None:
    assert sorted(votes(text)) == sorted(expected)


def test_an_amendment_that_lapses_lends_its_votes_to_nobody() -> None:
    text = (
        "Lise Holm (V) foreslog, at bassinet spares væk.\n\nFor forslaget stemte 7: V (5) og O (2). Imod stemte 12. "
        "Forslaget bortfaldt.\n\nHerefter blev indstillingen godkendt med 13 stemmer for (A, F) og 7 imod (V, O)."
    )
    assert votes(text) == [("for", ["A", "F"], [], 13), ("against", ["V", "O"], [], 7)]


def test_who_came_late_was_there_and_who_was_disqualified_has_a_note() -> None:
    late = decision("Fraværende: Lise Holm (A). Jens Krog (B) deltog fra kl. 18.20.\n\nGodkendt.")
    assert late["absent"] == ["Lise Holm"]
    assert "Jens Krog (B) deltog fra kl. 18.20" in str(late["note"])
    away = decision("Godkendt. Lise Holm (V) deltog ikke i behandlingen på grund af inhabilitet.")
    assert away["absent"] == ["Lise Holm"]
    assert "inhabilitet" in str(away["note"])


COVER = "Referat fra Kultur- og\nFritidsudvalget den 3. maj 2021\n\n"


def test_a_name_that_the_lines_end_cuts_is_whole() -> None:
    assert minutes(COVER + "Punkt 1: Årsplan\n\nBeslutning\n\nGodkendt.").committee == "Kultur- og Fritidsudvalget"


def test_a_paragraphs_last_word_is_no_heading() -> None:
    body = "Punkt 1: Skoleveje\n\nSagsfremstilling\n\nSagen sendes i høring, inden Byrådet træffer den endelige\n"
    read = minutes(f"{COVER}{body}beslutning.\n\nVejene er smalle.\n\nBeslutning\n\nGodkendt.")
    (item,) = read.items
    assert [decision.text for decision in item.decisions] == ["Godkendt."]
    assert "Vejene er smalle." in item.sections[0].text


@pytest.mark.parametrize("name", ["Kultur og Fritid", "Børn, Unge og Læring", "Plan & Miljø"])
def test_a_body_without_a_bodys_word_is_known_by_the_items_number(name: str) -> None:
    body = (
        f"Punkt 1: Årsplan\n\nIndstilling\n\nat planen godkendes.\n\n{name}, 12. april 2021, pkt. 44:\n\nAnbefales.\n\n"
    )
    (item,) = minutes(f"{COVER}{body}Beslutning\n\nGodkendt.").items
    assert [(each.body, each.outcome) for each in item.decisions] == [
        (name, "recommended"),
        ("Kultur- og Fritidsudvalget", "approved"),
    ]


def test_a_term_behind_a_body_is_no_part_of_its_name() -> None:
    body = "Punkt 1: Årsplan\n\nBeslutning Kultur- og Fritidsudvalget 2018-2021 den 3. maj 2021\n\nGodkendt."
    assert minutes(COVER + body).items[0].decisions[0].body == "Kultur- og Fritidsudvalget"


def test_bare_page_numbers_belong_to_no_item() -> None:
    text = f"{COVER}Punkt 1: Årsplan\n\nBeslutning\n\n1\n\fGodkendt.\n\nBilag\n\nÅrsplan\n\n"
    text += "2\n\fPunkt 2: Budget\n\nBeslutning\n\nUdsat.\n\n3\n\f"
    read = minutes(text)
    assert [item.decisions[0].text for item in read.items] == ["Godkendt.", "Udsat."]
    assert [each.title for each in read.items[0].attachments] == ["Årsplan"]


@pytest.mark.parametrize("heading", ["LUKKEDE SAGER", "Lukkede dagsordenspunkter", "Lukkede beslutningssager"])
def test_items_under_a_closed_heading_are_closed(heading: str) -> None:
    body = f"Punkt 1: Årsplan\n\nBeslutning\n\nGodkendt.\n\nBilag\n\nÅrsplan\n\n{heading}\n\nPunkt 2: Grund\n\n20/1234"
    first, second = minutes(COVER + body).items
    assert (first.closed, second.closed) == (False, True)
    assert [each.title for each in first.attachments] == ["Årsplan"]


def test_numbers_that_count_a_list_are_no_part_of_titles() -> None:
    body = "Punkt 1: Årsplan\n\n17/1234          Åben sag\n\nBeslutning\n\nGodkendt.\n\nBilag\n\n1 Kort\n2 Udbud\n"
    (item,) = minutes(COVER + body).items
    assert item.case_number == "17/1234"
    assert [each.title for each in item.attachments] == ["Kort", "Udbud"]


def test_an_addition_to_a_case_is_no_part_of_the_earlier_decision() -> None:
    body = "Punkt 1: Årsplan\n\nBeslutning i Kultur- og Fritidsudvalget den 12. april 2021:\n\nUdsat.\n\n"
    more = "Tilføjelse til sagen pr. 28. april 2021:\n\nRådet er hørt.\n\n"
    (item,) = minutes(f"{COVER}{body}{more}Beslutning i Kultur- og Fritidsudvalget den 3. maj 2021:\n\nGodkendt.").items
    assert [each.text for each in item.decisions] == ["Udsat.", "Godkendt."]
    assert any("Rådet er hørt." in section.text for section in item.sections)


def test_two_items_of_one_number_are_both_kept() -> None:
    body = "Punkt 1: Årsplan\n\nBeslutning\n\nGodkendt.\n\nPunkt 1: Ny bænk\n\nBeslutning\n\nUdsat.\n\n"
    read = minutes(f"{COVER}{body}Punkt 2: Eventuelt\n\nBeslutning\n\nIntet.")
    assert [(item.number, item.title) for item in read.items] == [
        ("1", "Årsplan"),
        ("1", "Ny bænk"),
        ("2", "Eventuelt"),
    ]
    assert "number_twice" in {warning.code for warning in read.warnings}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Aage Bo, Else Marie Krogh, Lisbet", "Overgaard-Dahl, Ib Lund"),
        ("Aage Bo, Else Marie Krogh, Poul Erik", "Madsen, Ib Lund (afløser)"),
        ("Aage Bo, Else Marie Krogh, Ib Lund, Trine Askhøj, Rasmus Nyfriis, Ellen Margrethe", "Bondeby"),
    ],
)
def test_a_name_that_two_paragraphs_part_is_one_name(first: str, second: str) -> None:
    read = minutes(
        f"REFERAT Teknisk Udvalg d. 05-03-2024\n\nMødedeltagere {first}\n\n{second}\n\nPunkt 1: Sti\n\n24/77\n"
    )
    whole = f"{first} {second}".replace(" (afløser)", "")
    assert list(read.participants) == whole.split(", ")


def test_a_heading_below_the_participants_is_no_surname() -> None:
    names = "Aage Bo, Else Marie Krogh, Ib Lund, Trine Askhøj, Rasmus Nyfriis, Ellen Margrethe Bondeby"
    read = minutes(
        f"REFERAT Teknisk Udvalg d. 05-03-2024\n\nMødedeltagere {names}\n\nDagsorden\n\nPunkt 1: Sti\n\n24/77\n"
    )
    assert list(read.participants) == names.split(", ")


def test_a_title_goes_on_in_a_paragraph_above_the_case_number_and_text_does_not() -> None:
    text = (
        "REFERAT Teknisk Udvalg d. 05-03-2024\n\nPunkt 1 Pulje til stier - fordeling\n\n{rest}\n\nBeslutning\n\nOk.\n"
    )
    item = minutes(text.format(rest="af anden runde\n\nSagsnr. 24/77")).items[0]
    assert (item.title, item.sections) == ("Pulje til stier - fordeling af anden runde", ())
    item = minutes(text.format(rest="af anden runde blev der intet.\n\nSagsnr. 24/77")).items[0]
    assert item.title == "Pulje til stier - fordeling"


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Godkendt 12-3.", [("for", 12), ("against", 3)]),
        ("Forslaget blev forkastet (8–17).", [("for", 8), ("against", 17)]),
        ("Godkendt 12-3-2024.", []),
        ("Godkendt 1-3.", []),
    ],
)
def test_a_tally_is_two_counts_and_a_date_is_none(text: str, counts: list[tuple[str, int]]) -> None:
    assert [(position, count) for position, _, _, count in votes(text)] == counts


def test_what_the_administration_says_within_a_decision_is_a_part_of_it() -> None:
    said = "Udvalget drøftede sagen.\n\nForvaltningen oplyser,\nat stien koster 2 mio. kr.\n\nGodkendt."
    (item,) = minutes(f"{HEAD}Punkt 1: Sti\n\n24/77\n\nBeslutning\n\n{said}\n").items
    assert ([one.text for one in item.decisions], item.sections) == ([said], ())


def test_a_heading_over_its_title_may_be_printed_twice() -> None:
    (item,) = minutes(
        f"{HEAD}Punkt 4: Årsplan for skolen\n\nPkt. 4\nÅrsplan for skolen\n\n24/77\n\nSagsfremstilling\n\nGammel.\n"
    ).items
    assert (item.title, item.case_number, [one.text for one in item.sections]) == (
        "Årsplan for skolen",
        "24/77",
        ["Gammel."],
    )


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("Pkt. 1 godkendt, pkt. 2 afvist.", True),
        ("Forslaget blev forkastet, og indstillingen godkendt.", True),
        ("Afvist, idet udvalget har vedtaget en plan.", False),
        ("Der meddeles afslag, og afgørelsen kan påklages.", False),
        ("Indstillingen om afslag blev godkendt.", False),
    ],
)
def test_a_sentence_that_adopts_and_rejects_is_doubted(text: str, doubted: bool) -> None:
    read = minutes(f"{HEAD}Punkt 1: Sti\n\n24/77\n\nBeslutning\n\n{text}\n")
    assert ("outcome_unsure" in {warning.code for warning in read.warnings}) is doubted
