"""The bytes of every original, kept under their SHA-256 and never changed.

Guarantees:

1. After `store` returned, the bytes lie whole on the disk (file and folder are synced), whatever dies next.
2. A file under its hash is always whole: it is written beside and renamed in one step.
3. Storing the same bytes again changes nothing, and mends a copy that was damaged since.
4. `read` checks the hash and never returns bytes that are not the original.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings


class OriginalDamaged(Exception):
    """The kept file is missing or its bytes have another hash than its name says."""


def path_of(sha256: str) -> Path:
    return Path(settings.ORIGINALS_DIR) / sha256[:2] / sha256


def store(data: bytes) -> str:
    """Keep `data` and return its SHA-256. Raises OSError where the disk refuses."""
    sha256 = hashlib.sha256(data).hexdigest()
    path = path_of(sha256)
    if is_whole(sha256):
        return sha256
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(prefix=".incoming-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(beside, 0o440)
        os.replace(beside, path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
    for folder in (path.parent, path.parent.parent):  # the folder may be as new as the file
        _sync_folder(folder)
    return sha256


def adopt(path: Path, sha256: str) -> None:
    """Keep a file that lies on the same disk and has been hashed; it is moved, or let fall where it is known."""
    place = path_of(sha256)
    if is_whole(sha256):
        path.unlink()
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    with path.open("rb") as file:
        os.fsync(file.fileno())
    os.chmod(path, 0o440)
    os.replace(path, place)
    for folder in (place.parent, place.parent.parent):
        _sync_folder(folder)


def read(sha256: str) -> bytes:
    """The original bytes. Raises OriginalDamaged where they are gone or changed."""
    try:
        data = path_of(sha256).read_bytes()
    except OSError as error:
        raise OriginalDamaged(f"{sha256}: {error.strerror}") from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise OriginalDamaged(f"{sha256}: the bytes have changed")
    return data


def is_whole(sha256: str) -> bool:
    """Read the kept file through and compare; False where it is missing or changed."""
    try:
        with path_of(sha256).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except OSError:
        return False


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
