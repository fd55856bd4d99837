"""What one sentence of a decision does: accepts, refuses, puts off, notes, chooses, or says something of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from . import sentences as cut
from . import wordings
from .asked import KEEP, labels, only_amount

Act = Literal["", "accepted", "refused", "postponed", "noted", "discussed", "forwarded", "chosen", "own words"]


@dataclass(frozen=True)
class Said:
    """One sentence read. `changed`: the words of a change that goes with an acceptance; `doubtful`: a clause beside it
    that may or may not be one; `aside`: it tells what some members did, or of an amendment."""

    sentence: str
    act: Act
    aside: bool = False
    amendment: Literal["", "taken", "lost"] = ""
    changed: str = ""
    doubtful: bool = False

    @property
    def of_recommendation(self) -> bool:
        return bool(wordings.OF_RECOMMENDATION.search(self.sentence))

    @property
    def goes_on_with_change(self) -> bool:
        """'Dog således at …' after 'Godkendt.'"""
        no_change = wordings.NO_CHANGE.search(self.sentence) or wordings.WISH_APART.search(self.sentence)
        return bool(wordings.GOES_ON.search(self.sentence)) and not no_change

    @property
    def negative(self) -> bool:
        """'Kontrakten forlænges ikke', 'besluttede, at vuggestuen ikke lukkes'"""
        return bool(wordings.NEGATIVE.search(self.main_clause))

    @property
    def main_clause(self) -> str:
        """'Kontrakten forlænges ikke' of '…, og opgaven sendes i udbud', the commas before 'at' left alone."""
        return cut.before_next_clause(self.sentence)

    @property
    def instead(self) -> bool:
        return bool(wordings.INSTEAD.search(self.sentence))

    @property
    def notes_as_well(self) -> bool:
        """'Drøftet og taget til efterretning.'"""
        return bool(wordings.NOTED.search(self.sentence))

    @property
    def keeps(self) -> bool:
        return bool(KEEP.search(self.sentence))

    @property
    def chooses(self) -> bool:
        return bool(wordings.CHOSEN.search(self.sentence))

    @property
    def grants_applicant(self) -> bool:
        return bool(wordings.GRANTS.search(self.sentence)) and not wordings.REFUSED.search(self.sentence)

    @property
    def refuses_applicant(self) -> bool:
        return bool(wordings.REFUSES_APPLICANT.search(self.sentence))

    @property
    def sets_amount(self) -> bool:
        return bool(wordings.SETS_AMOUNT.search(self.sentence))

    @cached_property
    def single_amount(self) -> int:
        return only_amount(self.sentence)

    @cached_property
    def labels(self) -> frozenset[tuple[str, str]]:
        return labels(self.sentence)


def read_sentence(sentence: str) -> Said:
    if wordings.AMENDMENT.search(sentence):
        return Said(sentence, "", aside=True, amendment=_fate(sentence))
    own = wordings.PERSON_CLAUSE.sub("", sentence)
    if (
        wordings.OF_SOME.search(own)
        and not (wordings.REFUSED.search(own) and wordings.MAJORITY.search(own))
        and not _decides_besides(own)
    ):
        return Said(sentence, "", aside=True)
    if wordings.SOME_ACT.search(own) and not wordings.MAJORITY.search(own):
        return Said(sentence, "", aside=True)
    act = _act(own)
    if act == "own words" and wordings.MERE_WISH.search(own):
        return Said(sentence, "")
    if act not in ("accepted", "own words"):
        return Said(sentence, act)
    changed, doubtful = _change(own)
    return Said(sentence, act, changed=changed, doubtful=doubtful)


def _fate(sentence: str) -> Literal["", "taken", "lost"]:
    """What became of an amendment; '' where it is only spoken of."""
    if wordings.REFUSED.search(sentence) or wordings.OF_SOME.search(sentence):
        return "lost"
    return "taken" if wordings.TAKEN.search(sentence) else ""


def points(decision: str) -> list[Said]:
    """The parts of a decision that answer numbered points: 'At 1: Godkendt. At 2: Udsat.'; [] where it is not so."""
    found: list[Said] = []
    for sentence in cut.sentences(decision):
        match = wordings.NUMBERED.match(sentence)
        if match and sentence[match.end() :].strip():
            said = read_sentence(sentence[match.end() :].strip(" :.-–"))
            if said.act:
                found.append(Said(sentence, said.act, said.aside, said.amendment, said.changed, said.doubtful))
    return found


def _decides_besides(sentence: str) -> bool:
    """'Godkendt med 13 stemmer mod 3, V stemte imod': the vote stands behind what was decided."""
    act = _first(sentence)
    some = wordings.OF_SOME.search(sentence)
    return bool(act and some and act[0] < some.start() and not wordings.SOME_ACT.search(sentence))


def _act(sentence: str) -> Act:
    found = _first(sentence)
    return found[1] if found else ""


def _first(sentence: str) -> tuple[int, Act] | None:
    """Where the sentence first does something, and what. A refusal holds the words of an acceptance, and so it
    goes first."""
    refused = wordings.REFUSED.search(sentence)
    postponed = wordings.POSTPONED.search(sentence)
    accepted = wordings.ACCEPTED.search(sentence)
    if postponed and not (accepted and accepted.start() < postponed.start()):
        return postponed.start(), "postponed"
    if refused and not (accepted and accepted.end() < refused.start()):
        return refused.start(), "refused"
    if accepted:
        return accepted.start(), "accepted"
    found = [(match.start(), act) for act, pattern in _OTHERS if (match := pattern.search(sentence))]
    return min(found, key=lambda one: one[0], default=None)


# What comes first in the sentence is what it does; of two that begin at one place the one that stands first here.
_OTHERS: tuple[tuple[Act, re.Pattern[str]], ...] = (
    ("noted", wordings.NOTED),
    ("chosen", wordings.CHOSEN),
    ("forwarded", wordings.FORWARDED),
    ("own words", wordings.OWN_WORDS),
    ("discussed", wordings.DISCUSSED),
)


def _change(sentence: str) -> tuple[str, bool]:
    """The words of a change that goes with an acceptance ('' for none), and whether there is a clause of doubt."""
    if (match := wordings.CHANGED.search(sentence)) and not wordings.NO_CHANGE.search(sentence):
        return sentence[match.start() :], False
    clause = wordings.CLAUSE.search(sentence)
    if not clause:
        return "", False
    words = clause["idet"] or clause["remark"] or ""
    if wordings.WISH.search(words) and not re.search(r"\bskal\b|\bpræciseres\b", words):
        return "", False
    if wordings.CHANGES.search(words):
        return words, False
    return "", bool(words.strip())
