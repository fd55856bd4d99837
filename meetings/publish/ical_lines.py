"""Events of a calendar as lines of RFC 5545, for calendars of a thousand meetings.

The library that writes the calendar's head takes half a millisecond for each event; what an event of ours needs are
texts, moments and days alone.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

_MOST_OCTETS = 75


def text(value: str) -> str:
    """A value of type TEXT (3.3.11)."""
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\n", "\\n").replace("\r", "")


def moment(value: datetime.datetime) -> str:
    """'20231205T160000Z'"""
    return f"{value.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}"


def start(value: datetime.date | datetime.datetime) -> str:
    """The line DTSTART of a moment, or of a whole day."""
    if isinstance(value, datetime.datetime):
        return f"DTSTART:{moment(value)}"
    return f"DTSTART;VALUE=DATE:{value.isoformat().replace('-', '')}"


def folded(line: str) -> str:
    """In pieces of at most 75 octets, no letter torn (3.1)."""
    if not line.isascii():
        return "\r\n ".join(_pieces(line))
    if len(line) <= _MOST_OCTETS:
        return line
    further = range(_MOST_OCTETS, len(line), _MOST_OCTETS - 1)  # the space that begins a line counts
    return "\r\n ".join([line[:_MOST_OCTETS], *[line[at : at + _MOST_OCTETS - 1] for at in further]])


def _pieces(line: str) -> Iterator[str]:
    octets, most = line.encode(), _MOST_OCTETS
    while len(octets) > most:
        cut = most
        while octets[cut] & 0xC0 == 0x80:  # inside a letter
            cut -= 1
        yield octets[:cut].decode()
        octets, most = octets[cut:], _MOST_OCTETS - 1
    yield octets.decode()
