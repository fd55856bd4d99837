"""Names of persons: how they look, and how a list of them is taken apart."""

from __future__ import annotations

import re

from meetings.ingest.reference import PARTY_SHORT
from meetings.ingest.rules import bodies

# 'Helle', 'Kastrupsen', 'W.', 'H.C.', 'Hans-Christian', "O'Neill", 'Øzlem'; between them 'af', 'von', 'el'
_PART = r"(?:[A-ZÆØÅ]\.-?[A-ZÆØÅ]\.|[A-ZÆØÅÄÖÜÉ][\wæøåäöüéèá’'`-]*\.?)"
_NAME = re.compile(rf"^{_PART}(?: (?:{_PART}|af|von|van|de|la|el|al|bin|der|den))* {_PART}$")
# '(A)', '(Udenfor parti)', '(V), 1. viceborgmester', '(formand)', '[S]'
_PAREN = re.compile(r"\s*[(\[][^)\]]{0,60}[)\]]")
# ', formand', ' - næstformand', ' formand'
_OFFICE = re.compile(
    r"[\s,–-]+(?:(?:\d\. )?(?:formand|næstformand|viceborgmester|borgmester|viceformand|udvalgsformand|rådmand|medlem|"
    r"stedfortræder|suppleant|sekretær|referent|udvalgsmedlem))\b.*$",
    re.IGNORECASE,
)
_OFFICE_BEFORE = re.compile(
    r"^(?:formand(?:en)?|næstformand(?:en)?|(?:\d\. )?viceborgmester(?:en)?|borgmester(?:en)?|udvalgsformand(?:en)?|"
    r"rådmand|\w*medlem(?:merne)?)\s*:?\s+",
    re.IGNORECASE,
)
# ' A', ' (A' at the end of a name in lists like 'Helle Holm A, Jens Krog V'
_LETTER = re.compile(r"\s+[A-ZÆØÅ]$")
# 'Helle Holm, F, og Jens Krog, SF': the party behind a name
_PARTY = re.compile(rf"[A-ZÆØÅ]|UFP|{'|'.join(PARTY_SHORT)}")
_SEPARATOR = re.compile(r"\s*(?:[,;/|•]|\bog\b|\bsamt\b|\s-\s|\n)\s*")
_NO_NAMES = frozenset(
    [
        "godkendt",
        "udsat",
        "taget",
        "tages",
        "drøftet",
        "ingen",
        "intet",
        "indstillingen",
        "punktet",
        "sagen",
        "udvalget",
        "byrådet",
        "orientering",
        "orienteringen",
        "beslutning",
        "til",
    ]
)
# What may stand behind a name that a layout ran together with the decision below
_OUTCOMES = frozenset(("godkendt", "udsat", "vedtaget", "drøftet", "tiltrådt", "anbefales", "udgår"))


def is_name(text: str) -> bool:
    """Whether a text is the name of one person: two to six capitalised words, no body, no outcome."""
    if not 5 <= len(text) <= 60 or not _NAME.match(text):
        return False
    parts = text.split()
    if len(parts) > 6 or parts[0].casefold().strip(".") in _NO_NAMES:
        return False
    if parts[-1].casefold() in _OUTCOMES:
        return False  # 'Lise Holm Godkendt'
    if parts[-1].endswith(".") and len(parts[-1]) > 3:
        return False
    return not any(bodies.NOUN.fullmatch(part) for part in parts) and not text.isupper()


def bare(text: str) -> str:
    """A person without party, office and marks: 'Helle Blak (Udenfor parti), formand' -> 'Helle Blak'."""
    text = _PAREN.sub("", text).strip(" .,;:–-•*|")
    text = _OFFICE_BEFORE.sub("", _OFFICE.sub("", text))
    if len(text.split()) > 2:
        text = _LETTER.sub("", text)
    return text.strip(" .,;:–-") if not re.search(r" [A-ZÆØÅ]\.$", text) else text.strip(" ,;:–-")


def is_party(text: str) -> bool:
    """'V', 'SF': a party's letters, as they stand behind a name."""
    return _PARTY.fullmatch(text) is not None


def split(text: str) -> list[str] | None:
    """The persons of a list like 'Helle Blak (UFP), Birger Filskov og Lone Krag'; None if any part is no name."""
    without = _PAREN.sub(", ", text[:3000])
    found: list[str] = []
    for part in _SEPARATOR.split(without.strip(" .")):
        if not part.strip(" .-"):
            continue
        if found and _PARTY.fullmatch(part.strip()):
            continue
        name = bare(part)
        if not name and part.strip():
            continue  # 'formand'
        if not is_name(name):
            if _OFFICE_BEFORE.match(part + " ") or re.fullmatch(
                r"(?:\d\. )?\w*(?:formand|borgmester)", part, re.IGNORECASE
            ):
                continue
            return None
        found.append(name)
    return found or None


# 'Ejnar Bjerrehus (V) ejer jord i området og …': the person a sentence opens with
_LEADING = re.compile(rf"^(?P<name>{_PART}(?: {_PART}){{1,4}})(?:\s*\([^)]{{1,40}}\))?,? (?=[a-zæøå])")


def leading(text: str) -> list[str]:
    """The person that a sentence opens with, if it opens with one."""
    found = _LEADING.match(text)
    return [found["name"]] if found and is_name(found["name"]) else []
