"""Absence that names the items it was from: 'Lise Holm deltog ikke under punkterne 12-15', wherever that stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from meetings.ingest.lines import Line
from meetings.ingest.minutes import Decision
from meetings.ingest.rules import absence, names, outcomes, presence

if TYPE_CHECKING:
    from meetings.ingest.rules.cover import Cover
    from meetings.ingest.rules.decided import Built

# 'punkterne 12-15', 'pkt. 14 og 18', 'sag nr. 5, 6 og 9', 'dagsordenpunkt 2'; no '24/1177', '3.2', 'punkt 2 i planen'
_NAMED = re.compile(
    r"\b(?:dagsorden(?:s)?)?(?:punkt(?:erne|er|et)?|pkt|sag(?:erne|er|en)?)\b\.? ?(?:nr\b|numre(?:ne)?\b)?\.? ?"
    r"(?P<numbers>\d{1,4}\b(?![/.]\d|-\d{4})(?:(?: ?[-–,] ?| (?:og|samt|til|eller) | ?& ?|, ?og )"
    r"(?:(?:punkt(?:erne)?|pkt|sag)\.? )?\d{1,4}\b(?![/.]\d|-\d{4}))*)"
    r"(?! i (?:indstilling|anbefaling|forslag|plan|notat|afstemning))",
    re.IGNORECASE,
)
_RANGE = re.compile(r"(\d{1,4})(?: ?[-–] ?| til )(\d{1,4})")
_MOST = 200  # items that a range may name
# 'Godkendelse af dagsorden', 'Fraværende', 'Mødets åbning': where it is told who is away from what
_OF_MEETING = re.compile(r"dagsorden|fravær|afbud|fremmøde|åbning|bemærkninger til", re.IGNORECASE)
# 'under punkterne 5-9, herunder dette punkt'
_THIS_TOO = re.compile(r"\b(?:dette punkt|denne sag)\b", re.IGNORECASE)
# '1. at planen godkendes', 'Ad 2:', '2) at': points of its own, which 'punkt 2' may mean
_POINT = re.compile(r"^(?:ad\.? ?)?(?:pkt\.? |punkt )?(?P<number>\d{1,2})(?:[.):]|$)", re.IGNORECASE)
# 'Lise Holm (A), sag 129-138', 'Jens Krog (pkt. 4 og 5)': the end of an entry on a list of the absent
_ENTRY = re.compile(
    r"^(?P<who>.{5,80}?)(?:,| [–-]|:)? ?[(\[]?(?:(?:under|ved|i|fra|på) )?(?:behandlingen af )?"
    rf"{_NAMED.pattern}[)\]]?\W*$",
    re.IGNORECASE,
)


def numbers(text: str) -> frozenset[int]:
    """The items that a text names by their numbers: 'punkterne 12-15 og 18'."""
    found: set[int] = set()
    for named in _NAMED.finditer(text[:600]):
        printed = named["numbers"]
        for first, last in _RANGE.findall(printed):
            found.update(range(int(first), min(int(last), int(first) + _MOST) + 1))
        found.update(int(number) for number in re.findall(r"\d+", printed))
    return frozenset(found)


def entry(text: str) -> tuple[tuple[str, ...], frozenset[int]] | None:
    """'Lise Holm (A), sag 129-138' on a list of the absent: who was away, and from which items."""
    found = _ENTRY.match(text[:200])
    who = names.split(found["who"]) if found else None
    return (tuple(who), numbers(text)) if who else None


class Elsewhere(NamedTuple):
    """Who was away from items that are named, and not from all of the meeting."""

    names: tuple[str, ...]
    numbers: frozenset[int]
    sentence: str
    line: Line | None


def points_in(lines: Sequence[Line], title: str) -> frozenset[int]:
    """The numbers of an item's own points; of none where the item is the meeting's agenda itself."""
    if _OF_MEETING.search(title):
        return frozenset()
    return frozenset(int(found["number"]) for line in lines if (found := _POINT.match(line.text)))


def kept(away: absence.Away, text: str, line: Line, built: Built) -> absence.Away:
    """Of those whom a text in an item calls absent: who was away from this item. The others are noted for theirs."""
    gone: set[str] = set()
    for sentence in outcomes.sentences(text[:1500]) if any(map(str.isdigit, text)) else ():
        for who, named in _told(sentence):
            if not named or named == {_number(built)}:
                continue
            if named & built.points:  # 'punkt 2' may be a point of this item
                built.doubts.append(("absence_partly", line, {"text": sentence[:80]}))
                continue
            built.elsewhere.append(Elsewhere(who, named, sentence, line))
            built.doubts.append(("absence_partly", line, {"text": sentence[:80]}))
            gone.update(() if _number(built) in named or _THIS_TOO.search(sentence) else who)
    left = tuple(name for name in away.names if name not in gone)
    return away._replace(names=left, here=tuple(name for name in away.here if name not in gone))


def _told(sentence: str) -> list[tuple[tuple[str, ...], frozenset[int]]]:
    """Who a sentence calls absent, and from which items: all of them from the same, or each entry of a list from its
    own."""
    if who := presence.in_sentence(sentence):
        return [(who, numbers(sentence))]
    listed = entry(sentence)
    return [listed] if listed else [one for part in absence.parts(sentence) if (one := entry(part)) is not None]


def _number(built: Built) -> int:
    found = re.match(r"\d+", built.item.number)
    return int(found[0]) if found else -1


def given(made: Sequence[Built], face: Cover) -> None:
    """Each absence that names items, at the meeting's own decisions of those items."""
    by_number = {_number(built): built for built in made}
    for place, built in enumerate(made, 1):
        for one in built.elsewhere:
            targets = [by_number[number] for number in one.numbers if number in by_number]
            if not targets and place in one.numbers:
                targets = [built]  # 'punkt 3' may be the third one, whatever its number
            for target in targets:
                if target is not built or _number(built) not in one.numbers:
                    _give(target, one, doubted=target is not built and not _OF_MEETING.search(built.item.title))
    for one in face.away_from:
        if by_number and one.numbers.issuperset(by_number):
            face.absent += [name for name in one.names if name not in face.absent]
            face.participants = [name for name in face.participants if name not in one.names]
        for number in one.numbers & by_number.keys():
            _give(by_number[number], one, doubted=False)


def _give(built: Built, one: Elsewhere, *, doubted: bool) -> None:
    decisions = list(built.item.decisions)
    place = next((n for n in range(len(decisions) - 1, -1, -1) if decisions[n].own), None)
    if place is None or built.item.closed:
        return
    decisions[place] = _with(decisions[place], one)
    built.item = replace(built.item, decisions=tuple(decisions))
    if doubted:
        at = decisions[place].line
        line = None if at is None or one.line is None else replace(one.line, number=at, page=decisions[place].page)
        built.doubts.append(("absence_partly", line, {"text": one.sentence[:80]}))


def _with(decision: Decision, one: Elsewhere) -> Decision:
    return replace(
        decision,
        absent=tuple(dict.fromkeys([*decision.absent, *one.names])),
        absent_here=tuple(dict.fromkeys([*decision.absent_here, *one.names])),
    )
