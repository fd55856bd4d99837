"""Where each item begins, and to which item a case number between two of them belongs.

Most templates print the number below the title, some above it, and a few at the end of the item.
"""

from __future__ import annotations

from collections.abc import Sequence

from meetings.ingest.lines import Line
from meetings.ingest.rules import cases, groups, labels
from meetings.ingest.rules.heading_forms import Heading

_LAST = 2  # lines at the end of the last item


def find(lines: Sequence[Line], found: Sequence[Heading]) -> list[int]:
    """The indexes at which items begin: at their headings, or at the case number that the template prints before."""
    before = [heading.index > 0 and _is_head(lines[heading.index - 1]) for heading in found]
    pull = (_are_most(before, lines, found) and not _end_items(lines, found)) or (len(found) == 1 and before == [True])
    said_above = _open_items(lines, found)
    starts = []
    for heading, has_before in zip(found, before, strict=True):
        start = min(heading.index, *heading.title_at)
        while pull and has_before and start > 0 and _is_head(lines[start - 1]) and heading.index - start < 4:
            start -= 1
        if said_above and start > 0 and labels.openness(lines[start - 1].text) is not None:
            start -= 1
        starts.append(start)
    return starts


def with_number_first(own: list[Line], found: Sequence[Heading], lines: Sequence[Line]) -> list[Line]:
    """An item's lines, the label of its case number first where the template prints it last."""
    if len(own) < 2 or not _labels_case(own[-1]) or not _end_items(lines, found):
        return own
    return [own[-1], *own[:-1]]


def _are_most(before: Sequence[bool], lines: Sequence[Line], found: Sequence[Heading]) -> bool:
    """Whether numbers stand above more titles than below them."""
    ends = [max(heading.index, *heading.title_at) + 1 for heading in found]
    after = sum(1 for end in ends if end < len(lines) and cases.alone(lines[end].text))
    return sum(before) > max(1, len(found) // 2) and sum(before) > after


def _open_items(lines: Sequence[Line], found: Sequence[Heading]) -> bool:
    """Whether 'Åbent punkt' and 'Lukket punkt' stand right above the titles, the first one's too, and not below: as the
    end of the item before they would close that one, and open a closed one."""
    starts = [min(heading.index, *heading.title_at) for heading in found]
    ends = [max(heading.index, *heading.title_at) + 1 for heading in found]
    above = [start > 0 and labels.openness(lines[start - 1].text) is not None for start in starts]
    below = sum(1 for end in ends if end < len(lines) and labels.openness(lines[end].text) is not None)
    return above[:1] == [True] and 2 * sum(above) > len(found) and not below


def _end_items(lines: Sequence[Line], found: Sequence[Heading]) -> bool:
    """Whether labelled numbers end the items: the first has none before it, and the last has one behind."""
    if not found or (found[0].index > 0 and _is_head(lines[found[0].index - 1])):
        return False
    rest = lines[found[-1].index + 1 :]
    ends = sum(1 for heading in found[1:] if _labels_case(lines[heading.index - 1]))
    return any(map(_labels_case, rest[-_LAST:])) and 2 * ends >= len(found)


def _labels_case(line: Line) -> bool:
    return any(pair.meaning == "case" and pair.value for pair in labels.pairs(line.text))


def _is_head(line: Line) -> bool:
    if groups.heads(line.text):
        return False  # 'LUKKET DAGSORDEN' over the case number of the first item under it
    if cases.alone(line.text) or labels.openness(line.text) is not None:
        return True
    return any(pair.meaning in ("case", "document") and pair.value for pair in labels.pairs(line.text))
