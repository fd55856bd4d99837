"""manage.py reindex: write the search rows of all published meetings anew."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection

from meetings.filing.indexing import rebuild_all


class Command(BaseCommand):
    help = "Writes every search row anew from the rows of the meetings, as after a change of the analyser."

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        count = 0
        for written in rebuild_all():
            count += written
            self.stdout.write(f"{count} items indexed")
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE meetings_searchitem")
        self.stdout.write(f"{count} items in {time.monotonic() - started:.1f} s")
