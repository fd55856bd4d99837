"""Running headers, footers and page numbers that the extractor left among the lines.

A repeated line is furniture only beside a page's edge: minutes repeat 'Godkendt.' and their headings too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from meetings.ingest.lines import Line
from meetings.ingest.rules import (
    absence,
    bodies,
    cases,
    dates,
    decisions,
    municipality,
    names,
    outcomes,
    page_frame,
    words,
)

# 'Side 3 af 27', 'Side 3', '- 3 -', 'Teknisk Udvalg, 3. maj 2017 Side 3 af 27', 'Side: 3/27'
_PAGE_NUMBER = re.compile(
    r"^(?:.{0,90}[\s|,–-])?side:? ?\d{1,4}(?: ?(?:af|/|ud af) ?\d{1,4})?\W*$|^[–-]{1,2} ?\d{1,4} ?[–-]{1,2}$|"
    # 'Blad nr. 73', 'LINDEBY KOMMUNE Blad nr. 72', 'Fol. 12' of a bound protocol
    r"^(?:.{0,90}[\s|,–-])?(?:blad nr\.?|pag\.) ?\d{1,4}\W*$|^(?:blad|fol\.|folio) \d{1,4}\W*$|"
    # 'Udskrevet fra lindeby.dk/referat/2022-01-25 den 31-01-2022 kl. 10:14' below a page that a browser printed
    r"^udskrevet (?:fra|af|den|d\.) .{0,150}\b\d{1,2}[-./:]\d{2}(?:[-./:]\d{2,4})?$|"
    r"^\d{1,3} af \d{1,3}$|^side:? ?\d{1,4}(?: ?(?:af|/) ?\d{1,4})\s.{0,90}$",
    re.IGNORECASE,
)
# '- 3 -' that a text file's reader took for a list point
_AS_POINT = re.compile(r"^\d{1,4} [–-]$")
# '29.01.2013 Side 3 af'
_BROKEN_NUMBER = re.compile(r"\bside \d{1,3} af$", re.IGNORECASE)
# '3' alone on its line
_BARE = re.compile(r"^\d{1,3}$")
# Repetitions; fewer where the line stands beside every page number of a short document. A case number stands there by
# chance, as several items may have the same: it is a page's head only where it stands at most page numbers.
_LEAST = 3
# 'Referat for udvalgets møde', 'Dagsorden til byrådets ordinære møde', 'Protokol fra mødet': a head without a day is no
# attachment's name, so it is sure without a second one
_OWN_HEAD = re.compile(
    r"^(?:beslutnings)?(?:referat|dagsorden|protokol) (?:for|fra|til|af|over) (?:"
    r"(?:udvalgets|byrådets|kommunalbestyrelsens|rådets|bestyrelsens|regionsrådets) (?:\w+ )?møde|mødet)$",
    re.IGNORECASE,
)
# 'Til dagsordenen Næste punkt >', '« Forrige punkt | Næste punkt »', 'Til toppen', 'Tilbage til oversigten': the links
# of a web page, copied with its text
_WAY = (
    r"(?:(?:forrige|næste|første|sidste|foregående|vis (?:forrige|næste)) (?:punkt|sag|side|møde|dagsordenspunkt)|"
    r"(?:gå )?(?:tilbage|op)? ?til (?:(?:side|mødets )?(?:toppen|top)|(?:møde)?oversigten?|dagsordenen?|referatet|"
    r"indholdsfortegnelsen?|mødelisten|punktlisten|listen|forsiden)|åbn? alle punkter|vis alle punkter|"
    r"luk alle punkter|fold alle ud)"
)
_NAVIGATION = re.compile(rf"^[<>«»‹›←→↑|·•\s-]*{_WAY}(?:[<>«»‹›←→↑|·•,\s-]+{_WAY})*[<>«»‹›←→↑|·•\s-]*$", re.IGNORECASE)
_LINK_STARTS = frozenset("<>«»‹›←→↑|·•-fFnNsSgGtToOåÅvVlL")  # spares most lines the pattern
_LONGEST_BODY = 90  # characters of a line that names one
_COVER = 8  # lines from the top, among which a page's head may stand for the first time


def find(lines: Sequence[Line]) -> list[Line]:
    """The lines to set aside."""
    numbers = {i for i, line in enumerate(lines) if len(line.text) < 130 and _is_page_number(line, lines, i)}
    links = [
        i
        for i, line in enumerate(lines)
        if line.text[0] in _LINK_STARTS and len(line.text) < 100 and _NAVIGATION.match(line.text)
    ]
    frame = page_frame.find(lines)
    numbers |= _bare_numbers(lines) | _broken_numbers(lines)
    numbers |= _headers_of_two_lines(lines)
    edges = {i for i in range(len(lines)) if _at_edge(i, lines, numbers)}
    repeated = Counter(lines[i].text for i in edges if 3 < len(lines[i].text) < 150 and i not in numbers)
    often = {
        text
        for text, count in repeated.items()
        if (count >= _LEAST or 2 <= count == len(numbers))
        and (cases.alone(text) is None or (count >= _LEAST and 2 * count >= len(numbers)))
        and not _is_heading(text)
        and _is_most(text, count, lines)
        and not _is_told(text)
    }
    often -= {lines[i].text for i in edges if i and absence.label(lines[i - 1].text) == ""}  # who 'Fraværende:' names
    once = _heads_that_stand_once(lines, numbers)
    return [lines[i] for i in sorted(numbers | once | frame | {*links} | {i for i in edges if lines[i].text in often})]


def above_items(lines: Sequence[Line], starts: Sequence[int]) -> list[Line]:
    """The body of the meeting where a template prints it above the heading of most items: it belongs to none.
    `starts`: the indexes at which items begin."""
    above = [start - 1 for start in starts if start and len(lines[start - 1].text) < _LONGEST_BODY]
    ((text, count),) = Counter(lines[i].text for i in above).most_common(1) or [("", 0)]
    if count < _LEAST or 2 * count < len(starts) or not bodies.is_body(bodies.trim(text)):
        return []
    return [lines[i] for i in above if lines[i].text == text]


def _heads_that_stand_once(lines: Sequence[Line], numbers: set[int]) -> set[int]:
    """Indexes of heads right below a page number that a short document repeats nowhere else at an edge: they say that
    they head these minutes, or print a dated line of the cover again."""
    cover = {line.text for line in lines[:_COVER] if dates.find(line.text)}
    return {
        i + 1
        for i in numbers
        if _COVER <= i + 1 < len(lines) and (_OWN_HEAD.match(lines[i + 1].text) or lines[i + 1].text in cover)
    }


def _headers_of_two_lines(lines: Sequence[Line]) -> set[int]:
    """Indexes of 'Lindeby Kommune' / 'Teknisk Udvalg      06-11-2014', a page's head in a text without numbers: the
    municipality on a line of its own, and below it body and date on one line or two, the same more than once."""
    starts = [
        i
        for i in range(len(lines) - 1)
        if len(lines[i].text) < 60
        and lines[i].text.casefold().endswith("kommune")
        and municipality.is_alone(lines[i].text)
    ]
    heads = [
        range(i, i + size)
        for i in starts
        for size in (2, 3)
        if i + size <= len(lines) and _is_body_and_date(" ".join(line.text for line in lines[i + 1 : i + size]))
    ]
    often = Counter(tuple(lines[j].text for j in head) for head in heads)
    return {j for head in heads if often[tuple(lines[j].text for j in head)] > 1 for j in head}


def _is_body_and_date(text: str) -> bool:
    found = dates.find(text) if len(text) < 100 else None
    return found is not None and not text[found.end :].strip() and bodies.is_body(bodies.trim(text[: found.start]))


def _is_page_number(line: Line, lines: Sequence[Line], i: int) -> bool:
    if line.kind == "list" and _AS_POINT.match(line.text):
        return True
    return bool(_PAGE_NUMBER.match(line.text)) and line.kind != "row" and "...." not in line.text


def _broken_numbers(lines: Sequence[Line]) -> set[int]:
    """Indexes of '29.01.2013 Side 3 af' / '12': a page number that a line's end broke."""
    begun = [
        i
        for i, line in enumerate(lines[:-1])
        if len(line.text) < 90 and _BROKEN_NUMBER.search(line.text) and _BARE.match(lines[i + 1].text)
    ]
    return {j for i in begun for j in (i, i + 1)}


def _bare_numbers(lines: Sequence[Line]) -> set[int]:
    """Indexes of page numbers without a word: '3' alone at the foot or head of its page, rising with the pages.

    They count where they keep one distance from the pages' own numbers: the cover may be page 1 or none.
    """
    alone = [
        (i, int(line.text) - line.page)
        for i, line in enumerate(lines)
        if line.page is not None and _BARE.match(line.text) and line.kind == "text" and _at_edge(i, lines, set())
    ]
    distances = Counter(distance for _, distance in alone)
    return {i for i, distance in alone if distances[distance] > 1 or (distance == 0 and lines[i].page != 1)}


def _at_edge(i: int, lines: Sequence[Line], numbers: set[int]) -> bool:
    """Whether a line stands first or last on a page, as far as pages or page numbers tell."""
    if any(j in numbers for j in (i - 2, i - 1, i + 1, i + 2)):
        return True
    page = lines[i].page
    if page is None:
        return False
    before = lines[i - 1].page if i else None
    after = lines[i + 1].page if i + 1 < len(lines) else None
    return before != page or after != page


def _is_heading(text: str) -> bool:
    """Whether a text heads a part of an item: 'Økonomi' and 'Beslutning' may happen to open every page."""
    heading = decisions.heading(text)
    return words.is_heading(text) or (heading is not None and heading.named)


def _is_told(text: str) -> bool:
    """Whether a text is what minutes tell again and again, an item to a page: 'Godkendt.', 'Afbud: Ib Lund (V)'."""
    return (
        outcomes.known(text)
        or absence.label(text) is not None
        or absence.is_absence_alone(text)
        or bool(names.split(text))
    )


def _is_most(text: str, at_edges: int, lines: Sequence[Line]) -> bool:
    """Whether a text stands at edges nearly always: a heading that now and then opens a page does not."""
    return at_edges >= 0.8 * sum(1 for line in lines if line.text == text)
