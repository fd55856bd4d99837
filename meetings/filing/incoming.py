"""A file on its way in: written to the disk piece by piece and hashed on the way, never whole in memory.

It lies beside the originals, where keeping it is one renaming. What is not kept is gone when `drop` was called; what a
killed process left is taken away by the nightly check of the originals.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings

from meetings.ingest.extract import checks
from meetings.ingest.personal_data import masked_name
from meetings.ingest.problems import UnreadableFile

from . import originals
from .filenames import safe_name

MAX_BYTES = 50 * 2**20  # a file
MAX_FILES = 100  # a batch
_HEAD = 64 * 1024  # first bytes, by which a file's kind is told
TOO_LARGE = f"Filen er større end {MAX_BYTES // 2**20} MB og er ikke modtaget."
# Two reasons that the readers' own words would only puzzle over, before anything was kept.
_WORDS = {
    "empty": "Filen er tom.",
    "encrypted": "Filen er beskyttet med adgangskode. Gem den uden, og læg den op igen.",
}


class NotTakenIn(Exception):
    """A file that is refused; `message_da` says why to whoever sent it."""

    def __init__(self, message_da: str) -> None:
        self.message_da = message_da
        super().__init__(message_da)


class Incoming:
    """`write` the pieces, `finish`, `check`, and then `keep` or `drop` it."""

    def __init__(self, filename: str) -> None:
        self.filename = safe_name(filename)
        self.shown_name = masked_name(self.filename)
        self.size = 0
        self.sha256 = ""
        self._hash = hashlib.sha256()
        self._head = b""
        folder = Path(settings.ORIGINALS_DIR) / "incoming"
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".incoming-", dir=folder)
        self._file, self._path = os.fdopen(handle, "wb"), Path(name)

    def write(self, piece: bytes) -> None:
        """What goes beyond MAX_BYTES is counted and let fall; `check` refuses the file."""
        self.size += len(piece)
        if self.size > MAX_BYTES:
            self.drop()
            return
        if len(self._head) < _HEAD:
            self._head += piece[: _HEAD - len(self._head)]
        self._hash.update(piece)
        self._file.write(piece)

    def finish(self) -> None:
        self._file.close()
        self.sha256 = self._hash.hexdigest()

    def check(self) -> None:
        """Size, then kind by content and by the name's ending. Raises NotTakenIn."""
        if self.size > MAX_BYTES:
            raise NotTakenIn(TOO_LARGE)
        try:
            checks.check(self._head, self.filename)
        except UnreadableFile as problem:
            raise NotTakenIn(_WORDS.get(problem.code, problem.message)) from problem

    def keep(self) -> str:
        """Among the originals, for good; the SHA-256."""
        originals.adopt(self._path, self.sha256)
        return self.sha256

    def drop(self) -> None:
        """May be called at any time, more than once, and after `keep`, where it does nothing."""
        self._file.close()
        self._path.unlink(missing_ok=True)
