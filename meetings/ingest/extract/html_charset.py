"""Bytes of a web page -> text, in the order browsers ask: byte order mark, declared charset, what the bytes allow."""

from __future__ import annotations

import codecs
import re

from meetings.ingest.extract.old_charsets import turned_back

# '<meta charset="utf-8">', 'content="text/html; charset=windows-1252"', '<?xml version="1.0" encoding="iso-8859-1"?>'
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([a-zA-Z0-9_:.-]+)", re.I)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# The web reads these names as windows-1252, because that is what was meant.
_WESTERN = {"iso-8859-1", "iso8859-1", "iso_8859-1", "latin-1", "latin1", "ascii", "us-ascii", "windows-1252", "cp1252"}


def decoded(data: bytes) -> str:
    """The page's text; bytes that mean nothing in its charset become U+FFFD, never an error."""
    for mark, charset in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(charset, "replace")
    try:
        # Text that is valid UTF-8 and not plain ASCII is UTF-8, whatever an old template declares.
        return turned_back(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    found = _DECLARED.search(data[:4096])
    name = found[1].decode("ascii").lower() if found else "windows-1252"
    if name in _WESTERN or name.startswith(("utf", "unicode")):
        # Declared as UTF-8 but not valid: a page cut in the middle of a letter, or one saved in another charset.
        if name.startswith("utf-8") and _mostly_utf8(data):
            return data.decode("utf-8", "replace")
        name = "windows-1252"
    try:
        return data.decode(name, "replace")
    except (LookupError, ValueError, OSError):  # OSError: the child process may load no more codecs
        return data.decode("windows-1252", "replace")


def _mostly_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", "replace")
    return text.count("\ufffd") * 20 < sum(not c.isascii() for c in text)
