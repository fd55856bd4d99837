"""The demonstration as a newcomer meets it: started as a program, read over HTTP, stopped at the keyboard."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest

from .visitor import ROOT, at_work_in, environment, quick_place, wait_for

pytestmark = [pytest.mark.database, pytest.mark.slow]

MINUTES = ROOT / "demo"


class Demo:
    all: ClassVar[list[Demo]] = []

    def __init__(self, data_dir: Path, *arguments: str, **env: str) -> None:
        self.data_dir = data_dir
        self.port = free_port()
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "demo", *arguments],
            cwd=ROOT,
            env=environment(DATA_DIR=str(data_dir), PORT=str(self.port), **env),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.said = ""
        self.all.append(self)

    def serves(self) -> Demo:
        for line in self.process.stdout:
            self.said += line
            if "Ctrl-C stops everything" in line:
                return self
        raise AssertionError(self.said)

    def get(self, address: str, **headers: str) -> tuple[int, str]:
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        asked.request("GET", address, headers=headers)
        answer = asked.getresponse()
        body = answer.read().decode()
        asked.close()
        return answer.status, body

    @property
    def password(self) -> str:
        return re.search(r"password: (\S+)", self.said)[1]

    def stop(self, number: int) -> None:
        self.process.send_signal(number)
        self.process.communicate(timeout=120)

    def processes(self) -> list[str]:
        """All that the demonstration started and that is still there, by what it has in its environment."""
        mark = f"DATA_DIR={self.data_dir}\0".encode()
        found = [str(number) for number in at_work_in(self.data_dir / "postgres" / "data")]
        for path in Path("/proc").glob("[0-9]*/environ"):
            try:
                found += [path.parent.name] if mark in path.read_bytes() else []
            except OSError:
                continue
        return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def data_dir() -> Iterator[Path]:
    path = Path(tempfile.mkdtemp(prefix="demo-", dir=quick_place()))
    path.chmod(0o755)
    yield path
    while Demo.all:
        demo = Demo.all.pop()
        if demo.process.returncode is None:
            demo.process.terminate()
            demo.process.communicate(timeout=120)
    for number in at_work_in(path / "postgres" / "data"):
        os.kill(number, signal.SIGKILL)
    shutil.rmtree(path)


def test_the_demonstration_from_start_to_stop_and_again(data_dir, tmp_path):
    folder = tmp_path / "minutes"
    shutil.copytree(
        MINUTES, folder, ignore=lambda where, names: names[2:] if Path(where).parent.name == "minutes" else []
    )
    first = Demo(data_dir, str(folder)).serves()
    status, front = first.get("/")
    assert status == 200
    assert "Referatarkivet" in front
    assert first.get(re.search(r'href="(/static/[^"]+\.css)"', front)[1])[0] == 200
    status, missing = first.get("/ukendt/")
    assert status == 404
    assert "DEBUG" not in missing
    assert first.get("/soeg/?q=godkendelse")[0] == 200
    log_in(first)
    first.stop(signal.SIGINT)
    wait_for(lambda: not first.processes())

    second = Demo(data_dir, str(folder)).serves()
    assert second.password == first.password
    assert "unchanged" in second.said
    assert second.get("/")[0] == 200
    number = int((data_dir / "postgres/data/postmaster.pid").read_text().split("\n")[0])
    os.kill(number, signal.SIGKILL)  # the database server dies under it: it is started again
    wait_for(lambda: number not in at_work_in(data_dir / "postgres/data"))
    wait_for(lambda: second.get("/sundhed")[0] == 200)
    second.stop(signal.SIGHUP)  # the terminal was closed
    wait_for(lambda: not second.processes())


def log_in(demo: Demo) -> None:
    asked = http.client.HTTPConnection("127.0.0.1", demo.port, timeout=120)
    asked.request("GET", "/konto/log-ind/")
    answer = asked.getresponse()
    cookie = answer.getheader("Set-Cookie").split(";")[0]
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', answer.read().decode())[1]
    form = f"csrfmiddlewaretoken={token}&login=admin@example.org&password={demo.password}&next=/admin/"
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    asked.request("POST", "/konto/log-ind/", form, headers)
    answer = asked.getresponse()
    answer.read()
    asked.close()
    assert (answer.status, answer.getheader("Location")) == (302, "/admin/")


def test_a_taken_port_is_one_line_of_advice(data_dir, tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        demo = Demo(data_dir, str(tmp_path), "--port", str(taken.getsockname()[1]))
        (advice,) = demo.process.communicate()[0].splitlines()
    assert "choose another" in advice


def test_a_folder_that_is_not_there_is_one_line_of_advice(data_dir):
    demo = Demo(data_dir, "/no/such/folder")
    (advice,) = demo.process.communicate()[0].splitlines()
    assert "no such folder" in advice
