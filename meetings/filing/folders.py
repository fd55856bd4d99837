"""Which files of a folder are documents, and whose: what `manage.py ingest` walks over."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from meetings.ingest.extract import ENDINGS
from meetings.language.sorting import address, sort_key
from meetings.models import Municipality

# Files that stand beside documents in a folder and are none.
BESIDE = {"readme", "license", "licence", "notice", "changelog", "index"}
NAMES_OF_THE_INVENTED = "municipalities.csv"


@dataclass(frozen=True)
class Found:
    """A file, the municipality its folder names, and why it is passed over ('' where it is not)."""

    path: Path
    municipality: str | None = None
    skipped: str = ""


def files_in(path: Path, known: set[str]) -> Iterator[Found]:
    """The files of a folder and the folders in it, in order; or the file itself, whatever it is called.

    `known`: the addresses of municipalities, by which folders named after one are recognised.
    """
    if not path.is_dir():
        yield Found(path, _folder_municipality(path.absolute(), None, known))
        return
    for file in sorted(path.rglob("*"), key=lambda file: str(file.relative_to(path)).casefold()):
        inside = file.relative_to(path)
        if file.is_dir() or any(part.startswith(".") for part in inside.parts[:-1]):
            continue
        yield Found(file, _folder_municipality(file.absolute(), path.absolute(), known), _why_skipped(file))


def _why_skipped(file: Path) -> str:
    if file.name.startswith((".", "~$")):
        return "hidden file"
    if not file.is_file():
        return "not a regular file"
    if file.stem.casefold() in BESIDE:
        return "not minutes by its name"
    if file.suffix.lstrip(".").casefold() not in ENDINGS:
        return f"no known document type: {file.suffix or 'no ending'}"
    return ""


def _folder_municipality(file: Path, root: Path | None, known: set[str]) -> str | None:
    """The nearest folder above the file that is called as a municipality; not above the folder that was named."""
    for folder in file.parents:
        if address(folder.name) in known:
            return unicodedata.normalize("NFC", folder.name)
        if root is None or folder == root:
            return None
    return None


def make_invented(table: Path) -> int:
    """The invented municipalities of a demonstration, from a table of code,name,region,official_name.

    Returns how many were new. Those that stand are left as they are.
    """
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    made = Municipality.objects.bulk_create(
        [
            Municipality(
                code=row["code"],
                name=row["name"],
                region=row.get("region", ""),
                official_name=row.get("official_name") or f"{row['name']} Kommune",
                slug=address(row["name"]),
                sort_key=sort_key(row["name"]),
                invented=True,
            )
            for row in rows
            if not Municipality.objects.named(row["name"]).exists()
        ]
    )
    return len(made)
