"""An archive's directory and the account that uses it, for the tests of the embedded PostgreSQL."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from .visitor import Visitor, Who, at_work_in, me, ordinary, quick_place, wait_for


@pytest.fixture(params=["me", "ordinary"])
def who(request: pytest.FixtureRequest) -> Who:
    if request.param == "me":
        return Who(me(), sys.executable)
    if os.geteuid() != 0:
        pytest.skip("we are an ordinary user already")
    found = ordinary()
    if found is None:
        pytest.skip("no other account here can run this Python and its packages")
    return found


@pytest.fixture
def nobody_stays() -> Iterator[None]:
    yield
    while Visitor.all:
        visitor = Visitor.all.pop()
        visitor.kill()
        shutil.rmtree(getattr(visitor, "sockets", "/nonexistent"), ignore_errors=True)


@pytest.fixture
def folder(who: Who) -> Iterator[Path]:
    """A directory of that account's, open to be entered, as a checkout is."""
    path = Path(tempfile.mkdtemp(prefix="embedded-", dir=quick_place()))
    path.chmod(0o755)
    if who.name != me():
        shutil.chown(path, who.name)
    yield path
    data = path / "postgres" / "data"
    for number in at_work_in(data):
        with suppress(ProcessLookupError):  # the server, told first, has told its children
            os.kill(number, signal.SIGQUIT)  # at once, but not without giving its shared memory back
    wait_for(lambda: not at_work_in(data))
    shutil.rmtree(path)
