"""Titles that a cover breaks over lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from meetings.ingest.lines import Line
from meetings.ingest.rules import cover_titles
from meetings.ingest.rules.cover_labels import labelled

# 'REFERAT Kultur- og', 'Referat fra Udvalget for Børn,': a name that the line's end cuts
_UNFINISHED = re.compile(r"(?:[,&-]|\b(?:og|for|samt|i|på|hos|ved|til|fra|af|den|d\.|kl\.))$", re.IGNORECASE)
# 'tirsdag den 4. oktober' / '2016 kl. 8.00'
_DAY_AND_MONTH = re.compile(r"\d{1,2}\. [a-z]{3,9}$", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"^(?:19|20)\d\d\b")


def title_text(lines: Sequence[Line]) -> dict[int, str]:
    """A title broken over lines ('Referat' / 'til' / 'mødet i Teknisk Udvalg' / 'den 3. maj 2017') as one text, by
    line number."""
    for i, line in enumerate(lines[:60]):
        if not cover_titles.TITLE.match(line.text) or len(line.text) > 120:
            continue
        end = i + 1
        while end < min(i + 7, len(lines)) and _goes_on(lines[end], lines[end - 1]):
            end += 1
        if end == i + 1:
            continue
        whole = " ".join(each.text for each in lines[i:end])
        return {line.number: whole, **{each.number: "" for each in lines[i + 1 : end]}}
    return {}


def _goes_on(line: Line, above: Line) -> bool:
    """Whether a title goes on: small letters below it, or 'Kultur- og' / 'Fritidsudvalget', broken inside the name."""
    into = re.search(r"\bkl\..{1,12} (?:i|på|hos|ved)$", above.text)  # 'kl. 15:00 i' / 'mødelokale 2, Lindeby Rådhus'
    if line.starts_paragraph or len(line.text) >= 120 or (labelled(line.text) and not into):
        return False
    wrapped = re.match(r"^\d{1,3},", line.text)  # 'i mødelokale' / '2, Lindeby Rådhus'
    return (
        line.text[0].islower()
        or _UNFINISHED.search(above.text) is not None
        or (_DAY_AND_MONTH.search(above.text) is not None and _YEAR_FIRST.match(line.text) is not None)
        or (len(above.text) > 60 and wrapped is not None)
    )
