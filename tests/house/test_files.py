"""Rules of the house that are about files: their length, and what must not stand in them."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 300


def tracked() -> list[Path]:
    """The files of the project: what git knows, or would know if it were added."""
    said = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    paths = [ROOT / name for name in said.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file()]


def text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def test_no_file_of_code_is_past_300_lines():
    code = [path for path in tracked() if path.suffix in {".py", ".html", ".css", ".js", ".sh"}]
    assert len(code) > 50
    ours = [path for path in code if "vendor" not in path.parts and "migrations" not in path.parts]
    ours = [path for path in ours if "demo" not in path.parts and "golden" not in path.parts]
    lengths = {str(path.relative_to(ROOT)): text_of(path).count("\n") for path in ours}
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


# Written in pieces, so that this file does not hold what it looks for.
ADDRESSES = {
    "a package index": r"py" + r"pi\.org|python" + r"hosted\.org|registry\.n" + r"pmjs|deb\.d" + r"ebian\.org",
    "an option that names an index": r"--(extra-)?index-" + r"url|--find-" + r"links|--regis" + r"try",
    "a path of one machine": r"/wo" + r"rk/(main|shared)|/ro" + r"ot/\.|/ho" + r"me/[a-z]",
}


@pytest.mark.parametrize("what", ADDRESSES)
def test_no_tracked_file_holds(what):
    pattern = re.compile(ADDRESSES[what])
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in tracked()
        if "vendor" not in path.parts and (match := pattern.search(text_of(path)))
    ]
    assert found == []


def test_locked_requirements_hold_hashes_and_no_address():
    for name in ("requirements.txt", "requirements-demo.txt", "requirements-dev.txt"):
        text = text_of(ROOT / name)
        packages = re.findall(r"(?m)^[a-z0-9][a-z0-9._\[\]-]*==\S+", text)
        assert len(packages) > 20
        assert len(re.findall(r"\\\n    --hash=sha256:", text)) >= len(packages)
        assert "://" not in text


def test_every_wish_is_locked():
    for name in ("requirements", "requirements-demo", "requirements-dev"):
        locked = set(re.findall(r"(?m)^([a-z0-9._-]+)==", text_of(ROOT / f"{name}.txt")))
        wished = re.findall(r"(?m)^([A-Za-z0-9._-]+)", text_of(ROOT / f"{name}.in"))
        wanted = {re.sub(r"[._-]+", "-", wish).lower() for wish in wished if not wish.startswith("-")}
        assert wanted - locked == set()


def test_no_work_is_left_lying():
    mark = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|X" + r"XX)\b")
    code = [path for path in tracked() if path.suffix in {".py", ".html", ".css", ".js", ".sh", ".md", ".toml"}]
    ours = [path for path in code if "vendor" not in path.parts]
    assert [str(path.relative_to(ROOT)) for path in ours if mark.search(text_of(path))] == []
