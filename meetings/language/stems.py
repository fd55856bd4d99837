"""One word to what it is found by: its stem, its spelling folded.

A word of our lists is found by the form a dictionary has it in; of the others, Snowball takes off what looks like an
ending. Stemming comes before folding: Snowball's rules know å, æ and ø as letters, and folding first would merge four
times as many classes of words that have nothing to do with one another.
"""

from __future__ import annotations

import re
import threading
from functools import lru_cache

import Stemmer

from .inflections import base_of, begins_with_stump, heads, noun_of, other_base_of, stumps
from .wordlists import ADJECTIVES, DERIVED, FORMS, NOUNS, VERBS

# Words of grammar alone. They carry no meaning of their own in a search for words; a search for a phrase keeps them.
# 'ikke', 'imod', 'uden' and 'alle' are left in on purpose: they decide what a sentence says.
STOP_WORDS = frozenset(
    "ad af at da de dem den der deres det dets disse dog du eller en er et for fra han har hun hvor i ind jeg jf kan"
    " man med men mv og også om os på sig sin sine sit skal som så til ud ved vi vil være blev blive bliver denne"
    " dette".split()
)
# Danes write both; nothing else is folded, so that 'mål' and 'mal' stay two words.
_FOLDED = str.maketrans({"å": "aa", "æ": "ae", "ø": "oe", "é": "e"})
_FOLDED_STOP_WORDS = frozenset(word.translate(_FOLDED) for word in STOP_WORDS)
_LONGEST_STOP_WORD = max(map(len, _FOLDED_STOP_WORDS))
# Nouns whose inflections meet at the end of a compound as they do alone; Snowball would part 'boligområde' and
# 'boligområdet', 'klagefrist' and 'klagefristen'. Nouns made by rule it cuts well.
_LAST_NOUNS = frozenset(noun for noun in NOUNS - DERIVED if len(noun) >= 4)
_IRREGULAR = frozenset(base for base in FORMS.values() if len(base) >= 4)  # 'lånebøger', 'ajourholde'
# Those of which an inflection lacks letters: 'skoleregel' and 'skoleregler', 'delbudget' and 'delbudgetter'
_CUT_AMISS = frozenset(noun for noun in _LAST_NOUNS if noun.endswith(("et", "ed", "el", "er", "en", "um"))) | _IRREGULAR
# The end of 'politikerne', 'foldende', 'lagene', 'gyldige': an ending and the letter before it, though kerne, rende,
# gene and dige are words as well; of 'blomstrende', 'praktikanterne', 'socialister'
_MERE_ENDING = re.compile(r"(?:\w?(?:ende|erne|ene|(?<!p)ige|igt)|trende|lanterne|(?<=a)list\w*|(?<=i)sten\w*)s?")
# How the inflections of these begin, so that most places of a word need no closer look
_STUMPS = frozenset(stumps([*_LAST_NOUNS, *_IRREGULAR, *FORMS]))
_HEADS = frozenset(heads(_STUMPS))
# 'folkesundheden', 'borgerlige': Snowball would go on and take -hed and -lig as well, and find 'sund' and 'borger'; it
# would leave 'idealisten' as it is
_DERIVED = re.compile(r"(\w{2,}hed|\w{3,}ist)(?:s|en|ens|er|ers|erne|ernes)?|(\w{3,}ig)(?:e|es|t|ere|est|este)?")
_stemmers = threading.local()  # a Stemmer may not be shared between threads


def fold(word: str) -> str:
    """'åbenrå' and 'aabenraa' in one spelling. `word` is lower case, NFC."""
    return word if word.isascii() else word.translate(_FOLDED)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of a word (lower case, NFC), folded; '' for a stop word, numbers unchanged.

    Of a compound with a hyphen only the last part is inflected: 'it-strategien' becomes 'it-strategi'.
    """
    if len(word) <= _LONGEST_STOP_WORD and fold(word) in _FOLDED_STOP_WORDS:
        return ""
    base = word.split("'", 1)[0] or word  # "eu's" is found by eu
    if not base.isalpha() and any(letter.isdigit() for letter in base):
        return fold(base)
    head, hyphen, last = base.rpartition("-")
    return fold(head + hyphen + _without_ending(last))


def beginnings(lexeme: str) -> set[str]:
    """How the words of a stem may begin, folded: {'bog', 'boeg'}, {'cyk'} of 'cykel'; for a fast first look."""
    begin = {lexeme}
    if lexeme in _FOLDED_LISTED or lexeme.endswith(_FOLDED_CUT_AMISS + _FOLDED_CHANGED):
        cut = 2 if lexeme.endswith(("el", "en", "er", "um")) and len(lexeme) > 4 else 1 if lexeme.endswith("e") else 0
        cut += cut == 2 and lexeme[-4:-3] == lexeme[-3:-2]  # sikker, sikre
        cut += cut == 1 and lexeme[-3:-2] == lexeme[-2:-1]  # glemme, glemt
        cut += lexeme in _FOLDED_IN_ET  # samlet, samlede
        begin = {lexeme[: len(lexeme) - cut]}
        for at in range(len(lexeme)):
            begin.update(lexeme[:at] + form for form in _FOLDED_FORMS.get(lexeme[at:], ()))
    shortest = sorted(begin, key=len)
    return {one for one in shortest if not any(one != other and one.startswith(other) for other in shortest)}


def _without_ending(word: str) -> str:
    base = base_of(word)
    if not base and (otherwise := unfolded(word)):
        base = base_of(otherwise)
    if base:
        return base
    for at in range(3, len(word) - 3):
        if word[at : at + 4] not in _HEADS:
            continue
        rest = word[at:]
        if not begins_with_stump(rest, _STUMPS) or _MERE_ENDING.fullmatch(word, at):
            continue
        base = base_of(rest)
        if base and (rest in FORMS or base in _IRREGULAR):
            return word[:at] + base
        noun = noun_of(rest)
        if noun in _LAST_NOUNS:
            return word[:at] + noun
    if "hed" in word or "ig" in word or "ist" in word:
        derived = _DERIVED.fullmatch(word)
        if derived:
            return derived[1] or derived[2]
    return _stemmer().stemWord(word)


def unfolded(word: str) -> str:
    """'boern' as 'børn'; '' where there is nothing to read so. Only a word that is then known is taken for one."""
    other = word.replace("aa", "å").replace("ae", "æ").replace("oe", "ø")
    return other if other != word else ""


def other_stems(word: str) -> tuple[str, ...]:
    """What a word of a text is found by beside `stem`.

    'ærø' by 'aeroe', as someone types who has no æ, ø and å, and of which Snowball takes the last e; 'bruger' by
    'bruge', of which it may be a form as well.
    """
    spelled = fold(word)
    found = [] if spelled == word else [stem(spelled)]
    other = other_base_of(word)
    if other:
        found.append(fold(other))
    if not found:
        return ()
    first = stem(word)
    return tuple(one for one in dict.fromkeys(found) if one and one != first)


_FOLDED_LISTED = frozenset(map(fold, NOUNS | ADJECTIVES | VERBS | set(FORMS.values())))
_FOLDED_IN_ET = frozenset(fold(word) for word in ADJECTIVES if word.endswith("et"))
_FOLDED_CUT_AMISS = tuple(map(fold, _CUT_AMISS))
_FOLDED_FORMS: dict[str, set[str]] = {}  # by what a dictionary has
for _form, _base in FORMS.items():
    _FOLDED_FORMS.setdefault(fold(base_of(_form) or _base), set()).add(fold(_form))
# 'bog', of which 'bøger' begins otherwise
_FOLDED_CHANGED = tuple(
    base for base, forms in _FOLDED_FORMS.items() if len(base) > 2 and not all(form.startswith(base) for form in forms)
)


def _stemmer() -> Stemmer.Stemmer:
    stemmer = getattr(_stemmers, "danish", None)
    if stemmer is None:
        stemmer = _stemmers.danish = Stemmer.Stemmer("danish", 0)
    return stemmer
