"""A compound to its parts: 'fleksjobpuljerne' holds fleksjob, pulje, fleks and job.

What `Lexicon.parts` guarantees:

1. A word is a compound only where all of it is known words and what may stand between them (an s, an e); never where
   letters are left over. So 'kosten' does not hold 'ost', nor 'park' 'ark'. A word that nobody knows is a part only
   before or behind an s that follows what only nouns end in ('kommissionerings|plan'), and before a noun that no word
   ends in by accident ('pyrolyse|anlæg').
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

from .compound_parts import (
    DEAREST,
    FEW_LETTERS,
    FIRST,
    FIRST_LENGTHS,
    JOINT_E,
    JOINT_S,
    LAST_HEADS,
    LAST_STUMPS,
    LEARNT,
    LEARNT_SHORTEST,
    NEEDS_S,
    PART,
    SHORT,
    SIMPLE,
    SURE_JOINT,
    UNKNOWN_SHORTEST,
    learnt_firsts,
    listed_last,
    sure_head,
    sure_joints,
    unknown,
)
from .inflections import Nouns, base_of, begins_with_stump, heads, stumps
from .stems import STOP_WORDS, stem
from .wordlists import DERIVED, GRAMMAR, NOUNS, VERBS, WHOLE

SHORTEST, LONGEST = 5, 60  # letters of a word that is taken apart
_REMEMBERED = 200_000  # words; then the memory starts anew
_NO_PIECE = "", 0.0


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
        self._nouns = Nouns(self.learnt)
        self._last_stumps: AbstractSet[str] = LAST_STUMPS | frozenset(stumps(self.learnt))
        self._last_heads: AbstractSet[str] = LAST_HEADS | frozenset(heads(stumps(self.learnt)))
        self._first = FIRST | learnt_firsts(self.learnt) if self.learnt else FIRST
        self._lengths = dict(FIRST_LENGTHS) if self.learnt else FIRST_LENGTHS
        for word in self.learnt:
            self._add_length(word)
        self._parts: dict[str, tuple[Part, ...]] = {}

    @classmethod
    def learning(cls, words: Iterable[str]) -> Lexicon:
        """A lexicon that has learnt from these words the ones that no other reading makes needless.

        Shorter words come first, and no compound of what is known already: parts stay as small as may be.
        """
        lexicon = cls()
        lexicon.learnt = learnt = set[str]()
        lexicon._lengths, lexicon._first = dict(FIRST_LENGTHS), dict(FIRST)
        lexicon._last_stumps, lexicon._last_heads = last_stumps, last_heads = set(LAST_STUMPS), set(LAST_HEADS)
        for word in sorted(set(words), key=lambda one: (len(one), one)):
            new = len(word) >= LEARNT_SHORTEST and word not in STOP_WORDS | GRAMMAR and not base_of(word)
            if new and not lexicon._read(word):
                learnt.add(word)
                lexicon._nouns.add(word)
                last_stumps.update(stumps([word]))
                last_heads.update(heads(stumps([word])))
                lexicon._first |= learnt_firsts([word])
                lexicon._add_length(word)
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
        if not pieces:
            return
        word = known or word
        seen = {stem(word), ""}
        for first, piece in enumerate(pieces):
            for last in range(first, min(first + 3, len(pieces))):
                start, end, base = piece.start, pieces[last].end, pieces[last].base
                if last - first == len(pieces) - 1 or not base:
                    continue
                lexeme = stem(word[start : pieces[last].start] + base)
                if lexeme not in seen:
                    seen.add(lexeme)
                    yield Part(lexeme, start, end)
            if piece.base in SIMPLE and piece.base not in WHOLE:
                for inner in self._inside(word, pieces, first):
                    if inner.stem not in seen:
                        seen.add(inner.stem)
                        yield inner

    def _inside(self, word: str, pieces: tuple[_Piece, ...], at: int) -> Iterator[Part]:
        """The parts of a piece that is a compound itself: 'dagpenge' in 'sygedagpenge'.

        Its first part may as well end a compound with the piece before, where an s follows or a list knows the word:
        'byggesag' in 'bygge|sagsbehandler', 'landsby' in 'lands|byfornyelse'; its last may begin a listed one:
        'skolebestyrelse' in 'folkeskole|bestyrelse'.
        """
        _, start, end, _ = pieces[at]
        inners = self.parts(pieces[at].base)
        begin = {inner.start for inner in inners}
        for inner in inners:
            ends = start + inner.end
            if ends > end:
                continue
            yield Part(inner.stem, start + inner.start, ends)
            if at and not inner.start:
                before = pieces[at - 1].start
                joined = word[ends : ends + 1] == "s" and inner.end not in begin and ends < end
                if joined or word[before:ends] in NOUNS:
                    yield Part(stem(word[before:ends]), before, ends)
            if ends == end and at + 1 < len(pieces):
                after = word[start + inner.start : pieces[at + 1].start] + pieces[at + 1].base
                if after in NOUNS:
                    yield Part(stem(after), start + inner.start, pieces[at + 1].end)

    def _read(self, word: str) -> tuple[_Piece, ...]:
        """The cheapest way of reading the word as two or more pieces; () where there is none."""
        length = len(word)
        shortest = SHORTEST - 1 if word[:1] in ("å", "ø") else SHORTEST  # 'ådal'
        if not shortest <= length <= LONGEST or not word.isalpha() or _is_whole(word):
            return ()
        if self.learnt and (word in self.learnt or self._nouns.of(word)):  # 'brombærret' is no law
            return ()
        found = self._cheapest(word)
        if not found and SURE_JOINT.search(word, UNKNOWN_SHORTEST - 4):
            joints = sure_joints(word)
            found = self._cheapest(word, joints) if joints else ()
        return found or tuple(_Piece(*piece) for piece in sure_head(word))

    def _cheapest(self, word: str, joints: tuple[int, ...] = ()) -> tuple[_Piece, ...]:
        """As `_read`. Before and behind `joints`, where a part must end, may stand words that nobody knows."""
        length = len(word)
        costs = [0.0] + [DEAREST] * length  # of reading so many characters
        pieces: dict[int, tuple[str, int, int, int]] = {}  # that end there; as in _Piece, which takes longer to make
        for start in range(length - 1):
            cost = costs[start]
            if cost >= DEAREST:
                continue
            choices = self._pieces(word, start)
            if joints:
                choices += unknown(word, start, joints)
            for more, piece in choices:
                reached = piece[3]
                if cost + more < costs[reached]:
                    costs[reached] = cost + more
                    pieces[reached] = piece
        found: list[_Piece] = []
        while length in pieces:
            found.append(_Piece(*pieces[length]))
            length = found[-1].start
        return tuple(reversed(found)) if len(found) > 1 else ()

    def _lengths_at(self, head: str) -> tuple[int, ...]:
        """How long the known words are that begin with these four letters."""
        lengths = self._lengths
        return lengths.get(head) or lengths.get(head[:3]) or lengths.get(head[:2], ())

    def _add_length(self, word: str) -> None:
        self._lengths[word[:4]] = tuple(sorted({*self._lengths_at(word[:4]), len(word)}))

    def _pieces(self, word: str, start: int) -> list[tuple[float, tuple[str, int, int, int]]]:
        """What the word may go on with at `start`: its cost and the piece."""
        found = []
        most = len(word) - 2
        if not start and word[0] in "åø":  # 'ådal', 'øsamfund'
            found.append((PART + 2 * FEW_LETTERS, (word[0], 0, 1, 1)))
        for size in self._lengths_at(word[start : start + 4]):
            end = start + size
            if end > most:
                break
            first = self._first.get(word[start:end])
            if not first:
                continue
            base, cost, joints = first
            found.append((cost, (base, start, end, end)))
            joint = word[end]
            if joint in joints and end < most:
                found.append((cost + joints[joint], (base, start, end, end + 1)))
            elif joint == word[end - 1] and word[end + 1] == "e" and "e" in joints and end + 1 < most:
                found.append((cost + JOINT_E, (base, start, end, end + 2)))  # 'skattesag'
        if start and word[start : start + 4] in self._last_heads:
            written = word[start:]
            base, cost = self._last(written) if begins_with_stump(written, self._last_stumps) else _NO_PIECE
            # 'skitseret' is no law, 'passerende' no gutter; 'stemmeret' is listed
            if cost and (word[start - 1] != "e" or written not in ("ret", "rende", "rendes") or word in NOUNS):
                if written[0] == "s" and start > UNKNOWN_SHORTEST and word.endswith(NEEDS_S, 0, start):
                    cost += FEW_LETTERS + 2 * JOINT_S  # 'afvænnings|kur', no 'skur'
                found.append((cost, (base, start, most + 2, most + 2)))
        return found

    def _last(self, written: str) -> tuple[str, float]:
        """The part that carries the inflection, '' for an ending that is no subject; its cost, 0 where unknown."""
        base, cost = listed_last(written)
        if cost or len(written) < LEARNT_SHORTEST or not self.learnt:
            return base, cost
        base = written if written in self.learnt else self._nouns.of(written)
        if not base:
            return "", 0.0
        return base, PART + LEARNT + (FEW_LETTERS if len(base) <= SHORT else 0.0)


@lru_cache(maxsize=1)
def seed_lexicon() -> Lexicon:
    """What our own lists know, without any archive."""
    return Lexicon()


def _is_whole(word: str) -> bool:
    base = base_of(word)
    return base in WHOLE or base in VERBS or base in DERIVED
