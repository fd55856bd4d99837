"""Two very common words side by side as one lexeme: 'taget til', 'til efterretning'.

An index tells which texts hold two words, not whether they stand together. Of words that stand in most items nearly
every item has both, and each would have to be read to know (docs/performance.md). So their pairs are indexed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from .stems import fold
from .wordlists import COMMON

_COMMON = frozenset(map(fold, COMMON))


def pairs_of(positions: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The pairs in a text: `positions` tells where its words as written (`Term.exact`) stand, as digits."""
    at: dict[int, list[str]] = {}
    for word in positions.keys() & _COMMON:
        for digits in positions[word]:
            at.setdefault(int(digits), []).append(word)
    for position, firsts in at.items():
        for second in at.get(position + 1, ()):
            yield from (pair(first, second) for first in firsts)


def is_pair(first: str, second: str) -> bool:
    """Whether two words as written, side by side, are indexed as one."""
    return first in _COMMON and second in _COMMON


def pair(first: str, second: str) -> str:
    return f"{first} {second}"
