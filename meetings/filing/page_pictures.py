"""Pictures of an original's pages: drawn in the bounded child process, kept on disk, forgotten when they are too many.

They lie in DATA_DIR/page_pictures/ab/abcdef…-7.png. Each of the 256 folders holds up to its share of the room; the ones
that lay there longest go first. Everything here can be deleted at any time: it is drawn again when somebody asks.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
import threading
from pathlib import Path

from django.conf import settings

from meetings.ingest.extract import sandbox
from meetings.ingest.problems import UnreadableFile

from . import originals

WIDTH = 1200  # pixels: A4 at 145 dots an inch
SECONDS = 15.0  # for one page; the child's own limits are tighter still
ROOM = 2 * 2**30  # bytes of pictures in all
AT_ONCE = 2  # pages drawn at the same time by one server process
PATIENCE = 10.0  # seconds that a reader waits for the turn to come

_turns = threading.BoundedSemaphore(AT_ONCE)


class NoPicture(Exception):
    """The page cannot be drawn: the original is missing, damaged or beyond the limits."""


class TooBusy(Exception):
    """Too many pages are being drawn just now."""


def page_picture(sha256: str, number: int) -> bytes:
    """Page `number` (from 1) of a kept PDF as PNG, from disk where it was drawn before.

    About 0.4 s for a page not seen before. Raises NoPicture and TooBusy.
    """
    path = Path(settings.DATA_DIR) / "page_pictures" / sha256[:2] / f"{sha256}-{number}.png"
    with contextlib.suppress(OSError):
        return path.read_bytes()
    if not _turns.acquire(timeout=PATIENCE):
        raise TooBusy
    try:
        order = {"task": "picture", "filename": "", "page": number, "width": WIDTH}
        _answer, picture = sandbox.run(order, originals.read(sha256), sandbox.MAX_PICTURE, SECONDS)
    except (UnreadableFile, originals.OriginalDamaged) as error:
        raise NoPicture(str(error)) from error
    finally:
        _turns.release()
    with contextlib.suppress(OSError):  # a full disk costs time, not the page
        _keep(path, picture)
    return picture


def _keep(path: Path, picture: bytes) -> None:
    """Whole or not at all: written beside and renamed in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(prefix=".drawn-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(picture)
        os.replace(beside, path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
    _make_room(path.parent)


def _make_room(folder: Path) -> None:
    kept = []
    for entry in os.scandir(folder):
        with contextlib.suppress(FileNotFoundError):  # another process makes room, too
            status = entry.stat()
            kept.append((status.st_mtime, status.st_size, entry.path))
    size = sum(bytes_of for _, bytes_of, _ in kept)
    for _, bytes_of, path in sorted(kept)[:-1]:  # never the newest
        if size <= ROOM // 256:
            break
        Path(path).unlink(missing_ok=True)
        size -= bytes_of
