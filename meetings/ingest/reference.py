"""The lists that the parser reads against: municipalities and parties. Loaded once, from meetings/reference/."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).resolve().parent.parent / "reference"


class Municipality(NamedTuple):
    code: str
    name: str  # 'Varde', 'Nordfyns'
    region: str
    official_name: str  # 'Varde Kommune', 'Københavns Kommune', 'Bornholms Regionskommune'


def rows(filename: str) -> list[dict[str, str]]:
    """The rows of one list."""
    with (FOLDER / filename).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


MUNICIPALITIES: tuple[Municipality, ...] = tuple(
    Municipality(row["code"], row["name"], row["region"], row["official_name"]) for row in rows("municipalities.csv")
)
REGIONS: tuple[str, ...] = tuple(sorted({municipality.region for municipality in MUNICIPALITIES}))

# 'Socialdemokratiet', 'SF', 'Det Konservative Folkeparti', …: longest first, so that 'Venstre' is not found in
# 'Radikale Venstre'
PARTY_NAMES: tuple[str, ...] = tuple(
    sorted((row["name"] for row in rows("party_names.csv")), key=lambda name: (-len(name), name))
)
# 'DF', 'SF', 'LA': the parties' short names of more than one letter
PARTY_SHORT: tuple[str, ...] = tuple(
    sorted({row["abbrev"] for row in rows("parties.csv") if len(row["abbrev"]) > 1 and row["letter"]})
)
