"""Titles above their numbers: 'Anlægsbevilling til kunstgræs' and 'Sag nr. 33' below it, as some web prints have it.

Only a whole document tells: nearly every number stands without a title, and each has a line above it that looks like
one. A single number without a title has lost it.
"""

from __future__ import annotations

from collections.abc import Sequence

from meetings.ingest.lines import Line
from meetings.ingest.rules import cover_labels, dates, heading_titles, labels, names, outcomes, words
from meetings.ingest.rules.heading_forms import TELLING, Heading

_FEWEST = 2  # items
_SHARE = 0.8  # of the items: with fewer, the lines above are something else
_LONGEST = 250  # characters
_MOST = 3  # lines of a title
_LONGEST_LIST = 40  # lines of attachments
_AHEAD = 4  # lines below a number in which a label may hold the title


def give(found: list[Heading], lines: Sequence[Line]) -> list[Heading]:
    """The headings, those without titles with the ones above them where the document is laid out so."""
    bare = [heading for heading in found if heading.form in TELLING and _is_bare(lines, heading)]
    if len(bare) < _FEWEST or len(bare) < _SHARE * len(found):
        return found
    taken = {heading.index for heading in found}
    above = {heading.index: _above(lines, heading.index, taken) for heading in bare}
    if len([at for at in above.values() if at]) < _SHARE * len(bare) or any(_labelled(lines, h.index) for h in bare):
        return found
    for heading in bare:
        if at := above[heading.index]:
            said = heading.title if heading.title_at == (heading.index,) else ""  # 'Journalnr. 16/1230'
            heading.title = f"{' '.join(lines[i].text for i in at)} {said}".strip()
            heading.title_at = at
    return found


def _is_bare(lines: Sequence[Line], heading: Heading) -> bool:
    """Whether a number has no title, or only a line of text below it where a marked one stands above it."""
    if not heading.title or labels.pairs(heading.title):
        return True
    below = heading.title_at[0]
    return 0 < heading.index < below and _is_marked(lines[heading.index - 1]) and not _is_marked(lines[below])


def _is_marked(line: Line) -> bool:
    return line.kind == "heading" or line.bold


def _above(lines: Sequence[Line], index: int, taken: set[int]) -> tuple[int, ...]:
    """The indexes of the lines right above a number that may be its title; empty where they are no title."""
    last = index - 1
    while last > index - _MOST and last > 0 and labels.is_head_line(lines[last].text):
        last -= 1  # 'Sagsnr.: 16/1230' between the title and the number
    first = last
    while first > last - _MOST and first > 0 and not lines[first].starts_paragraph and first not in taken:
        first -= 1
    at = tuple(range(first, last + 1))
    if first < 0 or not at or taken.intersection(at):
        return ()
    marked = all(_is_marked(lines[i]) for i in at)
    text = " ".join(lines[i].text for i in at)
    listed = any(lines[i].kind in ("row", "list") for i in at)
    if listed or len(text) > _LONGEST or words.is_heading(text) or not text[0].isupper():
        return ()
    tells = outcomes.known(text) and lines[first].kind != "heading"  # '## Drøftelse af budgettet' is a title
    other = labels.is_head_line(text) or cover_labels.is_label(text) or tells or names.split(text)
    plain = text[-1] in ".,;:" or heading_titles.is_section(text) or (dates.find(text) and len(text) < 30)
    if not marked and (plain or dates.time_of(text) or _is_listed(lines, first, taken)):
        return ()
    return () if other or text[-1] in ".,;:" else at


def _is_listed(lines: Sequence[Line], index: int, taken: set[int]) -> bool:
    """Whether a line may be an attachment of the item above."""
    for i in range(index - 1, max(-1, index - _LONGEST_LIST), -1):
        if words.fold(lines[i].text) in words.ATTACHMENTS:
            return True
        if i in taken or words.is_heading(lines[i].text):
            return False
    return False


def _labelled(lines: Sequence[Line], index: int) -> bool:
    """'Sag nr. 31' over 'Emne: Ny sti': the title comes below."""
    below = (line.text for line in lines[index + 1 : index + 1 + _AHEAD])
    return any(pair.meaning == "title" for text in below for pair in labels.pairs(text))
