"""Whether a decision followed its recommendation: measured on pairs of our own, half of them for measuring only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.ingest.rules import outcomes, votes
from meetings.language.followed import judge

PAIRS = Path(__file__).parent / "recommendations"
DEPARTURES = {"amended", "not_followed"}


class Pair(NamedTuple):
    recommendation: str
    decision: str
    kind: str

    def judged(self):
        """As filing judges it: with the outcome and the votes that the parser reads out of the same text."""
        counts = {vote.position: vote.count for vote in votes.read(self.decision)}
        return judge(self.recommendation, self.decision, outcomes.read(self.decision).outcome, counts)


def pairs(name: str) -> Iterator[Pair]:
    for block in (PAIRS / name).read_text(encoding="utf-8").strip().split("\n\n"):
        lines = dict(zip("IB=", block.split("\n"), strict=True))
        assert lines["I"].startswith("I: ")
        assert lines["B"].startswith("B: ")
        yield Pair(lines["I"][3:].replace(" / ", "\n"), lines["B"][3:].replace(" / ", "\n"), lines["="][2:].strip())


@pytest.mark.parametrize("name", ["work.txt", "measure.txt"])
def test_of_what_is_called_a_departure_98_in_100_are_one(name):
    """Precision first: who reads 'ikke fulgt' may believe it. Recall: 94 in 100 when this was written."""
    read = [(pair, pair.judged()) for pair in pairs(name)]
    called = [(pair, judged) for pair, judged in read if judged.kind in DEPARTURES]
    wrong = [(pair, judged) for pair, judged in called if pair.kind != judged.kind]
    there = [pair for pair, _ in read if pair.kind in DEPARTURES]
    assert len(read) >= 80
    assert len(wrong) <= 0.02 * len(called), wrong
    assert len(called) >= 0.9 * len(there)
    assert sum(pair.kind == judged.kind for pair, judged in read) >= 0.95 * len(read)


def test_whatever_is_told_of_hard_decisions_is_so():
    """Here much stays unrecognised: of 63 departures 46 were told when this was written, 48 of 53 others."""
    read = [(pair, pair.judged()) for pair in pairs("hard.txt")]
    told = [(pair, judged) for pair, judged in read if judged.kind != "unrecognised"]
    wrong = [(pair, judged) for pair, judged in told if pair.kind != judged.kind]
    assert len(wrong) <= 0.01 * len(told), wrong
    assert len(told) >= 0.8 * len(read)


def test_pairs_that_turn_on_a_word_or_two_are_all_told_apart():
    """Neighbours of one another, each for one rule; nothing is forgiven here."""
    read = [(pair, pair.judged()) for pair in pairs("turns.txt")]
    assert [(pair, judged) for pair, judged in read if pair.kind != judged.kind] == []


def test_the_two_halves_share_nothing():
    assert not {pair[:2] for pair in pairs("work.txt")} & {pair[:2] for pair in pairs("measure.txt")}


def test_the_sentence_that_shows_it_stands_in_the_decision():
    for pair in pairs("measure.txt"):
        judged = pair.judged()
        if judged.kind in DEPARTURES:
            assert judged.evidence
            assert " ".join(judged.evidence.split()) in " ".join(pair.decision.split())


def test_without_a_recommendation_nothing_is_told():
    assert judge("", "Ikke godkendt.", "rejected").kind == "unrecognised"
    assert judge("At sagen godkendes.", "").kind == "unrecognised"


def test_an_outcome_that_contradicts_the_words_silences_them():
    """A person corrected the outcome: then the sentence was misread."""
    assert judge("at sagen godkendes", "Godkendt.", "approved").kind == "followed"
    assert judge("at sagen godkendes", "Godkendt.", "rejected").kind == "unrecognised"


def test_numbers_of_votes_speak_where_words_do_not():
    words = "Indstillingen sat til afstemning."
    assert judge("at sagen godkendes", words, "decided", {"for": 3, "against": 5}).kind == "not_followed"
    assert judge("at sagen godkendes", words, "decided", {"for": 5, "against": 3}).kind == "followed"
    assert judge("at sagen godkendes", words, "decided", {"for": 5, "against": None}).kind == "unrecognised"


TEXTS = st.text(alphabet=st.sampled_from("abÅø .,()-:;\n\t|19ikegodntv") | st.characters(), max_size=300)


@given(TEXTS, TEXTS)
def test_no_text_raises(recommendation, decision):
    judged = judge(recommendation, decision, "approved")
    assert judged.kind in {*DEPARTURES, "followed", "postponed", "unrecognised"}
