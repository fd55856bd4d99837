"""Decisions told in words that were once unknown or read as something else, each with its nearest relatives."""

from __future__ import annotations

import pytest

from meetings.ingest import read_minutes
from meetings.ingest.rules import outcomes, votes, votes_unread


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a choice that fell on somebody is no proposal that fell
        ("Valget faldt derefter på Strandby.", "decided"),
        ("Forslaget faldt.", "rejected"),
        ("Venstres forslag faldt med 3 stemmer mod 4.", "rejected"),
        ("Prisen faldt med fem procent. Taget til efterretning.", "noted"),
        ("Godkendt. Dog ikke af Ø.", "approved"),
        # what was done, and then how somebody stood
        ("Taget til efterretning, idet Jens Krog (I) tager forbehold for udgiften.", "noted"),
        ("Udvalget drøftede planen, men Lise Holm (V) kan ikke støtte retningen.", "discussed"),
        # complaints and wishes
        ("Klagen tages ikke til følge.", "rejected"),
        ("Klagen tages til følge.", "approved"),
        ("Klageren kan ikke gives medhold.", "rejected"),
        ("Der gives medhold i klagen.", "approved"),
        ("Ønsket efterkommes ikke.", "rejected"),
        # laid before the public as it is sent to those who are asked
        ("Planforslaget fremlægges offentligt fra den 2. maj til den 27. juni.", "referred"),
        ("Fremlægges i offentlig høring i 8 uger.", "referred"),
        ("Godkendt, og planen fremlægges i offentlig høring.", "approved"),
        # approved, but not as it was proposed
        ("Bevilget med 40.000 kr., ændret i forhold til forslaget.", "approved_amended"),
        ("Godkendt, men først med virkning fra 1. maj.", "approved_amended"),
        ("Godkendt, men alene for 2022.", "approved_amended"),
        ("Dagsordenen blev godkendt, idet punkt 9 behandles som punkt 2.", "approved_amended"),
        ("Godkendt, idet sagen behandles i Økonomiudvalget i juni.", "approved"),
        # a majority recommends, whatever a minority does
        ("Et flertal (C, V og O) indstiller, at skolen nedlægges. A kan ikke støtte dette.", "recommended"),
        ("Et flertal indstiller forslaget godkendt.", "recommended"),
        # on a point of the recommendation; a point that is left out is not the case
        ("Ad 1) og 2) Indstilles. Ad 3) kan ikke anbefales.", "recommended"),
        ("1. og 2. at indstilles. De øvrige at'er er ikke behandlet.", "recommended"),
        ("Punkt 3 bortfalder. Punkt 1 og 2 anbefales.", "recommended"),
        ("Punkt 12 udgår. Dagsordenen blev godkendt.", "approved"),
        ("Punkt 15 udgår.", "withdrawn"),
        # what came of an amendment in a word right behind its ballot
        (
            "Ændringsforslag 1: For: A og F. Imod: V og C. Forkastet. Budgettet vedtaget: For: V og C. Imod: A og F.",
            "approved",
        ),
        ("Godkendt, V dog imod.", "approved"),
        # misspelt by a letter
        ("Udvalget tog orienteringen til efterretnig.", "noted"),
        ("Godkednt.", "approved"),
        ("Indstillingen forkasttes.", "rejected"),
    ],
)
def test_what_came_of_it(text: str, expected: str) -> None:
    found = outcomes.read(text)
    assert (found.outcome, found.recognised) == (expected, True)


@pytest.mark.parametrize(
    "text",
    [
        "Forslaget medtages i budgettet.",
        "Sagen udskydes ikke.",
        "Byggeriet sker i medhold af planloven.",
        "Udvalget tilrådte en pause.",
    ],
)
def test_words_a_letter_from_others_are_not_taken_for_them(text: str) -> None:
    assert outcomes.read(text).recognised is False


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Indstillingen blev anbefalet med alle stemmer mod Ø.", [("against", "Ø", "")]),
        ("Punkt 3 blev vedtaget mod C og V. O tog forbehold.", [("against", "CV", ""), ("reservation", "O", "")]),
        ("Tiltrådt mod A, F og Bo Bech (C), der ønsker sagen udsat.", [("against", "AF", "Bo Bech")]),
        ("Forkastet mod A og F.", [("for", "AF", "")]),
        ("Oversendt til byrådet med stemmerne A, V, C for og F, Ø imod.", [("for", "AVC", ""), ("against", "FØ", "")]),
        ("Godkendt med stemmerne fra A og V mod C.", [("for", "AV", ""), ("against", "C", "")]),
        ("Vedtaget med A, B og F's stemmer mod V.", [("for", "ABF", ""), ("against", "V", "")]),
        ("Vedtaget med stemmerne fra A, B og F.", [("for", "ABF", "")]),
        ("Bevilget mod betaling af kr. 500.", []),
        ("Vedtaget (for: A, B).", [("for", "AB", "")]),
        ("Et mindretal (V) anbefaler sagen.", [("for", "V", "")]),
        ("Udvalget anbefaler grund B.", []),
        ("Borgmester Lise Holm (A)", []),
        ("Beslutningsforslag fra Alternativet", []),
        ("Lise Holm (V) orienterede om sagen. Ø ønskede en status. Ib Lund (C) blev valgt.", []),
        ("Alle stemte for på nær V, der stemte imod.", [("against", "V", "")]),
        (
            "Ændringsforslag 1: For: A og F. Imod: V og C. Forkastet. Budgettet vedtaget: For: V og C. Imod: A og F.",
            [("for", "VC", ""), ("against", "AF", "")],
        ),
        ("Anbefales. Lise Holm kan ikke anbefale pkt. c.", [("against", "", "Lise Holm")]),
        ("Godkendt. Lise Holm (A) undlader.", [("abstain", "", "Lise Holm")]),
        (
            "A og V stemte for Ib Lund, og F stemte for Bo Bech. Lise Holm (Ø) stemte ikke.",
            [("Ib Lund", "AV", ""), ("Bo Bech", "F", ""), ("abstain", "", "Lise Holm")],
        ),
        (
            "Lise Holm og Bo Bech stemte på Strandby. Ib Lund (V) stemte på Nørre Å. Valget faldt på Strandby.",
            [("Strandby", "", "Lise Holm, Bo Bech"), ("Nørre Å", "", "Ib Lund")],
        ),
    ],
)
def test_whose_votes_they_were(text: str, expected: list[tuple[str, str, str]]) -> None:
    cast = [(vote.position, "".join(vote.parties), ", ".join(vote.persons)) for vote in votes.read(text)]
    assert (cast, votes_unread.unread(text)) == (expected, None)


@pytest.mark.parametrize(
    "text",
    [
        "Godkendt mod Lise Holm.",
        "Godkendt med alle stemmer undtagen V.",
        "V indstiller, at forslaget forkastes.",
        # sides told by naming the others
        "Resten imod.",
        "De øvrige stemte for.",
        "Godkendt af alle på nær Lise Holm.",
        "Alle undtagen V stemte for.",
        "Godkendt, dog ikke af Lise Holm (Ø).",
        # what a minority recommends in place of what was decided
        "Mindretallet (Jens Krog, O) anbefaler i stedet afslag.",
        # parties and persons of whom no word is known that tells why they are named
        "Godkendt af hensyn til O.",
        "Vedtaget under protest fra Bo Bech (C).",
    ],
)
def test_votes_that_nobody_could_read_are_doubted(text: str) -> None:
    assert votes_unread.unread(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Godkendt, idet Lise Holm (V) ønskede sagen udsat.", "approved"),
        ("Anbefales, mens V ønskede forslaget sendt i høring.", "recommended"),
        ("Udvalget, der ønsker en status, udsatte sagen.", "postponed"),
        ("Godkendt, idet Teknisk Udvalg ønsker, at afsnit 4 udgår.", "approved_amended"),
    ],
)
def test_what_somebody_would_have_liked_is_not_what_came_of_it(text: str, expected: str) -> None:
    assert outcomes.read(text).outcome == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what is not given
        ("Der meddeles ikke tilladelse.", "rejected"),
        ("Der ydes ikke støtte.", "rejected"),
        ("Udvalget giver ikke dispensation.", "rejected"),
        ("Landzonetilladelse kan ikke gives.", "rejected"),
        # what waits
        ("Afventer næste ordinære møde.", "postponed"),
        ("Sagen afventer ministeriets svar.", "postponed"),
        ("Punktet er overført til mødet den 3. april.", "postponed"),
        ("Flyttes til mødet i april.", "postponed"),
        ("Medtages på næste møde.", "postponed"),
        ("Punktet behandles på et kommende møde.", "postponed"),
        ("Forelægges på ny.", "postponed"),
        ("Godkendt. Regnskabet forelægges på næste møde.", "approved"),
        ("Taget til efterretning. Udvalget afventer svar.", "noted"),
        # sent to be heard, whatever the word
        ("Oversendt til høring i kommunerne.", "referred"),
        ("Videresendes til høring i Handicaprådet.", "referred"),
        ("Forelægges Ældrerådet til udtalelse.", "referred"),
        ("Godkendt til udsendelse i høring.", "approved"),
        # told, and nothing more
        ("Orientering fra formanden og centercheferne.", "noted"),
        ("Mundtlig orientering ved direktøren.", "noted"),
        # the order of the items
        ("Godkendt, idet punkt 5 og 6 behandles samlet.", "approved_amended"),
        ("Godkendt, men punkt 5 tages før punkt 4.", "approved_amended"),
        ("Godkendt, idet der optages et tillægspunkt om snerydning.", "approved_amended"),
        ("Godkendt, idet sagen behandles endeligt i Byrådet.", "approved"),
        # discussed, and then what the body will do
        ("Udvalget drøftede sagen og besluttede at etablere en zone.", "decided"),
        ("Drøftet. Udvalget vedtog herefter at holde et møde.", "decided"),
        ("Udvalget drøftede, at Byrådet i 2019 vedtog at bevare skolen.", "discussed"),
        ("Drøftet. Byrådet har tidligere besluttet at bevare skolen.", "discussed"),
        ("Udvalget drøftede sagen og besluttede at udsætte den.", "postponed"),
    ],
)
def test_what_is_not_given_what_waits_and_what_is_heard(text: str, expected: str) -> None:
    found = outcomes.read(text)
    assert (found.outcome, found.recognised) == (expected, True)


@pytest.mark.parametrize("text", ["Udvalget afventer forvaltningens undersøgelse.", "Orientering om budgettet"])
def test_a_wait_of_something_else_and_a_title_are_not_recognised(text: str) -> None:
    assert outcomes.read(text).recognised is False


def test_what_was_told_under_a_title_is_no_decision() -> None:
    text = "REFERAT Teknisk Udvalg d. 05-03-2024\n\nPunkt 1: Orientering\n\nNyt fra havnen. Broen lukkes i juni.\n"
    read = read_minutes(text.encode(), "x.txt")
    assert read.items[0].decisions == ()
    assert "decision_unclear" in {warning.code for warning in read.warnings}
