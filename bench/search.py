"""How fast a search is on N made-up items (bench.load): python -m bench.search [rounds]

A fixed mix of questions through HTTP (Django's test client: all of the site but the socket), each with a fresh
connection's caches warm, in a shuffled order; and the SQL and the snippets of the same questions on their own.
"""

from __future__ import annotations

import contextlib
import logging
import os
import random
import statistics
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote_plus

import django
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
os.environ["DEBUG"] = "true"  # static files from where they lie; the rest as on a real site
django.setup()
settings.DEBUG = False
settings.ALLOWED_HOSTS = ["testserver"]
logging.disable()
warnings.simplefilter("ignore")

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from bench.corpus import words  # noqa: E402
from meetings.models import SearchItem  # noqa: E402
from meetings.search import facets, query, results  # noqa: E402
from meetings.search.places import all_places  # noqa: E402
from meetings.search.question import read  # noqa: E402


def mix() -> dict[str, list[tuple[str, str]]]:
    """Kind of question -> (words, filters as in an address)."""
    chance = random.Random("questions")
    known = words()
    common, medium, rare = known[25:60], known[300:2_000], known[20_000:150_000]

    def some(*pools: list[str], count: int = 12) -> list[str]:
        return [" ".join(chance.choice(pool) for pool in pools) for _ in range(count)]

    numbers = SearchItem.objects.order_by("pk").values_list("item__case_number", flat=True)
    phrases = [
        f'"{" ".join(body.split()[4:6])}"'
        for body in SearchItem.objects.filter(closed=False).order_by("pk").values_list("body", flat=True)[:12]
    ]
    return {
        "common word": [(one, "") for one in some(common)],
        "medium word": [(one, "") for one in some(medium)],
        "rare word": [(one, "") for one in some(rare)],
        "two words": [(one, "") for one in some(common, medium)],
        "three words": [(one, "") for one in some(common, common, medium)],
        "phrase": [(one, "") for one in phrases],
        "phrase of common words": [(f'"{one}"', "") for one in some(common, common)],
        "without a word": [(f"{one} -{other}", "") for one, other in zip(some(medium), some(common), strict=True)],
        "case number": [(one, "") for one in numbers[:1200:100]],
        "common word, filtered": [(one, "&kommune=aarhus&aar=2019") for one in some(common)],
        "medium word, newest": [(one, "&sort=nyeste") for one in some(medium)],
        "common word, page 60": [(one, "&side=60") for one in some(common)],
        "nothing asked": [("", "")] * 3,
        "nothing asked, filtered": [("", "&udfald=udsat&aar=2015")] * 3,
    }


def main(rounds: int) -> None:
    client = Client()
    questions = mix()
    everything = [(kind, *one) for kind, ones in questions.items() for one in ones]
    taken: dict[str, dict[str, list[float]]] = {kind: {"sql": [], "snippets": [], "http": []} for kind in questions}
    for number in range(rounds + 1):
        random.Random(number).shuffle(everything)
        for kind, asked, filters in everything:
            sql, snippets = _inside(asked, filters)
            address = f"/soeg/?q={quote_plus(asked)}{filters}"
            http = _timed(lambda address=address: client.get(address))
            if number:  # the first round warms
                taken[kind]["sql"].append(sql)
                taken[kind]["snippets"].append(snippets)
                taken[kind]["http"].append(http)
    print(f"{SearchItem.objects.count()} items, {rounds} rounds of {len(everything)} questions; ms as p50 / p95 / max")
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(f"{'':26}{'SQL':>22}{'snippets':>22}{'HTTP':>22}")
    for kind, times in taken.items():
        print(f"{kind:26}" + "".join(f"{_summary(times[part]):>22}" for part in ("sql", "snippets", "http")))
    whole = {part: [one for times in taken.values() for one in times[part]] for part in ("sql", "snippets", "http")}
    print(f"{'all':26}" + "".join(f"{_summary(whole[part]):>22}" for part in ("sql", "snippets", "http")))
    _processor(client, [f"/soeg/?q={quote_plus(asked)}{filters}" for _, asked, filters in everything])


def _processor(client: Client, questions: list[str]) -> None:
    """Processor time a request, which other work on the machine changes less than the time on the clock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = Path(f"/proc/{cursor.fetchone()[0]}/stat")
    if not backend.exists():
        return

    def ticks() -> int:
        fields = backend.read_text().rsplit(")", 1)[1].split()
        return int(fields[11]) + int(fields[12])

    before, started = ticks(), time.process_time()
    for address in questions:
        client.get(address)
    ours = (time.process_time() - started) / len(questions) * 1000
    theirs = (ticks() - before) / os.sysconf("SC_CLK_TCK") / len(questions) * 1000
    print(f"processor time a request: {ours:.0f} ms here, {theirs:.0f} ms in PostgreSQL")


def _inside(asked: str, filters: str) -> tuple[float, float]:
    question, places = read(asked), all_places()
    chosen = {}
    for part in filters.split("&")[1:]:
        name, value = part.split("=")
        if name in facets.LABELS:
            chosen[name] = [value]
    page = int(filters.rsplit("side=", 1)[1]) if "side=" in filters else 1
    sort = "nyeste" if "nyeste" in filters else results.usual_sort(question)
    wanted = facets.choices(chosen, places)

    def ask() -> None:
        with contextlib.suppress(query.TooSlow), query.prepared(question):
            counts = query.count(question, wanted)
            query.find(question, wanted, sort=sort, start=(page - 1) * 20, size=20, counts=counts)

    sql = _timed(ask)
    try:
        hits = results.search(question, chosen, places, page=page).hits
    except query.TooSlow:
        hits = ()
    return sql, _timed(lambda: [(hit.title, hit.snippet) for hit in hits])


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def _summary(times: list[float]) -> str:
    ordered = sorted(times)
    return f"{statistics.median(ordered):.0f} / {ordered[int(len(ordered) * 0.95)]:.0f} / {ordered[-1]:.0f}"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
