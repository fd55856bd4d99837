"""Items whose numbers have two parts or a sign: 'A.1', '5.1' (meeting 5, item 1), '2019/5', '5/2019', '§ 1', 'II.'.

Such lines head much else (sections of a plan, case numbers, paragraphs of a law), so a run of them counts only where
nearly every one is followed by what follows an item, and where the last part rises one by one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from meetings.ingest.lines import Line
from meetings.ingest.rules import heading_titles
from meetings.ingest.rules.contents import Contents
from meetings.ingest.rules.heading_forms import Heading

FORM = "number of parts"
_GAP = 4  # items that may be left out of a run, as closed ones are
_AHEAD = 6  # lines below a title in which the evidence stands
_THROUGH_A_YEAR = ("year first", "year last", "paragraph")  # may be counted through a year and begin anywhere
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_LEAD = r"^(?:(?:punkt|pkt\.?|sag|dagsordenspunkt) ?(?:nr\.? ?)?)?"
_TITLE = r"[.:)–-]* ?(?P<title>[A-ZÆØÅ\"»(\[].*)$"

# Each shape with its pattern; `of` is what the items are counted within, `item` their number there.
_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern + _TITLE))
    for name, pattern in (
        # 'A.1 Godkendelse af dagsorden', 'B.12. Lokalplan', 'Punkt A.1: Budget', 'A1 Budget', 'LP 3 Salg'
        ("letter", rf"(?i:{_LEAD})(?P<number>(?P<of>[A-ZÆØÅ]{{1,2}})[. -]?(?P<item>\d{{1,3}}))(?!\d|[./-]\d)"),
        # '2019/5 Godkendelse af dagsorden', 'Sag 2019-5: Budget'
        ("year first", rf"(?i:{_LEAD})(?P<number>(?P<of>(?:19|20)\d\d)[/.-](?P<item>\d{{1,3}}))(?!\d|[./-]\d)"),
        # '5/2019 Godkendelse af dagsorden', 'Punkt 5/23: Budget'
        ("year last", rf"(?i:{_LEAD})(?P<number>(?P<item>\d{{1,3}})/(?P<of>(?:19|20)?\d\d))(?!\d|[./-]\d)"),
        # '5.1 Godkendelse af dagsorden', '6.12. Lokalplan', 'Punkt 5.1: Budget'
        ("decimal", rf"(?i:{_LEAD})(?P<number>(?P<of>\d{{1,3}})\.(?P<item>\d{{1,2}}))(?!\d|[./-]\d)"),
        # '§ 1 Godkendelse af dagsorden', '§ 12. Budget'; '§ 17, stk. 4-udvalg' is none
        ("paragraph", r"^§ ?(?P<number>(?P<item>\d{1,3}))(?![\d/]|, ?stk)(?P<of>)"),
        # 'II. Budget 2024', 'Punkt IV: Sti'
        ("roman", rf"(?i:{_LEAD})(?P<number>(?P<item>[IVXLC]{{1,6}}))(?=[.:) ])(?P<of>)"),
    )
)


@dataclass(slots=True)
class _Found:
    index: int
    number: str
    group: str
    item: int
    title: str


def find(
    lines: Sequence[Line], contents: Contents, is_followed: Callable[[Sequence[Line], int], bool]
) -> list[Heading]:
    """The items' headings in one of these shapes; empty where no run of them convinces. `is_followed`: whether below
    a line stands what stands below an item's title."""
    best: list[_Found] = []
    for name, pattern in _SHAPES:
        for run in _runs(name, pattern, lines, contents):
            ends = [*(found.index for found in run[1:]), len(lines)]
            evident = sum(
                is_followed(lines[found.index : min(end, found.index + _AHEAD)], 0)
                for found, end in zip(run, ends, strict=True)
            )
            if evident >= max(2, (len(run) + 1) // 2) and len(run) > len(best):
                best = run
    made: list[Heading] = []
    value, before = 0, None
    for found in best:
        value += found.item - before.item if before is not None and before.group == found.group else 1
        title, at = heading_titles.title_from(lines, found.index, found.title, contents)
        made.append(Heading(found.index, found.number, value, FORM, title, at, hard=True))
        before = found
    return made


def _runs(name: str, pattern: re.Pattern[str], lines: Sequence[Line], contents: Contents) -> list[list[_Found]]:
    """The runs of lines of one shape whose numbers rise: a list of contents may be the first, the items the next."""
    runs: list[list[_Found]] = []
    for i, line in enumerate(lines):
        match = pattern.match(line.text) if len(line.text) <= 300 and line.kind != "row" else None
        if match is None or i in contents.leaders:
            continue
        item = _roman(match["item"]) if name == "roman" else int(match["item"])
        found = _Found(i, match["number"], match["of"], item, match["title"])
        if runs and _rises(runs[-1], found, name):
            runs[-1].append(found)
        elif (not runs or found.number == runs[-1][0].number) and (item == 1 or name in _THROUGH_A_YEAR):
            runs.append([found])
    return runs


def _rises(run: Sequence[_Found], found: _Found, name: str) -> bool:
    """Whether a number goes on with a run: within a group by one or a few, and a new group begins at 1."""
    last = run[-1]
    if found.group == last.group:
        return 0 < found.item - last.item <= _GAP
    if name.startswith("year"):
        return False  # a case number of another year
    return found.item == 1 and found.group not in {other.group for other in run}


def _roman(text: str) -> int:
    values = [_ROMAN[c] for c in text.casefold()]
    return sum(
        -value if any(later > value for later in values[n + 1 : n + 2]) else value for n, value in enumerate(values)
    )
