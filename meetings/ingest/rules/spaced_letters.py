"""Words that a typewriter set apart letter by letter: 'P R O T O K O L', 'B E S L U T N I N G :'.

Only words that head a document or a part of it are put together: 'A B C F V' may be the parties of a vote.
"""

from __future__ import annotations

import re
from dataclasses import replace

from meetings.ingest.lines import Document
from meetings.ingest.rules import bodies, contents, decisions, words

# 'R E F E R A T' in 'Teknisk Udvalg R E F E R A T'
_SPACED = re.compile(r"(?<![\w.])(?:[A-ZÆØÅ] ){4,}[A-ZÆØÅ](?!\w)")
_KNOWN = (
    frozenset(
        "referat dagsorden protokol tillægsdagsorden beslutningsprotokol beslutningsreferat forhandlingsprotokol "
        "udskrift mødereferat udvalgsreferat beslutning beslutninger vedtagelse afgørelse lukket åbent punkt bilag "
        "eventuelt meddelelser".split()
    )
    | words.STRONG.keys()
    | words.WEAK.keys()
    | words.ATTACHMENTS
    | words.ABSENCE
    | contents.HEADINGS
    | decisions.AMBIGUOUS
)


def joined(document: Document) -> Document:
    """The document with such words whole; the same object where it has none."""
    if not any(_SPACED.search(line.text) for line in document.lines):
        return document
    lines = [replace(line, text=_SPACED.sub(_whole, line.text)) for line in document.lines]
    return replace(document, lines=type(document.lines)(lines))


def _whole(found: re.Match[str]) -> str:
    word = found[0].replace(" ", "")
    return word if word.casefold() in _KNOWN or bodies.NOUN.fullmatch(word) else found[0]
