"""Starts, shares and stops the embedded server. See the guarantees in archive/embedded/__init__.py."""

from __future__ import annotations

import atexit
import fcntl
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg

from .place import DatabaseUnusable, Place, find_place

SUPERUSER = "archive"
DATABASE = "referatarkivet"
OPTIONS = "-c listen_addresses= -c unix_socket_permissions=0700 -c synchronous_commit=off -c max_connections=100"
FOR_EVER = "1000000"  # seconds: pg_ctl cannot be told to wait until the server is ready or gone
SOCKET = ".s.PGSQL.5432"

_places: dict[Path, Place] = {}
_held: dict[Path, int] = {}  # home -> descriptor of the shared lock that this process holds
_one_thread = threading.RLock()


def start(data_dir: Path) -> Path:
    """Starts the server of the archive in `data_dir`, or joins it; returns the directory of its socket.

    Costs one connect to the socket when this process has joined before. Raises DatabaseUnusable.
    """
    with _one_thread:
        place = _places.get(data_dir)
        if place and place.home in _held and _listens(place):
            return place.sockets
        place = _places[data_dir] = find_place(data_dir)
        with _starting(place):
            _hold(place)
            _make_data(place)
            while not _ready(place):
                _launch(place)
        return place.sockets


def release(data_dir: Path) -> None:
    """This process needs the server no longer. The last to say so stops it."""
    with _one_thread:
        place = _places.get(data_dir)
        if place is None or place.home not in _held:
            return
        with _starting(place):
            users = _held.pop(place.home)
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            else:
                _stop(place)
            finally:
                os.close(users)


def url(data_dir: Path) -> str:
    """The address of the started server's database, for a process that is to know nothing of this package."""
    return f"postgres://{SUPERUSER}@/{DATABASE}?host={start(data_dir)}"


def _release_all() -> None:
    for data_dir in list(_places):
        release(data_dir)


def _forget_after_fork() -> None:
    """A forked child joins anew when it first connects; the parent's descriptors are not its own."""
    for descriptor in _held.values():
        os.close(descriptor)
    _held.clear()


atexit.register(_release_all)
os.register_at_fork(after_in_child=_forget_after_fork)


@contextmanager
def _starting(place: Place) -> Iterator[None]:
    """Only one process at a time starts or stops this server."""
    descriptor = _open_lock(place, "start.lock")
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _hold(place: Place) -> None:
    if place.home not in _held:
        _held[place.home] = _open_lock(place, "users.lock")
        fcntl.flock(_held[place.home], fcntl.LOCK_SH)


def _open_lock(place: Place, name: str) -> int:
    try:
        descriptor = os.open(place.home / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise DatabaseUnusable(
            f"cannot write in {place.home} ({error.strerror}): make it writable, or set DATA_DIR or DATABASE_URL"
        ) from None
    if os.geteuid() == 0:
        os.fchown(descriptor, *((found := place.home.stat()).st_uid, found.st_gid))
    return descriptor


def _make_data(place: Place) -> None:
    """Makes the data directory whole or not at all; one that is there must be of this major version."""
    wanted = place.run("postgres", "--version").stdout.split()[-1].split(".")[0]
    if place.data.exists():
        version = place.data / "PG_VERSION"
        found = version.read_text().strip() if version.exists() else ""
        if found != wanted:
            what = f"was made by PostgreSQL {found}" if found else "is not a PostgreSQL data directory"
            raise DatabaseUnusable(
                f"{place.data} {what} and this is PostgreSQL {wanted}: remove it (what was ingested can be ingested "
                "again), or set DATA_DIR or DATABASE_URL"
            )
        return
    for left in place.home.glob("new-*"):
        shutil.rmtree(left, ignore_errors=True)
    fresh = place.home / f"new-{os.getpid()}"  # not one name for all: a killed starter's initdb may still be writing
    place.give(fresh, 0o700)
    locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8", "--encoding=UTF8"]
    made = place.run("initdb", "-D", str(fresh), "-U", SUPERUSER, "--auth=trust", "--no-instructions", *locale)
    if made.returncode == 0:
        command = f"CREATE DATABASE {DATABASE};\n"
        made = place.run("postgres", "--single", "-D", str(fresh), "postgres", text=command)
    if made.returncode != 0:
        raise DatabaseUnusable(f"PostgreSQL cannot make {fresh}: {_reason(made.stderr)}")
    fresh.rename(place.data)


def _launch(place: Place) -> None:
    place.give(place.sockets, 0o700)
    _clear_stale_locks(place)
    log = place.data / "server.log"
    log.unlink(missing_ok=True)  # it holds the last run only
    options = f"{OPTIONS} -k {place.sockets}"
    for _ in range(100):
        started = place.run("pg_ctl", "start", "-D", str(place.data), "-l", str(log), "-o", options, "-wt", FOR_EVER)
        if started.returncode == 0:
            return
        said = log.read_text(errors="replace") if log.exists() else started.stderr
        if "shared memory block" not in said:
            break
        time.sleep(0.1)  # the last processes of a killed server are still going
    raise DatabaseUnusable(f"PostgreSQL does not start in {place.data}: {_reason(said)}")


def _stop(place: Place) -> None:
    place.run("pg_ctl", "stop", "-D", str(place.data), "-m", "fast", "-wt", FOR_EVER)
    with suppress(OSError):
        place.sockets.rmdir()


def _clear_stale_locks(place: Place) -> None:
    """Called when no server runs here. A lock naming a living stranger's number would keep PostgreSQL from starting.

    The number is replaced by a dead one, the file stays: PostgreSQL then checks by the shared memory's key, which
    the file names too, that no process of the killed server is left.
    """
    lock = place.data / "postmaster.pid"
    if lock.exists():
        dead = subprocess.Popen(["true"])
        dead.wait()
        lines = lock.read_text().splitlines(keepends=True)
        lock.write_text("".join([f"{dead.pid}\n", *lines[1:]]))
    for left in (SOCKET, f"{SOCKET}.lock"):
        (place.sockets / left).unlink(missing_ok=True)


def _running(place: Place) -> bool:
    """Whether the process named in postmaster.pid is a PostgreSQL at work in this data directory."""
    try:
        number = int((place.data / "postmaster.pid").read_text().split("\n")[0])
    except (OSError, ValueError):
        return False
    if Path("/proc/self/cwd").exists():
        try:
            return Path(f"/proc/{number}/cwd").samefile(place.data)
        except OSError:
            return False
    seen = subprocess.run(["ps", "-o", "comm=", "-p", str(number)], capture_output=True, text=True, check=False)
    return "postgres" in seen.stdout


def _listens(place: Place) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(str(place.sockets / SOCKET)) == 0


def _ready(place: Place) -> bool:
    """Waits while a running server comes up or goes down; False when none runs."""
    told = time.monotonic() + 5
    while _running(place):
        try:
            psycopg.connect(host=str(place.sockets), user=SUPERUSER, dbname=DATABASE).close()
        except psycopg.OperationalError as error:
            if time.monotonic() > told:
                if not (place.sockets / SOCKET).exists():  # a cleaner of /tmp has taken it from a running server
                    _stop(place)
                    return False
                print(f"Waiting for PostgreSQL: {_reason(str(error))}", file=sys.stderr)
                told += 30
            time.sleep(0.1)
        else:
            return True
    return False


def _reason(text: str) -> str:
    """The telling line of a log or of an error's text: the first FATAL or error, else the last."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    telling = (line for line in lines if "FATAL" in line or "PANIC" in line or "error:" in line)
    return next(telling, lines[-1] if lines else "it gave no reason")
