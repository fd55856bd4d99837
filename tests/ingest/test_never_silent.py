"""A document that is read wrongly says so: whatever differs from its source has a doubt at its item or at the meeting.

Every sample and demo document is set in the formats and settings of bench/variants.py, the ones that are hardest to
read first of all. A fact that differs from the source's must have a warning between its item's first line and the next
item's, or, where it is about the whole meeting, a warning anywhere. That the layout or the municipality is unknown
counts for nothing here: it is said of too many documents to be a doubt about this one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bench.variants import blocks, facts, formats, is_marked, sources
from meetings.ingest import read_minutes
from meetings.ingest.minutes import Minutes

PATHS = sources()
GENERAL = {"unknown_layout", "no_municipality", "ocr_text"}
# About every item at once: lines or numbers are missing, or the body or day was guessed that all decisions go by
OF_ALL = {
    *("number_missing", "not_in_contents", "lines_unread", "items_unnumbered", "no_items", "number_twice"),
    *("committee_unsure", "committee_guessed", "no_committee", "date_guessed", "no_date"),
}
# Of how many documents each setting is made: all where readings go wrong most, a few of each other
MANY = {"wrapped": len(PATHS), "txt": 24, "hard": 16}
HARD = ("space between", "two columns", "three pages", "no contents", "set as text", "nothing but")
FEW = 3


def truth(path: Path) -> dict[str, str]:
    golden = path.with_name("minutes.json")
    if golden.exists():
        return facts(json.loads(golden.read_text(encoding="utf-8")))
    return facts(read_minutes(path.read_bytes(), path.name).as_json())


@pytest.fixture(scope="module")
def truths() -> dict[Path, dict[str, str]]:
    return {path: truth(path) for path in PATHS}


def settings() -> Iterator[Any]:
    for place, (ending, style, make) in enumerate(formats()):
        count = MANY["wrapped" if "wrapped" in style else "txt"] if ending == "txt" else FEW
        if any(words in style for words in HARD):
            count = MANY["hard"]
        paths = [PATHS[(place * FEW + n) % len(PATHS)] for n in range(count)]
        yield pytest.param(ending, make, paths, id=f"{ending}: {style}")


@pytest.mark.parametrize(("ending", "make", "paths"), list(settings()))
def test_what_is_read_wrongly_is_doubted(
    ending: str, make: Any, paths: list[Path], truths: dict[Path, dict[str, str]]
) -> None:
    silent = []
    for path in paths:
        text, given = path.read_text(encoding="utf-8"), path.with_name("given.txt")
        whose = given.read_text(encoding="utf-8").strip() if given.exists() else None
        data = make(blocks(text, markdown=is_marked(text)), truths[path]["committee"])
        read = read_minutes(data, f"{path.stem}.{ending}", municipality=whose)
        silent += [f"{path.parent.name}/{path.name}: {name}" for name in undoubted(truths[path], read)]
    assert silent == []


def undoubted(truth: dict[str, str], read: Minutes) -> list[str]:
    """The facts that differ from the truth without a doubt."""
    found = facts(read.as_json())
    doubts = [warning for warning in read.warnings if warning.code not in GENERAL]
    starts = [item.line or 0 for item in read.items]
    silent = []
    for name in (name for name, value in truth.items() if found.get(name) != value):
        number = int(name.rpartition(":")[2]) if ":" in name else None
        if number is None or number >= len(starts):
            told = bool(doubts)
        else:
            end = starts[number + 1] if number + 1 < len(starts) else len(starts) + 10**6
            told = any(
                warning.code in OF_ALL or (warning.line is not None and starts[number] <= warning.line < end)
                for warning in doubts
            )
        silent += [] if told else [f"{name}: {found.get(name)!r} for {truth[name]!r}"]
    return silent


def test_the_check_itself_sees_a_silent_mistake(truths: dict[Path, dict[str, str]]) -> None:
    path = PATHS[0]
    wrong = truths[path] | {"item title:0": "Noget andet"}
    assert undoubted(wrong, read_minutes(path.read_bytes(), path.name))[0].startswith("item title:0")
