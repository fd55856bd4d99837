"""A misspelt word gets one suggestion, and no word is replaced silently."""

from __future__ import annotations

import html
import re
from typing import Any
from urllib.parse import unquote_plus

import pytest
from django.db import connection
from django.test import Client

from meetings.filing import words
from meetings.models import Word
from meetings.models.word import forget_lexicon
from meetings.search.misspelt import keys
from tests.make import make_found

pytestmark = pytest.mark.django_db

# Words of an archive with how many items have them; the commoner ones are there to lead astray.
WORDS = {
    "befordring": 40, "befolkning": 900, "befolkningen": 700, "fleksjob": 120, "flexbus": 3, "flytning": 500,
    "sygedagpenge": 300, "sygedage": 20, "orientering": 9000, "orienteret": 800, "kommune": 9500, "kommunen": 9000,
    "lokalplan": 700, "lokalplanen": 650, "kørsel": 80, "køkken": 90, "tilskud": 400, "tilsyn": 600, "skole": 800,
    "skoven": 60, "aabenraa": 50, "ældreråd": 30, "ældre": 400, "beskæftigelse": 700,
    "realisering": 190, "ældrerådet": 190,
}  # fmt: skip


@pytest.fixture
def archive() -> None:
    Word.objects.bulk_create(Word(word=word, documents=number) for word, number in WORDS.items())
    make_found("Kørsel til skole", text="Kommunen giver befordring til elever.")


def meant(query: str, **parameters: Any) -> str:
    page = Client().get("/soeg/", {"q": query, **parameters}).content.decode()
    found = re.search(r"Mente du <a href=\"([^\"]*)\">([^<]*)</a>", page)
    if not found:
        return ""
    words_shown = html.unescape(found[2])
    assert f"q={words_shown}" in unquote_plus(html.unescape(found[1]))
    return words_shown


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("befodring", "befordring"),
        ("flexjob", "fleksjob"),
        ("sygedagpege", "sygedagpenge"),
        ("orintering", "orientering"),
        ("lokaplan", "lokalplan"),
        ("komune", "kommune"),
        ("tillskud", "tilskud"),
        ("körsell", "kørsel"),
        ("Beskæftigesle", "beskæftigelse"),
        ("beskefitgelse", "beskæftigelse"),  # two mistakes: in the middle, at both ends, in one half
        ("reskæftigelss", "beskæftigelse"),
        ("ebskæfitgelse", "beskæftigelse"),
        ("beskæftigeeles", "beskæftigelse"),
        ("befoorrdringg", "befordring"),
        ("aeldreraaded", "ældrerådet"),
        ("befodring kommune", "befordring kommune"),
        ('befodring -lokalplan "en frase"', 'befordring -lokalplan "en frase"'),
        ("befodring ELLER flexjob", "befordring ELLER fleksjob"),
    ],
)
def test_one_suggestion(archive: None, typed: str, right: str) -> None:
    assert meant(typed) == right


@pytest.mark.parametrize("word", ["kvalitet", "befordring", "handicapråd"])
def test_no_two_mistakes_hide_a_word(word: str) -> None:
    """Every two letters too many, too few or wrong, wherever: the index and who asks it cut words alike. Where what is
    left out brings two equal letters together, that counts as a third."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT meetings_word_pieces(%s)", [word])
        kept = set(cursor.fetchone()[0])
    misspelt = {twice for once in _mistakes(word) for twice in _mistakes(once)}
    assert [typed for typed in misspelt if not re.search(r"(.)\1", typed) and kept.isdisjoint(keys(typed))] == []


def _mistakes(word: str) -> set[str]:
    places = range(len(word))
    more = {f"{word[:at]}w{word[at:]}" for at in [*places, len(word)]}
    return more | {word[:at] + word[at + 1 :] for at in places} | {f"{word[:at]}w{word[at + 1 :]}" for at in places}


@pytest.mark.parametrize(
    "typed",
    [
        "kommunerne zzz",
        "xyzzyq",
        "sti",
        '"befodring"',
        "-befodring",
        "22/24308",
        "befod*",
        "",
        "skoles",
        "revalidering",
        "flexbsu",  # flexbus was counted, and stands nowhere any more
    ],
)
def test_nothing_to_suggest(archive: None, typed: str) -> None:
    assert meant(typed) == ""


def test_a_word_that_finds_something_is_left_alone(archive: None) -> None:
    make_found("Elevtransport", text="Det gælder voksenældreområdet.")
    assert meant("elever") == ""
    assert meant("ældreområdet") == ""  # and no 'ældrerådet'


def test_a_typing_error_that_somebody_made_before_is_doubted(archive: None) -> None:
    Word.objects.create(word="orintering", documents=1)
    make_found("Orintering om sagen")
    assert meant("orintering") == "orientering"


def test_filters_stay_and_do_not_count(archive: None) -> None:
    address = Client().get("/soeg/", {"q": "befodring", "udfald": "godkendt"}).content.decode()
    assert re.search(r"Mente du <a href=\"[^\"]*udfald=[^\"]*\">befordring</a>", address)
    assert meant("befordring", udfald="udsat") == ""


def test_words_that_were_counted_are_suggested() -> None:
    make_found("Ny belysning", text="Belysningen langs havnefronten fornys.")
    words.learn()
    forget_lexicon()
    assert meant("havnefrotnen") == "havnefronten"
