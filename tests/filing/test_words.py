"""What the archive learns from its own words, and that the index follows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from meetings.filing import reindexing, words
from meetings.filing.indexing import index_meeting
from meetings.jobs import follow_analyser, learn_words
from meetings.models import Indexing, Meeting, SearchItem, Word
from meetings.models.word import forget_lexicon, lexicon
from tests.make import make_found, make_item, make_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_lexicon_of_another_test() -> Iterator[None]:
    forget_lexicon()
    yield
    forget_lexicon()


def found(query: str) -> list[str]:
    return [item["title"] for item in Client().get("/soeg.json", {"q": query}).json()["items"]]


def make_brambles(number: int) -> None:
    for index in range(number):
        make_found(f"Bær {index}", text="Der plantes brombær efter planen; bærret, brombærret, er modent.")


def test_an_archive_that_grows_takes_its_compounds_apart() -> None:
    make_found("Tilskud", text="Der plantes brombærhegn i år.")
    make_brambles(words.LEARNT_AT)
    assert "Tilskud" not in found("brombær")
    learn_words(timestamp=0)
    assert "Tilskud" in found("brombær")
    assert lexicon().learnt >= {"brombær"}
    assert found('"brombær" hegn') == []


def test_what_is_learnt_twice_changes_nothing_the_second_time() -> None:
    make_found("Tilskud", text="Der plantes brombærhegn i år.")
    make_brambles(words.LEARNT_AT)
    assert words.learn() > 0
    assert words.settle() == 1
    assert (words.learn(), words.settle()) == (0, 0)


def test_killed_before_the_rows_are_written_the_next_run_writes_them() -> None:
    make_found("Tilskud", text="Der plantes brombærhegn i år.")
    make_brambles(words.LEARNT_AT)
    words.learn()
    assert words.learn() > 0  # counted again, and still not settled
    words.settle()
    assert "Tilskud" in found("brombær")


def test_too_few_items_and_names_teach_nothing() -> None:
    make_brambles(words.LEARNT_AT - 1)
    for index in range(words.LEARNT_AT):
        make_found(f"Gade {index}", text=f"Den nye Zuschlag nummer {index}, eller Zuschlagen.")
    for index in range(words.LEARNT_AT):
        make_found(f"Under {index}", text="Det ligger dengang under broen, den samme, hvor de mødes sammen.")
    words.learn()
    assert not lexicon().learnt & {"brombær", "zuschlag", "dengang", "under", "samme"}


def test_only_what_can_be_found_is_counted() -> None:
    make_item(make_meeting(status=Meeting.Status.DRAFT), title="Hemmelige hvepsebo")
    gone = make_found("Trukket tilbage hvepsebo")
    gone.meeting.status = Meeting.Status.WITHDRAWN
    gone.meeting.save()
    index_meeting(gone.meeting)
    make_found("Salg af grund", closed=True, text="lukket hvepsebo")
    words.learn()
    assert set(Word.objects.values_list("word", flat=True)) == {"salg", "grund"}


def test_reindex_learns_first(capsys: Any) -> None:
    make_found("Tilskud", text="Der plantes brombærhegn i år.")
    make_brambles(words.LEARNT_AT)
    call_command("reindex")
    assert "Tilskud" in found("brombær")
    assert not Word.objects.unsettled().exists()


def test_rows_of_another_analyser_are_written_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    make_found("Tilskud", text="Der søges fleksjobpuljer i år.")
    follow_analyser(timestamp=0)  # nobody knows who wrote the rows
    assert "Tilskud" in found("fleksjob")
    SearchItem.objects.update(vector="")
    follow_analyser(timestamp=0)  # ours did: nothing is written
    assert found("fleksjob") == []
    monkeypatch.setattr(reindexing, "analyser_version", lambda: "another")
    follow_analyser(timestamp=0)
    assert "Tilskud" in found("fleksjob")
    assert Indexing.objects.get().analyser == "another"
