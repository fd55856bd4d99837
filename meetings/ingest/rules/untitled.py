"""Items that a web page prints without numbers: each opens with its case number, or with the first heading of its case.

    Udskriv / Sagsid.: 20/1177 / Sagsfremstilling …            the number, and no title at all
    Sagsnr.: 20/1177 Sagsbehandler: XY / Ny sti / Resumé …     the title below the number
    Ny sti / Resumé … Beslutning … / Busskur / Resumé …        the title above the first heading, or none

Where one item ends is told by these alone, so the clerk is told that it is a guess (`items_parted`).
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from meetings.ingest.lines import Line
from meetings.ingest.rules import (
    absence,
    bodies,
    cover_labels,
    dates,
    decisions,
    heading_titles,
    labels,
    names,
    outcomes,
    titles,
    words,
)
from meetings.ingest.rules.heading_forms import Heading

FORM = "untitled"
_BELOW = 3  # lines below a case number, among which the first heading of the case stands
_LONGEST = 160  # characters of a title
_OPENING = ("summary", "subject")  # roles of sections that stand first in a case


class _Part(NamedTuple):
    """A heading inside an item: of a decision, or of a section."""

    at: int  # the index of its line
    name: str  # folded; '' for a decision
    role: str = ""
    day: datetime.date | None = None


def title_lines(heading: Heading) -> set[int]:
    """Indexes of the lines that are an item's title, and none of its text: the first of such an item may be both."""
    if heading.form == FORM:
        return {*heading.title_at} - {heading.index}
    return {heading.index, *heading.title_at}


def find(lines: Sequence[Line]) -> list[Heading]:
    """The items' first lines, two or more; empty where nothing parts the document."""
    cases = _case_lines(lines)
    if len(cases) > 1:
        return _numbered([(i, _title_below(lines, i)) for i in cases], lines)
    openings = _openings(lines)
    return _numbered([(i, None) for i in openings], lines) if len(openings) > 1 else []


def single(lines: Sequence[Line]) -> list[Heading]:
    """The one item of a page without a title: from its case number, or its first heading, where no day has two
    decisions."""
    cases = _case_lines(lines)
    parts = _parts(lines)
    days = [part.day for part in parts if not part.name]
    if len(cases) > 1 or len(days) > len({*days}):
        return []
    if cases:
        return _numbered([(cases[0], None)], lines)
    return _numbered([(parts[0].at, None)], lines) if days and parts[0].name else []


def _case_lines(lines: Sequence[Line]) -> list[int]:
    """Indexes of lines that label a case, with a first heading right below; at most a title stands between."""
    found = []
    for i, line in enumerate(lines):
        pairs = labels.pairs(line.text)
        if not pairs or pairs[0].meaning != "case":
            continue
        below = lines[i + 1 : i + 1 + _BELOW]
        title = below[:1] if below and _may_be_title(below[0]) else []
        if any(heading_titles.is_section(other.text) for other in below[len(title) :]) or (
            title and len(title[0].text) > 3 and pairs[0].value
        ):
            found.append(i)
    return found


def _title_below(lines: Sequence[Line], i: int) -> int | None:
    return i + 1 if i + 1 < len(lines) and _may_be_title(lines[i + 1]) else None


def _may_be_title(line: Line) -> bool:
    text = line.text
    if line.kind in ("row", "list") or len(text) > _LONGEST or not text[0].isupper() or text[-1] in ".:;,?!":
        return False
    return not (
        heading_titles.is_section(text)
        or labels.is_head_line(text)
        or words.fold(text) in words.WEAK
        or cover_labels.is_label(text)
        or absence.label(text) is not None
        or bodies.is_body(text)
        or outcomes.known(text)
        or names.split(text) is not None
        or dates.find(text) is not None
    )


def _parts(lines: Sequence[Line]) -> list[_Part]:
    """The headings of decisions and sections, in order."""
    parts = []
    for i, line in enumerate(lines):
        folded = words.fold(line.text) if len(line.text) < 80 else ""
        if line.kind in ("row", "list") or not line.text[0].isupper():
            continue
        heading = decisions.heading(line.text) if folded not in words.STRONG else None
        if heading is not None and heading.sure and heading.named and not decisions.OF_ITEM.match(line.text):
            parts.append(_Part(i, "", day=heading.date))
        elif folded in words.STRONG:
            parts.append(_Part(i, folded, words.STRONG[folded]))
    return parts


def _openings(lines: Sequence[Line]) -> list[int]:
    """Where items begin: at the first heading of a case, and wherever one comes again behind a decision of the
    meeting. The decision of an earlier day, before which the same headings stood, begins none."""
    parts = _parts(lines)
    days = [part.day for part in parts if not part.name and part.day]
    own = max(days, default=None)
    if not parts or not any(not part.name for part in parts):
        return []
    first = not parts[0].name and bool(parts[-1].name)  # the decision stands before its case
    starts = [parts[0].at]
    case = [parts[0]]  # of the item that is open
    for part in parts[1:]:
        decided = any(not one.name and one.day in (None, own) for one in case)
        start = part if first and not part.name and part.day in (None, own) else None
        if not first and part.name and not any(one.role == "history" for one in case):
            start = _first_of_case(part, case)
        if decided and start is not None:
            starts.append(start.at)
            case = [one for one in case if one.at >= start.at]
        case.append(part)
    return starts


def _first_of_case(part: _Part, before: Sequence[_Part]) -> _Part | None:
    """The heading with which a new case begins: one that comes again, or a summary right below the decision, with
    what stands between them ('Beslutningskompetence')."""
    last = max((n for n, one in enumerate(before) if not one.name), default=-1)
    behind = before[last + 1 :]
    opening = part.role in _OPENING and all(one.role == "procedure" for one in behind)
    if not opening:
        opening = any(one.name == part.name for one in before)
        behind = [one for one in behind if one.role in _OPENING][-1:]
    return (*behind, part)[0] if opening else None


def _numbered(starts: Sequence[tuple[int, int | None]], lines: Sequence[Line]) -> list[Heading]:
    """Headings numbered in their order, with the titles above or below where all but the first have one."""
    rest = starts[1:]
    above = [i - 1 for i, _ in starts if i and lines[i].starts_paragraph and _may_be_title(lines[i - 1])]
    titled_above = bool(rest) and all(i - 1 in above for i, _ in rest)
    made = []
    for number, (i, below) in enumerate(starts, 1):
        at = i - 1 if titled_above and below is None and i - 1 in above else below
        title = titles.read(lines[at].text).text if at is not None else ""
        made.append(Heading(i, str(number), number, FORM, title, (i if at is None else at,), hard=True))
    return made
