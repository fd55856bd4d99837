"""What the query language finds: held against a plain reading of the same items, through the search page's JSON."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from meetings.filing.indexing import index_meeting
from meetings.search.query_language.printing import printed
from meetings.search.question import read
from tests.make import make_decision, make_found, make_item, make_meeting, make_vote

pytestmark = pytest.mark.django_db
WORDS = ("sti", "bro", "havn", "skole", "vej")


@pytest.fixture
def drawn(client: Client) -> Callable[[str], tuple[set[str], int]]:
    """Thirty items of drawn words; asks for titles and total."""
    chance = random.Random(11)
    for day in range(1, 11):
        place = chance.choice(("Varde", "Aabenraa"))
        meeting = make_meeting(municipality=place, date=f"{chance.choice((2021, 2022))}-05-{day:02d}", published=True)
        for number in range(2):
            words = " ".join(chance.choice(WORDS) for _ in range(3))
            make_item(meeting, title=f"{place} {meeting.date.year} {words} nr{day}x{number}")
        index_meeting(meeting)

    def ask(q: str) -> tuple[set[str], int]:
        answer = client.get("/soeg.json", {"q": q, "sort": "nyeste"}).json()
        return {item["title"] for item in answer["items"]}, answer["total"]

    return ask


def test_every_operator_does_what_it_says(drawn: Callable[[str], tuple[set[str], int]]) -> None:
    everything, _ = drawn("")
    has = {title: set(title.split()) for title in everything}
    questions: dict[str, Callable[[set[str]], bool]] = {
        "sti ELLER bro": lambda t: "sti" in t or "bro" in t,
        "sti havn ELLER bro skole": lambda t: {"sti", "havn"} <= t or {"bro", "skole"} <= t,
        "sti (havn ELLER bro)": lambda t: "sti" in t and bool(t & {"havn", "bro"}),
        "sti -(havn ELLER bro)": lambda t: "sti" in t and not t & {"havn", "bro"},
        "-(sti bro)": lambda t: not {"sti", "bro"} <= t,
        "sti ELLER -bro": lambda t: "sti" in t or "bro" not in t,
        "-sti -bro": lambda t: not t & {"sti", "bro"},
        "sko*": lambda t: "skole" in t,
        "-sko* vej": lambda t: "skole" not in t and "vej" in t,
        'sti ELLER "bro"': lambda t: "sti" in t or "bro" in t,
        "kommune:varde": lambda t: "Varde" in t,
        'kommune:"Varde Kommune" sti': lambda t: {"Varde", "sti"} <= t,
        "-kommune:varde ELLER sti": lambda t: "Varde" not in t or "sti" in t,
        "dato:2021 OG bro": lambda t: {"2021", "bro"} <= t,
        "dato:>2021 ELLER bro": lambda t: "2022" in t or "bro" in t,
        "-(dato:2021 kommune:aabenraa)": lambda t: not {"2021", "Aabenraa"} <= t,
        "kommune:atlantis": lambda _: False,
    }
    for question, holds in questions.items():
        right = {title for title in everything if holds(has[title])}
        found, total = drawn(question)
        assert (found, total) == (right, len(right)), question


def draw(chance: random.Random, depth: int) -> tuple[str, Callable[[set[str]], bool]]:
    """A question as text, and what it asks of the words of a title."""
    if not depth or chance.random() < 0.2:
        word = chance.choice(WORDS)
        text, holds = chance.choice(
            [
                (word, word),
                (f'"{word}"', word),
                (f"{word[:3]}*", word),
                ("kommune:varde", "Varde"),
                ("dato:2021", "2021"),
            ]
        )
        return text, lambda title: holds in title
    kind = chance.choice(("all", "any", "not"))
    if kind == "not":
        text, inside = draw(chance, depth - 1)
        return f"-({text})", lambda title: not inside(title)
    parts = [draw(chance, depth - 1) for _ in range(chance.choice((2, 2, 3)))]
    text = (" ELLER " if kind == "any" else chance.choice((" ", " OG "))).join(f"({one})" for one, _ in parts)
    return text, lambda title: (any if kind == "any" else all)(holds(title) for _, holds in parts)


def test_any_tree_of_questions_finds_what_it_says_and_so_does_what_it_is_printed_as(
    drawn: Callable[[str], tuple[set[str], int]],
) -> None:
    everything, _ = drawn("")
    chance = random.Random(3)
    for _ in range(80):
        question, holds = draw(chance, 3)
        right = {title for title in everything if holds(set(title.split()))}
        assert drawn(question) == (right, len(right)), question
        again = printed(read(question).tree)
        assert drawn(again) == (right, len(right)), (question, again)


def test_fields_ask_the_columns(found: Any, client: Client) -> None:
    teknik = make_meeting("Teknik- og Miljøudvalget", date="2019-05-14", municipality="Varde", published=True)
    bridge = make_found("Broen", meeting=teknik, case_number="22/24308", text="Den koster 2,5 mio. kr.", decision="Ja.")
    make_vote(bridge.decisions.get(), "for", parties=["V", "Socialdemokratiet"])
    index_meeting(teknik)
    council = make_meeting("Byrådet", date="2021-01-31", municipality="Aabenraa", published=True)
    harbour = make_found("Havnen", meeting=council, case_number="22/1", text="Den koster 300.000 kr.", decision="Nej.")
    make_vote(harbour.decisions.get(), "against", parties=["Ø"], persons=["Asta Krogh"])
    index_meeting(council)
    for query, right in {
        "udvalg:teknik": ["Broen"],
        'udvalg:"Teknik- og Miljøudvalget"': ["Broen"],
        "udvalg:byrådet": ["Havnen"],
        "sag:22/24308": ["Broen"],
        "sag:22-024308": ["Broen"],
        "dato:14-05-2019": ["Broen"],
        "dato:maj 2019": ["Broen"],
        "dato:2019..2020": ["Broen"],
        "dato:>=2021": ["Havnen"],
        "dato:..2020": ["Broen"],
        "beløb:>1mio": ["Broen"],
        "beløb:300.000": ["Havnen"],
        "beløb:1mio-3mio": ["Broen"],
        "beløb:2..3 mio.": ["Broen"],  # 2 has its unit from the other
        "beløb:200.000-1mio": ["Havnen"],
        "parti:venstre": ["Broen"],
        "parti:A": ["Broen"],
        "parti:enhedslisten": ["Havnen"],
        "parti:v ELLER parti:ø": ["Havnen", "Broen"],
        'person:"Asta Krogh"': ["Havnen"],
        "den -parti:v": ["Havnen"],
    }.items():
        assert found(query, sort="nyeste") == right, query


def test_a_search_for_amounts_shows_them(words_of: Any) -> None:
    """The largest, which is what is asked for; where amounts are not asked for, none is shown."""
    make_found("Broen", text="Den koster 2,5 mio. kr. i alt. Malingen koster 300.000 kr.", decision="Broen bygges.")
    make_found("Køb", closed=True)
    for query in ("beløb:>1mio", "belob:>1mio", "broen (beløb:>1mio ELLER sti)"):
        assert "Største beløb: 2,5 mio. kr. Den koster 2,5 mio. kr. i alt." in words_of(f"/soeg/?q={query}"), query
    assert "Største beløb" not in words_of("/soeg/?q=broen")


def test_a_search_for_a_party_or_a_person_tells_how_they_voted(words_of: Any) -> None:
    bridge = make_found("Broen")
    own = make_decision(bridge, body="Byrådet", text="Godkendt.")
    make_vote(own, "for", parties=["V"], persons=["Asta Krogh"], affiliations=["Asta Krogh (A)"])
    against = ["Bo Lind", "Ib Holm"]
    make_vote(own, "against", parties=[], persons=against, affiliations=["Bo Lind (A)", "Ib Holm (A)"])
    make_vote(make_decision(bridge, body="Økonomiudvalget", own=False), "reservation", parties=["Venstre"])
    index_meeting(bridge.meeting)
    whole = "Afstemning: Socialdemokratiet (A) : for (Asta Krogh); imod (Bo Lind og Ib Holm)"
    assert whole in words_of("/soeg/?q=broen+parti:A")
    assert whole in words_of("/soeg/?q=broen&parti=A")
    assert "Venstre (V) : for Venstre (V) i Økonomiudvalget: forbehold" in words_of("/soeg/?q=parti:venstre")
    assert "Ib Holm : imod" in words_of('/soeg/?q=person:"Ib Holm"')
    for address in ("/soeg/?q=broen", "/soeg/?q=broen+-parti:Ø", "/soeg/?q=person:Asta"):
        assert "Afstemning:" not in words_of(address), address


def test_what_binds_tighter_can_be_read_on_the_page(words_of: Any) -> None:
    make_found("Broen over åen")
    assert "(rød bro) ELLER åen" in words_of("/soeg/?q=rød+bro+ELLER+åen")


def test_a_place_nobody_knows_is_named(client: Client) -> None:
    make_found("Broen")
    answer = client.get("/soeg.json", {"q": "bro kommune:vare"}).json()
    assert "Arkivet kender ingen kommune, der hedder ”vare”" in answer["problems"][0]
    assert answer["corrected"] == "bro kommune:varde"


def test_several_places_in_one_word_are_offered_as_either(client: Client) -> None:
    make_found("Broen")
    make_found("Havnen", meeting=make_meeting(municipality="Aabenraa", published=True))
    page = client.get("/soeg/", {"q": "-bro kommune:Varde,Aabenraa"}).content.decode()
    better = client.get("/soeg.json", {"q": "-bro kommune:Varde,Aabenraa"}).json()["corrected"]
    assert better == "-bro (kommune:Varde ELLER kommune:Aabenraa)"
    assert better in page
    assert client.get("/soeg.json", {"q": better}).json()["total"] == 1


def test_a_party_that_no_vote_names_is_told_of(words_of: Any) -> None:
    make_vote(make_decision(make_found("Broen"), body="Byrådet"), parties=["V"])
    for address in ("/soeg/?q=parti:xyz", "/soeg/?parti=xyz"):
        assert "Ingen afstemning i arkivet nævner Xyz" in words_of(address)


def test_who_was_there_is_said_to_stand_elsewhere(words_of: Any) -> None:
    """A bare zero would say that nobody was ever away."""
    make_found("Broen")
    told = "Hvem der var til stede eller fraværende, kan der ikke søges efter."
    assert told in words_of("/soeg/?q=hvem+var+fraværende")
    assert told not in words_of("/soeg/?q=hvem+var+rutsjebane")


def test_a_year_among_words_leads_to_what_was_held_in_it(client: Client, words_of: Any) -> None:
    make_found("Budget for havnen", date="2023-12-05")
    make_found("Budget 2023 for broen", date="2022-10-05")
    make_found("Budget 2023 for vejen", date="2022-10-06")
    page = words_of("/soeg/?q=budget+2023")
    assert "Budget 2023 for broen" in page
    assert "Fra 2023, også hvor året ikke står i teksten: budget (1 punkt)" in page
    assert 'href="/soeg/?q=budget&amp;aar=2023"' in client.get("/soeg/?q=budget+2023").content.decode()
    assert "ikke står i teksten: havnen (1 punkt)" in words_of("/soeg/?q=havnen+2023")  # nowhere in a text


def test_a_mistake_has_a_link_that_puts_it_right(client: Client) -> None:
    make_found("Broen langs vejen")
    page = client.get("/soeg/", {"q": 'bro "langs vejen'}).content.decode()
    assert "Der mangler et anførselstegn" in page
    assert 'href="/soeg/?q=bro+%22langs+vejen%22"' in page


@pytest.mark.parametrize(
    ("typed", "link"),
    [
        ("bro udfald:udsat", '<a href="/soeg/?q=bro&amp;udfald=udsat">bro, Udsat</a>'),
        ('(udfald:"ikke godkendt") bro', '<a href="/soeg/?q=bro&amp;udfald=ikke-godkendt">bro, Ikke godkendt</a>'),
        ("udfald:forkastet", '<a href="/soeg/?udfald=ikke-godkendt">Ikke godkendt</a>'),
        ("lukket:ja bilag:nej", '<a href="/soeg/?bilag=nej&amp;lukket=ja">Lukkede punkter, Uden bilag</a>'),
        ("bro -udfald:udsat", '<a href="/soeg/?q=bro">bro</a>'),  # no filter leaves anything out
    ],
)
def test_a_filter_among_the_words_is_chosen_by_the_link(client: Client, typed: str, link: str) -> None:
    assert f"Ret til: {link}" in client.get("/soeg/", {"q": typed}).content.decode()


def test_a_vote_of_another_body_is_a_vote_too(found: Any) -> None:
    item = make_found("Broen", decision="Ja.")
    make_vote(make_decision(item, own=False, body="Byrådet"), parties=["O"])
    index_meeting(item.meeting)
    assert found("parti:O") == ["Broen"]
