"""Every sample under tests/golden/<dialect>/<case>/ is read as the minutes.json beside it says.

A sample without minutes.json fails until somebody has read it and written down what it says:
`python -m tests.ingest.golden CASE` prints what the parser makes of it, to be checked line by line.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.ingest import golden

CASES = golden.cases()


def test_there_are_samples_of_every_family() -> None:
    families = {case.parent.name for case in CASES}
    assert {
        "firstagenda",
        "sbsys",
        "polweb",
        "os2web",
        "vejen_like",
        "magistrate",
        "region",
        "web_page",
        "generic",
    } <= families


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_sample_is_read_as_written_down(case: Path) -> None:
    expected = case / "minutes.json"
    if not expected.exists():
        pytest.fail(
            f"{case.name}: no minutes.json. Read the sample, check `python -m tests.ingest.golden {case}`, and write "
            f"it."
        )
    assert golden.read(case) == json.loads(expected.read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_sample_is_recognised_as_its_family(case: Path) -> None:
    assert golden.read(case)["dialect"] == case.parent.name
