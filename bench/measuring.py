"""What the benchmarks of a filled archive share: the site made ready, and what a call takes.

Time on the clock is what a reader waits. Processor time, ours and that of our PostgreSQL session, is what other work
on the machine changes least. It is read from /proc, and is 0 where there is none.
"""

from __future__ import annotations

import importlib
import logging
import os
import platform
import statistics
import time
import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings


def make_ready() -> None:
    """Django as on a real site, but for its static files, which are served from where they lie."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    os.environ["DEBUG"] = "true"
    importlib.import_module("archive.wsgi")
    settings.DEBUG = False
    settings.ALLOWED_HOSTS = ["testserver"]
    logging.disable()
    warnings.simplefilter("ignore")


@dataclass(slots=True)
class Taken:
    """Milliseconds, one for each call."""

    clock: list[float] = field(default_factory=list)
    ours: list[float] = field(default_factory=list)
    theirs: list[float] = field(default_factory=list)

    def measure(self, work: Callable[[], object]) -> None:
        server, own, started = _server_ms(), time.process_time(), time.perf_counter()
        work()
        self.clock.append((time.perf_counter() - started) * 1000)
        self.ours.append((time.process_time() - own) * 1000)
        self.theirs.append(_server_ms() - server)


def summary(times: Iterable[float]) -> str:
    """'12 / 30 / 41': p50, p95 and the longest."""
    ordered = sorted(times)
    if not ordered:
        return "–"
    return f"{statistics.median(ordered):.0f} / {ordered[int(len(ordered) * 0.95)]:.0f} / {ordered[-1]:.0f}"


def mean(times: Iterable[float]) -> float:
    return statistics.fmean([*times] or [0.0])


def conditions() -> str:
    """What a figure must be read with."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version'), current_setting('shared_buffers')")
        version, buffers = cursor.fetchone()
    return f"PostgreSQL {version}, {buffers} of shared buffers; {machine()}"


def machine() -> str:
    load = os.getloadavg()[0]
    python = f"Python {platform.python_version()}"  # one built with profiles takes a sixth less of everything
    return f"{os.cpu_count()} cores, load average {load:.1f}, {python}, a million additions in {_additions_ms():.0f} ms"


def _additions_ms() -> float:
    """How fast the machine is at the moment, least of five: on shared hardware that changes by the hour."""

    def add() -> float:
        started, total = time.process_time(), 0
        for number in range(1_000_000):
            total += number
        return (time.process_time() - started) * 1000

    return min(add() for _ in range(5))


def _server_ms() -> float:
    from django.db import connection

    connection.ensure_connection()
    told = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return int(told.read_text().split()[0]) / 1e6 if told.exists() else 0.0
