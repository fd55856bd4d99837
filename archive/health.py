"""/sundhed: whether this process answers and reaches its database. Run as a program it asks a running site."""

from __future__ import annotations

import os
import sys
import urllib.request

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse


def health(request: HttpRequest) -> HttpResponse:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("database unreachable\n", "text/plain", 503, headers={"Cache-Control": "no-store"})
    return HttpResponse("ok\n", "text/plain", headers={"Cache-Control": "no-store"})


def ask(port: int) -> bool:
    """For a container's health check: `python -m archive.health` exits 0 when the site in it is well."""
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip()
    request = urllib.request.Request(f"http://127.0.0.1:{port}/sundhed", headers={"Host": host.lstrip(".")})
    try:
        with urllib.request.urlopen(request, timeout=5) as response:  # noqa: S310 (our own address)
            return bool(response.status == 200)
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(0 if ask(int(os.environ.get("PORT", "8000"))) else 1)
