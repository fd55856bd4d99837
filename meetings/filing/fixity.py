"""Are the originals still what they were? Every kept file is read through and compared with its hash."""

from __future__ import annotations

import logging
import time
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from meetings.models import AuditEntry, SourceDocument

from . import originals
from .audit import record

log = logging.getLogger(__name__)

ACTION = "original_damaged"


def check_originals() -> list[str]:
    """The hashes of originals that are missing or changed, each noted in the audit trail the first time it is found.

    Reads every byte that is kept: about a minute for 10 GB.
    """
    _sweep()
    damaged = []
    for document in SourceDocument.objects.kept().light().order_by("pk").iterator(chunk_size=500):
        if originals.is_whole(document.sha256):
            continue
        damaged.append(document.sha256)
        log.error("original %s is missing or damaged", document.sha256)
        known = AuditEntry.objects.filter(action=ACTION, target_model="sourcedocument", target_id=document.pk)
        if not known.exists():
            record(ACTION, actor=None, target=document, municipality=document.municipality)
    return damaged


def _sweep() -> None:
    """Take away what a killed process left half written, once it is surely nobody's."""
    yesterday = time.time() - 24 * 60 * 60
    for left in Path(settings.ORIGINALS_DIR).glob("*/.incoming-*"):
        with suppress(OSError):
            if left.stat().st_mtime < yesterday:
                left.unlink()
