"""Many files into the archive, in this process or side by side in several: `manage.py ingest`.

What it guarantees:

1. One result for each file, in the order of the files, however many processes there are.
2. Nothing that happens to one file stops the others, not even a process that dies over it.
3. The processes end with the one that started them, also when it is killed; each document is one transaction, so that
   the next run finishes what this one left.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import logging
import multiprocessing
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

from django.conf import settings
from django.db import connection

from .folders import Found
from .incoming import MAX_BYTES
from .intake import ingest_file
from .new_process import begin
from .receipts import Receipt
from .viruses import NoAnswer, found_in

log = logging.getLogger(__name__)

# New objects after which Python looks for circles among them. Filing makes many objects and hardly a circle: looking
# after every 700, as Python does, takes a sixth of its time.
_SELDOM = 20_000
_WORTH_A_PROCESS = 8  # files: fewer are read before another process has started


@dataclass(frozen=True)
class Task:
    """A file, whose it is where the caller said so, and whether to publish it."""

    found: Found
    municipality: str | None = None
    publish: bool = False


@dataclass(frozen=True)
class Result:
    """What became of one file, in words that travel between processes."""

    path: str
    status: str  # of Receipt, or 'skipped'
    words: str
    warnings: int = 0
    held_back: bool = False


def file_all(tasks: Sequence[Task], jobs: int | None = None) -> Iterator[Result]:
    """File them, each as soon as it can be told. jobs: processes; None: one more than cores, fewer for few files.

    Inside a transaction of the caller's it is always this process, since no other sees what the transaction wrote.
    """
    if jobs is None:
        jobs = min(cores() + 1, len(tasks) // _WORTH_A_PROCESS)  # each waits for its child and the database at times
    if jobs < 2 or len(tasks) < 2 or connection.in_atomic_block:
        return map(file_one, tasks)
    return _side_by_side(tasks, jobs)


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def _side_by_side(tasks: Sequence[Task], jobs: int) -> Iterator[Result]:
    results: dict[int, Result] = {}
    told = 0
    while told < len(tasks):
        with _processes(jobs) as pool:
            futures = {n: pool.submit(file_one, task) for n, task in enumerate(tasks) if n not in results}
            with contextlib.suppress(BrokenProcessPool):
                while told < len(tasks):
                    yield results.pop(told) if told in results else futures[told].result()
                    told += 1
        # Where a process died, nobody knows over which file: what is done is kept, the first of the others is read
        # alone, and the rest begins again.
        results |= {n: result for n, future in futures.items() if n >= told and (result := _finished(future))}
        if told < len(tasks):
            culprit = next((n for n in range(told, len(tasks)) if n not in results), None)
            if culprit is not None:
                results[culprit] = _alone(tasks[culprit])


def _finished(future: Future[Result]) -> Result | None:
    return future.result() if future.done() and not future.cancelled() and future.exception() is None else None


def _alone(task: Task) -> Result:
    try:
        with _processes(1) as pool:
            return pool.submit(file_one, task).result()
    except BrokenProcessPool:
        log.error("the process died over a file")
        return Result(str(task.found.path), "failed", "the process died over it: see the log of the system")


def _processes(jobs: int) -> ProcessPoolExecutor:
    """Copies of this process, which has read the rules and the word lists: to load these anew takes each as long as
    filing six documents. Where a system does not copy well, new ones."""
    forked = sys.platform == "linux"
    if forked:
        importlib.import_module("meetings.ingest.parse")  # else only read with the first file
        connection.close()  # no copy may speak on it
    context = multiprocessing.get_context("fork" if forked else "spawn")
    surroundings = (connection.settings_dict["NAME"], str(settings.ORIGINALS_DIR))
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=begin, initargs=surroundings)


def file_one(task: Task) -> Result:
    """One file into the archive; nothing that happens to it stops the others."""
    as_it_was = gc.get_threshold()
    gc.set_threshold(_SELDOM, *as_it_was[1:])
    try:
        return _file_one(task)
    finally:
        gc.set_threshold(*as_it_was)


def _file_one(task: Task) -> Result:
    found = task.found
    path = str(found.path)
    if found.skipped:
        return Result(path, "skipped", found.skipped)
    try:
        # As at the clerk's desk: what is larger is not kept; what is smaller is, also where it is too large to read.
        if found.path.stat().st_size > MAX_BYTES:
            return Result(path, "failed", f"larger than {MAX_BYTES // 2**20} MB: neither read nor kept")
        if virus := found_in(found.path):
            return Result(path, "failed", f"the virus scanner found {virus}: neither read nor kept")
        data = found.path.read_bytes()
        municipality = task.municipality or found.municipality
        receipt = ingest_file(data, found.path.name, municipality=municipality, publish=task.publish)
        return Result(path, receipt.status, _words(receipt), len(receipt.warnings), receipt.held_back)
    except NoAnswer as error:
        return Result(path, "failed", f"the virus scanner does not answer ({error}): neither read nor kept")
    except OSError as error:
        return Result(path, "failed", error.strerror or type(error).__name__)
    except Exception as error:
        log.exception("ingest of one file failed")
        return Result(path, "failed", f"{type(error).__name__}: see the log")


def _words(receipt: Receipt) -> str:
    meeting = receipt.meeting
    if receipt.status == "failed" or meeting is None:
        return f"{receipt.detail_en} ({receipt.message_da})"
    where = f"{meeting.committee.municipality} · {meeting.committee} · {meeting.slug}"
    return f"{where} · {meeting.items.count()} items · {meeting.status}"
