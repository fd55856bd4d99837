"""Pages and documents a second and core, peak memory, for each format: python -m bench.extract [FOLDER] [--rounds N]

FOLDER: PDF, DOCX, HTML, Markdown and JSON files to read (default: eight documents of `bench.paperwork`, about 20 pages
each; JSON is FirstAgenda's). Then, where Tesseract is installed, pages of the first PDFs as a scanner gives them.
Each reader runs in a process of its own, every file once to warm up and then N rounds; the processor seconds of a
document are printed as least / median / most of the rounds. Beside ours: pdftotext, pdfplumber and pypdf, where they
are installed. "Kept" is the share of our words, in order, that the other reader gave: what it costs to be faster.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil

FORMATS = ("pdf", "docx", "html", "md", "json")
SCANNED = 3  # pages of each of the first documents that OCR reads
READERS = {
    "ours": FORMATS,
    "ours, in the child process": FORMATS,
    "pdftotext -layout": ("pdf",),
    "pypdf": ("pdf",),
    "pdfplumber": ("pdf",),
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
    if importlib.util.find_spec(name) is None:
        return None
    if name == "pypdf":
        import pypdf

        return lambda path: "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    import pdfplumber

    def plumb(path: Path) -> str:
        with pdfplumber.open(path) as pdf:
            return "\n".join(page.extract_text() for page in pdf.pages)

    return plumb


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
    if name.startswith("pdftotext"):
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    else:
        memory = peak_of_children(files) if name.startswith("ours,") else own_peak()
    return {"times": times, "words": words, "memory": memory // 1024}


def own_peak() -> int:
    """In kB, since this program was loaded; getrusage would count what the process was forked from as well."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(re.search(r"VmHWM:\s*(\d+)", status.read_text())[1])  # type: ignore[index]


def peak_of_children(files: list[Path]) -> int:
    """In kB, what they share with the server that forked them included."""
    from meetings.ingest.extract import sandbox

    orders = ((path, {"task": "extract", "filename": path.name}) for path in files)
    return max(int(sandbox.run(order, path.read_bytes(), 2**25, 60)[0]["peak"]) for path, order in orders)


def pages_of(folder: Path) -> int:
    """Of its PDFs; what is made for a run holds the same documents in every format."""
    import pypdfium2

    return sum(len(pypdfium2.PdfDocument(path)) for path in folder.glob("*.pdf"))


def made(folder: Path) -> None:
    from bench.paperwork import document

    for number in range(8):
        for ending in FORMATS:
            (folder / f"{number:02d}.{ending}").write_bytes(document(ending, number))


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
    from bench.measuring import machine

    print(machine())
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.folder or Path(scratch)
        if options.folder is None:
            made(folder)
        for ending in FORMATS:
            report(folder, ending, options.rounds, pages_of(folder) if options.folder is None else 0)
        report_ocr(folder, options.rounds)


def report(folder: Path, ending: str, rounds: int, pages: int) -> None:
    """A table in Markdown. `pages`: of all documents of this format; 0 where that is not known."""
    from tests.extract.compare import common_words

    files = sorted(folder.glob(f"*.{ending}"))
    if not files:
        return
    pages = pages_of(folder) if ending == "pdf" else pages
    print(f"\n{len(files)} documents as {ending}" + (f", {pages} pages" if pages else ""))
    print("\n| reader | pages/s | documents/s | ms a document | peak MB | kept |\n|---|---|---|---|---|---|")
    ours: list[list[str]] = []
    for name in (name for name, endings in READERS.items() if ending in endings):
        command = [sys.executable, "-m", "bench.extract", str(folder), "--rounds", str(rounds), "--one", name, ending]
        run = subprocess.run(command, capture_output=True, text=True, check=name.startswith("ours"))
        result = json.loads(run.stdout) if run.returncode == 0 else {}
        if not result:
            print(f"| {name} | {'not installed' if result is None else 'could not read them'} | | | | |")
            continue
        ours = ours or result["words"]
        kept = sum(map(common_words, ours, result["words"])) / max(1, sum(map(len, ours)))
        each = sorted(1000 * seconds / len(files) for seconds in result["times"])
        median = statistics.median(each) / 1000
        speed = f"{pages / len(files) / median:.0f}" if pages else "–"
        spread = f"{each[0]:.0f} / {1000 * median:.0f} / {each[-1]:.0f}"
        print(f"| {name} | {speed} | {1 / median:.1f} | {spread} | {result['memory']} | {100 * kept:.1f} % |")


def report_ocr(folder: Path, rounds: int) -> None:
    """Pages as pictures, recognised one by one: the clock, and the processor time of PDFium and Tesseract."""
    from meetings.ingest.extract import ocr, sandbox
    from tests.extract.compare import common_words
    from tests.extract.makers.as_scan import as_scan

    print("\nPages that are pictures, read with OCR")
    if not ocr.available():
        print("\nnot measured: Tesseract with Danish is not installed")
        return
    print("\n| pages | pages/s and core | processor s a page | s a page on the clock | words read |")
    print("|---|---|---|---|---|")
    for path in sorted(folder.glob("*.pdf"))[:2]:
        data = path.read_bytes()
        scan = as_scan(data, most=SCANNED)
        read = ocr.read(scan, "scan.pdf")
        pages = read.pages or 1
        printed = sandbox.read(data, path.name).lines
        words = [
            [w for line in lines if (line.page or 0) <= pages for w in line.text.split()]
            for lines in (printed, read.lines)
        ]
        cpu, clock = [], []
        for _ in range(rounds):
            started, before = time.perf_counter(), cpu_seconds()
            ocr.read(scan, "scan.pdf")
            cpu.append((cpu_seconds() - before) / pages)
            clock.append((time.perf_counter() - started) / pages)
        print(
            f"| {path.name}, {pages} | {1 / statistics.median(cpu):.2f} | {spread(cpu)} | {spread(clock)} "
            f"| {100 * common_words(*words) / max(1, len(words[0])):.1f} % |"
        )


def spread(seconds: list[float]) -> str:
    """Least / median / most."""
    return f"{min(seconds):.1f} / {statistics.median(seconds):.1f} / {max(seconds):.1f}"


if __name__ == "__main__":
    main()
