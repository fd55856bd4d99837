"""Lines -> running text: paragraphs apart by a blank line, list points and table rows on lines of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from meetings.ingest.lines import Line

# 'kommu-' at a line's end, but not 'Social-' before 'og', and not 'it-', 'p-', 'Å-' or 'EU-', which keep their hyphen
_HYPHEN = re.compile(r"[a-zæøåA-ZÆØÅ]-$")
_PREFIX = re.compile(r"\b(?:(?i:it|tv|pc|sms|gps|\w)|[A-ZÆØÅ]+)-$")
_SUSPENDED = re.compile(r"^(?:og|eller|samt|til|/)\b")
# 'at udkast til årsplan godkendes', '1. at', 'a) model A': points that start a line whatever the layout did
_POINT = re.compile(r"^(?:\d{1,3}[.)]|[a-zæøå][.)]|[Aa][td] \d{1,2}[.):]|at|-|–|•)\s")
# '(mulighed 2).', the end of a sentence that a page or a paragraph broke
_ASIDE = re.compile(r"^\([a-zæøå]{3}")
# 'Imod: Jens Krog (Ø)', 'Ikke til stede: Lise Holm': a label starts a line of its own
_LABEL = re.compile(r"^[A-ZÆØÅ][A-Za-zÆØÅæøå ]{1,24}: ")
_SHORT = 55  # characters: a line shorter than that was not broken by the layout
_WIDEST = 110  # characters: a longer line is a whole paragraph
_WORD = 12  # characters that a full line may lack, since the next word had no room
_LONG, _TAIL = (
    10_000,
    100,
)  # characters: of a text that is put away, and of its end that decides how the next line joins
_FEW = 5  # full lines that are needed to tell where the layout broke them
_ENDS = re.compile(r"[.:;!?)»”\"]$")


def join(lines: Sequence[Line]) -> str:
    """The text of some lines, in the words and the order of the document."""
    done: list[str] = []  # what no later line looks at: to copy it once a line would take minutes for a hostile file
    text = ""
    before: Line | None = None
    for line in lines:
        words = f"- {line.text}" if line.kind == "list" and not _POINT.match(line.text) else line.text
        text = words if before is None else _glue(text, before, line, words)
        before = line
        if len(text) > _LONG:
            done.append(text[:-_TAIL])
            text = text[-_TAIL:]
    return ("".join(done) + text).strip()


def width(lines: Sequence[Line]) -> int:
    """How many characters the lines were broken at, where their layout broke paragraphs at all; else 0."""
    lengths = sorted((len(line.text) for line in lines if line.kind == "text"), reverse=True)
    if not lengths or lengths[0] > _WIDEST:
        return 0
    full = sum(length > lengths[0] - _WORD for length in lengths)
    return lengths[0] if full >= max(_FEW, len(lengths) // 10) else 0


def is_full(text: str, below: str, wide: int) -> bool:
    """Whether the first word below a line had no room at its end. `wide`: what `width` says, 0 where it knows none."""
    return wide > 0 and len(text) + 1 + len(below.partition(" ")[0]) > wide


def unwrapped(lines: Sequence[Line]) -> list[Line]:
    """The lines with sentences made whole that the layout wrapped: a rule that reads sentences must see their ends."""
    made: list[Line] = []
    for line in lines:
        before = made[-1] if made else None
        if before is not None and len(before.text) < _LONG and _is_wrapped(before, line):
            made[-1] = replace(before, text=wrapped(before.text, line.text))
        else:
            made.append(line)
    return made


def wrapped(text: str, rest: str) -> str:
    """A line and the one below it as one text, a word that the line's end broke made whole: 'special-' / 'klasser'."""
    hyphen = _HYPHEN.search(text[-_TAIL:]) and rest[:1].islower() and not _SUSPENDED.match(rest)
    return _closed(text, rest) if hyphen else f"{text} {rest}"


def _is_wrapped(before: Line, line: Line) -> bool:
    """Whether a line goes on in the middle of the sentence that the line before breaks off."""
    if before.kind not in ("text", "list") or line.kind != "text" or before.text[-1] in '.:;!?»”"':
        return False
    if _POINT.match(line.text) or _LABEL.match(line.text):
        return False
    if line.text[0].islower() or _ASIDE.match(line.text):
        return True
    return not line.starts_paragraph and before.text[-1] != ")" and len(before.text) >= _SHORT


def _glue(text: str, before: Line, line: Line, words: str) -> str:
    if line.kind in ("row", "list") or before.kind == "row":
        return text + ("\n" if line.kind == before.kind or not line.starts_paragraph else "\n\n") + words
    broken = (
        (line.text[0].islower() or _ASIDE.match(line.text) is not None)
        and not _POINT.match(line.text)
        and not _ENDS.search(text[-_TAIL:])
        and before.kind == "text" == line.kind
    )
    if line.starts_paragraph and not broken:
        return f"{text}\n\n{words}"
    if (_POINT.match(line.text) and not line.text.startswith("at ")) or (
        line.text.startswith("at ") and _ENDS.search(text[-_TAIL:] + " ") is None and text.endswith(",")
    ):
        return f"{text}\n{words}"
    if (len(before.text) < _SHORT and line.text[0].isupper()) or _LABEL.match(line.text):
        return f"{text}\n{words}"
    if _HYPHEN.search(text[-_TAIL:]) and line.text[0].islower() and not _SUSPENDED.match(line.text):
        return _closed(text, words)
    return f"{text} {words}"


def _closed(text: str, rest: str) -> str:
    return text + rest if _PREFIX.search(text[-_TAIL:]) else text[:-1] + rest
