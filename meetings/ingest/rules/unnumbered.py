"""Items without numbers: titles that the contents promise, headings that a case follows, and pages of a single item."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from meetings.ingest.lines import Line
from meetings.ingest.rules import (
    bodies,
    cases,
    compound_numbers,
    cover_labels,
    dates,
    heading_titles,
    labels,
    outcomes,
    titles,
    untitled,
    words,
)
from meetings.ingest.rules.contents import Contents
from meetings.ingest.rules.heading_forms import Heading

FORM = "unnumbered"
_AHEAD = 4
_OF_DAY = 40  # characters of a line that tells when the meeting began or ended
_TOP = 6  # lines, among which 'Referat' names the document and heads no decision
# 'Referat', 'Dagsorden for møde i …', 'Byrådet den …': the cover's own headings
_COVER_WORD = re.compile(
    r"\b(?:\w*referat|dagsorden|\w*protokol|tillægsdagsorden|indholdsfortegnelse)\b", re.IGNORECASE
)


def find(lines: Sequence[Line], contents: Contents) -> list[Heading]:
    """The items' headings in the order of the document, numbered from 1 where they have no numbers."""
    return (
        compound_numbers.find(lines, contents, _is_case)
        or _promised(lines, contents)
        or _followed(lines, contents)
        or untitled.find(lines)
        or _single(lines, contents)
        or untitled.single(lines)
    )


def _promised(lines: Sequence[Line], contents: Contents) -> list[Heading]:
    """Lines that repeat the entries of the contents, in their order."""
    found: list[Heading] = []
    used: set[str] = set()
    for i, line in enumerate(lines):
        key = titles.key(titles.read(line.text).text) if len(line.text) < 400 else ""
        if (
            key
            and key not in used
            and i not in contents.leaders
            and contents.whole(key, i)
            and not heading_titles.is_section(line.text)
        ):
            used.add(key)
            found.append(_heading(lines, i, contents, len(found) + 1))
    evident = sum(1 for heading in found if _is_followed(lines, heading.title_at[-1]))
    return found if len(found) > 1 and evident * 2 >= len(found) else []


def _followed(lines: Sequence[Line], contents: Contents) -> list[Heading]:
    """Marked headings of one depth under which a case number, labels or a first section follow."""
    marked = [i for i, line in enumerate(lines) if line.kind == "heading" and _may_head(line)]
    evident = [i for i in marked if _is_followed(lines, i)]
    if len(evident) < 2:
        return []
    level = Counter(lines[i].level for i in evident).most_common(1)[0][0]
    first = next(i for i in evident if lines[i].level == level)
    chosen = [i for i in marked if lines[i].level == level and i >= first]
    return [_heading(lines, i, contents, number) for number, i in enumerate(chosen, 1)]


def _single(lines: Sequence[Line], contents: Contents) -> list[Heading]:
    """One item: the first heading, or else the first line, that is not about the meeting, before the first section."""
    sections = [i for i, line in enumerate(lines) if heading_titles.is_section(line.text)]
    first = next((i for i in sections if i >= _TOP or not _COVER_WORD.fullmatch(lines[i].text)), None)
    first = sections[0] if first is None and sections else first
    if first is None:
        return []
    before = range(min(first, 40))
    at = next((i for i in before if lines[i].kind == "heading" and _may_head(lines[i])), None)
    if at is None:
        at = next(
            (i for i in before if _may_head(lines[i]) and len(lines[i].text) > 12 and not _is_on_cover(lines, i)),
            None,
        )
    return [] if at is None else [_heading(lines, at, contents, 1)]


def _heading(lines: Sequence[Line], i: int, contents: Contents, number: int) -> Heading:
    title, at = heading_titles.title_from(lines, i, lines[i].text, contents)
    return Heading(i, str(number), number, FORM, title, at, hard=True)


def _may_head(line: Line) -> bool:
    text = line.text
    if len(text) > 300 or line.kind in ("row", "list") or heading_titles.is_section(text) or labels.is_head_line(text):
        return False
    return (
        not bodies.is_body(text)
        and not (_COVER_WORD.search(text) and (dates.find(text) or len(text) < 25))
        and words.fold(text) not in words.WEAK
    )


def _is_on_cover(lines: Sequence[Line], i: int) -> bool:
    """Whether a line is about the meeting, the value of a label above it, or a sentence of the page above one."""
    below, above = lines[i + 1 : i + 3], cover_labels.labelled(lines[i - 1].text) if i else []
    sentence = lines[i].text.endswith(".") and any(cover_labels.is_label(line.text) for line in below)
    value = bool(above) and above[-1][0] != "remark" and not above[-1][1]
    return sentence or value or _is_of_meeting(lines[i])


def _is_of_meeting(line: Line) -> bool:
    return (
        cover_labels.is_label(line.text)
        or (len(line.text) < _OF_DAY and dates.time_of(line.text) is not None)  # 'Mødet sluttede kl. 11.15'
        or bool(dates.find(line.text))
        or ("kommune" in line.text.casefold() and len(line.text) < 60)
    )


def _is_case(lines: Sequence[Line], i: int) -> bool:
    return _is_followed(lines, i) or outcomes.known(lines[min(i + 1, len(lines) - 1)].text)


def _is_followed(lines: Sequence[Line], i: int) -> bool:
    for line in lines[i + 1 : i + 1 + _AHEAD]:
        if cases.alone(line.text) or labels.openness(line.text) is not None or heading_titles.is_section(line.text):
            return True
        if any(pair.meaning in ("case", "document", "openness") for pair in labels.pairs(line.text)):
            return True
        if line.kind == "heading":
            return False
    return False
