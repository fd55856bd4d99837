"""The virus scanner, where a site has one: clamd, asked over its own protocol (INSTREAM).

CLAMD is 'tcp://scanner:3310' or 'unix:///run/clamd.ctl'; empty: nothing is scanned.
"""

from __future__ import annotations

import socket
import struct
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

_PIECE = 64 * 1024
_PATIENCE = 60  # seconds without a word from it


class NoAnswer(Exception):
    """The scanner cannot be asked: what waits for it goes on waiting."""


def found_in(path: Path) -> str:
    """The name of what was found in a file, '' where it is clean or nobody scans. Raises NoAnswer."""
    if not settings.CLAMD:
        return ""
    try:
        with _connected() as scanner, path.open("rb") as file:
            scanner.sendall(b"zINSTREAM\0")
            while piece := file.read(_PIECE):
                scanner.sendall(struct.pack("!L", len(piece)) + piece)
            scanner.sendall(struct.pack("!L", 0))
            said = b""
            while not said.endswith(b"\0") and (more := scanner.recv(4096)):
                said += more
    except OSError as error:
        raise NoAnswer(type(error).__name__) from error
    # b'stream: OK\0', b'stream: Eicar-Test-Signature FOUND\0', b'INSTREAM size limit exceeded. ERROR\0'
    words = said.rstrip(b"\0").decode("ascii", "replace").strip()
    if words.endswith(" FOUND"):
        return words.removesuffix(" FOUND").partition(": ")[2]
    if not words.endswith("OK"):
        raise NoAnswer(words[:80])
    return ""


def _connected() -> socket.socket:
    where = urlsplit(settings.CLAMD)
    if where.scheme == "tcp":
        return socket.create_connection((where.hostname or "", where.port or 3310), timeout=_PATIENCE)
    scanner = socket.socket(socket.AF_UNIX)
    scanner.settimeout(_PATIENCE)
    try:
        scanner.connect(where.path)
    except OSError:
        scanner.close()
        raise
    return scanner
