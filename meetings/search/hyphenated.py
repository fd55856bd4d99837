"""Words of a text that are written with a hyphen, for whoever looks for them as one word ('arbejdsmarkedsudvalget')."""

from __future__ import annotations

import re
from collections.abc import Iterator

_HYPHENS = "-‐‑–"
# 'Arbejdsmarkeds-Udvalget', 'e-mail', 'Høje-Taastrup'
_HYPHENATED = re.compile(rf"[^\W\d_]+(?:[{_HYPHENS}][^\W\d_]+)+")
_JOINED = str.maketrans(dict.fromkeys(_HYPHENS, ""))


def hyphenated(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, the word without its hyphens) of each; in order of the kind of hyphen, then of the text.

    The signs are looked for and not the words: most texts have few, and are passed over at the speed of a look for one.
    """
    for sign in _HYPHENS:
        reached = 0
        at = text.find(sign)
        while at >= 0:
            start = at
            while start > reached and text[start - 1].isalpha():
                start -= 1
            word = _HYPHENATED.match(text, start)
            if word:
                yield start, word.end(), word.group().translate(_JOINED)
                reached = word.end()
            at = text.find(sign, max(at + 1, reached))
