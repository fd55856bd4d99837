"""A process of its own that uses the embedded server of an archive, driven line by line from a test."""

from __future__ import annotations

import json
import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

ROOT = Path(__file__).resolve().parents[2]
SITE_PACKAGES = next(path for path in sys.path if path.endswith("site-packages"))

# Prints [socket's directory, home of the data], then answers each line of SQL with a line of JSON; ends with its input.
PROGRAM = """
import json, sys, psycopg
from pathlib import Path
from archive.embedded import place, server
try:
    sockets = server.start(Path(sys.argv[1]))
except place.DatabaseUnusable as advice:
    sys.exit(str(advice))
print(json.dumps([str(sockets), str(server._places[Path(sys.argv[1])].home)]), flush=True)
connection = psycopg.connect(host=str(sockets), user="archive", dbname="referatarkivet", autocommit=True)
for line in sys.stdin:
    cursor = connection.execute(line)
    print(json.dumps(cursor.fetchall() if cursor.description else None, default=str), flush=True)
"""


@dataclass(frozen=True)
class Who:
    """The account that a visitor runs as, and a Python that this account can run."""

    name: str
    python: str

    def command(self, *arguments: str) -> list[str]:
        drop = [] if self.name == me() else ["setpriv", f"--reuid={self.name}", "--clear-groups", "--inh-caps=-all"]
        return [*drop, self.python, *arguments]


def me() -> str:
    return pwd.getpwuid(os.geteuid()).pw_name


def ordinary() -> Who | None:
    """An unprivileged account with a Python it can run; None where this machine has none to offer."""
    if os.geteuid() != 0:
        return Who(me(), sys.executable)
    if not shutil.which("setpriv"):
        return None
    for python in (
        sys.executable,
        f"/usr/bin/python3.{sys.version_info[1]}",
        f"/usr/local/bin/python3.{sys.version_info[1]}",
    ):
        who = Who("nobody", python)
        tried = subprocess.run(who.command("-c", "import psycopg, django"), env=environment(), capture_output=True)
        if tried.returncode == 0:
            return who
    return None


def environment(**more: str) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "PYTHONPATH": f"{ROOT}:{SITE_PACKAGES}", "PYTHONDONTWRITEBYTECODE": "1", **more}


class Visitor:
    all: ClassVar[list[Visitor]] = []

    def __init__(self, data_dir: Path, who: Who, *, umask: int = 0o022, **env: str) -> None:
        self.process = subprocess.Popen(
            who.command("-c", PROGRAM, str(data_dir)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd="/",
            env=environment(**env),
            umask=umask,
        )
        self.all.append(self)

    def arrive(self) -> Visitor:
        """Waits until the server answers. Apart from the start, so that several can start at once."""
        line = self.process.stdout.readline()
        assert line, self.process.stderr.read()
        self.sockets, self.home = map(Path, json.loads(line))
        return self

    def sql(self, statement: str) -> Any:
        self.process.stdin.write(f"{statement}\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def leave(self) -> str:
        """Ends as a program does; what it wrote to stderr."""
        return self.process.communicate(timeout=60)[1]

    def kill(self) -> None:
        if self.process.returncode is None:
            self.process.kill()
            self.process.communicate()

    @property
    def server(self) -> int:
        return int((self.home / "data" / "postmaster.pid").read_text().split("\n")[0])


def quick_place() -> str:
    """Where a server's two thousand files are made and removed at once: in memory, where there is plenty of it."""
    memory = Path("/dev/shm")
    roomy = os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 4 << 30
    return str(memory) if roomy else "/tmp"


def at_work_in(data: Path) -> list[int]:
    """The numbers of the processes whose working directory is `data`: a server and its children."""
    found = []
    for link in Path("/proc").glob("[0-9]*/cwd"):
        try:
            if os.readlink(link) == str(data):
                found.append(int(link.parent.name))
        except OSError:
            continue
    return found


def kill_all(visitor: Visitor) -> None:
    """kill -9 of the visitor, the server and its children, as a machine short of memory or a container's end does."""
    visitor.kill()
    for number in at_work_in(visitor.home / "data"):
        os.kill(number, signal.SIGKILL)
    wait_for(lambda: not at_work_in(visitor.home / "data"))


def wait_for(what: Any) -> None:
    for _ in range(2400):
        if what():
            return
        time.sleep(0.05)
    raise AssertionError("it did not come about in two minutes")
