"""manage.py reindex: learn the archive's words, and write the search rows of all published meetings anew."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection

from meetings.filing import packing, words
from meetings.filing.indexing import rebuild_all


class Command(BaseCommand):
    help = "Learns the archive's words, then writes every search row anew, as after a change of the analyser."

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        words.learn()
        count = 0
        for written in rebuild_all():
            count += written
            self.stdout.write(f"{count} items indexed")
        words.settled()
        packing.begin_anew()
        packing.settle()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE meetings_searchitem, meetings_word, meetings_wordbits, meetings_facetbits")
        self.stdout.write(f"{count} items in {time.monotonic() - started:.1f} s")
