"""Minutes with a form for each item: a table of two cells a row, 'Sag nr. | 31' first, 'Vedtagelse | Godkendt.' last.

A table inside a cell gives the rows around it empty cells, and the forms have words of their own over their cells:
what stands over sentences in several of them heads a section, whatever the word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from meetings.ingest.lines import Document, Line
from meetings.ingest.rules import listed_headings, words

# 'Sag nr. | 31', 'Punkt | 1. Godkendelse af dagsorden', 'Pkt. | 4'
_FIRST = re.compile(r"^(?:sag|punkt|pkt\.?|dagsordenspunkt)(?: ?nr\.?)? \| ?\d{1,4}\b", re.IGNORECASE)
# 'Sag nr. | 33 | |'
_EMPTY_END = re.compile(r"(?: \|)+\s*$")
# 'Behandling | Udvalget bemærkede, at puljen er opbrugt.'; 'Måltider | Omskrevet' is a row of a table in a cell
_OVER_SENTENCE = re.compile(r"^(?P<label>[A-ZÆØÅ][A-Za-zÆØÅæøå ./-]{2,38}) \| (?=[^|]*$)(?=\S+ \S+ \S+ \S).*[.!?]$")
_FEWEST = 2  # forms


def plain(document: Document) -> Document:
    """The document with the rows of such forms cut to their two cells; the same object where it has none."""
    document = listed_headings.plain(document)
    if sum(1 for line in document.lines if line.kind == "row" and _FIRST.match(line.text)) < _FEWEST:
        return document
    return replace(document, lines=type(document.lines)([_two_cells(line) for line in document.lines]))


def _two_cells(line: Line) -> Line:
    if line.kind != "row" or not line.text.endswith("|"):
        return line
    text = _EMPTY_END.sub("", line.text)
    return replace(line, text=text) if text.count(" | ") == 1 else line


def labels(lines: Sequence[Line]) -> frozenset[str]:
    """The words, folded, over sentences in at least two of the forms."""
    if sum(1 for line in lines if line.kind == "row" and _FIRST.match(line.text)) < _FEWEST:
        return frozenset()
    found = (_OVER_SENTENCE.match(line.text) for line in lines if line.kind == "row")
    times = Counter(words.fold(match["label"]) for match in found if match is not None)
    return frozenset(label for label, count in times.items() if count >= _FEWEST)
