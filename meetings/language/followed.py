"""Whether a decision is what was recommended, read from the two texts: a pure function, sure or silent.

The kinds:

- followed: what was recommended was decided; wishes, remarks, votes and reservations beside it change nothing.
- amended: accepted in part, with a change, an addition or a condition.
- not_followed: refused, or something else decided in its place.
- postponed: not decided: put off, sent back, taken off the agenda.
- unrecognised: the two texts do not tell.

'amended' and 'not_followed' accuse, so they are said only where a sentence shows it; that sentence is the evidence.
What the rules were made from and how often they are right stands in tests/language/recommendations.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple

from . import sentences as cut
from .asked import Asked, read_recommendation, same_words, says_as_much
from .decided import Said, points, read_sentence

Kind = Literal["followed", "amended", "not_followed", "postponed", "unrecognised"]
_LONGEST = 400  # characters of evidence
_READ = 6_000  # characters of a decision that are read
_PLAIN = 5  # words of a bare yes or no: 'Godkendt.', 'Indstillingen blev godkendt enstemmigt.'
_NOT = re.compile(r"\bikke\b", re.IGNORECASE)


class Judgement(NamedTuple):
    kind: Kind
    evidence: str


UNRECOGNISED = Judgement("unrecognised", "")


def judge(
    recommendation: str, decision: str, outcome: str = "", votes: Mapping[str, int | None] | None = None
) -> Judgement:
    """`outcome` is what the decision was read or corrected to amount to (one of the ten of Decision.Outcome, '' for
    none), `votes` counts by position ('for', 'against'); both speak only where the words do not."""
    asked = read_recommendation(recommendation)
    if asked is None or not decision.strip():
        return UNRECOGNISED
    told = [read_sentence(sentence) for sentence in cut.sentences(decision[:_READ])]
    judged = _amendment_taken(asked, told) or _by_points(asked, decision[:_READ]) or _by_words(asked, told)
    if judged is None:
        judged = _by_outcome(asked, told, outcome, votes or {})
    return Judgement(judged.kind, _short(judged.evidence)) if _agrees(judged, outcome, asked) else UNRECOGNISED


def _amendment_taken(asked: Asked, told: list[Said]) -> Judgement | None:
    """'Ændringsforslag 5 blev vedtaget.'"""
    taken = next((said for said in told if said.amendment == "taken"), None)
    return Judgement("amended", taken.sentence) if taken and not asked.open_question else None


def _by_points(asked: Asked, decision: str) -> Judgement | None:
    """'1. at: Godkendt. 2. at: Ikke godkendt.'"""
    read = points(decision)
    if len(read) < 2 or asked.open_question:
        return None
    kinds = [_of_sentence(asked, said, alone=False) for said in read]
    judged = [kind for kind in kinds if kind is not None]
    if len(judged) < len(kinds):
        return None
    departing = next((one for one in judged if one.kind in ("amended", "not_followed")), None)
    found = {one.kind for one in judged}
    if len(found) == 1:
        return judged[0]
    if "unrecognised" in found:
        return departing and Judgement("amended", departing.evidence) if "followed" in found else UNRECOGNISED
    if departing is None:  # some followed, some put off
        departing = next(one for one in judged if one.kind != "followed")
    return Judgement("amended", departing.evidence)


def _by_words(asked: Asked, told: list[Said]) -> Judgement | None:
    """By the first sentence that decides, and what stands against it."""
    main = [said for said in told if not said.aside and said.act]
    if not main:
        return None
    final = next((said for said in main if said.of_recommendation and said.act in ("accepted", "refused")), None)
    first = final or main[0]
    judged = _of_sentence(asked, first)
    rest = [said for said in main[main.index(first) + 1 :] if said.act in ("accepted", "refused", "postponed")]
    if judged is None:
        return None
    if first.act in ("noted", "discussed"):
        return _with_the_rest(asked, judged, rest)
    if judged.kind == "followed":
        after = told[told.index(first) + 1 :][:1]
        if after and after[0].goes_on_with_change:
            return Judgement("amended", f"{first.sentence} {after[0].sentence}")
        if any(said.act == "refused" for said in rest) and not final:
            return UNRECOGNISED
    if judged.kind == "not_followed" and any(said.act == "accepted" for said in rest):
        if first.act != "refused" and asked.several:
            return Judgement("amended", judged.evidence)  # 'Handlemulighed B blev vedtaget. Andet punkt blev godkendt.'
        if first.act == "refused" and not final:
            return UNRECOGNISED
    return judged


def _with_the_rest(asked: Asked, judged: Judgement, rest: list[Said]) -> Judgement:
    """'Taget til efterretning. Forslaget blev godkendt.': two points, two sentences."""
    if not (asked.several and asked.noting) or not rest:
        return judged
    if all(said.act == "accepted" and not said.changed for said in rest):
        return Judgement("followed", f"{judged.evidence} {rest[0].sentence}")
    departing = next((said for said in rest if said.act == "refused" or said.changed), None)
    return Judgement("amended", departing.sentence) if departing else UNRECOGNISED


def _of_sentence(asked: Asked, said: Said, *, alone: bool = True) -> Judgement | None:
    """What one deciding sentence amounts to; None where it has nothing to say to what was asked."""
    rule = _RULES.get(said.act)
    kind = rule(asked, said, alone) if rule else None
    return Judgement(kind, said.sentence) if kind else None


def _postponed(asked: Asked, said: Said, alone: bool) -> Kind:
    return "followed" if asked.to_postpone else "postponed"


def _refused(asked: Asked, said: Said, alone: bool) -> Kind:
    if asked.open_question or asked.mixed:
        return "unrecognised"
    if asked.to_refuse:
        return "followed" if said.refuses_applicant else "unrecognised"
    if asked.noting and not asked.several:
        return "unrecognised"
    if asked.negative and not (said.of_recommendation or len(said.sentence.split()) <= _PLAIN):
        # 'at kommunen ikke indgår i samarbejdet', 'Udvalget ønsker ikke at indgå i samarbejdet'
        return "followed" if says_as_much(said.main_clause, asked.text) else "unrecognised"
    return "not_followed"


def _accepted(asked: Asked, said: Said, alone: bool) -> Kind:
    if asked.to_refuse:
        return "not_followed" if said.grants_applicant else "unrecognised" if said.changed else "followed"
    if asked.choice:
        return "followed" if said.chooses or said.labels else "unrecognised"
    if asked.open_question:
        return "unrecognised"
    if other := asked.other_choice(said.labels):
        return "not_followed" if other == "other" else _accepted_as_it_was(asked, said)
    if alone and not said.changed and asked.other_amount(said.single_amount):
        return "amended" if said.sets_amount else "unrecognised"
    if asked.to_postpone and not said.of_recommendation and len(said.sentence.split()) > _PLAIN:
        return "unrecognised"  # 'at sagen udsættes', 'Udvalget ønskede den behandlet nu og godkendte planen'
    return _accepted_as_it_was(asked, said)


def _accepted_as_it_was(asked: Asked, said: Said) -> Kind:
    turned = _NOT.search(said.changed) and not _NOT.search(asked.text)
    if said.changed and not turned and same_words(said.changed, asked.text) >= 0.8:
        return "followed"  # the change was recommended
    return "amended" if said.changed else "unrecognised" if said.doubtful else "followed"


def _noted(asked: Asked, said: Said, alone: bool) -> Kind:
    if asked.noting and (not asked.several or not alone):
        return "followed"
    return "unrecognised"


def _discussed(asked: Asked, said: Said, alone: bool) -> Kind:
    if said.notes_as_well and _noted(asked, said, alone) == "followed":
        return "followed"
    return "followed" if asked.discussing else "unrecognised"


def _forwarded(asked: Asked, said: Said, alone: bool) -> Kind:
    return "followed" if asked.to_forward else "unrecognised"


def _chosen(asked: Asked, said: Said, alone: bool) -> Kind:
    if other := asked.other_choice(said.labels):
        return "not_followed" if other == "other" else "followed"
    someone_else = asked.person and asked.person not in said.sentence
    return "followed" if asked.choice and not someone_else else "unrecognised"


def _own_words(asked: Asked, said: Said, alone: bool) -> Kind:
    """'Udvalget besluttede at …': followed where it says the same, not followed where it says the opposite."""
    if asked.open_question:
        return "followed" if asked.choice and said.labels else "unrecognised"
    if asked.to_refuse:
        return "not_followed" if said.grants_applicant else "unrecognised"
    if said.instead:
        return "not_followed"
    if other := asked.other_choice(said.labels):
        return "not_followed" if other == "other" else "unrecognised" if said.changed else "followed"
    if asked.to_end and said.keeps and not asked.keeps:
        return "not_followed"
    if asked.negative != said.negative:
        return "not_followed" if not asked.several and says_as_much(said.main_clause, asked.text) else "unrecognised"
    alike = same_words(said.sentence, asked.text)
    if alone and alike >= 0.5 and said.sets_amount and asked.single_amount and said.single_amount:
        return "amended" if asked.other_amount(said.single_amount) else "followed"
    if said.changed:
        return "amended" if alike >= 0.5 and same_words(said.changed, asked.text) < 0.8 else "unrecognised"
    return "followed" if alike >= 0.75 else "unrecognised"


_RULES = {
    "postponed": _postponed,
    "refused": _refused,
    "accepted": _accepted,
    "noted": _noted,
    "discussed": _discussed,
    "forwarded": _forwarded,
    "chosen": _chosen,
    "own words": _own_words,
}


def _by_outcome(asked: Asked, told: list[Said], outcome: str, votes: Mapping[str, int | None]) -> Judgement:
    """Where no sentence of the body's own decides: what the outcome was read as, and at last the numbers of votes."""
    evidence = told[0].sentence if told else ""
    if asked.choice and (chosen := next((said for said in told if said.chooses), None)):
        return Judgement("followed", chosen.sentence)
    if any(said.amendment for said in told) or asked.open_question or asked.to_refuse or asked.mixed:
        return UNRECOGNISED
    if outcome in ("approved", "recommended"):
        return Judgement("followed", evidence)
    if outcome in ("postponed", "withdrawn"):
        return Judgement("postponed", evidence)
    ayes, noes = votes.get("for"), votes.get("against")
    counted = next((said.sentence for said in told if re.search(r"\bindstilling", said.sentence, re.IGNORECASE)), "")
    if counted and ayes is not None and noes is not None and ayes != noes:
        return Judgement("followed" if ayes > noes else "not_followed", counted)
    return UNRECOGNISED


def _agrees(judged: Judgement, outcome: str, asked: Asked) -> bool:
    """A reading that the outcome contradicts is not told: one of the two is wrong."""
    if judged.kind == "followed" and not asked.to_refuse:
        return outcome != "rejected"
    if judged.kind == "not_followed" and not asked.to_refuse:
        return outcome not in ("noted", "discussed")
    return not (judged.kind == "amended" and outcome == "noted")


def _short(sentence: str) -> str:
    return sentence if len(sentence) <= _LONGEST else sentence[:_LONGEST].rsplit(" ", 1)[0] + " …"
