"""The table of contents: which lines it takes, and the titles it promises.

The titles are evidence for the items' headings: a contents entry may be wrapped, cut short, numbered or not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from meetings.ingest.lines import Line
from meetings.ingest.rules import bodies, dates, labels, titles, words

HEADINGS = frozenset(
    [
        "indholdsfortegnelse",
        "indhold",
        "sagsoversigt",
        "punktoversigt",
        "sagsliste",
        "dagsordenspunkter",
        "dagsordenpunkter",
        "punkter på dagsordenen",
        "oversigt",
        "oversigt over punkter",
        "dagsorden",
        "dagsordensoversigt",
        "punkter",
        "sager",
        "emner",
        "liste over punkter",
        "indholdsoversigt",
        "sagsfortegnelse",
        "dagsordenens punkter",
        "på dagsordenen",
        "åbne sager",
        "åbne punkter",
        "oversigt over sager",
        "åben dagsorden",
        "side",
        "punkt",
        "emne",
        "sagsnr emne",
        "dagsorden for mødet",
        "punkt side",
        "pkt ",
        " emne ",
        " side",
    ]
)
# 'Godkendelse af dagsorden.....3', 'Årsplan 2023 . . . . 14', 'Småjob (O)…… | 26'
LEADERS = re.compile(r"(?:\.{3,}|(?:\. ){3,}|…{1,}|_{4,})[\s|.]*(?:side )?\d{0,4}\s*$", re.IGNORECASE)
# 'ssseecccccnnns', 'eeeeee': a row of dots as optical recognition reads it
_DOTS_AS_LETTERS = re.compile(r"([a-zæøå])\1{3}", re.IGNORECASE)
# '… | 12', '    12' at the end of a contents line in a table or with a tab
_PAGE_AFTER = re.compile(r"[\s|.…_]*(?:\bside\b)?[\s|]*\d{1,4}\s*$", re.IGNORECASE)
# 'Punkt 4: ', '4. ', '4 (Åben) ', '4 | '
_NUMBER_BEFORE = re.compile(
    r"^(?:(?:dagsordens|tillægs|ekstra)?punkt|pkt\.?|sag(?: nr\.?)?)?\s*\d{1,4}[a-z]?\s*"
    r"(?:\((?:åben|åbent|lukket|(?:ikke[ -])?offentligt?|fortroligt?)\))?[\s.:)|–-]+",
    re.IGNORECASE,
)
# '9. Personaleforhold', 'Punkt 9: Personaleforhold', '9 (Lukket) Personaleforhold': the number of an entry
_NUMBER = re.compile(
    r"(?:(?:dagsordens|tillægs|ekstra)?punkt|pkt\.?|sag(?: nr\.?)?)?\s*(?P<number>\d{1,4}[a-z]?)[.:)|]?\s+(?=\D)",
    re.IGNORECASE,
)
_COLUMNS = frozenset(
    ["nr", "pkt", "punkt", "emne", "titel", "side", "sag", "sagsnr", "tekst", "overskrift", "sagsnummer", "åben/lukket"]
)
_LONGEST = 400  # characters of an entry
_MOST = 400  # entries
_START = 20  # letters


@dataclass(slots=True)
class Contents:
    start: int | None = None  # index of the heading, or of the first entry
    entries: dict[str, list[int]] = field(default_factory=dict)  # folded title -> indexes of lines
    titles: dict[str, str] = field(default_factory=dict)  # folded title -> as printed
    by_start: dict[str, list[str]] = field(default_factory=dict)  # the entries by their first letters
    numbered: bool = False  # the entries of a list without leaders begin with the items' numbers
    leaders: set[int] = field(default_factory=set)  # indexes of lines that can be nothing but contents
    numbers: dict[str, str] = field(default_factory=dict)  # of a list without leaders: the items' numbers and titles

    def promises(self, title_key: str, index: int) -> bool:
        """Whether an entry before this line has this title, whole or cut short."""
        if not title_key:
            return False
        if any(at < index for at in self.entries.get(title_key, ())):
            return True
        return any(
            title_key.startswith(entry[:-3]) and self.entries[entry][0] < index
            for entry in self.by_start.get(title_key[:_START], ())
            if len(entry) >= 30
        )

    def whole(self, title_key: str, index: int) -> bool:
        """Whether an entry before this line is exactly this title."""
        return title_key in self.entries and self.entries[title_key][0] < index

    def longer(self, title_key: str, index: int) -> str | None:
        """The entry before this line that starts with this title and goes on."""
        if len(title_key) < 8:
            return None
        candidates = self.by_start.get(title_key[:_START], ()) if len(title_key) >= _START else self.entries
        longer = (entry for entry in candidates if entry.startswith(title_key) and entry != title_key)
        return next((entry for entry in longer if self.entries[entry][0] < index), None)


def find(lines: Sequence[Line]) -> Contents:
    """What looks like a table of contents. Knows nothing of the items yet."""
    contents = Contents()
    heading = _heading(lines[:400])
    last_leader = -1
    pending: list[int] = []
    for i, line in enumerate(lines[:2000]):
        if _leads(line.text):
            if contents.start is None:
                contents.start = heading if heading is not None and heading < i else i
                pending = [j for j in pending if j > (heading if heading is not None else i - 1)]
            contents.leaders.update(pending)
            contents.leaders.add(i)
            _enter(contents, [lines[j] for j in pending] + [line], i)
            pending, last_leader = [], i
        elif last_leader >= 0 and i - last_leader > 4:
            break
        else:
            pending = [*pending[-3:], i]
    if contents.leaders:
        return contents
    if heading is not None:
        contents.start = heading
        _read_plain_list(lines, heading, contents)
    return contents


def _heading(lines: Sequence[Line]) -> int | None:
    """The index of the table's heading. 'DAGSORDEN' above body and date is what the document calls itself."""
    found = [i for i, line in enumerate(lines) if len(line.text) < 40 and _is_heading(line.text)]
    sure = next((i for i in found if words.fold(lines[i].text).startswith("indholdsf")), None)
    for i in found:
        below = lines[i + 1].text if i + 1 < len(lines) else ""
        when = dates.find(below[:200])
        names_itself = words.fold(lines[i].text) == "dagsorden" and (
            sure is not None or when is not None or bodies.is_body(bodies.trim(below))
        )
        if not names_itself:
            return i
    return sure


def _leads(text: str) -> bool:
    """Whether a line ends in leaders and perhaps a page: in dots, or in what recognition made of them."""
    return bool(LEADERS.search(text[-60:])) or len(_without_dots(text)) < len(text)


def _without_dots(text: str) -> str:
    """'Årsplan 2023 ssseecccccnnns 14' -> 'Årsplan 2023'; other texts unchanged."""
    if len(text) > _LONGEST or not _DOTS_AS_LETTERS.search(text[-60:]):
        return text
    parts = text.split()
    if parts[-1].isdigit():
        parts.pop()
    if not parts or not _DOTS_AS_LETTERS.search(parts[-1]):
        return text
    while len(parts) > 1 and _DOTS_AS_LETTERS.search(parts[-1]):
        parts.pop()
    return " ".join(parts)


def _is_heading(text: str) -> bool:
    """'Indholdsfortegnelse', or the head of a table of contents: 'Nr. | Emne | Side', 'Pkt. Tekst Side'."""
    folded = words.fold(text)
    if folded in HEADINGS or folded.removesuffix("side").rstrip(" .|") in HEADINGS - {""}:
        return True
    cells = [cell.strip(" .:") for cell in text.casefold().replace("|", " ").split()]
    return len(cells) > 1 and all(cell in _COLUMNS for cell in cells)


def _read_plain_list(lines: Sequence[Line], heading: int, contents: Contents) -> None:
    """Entries without leaders: the short lines under the heading, up to the first that is no entry."""
    entries: list[int] = []
    for i in range(heading + 1, min(len(lines), heading + _MOST)):
        text = lines[i].text
        if len(text) > 300 or words.fold(text) in {**words.STRONG, "beslutning": ""} or labels.pairs(text):
            break
        if entries and lines[i].kind == "heading" and lines[entries[-1]].kind != "heading":
            break
        entries.append(i)
    listed = [lines[i].text for i in entries]
    again = _again(listed)
    contents.numbered = sum(map(is_numbered, listed[:again])) * 2 > again
    contents.numbers = {
        found["number"]: text[found.end() :] for text in listed[:again] if (found := _NUMBER.match(text))
    }
    all_paged = _are_paged(listed[:again])
    for place, i in enumerate(entries):
        paged = all_paged and place < again
        _enter(contents, [lines[i]], i, paged)
        if place and not is_numbered(lines[i].text):
            _enter(contents, [lines[i - 1], lines[i]], i, paged)
            if place > 1 and contents.numbered and not is_numbered(lines[i - 1].text):
                _enter(contents, lines[i - 2 : i + 1], i, paged)


def _again(listed: Sequence[str]) -> int:
    """How many lines stand before the first that repeats one of them, but for its page: the first item's heading."""
    seen: set[str] = set()
    for n, text in enumerate(listed):
        if text in seen:
            return n
        seen |= {text, re.sub(r"\s\d{1,4}$", "", text)}
    return len(listed)


def _are_paged(texts: Sequence[str]) -> bool:
    """Whether most entries end in page numbers that never fall: 'Årsplan 2023 14' in a table of contents without
    leaders."""
    pages = [int(found[1]) for text in texts if (found := re.search(r"\s(\d{1,4})$", text))]
    return len(pages) >= 2 and len(pages) * 2 > len(texts) and pages == sorted(pages) and pages[-1] < 1500


def _enter(contents: Contents, lines: Sequence[Line], index: int, paged: bool = False) -> None:
    text = " ".join(line.text for line in lines)
    text = (
        LEADERS.sub("", _without_dots(text))
        if _leads(text)
        else _PAGE_AFTER.sub("", text)
        if paged
        else _strip_page(text)
    )
    title = titles.read(_NUMBER_BEFORE.sub("", text)).text
    folded = titles.key(title)
    if folded and len(contents.entries) < _MOST * 2:
        if folded not in contents.entries:
            contents.by_start.setdefault(folded[:_START], []).append(folded)
        contents.entries.setdefault(folded, []).append(index)
        contents.titles.setdefault(folded, title)


def _strip_page(text: str) -> str:
    """'Årsplan 2023 | 14' -> 'Årsplan 2023'; a year at the end of a title is no page."""
    shorter = _PAGE_AFTER.sub("", text)
    return shorter if "|" in text[len(shorter) :] else text


def without_number(text: str) -> str:
    return _NUMBER_BEFORE.sub("", text, count=1)


def is_numbered(text: str) -> bool:
    """Whether a line opens like a numbered entry: '4. Årsplan', 'Punkt 4: Årsplan'."""
    return bool(_NUMBER_BEFORE.match(text)) and len(text) < 300
