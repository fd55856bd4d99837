"""Bytes that are no Unicode -> text: which charset of Danish offices they are in, told by where æ, ø and å fall.

windows-1252 is the rule; DOS programs wrote CP850 or CP865, old Macs Mac Roman. And text that was turned into UTF-8
twice ('BÃ¸rn') is turned back.
"""

from __future__ import annotations

import codecs
import re

_DANISH = frozenset("æøåÆØÅ")
_OTHERS = ("cp850", "cp865", "mac_roman")
_KINDS = 2  # of 'æøå' that another charset must show: a quotation mark of windows-1252 is an 'æ' in CP850
# 'Ã¦', 'Ã¸', 'Ã¥', 'Ã†', 'Ã˜', 'Ã…': the two bytes of a Danish letter, each taken for a letter of windows-1252
_TWICE = re.compile("Ã[¦¸¥†˜…\x85\x86\x98]")
_ONCE = re.compile("[æøåÆØÅ]")


def western(data: bytes) -> str:
    """Text of a charset with one byte a letter; bytes that mean nothing in it become U+FFFD."""
    best = data.decode("cp1252", "replace")
    most = sum(map(best.count, _DANISH))
    for name in _OTHERS:
        text = data.decode(name, "replace")
        found = sum(map(text.count, _DANISH))
        if found > most and sum(letter in text for letter in "æøå") >= _KINDS:
            best, most = text, found
    return best


def turned_back(text: str) -> str:
    """Text without the second turn into UTF-8 where all its Danish letters have had one."""
    if not _TWICE.search(text) or _ONCE.search(text):
        return text
    try:
        return text.encode("cp1252", "meant").decode("utf-8")
    except UnicodeError:
        return text


def _meant(error: UnicodeError) -> tuple[bytes, int]:
    """Five bytes have no letter in windows-1252 and others none in ISO 8859-1: programs pass them on as they are."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return error.object[error.start : error.end].encode("latin-1"), error.end


codecs.register_error("meant", _meant)
