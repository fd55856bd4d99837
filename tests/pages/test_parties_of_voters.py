"""From the file to the pages: of which party those are whom a vote names, as it is printed with their names."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from meetings.filing import corrections, redactions
from meetings.filing.intake import ingest_file
from meetings.models import Meeting, PersonVote, Redaction, Vote
from tests.papers import CYCLE_PATH, paper

pytestmark = pytest.mark.django_db

ITEM = "/varde/byraadet/2023-12-05/punkt-1/"
VOTED = dataclasses.replace(
    CYCLE_PATH,
    decision="Godkendt med 3 stemmer mod 2.\n\n"
    "For stemte: Anne Hansen (A), Bo Lund (Venstre) og Ida Friis (Udenfor parti)."
    "\n\nImod stemte: Eva Riis (Borgerlisten) og Ø.\n\nLise Holm tog forbehold.",
)


@pytest.fixture
def against() -> Vote:
    ingest_file(paper(VOTED, committee="Byrådet"), "referat.md", publish=True)
    return Vote.objects.get(position="against")


@pytest.fixture
def said(words_of: Callable[..., str]) -> Callable[[], str]:
    """The item's page, where links leave a space before a sign."""
    return lambda: words_of(ITEM).replace(" ,", ",").replace(" :", ":")


def facet(client: Client) -> dict[str, int]:
    return {one["value"]: one["count"] for one in client.get("/soeg.json").json()["facets"]["parti"]}


def test_every_door_says_it(against: Vote, client: Client, said: Any, words_of: Any, found: Any) -> None:
    words = said()
    assert "For 3 stemmer: Anne Hansen (A), Bo Lund (Venstre) og Ida Friis (Udenfor parti)" in words
    assert "Imod 2 stemmer: Ø; Eva Riis (Borgerlisten)" in words
    assert "Forbehold Lise Holm" in words
    page = client.get(ITEM).content.decode()
    assert '<a href="/varde/person/anne-hansen/" rel="nofollow">Anne Hansen (A)</a>' in page
    assert "Imod parti: Borgerlisten" in words_of("/varde/person/eva-riis/")
    assert "parti:" not in words_of("/varde/person/lise-holm/")

    assert facet(client) == {"A": 1, "V": 1, "Ø": 1, "Borgerlisten": 1}  # no party is no party
    assert found("cykelsti parti:borgerlisten") == found(parti="Borgerlisten") == ["Cykelsti langs Lundvej"]
    assert found("parti:c") == []
    (item,) = json.loads(b"".join(client.get("/soeg/udtraek.json").streaming_content))["items"]  # type: ignore[arg-type]
    assert [vote["affiliations"] for vote in item["votes"]][1:] == [[{"name": "Eva Riis", "party": "Borgerlisten"}], []]


def test_a_corrected_name_does_not_get_anothers_party(against: Vote, client: Client, said: Any, words_of: Any) -> None:
    corrections.correct(against, {"persons": ["Per Juhl", "Eva Riis"]}, actor=None)
    assert "Imod 2 stemmer: Ø; Per Juhl og Eva Riis (Borgerlisten)" in said()
    corrections.correct(against, {"affiliations": ["Per Juhl (F)", "Eva Riis (C)"]}, actor=None)
    PersonVote.objects.update(party="")
    Vote.objects.exclude(pk=against.pk).update(affiliations=[])  # as an older reading left it
    call_command("reparse", all=True)
    assert "Imod 2 stemmer: Ø; Per Juhl (F) og Eva Riis (C)" in said()
    assert "Bo Lund (Venstre)" in said()
    assert "Imod parti: C" in words_of("/varde/person/eva-riis/")
    assert facet(client) == {"A": 1, "V": 1, "Ø": 1, "F": 1, "C": 1}


def test_what_is_struck_out_stands_in_no_vote_and_no_filter(against: Vote, client: Client, said: Any) -> None:
    corrections.correct(
        Vote.objects.get(position="reservation"), {"affiliations": ["Lise Holm (Borgerlisten)"]}, actor=None
    )
    municipality = Meeting.objects.get().committee.municipality
    words = Redaction(municipality=municipality, words="Borgerlisten", reason="Fejl i referatet")
    redactions.redact(words, actor=None)
    assert "Eva Riis ([udstreget]) Forbehold Lise Holm ([udstreget])" in said()
    assert facet(client) == {"A": 1, "V": 1, "Ø": 1}
    corrections.correct(Vote.objects.get(position="for"), {"affiliations": ["Bo Lund (Borgerlisten)"]}, actor=None)
    assert "Anne Hansen, Bo Lund ([udstreget])" in said()
    redactions.lift(words, actor=None)
    assert "Eva Riis (Borgerlisten) Forbehold Lise Holm (Borgerlisten)" in said()
