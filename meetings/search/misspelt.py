"""How words are misspelt: which words of the archive may have been meant, and how alike two words are.

A word is cut into four pieces. Whoever makes two mistakes leaves two of the pieces as they were, so each word of the
archive is kept under its six pairs of pieces (`meetings_word_pieces`, migration 0031), and looked for under all that
two mistakes can have made of them: some eighty keys, whatever the word, each with a few words behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

# Written the same before they are compared: sounds that Danes spell in more ways than one. As in the migration.
_SOUNDS = (
    ("x", "ks"), ("aa", "å"), ("ae", "æ"), ("oe", "ø"), ("ä", "æ"), ("ö", "ø"), ("qu", "kv"), ("ph", "f"), ("é", "e"),
)  # fmt: skip
_AGAIN = re.compile(r"(.)\1+")  # 'tillskuddd'
_PIECES = 4
_MISTAKES = 2
_HALF = 0.5  # what a letter too many or too few of a double one costs: 'komune', 'tillskud'


def _moved() -> Iterator[tuple[int, int, int, int, int, int]]:
    """How far the two pieces of a pair can stand from where they belong in a word that is so much longer or shorter.

    A letter too many before a piece moves it by one, and all mistakes together are two at most. The first piece begins
    the word, the last ends it. (letters too many, number of the pair, its first piece, its second, moved, moved)
    """
    around = range(-_MISTAKES, _MISTAKES + 1)
    for longer in around:
        for number, (one, two) in enumerate(combinations(range(_PIECES), 2)):
            for first in around if one else [0]:
                for second in around if two < _PIECES - 1 else [longer]:
                    if abs(first) + abs(second - first) + abs(longer - second) <= _MISTAKES:
                        yield longer, number, one, two, first, second


_MOVED = tuple(_moved())


def keys(word: str) -> list[str]:
    """What words are kept under that are this one but for two mistakes: 'bf' may be of '9Abef' and of '8Abef'."""
    bare = _AGAIN.sub(r"\1", sounded(word))
    length = len(bare)
    found = set()
    for longer, number, one, two, first, second in _MOVED:
        right = length - longer
        if right < 1:
            continue
        begin, end = right * one // _PIECES + first, right * (one + 1) // _PIECES + first
        again, last = right * two // _PIECES + second, right * (two + 1) // _PIECES + second
        if min(begin, again) >= 0 and max(end, last) <= length:
            found.add(f"{right}{'ABCDEF'[number]}{bare[begin:end]}{bare[again:last]}")
    return list(found)


def changes(word: str) -> int:
    """How many letters a word that is like this one may differ in, where two in each other's place are two."""
    return max(2, min(4, len(word) - 3))


def likeness(one: str, other: str) -> float:
    """1 of the same word, 0 of words that have nothing in common; by what a person must change."""
    one, other = sounded(one), sounded(other)
    return 1 - _distance(*_where_they_differ(one, other)) / max(len(one), len(other), 1)


def sounded(word: str) -> str:
    for spelt, sound in _SOUNDS:
        word = word.replace(spelt, sound)
    return word


def _where_they_differ(one: str, other: str) -> tuple[str, str]:
    """Both from the last letter of their common beginning to the first of their common end: double letters are seen."""
    shortest = min(len(one), len(other))
    begin = end = 0
    while begin < shortest and one[begin] == other[begin]:
        begin += 1
    while end < shortest - begin and one[-1 - end] == other[-1 - end]:
        end += 1
    begin, end = max(begin - 1, 0), max(end - 1, 0)
    return one[begin : len(one) - end], other[begin : len(other) - end]


def _distance(one: str, other: str) -> float:
    """Letters to put in, leave out, change or swap, where a doubled letter costs half."""
    before: list[float] = []
    row = [float(at) for at in range(len(other) + 1)]
    left_out = [_HALF if at and letter == other[at - 1] else 1.0 for at, letter in enumerate(other)]
    for at, letter in enumerate(one):
        again = one[at - 1] if at else ""
        too_many = _HALF if letter == again else 1.0
        earlier, before, best = before, row, at + 1.0
        row = [best]
        for to, wanted in enumerate(other):
            best += left_out[to]
            if (cost := before[to + 1] + too_many) < best:
                best = cost
            if (cost := before[to] + (letter != wanted)) < best:
                best = cost
            if again == wanted and to and letter == other[to - 1] and (cost := earlier[to - 1] + 1.0) < best:
                best = cost
            row.append(best)
    return row[-1]
