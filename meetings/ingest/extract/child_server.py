"""Forks a fresh child for each file of a stranger's, from a process in which every reader and the parser is loaded.

Started by `child_start` as `python -I child_server.py`, with an empty environment and one end of a socket as standard
input. What it guarantees:

1. It reads no file but minutes of our own, and holds nothing but modules: no connection, no secret, no earlier file.
2. Each order gets a child of its own, in a session of its own, with standard input, output and nothing else open.
3. When the socket closes, because the process at its other end let go or died, every child is killed and it ends. When
   it dies itself, its children die with it (`confine.limit_resources`).
4. A child is reaped before its end is told, so that an order to kill never meets another process of the same number.

An order is one message: {"folder": …, "number": …} with three descriptors (the file, where the answer goes, where the
exit code goes), or {"kill": number}.
"""

from __future__ import annotations

import os
import sys

# Isolated mode knows neither the project nor its folder.
sys.path.insert(0, os.path.abspath(os.path.join(os.path.dirname(__file__), "..", "..", "..")))

import contextlib
import gc
import importlib
import json
import selectors
import signal
import socket
from collections.abc import Iterator

from meetings.ingest import warm_up
from meetings.ingest.extract import EXTRACTORS, child

IDLE_SECONDS = 600.0  # without an order it ends, and is started again when there is one
MOST_OPEN = 4096  # descriptors: each running child holds one
_ORDER = 64 * 2**10  # bytes
_OTHERS = ("pdf_render", "pdf_picture")


class Server:
    def __init__(self, control: socket.socket) -> None:
        self.control = control
        self.numbers: dict[int, int] = {}  # process -> number of its order
        self.statuses: dict[int, int] = {}  # process -> descriptor that waits for its exit code

    def run(self) -> None:
        woken, wake = os.pipe()
        os.set_blocking(woken, False)
        os.set_blocking(wake, False)
        signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda _signal, _frame: None)
        with selectors.DefaultSelector() as selector:
            selector.register(self.control, selectors.EVENT_READ)
            selector.register(woken, selectors.EVENT_READ)
            while True:
                ready = selector.select(None if self.numbers else IDLE_SECONDS)
                if not ready and not self.numbers:
                    return
                with contextlib.suppress(BlockingIOError):
                    os.read(woken, 4096)
                self.reap()
                if any(key.fileobj is self.control for key, _ in ready) and not self.obey():
                    return

    def obey(self) -> bool:
        """One order; False where nobody is there any more to give one."""
        message, descriptors, _flags, _address = socket.recv_fds(self.control, _ORDER, 3)
        if not message:
            return False
        order = json.loads(message)
        if "kill" in order:
            for process in [process for process, number in self.numbers.items() if number == order["kill"]]:
                _kill(process)
            return True
        source, answer, status = descriptors
        try:
            process = os.fork()
        except OSError:  # nobody hears an exit code, and so a child is started in the dearer way
            process = -1
        if process == 0:
            _become_child(source, answer, order["folder"])
        os.close(source)
        os.close(answer)
        if process < 0:
            os.close(status)
        else:
            self.numbers[process], self.statuses[process] = order["number"], status
        return True

    def reap(self) -> None:
        for process, code in _ended():
            self.numbers.pop(process, None)
            status = self.statuses.pop(process, None)
            if status is not None:
                with contextlib.suppress(OSError):  # who asked has gone
                    os.write(status, str(code).encode())
                os.close(status)

    def kill_all(self) -> None:
        for process in self.numbers:
            _kill(process)


def _ended() -> Iterator[tuple[int, int]]:
    with contextlib.suppress(ChildProcessError):
        while True:
            process, status = os.waitpid(-1, os.WNOHANG)
            if not process:
                return
            yield process, os.waitstatus_to_exitcode(status)


def _kill(process: int) -> None:
    for kill in (os.killpg, os.kill):  # it may not have a session of its own yet
        with contextlib.suppress(ProcessLookupError, PermissionError):
            kill(process, signal.SIGKILL)


def _become_child(source: int, answer: int, folder: str) -> None:
    """The rest of a child's life. Never returns."""
    server = os.getppid()
    try:
        os.setsid()
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.dup2(source, 0)
        os.dup2(answer, 1)
        os.closerange(3, MOST_OPEN)
        os.chdir(folder)
        child.main(server)
    finally:
        os._exit(70)


def load_readers() -> None:
    for name in sorted({*EXTRACTORS.values(), *_OTHERS}):
        importlib.import_module(f"meetings.ingest.extract.{name}")
    child.load_charsets()
    warm_up.warm_up()
    gc.collect()
    gc.set_threshold(50_000, 20, 50)  # a child has little rubbish, little time, and a limit to its memory
    gc.freeze()  # what is loaded is never looked through again, so that children share its memory


def main() -> None:
    control = socket.socket(fileno=os.dup(0))
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    load_readers()
    server = Server(control)
    try:
        server.run()
    finally:
        server.kill_all()


if __name__ == "__main__":
    main()
