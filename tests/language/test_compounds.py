"""A compound is found by its parts, and nothing by letters that stand in it by accident."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.compounds import MEASURING, measured, pairs
from meetings.language.analyse import terms
from meetings.language.compounds import Lexicon, seed_lexicon


def parts(word: str, lexicon: Lexicon | None = None) -> dict[str, str]:
    """Each part's stem and the letters it stands in."""
    return {part.stem: word[part.start : part.end] for part in (lexicon or seed_lexicon()).parts(word)}


@pytest.mark.parametrize("half", MEASURING)
def test_the_measuring_halves_of_the_pairs(half: str) -> None:
    assert len(list(pairs(half))) >= 300
    precision, recall, f1 = measured(half)
    assert f1 >= 0.95, (precision, recall)
    assert precision >= 0.95


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("befordringsgodtgørelsen", {"befordring": "befordring", "godtgoerelse": "godtgørelsen"}),
        ("cykelstipuljerne", {"cykel": "cykel", "sti": "sti", "cykelsti": "cykelsti", "pulje": "puljerne"}),
        ("børnepolitik", {"barn": "børne", "politik": "politik"}),
        ("viceborgmesteren", {"borgmester": "borgmesteren"}),
        ("borgerrettede", {"borger": "borger"}),
        ("bidragsberettigede", {"bidrag": "bidrag"}),
        ("skattesagen", {"skat": "skat", "sag": "sagen"}),
        ("ådalen", {"aa": "å", "dal": "dalen"}),
        ("gymnasieelever", {"gymnasium": "gymnasie", "elev": "elever"}),
        ("regnskabsaflæggelsen", {"regnskab": "regnskab", "aflaegge": "aflæggelsen"}),
        ("cykelvejsnet", {"cykelvej": "cykelvej", "net": "net"}),
        ("udbudsvindende", {"udbud": "udbud"}),
        ("kommissioneringsplanen", {"kommissionering": "kommissionering", "plan": "planen"}),
        ("byggesagsbehandlerne", {"byggesag": "byggesag", "sagsbehandler": "sagsbehandlerne", "sag": "sag"}),
        ("træneruddannelser", {"traene": "træner", "uddannelse": "uddannelser"}),
        ("vaskeriplan", {"vaskeri": "vaskeri", "plan": "plan"}),
        ("quagmoområdet", {"quagmo": "quagmo", "omraade": "området"}),
        ("efterskoleophold", {"skole": "skole", "efterskole": "efterskole", "ophold": "ophold"}),
        ("landsbyfornyelsen", {"landsby": "landsby", "byfornyelse": "byfornyelsen"}),
        ("overslagsårene", {"overslag": "overslag", "aar": "årene"}),
        ("bydelsparken", {"bydel": "bydel", "park": "parken"}),
        ("virksomhedslukning", {"virksomhed": "virksomhed", "lukning": "lukning"}),
        ("klimaneutraliteten", {"klima": "klima", "neutralitet": "neutraliteten"}),
    ],
)
def test_parts_stand_where_they_stand(word: str, expected: dict[str, str]) -> None:
    found = parts(word)
    assert {stem: found.get(stem) for stem in expected} == expected


@pytest.mark.parametrize(
    "word",
    "kosten udvalget mandagen avisen parken måltidet brandy forslag skitseret aarhus billederne passerende økonomi"
    " koordineringen andragende skriftlighed øget kommissionerings planlægning mandskab mindretal renovation"
    " bilproducenter manufakturist".split(),
)
def test_no_compound(word: str) -> None:
    assert parts(word) == {}


def test_an_archive_adds_its_own_words() -> None:
    word = "brombærhegnet"
    assert parts(word) == {}
    grown = Lexicon.learning(["brombær", "cykelsti", "brombærsaft"])
    assert parts(word, grown) == {"brombaer": "brombær", "hegn": "hegnet"}
    assert parts("cykelstipulje", grown) == parts("cykelstipulje")  # a learnt compound changes nothing
    assert parts("brombærret", grown) == {}


def test_parts_have_the_words_place_and_no_spelling() -> None:
    text = "Nye fleksjobpuljer i byen"
    found = [
        (term.stem, term.exact, term.position, text[term.start : term.end]) for term in terms(text, seed_lexicon())
    ]
    assert ("pulje", "", 2, "puljer") in found
    assert [exact for _, exact, place, _ in found if place == 2 and exact] == ["fleksjobpuljer"]
    assert "pulje" not in {term.stem for term in terms(text)}


@given(st.text(st.sampled_from("abcdefghijklmnoprstuvyæøå"), max_size=80))
def test_any_word_has_parts_inside_itself_and_the_same_each_time(word: str) -> None:
    found = Lexicon().parts(word)
    assert all(0 <= part.start < part.end <= len(word) and part.stem for part in found)
    assert found == seed_lexicon().parts(word)
