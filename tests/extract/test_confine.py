"""What a child gives up: the kernel's filter of calls, instruction by instruction, and what holds on any Linux."""

from __future__ import annotations

import contextlib
import os
import socket
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from meetings.ingest.extract import child_server, confine, sandbox

PROJECT = Path(__file__).resolve().parents[2]
ALLOW, REFUSE = 0x7FFF0000, 0x00050001
X32 = 0x40000000

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these walls are Linux's")


def answer(program: bytes, machine: int, call: int) -> int:
    """As the kernel runs it: a call's number is its first word, the machine its second."""
    steps = list(struct.iter_unpack("HBBI", program))
    held = at = 0
    while True:
        code, if_true, if_false, value = steps[at]
        at += 1
        if code == 0x06:
            return value
        if code == 0x20:
            held = {0: call, 4: machine}[value]
        else:
            at += if_true if {0x15: held == value, 0x35: held >= value}[code] else if_false


@pytest.mark.parametrize("name", confine._FORBIDDEN)
def test_the_filter_refuses_what_is_forbidden_and_nothing_else(name: str) -> None:
    machine, calls = confine._FORBIDDEN[name]
    program = confine.filter_program(machine, sorted(calls.values()))
    refused = {call for call in range(600) if answer(program, machine, call) != ALLOW}
    assert refused == set(calls.values())
    assert len(refused) == len(calls)  # no number stands for two
    other = next(one for one, _ in confine._FORBIDDEN.values() if one != machine)
    assert answer(program, other, 0) == REFUSE
    assert answer(program, machine, X32) == answer(program, machine, X32 + 1) == REFUSE
    assert answer(program, machine, X32 - 1) == ALLOW


def test_what_any_linux_gives_up_is_given_up() -> None:
    held, _leaks = sandbox.protections()
    assert {"nice", "dies_with_parent", "processes", "undumpable", "no_new_privileges"} <= set(held)


def test_a_server_without_orders_ends() -> None:
    program = (
        "import socket\nfrom meetings.ingest.extract import child_server\nchild_server.IDLE_SECONDS = 0.05\n"
        "ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)\nchild_server.Server(theirs).run()"
    )
    subprocess.run([sys.executable, "-c", program], cwd=PROJECT, timeout=60, check=True)


def test_a_server_that_cannot_fork_says_nothing_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asked hears no exit code, and starts a child in the dearer way."""

    def in_vain() -> int:
        raise OSError("no process is left")

    monkeypatch.setattr(os, "fork", in_vain)
    with contextlib.ExitStack() as stack:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        stack.enter_context(ours)
        stack.enter_context(theirs)
        told, telling = os.pipe()
        os.set_blocking(told, False)
        nothing = [os.open(os.devnull, os.O_RDONLY) for _ in range(2)]
        socket.send_fds(ours, [b'{"folder": "/", "number": 1}'], [*nothing, telling])
        for descriptor in (*nothing, telling):
            os.close(descriptor)
        server = child_server.Server(theirs)
        before = len(os.listdir("/proc/self/fd"))
        assert server.obey()
        assert os.read(told, 64) == b""
        os.close(told)
        assert not server.numbers
        assert len(os.listdir("/proc/self/fd")) == before - 1  # none of the order's is left open
