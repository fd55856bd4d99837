"""What the database keeps of each meeting's items (`Meeting.item_count` and its neighbours), looked at as a whole.

Triggers keep it (migration `items_counted`). What writes items past them (a session with session_replication_role =
replica, a restore of data alone) is found here.
"""

from __future__ import annotations

from django.db import connection

from meetings.models import Meeting

_BATCH = 1_000  # meetings whose rows are held at a time


def count_items() -> int:
    """Count every meeting's items; returns how many meetings said something else. A second for 100,000 items."""
    meetings = list(Meeting.objects.order_by("pk").values_list("pk", flat=True))
    wrong = 0
    with connection.cursor() as cursor:
        for start in range(0, len(meetings), _BATCH):
            cursor.execute("SELECT meetings_count_items(%s)", [meetings[start : start + _BATCH]])
            wrong += cursor.fetchone()[0]
    return wrong
