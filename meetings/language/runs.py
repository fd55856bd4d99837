"""Two or three very common words side by side as one lexeme: 'til efterretning', 'taget til efterretning'.

An index tells which texts hold some words, not whether they stand together. Of words that stand in most items nearly
every item has them all, and each would have to be read to know (docs/performance.md). So their runs are indexed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from .stems import fold
from .wordlists import COMMON

_LONGEST = 3  # words of a run
_COMMON = frozenset(map(fold, COMMON))


def common(word: str) -> bool:
    """Whether a word as written (`Term.exact`) is one of those whose runs are indexed."""
    return word in _COMMON


def runs_of(words: Iterable[str]) -> Iterator[str]:
    """The runs of a text, given its words as written in their order, with '' for each that is not `common`."""
    first = second = ""
    for third in words:
        if third and second:
            pair = f"{second} {third}"
            yield pair
            if first:
                yield f"{first} {pair}"
        first, second = second, third


def runs_in(words: Sequence[tuple[int, str]]) -> tuple[list[str], bool]:
    """The runs by which a phrase is looked up, and whether they say all of it. `words` are positions and `Term.exact`.

    As few as can be, each as long as can be: 'blev taget til' and 'taget til efterretning' of the four words.
    """
    runs: list[str] = []
    covered = 0  # words up to here are in a run
    for start in range(len(words) - 1):
        end = start + 1
        while end < min(start + _LONGEST, len(words)) and words[end][0] == words[end - 1][0] + 1:
            if words[end - 1][1] not in _COMMON or words[end][1] not in _COMMON:
                break
            end += 1
        if end > max(start + 1, covered):
            runs.append(" ".join(word for _, word in words[start:end]))
            covered = end
    return runs, len(runs) == 1 and len(runs[0].split(" ")) == len(words)
