"""Bodies told by their first letters: 'THU 9.3.2009: Udsat.' where the Teknik- og Havneudvalg met."""

from __future__ import annotations

import re

from meetings.ingest.rules import bodies, dates, decisions
from meetings.ingest.rules.decisions import DecisionHeading

# 'THU 9.3.2009:', 'ØU den 12. marts 2012, pkt. 5', 'KB, d. 3/2-2010: Vedtaget.'; no date follows 'KLE 00.22.04'
_DATED = re.compile(r"^(?P<short>[A-ZÆØÅ]{1,5}U|ØK|BY|KB|RR|[A-ZÆØÅ]{2,5})(?:[ ,:–-]+(?:møde )?)(?=(?:den |d\. ?)?\d)")
# 'TMU', 'BKU': the letters of a committee; of 'KLE' and 'VVM' nobody could say
_OF_COMMITTEE = re.compile(r"^(?:[A-ZÆØÅ]{1,5}U|ØK|BY|KB|RR)$")
# What every municipality means by them
_KNOWN = {"ØU": "Økonomiudvalget", "BY": "Byrådet", "KB": "Kommunalbestyrelsen", "RR": "Regionsrådet"}
_WORD = re.compile(r"[a-zæøå]+")
# 'udvalget' in 'Havneudvalget', 'bestyrelsen' in 'Kommunalbestyrelsen': a letter of its own
_NOUN = re.compile(r"(?<=[a-zæøå])(?:udvalg|råd|bestyrelse|nævn|kommission)")
_JOINS = frozenset(("og", "for", "af", "samt", "i", "på"))
_LONGEST = 6  # letters


def is_short(text: str) -> bool:
    """Whether a text is nothing but letters that may stand for a body."""
    return 2 <= len(text) <= _LONGEST and text.isalpha() and text.isupper()


def _letters(name: str) -> list[str]:
    """'Teknik- og Havneudvalget' -> h, t, u, in their order of the alphabet."""
    words = [word for word in _WORD.findall(name.casefold()) if word not in _JOINS]
    nouns = [found[0] for word in words if (found := _NOUN.search(word))]
    return sorted(word[0] for word in (*words, *nouns))


def is_of(short: str, name: str) -> bool:
    """Whether letters are the first letters of a body's name, in any order: 'THU' of 'Teknik- og Havneudvalget'."""
    return sorted(short.casefold()) == _letters(name)


def full(short: str, committee: str) -> str:
    """The name that letters stand for: the meeting's body where they are its own; else as every municipality means
    them, or as printed."""
    return committee if committee and is_of(short, committee) else _KNOWN.get(short, short)


def heading(text: str, committee: str) -> DecisionHeading | None:
    """The heading of a decision that names its body by letters, and the day."""
    found = _DATED.match(text) if len(text) < 600 else None
    if found is None or dates.find(text[:40]) is None:
        return None
    short = found["short"]
    if not _OF_COMMITTEE.match(short) and not (committee and is_of(short, committee)):
        return None
    told = decisions.heading(f"Økonomiudvalget {text[found.end() :]}")
    return None if told is None or told.date is None else told._replace(body=full(short, committee))


def is_unsure(body: str | None) -> bool:
    """Whether a body's name was left in letters, since nobody knows them."""
    return body is not None and is_short(body) and not bodies.is_body(body)
