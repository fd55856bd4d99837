"""The first minute of a newcomer: what `make` says where something is missing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from .test_files import ROOT

# Pythons as far as scripts/setup.sh asks them: their version, and whether venv and ensurepip are there.
OLD = '#!/bin/sh\ncase "$*" in *version_info*) exit 1;; esac\nexit 0\n'
BARE = '#!/bin/sh\ncase "$*" in *ensurepip*) exit 1;; esac\nexit 0\n'
WHOLE = (
    '#!/bin/sh\ncase "$*" in -m\\ venv*) echo "venv by $0" >&2; exit 7;; --version) echo Python 3.x;; esac\nexit 0\n'
)


@pytest.fixture
def setup(tmp_path):
    """`setup(python3=OLD, …)` runs scripts/setup.sh in an empty directory with just these Pythons on PATH."""

    def run(named: str = "", **pythons: str) -> subprocess.CompletedProcess[str]:
        programs = tmp_path / "bin"
        programs.mkdir()
        for name, script in pythons.items():
            (programs / name.replace("_", ".")).write_text(script)
            (programs / name.replace("_", ".")).chmod(0o755)
        command = [shutil.which("sh"), str(ROOT / "scripts/setup.sh"), str(ROOT / "requirements.txt")]
        environment = {"PATH": str(programs), "PYTHON": named}
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    return run


@pytest.mark.parametrize(
    ("pythons", "advice"),
    [
        ({}, "Python 3.11, 3.12 or 3.13 is needed"),
        ({"python3": OLD}, "Python 3.11, 3.12 or 3.13 is needed"),
        ({"python3": BARE}, "apt install python3-venv"),
        ({"python3": OLD, "python3_12": BARE}, "python3.12 lacks the venv module"),
    ],
)
def test_what_is_missing_is_one_line_of_advice(setup, pythons, advice):
    said = setup(**pythons)
    (line,) = said.stderr.splitlines()
    assert advice in line
    assert said.returncode == 1


@pytest.mark.parametrize("pythons", [{"python3": OLD, "python3_11": WHOLE}, {"python3": BARE, "python3_13": WHOLE}])
def test_another_python_is_taken_where_the_first_does_not_do(setup, pythons):
    said = setup(**pythons)
    assert said.returncode == 7  # it went on to make .venv
    assert "venv by" in said.stderr
    assert "python3.1" in said.stderr


def test_a_named_python_is_the_only_one_asked(setup):
    said = setup(named="python3.11", python3=WHOLE, python3_11=OLD)
    assert "is needed and none was found" in said.stderr


def test_no_browser_to_be_had_is_one_line_of_advice():
    environment = {**os.environ, "CHROMIUM": "/no/such/chromium"}
    command = [sys.executable, "-m", "tests.browser"]
    said = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert said.returncode == 1
    (line,) = said.stderr.splitlines()
    assert "apt install chromium" in line
