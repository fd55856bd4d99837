"""Every figure of a filled archive in one run: make bench N=100000

In a database of its own, made beside the archive's on the same server (the embedded one where DATABASE_URL names none)
and dropped in the end. KEEP=1 keeps it; where it is there already it is measured as it is.
"""

from __future__ import annotations

import os
import subprocess
import sys
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg
from psycopg import sql

PARTS = ("search", "pages", "engines", "clients")


def main(count: int) -> None:
    server = _server()
    name = f"bench_{count}"
    with psycopg.connect(_named(server, "postgres"), autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if not known:
            connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
        try:
            _measure(_named(server, name), count, filled=bool(known))
        finally:
            if not os.environ.get("KEEP"):
                connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _measure(database: str, count: int, *, filled: bool) -> None:
    where = {**os.environ, "DATABASE_URL": database}
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], env=where, check=True)
    for part in (*(() if filled else ("load",)), *PARTS):
        print(f"== bench.{part}", flush=True)
        arguments = [str(count)] if part == "load" else []
        subprocess.run([sys.executable, "-m", f"bench.{part}", *arguments], env=where, check=True)


def _server() -> str:
    """The address of some database on the server; the embedded server runs for as long as this process."""
    if os.environ.get("DATABASE_URL"):
        return os.environ["DATABASE_URL"]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    from django.conf import settings

    from archive.embedded import server

    if settings.DATABASE_URL:
        return str(settings.DATABASE_URL)
    return f"postgres://archive@{quote(str(server.start(settings.DATA_DIR)), safe='')}/postgres"


def _named(address: str, name: str) -> str:
    return urlunsplit(urlsplit(address)._replace(path=f"/{name}"))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
