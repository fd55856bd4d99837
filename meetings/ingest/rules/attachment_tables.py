"""Tables of attachments: which column holds the titles and which the documents' numbers, as the table's head says."""

from __future__ import annotations

import re
from typing import NamedTuple

from meetings.ingest.rules import words

# By how surely it is the title's: in 'Bilag | Titel' the first column counts
_TITLE = (
    "titel",
    "dokumenttitel",
    "bilagstitel",
    "titel/navn",
    "dokumentnavn",
    "bilagsnavn",
    "filnavn",
    "navn",
    "dokument",
    "bilag",
    "beskrivelse",
)
_NUMBER = frozenset(
    "dok.nr|dok. nr|dok nr|doknr|dok|dokumentnr|dokument nr|dokumentnummer|dokument-id|dokument id|dokumentid|"
    "dok.id|dok-id|dok.-id|dok.-nr|dok-nr|id|akt|aktnr|akt nr|løbenr|lb.nr".split("|")
)
_OTHER = frozenset(
    "nr|nummer|bilagsnr|bilag nr|dato|dokumentdato|oprettet|oprettet af|type|filtype|format|størrelse|version|status|"
    "side|sider|sagsnr|sag|offentlig|offentlighed|åben|åbent|åben/lukket|åbent/lukket|lukket|kategori|forfatter|"
    "afsender|modtager".split("|")
)
_ALL = _NUMBER | _OTHER | frozenset(_TITLE)
# '44812/17', '2018-118231', 'A18-22', '4471'; no page or version
_IS_NUMBER = re.compile(r"(?=(?:\D*\d){3})[\w/.-]{3,24}$")


class Columns(NamedTuple):
    """Where a table has its titles and numbers, counted from 0; None where its head names no such column."""

    width: int
    title: int | None
    number: int | None


class Row(NamedTuple):
    title: str
    number: str | None
    goes_on: bool  # only the end of a title that began in the row above


def head(text: str) -> Columns | None:
    """The columns of 'Nr. | Titel | Dok.nr. | Status'; None for a line that is no head of a table."""
    if " | " not in text:
        return None
    cells = [words.fold(cell) for cell in text.split("|")]
    if not all(not cell or cell in _ALL for cell in cells):
        return None
    title = next((cells.index(name) for name in _TITLE if name in cells), None)
    number = next((n for n, cell in enumerate(cells) if cell in _NUMBER), None)
    if number is None:  # 'Nr. | Titel': counts the rows, or numbers the documents
        number = next((n for n, cell in enumerate(cells) if cell in ("nr", "nummer")), None)
    return Columns(len(cells), title, number)


def row(columns: Columns | None, text: str) -> Row | None:
    """What a row says in the columns of its table's head; None where it has others, or its title's cell no title."""
    cells = [cell.strip() for cell in text.split("|")]
    if columns is None or columns.title is None or len(cells) != columns.width:
        return None
    title = cells[columns.title]
    number = cells[columns.number] if columns.number is not None else ""
    if not re.search(r"[A-Za-zÆØÅæøå]{2}", title):
        return None  # a cell that counts
    rest = columns.number is not None and title[0].islower() and not any(c for c in cells if c != title)
    return Row(title, number if _IS_NUMBER.match(number) else None, rest)
