"""manage.py reindex: learn the archive's words, and write the search rows of all published meetings anew."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand

from meetings.filing.reindexing import reindex


class Command(BaseCommand):
    help = "Learns the archive's words, then writes every search row anew. The worker does so after an upgrade."

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        count = 0
        for written in reindex():
            count += written
            self.stdout.write(f"{count} items indexed")
        self.stdout.write(f"{count} items in {time.monotonic() - started:.1f} s")
