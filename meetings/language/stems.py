"""One word to what it is found by: its stem, its spelling folded.

Stemming comes before folding: Snowball's rules know å, æ and ø as letters, and folding first would merge four times
as many classes of words that have nothing to do with one another.
"""

from __future__ import annotations

import threading
from functools import lru_cache

import Stemmer

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
_stemmers = threading.local()  # a Stemmer may not be shared between threads


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """'åbenrå' and 'aabenraa' in one spelling. `word` is lower case, NFC."""
    return word.translate(_FOLDED)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of a word (lower case, NFC), folded; '' for a stop word, numbers unchanged.

    Of a compound with a hyphen only the last part is inflected: 'it-strategien' becomes 'it-strategi'.
    """
    if fold(word) in _FOLDED_STOP_WORDS:
        return ""
    base = word.split("'", 1)[0] or word  # "eu's" is found by eu
    if any(letter.isdigit() for letter in base):
        return fold(base)
    head, hyphen, last = base.rpartition("-")
    return fold(head + hyphen + _stemmer().stemWord(last))


@lru_cache(maxsize=100_000)
def stem_as_typed_without_letters(word: str) -> str:
    """The stem that someone without æ, ø and å on the keyboard asks for, where it is another one; else ''.

    'ærø' is found by 'aeroe', but Snowball takes the last e of 'aeroe' for an ending and asks for 'aero'.
    """
    spelled = word.translate(_FOLDED)
    if spelled == word:
        return ""
    other = stem(spelled)
    return other if other != stem(word) else ""


def _stemmer() -> Stemmer.Stemmer:
    stemmer = getattr(_stemmers, "danish", None)
    if stemmer is None:
        stemmer = _stemmers.danish = Stemmer.Stemmer("danish", 0)
    return stemmer
