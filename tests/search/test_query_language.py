"""The query language: what is read, what is said of mistakes, and that what is printed means the same."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from meetings.search.query_language.nodes import meaning
from meetings.search.query_language.printing import printed
from meetings.search.question import read


def as_read(typed: str) -> str:
    return printed(read(typed).tree)


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("cykelsti skole", "cykelsti skole"),
        ("cykelsti OG skole AND vej", "cykelsti skole vej"),
        ("bro ELLER vej OR sti", "bro ELLER vej ELLER sti"),
        ("rød bro ELLER vej", "(rød bro) ELLER vej"),
        ("rød (bro ELLER vej)", "rød (bro ELLER vej)"),
        ("rød -(bro ELLER vej)", "rød -(bro ELLER vej)"),
        ("-(-bro)", "bro"),
        ("((bro))", "bro"),
        ("bro eller vej og sti", "bro vej sti"),  # in small letters they are words, and stop words at that
        ("cykel* -høje-taas*", "cykel* -høje-taas*"),
        ("kommune:varde UDVALG:økonomi", "kommune:varde udvalg:økonomi"),
        ('udvalg:"Børn og Unge" sti', 'udvalg:"Børn og Unge" sti'),
        ("dato:maj 2019 sti", 'dato:"maj 2019" sti'),
        ("dato: 14. maj 2019", 'dato:"14. maj 2019"'),
        ("år:2019 dato:>2020", "dato:2019 dato:>2020"),
        ("beløb:>1 mio. kr. sti", 'beløb:">1 mio. kr." sti'),
        ("beløb:>1mio", "beløb:>1mio"),
        ("vej, kommune:varde, sti", "vej kommune:varde sti"),
        ("-kommune:varde", "-kommune:varde"),
        ("(sag:22/24308 ELLER bro)", "sag:22/24308 ELLER bro"),
        ("a) bro 2) vej", "a bro 2 vej"),
        ("bro –vej −sti", "bro -vej -sti"),  # a minus as a word processor has it
        ("bro – vej 2023 –2024", "bro vej 2023 2024"),
        ("bro NOT vej", "bro -vej"),
        ("bro OG IKKE (vej ELLER sti)", "bro -(vej ELLER sti)"),
        ("BRO SKAL IKKE LUKKES", "BRO ikke LUKKES"),  # a heading
        ('"bro NOT vej"', '"bro NOT vej"'),
        ("beløb:1–2 mio. kr. sti", 'beløb:"1–2 mio. kr." sti'),
        ("http://varde.dk/kommune:x", "http varde.dk/kommune x"),  # no field inside a word
    ],
)
def test_is_understood(typed: str, understood: str) -> None:
    question = read(typed)
    assert printed(question.tree) == understood
    assert not question.notes


@pytest.mark.parametrize(
    ("typed", "said", "corrected"),
    [
        ('sti "langs vejen', "mangler et anførselstegn", 'sti "langs vejen"'),
        ('sti udvalg:"børn og', "mangler et anførselstegn", 'sti udvalg:"børn og"'),
        ("(bro ELLER vej", "mangler en slutparentes", "bro ELLER vej"),
        ("bro vej) sti", "slutparentes for meget", "bro vej sti"),
        ("bro ELLER", "ved ELLER", "bro"),
        ("OG bro", "ved OG", "bro"),
        ("bro udfald:godkendt", "Vælg det blandt filtrene", "bro"),
        ('-type:x (bro udfald:"ikke godkendt")', "”udfald:” kan ikke skrives", "bro"),
        ("titel:bro", "titler alene", "bro"),
        ("bro ELLER ELLER vej", "ved ELLER", "bro ELLER vej"),
        ("*sti", "sidst i et ord", "sti"),
        ("br* sti", "mindst 3 bogstaver", "br sti"),
        ("dato:imorgen sti", "”imorgen” kan vi ikke læse som dato", "sti"),
        ("beløb:mange sti", "kan vi ikke læse som beløb", "sti"),
    ],
)
def test_mistakes_are_named_and_put_right(typed: str, said: str, corrected: str) -> None:
    question = read(typed)
    assert said in " ".join(question.notes)
    assert question.corrected == corrected
    assert not read(corrected).notes


def test_a_heading_with_a_colon_is_text() -> None:
    assert as_read("Sag: Renovering af broen") == "Sag Renovering broen"
    assert as_read("Dato: snarest") == "Dato snarest"


def test_a_part_can_be_dropped_and_a_phrase_taken_apart() -> None:
    question = read('kommune:varde (bro ELLER "langs vejen") -havn')
    bro, phrase, _ = question.clauses
    assert question.without(bro).text == 'kommune:varde "langs vejen" -havn'
    assert question.without(question.fields[0]).text == '(bro ELLER "langs vejen") -havn'
    assert question.loosened(phrase).text == "kommune:varde (bro ELLER (langs vejen)) -havn"


WORDS = st.sampled_from(
    [
        "bro",
        "vej",
        "§ 19",
        "a",
        "og",
        "22/24308",
        "2019",
        "høje-taastrup",
        "OG",
        "ELLER",
        "AND",
        "(",
        ")",
        "-(",
        '"',
        "*",
    ]
    + ["cykel*", "-sti", "-", "kommune:varde", "dato:maj 2019", "dato:", "-beløb:>1 mio.", 'udvalg:"a b"', "sag:", ","]
    + ["OG,", "/ELLER", "x,kommune:varde", "§§ 8 og 20", "EU's", "a\u0301", "\u00ad", "person:Asta Krogh", "parti:Ø"]
)
TYPED = st.one_of(
    st.lists(st.tuples(WORDS, st.sampled_from(["", " ", " "])), max_size=14).map(
        lambda all_: "".join(a + b for a, b in all_)
    ),
    st.text(st.one_of(st.characters(), st.sampled_from("\"-§ /\\'&|!():*<>“«.,aeogELR1234")), max_size=80),
)


@settings(max_examples=600, deadline=None)
@given(TYPED)
@example('"' * 301)
@example("(" * 300)
@example("-(" * 150 + "a")
@example("§ 19 (a)")
@example("§ 19(x,kommune:varde")
def test_what_is_printed_reads_as_the_same(typed: str) -> None:
    question = read(typed)
    text = printed(question.tree)
    again = read(text)
    assert meaning(again.tree) == meaning(question.tree), (text, printed(again.tree))
    assert printed(again.tree) == text
    for part in (*question.clauses, *question.fields):
        read(question.without(part).text)
