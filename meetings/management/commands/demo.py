"""The whole archive on this machine with sample minutes: `make demo`, or `manage.py demo [FOLDER] [--port N]`.

Everything goes through the doors that a real site uses: migrate, ingest --publish, gunicorn, the worker. Only the
database server (unless DATABASE_URL is set) and the settings differ: HTTPS is off, and static files are served from
where they lie. Ctrl-C, SIGTERM and a closed terminal stop all that was started. Another folder than demo/ gets a
data directory of its own, var/demo-<its path>, so that two demonstrations never mix.
"""

from __future__ import annotations

import http.client
import io
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from meetings.jobs import learn_words
from meetings.models import SourceDocument, User

HOST = "127.0.0.1"
LOGIN = "admin@example.org"


class Command(BaseCommand):
    help = "Serve the archive with sample minutes on http://127.0.0.1:8000; Ctrl-C stops everything."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=settings.BASE_DIR / "demo", help="minutes to show")
        parser.add_argument("--port", default=os.environ.get("PORT") or "8000", help="default: $PORT, else 8000")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = options["folder"].resolve()
        if not folder.is_dir():
            raise CommandError(f"{options['folder']}: no such folder")
        port = _free_port(options["port"])
        if folder != settings.BASE_DIR / "demo" and "DATA_DIR" not in os.environ:
            _settle_in(settings.DATA_DIR / f"demo-{'-'.join(folder.parts[1:])}")
        with _signals_raise(), _database():
            call_command("migrate", verbosity=0)
            self._ingest(folder)
            self._serve(port, _password())

    def _ingest(self, folder: Path) -> None:
        """Every file is told of the first time; afterwards the summary is enough."""
        first_time = not SourceDocument.objects.exists()
        said = None if first_time else io.StringIO()
        try:
            call_command("ingest", str(folder), publish=True, **({"stdout": said} if said else {}))
        except SystemExit:
            self.stderr.write("Some files could not be read: `manage.py ingest` tells which. The others are there.")
        if said:
            self.stdout.write(said.getvalue().splitlines()[-1])
        else:
            # What the worker does every night; "Mente du" knows the words from it.
            learn_words.configure().defer(timestamp=0)

    def _serve(self, port: int, password: str) -> None:
        connection.close()
        environment = _environment(port)
        gunicorn = ["-m", "gunicorn", "archive.wsgi", "--bind", f"{HOST}:{port}", "--workers", "2", "--threads", "4"]
        worker = ["manage.py", "procrastinate", "worker"]
        children = [_start([*gunicorn, "--log-level", "warning"], environment), _start(worker, environment)]
        try:
            _wait_for_page(port, children[0])
            self.stdout.write(
                f"\n  The archive:    http://{HOST}:{port}/\n"
                f"  Administration: http://{HOST}:{port}/admin/   login: {LOGIN}   password: {password}\n"
                "  Ctrl-C stops everything.\n"
            )
            self.stdout.flush()
            while children[0].poll() is None:
                time.sleep(1)
                _keep_database()
            raise CommandError("the web server stopped by itself; its last words stand above")
        except KeyboardInterrupt:
            self.stdout.write("\nStopping …")
        finally:
            _stop(children)


def _settle_in(data_dir: Path) -> None:
    """Before anything has connected or stored: the settings of this process follow the data directory."""
    settings.DATA_DIR = data_dir
    settings.ORIGINALS_DIR = data_dir / "originals"


@contextmanager
def _signals_raise() -> Iterator[None]:
    """SIGTERM and a closed terminal end the demonstration as Ctrl-C does, once: the clearing-up is not disturbed."""

    def stop(number: int, frame: FrameType | None) -> None:
        for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(each, signal.SIG_IGN)
        raise KeyboardInterrupt

    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, stop)
    try:
        yield
    except KeyboardInterrupt:
        sys.exit(130)


@contextmanager
def _database() -> Iterator[None]:
    """The embedded server for as long as the demonstration lasts, unless DATABASE_URL names another."""
    if settings.DATABASE_URL:
        yield
        return
    from archive.embedded import server

    server.start(settings.DATA_DIR)
    try:
        yield
    finally:
        connection.close()
        server.release(settings.DATA_DIR)


def _keep_database() -> None:
    """Starts the embedded server again if it was killed; costs one connect to its socket."""
    if not settings.DATABASE_URL:
        from archive.embedded import server

        server.start(settings.DATA_DIR)


def _environment(port: int) -> dict[str, str]:
    """What the served site is told: a real site's settings but for HTTPS and collected static files."""
    url = settings.DATABASE_URL
    if not url:
        from archive.embedded import server

        url = server.url(settings.DATA_DIR)
    return {
        **os.environ,
        "DEBUG": "false",
        "HTTPS": "false",
        "COLLECTED_STATIC": "false",
        "SECRET_KEY": _remembered("demo-secret-key", 50),
        "ALLOWED_HOSTS": "127.0.0.1,localhost,[::1]",
        "DATABASE_URL": url,
        "DATA_DIR": str(settings.DATA_DIR),
        "ORIGINALS_DIR": str(settings.ORIGINALS_DIR),
        # Mails to followers are written to files, where whoever tries the demonstration can read them.
        "EMAIL_URL": os.environ.get("EMAIL_URL") or f"filemail:///{settings.DATA_DIR / 'mail'}",
        # One step is enough to log in to a demonstration, and its login page says so.
        "REQUIRE_SECOND_FACTOR": os.environ.get("REQUIRE_SECOND_FACTOR", "false"),
        "LOG_LEVEL": os.environ.get("LOG_LEVEL", "WARNING"),
        "PORT": str(port),
    }


def _password() -> str:
    """The administrator's password; made once for each data directory."""
    password = _remembered("demo-login", 12)
    account = User.objects.filter(username__in=(LOGIN, "admin")).order_by("username").last() or User()
    if account.email != LOGIN or not account.check_password(password):
        account.set_password(password)
        account.username = account.email = LOGIN
        account.is_staff = account.is_superuser = account.is_active = True
        account.role = User.Role.ARCHIVE_ADMIN
        account.save()
    return password


def _remembered(name: str, length: int) -> str:
    """A random secret kept in the data directory, readable by its owner only."""
    path = settings.DATA_DIR / name
    if not path.exists():
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(length)[:length] + "\n")
    return str(path.read_text()).strip()


def _free_port(wanted: str) -> int:
    try:
        port = int(wanted)
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((HOST, port))
    except (ValueError, OverflowError):
        raise CommandError(f"{wanted!r} is no port: PORT=8001, for example") from None
    except OSError as error:
        raise CommandError(
            f"port {port} cannot be used ({error.strerror}): choose another, make demo PORT=8001"
        ) from None
    return port


def _start(command: list[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """In a session of its own: a Ctrl-C at the terminal reaches us alone, and we stop the children in order.

    What goes wrong is told on stderr, which the child shares with us.
    """
    return subprocess.Popen([sys.executable, *command], cwd=settings.BASE_DIR, env=environment, start_new_session=True)


def _wait_for_page(port: int, child: subprocess.Popen[bytes]) -> None:
    while child.poll() is None:
        asked = http.client.HTTPConnection(HOST, port, timeout=10)
        try:
            asked.request("GET", "/sundhed")
            if asked.getresponse().status == 200:
                return
        except OSError:
            pass
        finally:
            asked.close()
        time.sleep(0.1)
    raise CommandError("the web server did not start; its words stand above")


def _stop(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        try:
            child.wait(timeout=10)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
