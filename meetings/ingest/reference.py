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


def _rows(filename: str) -> list[dict[str, str]]:
    with (FOLDER / filename).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


MUNICIPALITIES: tuple[Municipality, ...] = tuple(
    Municipality(row["code"], row["name"], row["region"], row["official_name"]) for row in _rows("municipalities.csv")
)
REGIONS: tuple[str, ...] = tuple(sorted({municipality.region for municipality in MUNICIPALITIES}))

# 'Socialdemokratiet', 'SF', 'Det Konservative Folkeparti', …: longest first, so that a name inside another is not found alone
PARTY_NAMES: tuple[str, ...] = tuple(
    sorted(
        {
            "Socialdemokratiet", "Socialdemokraterne", "Radikale Venstre", "Det Radikale Venstre", "De Radikale",
            "Det Konservative Folkeparti", "Konservative Folkeparti", "De Konservative", "Konservative", "Nye Borgerlige", "SF",
            "Socialistisk Folkeparti", "Liberal Alliance", "Kristendemokraterne", "Moderaterne", "Dansk Folkeparti", "Slesvigsk Parti",
            "Venstre", "Danmarksdemokraterne", "Enhedslisten", "Alternativet", "Borgerlisten", "Lokallisten", "Veganerpartiet",
        },
        key=len,
        reverse=True,
    )
)  # fmt: skip
