"""The embedded PostgreSQL, with real processes: shared and killed. As root and as an ordinary user."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from .visitor import Visitor, at_work_in, kill_all, me, wait_for

pytestmark = [
    pytest.mark.usefixtures("nobody_stays"),
    pytest.mark.database,
    pytest.mark.skipif(not Path("/proc/self/cwd").exists(), reason="looks at processes through /proc"),
]


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
