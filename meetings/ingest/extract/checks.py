"""What is asked of a file before anything reads it: size, and whether it is what its name says.

Cheap on purpose, for it runs in the server's own process: it looks at the first bytes, never unpacks, never
parses. What needs unpacking (a Word file's directory) is checked by the reader, in the child process.
"""

from __future__ import annotations

from meetings.ingest.extract import (
    DOC,
    DOCX,
    ENDINGS,
    HTML,
    HTML_STARTS,
    JSON,
    JSON_STARTS,
    MARKDOWN,
    OLE_START,
    PDF,
    TEXT,
    is_old_word_xml,
)
from meetings.ingest.extract.mhtml import is_saved_page
from meetings.ingest.problems import UnreadableFile

MAX_BYTES = 25 * 2**20
MAX_TEXT_BYTES = 10 * 2**20  # twice the letters that a document may have; web pages may hold pictures beside them
MAX_TEXT_LINES = 100_000
MAX_TEXT_LINE = 1_000_000  # bytes
BLANKS = b" \t\r\n\x0c"
MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
WORDS = (TEXT, MARKDOWN, HTML, JSON)  # kinds that consist of letters
# 'EncryptedPackage' as a directory of the old container format spells it: a Word file with a password
_LOCKED = "EncryptedPackage".encode("utf-16-le")
# First bytes of kinds that people send by mistake.
_OTHERS = {
    b"{\\rtf": "RTF", b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF", b"II*\x00": "TIFF",
    b"MM\x00*": "TIFF",
    b"MZ": "a Windows program", b"\x7fELF": "a program", b"Rar!": "RAR", b"7z\xbc\xaf": "7z", b"\x1f\x8b": "gzip",
    b"%!PS": "PostScript",
}  # fmt: skip


def check(data: bytes, filename: str) -> str:
    """The file's media type. Raises `UnreadableFile`: empty, too_large, wrong_type, unsupported, encrypted."""
    if len(data) > MAX_BYTES:
        raise UnreadableFile("too_large", f"{len(data)} bytes, {MAX_BYTES} at most")
    if not data.strip(BLANKS + b"\x00\xef\xbb\xbf"):
        raise UnreadableFile("empty", "no bytes but white space")
    named = _named(filename)
    found = _found(data)
    if found is None:
        if named in (PDF, DOCX):
            raise UnreadableFile("wrong_type", f"named as {named}, does not begin like one")
        if named == DOC:
            raise UnreadableFile("unsupported", "named .doc")
        _check_letters(data)
        _check_length(data, named or TEXT)
        return named or TEXT
    if named == DOC and found == HTML:
        return HTML  # what many systems call a Word file
    if named is not None and found != named and not (found in WORDS and named in WORDS):
        raise UnreadableFile("wrong_type", f"named as {named}, begins as {found}")
    if found in WORDS:
        _check_letters(data)
        return found if named is None or named in (TEXT, MARKDOWN) else named
    return found


def _named(filename: str) -> str | None:
    """What the name's ending says; None where it has none. Raises unsupported for endings that are not read."""
    base, dot, ending = filename.rpartition(".")
    if not dot or not base or not ending.isalnum() or len(ending) > 8:
        return None
    try:
        return ENDINGS[ending.lower()]
    except KeyError:
        # 'Referat d. 12.5' ends in a number, not in an ending
        if ending.isdigit():
            return None
        raise UnreadableFile("unsupported", f"ending .{ending[:8]}") from None


def _found(data: bytes) -> str | None:
    """What the first bytes say; None where they say nothing sure."""
    start = data[:1024]
    for mark in MARKS[:1]:
        start = start.removeprefix(mark)
    start = start.lstrip(BLANKS)
    if start.startswith(b"%PDF-"):
        return PDF
    if data.startswith(OLE_START):
        if _LOCKED in data[:65_536] or _LOCKED in data[-65_536:]:
            raise UnreadableFile("encrypted", "Word file with a password")
        raise UnreadableFile("unsupported", "legacy Office file")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return DOCX
    for signature, kind in _OTHERS.items():
        if start.startswith(signature):
            raise UnreadableFile("unsupported", kind)
    # A PDF behind other bytes is one file to this reader and another to that: refuse what is two things.
    if b"%PDF-" in data[:1024]:
        raise UnreadableFile("wrong_type", "a PDF behind other bytes")
    if is_old_word_xml(data):
        raise UnreadableFile("unsupported", "Word 2003 XML")
    if start.lower().startswith(HTML_STARTS) or is_saved_page(data):
        return HTML
    if start.startswith(JSON_STARTS) and b"dagsordenpunkter" in data.lower():
        return JSON
    return None


def _check_letters(data: bytes) -> None:
    if b"\x00" in data and not data.startswith(MARKS[1:]):
        raise UnreadableFile("wrong_type", "NUL bytes in text")


def _check_length(data: bytes, media_type: str) -> None:
    if media_type not in (TEXT, MARKDOWN):
        return
    if len(data) > MAX_TEXT_BYTES:
        raise UnreadableFile("too_large", f"{len(data)} bytes of text, {MAX_TEXT_BYTES} at most")
    lines = data.count(b"\n") + data.count(b"\r")
    if lines > 2 * MAX_TEXT_LINES or max(map(len, data.split(b"\n"))) > MAX_TEXT_LINE:
        raise UnreadableFile("too_complex", f"{lines} lines, or one of more than {MAX_TEXT_LINE} bytes")
