"""The bytes of originals: whole, never changed, noticed when damaged."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from django.conf import settings

from meetings.filing import originals
from meetings.filing.fixity import check_originals
from meetings.models import AuditEntry
from tests.make import make_document


def test_bytes_lie_under_their_hash_and_nothing_else_is_left() -> None:
    sha256 = originals.store(b"Referat")
    assert sha256 == hashlib.sha256(b"Referat").hexdigest()
    assert originals.read(sha256) == b"Referat"
    files = [path for path in Path(settings.ORIGINALS_DIR).rglob("*") if path.is_file()]
    assert files == [originals.path_of(sha256)]


def test_storing_again_changes_nothing_but_mends_what_was_damaged() -> None:
    sha256 = originals.store(b"Referat")
    path = originals.path_of(sha256)
    before = path.stat().st_mtime_ns
    originals.store(b"Referat")
    assert path.stat().st_mtime_ns == before
    path.chmod(0o600)
    path.write_bytes(b"Re")
    originals.store(b"Referat")
    assert originals.read(sha256) == b"Referat"


def test_a_changed_or_missing_original_is_never_returned() -> None:
    sha256 = originals.store(b"Referat")
    path = originals.path_of(sha256)
    path.chmod(0o600)
    path.write_bytes(b"Rettet")
    with pytest.raises(originals.OriginalDamaged):
        originals.read(sha256)
    path.unlink()
    with pytest.raises(originals.OriginalDamaged):
        originals.read(sha256)


@pytest.mark.django_db
def test_what_a_killed_process_left_half_written_is_swept_up_the_day_after() -> None:
    folder = originals.path_of(originals.store(b"Referat")).parent
    old, fresh = folder / ".incoming-old", folder / ".incoming-fresh"
    for path in (old, fresh):
        path.write_bytes(b"Ref")
    os.utime(old, (0, 0))
    check_originals()
    assert not old.exists()
    assert fresh.exists()


@pytest.mark.django_db
def test_the_check_of_all_originals_finds_the_damaged_and_writes_it_down_once() -> None:
    whole = make_document(data=b"Referat fra januar")
    damaged = make_document(data=b"Referat fra februar")
    damaged.path.chmod(0o600)
    damaged.path.write_bytes(b"Referat fra mars")
    assert check_originals() == [damaged.sha256]
    assert check_originals() == [damaged.sha256]
    entries = AuditEntry.objects.filter(action="original_damaged")
    assert [entry.target_id for entry in entries] == [damaged.pk]
    assert whole.sha256 not in check_originals()
