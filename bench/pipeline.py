"""From file to searchable, for PDF, Word, web page and text of 20 pages: python -m bench.pipeline [--jobs N]

For each format, in a database of its own that is made and dropped (the archive of DATABASE_URL is left alone):

1. Processor time a document, one process: our own, the children that read files, the database's.
2. Documents a second on the clock, as `manage.py ingest --publish --jobs N` files them, the start of the processes
   included: with few documents most of it is that. Worth something on a quiet machine alone.
3. Memory, in MB: of the filing process at the end, and the child's peak (what it shares with its server included).

The database's processor time is read from /proc and so needs a PostgreSQL on this machine; else it says '–'.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
django.setup()

import psutil  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.utils import override_settings  # noqa: E402

from bench.measuring import machine  # noqa: E402
from bench.paperwork import FORMATS, ITEMS, RICHNESS, document  # noqa: E402
from meetings.filing.folders import Found  # noqa: E402
from meetings.filing.many_files import Task, cores, file_all, file_one  # noqa: E402
from meetings.ingest.extract import extract, sandbox  # noqa: E402

WARM = 5  # documents before anything is measured: caches, plans, the server of children


@contextmanager
def own_database() -> Iterator[None]:
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, serialize=False)
    try:
        with tempfile.TemporaryDirectory() as folder, override_settings(ORIGINALS_DIR=Path(folder), DEBUG=False):
            yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def tasks(folder: Path, ending: str, numbers: range, richness: str = "many") -> list[Task]:
    made = []
    for number in numbers:
        path = folder / f"{number:05}.{ending}"
        path.write_bytes(document(ending, number, richness))
        made.append(Task(Found(path), publish=True))
    return made


def file_them(made: list[Task], jobs: int) -> float:
    """Seconds on the clock. Every document must end as a published meeting."""
    begun = time.perf_counter()
    results = list(file_all(made, jobs))
    seconds = time.perf_counter() - begun
    assert all(result.status == "new" and result.words.endswith("published") for result in results), results
    return seconds


def processor_time(made: list[Task]) -> tuple[float, float, float | None]:
    """Milliseconds a document: this process, its children, the database's."""
    before, database = _used(), _database_time()
    for task in made:
        assert file_one(task).status == "new"
    after, database_after = _used(), _database_time()
    own, children = (1000 * (b - a) / len(made) for a, b in zip(before, after, strict=True))
    if database is None or database_after is None:
        return own, children, None
    return own, children, 1000 * (database_after - database) / len(made)


def _used() -> tuple[float, float]:
    """Seconds of processor time: of this process, and of the server of children with all it has forked."""
    own = psutil.Process().cpu_times()
    return own.user + own.system, sum(sum(child.cpu_times()[:4]) for child in psutil.Process().children())


def _database_time() -> float | None:
    connection.ensure_connection()
    try:
        backend = psutil.Process(connection.connection.info.backend_pid)
        return sum(backend.cpu_times()[:2]) if "postgres" in backend.name() else None
    except (psutil.Error, OSError):
        return None


def peak_of_child(ending: str, number: int) -> int:
    answer, _ = sandbox.run({"task": "extract", "filename": f"a.{ending}"}, document(ending, number), 2**25, 60)
    return int(answer["peak"]) // 1024


def measure(ending: str, count: int, jobs: int, rounds: int, richness: str) -> str:
    with own_database(), tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        file_them(tasks(folder, ending, range(WARM), richness), 1)
        own, children, database = processor_time(tasks(folder, ending, range(WARM, WARM + count), richness))
        peak = max(peak_of_child(ending, number) for number in range(3))
        speeds = []
        for turn in range(rounds):
            first = WARM + count * (turn + 1)
            connection.close()
            speeds.append(count / file_them(tasks(folder, ending, range(first, first + count), richness), jobs))
        memory = int(psutil.Process().memory_info().rss) // 2**20
    whole = own + children + (database or 0)
    told = f"{database:.0f}" if database is not None else "–"
    clock = f"{statistics.median(speeds):.1f} ({min(speeds):.1f}–{max(speeds):.1f})" if speeds else "not measured"
    return (
        f"| {ending} | {own:.0f} | {children:.0f} | {told} | {whole:.0f} | {1000 / whole:.1f} | {clock} | {memory} "
        f"| {peak} |"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, default=40, help="in each round")
    parser.add_argument("--jobs", type=int, default=cores() + 1)
    parser.add_argument("--rounds", type=int, default=3, help="on the clock; 0: processor time alone")
    parser.add_argument("--only", choices=FORMATS)
    parser.add_argument("--words", choices=RICHNESS, default="many", help="how many are new in each document")
    options = parser.parse_args()
    pages = [extract(document("pdf", number), "a.pdf") for number in range(6)]
    letters = statistics.mean(sum(len(line.text) for line in one.lines) for one in pages)
    print(
        f"{options.documents} documents a round, {statistics.mean(one.pages or 0 for one in pages):.0f} pages as PDF, "
        f"{ITEMS} items and {letters / 1000:.0f} kB of text each; {machine()}, "
        f"{settings.DATABASES['default'].get('HOST') or 'embedded'} PostgreSQL {connection.pg_version // 10000}"
    )
    print(
        f"\n| format | own ms | child ms | database ms | all ms | a core | a second with --jobs {options.jobs} ", end=""
    )
    print("| MB own | MB child |\n|---|---|---|---|---|---|---|---|---|")
    for ending in [options.only] if options.only else FORMATS:
        print(measure(ending, options.documents, options.jobs, options.rounds, options.words), flush=True)


if __name__ == "__main__":
    main()
