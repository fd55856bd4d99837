"""The headings of items: every line that could be one, and the evidence for it.

A document is read against the shapes of heading_forms.py. Which lines are meant is decided in chain.py, by the
run of numbers that the evidence supports best; here and in heading_evidence.py it is only collected and weighed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from meetings.ingest.lines import Line
from meetings.ingest.rules import labels, outcomes, words
from meetings.ingest.rules.contents import Contents
from meetings.ingest.rules.heading_evidence import (
    LISTED,
    weigh,
    weigh_again,
    weigh_closed,
    weigh_lists,
    weigh_numbers_above,
)
from meetings.ingest.rules.heading_forms import FORMS, STARTS, TELLING, Heading
from meetings.ingest.rules.heading_titles import LONGEST, title_from

# 'Oversigtskort vej.pdf (99221/16)': the name of a file is no title
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?)\b", re.IGNORECASE)
# '6200 Aabenraa', '2450 København SV'
_POST_CODE = re.compile(r"^[1-9]\d{3} [A-ZÆØÅ][\w.]+(?: [A-ZÆØÅ]\w*){0,2}$")
# 'Skelbækvej 2', 'Torvet 1, 2. sal', 'Mødelokale A'
_ADDRESS = re.compile(r"\b[A-ZÆØÅ][\wæøå.]+ (?:\d{1,3} ?[A-Za-z]?|[A-Z])(?:,.{0,20})?$")
# '1. 1. Godkendelse af dagsorden': a number that the page's list counts once more
_NUMBER_AGAIN = re.compile(r"^(?P<number>\d{1,4})\. (?=\D)")

__all__ = ["find", "weigh_again"]


def find(lines: Sequence[Line], contents: Contents, preferred: Sequence[str] = ()) -> list[Heading]:
    """Every possible heading, weighed; `preferred` are the forms that the dialect trusts."""
    found: list[Heading] = []
    listed = -1  # the last line of a list of attachments
    for i, line in enumerate(lines):
        listed = i if words.fold(line.text) in words.ATTACHMENTS else listed
        if line.text[0] not in STARTS or i in contents.leaders:
            continue
        heading = _shape(lines, i, contents)
        if heading is not None and _FILE.search(heading.title):
            listed = i if listed == i - 1 else listed
            continue  # '1 (Åben) Oversigtskort vej.pdf (99221/16)'
        if heading is not None and listed == i - 1 and heading.form == "state":
            listed = i
            heading.score -= LISTED
        if heading is not None:
            heading.score += 1.5 if heading.form in preferred else 0
            weigh(heading, lines, contents)
            found.append(heading)
    weigh_numbers_above(found, lines)
    closed = weigh_closed(found, lines)
    weigh_lists([heading for heading in found if not heading.section and heading not in closed], lines)
    return found


def _shape(lines: Sequence[Line], i: int, contents: Contents) -> Heading | None:
    text = lines[i].text[:LONGEST]
    for name, worth, pattern in FORMS:
        match = pattern.match(text)
        if match is None:
            continue
        number = match["number"].replace(" ", "")
        groups = match.groupdict()
        if name == "ad" and outcomes.known(match["title"]):
            return None  # 'Ad 1: Godkendt.'
        state = {"å": False, "o": False, "l": True, "f": True, "i": True}.get(
            (groups.get("state") or " ")[0].casefold()
        )
        if name == "state first" and match["title"] and not match["mark"] and not (match["what"] or "").strip(" :–-"):
            continue  # 'Åben 3 dage om ugen'
        if name == "bare" and _is_post_code(lines, i):
            return None
        start = match["title"].strip()
        if (again := _NUMBER_AGAIN.match(start)) and again["number"] == number:
            start = start[again.end() :]
        if name in TELLING and state is None and (said := labels.openness(start)) is not None:
            state, start = said, ""  # 'Punkt nr. 4 Lukket' over the title, or below it
        title, at = title_from(lines, i, start, contents)
        if name in ("punkt", "sag") and not (groups.get("mark") or "").strip() and title and at[0] == i:
            if title[0].islower() and lines[i].text.endswith("."):
                return None  # 'Punkt 4 i den nuværende aftale giver klubben ret til at forhandle.'
            worth -= 2  # 'Punkt 15 udgår' may be a sentence
        if number[-1] in "LlÅå" and state is None:  # '3 L: Salg af jord', '4 Å: Budget'
            state, number = number[-1] in "Ll", number[:-1].rstrip(".")
        suffix = number[-1].casefold() if number[-1].isalpha() else ""
        value = int(number.rstrip(f".{number[-1]}")) + (ord(suffix) - 96) / 1000 if suffix else int(number)
        # '1. Resume': the sections of a case may be numbered; 'Pkt. 9 Personaleforhold' is an item
        section = name not in TELLING and words.fold(match["title"]) in words.STRONG
        return Heading(i, number, value, name, title, at, state, worth, section=section)
    return None


def _is_post_code(lines: Sequence[Line], i: int) -> bool:
    """Whether a line is the end of an address: a town below a street and its house."""
    above = lines[i - 1].text if i else ""
    return bool(_POST_CODE.match(lines[i].text)) and len(above) < 60 and bool(_ADDRESS.search(above))
