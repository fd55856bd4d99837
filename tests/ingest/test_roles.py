"""Text that goes to the part above it because nobody knows the heading between them: read all the same, or doubted."""

from __future__ import annotations

import pytest

from meetings.ingest import read_minutes
from meetings.ingest.minutes import Minutes

HEAD = "REFERAT Teknisk Udvalg d. 05-03-2024\n\nPunkt 1: Sti ved skolen\n\n24/77\n\n"
STORY = "Sagsfremstilling\n\nStien er smal, og den bruges af 300 elever hver dag.\n\n"
ADVICE = "Indstilling\n\nForvaltningen indstiller, at\n\nat stien anlægges\n\n"
DECIDED = "Beslutning\n\nGodkendt.\n\n"
LONG = "Stien er smal og mørk, og den bruges hver dag af elever, der kommer fra den nye bydel. " * 4


def read(text: str) -> Minutes:
    return read_minutes((HEAD + text).encode(), "referat.txt")


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        (
            ADVICE + "Det drejer sig om\n\nStien er smal, og den bruges af 300 elever.\n\n" + DECIDED,
            "heading_guessed",
            "Det",
        ),
        (
            STORY + "Oplæg:\n\nForvaltningen ser gerne, at stien anlægges i år.\n\n" + DECIDED,
            "heading_guessed",
            "Oplæg",
        ),
        (STORY + "Penge\n\nÅr | 2024 | 2025\n\nDrift | 10 | 20\n\n" + DECIDED, "heading_guessed", "Penge"),
        (
            DECIDED + "Ikke til stede: Lise Holm\n\nKort sagt\n\nStien er for smal til de mange elever.\n",
            "heading_guessed",
            "Kort",
        ),
        (
            STORY + "Forvaltningen indstiller, at stien anlægges.\n\nDer er penge nok.\n\n" + DECIDED,
            "role_unsure",
            "en indstilling",
        ),
        (STORY + DECIDED + "Administrationen anbefaler, at stien anlægges.\n", "role_unsure", "beslutning"),
        (DECIDED + LONG + "\n", "role_unsure", "sagens fremstilling"),
        (STORY + ADVICE + "Udvalget besluttede at anlægge den.\n", "decision_unclear", "1"),
    ],
)
def test_text_under_an_unknown_heading_is_doubted(text: str, code: str, said: str) -> None:
    found = [warning.message for warning in read(text).warnings if warning.code == code]
    assert [said in message for message in found] == [True]


@pytest.mark.parametrize("text", [STORY + ADVICE + DECIDED, STORY + DECIDED + f"Protokolbemærkning fra A:\n\n{LONG}\n"])
def test_what_stands_where_it_belongs_is_not_doubted(text: str) -> None:
    assert {"role_unsure", "heading_guessed"}.isdisjoint(warning.code for warning in read(text).warnings)


def test_officials_above_the_decision_recommend_without_a_heading() -> None:
    (item,) = read(f"{STORY}Direktøren indstiller, at stien anlægges.\n\n{DECIDED}").items
    assert [(one.role, one.text) for one in item.sections][1:] == [
        ("recommendation", "Direktøren indstiller, at stien anlægges.")
    ]
    assert [one.text for one in item.decisions] == ["Godkendt."]
