"""What counts as one word, and where it stands."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.language.tokens import tokenise

# Pieces of which awkward tokens are made: marks, dashes, hidden characters, letters outside the alphabet.
AWKWARD = st.text(st.one_of(st.characters(), st.sampled_from("§ -–‑/.,:'’&_\\\u00ad\u0301\u030a\u200b0123456789åæøÅé")))


def whole(text: str) -> list[str]:
    return [token.whole.text if token.whole else token.words[0].text for token in tokenise(text)]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("22/24308", "22-24308"),
        ("330-2021-49620", "330-2021-49620"),
        ("EMN-2022-81268", "emn-2022-81268"),
        ("01.00.00-G01-93-16", "01.00.00-g01-93-16"),
        ("§176", "§176"),
        ("§ 176", "§176"),
        ("§ 19 a", "§19a"),
        ("1,3", "1,3"),
        ("750.000", "750000"),
        ("1.234.567,50", "1234567,50"),
        ("14.30", "14.30"),
        ("EU's", "eu's"),
    ],
)
def test_is_one_word(written: str, found: str) -> None:
    tokens = list(tokenise(f"jf. {written} i sagen"))
    assert [word.text for token in tokens[1:2] for word in token.words] == [found]
    assert [token.start for token in tokens[1:2]] == [4]
    assert tokens[1].end == 4 + len(written)


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("Høje-Taastrup", ["høje", "taastrup"]),
        ("v/byrådssalen", ["v", "byrådssalen"]),
        ("og/eller", ["og", "eller"]),
        ("2021-2025", ["2021", "2025"]),
        ("2023–26", ["2023", "26"]),
        ("14-05-2019", ["14", "05", "2019"]),
        ("covid-19", ["covid", "19"]),
        ("2021/22", ["2021", "22"]),
    ],
)
def test_is_whole_and_parts(written: str, parts: list[str]) -> None:
    (token,) = tokenise(written)
    assert token.whole is not None
    assert [word.text for word in token.words] == parts
    assert [word.position for word in token.words] == list(range(1, len(parts) + 1))
    assert not token.identifier


def test_compounds_that_share_a_head_are_words_of_their_own() -> None:
    assert whole("Børne- og Ungeudvalget") == ["børne", "og", "ungeudvalget"]


def test_a_lone_letter_after_a_paragraph_is_a_word_where_it_is_one() -> None:
    assert whole("§ 3 i loven") == ["§3", "i", "loven"]
    assert whole("§ 176 og") == ["§176", "og"]


def test_a_list_of_paragraphs_names_each() -> None:
    names = {
        word.text for token in tokenise("Styrelseslovens §§ 8 og 20, 31 samt 40. Der er 20") for word in token.extras
    }
    assert {"§20", "§31", "§40"} <= names
    assert "§8" in whole("§§ 8 og 20")
    assert [token.extras for token in tokenise("§ 8 og 20")][2] == ()


def test_the_tail_of_a_document_number_is_found_but_not_its_year() -> None:
    (token,) = tokenise("330-2021-49620")
    assert [word.text for word in token.extras] == ["49620"]


def test_what_hides_in_a_pdf_changes_no_word() -> None:
    assert whole("be\u00adskæftigel\u200bse") == ["beskæftigelse"]
    assert whole(unicodedata.normalize("NFD", "Åbenrå")) == ["åbenrå"]


@given(AWKWARD)
def test_promises_hold_for_any_text(text: str) -> None:
    end, position = 0, 0
    for token in tokenise(text):
        assert end <= token.start < token.end <= len(text)
        assert [word.position for word in token.words] == [position + 1 + n for n in range(len(token.words))]
        assert all(word.text and len(word.text) <= 100 for word in token.words)
        end, position = token.end, token.words[-1].position


def test_time_is_linear_in_length() -> None:
    """A text made to be slow is read all the same; a quadratic tokeniser would not come to its end."""
    for piece in ("a-", "§", "1.", "a" * 50, "0/", "\u00ad", "§§ 1 og "):
        assert sum(1 for _ in tokenise(piece * 50_000)) >= 0
