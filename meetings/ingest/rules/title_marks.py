"""Marks of one word beside a title that are not the title's own: '[BESLUTNING] Budget 2024', 'Bro (UDSAT)'.

In square brackets in any letters, in round ones in capitals alone: 'Besøg fra Ældrerådet (orientering)' may be a title.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# What the body is asked for; the words of `titles.kind`
_ASKED = r"beslutning|godkendelse|drøftelse|orientering"
# What was done with the item, which stays to be read below the title
_DONE = (
    r"udsat|udgår|udgået|tilbagesendt|taget af(?: dagsordenen)?|tillægs(?:punkt|sag)|ekstra(?:punkt)?|nyt punkt|"
    r"hastesag|genoptaget|genbehandling|revideret|rettet"
)
_MARK = rf"(?:(?:til )?(?P<asked>{_ASKED})|(?P<done>{_DONE}))"
# '[BESLUTNING] Budget 2024', '[Tillægspunkt] Bro'
_BEFORE = re.compile(rf"^\[{_MARK}\][\s:–-]*", re.IGNORECASE)
# 'Budget 2024 [til drøftelse]', 'Bro (UDSAT)'
_AFTER = re.compile(rf"\s*(?:\[|(?=\((?-i:[A-ZÆØÅ ]+)\)$)\(){_MARK}[\])]$", re.IGNORECASE)
# 'Godkendelse af dagsorden ( )': a template's place for a mark that nobody set
_EMPTY = re.compile(r"\s*(?:\(\s*\)|\[\s*\])$")


class Marks(NamedTuple):
    title: str
    asked: str  # 'beslutning', 'godkendelse', 'drøftelse', 'orientering' or ''
    done: str  # 'Udsat', 'Tillægspunkt' or ''


def take(text: str) -> Marks:
    """A title and its marks: '[BESLUTNING] Budget 2024 [UDSAT]' -> ('Budget 2024', 'beslutning', 'Udsat')."""
    asked = done = ""
    if text[-1:] in (")", "]"):
        text = _EMPTY.sub("", text) or text
    for pattern in (_BEFORE, _AFTER, _AFTER) if text[:1] == "[" or text[-1:] in ("]", ")") else ():
        found = pattern.search(text)
        rest = text[: found.start()] + text[found.end() :] if found else ""
        if found is None or not rest.strip():
            continue
        asked, done, text = asked or (found["asked"] or "").casefold(), done or (found["done"] or "").capitalize(), rest
    return Marks(text, asked, done)
