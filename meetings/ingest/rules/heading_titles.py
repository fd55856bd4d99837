"""The title behind or below an item's number: where it starts, and in which line it ends."""

from __future__ import annotations

import re
from collections.abc import Sequence

from meetings.ingest.lines import Line
from meetings.ingest.rules import bodies, decisions, labels, prose, titles, words
from meetings.ingest.rules.contents import Contents
from meetings.ingest.rules.heading_forms import FORMS

LONGEST = 420  # characters of a title
# 'Forslag til', 'Plan for veje,', 'Kultur-': a title that must go on
_CONNECTIVE = re.compile(
    r"(?:\b(?:og|i|af|for|til|fra|på|om|med|ved|samt|eller|en|et|den|det|de|der|som|mellem|under|langs|hos|mod|uden|"
    r"gennem|omkring|pr\.|vedr\.?|vedrørende)|"
    r"[,–&/-])$",
    re.IGNORECASE,
)
# 'Byrådet godkendte planen.'
SENTENCE_END = re.compile(r"[a-zæøå)]\.$")
# 'Sag 301' over 'Protokol': the item on the minutes of the meeting before, and no heading of a decision
_OF_MINUTES = frozenset(("protokol", "protokollat", "referat"))
# 'Punkt 33' below the labels of an item whose title is one of them
_NEXT_ITEM = re.compile(r"^(?:(?:dagsordens)?punkt|pkt\.?|sag)(?: nr\.?)? ?\d{1,4}[.:]?$", re.IGNORECASE)
# 'a. Ny sti': the first point of a list
_LETTERED = re.compile(r"^[a-zæøå][.)] ")
# '2. behandling af budget 2008-2011': a title that opens with an ordinal
_ORDINAL = re.compile(
    r"^\d{1,2}\. (?:behandling|forelæggelse|udgave|kvartal|halvår|budget|etape|fase)\b", re.IGNORECASE
)


def title_from(lines: Sequence[Line], i: int, start: str, contents: Contents) -> tuple[str, tuple[int, ...]]:
    """The whole title that starts on line i, or below it after the lines of the item's head, and the lines it takes."""
    at = [i]
    only_case = bool(start) and titles.read(start).text == ""
    if not start or only_case:
        below = next((j for j in range(i + 1, min(i + 5, len(lines))) if not labels.is_head_line(lines[j].text)), None)
        if below is None or not _may_be_title(lines[below]):
            return start, (i,)
        start, at = (f"{start} " if only_case else "") + lines[below].text, [below]
    for j in range(at[-1] + 1, min(at[-1] + 5, len(lines))):
        if not _continues(start, lines[at[-1]], lines[j], contents, i):
            break
        dash = "- " if lines[j].kind == "list" and not lines[j].text[0].isdigit() else ""
        start, at = prose.wrapped(start, f"{dash}{lines[j].text}"), [*at, j]
    return start, tuple(at)


def _may_be_title(line: Line) -> bool:
    if len(line.text) >= LONGEST or line.kind == "row" or _NEXT_ITEM.match(line.text):
        return False
    section = is_section(line.text) and words.fold(line.text) not in _OF_MINUTES
    return not section and (not line.text[0].isdigit() or bool(_ORDINAL.match(line.text)))


def _continues(title: str, last: Line, line: Line, contents: Contents, i: int) -> bool:
    """Whether a title goes on in this line: the contents know best, then the layout, then the words."""
    text = line.text
    if len(title) + len(text) > LONGEST or line.kind == "row" or labels.is_head_line(text):
        return False
    if is_section(text) and not (text[0].islower() and _CONNECTIVE.search(title)):
        return False  # 'Beslutning om' / 'offentlig høring' is one title
    key = titles.key(titles.read(title).text)
    joined = titles.key(titles.read(f"{title} {text}").text)
    if contents.whole(joined, i) or ((longer := contents.longer(key, i)) and longer.startswith(joined)):
        return True
    if (contents.whole(key, i) and not _CONNECTIVE.search(title)) or (
        last.text.endswith(")") and titles.read(last.text).case_number
    ):
        return False
    if any(pattern.match(text) for name, _, pattern in FORMS if name != "bare") or text[0].isdigit():
        return False
    if text.casefold().startswith(("at ", "- ")) or line.kind == "list" or _LETTERED.match(text):
        return False
    if _CONNECTIVE.search(title):
        return last.kind == line.kind or not line.starts_paragraph
    if line.kind == "heading" and last.kind == "heading":
        return line.level == last.level and text[0].islower()
    if line.starts_paragraph:
        return False
    if bodies.is_body(text):
        return False  # a web page prints the committee under the title
    return text[0].islower() or (len(last.text) >= 60 and len(text) < 90 and not SENTENCE_END.search(text))


def is_section(text: str) -> bool:
    """Whether a line is a heading inside an item by its words alone."""
    head = words.fold(text.split(":", 1)[0]) if len(text) < 400 else ""
    if head in words.STRONG or head in words.ATTACHMENTS or head in words.ABSENCE:
        return True
    return len(text) < 200 and not text[0].isdigit() and decisions.heading(text) is not None
