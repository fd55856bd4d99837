"""Documents a second and core, and peak memory, for each format: python -m bench.extract [FOLDER] [--rounds N]

FOLDER: PDF, DOCX and HTML files to read (default: twenty sets of minutes made for the run, about eight pages each).
Each reader runs in a process of its own, every file once to warm up and then N rounds; processor seconds of the best
and of the median round are printed. Beside ours: pdftotext, pdfplumber and pypdf, where they are installed (they are
no dependencies of the project).
"Kept" is the share of our words, in order, that the other reader gave: what it costs to be faster.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import psutil

READERS = {
    "ours": ("pdf", "docx", "html"),
    "ours, in the child process": ("pdf", "docx", "html"),
    "pdftotext -layout": ("pdf",),
    "pypdf": ("pdf",),
    "pdfplumber": ("pdf",),
    "python-docx": ("docx",),
}


def reader(name: str) -> Callable[[Path], str] | None:
    """A function from a file to its words; None where the reader is not installed."""
    if name == "ours":
        from meetings.ingest.extract import extract

        return lambda path: "\n".join(line.text for line in extract(path.read_bytes(), path.name).lines)
    if name.startswith("ours,"):
        from meetings.ingest.extract import sandbox

        return lambda path: "\n".join(line.text for line in sandbox.read(path.read_bytes(), path.name).lines)
    if name.startswith("pdftotext"):
        program = shutil.which("pdftotext")
        return program and (
            lambda path: subprocess.run(
                [program, "-layout", str(path), "-"], capture_output=True, check=True
            ).stdout.decode()
        )
    module = {"python-docx": "docx"}.get(name, name)
    if importlib.util.find_spec(module) is None:
        return None
    if name == "pypdf":
        import pypdf

        return lambda path: "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    if name == "pdfplumber":
        import pdfplumber

        def plumb(path: Path) -> str:
            with pdfplumber.open(path) as pdf:
                return "\n".join(page.extract_text() for page in pdf.pages)

        return plumb
    import docx

    return lambda path: "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


def cpu_seconds() -> float:
    """Processor time of this process, its children, and what these have forked: what a busy machine spoils least."""
    return sum(os.times()[:4]) + sum(sum(child.cpu_times()[:4]) for child in psutil.Process().children())


def measure(name: str, files: list[Path], rounds: int) -> dict[str, object] | None:
    read = reader(name)
    if read is None:
        return None
    words = [read(path).split() for path in files]
    times = []
    for _ in range(rounds):
        start = cpu_seconds()
        for path in files:
            read(path)
        times.append(cpu_seconds() - start)
    who = resource.RUSAGE_CHILDREN if name.startswith("pdftotext") else resource.RUSAGE_SELF
    memory = peak_of_children(files) if name.startswith("ours,") else resource.getrusage(who).ru_maxrss
    return {
        "best": min(times), "median": statistics.median(times), "words": words,
        "memory": memory // 1024,
    }  # fmt: skip


def peak_of_children(files: list[Path]) -> int:
    """In kB, what they share with the server that forked them included."""
    from meetings.ingest.extract import sandbox

    orders = ((path, {"task": "extract", "filename": path.name}) for path in files)
    return max(int(sandbox.run(order, path.read_bytes(), 2**25, 60)[0]["peak"]) for path, order in orders)


def pages_of(files: list[Path]) -> int:
    import pypdfium2

    return sum(len(pypdfium2.PdfDocument(path)) for path in files if path.suffix == ".pdf")


def made(folder: Path) -> None:
    from tests.extract.makers.as_docx import as_docx
    from tests.extract.makers.as_html import as_html
    from tests.extract.makers.as_pdf import Style, as_pdf
    from tests.extract.makers.minutes import MINUTES, long_table

    for n in range(20):
        blocks = [*MINUTES, *MINUTES[8:], *long_table(20 + n)]
        (folder / f"{n:02d}.pdf").write_bytes(as_pdf(blocks, Style(hyphens="-", header="Lindeby Kommune")))
        (folder / f"{n:02d}.docx").write_bytes(as_docx(blocks))
        (folder / f"{n:02d}.html").write_bytes(as_html(blocks))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--one", nargs=2, metavar=("READER", "FORMAT"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        files = sorted(options.folder.glob(f"*.{options.one[1]}"))
        print(json.dumps(measure(options.one[0], files, options.rounds)))
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.folder or Path(scratch)
        if options.folder is None:
            made(folder)
        for ending in ("pdf", "docx", "html"):
            report(folder, ending, options.rounds)


def report(folder: Path, ending: str, rounds: int) -> None:
    from tests.extract.compare import common_words

    files = sorted(folder.glob(f"*.{ending}"))
    pages = pages_of(files)
    print(f"\n{ending}: {len(files)} documents" + (f", {pages} pages" if pages else ""))
    print(f"{'':28}{'pages/s':>9}{'docs/s':>9}{'best':>9}{'median':>9}{'peak MB':>9}{'kept':>8}")
    ours: list[list[str]] = []
    for name, endings in READERS.items():
        if ending not in endings:
            continue
        command = [sys.executable, "-m", "bench.extract", str(folder), "--rounds", str(rounds), "--one", name, ending]
        run = subprocess.run(command, capture_output=True, text=True, check=name.startswith("ours"))
        if run.returncode:
            print(f"{name:28}{'could not read them':>18}")
            continue
        result = json.loads(run.stdout)
        if result is None:
            print(f"{name:28}{'not installed':>18}")
            continue
        ours = ours or result["words"]
        kept = sum(map(common_words, ours, result["words"])) / max(1, sum(map(len, ours)))
        best, median = result["best"], result["median"]
        speed = f"{pages / median:9.0f}" if pages else f"{'':9}"
        times = f"{len(files) / median:9.1f}{best:8.2f}s{median:8.2f}s"
        print(f"{name:28}{speed}{times}{result['memory']:9}{100 * kept:7.1f}%")


if __name__ == "__main__":
    main()
