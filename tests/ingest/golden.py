"""Reading the golden samples. As a command it prints one sample's reading: `python -m tests.ingest.golden CASE`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from meetings.ingest import read_minutes

FOLDER = Path(__file__).resolve().parent.parent / "golden"


def cases() -> list[Path]:
    """The folders that hold a sample."""
    return sorted(path.parent for path in FOLDER.glob("*/*/source.*"))


def source(case: Path) -> Path:
    return next(case.glob("source.*"))


def read(case: Path) -> dict[str, Any]:
    """A sample as the parser reads it, without what depends on its bytes. `given.txt` names a municipality that the
    caller knows."""
    path, given = source(case), case / "given.txt"
    municipality = given.read_text(encoding="utf-8").strip() if given.exists() else None
    reading = read_minutes(path.read_bytes(), path.name, municipality=municipality).as_json()
    del reading["source"]["sha256"], reading["source"]["bytes"]
    return reading


if __name__ == "__main__":
    print(json.dumps(read(Path(sys.argv[1])), ensure_ascii=False, indent=1))
