"""What the words of a question may look like in a text: patterns of letters, which find a place to look at fast."""

from __future__ import annotations

import re
from collections.abc import Sequence

from meetings.language.stems import beginnings

# What a beginning may look like in the text: the other spellings that fold to it.
_SPELLINGS = {"aa": "(?:aa|å)", "ae": "(?:ae|æ)", "oe": "(?:oe|ø)", "e": "[eé]", "-": "[-‐‑–/]", "'": "['’]", "§": ""}
_SPELLED = re.compile("|".join(map(re.escape, _SPELLINGS)))
# How the pattern of a beginning begins, where that is one sign: 'k', '[eé]', not '(?:aa|å)'
_ONE_SIGN = re.compile(r"\w(?![?*+])|\[[^\]]*\](?![?*+])")
# Signs that may stand inside a word without changing it.
_HIDING = re.compile("[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]")
# What their UTF-8 begins with, and few other signs': U+0300 to U+037F begin with CC or CD.
_HIDING_OCTETS = (b"\xcc", b"\xcd", *(sign.encode() for sign in "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


def plain_letters(text: str) -> str | None:
    """The text in lower case, letter for letter; None where signs hide inside words, so that letters say nothing."""
    lower = text.lower()
    return None if len(lower) != len(text) or _hides(text) else lower


def _hides(text: str) -> bool:
    """Whether it holds signs that hide inside words. Octets are looked through in a third of the time of letters."""
    try:
        return b"\xad" in text.encode("latin-1")  # holds all letters of most texts, and of these signs one
    except UnicodeEncodeError:
        octets = text.encode(errors="replace")
    for some in _HIDING_OCTETS:
        if some in octets:
            return bool(_HIDING.search(text))
    return False


def _beginning(lexeme: str) -> str:
    """A pattern for letters of a text that fold to these."""
    pattern = _SPELLED.sub(lambda match: _SPELLINGS[match.group()], re.escape(lexeme).replace(r"\-", "-"))
    if any(sign.isdigit() for sign in lexeme):  # '750000' may be written 750.000
        return re.sub(r"(?<=[0-9])(?=[0-9])", r"\.?", pattern)
    # 'aero', what Snowball leaves of 'aeroe', begins 'ærø': its last letter is half a letter of that word
    return pattern[:-1] + {"o": "[oø]", "a": "[aåæ]"}.get(pattern[-1], pattern[-1])


def first_word(lexeme: str, *, exact: bool) -> str:
    """How a word begins, or, where it may be a part of one, what stands somewhere in it."""
    if exact or not lexeme.isalpha():
        return _at_the_beginning(_beginning(lexeme))
    return "|".join(sorted(map(_beginning, beginnings(lexeme)), key=len, reverse=True))


def _at_the_beginning(pattern: str) -> str:
    """The pattern where no letter or digit stands before it. That is asked behind its first sign where that is one: a
    text is looked through for a sign many times as fast as it is asked at each letter what stands before."""
    sign = _ONE_SIGN.match(pattern)
    if not sign:
        return rf"(?<![^\W_]){pattern}"
    return rf"{sign.group()}(?<![^\W_][\s\S]){pattern[sign.end() :]}"


def followed(words: Sequence[tuple[int, str]]) -> str:
    """Of a phrase, words in their distances: that its second word comes next. Where its first stands without it there
    is nothing to look at."""
    if len(words) < 2:
        return ""
    (_, first), (distance, second), *_ = words
    if distance != 1 or not first.isalpha() or not second.isalpha():
        return ""
    return rf"(?=[^\W_]*[\W_]+{_beginning(second)})"
