"""The end of the minutes: when the meeting closed, and who signed. It belongs to no item."""

from __future__ import annotations

import re
from collections.abc import Sequence

from meetings.ingest.lines import Line
from meetings.ingest.rules import names, words

# 'Mødet sluttede kl. 10.15', 'Mødet hævet kl. 18.05.', 'Mødet blev afsluttet', 'Underskrifter', 'Underskrevet af:'
_CLOSES = re.compile(
    r"^(?:mødet (?:blev )?(?:hævet|sluttede|sluttet|slut|afsluttet|lukket|hæves)\b|møde (?:hævet|slut)\b|"
    r"underskrifter?\b\W*$|underskrevet\b|"
    r"referatet (?:er )?(?:underskrevet|godkendt af)|således passeret|sluttid(?:spunkt)?\b)",
    re.IGNORECASE,
)
# 'Næste møde er mandag d. 1. april 2019 kl. 9.30.' as the very last
_NEXT_MEETING = re.compile(r"^næste (?:ordinære )?møde\b(?! flyttes)", re.IGNORECASE)
_LAST = 60  # lines


def _is_closing(lines: Sequence[Line], i: int) -> bool:
    return bool(_CLOSES.match(lines[i].text)) or (i >= len(lines) - 2 and bool(_NEXT_MEETING.match(lines[i].text)))


def find(lines: Sequence[Line]) -> list[Line]:
    """The closing lines, if all that follows them is short: times, names and offices."""
    start = max(0, len(lines) - _LAST)
    at = next((i for i in range(start, len(lines)) if len(lines[i].text) < 120 and _is_closing(lines, i)), None)
    if at is None or at == 0:
        return []
    after = lines[at + 1 :]
    if any(
        len(line.text) > 80
        or words.fold(line.text) in words.STRONG
        or (line.text[0].isdigit() and names.split(line.text) is None and len(line.text) > 12)
        for line in after
    ):
        return [lines[at]]
    return list(lines[at:])
