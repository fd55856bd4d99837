"""How a process that files documents beside others begins. Imports no models: they can be loaded when it has begun."""

from __future__ import annotations

import gc
import multiprocessing
import os
import threading
from pathlib import Path

import django
from django.conf import settings
from django.db import connection


def begin(database: str, originals: str) -> None:
    """The same archive as its parent's, whatever the settings alone would say; and an end when its parent ends."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    django.setup()
    gc.freeze()  # what is loaded is never looked through again, so that copies of one process share its memory
    connection.settings_dict["NAME"] = database
    settings.ORIGINALS_DIR = Path(originals)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)  # in the middle of whatever it does: the transaction is rolled back
