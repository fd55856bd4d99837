"""Documents a second from file to searchable: python -m bench.ingest [COUNT]

Each document has 20 items with sections, decisions, absences and attachments (about 20 pages of text). Measured in a
database of its own that is made and dropped: one process; then one process for each core. Prints queries a document
and the time of each stage. Nothing of the archive of DATABASE_URL is touched.
"""

from __future__ import annotations

import io
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
import psutil

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext, override_settings  # noqa: E402

from bench.corpus import HEADS, STEMS  # noqa: E402
from meetings.filing.intake import ingest_file, read_again  # noqa: E402
from meetings.filing.reading import read  # noqa: E402
from meetings.models import SourceDocument  # noqa: E402
from tests.papers import Point, paper  # noqa: E402

ITEMS = 20


def documents(count: int) -> list[bytes]:
    """The same documents for the same count: 20 items of about 2.5 kB each."""
    dice = random.Random(1)
    return [_document(dice, number) for number in range(count)]


def _document(dice: random.Random, number: int) -> bytes:
    points = [
        Point(
            f"{dice.choice(STEMS).capitalize()}{dice.choice(HEADS)} i område {place}",
            text="\n\n".join(_sentences(dice, 60) for _ in range(5)),
            case=f"{dice.randrange(19, 26)}/{dice.randrange(1, 40_000)}",
            absent="Bent Holm, Carla Juhl",
            attachments=["Kort over området", "Notat fra forvaltningen", "Høringssvar"],
            before=[("Økonomiudvalget", "21-11-2023", "Anbefales godkendt.")] if place % 3 == 0 else [],
        )
        for place in range(ITEMS)
    ]
    year, day = 2000 + number // 300, number % 300
    return paper(*points, date=f"{day % 28 + 1:02}-{day // 28 + 1:02}-{year}")


def _sentences(dice: random.Random, words: int) -> str:
    return " ".join(f"{dice.choice(STEMS)}{dice.choice(HEADS)}" for _ in range(words)).capitalize() + "."


@contextmanager
def _own_database() -> Iterator[None]:
    name = connection.creation.create_test_db(verbosity=0, serialize=False)
    try:
        with tempfile.TemporaryDirectory() as folder, override_settings(ORIGINALS_DIR=Path(folder) / "originals"):
            yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def main(count: int) -> None:
    papers = documents(count)
    size = statistics.mean(len(data) for data in papers)
    print(f"{count} documents of {ITEMS} items, {size / 1000:.0f} kB each; {os.cpu_count()} cores")
    with _own_database():
        ingest_file(papers[0], "warm.md")
        reading = [_seconds(lambda data=data: read(data, "a.md", municipality="Varde")) for data in papers[1:6]]
        filing = []
        before = _cpu()
        with CaptureQueriesContext(connection) as caught:
            ingest_file(papers[1], "a.md", publish=True)
        for data in papers[2:]:
            filing.append(_seconds(lambda data=data: ingest_file(data, "a.md", publish=True)))
        cpu = (_cpu() - before) / (count - 1)
        again = [_seconds(lambda one=one: read_again(one)) for one in SourceDocument.objects.all()[:5]]
        _tell("reading (child process, parser, guard)", reading)
        _tell("the whole: kept, read, filed, published, searchable", filing)
        _tell("read again, nothing changed", again)
        print(f"one process: {1 / statistics.median(filing):.1f} documents a second; {len(caught)} queries a document")
        print(f"processor time a document, the database's not counted: {1000 * cpu:.0f} ms")
    _side_by_side(papers)


def _side_by_side(papers: list[bytes]) -> None:
    cores = os.cpu_count() or 1
    with _own_database(), tempfile.TemporaryDirectory() as folder:
        for number, data in enumerate(papers):
            (Path(folder) / f"{number:05}.md").write_bytes(data)
        seconds = _seconds(
            lambda: call_command("ingest", folder, "--publish", "--jobs", str(cores), stdout=io.StringIO())
        )
        print(f"ingest --jobs {cores}: {len(papers) / seconds:.1f} documents a second, start of the processes included")


def _seconds(act) -> float:  # type: ignore[no-untyped-def]
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def _cpu() -> float:
    """Seconds of processor time so far: of this process, its children, and what these have forked."""
    return sum(os.times()[:4]) + sum(sum(child.cpu_times()[:4]) for child in psutil.Process().children())


def _tell(what: str, seconds: list[float]) -> None:
    told = [f"{1000 * value:.0f}" for value in (statistics.median(seconds), min(seconds), max(seconds))]
    print(f"{what}: median {told[0]} ms, least {told[1]}, most {told[2]}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
