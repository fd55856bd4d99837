"""Counting how often items are read: what is unsure and read by many is looked at first.

A process counts for itself and adds up once a minute, in a thread of its own, so that no reader waits for a write.
Nothing is known of who read. settings.COUNT_READS turns it off.
"""

from __future__ import annotations

import logging
import threading
from collections import Counter

from django.conf import settings
from django.db import DatabaseError, connection

from meetings.models import Item, ItemReads

EVERY = 60.0  # seconds
log = logging.getLogger(__name__)
_counted: Counter[int] = Counter()
_lock = threading.Lock()
_adder: threading.Timer | None = None


def note(item: Item) -> None:
    """Somebody read it. No query."""
    global _adder
    if not settings.COUNT_READS:
        return
    with _lock:
        _counted[item.pk] += 1
        if _adder is None:
            _adder = threading.Timer(EVERY, _add_up_in_thread)
            _adder.daemon = True
            _adder.start()


def add_up() -> int:
    """Write what was counted since the last time; returns of how many items. One query."""
    with _lock:
        counted = dict(_counted)
        _counted.clear()
    if not counted:
        return 0
    table = ItemReads._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (item_id, times) SELECT i.id, n.times FROM unnest(%s::bigint[], %s::int[])"  # noqa: S608
            f" AS n(id, times) JOIN {Item._meta.db_table} i USING (id)"
            f" ON CONFLICT (item_id) DO UPDATE SET times = {table}.times + excluded.times",
            [list(counted), list(counted.values())],
        )
    return len(counted)


def _add_up_in_thread() -> None:
    global _adder
    with _lock:
        _adder = None
    try:
        add_up()
    except DatabaseError as error:
        log.warning("counting of reads failed: %s", type(error).__name__)
    finally:
        connection.close()
