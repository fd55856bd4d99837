"""Lines that a web page's text ran together: 'Indholdsfortegnelse1. Fraværende', 'BeslutningGodkendt.',
'MødestedRådssalen'. They are taken apart before anybody reads them; the pieces keep the number of their line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from meetings.ingest.lines import Document, Line
from meetings.ingest.rules import contents, words

# 'Indholdsfortegnelse1. Fraværende', '4. Eventuelt1. Besøg', 'Sagsfremstilling2. Godkendelse af dagsorden'
_ITEM_AFTER = re.compile(r"^(?P<before>.{0,120}?[a-zæøå]{4})(?P<item>\d{1,3}\. ?[A-ZÆØÅ].*)$")
# 'BeslutningGodkendt.', 'BilagIngen bilag.', 'Fraværende- Lise Holm ()'
_TEXT_AFTER = re.compile(
    r"^(?P<before>Beslutning|Bilag|Fraværende|Afbud)(?P<after>(?=[A-ZÆØÅ][a-zæøå])|(?P<point>[-–•] )(?=[A-ZÆØÅ]))"
)
# 'MødestedRådssalen', 'UdvalgÆldreråd'
_VALUE_AFTER = re.compile(
    r"^(?P<label>Mødested|Mødedato|Mødetidspunkt|Mødelokale|Mødedeltagere|Udvalg|Medlemmer|Deltagere|Starttidspunkt|"
    r"Sted|Dato|Tidspunkt|Lokale)(?=[A-ZÆØÅ][a-zæøå]|\d)"
)
# 'Ny stiKlik her for at folde ud og læse mere om Ny sti': what a button of the page says
_BUTTON = re.compile(
    r"(?:(?<=[\w)?!])|(?<=[\w)?!.] ))Klik (?:her )?for at folde\b.*$|(?<=[\w)])Klik (?:her )?for at .*$"
)
_LONGEST = 400  # characters


def apart(document: Document) -> Document:
    """The document with such lines in their pieces; the same object where it has none."""
    texts = {line.text for line in document.lines}
    made = [piece for line in document.lines for piece in _pieces(line, texts)]
    return replace(document, lines=type(document.lines)(made)) if made != list(document.lines) else document


def _pieces(line: Line, texts: set[str]) -> Sequence[Line]:
    text = line.text
    if len(text) > _LONGEST or line.kind == "row":
        return [line]
    if "Klik" in text:
        text = _BUTTON.sub("", text)
    if (found := _VALUE_AFTER.match(text)) is not None:
        return [replace(line, text=f"{found['label']}: {text[found.end() :]}")]
    if (found := _TEXT_AFTER.match(text)) is not None:
        return _two(line, found["before"], text[found.end() :], point=bool(found["point"]))
    if (found := _ITEM_AFTER.match(text)) is not None and _is_apart(found, texts):
        return _two(line, found["before"], found["item"])
    return [replace(line, text=text)] if text != line.text else [line]


def _is_apart(found: re.Match[str], texts: set[str]) -> bool:
    """Whether a number inside a line opens an item: a known heading stands before it, or the item is a line elsewhere.
    'Opført på 1.000 kvm2. Der er plads' has neither."""
    head = words.fold(found["before"])
    known = head in words.STRONG or head in words.ATTACHMENTS or head in contents.HEADINGS or head == "eventuelt"
    return known or found["item"] in texts


def _two(line: Line, before: str, after: str, *, point: bool = False) -> list[Line]:
    rest = replace(line, text=after.strip(), kind="list" if point else "text", starts_paragraph=True)
    return [replace(line, text=before.strip()), rest]
