"""Takes from the running process what a reader of strangers' files does not need. One way only: nothing is given back.

Called by `child` alone, in two steps: `limit_resources` at once, `shut_in` when every module is loaded. Each
protection is tried for itself, since kernels and containers differ in what they allow; the names of those
that hold are returned, and docs/security.md says what each is worth.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
import resource
import signal
import socket
import struct
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

MEMORY = 2**30  # bytes of address space
CPU_SECONDS = 15  # of processor time, for the lines of a file
PAGE_SECONDS = 5  # what one page of several may take
PARSE_SECONDS = 12  # what may be made of the lines: 600 full pages take 5 to 10 on a slow machine
OPEN_FILES = 32

CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP = 1, 4, 38, 22
SECCOMP_MODE_FILTER = 2

# Calls a reader of files never makes once its modules are loaded: opening files, talking to the network, starting
# or touching other processes, and the doors to rarely trodden parts of the kernel. Numbers by machine.
_FORBIDDEN = {
    "x86_64": (
        0xC000003E,
        {
            "open": 2, "openat": 257, "openat2": 437, "creat": 85, "unlink": 87, "unlinkat": 263, "rename": 82,
            "renameat": 264, "renameat2": 316, "link": 86, "linkat": 265, "symlink": 88, "symlinkat": 266,
            "mkdir": 83, "mkdirat": 258, "rmdir": 84, "chmod": 90, "fchmodat": 268, "chown": 92, "truncate": 76,
            "socket": 41, "connect": 42, "bind": 49, "listen": 50, "accept": 43, "accept4": 288, "sendto": 44,
            "execve": 59, "execveat": 322, "fork": 57, "vfork": 58, "clone": 56, "kill": 62, "ptrace": 101,
            "process_vm_readv": 310, "process_vm_writev": 311, "pidfd_open": 434, "pidfd_send_signal": 424,
            "mount": 165, "umount2": 166, "chroot": 161, "pivot_root": 155, "setns": 308, "unshare": 272,
            "bpf": 321, "keyctl": 250, "add_key": 248, "request_key": 249, "io_uring_setup": 425,
            "userfaultfd": 323, "perf_event_open": 298, "memfd_create": 319, "init_module": 175,
            "finit_module": 313, "shmget": 29, "msgget": 68, "mq_open": 240,
        },
    ),
    "aarch64": (
        0xC00000B7,
        {
            "openat": 56, "openat2": 437, "unlinkat": 35, "renameat": 38, "renameat2": 276, "linkat": 37,
            "symlinkat": 36, "mkdirat": 34, "fchmodat": 53, "truncate": 45, "socket": 198, "connect": 203,
            "bind": 200, "listen": 201, "accept": 202, "accept4": 242, "sendto": 206, "execve": 221,
            "execveat": 281, "clone": 220, "kill": 129, "ptrace": 117, "process_vm_readv": 270,
            "process_vm_writev": 271, "pidfd_open": 434, "pidfd_send_signal": 424, "mount": 40, "umount2": 39,
            "chroot": 51, "pivot_root": 41, "setns": 268, "unshare": 97, "bpf": 280, "keyctl": 219,
            "add_key": 217, "request_key": 218, "io_uring_setup": 425, "userfaultfd": 282,
            "perf_event_open": 241, "memfd_create": 279, "init_module": 105, "finit_module": 273, "shmget": 194,
            "msgget": 186, "mq_open": 180,
        },
    ),
}  # fmt: skip


def limit_resources(cpu_seconds: int = CPU_SECONDS, memory: int = MEMORY) -> list[str]:
    """Bounds on memory (bytes), processor time until the lines are read, files and processes; dies with its parent;
    leaves no core behind."""
    held = []
    for name, kind, soft, hard in (
        ("memory", resource.RLIMIT_AS, memory, memory),
        ("cpu", resource.RLIMIT_CPU, cpu_seconds, cpu_seconds + PARSE_SECONDS + 1),
        ("file_size", resource.RLIMIT_FSIZE, 0, 0),
        ("open_files", resource.RLIMIT_NOFILE, OPEN_FILES, OPEN_FILES),
        ("core", resource.RLIMIT_CORE, 0, 0),
    ):
        if _held(partial(resource.setrlimit, kind, (soft, hard))):
            held.append(name)
    if _held(lambda: os.nice(10)):
        held.append("nice")
    if sys.platform == "linux" and _held(lambda: _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)):
        held.append("dies_with_parent")
    return held


def limit_page(pages: int) -> None:
    """Bound what is done next as one page of so many; 1: no more than the whole file is bounded by."""
    soft = CPU_SECONDS if pages < 2 else min(CPU_SECONDS, int(time.process_time()) + 1 + PAGE_SECONDS)
    _held(partial(resource.setrlimit, resource.RLIMIT_CPU, (soft, CPU_SECONDS + PARSE_SECONDS + 1)))


def limit_parsing(seconds: float) -> None:
    """Bound what is done next, the making of minutes out of lines: a time of its own, however long the lines took."""
    whole = CPU_SECONDS + PARSE_SECONDS + 1
    _held(partial(resource.setrlimit, resource.RLIMIT_CPU, (whole, whole)))
    signal.setitimer(signal.ITIMER_PROF, max(0.001, min(seconds, PARSE_SECONDS)))  # SIGPROF ends the process


def shut_in() -> list[str]:
    """No network, no new processes, no files. Every module must be loaded before."""
    held = []
    if _held(lambda: resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))):
        held.append("processes")
    if sys.platform == "linux":
        for name, step in (
            ("undumpable", lambda: _prctl(PR_SET_DUMPABLE, 0)),
            ("own_network", _own_network),
            ("no_new_privileges", lambda: _prctl(PR_SET_NO_NEW_PRIVS, 1)),
            ("system_calls", _filter_calls),
        ):
            if _held(step):
                held.append(name)
    sys.addaudithook(_refuse)
    return [*held, "audit"]


def _held(step: Callable[[], Any]) -> bool:
    with contextlib.suppress(OSError, ValueError, AttributeError):
        step()
        return True
    return False


def _refuse(event: str, args: tuple[Any, ...]) -> None:
    """The weakest wall, but one on every system: it stops Python code that reaches for the network or for processes."""
    if event.startswith(
        ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system", "urllib.", "ftplib.")
    ):
        raise PermissionError(event)


def _libc() -> Any:
    return ctypes.CDLL(None, use_errno=True)


def _prctl(option: int, value: int) -> None:
    if _libc().prctl(option, value, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl")


def _own_network() -> None:
    """A network namespace of its own, with no interface up. Not root: through a user namespace, where allowed."""
    libc = _libc()
    if libc.unshare(CLONE_NEWNET) and libc.unshare(CLONE_NEWUSER | CLONE_NEWNET):
        raise OSError(ctypes.get_errno(), "unshare")


def _filter_calls() -> None:
    """A seccomp filter that answers the forbidden calls with EPERM, and any other machine's calls as well."""
    machine, calls = _FORBIDDEN.get(platform.machine(), (0, {}))
    if not calls:
        raise OSError("no table of calls for this machine")
    program = filter_program(machine, sorted(calls.values()))
    code = ctypes.create_string_buffer(program, len(program))
    head = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(code))
    if _libc().prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, head, 0, 0):
        raise OSError(ctypes.get_errno(), "seccomp")


def filter_program(machine: int, calls: list[int]) -> bytes:
    """Instructions of the kernel's packet filter: code, jump if true, jump if false, value; 8 bytes each."""
    load, equal, above, give = 0x20, 0x15, 0x35, 0x06
    allow, refuse = 0x7FFF0000, 0x00050001  # refuse: errno 1, EPERM
    last = len(calls) + 1  # instructions from the comparison of x32 to the refusal
    steps = [
        (load, 0, 0, 4),  # the machine the call is made for
        (equal, 1, 0, machine),
        (give, 0, 0, refuse),
        (load, 0, 0, 0),  # the call's number
        (above, last, 0, 0x40000000),  # the x32 doubles of x86_64's calls
    ]
    steps += [(equal, last - n, 0, call) for n, call in enumerate(calls, 1)]
    steps += [(give, 0, 0, allow), (give, 0, 0, refuse)]
    return b"".join(struct.pack("HBBI", *step) for step in steps)


def leaks() -> list[str]:
    """What the process can still do although it should not: tried, not assumed."""
    found = []
    for name, deed in (
        ("open", lambda: os.close(os.open("/etc/passwd", os.O_RDONLY))),
        ("socket", lambda: socket.socket().close()),
        ("fork", _fork),
        ("execute", lambda: os.execv("/bin/true", ["true"])),  # noqa: S606
    ):
        with contextlib.suppress(OSError):
            deed()
            found.append(name)
    return found


def surroundings() -> dict[str, Any]:
    """What the process was given: its environment, its folder, its open files, whether its session is its own."""
    return {
        "environment": dict(os.environ),
        "folder": os.getcwd(),
        "open": [number for number in range(OPEN_FILES) if _held(partial(os.fstat, number))],
        "own_session": os.getsid(0) == os.getpid(),
    }


def _fork() -> None:
    if os.fork() == 0:
        os._exit(0)
    os.wait()
