"""Names of bodies and numbers of cases that mean the same, and those that do not."""

from __future__ import annotations

import pytest

from meetings.language.bodies import body_key
from meetings.language.case_numbers import normalise

SAME_BODY = [
    ("Teknik- og Miljøudvalget", "Udvalget for Teknik og Miljø", "Teknik & Miljøudvalg", "Teknik og Miljø-udvalget"),
    ("Børne- og Ungeudvalget", "Udvalget for Børn og Unge", "Børn og Unge-udvalget"),
    ("Byrådet", "Byråd", "Varde Byråd", "Byrådet i Varde Kommune", "Kommunalbestyrelsen", "Varde Kommunes Byråd"),
    ("Arbejdsmarkedsudvalget", "Arbejdsmarkedsudvalget (2022-2025)", "Arbejdsmarkedsudvalget 2018-2021"),
    ("Klima- og Bæredygtighedsudvalget (§17, stk. 4)", "§ 17, stk. 4-udvalget for Klima og Bæredygtighed"),
    ("Økonomiudvalget", "Økonomiudvalget, ekstraordinært møde", "Økonomiudvalg"),
    ('Udvalget "Læring og Trivsel"', "Udvalget for Læring og Trivsel"),
    ("Ældrerådet", "Ældreråd"),
]
OTHER_BODY = [
    ("Arbejdsmarkedsudvalget", "Udvalget for Arbejdsmarked og Integration"),
    ("Økonomiudvalget", "Økonomi- og Erhvervsudvalget"),
    ("Ældrerådet", "Ældreudvalget"),
    ("Handicaprådet", "Byrådet"),
    ("Kultur- og Fritidsudvalget", "Kulturudvalget"),
    ("Nordre Landdistriktsudvalg", "Landdistriktsudvalget"),
]


@pytest.mark.parametrize("names", SAME_BODY)
def test_variants_of_a_name_are_one_body(names: tuple[str, ...]) -> None:
    assert len({body_key(name, "Varde") for name in names}) == 1


@pytest.mark.parametrize(("one", "other"), OTHER_BODY)
def test_bodies_that_are_not_one(one: str, other: str) -> None:
    assert body_key(one, "Varde") != body_key(other, "Varde")


@pytest.mark.parametrize(
    ("printed", "normalised"),
    [
        ("22/24308", "22-24308"),
        ("Sag nr. 22 / 24308", "22-24308"),
        ("Sagsnr.: 22/24308.", "22-24308"),
        ("J.nr. 22/24308", "22-24308"),
        ("24/001234", "24-1234"),
        ("06/0012", "06-12"),
        ("emn-2022-81268", "EMN-2022-81268"),
        ("EMN–2022 – 81268", "EMN-2022-81268"),
        ("330-2021-49620", "330-2021-49620"),
        ("01.00.00-G01-93-16", "01.00.00-G01-93-16"),
        ("01.02.05-P16-3-05", "01.02.05-P16-3-05"),
        ("S2022-1234", "S2022-1234"),
        ("", ""),
        (".", ""),
        ("Sag", ""),
    ],
)
def test_case_numbers_in_one_form(printed: str, normalised: str) -> None:
    assert normalise(printed) == normalised
    assert normalise(normalised) == normalised


def test_two_years_that_may_differ_stay_two_cases() -> None:
    assert normalise("2024/1234") != normalise("24/1234")
