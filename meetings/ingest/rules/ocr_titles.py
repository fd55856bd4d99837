"""Titles that optical recognition garbled, mended by the table of contents, which holds them once more.

Either may be the garbled one. A word counts for a reading if the document holds it elsewhere: what was misread is
misread once. Where that does not decide, the title stays, and both cases are said.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Sequence

from meetings.ingest.reading import Reading
from meetings.ingest.rules import titles
from meetings.ingest.rules.contents import Contents
from meetings.ingest.rules.draft import Draft

_WORD = re.compile(r"[^\W_]{3,}")
# 'Nedlægge1se', '0rientering', 'Årsp|an': a digit or a stroke among letters
_MIXED = re.compile(r"[^\W\d_][\d|!]|[\d|!][^\W\d_]")
_ALIKE = 0.75  # of the letters
_MOST = 200  # entries and items that are compared


def mend(reading: Reading, table: Contents, drafts: Sequence[Draft]) -> None:
    """Each title that differs from its entry: the reading whose words the document knows is taken, with a warning."""
    if not reading.document.ocr or not table.titles:
        return
    known = _words_of(reading)
    for draft in drafts[:_MOST]:
        key = titles.key(draft.title)
        if not key or key in table.titles:
            continue
        entry = _like(key, list(table.titles)[:_MOST])
        if entry is None:
            continue
        printed = table.titles[entry]
        mine, theirs = _worth(draft.title, printed, known), _worth(printed, draft.title, known)
        if theirs > mine:
            reading.warn("title_from_contents", draft.at, number=draft.number, title=draft.title[:80])
            draft.title = printed
        else:
            reading.warn("title_read_twice", draft.at, number=draft.number, title=printed[:80])


def _words_of(reading: Reading) -> Counter[str]:
    """How often each word stands in the lines that are neither contents nor titles."""
    found: Counter[str] = Counter()
    for line in reading.lines:
        place = reading.place_of(line)
        if place != "contents" and not place.endswith(": title"):
            found.update(word.casefold() for word in _WORD.findall(line.text))
    return found


def _like(key: str, entries: Sequence[str]) -> str | None:
    """The entry that is most like a title, if it is nearly the same."""
    best, share = None, _ALIKE
    for entry in entries:
        if abs(len(entry) - len(key)) > 0.25 * len(key):
            continue
        ratio = difflib.SequenceMatcher(None, key[:120], entry[:120]).ratio()
        if ratio > share:
            best, share = entry, ratio
    return best


def _worth(one: str, other: str, known: Counter[str]) -> int:
    """How many of the words that only this reading has stand elsewhere, less its words that hold digits or strokes."""
    others = {word.casefold() for word in _WORD.findall(other)}
    mine = [word.casefold() for word in _WORD.findall(one) if word.casefold() not in others]
    return sum(known[word] > 0 for word in mine) - 2 * len(_MIXED.findall(one)) - sum(known[word] == 0 for word in mine)
