"""A hyphen at a line's end: the line's or the word's? In rows of print, and in text whose lines a program broke."""

from __future__ import annotations

import pytest

from meetings.ingest import read_minutes
from meetings.ingest.extract.clean import join_wrapped


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [
        ("til kommu-", "nens borgere", "til kommunens borgere"),
        ("til kommu\u00ad", "nens borgere", "til kommunens borgere"),
        ("Social-", "og Sundhedsudvalget", "Social- og Sundhedsudvalget"),
        ("BØRNE-", "OG UNGDOMSUDVALGET", "BØRNE- OG UNGDOMSUDVALGET"),
        ("ENERGI I KOMMU-", "NENS BYGNINGER", "ENERGI I KOMMUNENS BYGNINGER"),
        ("VVM-", "UNDERSØGELSE", "VVM-UNDERSØGELSE"),
        ("EU-", "midler", "EU-midler"),
        ("en ny it-", "strategi", "en ny it-strategi"),
        ("to nye p-", "huse", "to nye p-huse"),
        ("Jens-", "Peter Holm", "Jens-Peter Holm"),
        ("i årene 2021-", "2025", "i årene 2021-2025"),
        ("en takst på 100,-", "pr. dag", "en takst på 100,- pr. dag"),
        ("Godkendt -", "med bemærkning", "Godkendt - med bemærkning"),
    ],
)
def test_rows_of_one_paragraph(above: str, below: str, whole: str) -> None:
    assert join_wrapped([above, below]) == whole


def test_what_the_document_itself_writes_decides() -> None:
    assert join_wrapped(["til cykel-", "parkering"], frozenset({"cykel-parkering"})) == "til cykel-parkering"
    assert join_wrapped(["OM SFO-", "TAKSTER"], frozenset({"sfotakster"})) == "OM SFOTAKSTER"


@pytest.mark.parametrize(
    ("said", "whole"),
    [
        ("Udvalget godkendte den nye it-\nstrategi.", "Udvalget godkendte den nye it-strategi."),
        ("Udvalget godkendte to nye p-\nhuse ved stationen.", "Udvalget godkendte to nye p-huse ved stationen."),
        ("Udvalget godkendte stier i Å-\nområdet.", "Udvalget godkendte stier i Å-området."),
        ("Udvalget godkendte støtte af EU-\nmidler.", "Udvalget godkendte støtte af EU-midler."),
        ("Udvalget godkendte hold A-\nog B-hold.", "Udvalget godkendte hold A- og B-hold."),
        ("Udvalget godkendte tv-\nudstyr og gps-\nsporing.", "Udvalget godkendte tv-udstyr og gps-sporing."),
        ("Udvalget godkendte en ny admini-\nstration.", "Udvalget godkendte en ny administration."),
        ("Godkendt af Social-\nog Sundhedsudvalget.", "Godkendt af Social- og Sundhedsudvalget."),
    ],
)
def test_text_whose_lines_were_broken(said: str, whole: str) -> None:
    text = f"REFERAT Teknisk Udvalg d. 05-03-2024\n\nPunkt 1: Sti\n\n24/77\n\nBeslutning\n\n{said}\n"
    (decision,) = read_minutes(text.encode(), "referat.txt").items[0].decisions
    assert decision.text == whole
