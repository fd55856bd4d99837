"""What a compound may be made of: the words that may begin it, join its parts and end it, and what each costs.

The costs choose among the ways a word can be read (compounds.py): few parts, without odd joints, our own words before
learnt ones.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from .inflections import LISTED_NOUNS, adjective_of, heads, noun_of, stumps, verb_of
from .wordlists import (
    ADJECTIVES,
    AGENTS,
    APART,
    BEGINNINGS,
    COMMON,
    DERIVED,
    ENDINGS,
    FORMS,
    HEADS,
    NOUNS,
    ONLY_FIRST,
    PREFIXES,
    VERBS,
)

LEARNT_SHORTEST = 4  # letters of a part that only the archive knows
SHORT = 3  # a part of so few letters needs a better reason
_VERB_LONGEST = 7  # letters of an infinitive that begins compounds ('svømme', 'parkere'); longer ones have a noun
UNKNOWN_SHORTEST = 6  # letters of a part that nobody knows, before an s that ends it
# "etablerings|udgifter", "solidaritets|pulje"
NEEDS_S = ("hed", "ing", "ion", "itet", "else", "skab", "dom")  # how nouns end that no word follows without an s
SURE_JOINT = re.compile(rf"(?:{'|'.join(NEEDS_S)})s")
_FIRST_SHORTEST = 4  # letters of a part that nobody knows, before one of HEADS
_HEADS_BEGIN = frozenset(heads(stumps(HEADS)))
_VOWELS = frozenset("aeiouyæøåé")

# What each piece of a reading costs; the cheapest reading below the dearest is taken
PART, FEW_LETTERS, JOINT_S, JOINT_E, _VERB_FIRST, LEARNT, _UNKNOWN = 1.0, 0.6, 0.05, 0.45, 0.2, 0.3, 1.0
DEAREST = 5.45
_INFLECTED = PART + 0.1  # 'cykelvejs|net', not '|snet'
# Nouns that are rarer at the end than what is left without their s: 'bydels|park', 'overslags|år'
_AFTER_S = frozenset({"spark", "sår"})


# By whether an s and an e may join: one of four for all words
_S, _E = {"s": JOINT_S}, {"e": JOINT_E}
_JOINTS: dict[tuple[bool, bool], dict[str, float]] = {
    (False, False): {},
    (True, False): _S,
    (False, True): _E,
    (True, True): _S | _E,
}


def _joints(base: str) -> dict[str, float]:
    """What may stand between a first part and the next: an s after any word that has none; an e after a short word that
    ends in a consonant ('hundehus'), which may be doubled, and after -ling ('lærlingeløn')."""
    with_s = len(base) > 1 and base[-1] != "s"
    short = 0 < len(base) <= 5 and base[-1] not in _VOWELS
    with_e = (short or base.endswith("ling")) and base in NOUNS
    return _JOINTS[with_s, with_e]


First = tuple[str, float, dict[str, float]]  # a base ('' for what is no subject), what it costs, and `_joints`


def _firsts(costs: Iterable[tuple[str, tuple[str, float]]]) -> dict[str, First]:
    return {word: (base, cost, _joints(base)) for word, (base, cost) in costs}


SIMPLE = (NOUNS | ADJECTIVES) - DERIVED
# What may begin a compound. The later of two sources counts.
FIRST = _firsts(
    {
        **{word: (word, PART + _VERB_FIRST) for word in VERBS - APART if SHORT < len(word) <= _VERB_LONGEST},
        **{word: (verb, PART + _VERB_FIRST) for word, verb in AGENTS.items() if verb not in APART},
        **dict.fromkeys(PREFIXES, ("", PART + FEW_LETTERS)),
        **{word: (word, PART + FEW_LETTERS) for word in ONLY_FIRST},
        **{word: (word, PART + _VERB_FIRST / 2) for word in DERIVED},
        **{word: (word, PART + (FEW_LETTERS if len(word) <= SHORT else 0.0)) for word in SIMPLE},
        **{word: (base, PART) for word, base in BEGINNINGS.items()},
    }.items()
)
_ENDINGS_INFLECTED = frozenset(ending + more for ending in ENDINGS for more in ("", "t", "e", "s"))


def _lengths(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """By four letters: how long the known words are that begin with them, shorter first; by three and by two: which
    words that short begin so. What a word may go on with is found by these in three look-ups at most."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for word in words:
        if len(word) > 1:
            found[word[:4]].add(len(word))
    for head, lengths in found.items():
        lengths.update(short for short in (2, 3) if short < len(head) and short in found.get(head[:short], ()))
    return {head: tuple(sorted(lengths)) for head, lengths in found.items()}


def learnt_firsts(words: Iterable[str]) -> dict[str, First]:
    return _firsts((word, (word, PART + LEARNT)) for word in words)


FIRST_LENGTHS = _lengths(FIRST)
# Forms of verbs end a compound only where they are no accident ('mandsopdækket', not 'så' or 'lå')
_LAST_FORMS = {form: base for form, base in FORMS.items() if base in NOUNS or (len(form) > 4 and base not in APART)}
# What the last parts may begin with: of our lists, and the endings that are no subject, 'rettede' among them
LAST_STUMPS = frozenset(stumps([*NOUNS, *ADJECTIVES, *VERBS, *FORMS]))
LAST_STUMPS |= _ENDINGS_INFLECTED | {ending[:-1] + "de" for ending in _ENDINGS_INFLECTED if ending.endswith("et")}
LAST_HEADS = frozenset(heads(LAST_STUMPS))


@lru_cache(maxsize=50_000)
def listed_last(written: str) -> tuple[str, float]:
    """The last part's base by our lists, '' for an ending that is no subject; its cost, 0 where unknown.

    New words end as others did.
    """
    if (written[:-2] + "t" if written.endswith("ede") else written) in _ENDINGS_INFLECTED:  # 'rettede', 'mæssigt'
        return "", PART
    base, cost = (
        (written, PART) if written in NOUNS else (_LAST_FORMS.get(written) or LISTED_NOUNS.of(written), _INFLECTED)
    )
    if base in DERIVED or base in _AFTER_S:
        cost += _VERB_FIRST / 2
    if not base and len(written) > SHORT:
        listed = written if written in ADJECTIVES or written in VERBS else ""
        base, cost = listed or adjective_of(written) or _verb_last(written), PART + _VERB_FIRST
        base = base if len(base) > SHORT and base not in APART else ""
    if not base:
        return "", 0.0
    return base, cost + (FEW_LETTERS if len(base) <= SHORT else 0.0)


def _verb_last(written: str) -> str:
    """'ejet', 'dæmpende'; no imperative, which ends no compound ('skab' in 'fællesskab')."""
    verb = verb_of(written)
    return "" if verb.startswith(written) else verb


def sure_joints(word: str) -> tuple[int, ...]:
    """Where a part must begin, since what stands before it ends as only nouns do, and with the s of a compound."""
    found = (match.end() for match in SURE_JOINT.finditer(word))
    return tuple(end for end in found if end - 1 > UNKNOWN_SHORTEST and len(word) - end >= LEARNT_SHORTEST)


def unknown(word: str, start: int, joints: tuple[int, ...]) -> list[tuple[float, tuple[str, int, int, int]]]:
    """What the word may go on with at `start` that no list knows: its cost, and the piece as in `compounds`."""
    found = [
        (PART + _UNKNOWN, (word[start : joint - 1], start, joint - 1, joint))
        for joint in joints
        if joint - start > UNKNOWN_SHORTEST
    ]
    if start in joints:
        found.append((PART + _UNKNOWN, (word[start:], start, len(word), len(word))))
    return found


def sure_head(word: str) -> tuple[tuple[str, int, int, int], ...]:
    """A word that nobody knows and one of `HEADS`, as two pieces (as in `compounds`); () where the word is none such.

    'pyrolyse|anlæg', 'bachelor|projekter', 'ferskvands|området'.
    """
    for start in range(_FIRST_SHORTEST, len(word) - 3):
        if word[start : start + 4] in _HEADS_BEGIN and noun_of(word[start:]) in HEADS:
            end = start - 1 if start > _FIRST_SHORTEST and word[start - 1] == "s" else start
            first = word[:end]
            if _VOWELS.isdisjoint(first):
                return ()
            return ("" if first in COMMON else first, 0, end, start), (
                noun_of(word[start:]),
                start,
                len(word),
                len(word),
            )
    return ()
