"""Starts the child processes of `sandbox`: forked by `child_server` where the system allows it, else by themselves.

A child that is started by itself loads Python and a reader, 0.1 to 0.2 s of processor time; a forked one has them
loaded, 0.01 s. One server belongs to one process, whatever its threads; it starts with the first file, ends after ten
minutes without one, and dies with the process it belongs to. A server that has died is replaced. So is one whose child
crashed: what a crash may have taught an attacker of addresses in memory holds for no later child.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import selectors
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import BinaryIO

_HERE = Path(__file__).parent
_CRASHES = frozenset({signal.SIGSEGV, signal.SIGBUS, signal.SIGILL, signal.SIGFPE, signal.SIGSYS, signal.SIGTRAP})


class ServerGone(Exception):
    """The server ended, so that nobody knows what became of the child; it ended, too."""


class Overdue(Exception):
    """The child did not end in time."""


class ForkedChild:
    """A child of the server's. `answer` is the descriptor on which it speaks until it ends."""

    def __init__(self, server: _Server, number: int, answer: int, status: int) -> None:
        self.answer = answer
        self._server, self._number, self._status = server, number, status
        self._ended = False

    def wait(self, seconds: float) -> int:
        """Its exit code, negative for the signal that ended it. Raises Overdue and ServerGone."""
        told = _until_closed(self._status, seconds)
        self._ended = True
        if not told:
            self._server.retire()
            raise ServerGone
        code = int(told)
        if -code in _CRASHES:
            self._server.retire()
        return code

    def end(self) -> None:
        """Kill it if it still runs, and wait until it is gone."""
        if not self._ended:
            self._server.kill(self._number)
            with contextlib.suppress(Overdue):  # only a stopped server: it kills when it goes on
                _until_closed(self._status, 5.0)
        os.close(self._status)
        os.close(self.answer)
        self._server.leave()


class OwnChild:
    """A child that was started by itself, as `python -I child.py`."""

    def __init__(self, source: BinaryIO, folder: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-B", str(_HERE / "child.py")],
            stdin=source, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=folder, env={},
            start_new_session=True, close_fds=True,
        )  # fmt: skip
        assert self._process.stdout is not None  # noqa: S101  it was asked for
        self._pipe = self._process.stdout
        self.answer = self._pipe.fileno()

    def wait(self, seconds: float) -> int:
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired as error:
            raise Overdue from error

    def end(self) -> None:
        if self._process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        self._pipe.close()


Child = ForkedChild | OwnChild


class _Server:
    """This process's end of a server. `children` counts those that are under way, so that the last closes the door."""

    def __init__(self) -> None:
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-I", "-B", str(_HERE / "child_server.py")],
                stdin=theirs.fileno(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/", env={},
                start_new_session=True, close_fds=True,
            )  # fmt: skip
        self._lock = threading.Lock()
        self._orders = 0
        self._children = 0
        self._retired = False

    @property
    def usable(self) -> bool:
        return not self._retired and self.process.poll() is None

    def fork(self, source: BinaryIO, folder: str) -> ForkedChild:
        """Raises ServerGone."""
        answer, answer_end = os.pipe()
        status, status_end = os.pipe()
        with self._lock:
            self._orders += 1
            self._children += 1
            number = self._orders
        child = ForkedChild(self, number, answer, status)
        order = json.dumps({"folder": folder, "number": number}).encode()
        gone = None
        try:
            socket.send_fds(self._control, [order], [source.fileno(), answer_end, status_end])
        except OSError as error:
            gone = error
        os.close(answer_end)
        os.close(status_end)
        if gone:
            self.retire()
            child.end()
            raise ServerGone from gone
        return child

    def kill(self, number: int) -> None:
        with contextlib.suppress(OSError):  # gone, and all its children with it
            self._control.send(json.dumps({"kill": number}).encode())

    def leave(self) -> None:
        with self._lock:
            self._children -= 1
        self._close_if_last()

    def retire(self) -> None:
        """No more children from here; those under way come to their end."""
        self._retired = True
        self._close_if_last()

    def _close_if_last(self) -> None:
        with self._lock:
            last = self._retired and not self._children
        if last:
            self.close()

    def close(self) -> None:
        """End it and whatever children it has."""
        self._control.close()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def forget(self) -> None:
        """In a fork of this process: the server is not ours."""
        self._control.close()
        self.process.returncode = 0


_lock = threading.Lock()
_current: _Server | None = None


def start(source: BinaryIO, folder: str, *, forked: bool = True) -> Child:
    """A child that reads `source` from where it stands, in `folder`. Raises ServerGone where it was to be forked."""
    if not forked or sys.platform != "linux":
        return OwnChild(source, folder)
    return _server().fork(source, folder)


def _server() -> _Server:
    global _current
    with _lock:
        if _current is not None and not _current.usable:
            _current.retire()
            _current = None
        if _current is None:
            _current = _Server()
        return _current


def stop() -> None:
    """End this process's server; the next file starts another."""
    global _current
    with _lock:
        gone, _current = _current, None
    if gone is not None:
        gone.close()


def _after_fork() -> None:
    global _current, _lock
    _lock = threading.Lock()
    if _current is not None:
        _current.forget()
        _current = None


def _until_closed(descriptor: int, seconds: float) -> bytes:
    """What is said on a descriptor until its other end is closed. Raises Overdue."""
    deadline = time.monotonic() + seconds
    told = b""
    with selectors.DefaultSelector() as selector:
        selector.register(descriptor, selectors.EVENT_READ)
        while selector.select(max(0.0, deadline - time.monotonic())):
            part = os.read(descriptor, 64)
            if not part:
                return told
            told += part
    raise Overdue


atexit.register(stop)
os.register_at_fork(after_in_child=_after_fork)
