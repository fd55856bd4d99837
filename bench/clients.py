"""Many readers at once: python -m bench.clients [clients] [seconds]

The site as it is run (gunicorn, two workers of four threads) on the archive of DATABASE_URL, asked through sockets by
so many clients, each with one search after another of the mix and every fourth time another page. On a machine that
has two cores for all of it, clients take their share.
"""

from __future__ import annotations

import http.client
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import quote_plus

from bench.measuring import conditions, make_ready, summary

make_ready()

from bench.pages import addresses  # noqa: E402
from bench.search import mix  # noqa: E402

SLOW_TO_START_S = 30
WARMING_S = 10


def main(clients: int, seconds: int) -> None:
    searches = [f"/soeg/?q={quote_plus(asked)}{filters}" for ones in mix().values() for asked, filters in ones]
    pages = [one for kind, ones in addresses().items() if "Atom" not in kind and "sitemap" not in kind for one in ones]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [Path(sys.executable).parent / "gunicorn", "archive.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "2",
         "--threads", "4", "--log-level", "error"],
        env={**os.environ, "DEBUG": "false", "SECRET_KEY": "bench", "ALLOWED_HOSTS": "127.0.0.1", "HTTPS": "false",
             "COLLECTED_STATIC": "false", "LOG_LEVEL": "ERROR"},
    )  # fmt: skip
    try:
        _wait_for(port)
        taken: list[float] = []
        failed: list[str] = []
        for lasting, times in ((WARMING_S, list[float]()), (seconds, taken)):
            until = time.monotonic() + lasting
            readers = [
                threading.Thread(target=_read, args=(port, until, number, searches, pages, times, failed))
                for number in range(clients)
            ]
            for reader in readers:
                reader.start()
            for reader in readers:
                reader.join()
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(10)
    print(f"{clients} clients for {seconds} s: {len(taken) / seconds:.1f} answers a second, {len(failed)} failed")
    print(f"ms as p50 / p95 / max: {summary(taken)}; {conditions()}")
    for one in sorted(set(failed))[:10]:
        print(one)


def _read(
    port: int,
    until: float,
    number: int,
    searches: list[str],
    pages: list[str],
    taken: list[float],
    failed: list[str],
) -> None:
    site, chance = http.client.HTTPConnection("127.0.0.1", port, timeout=60), random.Random(number)
    while time.monotonic() < until:
        address = chance.choice(searches if chance.random() < 0.75 else pages)
        started = time.perf_counter()
        try:
            site.request("GET", address)
            answer = site.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException) as error:
            failed.append(f"{type(error).__name__}: {address}")
            site.close()
            continue
        taken.append((time.perf_counter() - started) * 1000)
        if answer.status not in (200, 302):  # a case number typed alone leads to its case
            failed.append(f"{answer.status}: {address}")


def _wait_for(port: int) -> None:
    late = time.monotonic() + SLOW_TO_START_S
    while time.monotonic() < late:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("gunicorn did not start")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 8, int(sys.argv[2]) if len(sys.argv) > 2 else 60)
