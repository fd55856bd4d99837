"""Those on one side of a vote: 'Ø (Lise Holm og Jens Krog), A, C (4) og Helle Blak (UFP), i alt 10'."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from meetings.ingest.reference import PARTY_NAMES
from meetings.ingest.rules import names

# '(A)', 'A', 'liste Ø', 'B (4)'
_LETTER = re.compile(r"(?<![\w.'-])[(\[]?(?P<letter>[A-ZÆØÅ])[)\]]?(?![\w'-]|\.(?! |$))")
_COUNTED = re.compile(
    r"\bi alt (?P<count>\d{1,3})|(?:flertal|mindretal) på (?P<part>\d{1,3})\b|"
    r"^\W*(?P<first>\d{1,3}) ?(?:stemmer|medlem(?:mer)?|\(|:|,|\.|$)",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"(?<![\w])(?P<name>[A-ZÆØÅ][\wæøåéüöä.'-]+(?: (?:[A-ZÆØÅ][\wæøåéüöä.'-]*|af|von|de|"
    r"van)){1,5})(?P<party>\s*\([^)]{1,30}\))?"
)


@dataclass(slots=True)
class Who:
    parties: list[str] = field(default_factory=list)
    persons: list[str] = field(default_factory=list)
    count: int | None = None

    def __bool__(self) -> bool:
        return bool(self.parties or self.persons or self.count is not None)


def read(text: str) -> Who:
    """The parties and persons of 'Ø (Lise Holm og Jens Krog), A, C (4) og Helle Blak (UFP), i alt 10'."""
    who = Who()
    if counted := _COUNTED.search(text):
        who.count = int(counted["count"] or counted["part"] or counted["first"])
    rest = text
    for name in PARTY_NAMES:
        if name in rest:
            letter = re.search(re.escape(name) + r"\s*\((?P<letter>[A-ZÆØÅ])\)", rest)
            _once(who.parties, letter["letter"] if letter else name)
            rest = rest.replace(letter[0] if letter else name, " ")
    for match in _PERSON.finditer(rest):
        name = names.bare(match["name"])
        if names.is_name(name) and name.split()[0] not in ("For", "Imod", "Et", "Liste"):
            _once(who.persons, name)
            rest = rest.replace(match[0], " ", 1)
    for match in _LETTER.finditer(rest):
        if match[0] == "I" and match.start() == 0 and re.match(r"I (?!og\b)[a-zæøå]", rest):
            continue  # the preposition that opens a sentence
        _once(who.parties, match["letter"])
    return who


def _once(values: list[str], value: str) -> None:
    if value not in values:
        values.append(value)


def join(to: Who, who: Who) -> None:
    for value in who.parties:
        _once(to.parties, value)
    for value in who.persons:
        _once(to.persons, value)
    to.count = who.count if to.count is None else to.count
