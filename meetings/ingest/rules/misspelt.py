"""Words that a decision hangs on, misspelt by one letter: 'Taget til efterretnig', 'Godkednt', 'Beslutnig'."""

from __future__ import annotations

import re

# What is looked for, long enough that one letter makes no other word of it: 'medtages' opens otherwise than 'vedtages'
_RIGHT = (
    "godkendt", "godkendes", "godkender", "godkendte", "vedtaget", "vedtages", "vedtagelse", "tiltrædes", "tiltrådte",
    "anbefales", "anbefalet", "anbefaler", "anbefalede", "indstilles", "indstillingen", "efterretning", "orientering",
    "orienteringen", "udsættes", "udskydes", "forkastes", "forkastet", "oversendes", "fremsendes", "imødekommes",
)  # fmt: skip
_BY_FIRST = {letter: tuple(word for word in _RIGHT if word[0] == letter) for letter in {word[0] for word in _RIGHT}}
# 'efterretnig', 'godkednt'; of eight letters or one less
_WORD = re.compile(r"\b[aefgiotuv]\w{6,14}\b", re.IGNORECASE)
# Words of their own, a letter away from one of these
_OTHERS = frozenset(
    ("godkend", "godkende", "tilrådt", "tilrådte", "tilrådes", "anbefale", "indstille", "orienteringer", "forkaste")
)
_READ = 400  # characters of a text that are looked at


def is_near(word: str, right: str) -> bool:
    """Whether a word is `right` but for one letter more, less or other, or two that changed places."""
    word = word.casefold()
    if abs(len(word) - len(right)) > 1:
        return False
    for i in range(len(right) + 1):
        before, after = right[:i], right[i:]
        swapped = before + after[1:2] + after[:1] + after[2:]
        if word in (before + after[1:], swapped) or word[:i] + word[i + 1 :] in (right, before + after[1:]):
            return True
    return False


def mended(text: str) -> str | None:
    """A decision's text with such words as they are spelt; None where there are none. For texts that no rule knows."""
    changed = _WORD.sub(lambda found: _right(found[0]), text[:_READ])
    return changed + text[_READ:] if changed != text[:_READ] else None


def _right(word: str) -> str:
    low = word.casefold()
    near = _BY_FIRST[low[0]]
    if low in near or low in _OTHERS:
        return word
    found = next((right for right in near if is_near(low, right)), None)
    return word if found is None else found.capitalize() if word[0].isupper() else found
