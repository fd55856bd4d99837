"""What protocols from before the systems of today decide, and how they say who voted how."""

from __future__ import annotations

import pytest

from meetings.ingest import read_minutes
from meetings.ingest.rules import outcomes, votes
from tests.ingest.test_old_protocols import FRONT, minutes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ikke anbefalet. Udvalget ønsker den nuværende ordning.", "rejected"),
        ("Forslag d kan ikke anbefales.", "rejected"),
        ("Ansøgningen kunne ikke anbefales.", "rejected"),
        ("Pkt. 1-2 anbefales, pkt. 3 kan ikke anbefales.", "recommended"),
        ("Indstillingen anbefales, bortset fra pkt. 3, som ikke anbefales.", "recommended"),
        ("Udvalget finder ikke grundlag for at imødekomme ansøgningen.", "rejected"),
        ("Udvalget gik ikke ind for forslaget.", "rejected"),
        ("Anbefalingen er således bortfaldet.", "rejected"),
        ("Sagen er herefter bortfaldet.", "withdrawn"),
        ("Der var ikke noget til punktet.", "noted"),
        ("Forslaget forkastedes.", "rejected"),
        ("Kontrakten vedtaget, idet mål 4 omformuleres som foreslået.", "approved_amended"),
        ("Godkendt, men således at udgiften højst må være 15.000 kr.", "approved_amended"),
        ("Vedtoges.", "approved"),
        ("Udsattes på begæring af Ib Lund.", "postponed"),
        ("Der ydes 2.000 kr.", "approved"),
        ("Model 2 blev valgt med 3 stemmer mod 1.", "decided"),
    ],
)
def test_what_protocols_of_old_decide(text: str, expected: str) -> None:
    found = outcomes.read(text)
    assert (found.outcome, found.recognised) == (expected, True)


def test_what_nobody_can_pay_for_is_not_noted() -> None:
    assert outcomes.read("Der er ikke økonomi til det.").recognised is False


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Lise Holm-Bech, Ib Lund og Jens Krog kunne tiltræde indstillingen.\n\nBo Bech og Aage Bo kunne ikke "
            "tiltræde indstillingen.\n\nIndstillingen er dermed godkendt.",
            [("for", (), ("Lise Holm-Bech", "Ib Lund", "Jens Krog")), ("against", (), ("Bo Bech", "Aage Bo"))],
        ),
        (
            "A og V kunne støtte forslaget. O støtter ikke forslaget. Vedtaget.",
            [("for", ("A", "V"), ()), ("against", ("O",), ())],
        ),
        ("Et mindretal (V) anbefaler ikke sagen. Sagen anbefales.", [("against", ("V",), ())]),
        (
            "Tiltrådt. V stemte ja, O stemte nej, Å stemte blankt.",
            [("for", ("V",), ()), ("against", ("O",), ()), ("abstain", ("Å",), ())],
        ),
        (
            "2 stemte for: Bo Bech og Ib Lund. 1 undlod: Lise Holm.",
            [("for", (), ("Bo Bech", "Ib Lund")), ("abstain", (), ("Lise Holm",))],
        ),
        ("Tiltrådt. V stemte ja, O stemte blankt.", [("for", ("V",), ()), ("abstain", ("O",), ())]),
        ("Lise Holm (V) stemte på Byrådets møde imod.", [("against", (), ("Lise Holm",))]),
        ("Godkendt. Bo Bech (A) afholdt sig fra at stemme.", [("abstain", (), ("Bo Bech",))]),
        ("Udvalget afholdt sig fra at svare og godkendte sagen.", []),
        ("For stemte A og V, imod stemte C.", [("for", ("A", "V"), ()), ("against", ("C",), ())]),
        ("For stemte A, V og F, imod C.", [("for", ("A", "V", "F"), ()), ("against", ("C",), ())]),
        (
            "A, B og C stemte for, F og Ø imod, O undlod at stemme.",
            [("for", ("A", "B", "C"), ()), ("against", ("F", "Ø"), ()), ("abstain", ("O",), ())],
        ),
        (
            "For stemte 12 (A, F og V), imod 5 (C, O), hverken for eller imod 2 (B).",
            [("for", ("A", "F", "V"), ()), ("against", ("C", "O"), ()), ("abstain", ("B",), ())],
        ),
        (
            "For: 10 (A, V), imod: 3 (C), undlod: 2 (Ø).",
            [("for", ("A", "V"), ()), ("against", ("C",), ()), ("abstain", ("Ø",), ())],
        ),
        (
            "For stemte 12 (A, B), imod 4 (V), og 1 (C) undlod.",
            [("for", ("A", "B"), ()), ("against", ("V",), ()), ("abstain", ("C",), ())],
        ),
        (
            "Anbefales, idet Ib Lund (O) stemte imod, og Lise Holm (C) tog forbehold.",
            [("against", (), ("Ib Lund",)), ("reservation", (), ("Lise Holm",))],
        ),
        (
            "Godkendt, idet V ikke kunne tiltræde, og C tog forbehold.",
            [("against", ("V",), ()), ("reservation", ("C",), ())],
        ),
        (
            "V stemte imod, idet vejen er for smal, og C undlod at stemme.",
            [("against", ("V",), ()), ("abstain", ("C",), ())],
        ),
        ("Ib Lund (O) anbefaler grund A. Udvalget anbefaler grund B.", [("grund A", (), ("Ib Lund",))]),
        (
            "Lise Holm (A) og Bo Bech (V) stemte for, Ib Lund (C) imod og Aage Bo (O) hverken for eller imod.",
            [("for", (), ("Lise Holm", "Bo Bech")), ("against", (), ("Ib Lund",)), ("abstain", (), ("Aage Bo",))],
        ),
        ("V stemte imod, da skolen nedlægges, og C undlod.", [("against", ("V",), ()), ("abstain", ("C",), ())]),
        ("Liberal Alliance v/ Lise Holm (I) tog forbehold.", [("reservation", (), ("Lise Holm",))]),
        ("Udvalget kunne tiltræde indstillingen.", []),
        ("Oversendes. Fælleslisten ved Ib Lund bemærker, at partiet ikke kan støtte forslag b.", []),
    ],
)
def test_who_could_and_who_could_not(text: str, expected: list[tuple[str, tuple[str, ...], tuple[str, ...]]]) -> None:
    assert [(vote.position, vote.parties, vote.persons) for vote in votes.read(text)] == expected


def test_the_vote_on_the_case_decides_where_words_tell_of_the_amendment_alone() -> None:
    text = (
        "Sag 1\nPark\nSagsnr. 97/05112\n\nBeslutning\nÆndringsforslaget fra Ø blev forkastet med 18 stemmer mod 11.\n"
        "Derefter blev indstillingen sat under afstemning: For stemte 18 (A, V, C). Imod stemte 11 (Ø, F).\n"
    )
    read = minutes(FRONT + text)
    assert read.items[0].decisions[0].outcome == "approved"
    assert "outcome_unsure" in [warning.code for warning in read.warnings]


def test_an_option_that_was_voted_on_is_decided() -> None:
    text = "Sag 1\nPark\nSagsnr. 97/05112\n\nBeslutning\nModel 2 blev valgt med 3 stemmer mod 1. Imod stemte C.\n"
    assert minutes(FRONT + text).items[0].decisions[0].outcome == "decided"


@pytest.mark.parametrize(
    ("text", "parties", "persons"),
    [
        ("Imod stemte Lise Holm (O), som ønsker løsning A.", (), ("Lise Holm",)),
        ("Imod stemte V, der i stedet foreslog alternativ B.", ("V",), ()),
        ("Imod stemte C og Lise Holm (V), da de foretrækker forslag F.", ("C",), ("Lise Holm",)),
        ("Lise Holm (V), som ønsker et svar fra B, stemte imod.", (), ("Lise Holm",)),
        ("Imod stemte V under henvisning til, at A allerede er hørt.", ("V",), ()),
        ("Imod: V (ønsker model A).", ("V",), ()),
        ("Imod stemte V, der ønsker model F, og C.", ("V", "C"), ()),
        ("Et flertal, der består af A og B, stemte for. Imod stemte V.", ("V",), ()),
    ],
)
def test_why_they_voted_so_names_no_voters(text: str, parties: tuple[str, ...], persons: tuple[str, ...]) -> None:
    against = [vote for vote in votes.read(f"Anbefalet. {text}") if vote.position == "against"]
    assert [(vote.parties, vote.persons) for vote in against] == [(parties, persons)]


def test_a_majority_is_named_by_those_it_consists_of() -> None:
    assert votes.read("Et flertal, der består af A og B, stemte for.")[0].parties == ("A", "B")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Indstillingen anbefales (A+T+V+C).", {"for": "ATVC"}),
        ("Godkendt (A, V og C). Ib Lund (O) undlod at stemme.", {"for": "AVC", "abstain": ["Ib Lund"]}),
        ("Anbefales godkendt (A, B, V, C) - Ø imod.", {"for": "ABVC", "against": "Ø"}),
        ("Vedtaget (A/V/C) mod (Ø).", {"for": "AVC", "against": "Ø"}),
        ("Tiltrådt (A, F og Ø for; V imod).", {"for": "AFØ", "against": "V"}),
        ("Indstillingen kan ikke anbefales (A+V), Ø for.", {"against": "AV", "for": "Ø"}),
        ("Indstillingen godkendt (for: A, V, O, imod: Ø).", {"for": "AVO", "against": "Ø"}),
        ("Vedtaget - imod: Ø.", {"against": "Ø"}),
        ("Anbefales (A, V og Lise Holm).", None),
        ("Forkastet. Kun Ø stemte for.", {"for": "Ø"}),
        ("Godkendt. Alene Lise Holm (V) stemte imod.", {"against": ["Lise Holm"]}),
        ("Godkendt. Både A og Lise Holm stemte for.", {"for": ["A", "Lise Holm"]}),
        ("Afslået. Lise Holm stemte imod forslaget, Ib Lund for.", {"against": ["Lise Holm"], "for": ["Ib Lund"]}),
        ("Godkendt. Hverken V eller Ø stemte for.", None),
        ("Godkendt. Alle stemte for undtagen Ø.", None),
        ("Udvalget (A+T+V) fastholder stål.", None),
        ("Godkendt. Ingen stemte imod.", {}),
    ],
)
def test_who_stands_in_brackets_or_behind_a_word_that_opens_a_sentence(
    text: str, expected: dict[str, list[str] | str] | None
) -> None:
    page = f"REFERAT Teknisk Udvalg d. 05-03-2024\n\nPunkt 1: Sti\n\n24/77\n\nBeslutning\n\n{text}\n"
    read = read_minutes(page.encode(), "referat.txt")
    cast = {vote.position: [*vote.parties, *vote.persons] for vote in read.items[0].decisions[0].votes}
    assert cast == {position: [*who] for position, who in (expected or {}).items()}
    assert (expected is None) is any(warning.code == "votes_unread" for warning in read.warnings)
