"""The demonstration cannot rot: every document of demo/ is read as a person read it (demo/expected.csv)."""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from meetings.ingest import read_minutes
from meetings.ingest.extract import extract
from meetings.ingest.minutes import Minutes
from meetings.ingest.personal_data import findings
from meetings.ingest.reference import MUNICIPALITIES

DEMO = Path(__file__).parents[2] / "demo"


def _rows(name: str) -> list[dict[str, str]]:
    with (DEMO / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


EXPECTED = _rows("expected.csv")
DOCUMENTS = sorted(str(path.relative_to(DEMO)) for path in DEMO.glob("*/*"))


@cache
def _read(file: str) -> Minutes:
    path = DEMO / file
    return read_minutes(path.read_bytes(), path.name, municipality=path.parent.name)


@pytest.mark.parametrize("row", EXPECTED, ids=[row["file"] for row in EXPECTED])
def test_a_document_is_read_as_a_person_read_it(row: dict[str, str]) -> None:
    minutes = _read(row["file"])
    assert minutes.municipality == Path(row["file"]).parent.name
    assert minutes.committee == row["committee"]
    assert minutes.date == date.fromisoformat(row["date"])
    assert len(minutes.items) == int(row["items"]), [item.number for item in minutes.items]
    decisions = [decision for item in minutes.items for decision in item.decisions]
    assert len(decisions) == int(row["decisions"]), [(each.body, each.date, each.text[:40]) for each in decisions]
    kind = {"dagsorden": "agenda", "tillægsdagsorden": "supplementary_agenda"}
    assert minutes.document_kind == kind.get(Path(row["file"]).stem.split()[-1], "minutes")


def test_every_document_is_counted_and_no_other() -> None:
    assert sorted(row["file"] for row in EXPECTED) == DOCUMENTS


@pytest.mark.parametrize("file", DOCUMENTS)
def test_nothing_hinders_publishing(file: str) -> None:
    """A CPR-like number, or text under a closed item, would hold the document back and leave a hole."""
    data = (DEMO / file).read_bytes()
    assert findings(extract(data, file), file) == ()
    assert not [item.title for item in _read(file).items if item.closed and (item.sections or item.decisions)]


def test_municipalities_are_invented_and_have_documents() -> None:
    invented = {row["name"] for row in _rows("municipalities.csv")}
    assert invented == {Path(file).parent.name for file in DOCUMENTS}
    assert not invented & {real.name for real in MUNICIPALITIES}
    assert not {row["code"] for row in _rows("municipalities.csv")} & {real.code for real in MUNICIPALITIES}


@pytest.mark.parametrize(
    ("municipality", "case", "meetings"),
    [
        ("Nørrefjord", "22/01845", 7),  # the swimming hall
        ("Nørrefjord", "21/09934", 6),  # the wind turbines
        ("Nørrefjord", "23/04117", 3),  # the school
        ("Åbyholm", "415-2021-08812", 3),  # home care
        ("Åbyholm", "415-2022-04410", 3),  # befordringsgodtgørelse
        ("Vesterlund", "05.01.02-P20-4-22", 6),  # the cycle path, in both layouts
        ("Vesterlund", "01.05.08-P20-2-22", 4),  # the meadows
        ("Søndermark", "22-004418", 6),  # paid parking, in all three layouts
        ("Søndermark", "23-011902", 4),  # the shelter
    ],
)
def test_a_story_can_be_followed_by_its_case_number(municipality: str, case: str, meetings: int) -> None:
    here = [_read(file) for file in DOCUMENTS if file.startswith(f"{municipality}/")]
    found = [minutes for minutes in here if any(item.case_number == case for item in minutes.items)]
    assert len(found) == meetings
