"""An inflected word to the form a dictionary has it in, for words that are known: 'bøgerne' to 'bog'.

Snowball needs no list and does well by most words; it fails where an ending looks like part of the word or the other
way round ('budget' loses its et, 'ledig' becomes 'led'), and where the vowel changes. What stands in the lists of
wordlists.py is looked up here instead. The rules make more forms than Danish has, which does no harm: a form counts
only where what it leaves is a known word.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from functools import lru_cache

from .wordlists import ACTS, ADJECTIVES, APART, FORMS, NOUNS, VERBS

_VOWELS = frozenset("aeiouyæøåé")
# planerne, planens · kommunens, kommunerne · værdien: after a consonant, after e, after another vowel
_AFTER_CONSONANT = ("s", "e", "es", "en", "ens", "et", "ets", "er", "ers", "erne", "ernes", "ene", "enes")
_AFTER_E = ("s", "n", "ns", "t", "ts", "r", "rs", "rne", "rnes", "ne", "nes")
_AFTER_VOWEL = (*_AFTER_CONSONANT, "r", "rs", "rne", "rnes")
_AFTER_ER = ("ne", "nes")  # lederne
_OF_ADJECTIVES = ("t", "e", "s", "es", "ere", "est", "este")
_SUPERLATIVES = ("igst", "igste", "somst", "somste")
_OF_VERBS = ("er", "es", "ede", "edes", "et", "ets", "te", "tes", "t", "ende", "")  # after the infinitive's stem
_OF_SHORT_VERBS = ("r", "s", "ede", "edes", "et", "ets", "t", "ende")  # after bo, opnå
_LONGEST = 5  # letters of an ending, 'ernes'
_ENDINGS = {*_AFTER_VOWEL, *_AFTER_E, *_AFTER_ER, *_OF_ADJECTIVES, *_OF_VERBS, *_OF_SHORT_VERBS, "st", "ste"} - {""}


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
        if word.endswith("et") and len(word) > 4:  # tosprogede
            yield word[:-1] + "d"


def heads(stumps: Iterable[str]) -> Iterator[str]:
    """How a word begins that has one of these stumps: its first four letters, of which an ending may give the last."""
    for stump in stumps:
        yield stump[:4]
        if 1 < len(stump) < 4:
            yield from {(stump + ending)[:4] for ending in _ENDINGS}


def begins_with_stump(word: str, known: Container[str]) -> bool:
    """Whether no more than an ending stands after one of the stumps `known`: a few look-ups, which spare most words the
    rules."""
    if word in known:
        return True
    for size in _sizes_of_endings(word[-_LONGEST:]):  # noqa: SIM110, asked for every place of a word: no generator
        if word[:-size] in known:
            return True
    return False


@lru_cache(maxsize=50_000)
def _sizes_of_endings(tail: str) -> tuple[int, ...]:
    return tuple([size for size in range(1, len(tail) + 1) if tail[-size:] in _ENDINGS])


@lru_cache(maxsize=50_000)
def base_of(word: str) -> str:
    """The dictionary's form of a listed word, '' for a word that no list knows. `word` is lower case, NFC."""
    return _base_by_rules(word) if begins_with_stump(word, _STUMPS) else ""


def other_base_of(word: str) -> str:
    """Another listed word that `word` may be a form of, '' where there is none.

    'brug' of the noun 'bruger', 'sikker' of the verb 'sikre', 'åbne' of 'åbnes', whose base is 'åben'.
    """
    base = base_of(word)
    if not base or len(word) < 4 or (base in APART and base in ADJECTIVES):  # 'løbende' of no run
        return ""
    if word in VERBS:
        other = adjective_of(word)
    elif base in ADJECTIVES or (word in NOUNS and word.endswith("er")):
        verb = verb_of(word)
        other = "" if verb.startswith(word) else _as_noun(verb)  # no imperative is meant
    else:
        other = ""
    return other if other != base else ""


def _base_by_rules(word: str) -> str:
    noun = FORMS.get(word) or _listed(word) or LISTED_NOUNS.of(word)
    if noun:
        return _as_noun(ACTS.get(noun, noun))
    adjective = adjective_of(word)
    if adjective:
        return adjective
    verb = verb_of(word)
    return _as_noun(verb) if verb else ""


def noun_of(word: str) -> str:
    """The listed noun that `word` is a form of by the rules, '' where there is none: 'kendte' is a verb's form."""
    return word if word in NOUNS else LISTED_NOUNS.of(word)


class Nouns:
    """Nouns, found by their inflections. Each is kept by the stems that endings are hung on, so that a word costs a
    look-up for each ending it has."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._with_stem: dict[str, str] = {}  # the longest noun of a stem, which any ending may follow
        self._without_um: dict[str, str] = {}
        self._words: set[str] = set()
        for word in words:
            self.add(word)

    def add(self, noun: str) -> None:
        self._words.add(noun)
        for stem in _stems_of(noun):
            if len(self._with_stem.get(stem, "")) < len(noun):
                self._with_stem[stem] = noun
        if noun.endswith("um") and len(noun) > 5:  # museet, gymnasier; 'ske' is no 'skum'
            self._without_um[noun[:-2]] = noun

    def of(self, word: str) -> str:
        """The longest noun that `word` is an inflection of by the rules, '' where there is none; of two, that with the
        ending that stands first."""
        longest = ""
        any_stem, after_e, after_er = _noun_endings(word[-_LONGEST:])
        for size in any_stem:
            stem = word[:-size]
            noun = self._with_stem.get(stem, "")
            if len(noun) > len(longest):
                longest = noun
            if word[-size] == "e":
                noun = self._without_um.get(stem, "")
                if len(noun) > len(longest):
                    longest = noun
        for sizes, last in ((after_e, "e"), (after_er, "er")):
            for size in sizes:
                noun = word[:-size]
                if len(noun) > len(longest) and noun.endswith(last) and noun in self._words:
                    longest = noun
        return longest


@lru_cache(maxsize=50_000)
def _noun_endings(tail: str) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
    """How long the endings are that a noun may have in a word with this tail: in the order of `_AFTER_VOWEL`, of
    `_AFTER_E`, of `_AFTER_ER`."""
    anywhere, after_e, after_er = [
        tuple([len(ending) for ending in endings if tail.endswith(ending)])
        for endings in (_AFTER_VOWEL, _AFTER_E, _AFTER_ER)
    ]
    return anywhere, after_e, after_er


def _stems_of(noun: str) -> Iterator[str]:
    """What endings that may begin with a vowel are hung on: 'bus' and 'buss', 'cykel' and 'cykl', 'middel' and 'midl'.

    None shorter than two letters, than three where it is not the noun itself.
    """
    last = noun[-1]
    if last != "e" and len(noun) > 1:
        yield noun
    if last not in _VOWELS and len(noun) > 1:
        yield noun + last
    if noun[-2:] in ("el", "er", "en"):
        shorter = [noun[:-2], noun[:-3]] if noun[-4:-3] == noun[-3:-2] else [noun[:-2]]
        yield from (head + last for head in shorter if len(head) > 1 and head[-1] not in _VOWELS)


def adjective_of(word: str) -> str:
    """'grønne' to 'grøn', 'åbne' to 'åben', 'vigtigste' to 'vigtig'."""
    if word.endswith(_SUPERLATIVES):
        return _ADJECTIVES.get(word.removesuffix("e")[:-2], "")
    return _of_first_stem(word, _OF_ADJECTIVES, _ADJECTIVES)


def verb_of(word: str) -> str:
    """'godkendt' to 'godkende', 'indstil' to 'indstille'."""
    return _of_first_stem(word, _OF_VERBS, _VERBS) or _of_first_stem(word, _OF_SHORT_VERBS, _SHORT_VERBS)


def _of_first_stem(word: str, endings: tuple[str, ...], stems: Mapping[str, str]) -> str:
    for ending in _fitting(word[-_LONGEST:], endings):
        found = stems.get(word[: len(word) - len(ending)])
        if found:
            return found
    return ""


def _adjective_with(stem: str) -> str:
    bases = (stem, _undoubled(stem), *_with_e(stem), stem[:-1] + "t" if stem.endswith("ed") and len(stem) > 4 else stem)
    return next((found for found in bases if found in ADJECTIVES), "")


def _verb_with(stem: str) -> str:
    return next((found for found in (f"{stem}e", f"{stem}{stem[-1:]}e") if found in VERBS), "")


def _listed(word: str) -> str:
    return word if word in NOUNS or word in ADJECTIVES or word in VERBS or word in ACTS else ""


def _as_noun(word: str) -> str:
    """A verb and its bare noun are one: 'svare' is 'svar', 'spille' is 'spil'; but 'stille' is no 'stil'."""
    if word not in VERBS or word in NOUNS or word in APART or not word.endswith("e"):
        return word
    stem = word[:-1]
    return next((noun for noun in (stem, _undoubled(stem)) if noun in NOUNS), word)


@lru_cache(maxsize=50_000)
def _fitting(tail: str, endings: tuple[str, ...]) -> tuple[str, ...]:
    """The endings of a word whose last letters are `tail`. New words end as others did."""
    return tuple([ending for ending in endings if tail.endswith(ending)])  # a list is made faster than it is yielded


def _undoubled(stem: str) -> str:
    return stem[:-1] if len(stem) > 2 and stem[-1] == stem[-2] else stem


def _with_e(stem: str) -> tuple[str, ...]:
    """'cykl' to 'cykel', 'sikr' to 'sikker', 'åbn' to 'åben'."""
    if len(stem) > 2 and stem[-1] in "lrn" and stem[-2] not in _VOWELS:
        return f"{stem[:-1]}e{stem[-1]}", f"{stem[:-1]}{stem[-2]}e{stem[-1]}"
    return ()


LISTED_NOUNS = Nouns(NOUNS)
_ADJECTIVES = {stem: found for stem in stumps(ADJECTIVES) if len(stem) > 1 and (found := _adjective_with(stem))}
_VERBS = {stem: found for stem in stumps(VERBS) if len(stem) > 1 and (found := _verb_with(stem))}
_SHORT_VERBS = {verb: verb for verb in VERBS if len(verb) > 1}
_STUMPS = frozenset(stumps([*NOUNS, *ADJECTIVES, *VERBS, *ACTS, *FORMS])) - {""}
