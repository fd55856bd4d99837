"""Whether the items' case numbers fit each other and the meeting.

A wrong number in a known shape looks as good as the right one. But a template prints the head of every item alike: the
same numbers, in the same shapes, under the same labels. What differs from the other items is doubted.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Sequence

from meetings.ingest.lines import Line
from meetings.ingest.minutes import Item
from meetings.ingest.reading import Reading
from meetings.ingest.rules import cases, labels
from meetings.ingest.rules.draft import Draft

_HEAD_RULES = frozenset(
    ("labels", "item head", "repeated title", "rest of a repeated title", "case number of a repeated title")
)
_FEW = 3  # items with a number, from which on they show what is usual
_USUAL = 0.75  # of them
_HEAD_LINES = 6  # lines of an item among which a number that no rule took may be the case's
_SHORT = 60  # characters of such a line
# '24/1234', '2024/1234', '330-2021-49620', 'S2018-1234': the year in which the case was opened
_YEAR = re.compile(r"^(?:\d{2,4}-|[A-Z]{1,6}-?)?(?P<year>(?:19|20)\d\d)[-/]|^(?P<short>\d\d)/\d{3}")


def of_cases(
    reading: Reading, items: Sequence[Item], drafts: Sequence[Draft], lines: Sequence[Line], date: datetime.date | None
) -> None:
    """Doubts at the items whose case number another item's head, or the meeting's day, speaks against.

    lines: those of the document that no part before the items took.
    """
    by_number = {line.number: line for line in lines}
    heads = [_numbers(item, draft, by_number) for item, draft in zip(items, drafts, strict=True)]
    looks = [_look(item, head) for item, head in zip(items, heads, strict=True)]
    counted = Counter(look for look in looks if look is not None)
    usual, count = counted.most_common(1)[0] if counted else (None, 0)
    sure = count >= _FEW and count >= _USUAL * sum(counted.values())
    for item, draft, head, look in zip(items, drafts, heads, looks, strict=True):
        if item.case_number is None:
            shapes = set(usual[1]) if sure and usual and count > _FEW and not item.closed else set()
            missed = _passed_over(draft, by_number, shapes)
            if missed is not None:
                reading.warn("case_number_unsure", missed, number=item.number, text=missed.text[:80])
            continue
        alike = Counter(_shape(number) for number in head)
        odd = sure and look != usual
        later = date is not None and _year(item.case_number, date) > date.year
        if odd or later or max(alike.values(), default=0) > 1:
            reading.warn("case_number_unsure", draft.at, number=item.number, text=", ".join(head) or item.case_number)


def _numbers(item: Item, draft: Draft, lines: dict[int, Line]) -> dict[str, str]:
    """The numbers of cases in an item's head, each with the label it first has there; '' where it stands alone."""
    found: dict[str, str] = {}
    for number, (_, rule) in sorted(draft.places.items()):
        line = lines.get(number)
        if line is None or rule not in _HEAD_RULES:
            continue
        told = labels.pairs(line.text)
        for pair in told:
            if pair.meaning == "case" and any(map(str.isdigit, pair.value)):
                found.setdefault(cases.first(pair.value) or pair.value.split(" ")[0], pair.label.casefold())
        printed = [word for word in line.text.split() if word.strip("()[],.") == item.case_number]
        if not told and (first := cases.first(line.text)):
            printed.append(first)
        for one in printed if not told else ():
            found.setdefault(one.strip("()[],."), "")
    return found


def _look(item: Item, head: dict[str, str]) -> tuple[tuple[str, ...], ...] | None:
    """How an item's head prints its numbers, and which of them is the case's; None where it has none."""
    if item.case_number is None:
        return None
    return tuple(f"{label} {_shape(number)}" for number, label in head.items()), (_shape(item.case_number),)


def _shape(number: str) -> str:
    """'24/1234' -> '9/9', 'EMN-2022-81268' -> 'A-9', '1-30-72-4-13' and '1-00-1-13' -> '9-9'."""
    return re.sub(r"(?:-9)+", "-9", re.sub(r"[^\W\d_]+", "A", re.sub(r"\d+", "9", number)))


def _passed_over(draft: Draft, lines: dict[int, Line], shapes: set[str]) -> Line | None:
    """A short line at an item's beginning that holds a number as the other items' cases have."""
    for number in sorted(draft.places)[:_HEAD_LINES] if shapes else ():
        line = lines.get(number)
        printed = cases.first(line.text) if line is not None and len(line.text) < _SHORT else None
        if printed is not None and _shape(printed) in shapes:
            return line
    return None


def _year(number: str, date: datetime.date) -> int:
    """The year in which a case was opened, as its number says; 0 where it does not."""
    found = _YEAR.match(number)
    if found is None:
        return 0
    if found["year"]:
        return int(found["year"])
    century = date.year // 100 * 100
    year = century + int(found["short"])
    return year if year - date.year < 50 else year - 100
