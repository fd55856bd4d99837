"""The empty folders that child processes stand in: made for one reading and gone after it.

A process that is killed with -9 leaves its own behind. The next reading, at most once an hour in each process, takes
away what such processes left: folders of this name and this user, empty, and older than any reading may take.
"""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
import time
from collections.abc import Iterator

PREFIX = "read-"
LEFT_SECONDS = 3600.0  # older than this nobody stands in it: a reading takes 36 s
# 'read-0tl970iv', as `tempfile` spells it
_OURS = re.compile(rf"{PREFIX}[a-z0-9_]{{8}}")

_swept = -LEFT_SECONDS  # of `time.monotonic`: when this process last looked


@contextlib.contextmanager
def empty() -> Iterator[str]:
    """The path of a fresh folder, for as long as the block lasts."""
    global _swept
    if time.monotonic() - _swept > LEFT_SECONDS:
        _swept = time.monotonic()
        sweep()
    with tempfile.TemporaryDirectory(prefix=PREFIX) as folder:
        yield folder


def sweep() -> None:
    """Take away what killed processes left. Only empty folders: nothing that holds anything is ever removed."""
    with contextlib.suppress(OSError), os.scandir(tempfile.gettempdir()) as entries:
        for entry in entries:
            if _OURS.fullmatch(entry.name) is None:
                continue
            with contextlib.suppress(OSError):  # another process was first, or it is not empty
                about = entry.stat(follow_symlinks=False)
                if about.st_uid == os.getuid() and time.time() - about.st_mtime > LEFT_SECONDS:
                    os.rmdir(entry.path)
