"""Wordings of decisions, votes and absence, read through the door in the smallest document that holds them."""

from __future__ import annotations

import csv
from typing import Any

import pytest

from meetings.ingest import read_minutes
from meetings.ingest.reference import FOLDER
from meetings.ingest.rules.wordings import WORDINGS

OUTCOMES_OF_CLASSES = {
    "approved": {"approved"},
    "approved_with_changes": {"approved_amended"},
    "approved_per_point": {"approved"},
    "noted": {"noted"},
    "discussed": {"discussed"},
    "postponed": {"postponed"},
    "rejected": {"rejected"},
    "withdrawn": {"withdrawn"},
    "recommended": {"recommended"},
    "forwarded": {"referred"},
}


def decision(text: str) -> dict[str, Any]:
    """The one decision of an item that says this."""
    page = f"REFERAT Teknisk Udvalg d. 05-03-2024\n\nPunkt 1: Sti ved skolen\n\n24/77\n\nBeslutning\n\n{text}\n"
    items = read_minutes(page.encode(), "referat.txt").as_json()["items"]
    assert len(items) == 1
    assert len(items[0]["decisions"]) == 1, items
    found: dict[str, Any] = items[0]["decisions"][0]
    return found


def phrases() -> list[tuple[str, str]]:
    """Wordings seen in real minutes, by class; what is cut with … is told by the words before it."""
    with (FOLDER / "decision_phrases.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["class"] in OUTCOMES_OF_CLASSES]
    return [
        (row["class"], text.replace(" …", " noget"))
        for row in rows
        for text in row["phrases"].split("|")
        if text != "Ad 1: …"
    ]


@pytest.mark.parametrize(("kind", "text"), phrases())
def test_wordings_seen_in_real_minutes(kind: str, text: str) -> None:
    if "/" in text or text.startswith("har vedtaget"):
        text = text.split("/")[0]
    if text.startswith("kunne "):
        text = f"Udvalget {text}"
    assert decision(text)["outcome"] in OUTCOMES_OF_CLASSES[kind]


@pytest.mark.parametrize(("outcome", "sample"), [(outcome, sample) for outcome, sample, _ in WORDINGS])
def test_each_wording_reads_its_own_sample(outcome: str, sample: str) -> None:
    found = decision(sample)
    assert (found["outcome"], found["recognised"]) == (outcome, True)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Flytning af budgetværn anbefales. Budgetopfølgningen tages til efterretning.", "recommended"),
        ("Drøftet og taget til efterretning.", "discussed"),
        ("Et flertal (A, O og B) stemmer for linje B. V stemmer for linje A. Linje B er valgt.", "decided"),
        ("Taget til efterretning. Udvalget godkendte samtidig tidsplanen.", "approved"),
        ("Godkendt, dog således at pkt. 04 er ændret til et godkendelsespunkt.", "approved_amended"),
        ("Udvalget godkender årsplanen dog med forbehold for løbende justeringer.", "approved_amended"),
        ("Godkendt. Dog skal hækken bevares.", "approved_amended"),
        ("Godkendt. Dog stemte V imod.", "approved"),
        ("Godkendt, dog undlod Enhedslisten at stemme.", "approved"),
        ("Godkendt uden bemærkninger.", "approved"),
        ("Udvalget vedtog enstemmigt at indstille til Byrådet, at planen vedtages.", "recommended"),
        ("Udvalget besluttede, at der ikke gives tilladelse.", "rejected"),
        ("Der blev ikke givet dispensation.", "rejected"),
        ("Landzonetilladelse meddelt.", "decided"),
        ("Orientering modtaget. Manglende tabel sendes til udvalget via mail.", "noted"),
        ("Besluttet at der indføres borgerdialog. Forslaget sendes i høring og godkendes senere.", "decided"),
        ("Et ændringsforslag fra Ø blev forkastet. Indstillingen blev godkendt.", "approved"),
        ("Ændringsforslaget blev vedtaget. Indstillingen blev herefter godkendt.", "approved_amended"),
        ("Indstilles til Byrådets godkendelse.", "recommended"),
        ("Udvalget ønsker at udsatte borgere inddrages.", "decided"),
    ],
)
def test_the_first_that_binds_decides(text: str, outcome: str) -> None:
    assert decision(text)["outcome"] == outcome


def test_a_ballot_without_other_words_decides_and_is_doubted() -> None:
    assert [
        (decision(text)["outcome"], decision(text)["recognised"])
        for text in ("For: 5 (A, B). Imod: 2 (V).", "For: 2 (V). Imod: 5 (A, B).", "For: A og B. Imod: V.")
    ] == [("approved", False), ("rejected", False), ("decided", False)]


def test_what_is_not_recognised_is_said_to_be() -> None:
    found = decision("Mælkebøtten blomstrer tidligt i år.")
    assert (found["outcome"], found["recognised"]) == ("decided", False)


def votes(text: str) -> list[tuple[str, list[str], list[str], int | None]]:
    return [(v["position"], v["parties"], v["persons"], v["count"]) for v in decision(text)["votes"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "(V), (Ø) og (A) godkender sagen. Helle Birk (UFP) undlader at stemme.",
            [("for", ["V", "Ø", "A"], [], None), ("abstain", [], ["Helle Birk"], None)],
        ),
        (
            "(A), (O) stemmer for handlemulighed A. (V), (Ø) stemmer for handlemulighed B.",
            [("handlemulighed A", ["A", "O"], [], None), ("handlemulighed B", ["V", "Ø"], [], None)],
        ),
        (
            "Indstillingen blev godkendt med 42 stemmer mod 4. 8 medlemmer undlod at stemme.",
            [("for", [], [], 42), ("against", [], [], 4), ("abstain", [], [], 8)],
        ),
        (
            "For stemte: Ø (Lise Holm), A, C. Imod stemte: B (4) og Ø (6), i alt 10. Godkendt.",
            [("for", ["Ø", "A", "C"], ["Lise Holm"], None), ("against", ["B", "Ø"], [], 10)],
        ),
        ("Godkendt. V kunne ikke tiltræde indstillingen.", [("against", ["V"], [], None)]),
        ("Godkendt. Jens Krog (C) tog forbehold.", [("reservation", [], ["Jens Krog"], None)]),
        ("Godkendt. V og C stemte imod, idet udgiften er for høj.", [("against", ["V", "C"], [], None)]),
        (
            "A, B og F stemte for, mens V stemte imod. Dermed godkendt.",
            [("for", ["A", "B", "F"], [], None), ("against", ["V"], [], None)],
        ),
        ("Godkendt. Undlod at stemme: I og C.", [("abstain", ["I", "C"], [], None)]),
        ("Godkendt. Imod stemte Enhedslisten.", [("against", ["Enhedslisten"], [], None)]),
        ("Godkendt med 5 for og 2 imod.", [("for", [], [], 5), ("against", [], [], 2)]),
        ("Godkendt. A og B stemmer for, V imod.", [("for", ["A", "B"], [], None), ("against", ["V"], [], None)]),
        (
            "Stemmer for: A, B (13). Stemmer imod: V (6). Undlader: Ø. Godkendt.",
            [("for", ["A", "B"], [], None), ("against", ["V"], [], None), ("abstain", ["Ø"], [], None)],
        ),
        (
            "Et flertal på 5 (A, B, F) godkendte indstillingen. Et mindretal på 2 (V) stemte imod.",
            [("for", ["A", "B", "F"], [], 5), ("against", ["V"], [], 2)],
        ),
        (
            "A stemte for. Dansk Folkeparti stemte imod, mens Enhedslisten undlod. Godkendt.",
            [
                ("for", ["A"], [], None),
                ("against", ["Dansk Folkeparti"], [], None),
                ("abstain", ["Enhedslisten"], [], None),
            ],
        ),
        (
            "Forslaget sattes til afstemning: For 16 (A, B, C), imod 9 (V, O). Det er dermed vedtaget.",
            [("for", ["A", "B", "C"], [], 16), ("against", ["V", "O"], [], 9)],
        ),
        (
            "7 stemte for: Gruppe A, B og F. 2 stemte imod: Gruppe V. Dermed godkendt.",
            [("for", ["A", "B", "F"], [], 7), ("against", ["V"], [], 2)],
        ),
        ("Vedtaget med 10 ja-stemmer og 5 nej-stemmer.", [("for", [], [], 10), ("against", [], [], 5)]),
        ("Ikke vedtaget, idet 8 stemte for og 17 stemte imod.", [("for", [], [], 8), ("against", [], [], 17)]),
        (
            "Tiltrådt med stemmerne 17-8. Imod stemte Nye Borgerlige, V og DF.",
            [("for", [], [], 17), ("against", ["Nye Borgerlige", "V", "DF"], [], 8)],
        ),
        ("Godkendt. Ja: A og B. Nej: V.", [("for", ["A", "B"], [], None), ("against", ["V"], [], None)]),
        ("Godkendt mod Venstres stemmer.", [("against", ["Venstre"], [], None)]),
        ("Anbefales. V imod pkt. 2.", [("against", ["V"], [], None)]),
        ("Godkendt. Lise Holm (V) var imod.", [("against", [], ["Lise Holm"], None)]),
        ("Godkendt med undtagelse af Ø, der stemte imod.", [("against", ["Ø"], [], None)]),
        ("Tiltrådt af et flertal bestående af A og B.", [("for", ["A", "B"], [], None)]),
        ("Godkendt. Moderaterne undlod at stemme.", [("abstain", ["Moderaterne"], [], None)]),
        ("Anbefales godkendt. Bylisten forbeholder sig sin stilling.", [("reservation", ["Bylisten"], [], None)]),
        ("Udsat med stemmerne 12 mod 9.", [("for", [], [], 12), ("against", [], [], 9)]),
        (
            "Bylistens ændringsforslag blev sat til afstemning. 3 stemte for, 22 imod. Forslaget faldt. Indstillingen "
            "blev derefter sat til afstemning. 21 stemte for, 4 imod. Vedtaget.",
            [("for", [], [], 21), ("against", [], [], 4)],
        ),
        (
            "Indstillingen blev vedtaget, idet 16 (A, F) stemte for, og 9 (V, C) stemte imod.",
            [("for", ["A", "F"], [], 16), ("against", ["V", "C"], [], 9)],
        ),
        (
            "Forslag A blev vedtaget med 13 stemmer (A, F), mens 12 (V, C) stemte for forslag B.",
            [("for", ["A", "F"], [], 13), ("forslag B", ["V", "C"], [], 12)],
        ),
        (
            "Vedtaget med stemmerne 4 (A, F) mod 3 (V, C).",
            [("for", ["A", "F"], [], 4), ("against", ["V", "C"], [], 3)],
        ),
        ("A+F+Ø for. V+C imod. Vedtaget.", [("for", ["A", "F", "Ø"], [], None), ("against", ["V", "C"], [], None)]),
        ("Godkendt mod Lise Holms stemme.", [("against", [], ["Lise Holm"], None)]),
        ("Godkendt mod 2 (V).", [("against", ["V"], [], 2)]),
        ("Samtlige medlemmer stemte for forslaget.", []),
        (
            "Ikke godkendt, idet 13 stemte imod (A, F) og 12 stemte for (V, C).",
            [("against", ["A", "F"], [], 13), ("for", ["V", "C"], [], 12)],
        ),
        (
            "Indstillingen blev godkendt af A, F og B. V kunne ikke støtte forslaget.",
            [("for", ["A", "F", "B"], [], None), ("against", ["V"], [], None)],
        ),
        (
            "Et flertal på 4 (A og F) anbefaler forslag B. Et mindretal på 3 (V) anbefaler forslag A.",
            [("forslag B", ["A", "F"], [], 4), ("forslag A", ["V"], [], 3)],
        ),
        (
            "Et flertal (A og F) anbefaler sagen. Et mindretal (V) anbefaler, at den udsættes.",
            [("for", ["A", "F"], [], None)],
        ),
        (
            "Et mindretal (F og B) anbefaler indstillingen. Flertallet anbefaler den ikke.",
            [("for", ["F", "B"], [], None)],
        ),
        ("Godkendt. Naboerne er imod.", []),
        ("Godkendt.", []),
        ("Godkendt. (A) og (V) ønsker, at beboerne inddrages.", []),
    ],
)
def test_votes(text: str, expected: list[tuple[str, list[str], list[str], int | None]]) -> None:
    assert votes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "1. at: Godkendt med 15 stemmer for (A, B) og 4 imod (V).\n\n"
        "2. at: Godkendt med 12 stemmer for (A) og 7 imod (V, B).",
        "Godkendt.\n\nAd 1: For stemte 15: A og B. Imod stemte 4: V.\n\nAd 2: For stemte 12: A. Imod stemte 7: V og B.",
    ],
)
def test_ballots_of_one_decision_stay_apart(text: str) -> None:
    assert votes(text) == [
        ("for", ["A", "B"], [], 15),
        ("against", ["V"], [], 4),
        ("for", ["A"], [], 12),
        ("against", ["V", "B"], [], 7),
    ]


@pytest.mark.parametrize(
    ("text", "absent", "outcome"),
    [
        ("Fraværende:\n\nGodkendt.", [], "approved"),
        ("Fraværende: Lise Holm\n\nGodkendt.", ["Lise Holm"], "approved"),
        ("Fraværende\n\nLise Holm (Udenfor parti) og Jens Krog (A)\n\nUdsat.", ["Lise Holm", "Jens Krog"], "postponed"),
        ("Fraværende\n\n. Sarah er ca. 1 time forsinket\n\nGodkendt", [], "approved"),
        ("Fraværende: Ingen\n\nGodkendt.", [], "approved"),
        ("Godkendt.\n\nAfbud: Lise Holm (Løsgænger)", ["Lise Holm"], "approved"),
        ("Godkendt.\n\nAfbud fra Lise Holm. I stedet mødte Jens Krog.", ["Lise Holm"], "approved"),
        ("Fraværende: Lise Holm (A), Jens Krog (V) deltog fra kl. 16\n\nGodkendt.", ["Lise Holm"], "approved"),
        ("Fraværende: Lise Holm (V) - i stedet mødte Jens Krog\n\nGodkendt.", ["Lise Holm"], "approved"),
        ("Godkendt.\n\nLise Holm havde meldt forfald.", ["Lise Holm"], "approved"),
        ("Godkendt.\n\nLise Holm og Jens W. Krog var fraværende.", ["Lise Holm", "Jens W. Krog"], "approved"),
        ("Godkendt.\n\nLise Holm (V) deltog ikke på grund af inhabilitet.", ["Lise Holm"], "approved"),
        ("Godkendt.\n\nLise Holm forlod mødet kl. 15.00 under behandlingen af punkt 9.", [], "approved"),
    ],
)
def test_absence(text: str, absent: list[str], outcome: str) -> None:
    found = decision(text)
    assert (found["absent"], found["outcome"]) == (absent, outcome)
    assert "Fraværende" not in found["text"]


def test_a_remark_about_somebody_late_is_a_note() -> None:
    assert (
        decision("Fraværende\n\n. Sarah er ca. 1 time forsinket\n\nGodkendt")["note"] == "Sarah er ca. 1 time forsinket"
    )
