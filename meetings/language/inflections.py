"""An inflected word to the form a dictionary has it in, for words that are known: 'bøgerne' to 'bog'.

Snowball needs no list and does well by most words; it fails where an ending looks like part of the word or the other
way round ('budget' loses its et, 'ledig' becomes 'led'), and where the vowel changes. What stands in the lists of
wordlists.py is looked up here instead. The rules make more forms than Danish has, which does no harm: a form counts
only where what it leaves is a known word.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from functools import lru_cache

from .wordlists import ACTS, ADJECTIVES, FORMS, NOUNS, VERBS

_VOWELS = frozenset("aeiouyæøåé")
# planerne, planens · kommunens, kommunerne · værdien: after a consonant, after e, after another vowel
_AFTER_CONSONANT = ("s", "e", "es", "en", "ens", "et", "ets", "er", "ers", "erne", "ernes", "ene", "enes")
_AFTER_E = ("s", "n", "ns", "t", "ts", "r", "rs", "rne", "rnes", "ne", "nes")
_AFTER_VOWEL = (*_AFTER_CONSONANT, "r", "rs", "rne", "rnes")
_AFTER_ER = ("ne", "nes")  # lederne
_OF_ADJECTIVES = ("t", "e", "s", "es", "ere", "est", "este")
_OF_VERBS = ("er", "es", "ede", "edes", "et", "ets", "te", "tes", "t", "ende", "")  # after the infinitive's stem
_OF_SHORT_VERBS = ("r", "s", "ede", "edes", "et", "ets", "t", "ende")  # after bo, opnå
_LONGEST = 5  # letters of an ending, 'ernes'


def stumps(words: Iterable[str]) -> Iterator[str]:
    """What is left of every inflection of these words when its ending is taken off, and some that none leaves.

    'cykel' and 'cykl', 'bus' and 'buss', 'muse' of 'museum', 'godkend': where no beginning of a word is such a stump,
    no rule of this file can find one of `words` in it.
    """
    for word in words:
        yield word
        yield word + word[-1]  # bussen, grønne
        if word.endswith("um"):
            yield word[:-2]
        if word.endswith("e"):  # verbs: godkend(er), spil(ler)
            yield word[:-1]
            yield word[:-2]
        if word[-2:] in ("el", "er", "en"):  # cykler, sikre
            yield word[:-2] + word[-1]
            yield word[:-3] + word[-1]


_STUMPS = frozenset(stumps([*NOUNS, *ADJECTIVES, *VERBS, *ACTS, *FORMS])) - {""}


def begins_with_stump(word: str, known: Container[str] = _STUMPS) -> bool:
    """Whether less than an ending stands after a stump: six look-ups, which spare most words the rules."""
    return (
        word in known
        or word[:-1] in known
        or word[:-2] in known
        or word[:-3] in known
        or word[:-4] in known
        or word[:-5] in known
    )


@lru_cache(maxsize=50_000)
def base_of(word: str) -> str:
    """The dictionary's form of a listed word, '' for a word that no list knows. `word` is lower case, NFC."""
    return _base_by_rules(word) if begins_with_stump(word) else ""


def _base_by_rules(word: str) -> str:
    noun = FORMS.get(word) or _listed(word) or noun_of(word, NOUNS)
    if noun:
        return ACTS.get(noun) or _as_noun(noun)
    adjective = adjective_of(word)
    if adjective:
        return adjective
    verb = verb_of(word)
    return _as_noun(verb) if verb else ""


def named_by(bases: Container[str]) -> Iterator[str]:
    """The listed words that `base_of` answers with one of `bases`."""
    for word in (*NOUNS, *ADJECTIVES, *VERBS, *ACTS):
        if word in bases or (ACTS.get(word) or _as_noun(word)) in bases:
            yield word


def noun_of(word: str, known: Container[str]) -> str:
    """The longest of `known` that `word` is an inflection of by the rules for nouns; '' where there is none."""
    longest, length = "", 0
    for noun in _nouns(word):
        if len(noun) > length and noun in known:
            longest, length = noun, len(noun)
    return longest


def adjective_of(word: str) -> str:
    """'grønne' to 'grøn', 'åbne' to 'åben'."""
    for stem in _without(word, _OF_ADJECTIVES):
        for found in (stem, _undoubled(stem), *_with_e(stem)):
            if found in ADJECTIVES:
                return found
    return ""


def verb_of(word: str) -> str:
    """'godkendt' to 'godkende', 'indstil' to 'indstille'."""
    for stem in _without(word, _OF_VERBS):
        for found in (f"{stem}e", f"{stem}{stem[-1:]}e"):
            if found in VERBS:
                return found
    return next((stem for stem in _without(word, _OF_SHORT_VERBS) if stem in VERBS), "")


def _listed(word: str) -> str:
    return word if word in NOUNS or word in ADJECTIVES or word in VERBS or word in ACTS else ""


def _as_noun(word: str) -> str:
    """A verb and its bare noun are one: 'svare' is 'svar', 'spille' is 'spil'."""
    if word not in VERBS or word in NOUNS or not word.endswith("e"):
        return word
    stem = word[:-1]
    return next((noun for noun in (stem, _undoubled(stem)) if noun in NOUNS), word)


def _nouns(word: str) -> list[str]:
    """A list rather than an iterator, and loops rather than calls: half of what a new word costs is spent here."""
    found: list[str] = []
    for ending in _fitting(word[-_LONGEST:], _AFTER_VOWEL):
        stem = word[: -len(ending)]
        if len(stem) < 2:
            continue
        last = stem[-1]
        if last not in _VOWELS:
            found.append(stem)
            if len(stem) > 2:
                if last == stem[-2]:  # bussen
                    found.append(stem[:-1])
                if last in "lrn":  # cykler, regler
                    found += _with_e(stem)
        elif last != "e":
            found.append(stem)
        if ending[0] == "e":  # museet, gymnasier
            found.append(f"{stem}um")
    found += [stem for stem in _without(word, _AFTER_E) if stem[-1] == "e"]
    found += [stem for stem in _without(word, _AFTER_ER) if stem.endswith("er")]
    return found


def _without(word: str, endings: tuple[str, ...]) -> list[str]:
    """The word without each of the endings that it has, in their order, where two letters are left."""
    fitting = _fitting(word[-_LONGEST:], endings)
    return [word[: len(word) - len(ending)] for ending in fitting if len(word) - len(ending) >= 2] if fitting else []


@lru_cache(maxsize=50_000)
def _fitting(tail: str, endings: tuple[str, ...]) -> tuple[str, ...]:
    """The endings of a word whose last letters are `tail`. New words end as others did."""
    return tuple(ending for ending in endings if tail.endswith(ending))


def _undoubled(stem: str) -> str:
    return stem[:-1] if len(stem) > 2 and stem[-1] == stem[-2] else stem


def _with_e(stem: str) -> tuple[str, ...]:
    """'cykl' to 'cykel', 'sikr' to 'sikker', 'åbn' to 'åben'."""
    if len(stem) > 2 and stem[-1] in "lrn" and stem[-2] not in _VOWELS:
        return f"{stem[:-1]}e{stem[-1]}", f"{stem[:-1]}{stem[-2]}e{stem[-1]}"
    return ()
