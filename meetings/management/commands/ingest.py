"""Files and folders into the archive: `manage.py ingest PATH… [--municipality NAME] [--publish]`.

Safe to run again and to kill: each document is one transaction, and what is there already is left as it is.
"""

from __future__ import annotations

import difflib
import logging
import multiprocessing
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import django
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from meetings.filing.folders import NAMES_OF_THE_INVENTED, Found, files_in, make_invented
from meetings.filing.intake import ingest_file
from meetings.filing.receipts import Receipt
from meetings.ingest.extract import checks
from meetings.models import Municipality

log = logging.getLogger(__name__)

# What is larger cannot be minutes; what is smaller is kept even where the reader finds it too large.
MOST_KEPT = 10 * checks.MAX_BYTES


@dataclass(frozen=True)
class Result:
    """What became of one file, in words that travel between processes."""

    path: str
    status: str  # of Receipt, or 'skipped'
    words: str
    warnings: int = 0
    held_back: bool = False


class Command(BaseCommand):
    help = "Read minutes from files and folders into the archive. What is there already is left as it is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files, and folders with all in them")
        parser.add_argument("--municipality", metavar="NAME", help="whose they are; else the folder's name or the text")
        parser.add_argument("--publish", action="store_true", help="publish what was read without hindrance")
        parser.add_argument("--municipalities", type=Path, metavar="CSV", help="invented municipalities to make first")
        parser.add_argument("--jobs", type=int, default=1, metavar="N", help="processes that read side by side")

    def handle(self, *args: Any, **options: Any) -> None:
        for table in self._tables_of_the_invented(options):
            made = make_invented(table)
            if made:
                self.stdout.write(f"{made} invented municipalities from {table}")
        name = self._municipality(options["municipality"])
        known = set(Municipality.objects.values_list("slug", flat=True))
        found = [file for path in options["paths"] for file in files_in(path, known)]
        started = time.monotonic()
        results = list(self._shown(self._results(found, name, options["publish"], options["jobs"]), len(found)))
        self._sum_up(results, time.monotonic() - started)

    def _tables_of_the_invented(self, options: dict[str, Any]) -> Iterator[Path]:
        if options["municipalities"]:
            if not options["municipalities"].is_file():
                raise CommandError(f"{options['municipalities']}: no such file")
            yield options["municipalities"]
        for path in options["paths"]:
            if (path / NAMES_OF_THE_INVENTED).is_file():
                yield path / NAMES_OF_THE_INVENTED

    def _municipality(self, typed: str | None) -> str | None:
        if typed is None:
            return None
        found = Municipality.objects.named(typed).first()
        if found:
            return found.name
        names = list(Municipality.objects.values_list("name", flat=True))
        close = difflib.get_close_matches(typed, names, 3)
        hint = f" Did you mean {' or '.join(close)}?" if close else ""
        raise CommandError(f"No municipality is called {typed!r}.{hint}")

    def _results(self, found: list[Found], name: str | None, publish: bool, jobs: int) -> Iterable[Result]:
        work = [(file, name, publish) for file in found]
        if jobs < 2 or len(found) < 2:
            yield from map(_one, work)
            return
        # New processes rather than copies of this one: a database connection must not be shared.
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(jobs, mp_context=context, initializer=django.setup) as pool:
            yield from pool.map(_one, work)

    def _shown(self, results: Iterable[Result], total: int) -> Iterator[Result]:
        """Each result as it comes: above a progress bar on a terminal, as a plain line elsewhere."""
        console = Console(file=getattr(self.stdout, "_out", None), highlight=False, soft_wrap=True)
        if not console.is_terminal:
            for result in results:
                self.stdout.write(_line(result))
                yield result
            return
        columns = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=console, transient=True) as progress:
            task = progress.add_task("Reading", total=total)
            for result in results:
                style = {"failed": "red", "skipped": "dim", "unchanged": "dim"}.get(result.status)
                progress.console.print(_line(result), style=style, markup=False)
                progress.advance(task)
                yield result

    def _sum_up(self, results: list[Result], seconds: float) -> None:
        counts = Counter(result.status for result in results)
        held = sum(result.held_back for result in results)
        words = [f"{counts[status]} {status.replace('_', ' ')}" for status in STATUSES if counts[status]]
        words += [f"{held} held back"] if held else []
        speed = f", {len(results) / seconds:.1f} a second" if seconds > 1 else ""
        self.stdout.write(f"{len(results)} files: {', '.join(words) or 'nothing to do'} in {seconds:.1f} s{speed}.")
        if counts["failed"]:
            raise SystemExit(1)


STATUSES = ("new", "new_version", "unchanged", "skipped", "failed")


def _one(work: tuple[Found, str | None, bool]) -> Result:
    """One file into the archive; nothing that happens to it stops the others."""
    found, name, publish = work
    path = str(found.path)
    if found.skipped:
        return Result(path, "skipped", found.skipped)
    try:
        if found.path.stat().st_size > MOST_KEPT:
            return Result(path, "failed", f"larger than {MOST_KEPT // 2**20} MB: neither read nor kept")
        data = found.path.read_bytes()
        receipt = ingest_file(data, found.path.name, municipality=name or found.municipality, publish=publish)
    except OSError as error:
        return Result(path, "failed", error.strerror or type(error).__name__)
    except Exception as error:
        log.exception("ingest of one file failed")
        return Result(path, "failed", f"{type(error).__name__}: see the log")
    return Result(path, receipt.status, _words(receipt), len(receipt.warnings), receipt.held_back)


def _words(receipt: Receipt) -> str:
    meeting = receipt.meeting
    if receipt.status == "failed" or meeting is None:
        return f"{receipt.detail_en} ({receipt.message_da})"
    where = f"{meeting.committee.municipality} · {meeting.committee} · {meeting.slug}"
    return f"{where} · {meeting.items.count()} items · {meeting.status}"


def _line(result: Result) -> str:
    warnings = f" · {result.warnings} warnings" if result.warnings else ""
    held = " · HELD BACK" if result.held_back else ""
    path = result.path.encode("utf-8", "replace").decode("utf-8")
    return f"{result.status.replace('_', ' '):<12}{path}: {result.words}{warnings}{held}"
