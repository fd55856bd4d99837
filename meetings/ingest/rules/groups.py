"""Headings over groups of items: 'A. SAGER TIL ORIENTERING', 'Orienteringspunkter', 'Lukket dagsorden'.

They stand between the end of one item and the heading of the next. What stands under 'Lukket dagsorden' is closed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from meetings.ingest.lines import Line
from meetings.ingest.rules import titles
from meetings.ingest.rules.contents import without_number

_GROUP = re.compile(
    r"^(?:"
    # 'A. SAGER TIL ORIENTERING', 'D. EVENTUELT', 'B) Indstillinger til byrådet'
    r"[A-H][.)] +(?:sager|punkter|indstillinger|orientering|eventuelt|meddelelser|lukkede|åbne|øvrige)\b.{0,80}"
    # 'Sager til beslutning', 'Punkter til orientering', 'Sager, der afgøres af udvalget'
    r"|(?:sager|punkter|emner)(?: til|, der| der) .{3,60}"
    # 'Beslutningspunkter', 'Orienteringssager', 'Temapunkter'
    r"|(?:beslutnings|orienterings|drøftelses|tema|efterretnings|diskussions)(?:punkter|sager)\W*"
    # 'Åbne punkter', 'Lukket dagsorden', 'Lukkede sager', 'Åben del', 'LUKKET MØDE'
    # 'Lukkede dagsordenspunkter', 'ÅBNE EFTERRETNINGSSAGER', 'Lukkede beslutningspunkter'
    r"|(?:åbne|lukkede|åben|åbent|lukket|offentlige|ikke-offentlige|fortrolige|tillægs) ?(?:\w*sager|\w*punkter|"
    r"dagsorden|del|møde|referat)\W*"
    # 'FOR LUKKEDE DØRE:', 'Lukkede døre', 'Sager for åbne døre', 'Mødet fortsatte for lukkede døre.'
    r"|(?:(?:(?:disse |følgende |nedenstående )?\w*sager|\w*punkter|mødet|derefter|herefter)[\w ]{0,40} )?(?:(?:for|"
    r"bag) )?(?:lukkede|åbne|lukket|åben) "
    r"døre?\W*"
    r")$",
    re.IGNORECASE,
)
_LONGEST = 60  # characters of such a heading
_CLOSED = re.compile(r"\b(?:lukke(?:t|de)|ikke-offentlige|fortrolige)\b", re.IGNORECASE)
_OPEN = re.compile(r"\b(?:åb(?:en|ent|ne)|offentlige)\b", re.IGNORECASE)


class Groups(NamedTuple):
    lines: list[int]  # indexes of the group headings
    closed: list[int]  # places of the items that stand under a closed group


def heads(text: str) -> bool:
    """Whether a line may head a group of items."""
    return len(text) < 120 and _GROUP.match(text) is not None


def is_closed(text: str) -> bool:
    """Whether a line heads the closed items: 'LUKKET DAGSORDEN', 'Lukkede punkter'."""
    if len(text) >= _LONGEST or not ("ukke" in text or "UKKE" in text):
        return False
    return _GROUP.match(text) is not None and _CLOSED.search(text) is not None


def closed_titles(contents: Sequence[str]) -> set[str]:
    """The folded titles that a table of contents lists under 'Lukkede sager'."""
    found: set[str] = set()
    under_closed = False
    for text in contents:
        if _GROUP.match(text[:120]):
            under_closed = bool(_CLOSED.search(text))
        elif under_closed:
            found.add(titles.key(titles.read(without_number(text)).text))
    return found - {""}


def find(lines: Sequence[Line], starts: Sequence[int]) -> Groups:
    """The group headings just before the items that start at these indexes."""
    found: list[int] = []
    closed: list[int] = []
    under_closed = False
    for place, start in enumerate(starts):
        for i in (start - 2, start - 1):
            if i < 0 or not _GROUP.match(lines[i].text[:120]) or (place and i <= starts[place - 1]):
                continue
            if lines[start].starts_paragraph and not lines[i].starts_paragraph:
                continue  # 'LUKKET DØR' right below an item's case number is about that item
            if i == start - 2 and not _GROUP.match(lines[start - 1].text[:120]):
                continue
            found.append(i)
            under_closed = bool(_CLOSED.search(lines[i].text)) or (under_closed and not _OPEN.search(lines[i].text))
        if under_closed:
            closed.append(place)
    return Groups(found, closed)
