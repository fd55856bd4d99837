"""Which row of the database is which row of a new reading: by what they say, not by position alone.

Each table has keys in order of confidence. Rows that agree on a key are paired in their order; what is left over is
tried with the next key, and at last by likeness of words. What finds no partner is new, or gone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from difflib import SequenceMatcher
from typing import Any

from meetings.language.case_numbers import normalise

from .standing import Standing
from .tables import ABSENCE, ATTACHMENT, ATTENDANCE, DECISION, ITEM, SECTION, VOTE
from .wanted import Wanted

Values = dict[str, Any]
Key = Callable[[Values], Hashable | None]  # None: this row has no such key

# Two texts are the same thing reworded from here on: found on item titles of agendas and their minutes, where
# reworded titles stay above .7 and different titles of one meeting below .5.
LIKENESS = 0.6
_COMPARED = 400  # characters of a text that are compared
_TOO_MANY = 60  # leftovers on a side, above which likeness is not tried: it is quadratic


def fold(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _case(values: Values) -> str | None:
    return normalise(values["case_number"]) or None


def _together(*parts: Hashable | None) -> Hashable | None:
    return None if any(part in (None, "") for part in parts) else parts


KEYS: dict[str, tuple[Key, ...]] = {
    ITEM.name: (
        lambda v: (v["number"], fold(v["title"]), _case(v)),
        lambda v: _together(fold(v["title"]), _case(v)),
        lambda v: _together(v["number"], fold(v["title"])),
        lambda v: fold(v["title"]) or None,
        lambda v: _together(v["number"], _case(v)),
        _case,
    ),
    SECTION.name: (
        lambda v: (fold(v["heading"]), v["text"]),
        lambda v: fold(v["heading"]) or None,
        lambda v: v["text"] or None,
        lambda v: v["role"] if v["role"] != "other" else None,
    ),
    DECISION.name: (
        lambda v: (fold(v["body"]), v["date"], v["own"], v["text"]),
        lambda v: (fold(v["body"]), v["date"], v["own"]),
        lambda v: _together(v["date"], v["own"]),
        lambda v: (fold(v["body"]), v["own"]),
        lambda v: v["text"] or None,
    ),
    VOTE.name: (
        lambda v: (v["position"], tuple(v["parties"]), tuple(v["persons"])),
        lambda v: v["position"],
    ),
    ABSENCE.name: (lambda v: v["name"],),
    ATTENDANCE.name: (lambda v: v["name"],),
    ATTACHMENT.name: (
        lambda v: _together(fold(v["title"]), v["document_number"]),
        lambda v: v["document_number"] or None,
        lambda v: fold(v["title"]) or None,
    ),
}
# What is compared by likeness when no key agrees.
WORDS: dict[str, str] = {
    ITEM.name: "title",
    SECTION.name: "text",
    DECISION.name: "text",
    ABSENCE.name: "name",
    ATTENDANCE.name: "name",
    ATTACHMENT.name: "title",
}
# When the very same file is read again, the number alone makes an item the same one, and the place a section.
SAME_SOURCE: dict[str, Key] = {
    ITEM.name: lambda v: v["number"] or None,
    DECISION.name: lambda v: v["own"] or None,
}


def pair(wanted: Sequence[Wanted], standing: Sequence[Standing], *, same_source: bool) -> list[Standing | None]:
    """For each wanted row its standing one, or None; all of one table."""
    found: list[Standing | None] = [None] * len(wanted)
    if not wanted or not standing:
        return found
    table = wanted[0].table
    left_wanted = list(range(len(wanted)))
    left_standing = list(standing)
    keys = KEYS[table.name] + ((SAME_SOURCE[table.name],) if same_source and table.name in SAME_SOURCE else ())
    for key in keys:
        waiting: dict[Hashable, list[Standing]] = defaultdict(list)
        for row in left_standing:
            if (value := key(row.read)) is not None:
                waiting[value].append(row)
        for index in left_wanted:
            value = key(wanted[index].values)
            if value is not None and waiting.get(value):
                found[index] = waiting[value].pop(0)
        left_wanted = [index for index in left_wanted if found[index] is None]
        taken = {id(row) for row in found if row is not None}
        left_standing = [row for row in left_standing if id(row) not in taken]
    if table.name in WORDS:
        _pair_by_likeness(wanted, left_wanted, left_standing, found, WORDS[table.name])
    return found


def _pair_by_likeness(
    wanted: Sequence[Wanted],
    left_wanted: list[int],
    left_standing: list[Standing],
    found: list[Standing | None],
    words: str,
) -> None:
    if max(len(left_wanted), len(left_standing)) > _TOO_MANY:
        return
    scores = []
    for index in left_wanted:
        mine = fold(str(wanted[index].values[words])[:_COMPARED])
        for place, row in enumerate(left_standing):
            likeness = SequenceMatcher(None, mine, fold(str(row.read[words])[:_COMPARED]), autojunk=False)
            if mine and likeness.quick_ratio() >= LIKENESS and (ratio := likeness.ratio()) >= LIKENESS:
                scores.append((ratio, index, place))
    used: set[int] = set()
    for _ratio, index, place in sorted(scores, key=lambda score: (-score[0], score[1], score[2])):
        if found[index] is None and place not in used:
            found[index] = left_standing[place]
            used.add(place)
