"""Rules of the house that are about words: what exists is documented, what is documented exists."""

from __future__ import annotations

import re
import subprocess

import pytest

from .test_files import ROOT, text_of, tracked

COMMANDS = sorted(path.stem for path in (ROOT / "meetings/management/commands").glob("[a-z]*.py"))


def test_every_command_is_documented_and_every_documented_one_exists():
    operations = text_of(ROOT / "docs/operations.md")
    rows = set(re.findall(r"(?m)^\| `manage\.py ([a-z_]+)", operations))
    assert rows - {"procrastinate"} == set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_what_it_does(command):
    assert re.search(r'(?m)^    help = "[A-Z]', text_of(ROOT / f"meetings/management/commands/{command}.py"))


def test_help_lists_every_target_a_person_types():
    said = subprocess.run(["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    listed = set(re.findall(r"(?m)^  make ([a-z]+) +\S", said))
    asked_for = {"help", "setup", "demo", "test", "fast", "lint", "fmt", "check", "bench", "lock"}
    assert asked_for <= listed


def test_every_dialect_is_documented():
    names = {path.stem for path in (ROOT / "meetings/ingest/dialects").glob("[a-z]*.py")}
    assert {name for name in names if name not in text_of(ROOT / "docs/dialects.md")} == set()


def test_every_setting_of_the_environment_is_listed():
    read = set(re.findall(r'\benv(?:\.\w+)?\(\s*"([A-Z_]+)"', text_of(ROOT / "archive/settings.py")))
    assert len(read) > 15
    assert read - set(re.findall(r"(?m)^# ([A-Z_]+)=", text_of(ROOT / ".env.example"))) == set()


def test_links_between_the_papers_lead_somewhere():
    broken = []
    for path in tracked():
        if path.suffix != ".md" or path.parent not in {ROOT, ROOT / "docs", ROOT / "docs/adr"}:
            continue
        for link in re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", text_of(path)):
            if not (path.parent / link).exists():
                broken.append(f"{path.relative_to(ROOT)}: {link}")
    assert broken == []
