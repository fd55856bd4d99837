"""Files and folders into the archive: `manage.py ingest PATH… [--municipality NAME] [--publish] [--jobs N]`.

Safe to run again and to kill: each document is one transaction, and what is there already is left as it is.
"""

from __future__ import annotations

import difflib
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from meetings import jobs
from meetings.filing.folders import NAMES_OF_THE_INVENTED, files_in, make_invented
from meetings.filing.many_files import Result, Task, file_all
from meetings.ingest.personal_data import masked_name
from meetings.models import Municipality, SourceDocument


class Command(BaseCommand):
    help = "Read minutes from files and folders into the archive. What is there already is left as it is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files, and folders with all in them")
        parser.add_argument("--municipality", metavar="NAME", help="whose they are; else the folder's name or the text")
        parser.add_argument("--publish", action="store_true", help="publish what was read without hindrance")
        parser.add_argument("--municipalities", type=Path, metavar="CSV", help="invented municipalities to make first")
        parser.add_argument("--jobs", type=int, metavar="N", help="processes side by side; else one more than cores")

    def handle(self, *args: Any, **options: Any) -> None:
        for table in self._tables_of_the_invented(options):
            made = make_invented(table)
            if made:
                self.stdout.write(f"{made} invented municipalities from {table}")
        name = self._municipality(options["municipality"])
        known = set(Municipality.objects.values_list("slug", flat=True))
        found = [file for path in options["paths"] for file in files_in(path, known)]
        started = time.monotonic()
        tasks = [Task(file, name, options["publish"]) for file in found]
        results = list(self._shown(file_all(tasks, options["jobs"]), len(tasks)))
        jobs.recognise_soon(SourceDocument.objects.all())
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


def _line(result: Result) -> str:
    warnings = f" · {result.warnings} warnings" if result.warnings else ""
    held = " · HELD BACK" if result.held_back else ""
    path = masked_name(result.path.encode("utf-8", "replace").decode("utf-8"))
    return f"{result.status.replace('_', ' '):<12}{path}: {result.words}{warnings}{held}"
