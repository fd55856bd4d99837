"""Values of the cover's labels: people over several lines, hours, places."""

from __future__ import annotations

import re
from collections.abc import Sequence

from meetings.ingest.lines import Line
from meetings.ingest.rules import bodies, names

_OFFICIALS = re.compile(
    r"\b(?:direktør|chef|sekretær|konsulent|kommunaldirektør|leder|referent|fuldmægtig)\b", re.IGNORECASE
)


# 'Suppleant for Lise Holm', behind the name of who came
_FOR_WHOM = re.compile(r"^(?:suppleant|stedfortræder) for\b", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\s*[(\[][^)\]]{0,60}[)\]]")
# The head of a table of members: 'Navn Parti Funktion'
_TABLE_HEAD = frozenset(
    ("navn", "parti", "liste", "funktion", "titel", "rolle", "stilling", "organisation", "fremmøde")
)


# 'Fra kommunen: Aage Bo, Ib Lund. Fra foreningerne: …': whom the persons speak for
_GROUP = re.compile(r"(?:^|[.,;] ?)[A-ZÆØÅ][A-Za-zÆØÅæøå ]{2,40}: ")


def hour(text: str) -> str | None:
    found = re.match(r"^\W*(\d{1,2})\W*$", text)
    return f"{int(found[1]):02}:00" if found and int(found[1]) < 24 else None


def tidy_place(text: str) -> str | None:
    tidy = " ".join(text.split()).strip(" ,;|").lstrip(".")
    tidy = _UNFINISHED.sub("", tidy if _ABBREVIATED.search(tidy) else tidy.rstrip(" .,;|"))
    return tidy if len(tidy) > 1 else None


# 'Parkvej 37, Nykøbing F.', 'Rådhuset, 2. sal, lok. B.'
_ABBREVIATED = re.compile(r" [A-ZÆØÅ]\.$")
# 'Rådhuset, Byrådssalen og', 'på': what a broken line leaves behind
_UNFINISHED = re.compile(r"(?:^|[ ,]+)(?:og|på|i|hos|ved)$")


def people(texts: Sequence[str]) -> list[str]:
    """Names from lines that may be wrapped inside a name: 'A, Jimmy' and 'Simonsen, B' hold three persons."""
    whole = ""
    for text in texts:
        text = text.strip()
        if _TABLE_HEAD.issuperset(text.casefold().replace("|", " ").split()):
            continue
        if not whole:
            whole = text
            continue
        tail = re.split(r"[,;|]|\bog\b", whole)[-1].strip()
        head = re.split(r"[,;|]|\bog\b", text)[0].strip()
        broken = (
            "," in whole
            and not whole.endswith((",", ";"))
            and not names.is_party(tail)  # 'Lise Holm, V', a line to each
            and (len(tail.split()) < 2 or len(names.bare(head).split()) < 2)
        )
        whole += (" " if broken else ", ") + text
    found: list[str] = []
    whole = _GROUP.sub(", ", whole)
    for part in re.split(r"[,;|•\n]|\s+og\s+|\s+samt\s+", re.sub(r"\s*[(\[][^)\]]{0,60}[)\]]", ", ", whole)):
        name = names.bare(part)
        if (
            name
            and name not in found
            and 1 < len(name.split()) < 8
            and name[0].isupper()
            and not any(ch.isdigit() for ch in name)
            and not _OFFICIALS.search(name)
            and not _FOR_WHOM.match(name)
        ):
            found.append(name)
    return found


# 'Byrådssalen, Rådhuset', 'i Rådhuset, Store Sal', 'Mødelokale 2' on a line of its own
_PLACE_WORD = re.compile(
    r"(?:sal(?:en)?\b|lokale|rådhus|kantine|kulturhus|\bcenter\b|centret\b|\bteams\b|virtuelt|online|skolen?\b|"
    r"biblioteket|\bgård|regionshus|\w+vej \d|\w+gade \d|\w+torv\b)",
    re.IGNORECASE,
)


# 'i Byrådssalen, Rådhuset', 'Mødelokale 2'
_SURELY_PLACE = re.compile(
    r"\b(?:mødelokale|lokale \d|rådhuset|\w*salen|kantinen|kulturhuset|regionshuset|biblioteket|teams)\b", re.IGNORECASE
)


def names_place(text: str) -> bool:
    """Whether a line names a room or a house, among other things."""
    return _SURELY_PLACE.search(text) is not None


# 'Birthe', 'Kaj': a first name alone; and words that stand alone in a list of members and are no names
_FIRST_NAME = re.compile(r"^[A-ZÆØÅ][a-zæøåé]{2,14}$")
_NO_FIRST_NAMES = re.compile(
    r"^(?:\w*(?:deltager|deltagere|medlem|medlemmer|formand|formænd|borgmester|tilstede|stede|afbud|fraværende|ingen|"
    r"mødt|leder|direktør|chef|konsulent|sekretær|referent|parti|navn|liste|funktion|rolle|udvalg|udvalget|råd|rådet|"
    r"bestyrelsen|venstre|konservative|alternativet|enhedslisten|socialdemokratiet|radikale|løsgænger|vakant|alle|"
    r"repræsentant|repræsentanter|stedfortræder|suppleant))$",
    re.IGNORECASE,
)


def passed_over(texts: Sequence[str]) -> list[str]:
    """Members whom a list names by their first name alone, which `people` does not take."""
    parts = (
        part.strip(" .:") for text in texts for part in re.split(r"[,;|•]|\s+og\s+|:\s", _IN_BRACKETS.sub("", text))
    )
    return [part for part in parts if _FIRST_NAME.match(part) and not _NO_FIRST_NAMES.match(part)]


def is_place(line: Line) -> bool:
    """Whether a line of its own says where the meeting was held."""
    return (
        bool(_PLACE_WORD.search(line.text))
        and not line.text.endswith((".", ":"))
        and "kommune" not in line.text.casefold()
        and not bodies.is_body(line.text)
    )
