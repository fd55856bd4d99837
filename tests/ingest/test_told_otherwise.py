"""Decisions told in words that were once unknown or read as something else, each with its nearest relatives."""

from __future__ import annotations

import pytest

from meetings.ingest.rules import outcomes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a choice that fell on somebody is no proposal that fell
        ("Valget faldt derefter på Strandby.", "decided"),
        ("Forslaget faldt.", "rejected"),
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
    "text", ["Forslaget medtages i budgettet.", "Byggeriet sker i medhold af planloven.", "Udvalget tilrådte en pause."]
)
def test_words_a_letter_from_others_are_not_taken_for_them(text: str) -> None:
    assert outcomes.read(text).recognised is False
