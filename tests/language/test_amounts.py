"""Amounts of money as minutes write them."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from meetings.language.amounts import amounts, kroner, largest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Der bevilges 750.000 kr. til stien.", [750_000]),
        ("Udgiften er 1,3 mio. kr. i 2024.", [1_300_000]),
        ("kr. 25.000", [25_000]),
        ("kr. 1.250.000,00 inkl. moms", [1_250_000]),
        ("budgetværnet på 25,000 mio. kr. flyttes, i alt 33,136 mio. kr.", [25_000_000, 33_136_000]),
        ("Et gebyr på 1.000 kr. om året", [1_000]),
        ("et mindreforbrug på -2,5 mio. kr.", [-2_500_000]),
        ("750.000,- kr. og 3 tkr. og 25 t.kr.", [750_000, 3_000, 25_000]),
        ("1,2 mia. kr. af 2 millioner kroner", [1_200_000_000, 2_000_000]),
        ("mellem 2-3 mio. kr.", [2_000_000, 3_000_000]),
        ("500 kr./time og 12 mio.kr", [500, 12_000_000]),
        ("3,2 mio. i 2024, men 3 mio. borgere", [3_200_000]),
        ("Grundkapital på 5,89 mio. kr. Lånet er 58,9 mio. kr.", [5_890_000, 58_900_000]),
        ("For 2023 750.000 kr.", [750_000]),
        ("Sag 22/24308 om § 176, kl. 15.30, 25 % af 40 børn", []),
        ("Hele 1.000 kr., 2024-priser", []),
    ],
)
def test_prose(text, expected):
    assert [amount.kroner for amount in amounts(text)] == expected


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("Beløb i 1.000 kr.\nÅr | Drift | Anlæg\n2023 | 1.250 | -300", [1_250_000, -300_000]),
        ("År | Anlæg (mio. kr.) | Elever\n2023 | 3,5 | 120", [3_500_000]),
        ("1.000 kr. | 2023 | 2024\nDrift | 500 | 600", [500_000, 600_000]),
        ("År | Anlæg | Drift\n2023 | 1.200.000 kr. | 0 kr.", [1_200_000, 0]),
        ("Skole | Elever\nNord | 240", []),
    ],
)
def test_columns_of_tables(table, expected):
    assert [amount.kroner for amount in amounts(table)] == expected


def test_the_sentence_goes_with_the_amount():
    found = amounts("Sagen er kendt. Der gives 1,5 mio. kr. til taget. Tak.")
    assert found[0].sentence == "Der gives 1,5 mio. kr. til taget."
    assert found[0].written == "1,5 mio. kr."


def test_the_largest_has_no_sign():
    assert largest("Et fald på -4 mio. kr. og 300.000 kr.") == 4_000_000
    assert largest("Ingen penge.") is None


@example(1000)
@given(st.integers(1, 999_999_999))
def test_whole_kroner_come_back_as_they_were_written(value):
    written = f"{value:,}".replace(",", ".")
    assert [amount.kroner for amount in amounts(f"Der bevilges {written} kr. i alt.")] == [value]
    assert [amount.kroner for amount in amounts(f"kr. {written}")] == [value]
    assert kroner(written) == value


@given(st.integers(0, 9999), st.integers(0, 999))
def test_millions_with_decimals(whole, thousandths):
    expected = whole * 1_000_000 + thousandths * 1_000
    assert [amount.kroner for amount in amounts(f"{whole},{thousandths:03} mio. kr.")] == [expected]


@pytest.mark.parametrize(("typed", "value"), [("1mio", 1_000_000), ("1,5 mio. kr.", 1_500_000), ("750000", 750_000)])
def test_what_a_person_types(typed, value):
    assert kroner(typed) == value


def test_what_is_no_amount():
    assert kroner("mange penge") is None
    assert kroner("") is None


@given(st.text(alphabet=st.sampled_from("0123456789.,-– |kr.miota\n"), max_size=200) | st.text(max_size=200))
def test_no_text_raises(text):
    for amount in amounts(text):
        assert isinstance(amount.kroner, int)
        assert amount.sentence


def test_a_sentence_of_thousands_of_amounts_gives_them_all() -> None:
    """What is sought before and around a figure is sought beside it alone; else this takes minutes."""
    found = amounts("til 2-3 mio. kr. og 1.000 kr. " * 6_000)
    assert [amount.kroner for amount in found[:3]] == [2_000_000, 3_000_000, 1_000]
    assert len(found) == 18_000
