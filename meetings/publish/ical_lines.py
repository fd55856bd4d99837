"""Events of a calendar as lines of RFC 5545, for calendars of a thousand meetings.

The library that writes the calendar's head takes half a millisecond for each event; what an event of ours needs are
texts, moments and days alone.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})
_MOST_OCTETS = 75


def event(properties: Iterable[tuple[str, str]]) -> str:
    """'BEGIN:VEVENT' to 'END:VEVENT' with its last line break; names and values as they are to stand."""
    lines = [folded(f"{name}:{value}") for name, value in properties]
    return "".join(f"{line}\r\n" for line in ("BEGIN:VEVENT", *lines, "END:VEVENT"))


def text(value: str) -> str:
    """A value of type TEXT (3.3.11)."""
    return value.translate(_ESCAPED)


def moment(value: datetime.datetime) -> str:
    """'20231205T160000Z'"""
    return f"{value.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}"


def start(value: datetime.date | datetime.datetime) -> tuple[str, str]:
    """DTSTART of a moment, or of a whole day."""
    if isinstance(value, datetime.datetime):
        return "DTSTART", moment(value)
    return "DTSTART;VALUE=DATE", f"{value:%Y%m%d}"


def folded(line: str) -> str:
    """In pieces of at most 75 octets, no letter torn (3.1)."""
    return line if len(line) <= _MOST_OCTETS and line.isascii() else "\r\n ".join(_pieces(line))


def _pieces(line: str) -> Iterator[str]:
    octets, most = line.encode(), _MOST_OCTETS
    while len(octets) > most:
        cut = most
        while octets[cut] & 0xC0 == 0x80:  # inside a letter
            cut -= 1
        yield octets[:cut].decode()
        octets, most = octets[cut:], _MOST_OCTETS - 1  # the space that begins the next line counts
    yield octets.decode()
