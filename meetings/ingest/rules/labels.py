"""Labelled values: 'Sagsnr.: 24/1234', 'Dok.nr. 5 Initialer: abc', 'Sagsbehandler | Lise Holm'.

A line may hold several. Labels are known words; what follows up to the next label is the value.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from meetings.ingest import reference
from meetings.ingest.rules import cases
from meetings.ingest.rules.words import fold

# label word -> what it says of an item: case, document, note, number, openness, title
ITEM_LABELS: dict[str, str] = {row["label"]: row["meaning"] for row in reference.rows("item_labels.csv")}
_WORD = "|".join(re.escape(word) for word in sorted(ITEM_LABELS, key=len, reverse=True))
# 'Sagsnr.: 330-2021-49620', 'Sagsnr. EMN-2022-81268', 'Sag: 14/1234 Dok: 98765-14 Initialer: hpj', 'Sagsnr. | 24/1234'
_LABEL = re.compile(
    rf"(?:^|(?<=[\s|;,(]))(?P<label>{_WORD})(?P<mark>[\s.:|]*[.:|]\s*|\s*$|\s+(?=[\dA-Z]))", re.IGNORECASE
)
_LABEL_FIRST = re.compile(rf"\W?(?:{_WORD})(?!\w)", re.IGNORECASE)
# 'Åbent', 'Åben sag', 'Lukket punkt', '(Lukket)', 'LUKKET SAG', 'Åbent punkt:', 'LUKKET DØR', '(for lukkede døre)'
_OPENNESS = re.compile(
    r"^\W*(?P<state>åben|åbent|lukket|offentligt?|fortroligt?|ikke[ -]offentligt?)"
    r"(?: (?:sag|punkt|dagsorden|møde|dør))?\W*$|^\W*(?:(?:behandlet )?for )?(?P<doors>åbne|lukkede) døre\W*$",
    re.IGNORECASE,
)
# 'Åben sag. Sagsid: 2015-00312'
_STATE_FIRST = re.compile(r"^(?:åben|åbent|lukket) (?:sag|punkt)[.,;] (?=\w)", re.IGNORECASE)
_PARTS = re.compile(r"\s+[-–|/]\s+|,\s+")
# '17/10022 Åben sag', '05.01.02.P07 17/10022 Lukket sag': numbers and the openness in columns
_NUMBER_AND_STATE = re.compile(
    rf"^(?:\d\d\.\d\d\.\d\d[-.]?[A-ZÆØÅ]\d\d )?(?P<number>{cases.NUMBER}|\d\d/\d{{1,3}}) "
    r"(?P<state>(?:åbent?|lukket)(?: (?:sag|punkt))?)\.?$",
    re.IGNORECASE,
)
# 'Sag: 17/31   Dok.: 140022/17'
_SHORT_NUMBER = re.compile(r"\d\d/\d{1,2}(?= |$)")
_LONGEST = 200  # characters of a line that can be nothing but labels and values


class Pair(NamedTuple):
    label: str  # as printed, without the colon
    meaning: str  # case, document, note, openness, title
    value: str


def openness(text: str) -> bool | None:
    """True where a line says nothing but 'Lukket' or 'Fortroligt', False for 'Åbent', None for anything else."""
    found = _OPENNESS.match(text) if len(text) < 40 else None
    state = (found["state"] or found["doors"]).casefold() if found else ""
    return state.startswith(("lukke", "fortrolig", "ikke")) if found else None


@lru_cache(maxsize=4096)
def pairs(text: str) -> tuple[Pair, ...]:
    """The labels and values that make up a line; empty unless the line starts with a label."""
    if text[:1] in "ÅåLl" and (state := _STATE_FIRST.match(text)):
        rest = pairs(text[state.end() :])
        return (Pair(state[0], "openness", state[0].strip(" .,;")), *rest) if rest else ()
    if len(text) > _LONGEST or not _LABEL_FIRST.match(text):
        return ()
    found = [match for match in _LABEL.finditer(text) if _is_label(match, text)]
    if not found or found[0].start() > 1:
        return ()
    ends = [match.start() for match in found[1:]] + [len(text)]
    return tuple(
        Pair(match["label"], ITEM_LABELS[match["label"].casefold()], text[match.end() : end].strip(" |;,.:()"))
        for match, end in zip(found, ends, strict=True)
    )


def _is_label(match: re.Match[str], text: str) -> bool:
    """Whether a word is meant as a label here: 'Sag: 14/1234' is, 'Sag om lokalplan' and 'Type 2' are not."""
    word, mark = match["label"].casefold(), match["mark"]
    value = text[match.end() :].lstrip()
    meaning = ITEM_LABELS[word]
    if meaning == "case" and word in ("sag", "sag nr", "acadre", "journal"):
        marked = ":" in mark or "|" in mark
        odd = marked and cases.below_label(value.partition(" ")[0]) is not None  # 'Sag: 2014-772'
        return bool(cases.ANYWHERE.match(value)) or odd or (marked and bool(_SHORT_NUMBER.match(value)))
    if meaning == "number" or word == "status":
        return bool(re.match(r"\d{1,4}[a-z]?\W*$|(?:åben|åbent|lukket)\b", value, re.IGNORECASE)) and (
            ":" in mark or "|" in mark
        )
    if meaning == "document" and word == "dok":
        return value[:1].isdigit()
    if ":" in mark or "|" in mark:
        return True
    if meaning in ("case", "document"):
        return not value or value[0].isdigit() or value[0] == "." or bool(cases.ANYWHERE.match(value))
    if word in ("sagsbh", "sagsbeh", "init"):
        return True
    return not value and word not in ("type", "forvaltning", "afdeling", "titel", "overskrift", "ansvarlig", "kle")


def parts(text: str) -> list[str]:
    """'Åbent - 27.36.08-P23-1-12' in its parts, if each belongs to an item's head; else the line as one part."""
    if len(text) < 90 and (columns := _NUMBER_AND_STATE.match(text)):
        return [columns["number"], columns["state"]]
    if len(text) < 90 and (cut := _PARTS.split(text)) and len(cut) > 1 and all(_is_part(part) for part in cut):
        return cut
    return [text]


def _is_part(text: str) -> bool:
    return cases.alone(text) is not None or openness(text) is not None


def is_head_line(text: str) -> bool:
    """Whether a line belongs to the head of an item: a case number, labels, 'Åbent'."""
    text = parts(text)[0]
    return cases.alone(text) is not None or openness(text) is not None or bool(pairs(text)) or fold(text) == ""
