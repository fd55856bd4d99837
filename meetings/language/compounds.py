"""A compound to its parts: 'fleksjobpuljerne' holds fleksjob, pulje, fleks and job.

What `Lexicon.parts` guarantees:

1. A word is a compound only where all of it is known words and what may stand between them (an s, an e); never where
   letters are left over. So 'kosten' does not hold 'ost', nor 'park' 'ark'.
2. Each part has the stem that a question with this word alone asks for, and the characters where it stands.
3. The same lexicon gives the same parts for a word, in whatever order and thread it is asked; the time for one word is
   bounded, and a word that was met before costs a look-up.

The known words are our lists and, beside them, words that stand often in an archive (`learnt`). These come only where
the lists cannot take a word apart. The lexicon is used for texts alone, never for questions: adr/0005.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import NamedTuple

from .inflections import adjective_of, base_of, noun_of, verb_of
from .stems import STOP_WORDS, stem
from .wordlists import ADJECTIVES, BEGINNINGS, ENDINGS, FORMS, NOUNS, ONLY_FIRST, PREFIXES, VERBS, WHOLE

SHORTEST, LONGEST = 5, 60  # letters of a word that is taken apart
LEARNT_SHORTEST = 4  # letters of a part that only the archive knows
_SHORT = 3  # a part of so few letters needs a better reason
_REMEMBERED = 200_000  # words; then the memory starts anew
_VOWELS = frozenset("aeiouyæøåé")

# What a way of reading costs. The cheapest is taken: few parts, without odd joints, our own words before learnt ones.
_PART, _FEW_LETTERS, _JOINT_S, _JOINT_E, _VERB_FIRST, _LEARNT = 1.0, 0.6, 0.05, 0.45, 0.2, 0.3
_DEAREST = 5.2
# What may begin a compound: its base ('' for what is no subject) and what it costs. The later of two sources counts.
_FIRST: dict[str, tuple[str, float]] = {
    **{word: (word, _PART + _VERB_FIRST) for word in VERBS if len(word) > _SHORT},
    **dict.fromkeys(PREFIXES, ("", _PART + _FEW_LETTERS)),
    **{word: (word, _PART + _FEW_LETTERS) for word in ONLY_FIRST},
    **{word: (word, _PART + (_FEW_LETTERS if len(word) <= _SHORT else 0.0)) for word in NOUNS | ADJECTIVES},
    **{word: (base, _PART) for word, base in BEGINNINGS.items()},
}
_ENDINGS_INFLECTED = frozenset(ending + more for ending in ENDINGS for more in ("", "t", "e", "s"))


class Part(NamedTuple):
    """One part as a search knows it; `start` and `end` are characters of the word."""

    stem: str
    start: int
    end: int


class _Piece(NamedTuple):
    base: str  # the dictionary's form, '' for what is no subject
    start: int
    end: int  # the joint left out
    next: int


class Lexicon:
    """Known words, and the compounds they make. Immutable but for what it remembers; safe to share among threads."""

    def __init__(self, learnt: Iterable[str] = ()) -> None:
        self.learnt: AbstractSet[str] = frozenset(learnt)
        self._parts: dict[str, tuple[Part, ...]] = {}

    @classmethod
    def learning(cls, words: Iterable[str]) -> Lexicon:
        """A lexicon that has learnt from these words the ones that no other reading makes needless.

        Shorter words come first, and no compound of what is known already: parts stay as small as may be.
        """
        learnt: set[str] = set()
        lexicon = cls()
        lexicon.learnt = learnt
        for word in sorted(set(words), key=lambda one: (len(one), one)):
            new = len(word) >= LEARNT_SHORTEST and word not in STOP_WORDS and not base_of(word)
            if new and not lexicon._read(word):
                learnt.add(word)
        return cls(learnt)

    def parts(self, word: str) -> tuple[Part, ...]:
        """The parts of a word (lower case, NFC), from the left, shorter before longer; () where it is no compound."""
        found = self._parts.get(word)
        if found is None:
            if len(self._parts) >= _REMEMBERED:
                self._parts = {}
            found = self._parts[word] = tuple(self._all_parts(word))
        return found

    def _all_parts(self, word: str) -> Iterator[Part]:
        known = base_of(word)
        pieces = self._read(known or word)  # 'kosten' is kost, not ko and sten
        if known and pieces and pieces[-1].start < len(word):
            pieces = (*pieces[:-1], pieces[-1]._replace(end=len(word), next=len(word)))
        seen = {stem(word), ""}
        for first in range(len(pieces)):
            for last in range(first, min(first + 3, len(pieces))):
                start, end, base = pieces[first].start, pieces[last].end, pieces[last].base
                if last - first == len(pieces) - 1 or not base:
                    continue
                lexeme = stem((known or word)[start : pieces[last].start] + base)
                if lexeme not in seen:
                    seen.add(lexeme)
                    yield Part(lexeme, start, end)
                if first == last and base in NOUNS and base not in WHOLE:  # 'dagpenge' in 'sygedagpenge'
                    for inner in self.parts(base):
                        if inner.stem not in seen and inner.end <= end - start:
                            seen.add(inner.stem)
                            yield Part(inner.stem, start + inner.start, start + inner.end)

    def _read(self, word: str) -> tuple[_Piece, ...]:
        """The cheapest way of reading the word as two or more pieces; () where there is none."""
        length = len(word)
        if not SHORTEST <= length <= LONGEST or not word.isalpha() or _is_whole(word):
            return ()
        if self.learnt and (word in self.learnt or noun_of(word, self.learnt)):  # 'brombærret' is no law
            return ()
        best: dict[int, tuple[float, tuple[_Piece, ...]]] = {0: (0.0, ())}  # characters read -> cost, pieces
        for start in range(length - 1):
            if start not in best:
                continue
            cost, pieces = best[start]
            for reached, more, piece in self._pieces(word, start):
                total = cost + more
                if total <= _DEAREST and (reached not in best or total < best[reached][0]):
                    best[reached] = total, (*pieces, piece)
        found = best.get(length, (0.0, ()))[1]
        return found if len(found) > 1 else ()

    def _pieces(self, word: str, start: int) -> Iterator[tuple[int, float, _Piece]]:
        """What the word may go on with at `start`: how far it reaches, its cost, and the piece."""
        here: tuple[str, float] | None = None
        for end in range(start + 2, len(word) - 1):  # å and ø alone stand at the beginning of too much
            written = word[start:end]
            before, here = here, _FIRST.get(written)
            if here is None and written in self.learnt:
                here = written, _PART + _LEARNT
            if here:
                yield end, here[1], _Piece(here[0], start, end, end)
            if before and before[0] and written[-1] in "se" and _may_join(written, before[0]):
                cost = before[1] + (_JOINT_S if written[-1] == "s" else _JOINT_E)
                yield end, cost, _Piece(before[0], start, end - 1, end)
        if start:
            written = word[start:]
            base, cost = self._last(written)
            if cost and not (written == "ret" and word[start - 1] == "e"):  # 'skitseret' is no law
                yield len(word), cost, _Piece(base, start, len(word), len(word))

    def _last(self, written: str) -> tuple[str, float]:
        """The part that carries the inflection, '' for an ending that is no subject; its cost, 0 where unknown."""
        base, cost = _listed_last(written)
        if cost or len(written) < LEARNT_SHORTEST or not self.learnt:
            return base, cost
        base = written if written in self.learnt else noun_of(written, self.learnt)
        if not base:
            return "", 0.0
        return base, _PART + _LEARNT + (_FEW_LETTERS if len(base) <= _SHORT else 0.0)


@lru_cache(maxsize=50_000)
def _listed_last(written: str) -> tuple[str, float]:
    """As `Lexicon._last`, by our lists alone. New words end as others did."""
    if (written[:-2] + "t" if written.endswith("ede") else written) in _ENDINGS_INFLECTED:  # 'rettede', 'mæssigt'
        return "", _PART
    base, cost = written if written in NOUNS else FORMS.get(written) or noun_of(written, NOUNS), _PART
    if not base and len(written) > _SHORT:
        listed = written if written in ADJECTIVES or written in VERBS else ""
        base, cost = listed or adjective_of(written) or verb_of(written), _PART + _VERB_FIRST
        base = base if len(base) > _SHORT else ""
    if not base:
        return "", 0.0
    return base, cost + (_FEW_LETTERS if len(base) <= _SHORT else 0.0)


@lru_cache(maxsize=1)
def seed_lexicon() -> Lexicon:
    """What our own lists know, without any archive."""
    return Lexicon()


def _is_whole(word: str) -> bool:
    base = base_of(word)
    return base in WHOLE or base in VERBS


def _may_join(written: str, base: str) -> bool:
    """An s after any word that has none; an e after a short word that ends in a consonant ('hundehus')."""
    if written[-1] == "s":
        return not base.endswith("s") and len(base) > 1
    return len(base) <= 5 and base[-1] not in _VOWELS and base in NOUNS
