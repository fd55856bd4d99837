"""A clerk who uploads: forms as a browser sends them, what is left on the disk, and a worker that reads."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from meetings.models import Batch, SourceDocument, Upload
from tests.access.people import clerk, logged_in
from tests.publish.followers import work

__all__ = ["multipart", "nothing_left", "on_disk", "send", "signed_in", "the", "work"]


def signed_in(municipality: str = "Varde") -> Client:
    return logged_in(clerk(municipality))


def send(client: Client, files: dict[str, bytes], **fields: str) -> Any:
    """The plain form with these files, by name."""
    sent = [SimpleUploadedFile(name, data) for name, data in files.items()]
    return client.post("/upload/", {"key": str(uuid.uuid4()), **fields, "filer": sent})


def the(name: str) -> Upload:
    """The one upload of that name, as it stands."""
    return Upload.objects.get(filename=name)


def on_disk() -> list[str]:
    """Every file below the originals, kept or half written."""
    folder = Path(settings.ORIGINALS_DIR)
    return sorted(file.name for file in folder.rglob("*") if file.is_file())


def nothing_left() -> bool:
    return not on_disk() and not Batch.objects.exists() and not SourceDocument.objects.exists()


def multipart(*parts: bytes, boundary: str = "skillelinje", end: bool = True) -> bytes:
    """A body by hand: each part with its headers, and the last boundary unless it was cut off."""
    line = f"--{boundary}\r\n".encode()
    last = f"--{boundary}--\r\n".encode() if end else b""
    return b"".join(line + part + b"\r\n" for part in parts) + last
