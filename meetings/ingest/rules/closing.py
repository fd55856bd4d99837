"""The end of the minutes: when the meeting closed, and who signed. It belongs to no item."""

from __future__ import annotations

import re
from collections.abc import Sequence

from meetings.ingest.lines import Line
from meetings.ingest.rules import decisions, names, words

# 'Mødet sluttede kl. 10.15', 'Mødet hævet kl. 18.05.', 'Mødet blev afsluttet', 'Underskrifter', 'Godkendt elektronisk
# af mødets deltagere.', 'Underskrevet af:'
_CLOSES = re.compile(
    r"^(?:mødet (?:blev )?(?:hævet|sluttede|sluttet|slut|afsluttet|lukket|hæves)\b|møde (?:hævet|slut)\b|"
    r"underskrifter?\b\W*$|underskrevet\b|"
    r"referatet (?:er )?(?:underskrevet|godkendt af)|"
    r"(?:(?:referatet|protokollen) )?(?:er )?(?:godkendt|underskrevet) (?:elektronisk|digitalt) af\b|"
    r"således passeret|sluttid(?:spunkt)?\b)",
    re.IGNORECASE,
)
# 'Næste møde er mandag d. 1. april 2019 kl. 9.30.' as the very last
_NEXT_MEETING = re.compile(r"^næste (?:ordinære )?møde\b(?! flyttes)", re.IGNORECASE)
# 'Punkt 4: Årsplan', 'Sag nr. 5: Budget', '4. Årsplan'
_POINT = re.compile(r"^(?:(?:punkt|pkt\.?|sag)(?: nr\.?)? ?\d{1,4}\b|\d{1,4}\. [A-ZÆØÅ])", re.IGNORECASE)
# 'Bilagsoversigt' at the end of the minutes: the attachments of all items once more
OVERVIEW = frozenset(
    ("bilagsoversigt", "samlet bilagsoversigt", "oversigt over bilag", "bilagsliste", "bilagsfortegnelse")
)
# Items that are but the page where the minutes are signed
SIGNATURES = frozenset(
    (
        "underskriftsside",
        "underskrifter",
        "underskriftsblad",
        "underskriftsark",
        "underskrift",
        "underskrift af referat",
    )
)
_NUMBERED = re.compile(r"^\d{1,4}[a-z]?[.)] \S")
_LAST = 60  # lines
_WRAPPED = 40  # characters of a heading that its line's end may have cut


def _is_closing(lines: Sequence[Line], i: int) -> bool:
    return bool(_CLOSES.match(lines[i].text)) or (i >= len(lines) - 2 and bool(_NEXT_MEETING.match(lines[i].text)))


def find(lines: Sequence[Line]) -> list[Line]:
    """The closing lines, if all that follows them is short: times, names and offices; and a list of all attachments."""
    overview = _overview(lines)
    if overview is not None:
        return list(lines[overview:])
    start = max(0, len(lines) - _LAST)
    for at in range(max(start, 1), len(lines)):
        if len(lines[at].text) < 120 and _is_closing(lines, at):
            after = lines[at + 1 :]
            if any(_POINT.match(line.text) or decisions.heading(line.text) is not None for line in after):
                continue  # a cover that says when the meeting closed
            return list(lines[at:]) if all(_may_follow(line) for line in after) else [lines[at]]
    return []


def _overview(lines: Sequence[Line]) -> int | None:
    """Where the attachments of all items are listed once more: below the word, headings of items stand again."""
    for at in range(len(lines) - 1, len(lines) // 3, -1):
        if words.fold(lines[at].text) not in OVERVIEW:
            continue
        headings = {line.text for line in lines[:at] if _NUMBERED.match(line.text)}
        again = [line for line in lines[at + 1 :] if _is_again(line.text, headings)]
        if len(again) > 1 and again[0] is lines[at + 1]:
            return at
    return None


def _is_again(text: str, headings: set[str]) -> bool:
    """Whether a line is an item's heading, or one that was wrapped above and is whole here."""
    return text in headings or any(len(heading) > _WRAPPED and text.startswith(heading) for heading in headings)


def _may_follow(line: Line) -> bool:
    """Whether a line may stand below the end: a name, an office, a time; no text of a case."""
    if words.fold(line.text) in words.STRONG:
        return False
    if len(line.text) > 80:
        return len(line.text) < 400 and names.split(line.text) is not None  # 'Lise Holm / Ib Lund / …'
    return not line.text[0].isdigit() or names.split(line.text) is not None or len(line.text) <= 12
