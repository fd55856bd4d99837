"""Protocols from before the systems of today, and templates in tables: the ways they say who decided what."""

from __future__ import annotations

import pytest

from meetings.ingest import read_minutes
from meetings.ingest.minutes import Minutes
from meetings.ingest.rules import outcomes


def minutes(text: str, name: str = "protokol.txt") -> Minutes:
    return read_minutes(text.encode(), name)


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
    ],
)
def test_what_is_not_recommended_is_rejected(text: str, expected: str) -> None:
    found = outcomes.read(text)
    assert (found.outcome, found.recognised) == (expected, True)


def test_what_nobody_can_pay_for_is_not_noted() -> None:
    assert outcomes.read("Der er ikke økonomi til det.").recognised is False


@pytest.mark.parametrize("heading", ["FOR LUKKEDE DØRE:", "Lukkede døre", "Mødet fortsatte for lukkede døre."])
def test_items_behind_closed_doors_are_closed(heading: str) -> None:
    text = (
        "Lindeby Kommune\n\nByrådet\n\nProtokol for mødet den 9. september 1996\n\n"
        "Sag nr. 11.\nRegnskab for skolen\nJournal nr. 96/4471\n\nBESLUTNING:\nTiltrådtes.\n\n"
        "Sag nr. 12.\nSalg af areal\nJournal nr. 96/4472\n\nBESLUTNING:\nUdsat.\n\n"
        f"{heading}\n\nSag nr. 13.\nAnsættelsessag\nJournal nr. 96/4490\n"
    )
    read = minutes(text)
    assert [(item.number, item.closed) for item in read.items] == [("11", False), ("12", False), ("13", True)]
    assert read.items[1].decisions[0].text == "Udsat."
