"""How long the parser takes for the text of a long document, and for hostile lines.

usage: python bench/parse.py [FILE…]        default: a document of about 40 pages made from the golden samples

Prints the median, least and greatest processor time over the runs, in milliseconds. Extraction is not counted.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from meetings.ingest import source_of  # noqa: E402
from meetings.ingest.extract import extract  # noqa: E402
from meetings.ingest.parse import parse  # noqa: E402
from meetings.ingest.rules import decisions, outcomes  # noqa: E402

RUNS = 15
PAGE = 2500  # characters of running text on a printed page


def long_document(pages: int) -> bytes:
    """Minutes of some pages in FirstAgenda's frame, with ever new text so that no cache helps."""
    items, size, number = [], 0, 0
    while size < pages * PAGE:
        number += 1
        paragraphs = "\n\n".join(
            f"Forvaltningen har i sag {number}.{n} undersøgt {n * 37 + number} adresser ved Møllebækken og fundet, at "
            f"udgiften på {n},{number} mio. kr. kan holdes inden for rammen, hvis arbejdet udbydes samlet og begynder "
            f"i 2024. "
            f"Byrådet godkendte den {n % 27 + 1}. marts 2022 en plan, som udvalget drøftede, og som er vedlagt som "
            f"bilag {n}."
            for n in range(1, 9)
        )
        item = (
            f"# Punkt {number}: Godkendelse af plan {number} for stier og pladser\n\n24/{1000 + number}\n\n## "
            f"Sagsfremstilling\n\n{paragraphs}\n\n"
            f"## Økonomi\n\nUdgiften er {number} mio. kr.\n\n## Indstilling\n\nForvaltningen indstiller,\n\n1. at "
            f"plan {number} godkendes\n"
            f"2. at der følges op i {2024 + number % 5}\n\n## Beslutning Teknisk Udvalg den 05-03-2024\n\nGodkendt, "
            f"dog således at afsnit {number} udgår.\n\n"
            f"Lis Holm{'abcdefghij'[number % 10]} (Ø) stemte imod.\n\n## Bilag\n\nPlan {number}\n\nKort {number}\n"
        )
        items.append(item)
        size += len(item)
    return (
        "# REFERAT Teknisk Udvalg d. 05-03-2024\n\n**Mødedato** Tirsdag d. 5. marts 2024 kl. 15:00\n\n"
        + "\n".join(items)
    ).encode()


def measure(name: str, data: bytes, runs: int = RUNS) -> None:
    document = extract(data, "x.txt")
    source = source_of(document, data, "x.txt")
    times = []
    for _ in range(runs):
        decisions.heading.cache_clear()
        outcomes.of_sentence.cache_clear()
        start = time.process_time()
        parse(document, source)
        times.append((time.process_time() - start) * 1000)
    print(
        f"{name:40} {len(data) / 1000:8.0f} kB {len(document.lines):6} lines   median {statistics.median(times):8.1f} "
        f" min {min(times):8.1f}  max {max(times):8.1f} ms"
    )


HOSTILE = {
    "one line of letters": b"a" * 1_000_000,
    "one line of words": b"Beslutning i " * 80_000,
    "one line of names": b"Lise Holm, " * 90_000,
    "one line of dots": b"Punkt 1: ." + b"." * 1_000_000,
    "one line of digits": b"1" * 1_000_000,
    "one line of sentences": b"Godkendt. " * 100_000,
    "a decision of a million letters": b"# Punkt 1: A\n\n## Beslutning\n\n" + b"A stemmer for " * 70_000,
    "numbered lines": b"\n".join(b"%d. Punkt om noget" % n for n in range(50_000)),
    "the same heading": b"Punkt 1: Godkendelse\n" * 50_000,
    "decision headings": "Beslutning i Byrådet den 3. maj 2018\nGodkendt.\n".encode() * 20_000,
    "attachments alike": b"# Punkt 1: A\n\n## Bilag\n\n"
    + b"\n".join(b"Kort over omraade a%d" % n for n in range(3_000))
    + b"\n\n## Bilag\n\n"
    + b"\n".join(b"Kort over omraade b%d" % n for n in range(3_000)),
}  # fmt: skip


if __name__ == "__main__":
    if len(sys.argv) > 1:
        for name in sys.argv[1:]:
            measure(Path(name).name, Path(name).read_bytes())
    else:
        measure("40 pages", long_document(40))
        for name, data in HOSTILE.items():
            measure(name, data, runs=1)
