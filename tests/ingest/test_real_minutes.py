"""The five real minutes and their hand-checked facts, which lie beside the project and are no part of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SHARED = ROOT.parent / "shared"
CHECK = SHARED / "check_parse.py"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not CHECK.exists(),
        reason="the real minutes are not kept in the project; they lie in ../shared on the developers' machines",
    ),
]


@pytest.mark.parametrize(
    ("folder", "suffix"), [("seeds", ".txt"), ("files", ".pdf"), ("files", ".docx"), ("files", ".html")]
)
def test_every_fact_is_right_and_no_text_lost(folder: str, suffix: str) -> None:
    parse = f"{sys.executable} {ROOT / 'manage.py'} parse_minutes"
    run = subprocess.run(
        [
            sys.executable,
            CHECK,
            "--parse",
            parse,
            "--gold",
            SHARED / "gold",
            "--sources",
            SHARED / folder,
            "--texts",
            SHARED / "seeds",
            "--suffix",
            suffix,
        ],
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout + run.stderr
