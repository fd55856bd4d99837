"""Two texts word by word: what both have, what the later added or took away, and around that some words of the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["same", "added", "removed", "gap"]

AROUND = 12  # words of what did not change that are shown beside what did


@dataclass(frozen=True)
class Run:
    """Words in a row that both texts have, that the later one added, or that it removed; 'gap': words left out."""

    kind: Kind
    text: str


def words(text: str) -> list[str]:
    """Each with the white space after it, so that they join to the text again."""
    return re.findall(r"\S+\s*", text)


def runs(old: Sequence[str], new: Sequence[str]) -> Iterator[Run]:
    """What leads from one to the other, both as `words` has them."""
    # Words that are frequent in a long text are no anchors for difflib, which keeps it from growing with the square.
    plain = SequenceMatcher(None, [word.strip() for word in old], [word.strip() for word in new])
    steps = plain.get_opcodes()
    for n, (step, a, b, c, d) in enumerate(steps):
        if step == "equal":
            yield from _around(new[c:d], first=n == 0, last=n == len(steps) - 1)
            continue
        if b > a:
            yield Run("removed", "".join(old[a:b]))
        if d > c:
            yield Run("added", "".join(new[c:d]))


def _around(same: Sequence[str], *, first: bool, last: bool) -> Iterator[Run]:
    """The words next to a change; what is farther off is left out."""
    before, after = (0 if first else AROUND), (0 if last else AROUND)
    if len(same) <= before + after + AROUND // 2:
        yield Run("same", "".join(same))
        return
    if before:
        yield Run("same", "".join(same[:before]))
    yield Run("gap", "")
    if after:
        yield Run("same", "".join(same[-after:]))
