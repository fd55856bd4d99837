"""Reading what was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.search.question import MOST_CHARACTERS, MOST_WORDS, read


def parts(typed: str) -> list[str]:
    return [clause.written for clause in read(typed).clauses]


def test_words_phrases_and_what_must_not_be_there() -> None:
    question = read('cykelsti -busbane "præcis frase" -"ikke det"')
    assert [(clause.written, clause.phrase, clause.negative) for clause in question.clauses] == [
        ("cykelsti", False, False),
        ("-busbane", False, True),
        ('"præcis frase"', True, False),
        ('-"ikke det"', True, True),
    ]


@pytest.mark.parametrize("quotes", ["“præcis frase”", "„præcis frase“", "»præcis frase«", "«præcis frase»"])
def test_any_quotes_will_do(quotes: str) -> None:
    assert parts(quotes) == ['"præcis frase"']


def test_a_hyphen_is_no_minus() -> None:
    assert not read("Børne- og Ungeudvalget høje-taastrup - 2021-2025").unwanted


def test_stop_words_count_only_where_there_is_nothing_else() -> None:
    assert parts("sti og vej") == ["sti", "vej"]
    assert parts("og i") == ["og", "i"]
    assert parts('"sti og vej"') == ['"sti og vej"']


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("22/24308", "22-24308"),
        ("22 / 24308", "22-24308"),
        ("sag 22/24308", "22-24308"),
        ("Sagsnr. EMN-2022-81268", "EMN-2022-81268"),
        ("24/001234", "24-1234"),
        ("01.00.00-G01-93-16", "01.00.00-G01-93-16"),
        ('"22/24308"', ""),
        ("22/24308 cykelsti", ""),
        ("-22/24308", ""),
        ("2021-2025", ""),
        ("14-05-2019", ""),
        ("cykelsti", ""),
    ],
)
def test_a_case_number_alone_is_known(typed: str, number: str) -> None:
    assert read(typed).case_number == number


def test_a_missing_quote_is_named() -> None:
    question = read('cykelsti "langs vejen')
    assert [clause.phrase for clause in question.clauses] == [False, True]
    assert "anførselstegn" in question.notes[0]


def test_long_queries_are_cut_and_say_so() -> None:
    by_length = read("x" * 5000)
    assert len(by_length.text) <= MOST_CHARACTERS
    assert by_length.notes
    by_words = read("a b c d e f " * 20)
    assert len(by_words.clauses) == MOST_WORDS
    assert by_words.notes


def test_nothing_to_search_for_is_said() -> None:
    assert not read("").notes
    assert read('""').notes
    assert read("?!").notes


@given(st.text(st.one_of(st.characters(), st.sampled_from("\"-§ /\\'&|!():*<>“«"))))
def test_any_text_is_read(typed: str) -> None:
    question = read(typed)
    for clause in question.clauses:
        without = question.without(clause)
        assert len(without.clauses) == len(question.clauses) - 1
        read(without.text)
