"""CPR numbers in what a file holds beside its words: attributes, scripts, comments, fields nobody shows, old revisions.

Readers of formats know the places where people put words; this looks at the rest of the file as it is written, for
nothing but numbers that look like one ('150585-1230', or ten figures behind 'cpr'). What it gives goes to
`Document.unseen`: the guard judges it. It keeps no more than the number and the few words before it.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import unquote

from meetings.ingest.cpr import plain
from meetings.ingest.lines import Document

MOST = 200  # numbers of one file
_SHORTEST = 11  # '150585-1230'
_BEFORE = 24  # characters that may say what a number is ('sagsnr', 'cpr')

# '-1230', ' - 1230' behind six figures: 'data-borger="150585-1230"', '/borger/150585-1230/sag'
_TAIL = re.compile(r"[-\u00ad\u2010-\u2015\u2212] ?\d{4}(?!\d)")
_HEAD = re.compile(r"(?<!\d)\d{6} ?$")
# '"Cpr": 1505851230', 'personnummer=150585 1230', 'name="cpr_150585_1230"'
_NAMED = tuple(re.compile(word + r"(?:[\w-]{0,12}\W{1,6}|_?)\d{6}[ _-]?\d{4}(?!\d)") for word in ("cpr", "personn"))
# '"cprDato": "150585", "cprLoebenr": "1230"', 'CPR <input value="150585"> - <input value="1230">'
_PARTED = re.compile(r"cpr(?:\D|\d(?!\d)){1,60}(\d{6})(?!\d)(?:\D|\d(?!\d)){2,60}(?!19|20)(\d{4})(?!\d)")
# What parts a number from the words around it in markup, addresses and code
_SIGNS = re.compile(r"[_=\"'<>&?#/|;{}()\[\]\\+,]+")
# '/borger/150585%2D1230', '15%E2%80%8B0585': signs of an address in their numbers
_ESCAPED = re.compile("%(?:2|[c-f])", re.IGNORECASE)
# '150585\\u002d1230', '150585\\x2d1230', '150585\\2d 1230': the hyphen as scripts and style sheets may spell it
_ESCAPED_HYPHEN = re.compile(r"\\(?:u00|x|0{0,4})2d ?", re.IGNORECASE)
# '1\u200b5', '150585\u00a0-', '１５０５': what parts figures unseen, and four signs of another script; not '2021–2025'
_ODD = re.compile("[0-9](?!\u2013[0-9])[^\x00-\x7f\u00c0-\u00ff]{1,8}[0-9-]|[^\x00-\x7f]{4}")
_WIDEST = 60  # characters of a number in whatever dress
_TEN = re.compile(r"\d{6}\D{0,4}\d{4}(?!\d)")


def in_texts(texts: Iterable[str], *, markup: bool = True) -> Iterator[str]:
    """The numbers in these texts, each with what stands before it. `markup`: signs part them as blanks do."""
    for text in texts:
        if len(text) < _SHORTEST:
            continue
        text = html.unescape(text) if "&#" in text or "&quot;" in text else text
        text = unquote(text, errors="replace") if _ESCAPED.search(text) else text
        text = (_ESCAPED_HYPHEN.sub("-", text) if "\\" in text else text).lower()
        for said in (*_found(text), *(said for around in _disguised(text) for said in _found(around))):
            yield _SIGNS.sub(" ", said).strip() if markup else said


def _disguised(text: str) -> Iterator[str]:
    """What stands around figures that are none of ours, or that something unseen parts, as the guard reads it."""
    read = 0
    for found in () if text.isascii() else _ODD.finditer(text):
        if found.start() >= read:
            read = found.start() + _WIDEST
            yield plain(text[max(0, found.start() - _WIDEST) : read + _WIDEST])


def _found(text: str) -> Iterator[str]:
    for tail in _TAIL.finditer(text):
        head = _HEAD.search(text, max(0, tail.start() - 8), tail.start())
        if head:
            yield text[max(0, head.start() - _BEFORE) : tail.end()]
    for pattern in _NAMED:
        for named in pattern.finditer(text):
            yield named[0].replace("_", " ")
    for parted in _PARTED.finditer(text):
        yield f"{parted[1]};{parted[2]}"


# '-1230' as it is, in UTF-16, and as figures of a hexadecimal string ('<3135303538352D31323330>')
_PLAIN, _WIDE, _HEX = rb"-\d{4}(?!\d)", rb"\x00-(?:\x00\d){4}", rb"2[dD](?:\s?(?:00)?\s?3\d){4}"
_HEX_DAY = re.compile(rb"(?<!3\d)((?:(?:00)?3\d){6})(?:00)?$")  # also '<FEFF0031…>' and '<31 35 30 …>'
_NAMED_BYTES = re.compile(rb"cpr[\w-]{0,12}\W{1,6}\d{6}[ -]?\d{4}(?!\d)")  # '<cpr>1505851230</cpr>'
# '(\xfe\xff\x001\x005…)': words of a PDF in sixteen bits, with a '\\' before what would end them
_WIDE_WORDS = re.compile(rb"\(\xfe\xff((?:[^\\()]|\\.){20,4000})\)", re.S)


def in_bytes(data: bytes) -> Iterator[str]:
    """The hyphened numbers in bytes that may be anything."""
    for tail in re.finditer(_PLAIN, data):
        head = data[max(0, tail.start() - 7) : tail.start()]
        if head[-6:].isdigit() and not head[:-6].isdigit():
            yield (head[-6:] + tail[0]).decode("ascii")
    for tail in re.finditer(_WIDE, data):
        head = data[max(0, tail.start() - 12) : tail.start()]
        if re.fullmatch(rb"(?:\x00\d){6}", head):
            yield (head + tail[0]).decode("utf-16-be")
    for words in _WIDE_WORDS.finditer(data):
        plainly = words[1].replace(b"\\r", b"\r").replace(b"\\n", b"\n").replace(b"\\", b"")
        yield from in_texts([plainly.decode("utf-16-be", "replace")])
    for named in _NAMED_BYTES.finditer(data.lower()):
        yield from in_texts([named[0].decode("latin-1")])
    for tail in re.finditer(_HEX, data):
        day = _HEX_DAY.search(b"".join(data[max(0, tail.start() - 40) : tail.start()].split()))
        if day:
            yield bytes.fromhex((day[1] + tail[0]).decode("ascii")).replace(b"\x00", b"").decode("ascii")


MAX_PARTS, MAX_UNPACKED = 500, 32 * 2**20  # of one file within a file
_IN_LETTERS = (".xml", ".rels", ".txt", ".csv", ".htm", ".html", ".json")


def in_package(data: bytes) -> Iterator[str]:
    """The numbers in an Office file that lies within another: a sheet in a Word file, an appendix in a PDF."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            left = MAX_UNPACKED
            for entry in package.infolist()[:MAX_PARTS]:
                if not entry.filename.casefold().endswith(_IN_LETTERS):
                    continue
                with package.open(entry) as part:
                    text = part.read(left)
                left -= len(text)
                yield from in_texts([text.decode("utf-8", "replace")])
                if left <= 0:
                    return
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError, NotImplementedError):
        return  # what cannot be opened here opens nowhere


def shown_to_guard(document: Document, numbers: Iterable[str]) -> Document:
    """The document with those of the numbers among what is `unseen` that stand nowhere else in it, each once."""
    fresh: dict[str, str] = {}
    known: set[str] | None = None
    for number in numbers:
        if known is None:  # most files have none, and are spared this
            lines = (line.text for part in (document.lines, document.removed) for line in part)
            texts = (*lines, *document.unseen, *document.attachments)
            known = {re.sub(r"\D", "", found) for text in texts for found in _TEN.findall(text)}
        ten = re.sub(r"\D", "", number)[-10:]
        if ten not in known:
            fresh.setdefault(ten, number)
        if len(fresh) >= MOST:
            break
    return replace(document, unseen=(*document.unseen, *fresh.values())) if fresh else document
