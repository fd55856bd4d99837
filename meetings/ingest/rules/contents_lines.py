"""Which lines before the first item are the table of contents, once the items are known."""

from __future__ import annotations

import re

from meetings.ingest.lines import Line
from meetings.ingest.reading import Reading
from meetings.ingest.rules import cover_labels, titles
from meetings.ingest.rules.contents import Contents, is_numbered, without_number
from meetings.ingest.rules.heading_forms import Heading


def mark(reading: Reading, front: list[Line], table: Contents, found: list[Heading]) -> list[str]:
    """Place the lines of the table of contents; returns them as printed."""
    known = {titles.key(titles.read(heading.title).text) for heading in found}
    start = _listing(front, known) if table.start is None else table.start
    if start is None or start >= len(front):
        return []
    entries = [i for i in range(start, len(front)) if i in table.leaders or _is_entry(front[i], known, found)]
    listed = []
    last = entries[-1] if entries else start
    while last + 1 < len(front) and entries and _is_rest(front[last + 1], known):
        last += 1
    for i in range(start, last + 1):
        if i in table.leaders or not cover_labels.is_label(front[i].text):
            reading.put(front[i], "contents", "contents")
            listed.append(front[i].text)
    return listed


def _listing(front: list[Line], known: set[str]) -> int | None:
    """Where a table of contents without a heading begins: numbered lines that most items' titles repeat."""
    same = [
        i
        for i, line in enumerate(front)
        if is_numbered(line.text) and titles.key(titles.read(without_number(line.text)).text) in known
    ]
    return same[0] if len(same) > 1 and len(same) * 2 > len(known) else None


def _is_rest(line: Line, known: set[str]) -> bool:
    """Whether a line below the last entry is the rest of it: 'tilhørende kommuneplantillæg', 'Bakkevej     5'."""
    key = titles.key(re.sub(r"\s\d{1,3}$", "", line.text))
    if len(key) < 4 or cover_labels.is_label(line.text):
        return False
    return any(title.endswith(key) or (len(key) > 15 and key in title) for title in known)


def _is_entry(line: Line, known: set[str], found: list[Heading]) -> bool:
    key = titles.key(titles.read(without_number(line.text)).text)
    return bool(key) and (
        key in known
        or (len(key) > 8 and any(title.startswith(key) or (key.startswith(title) and title) for title in known))
        or is_numbered(line.text)
    )
