"""What the archive covers, and what of the places and years a search was narrowed to it does not have."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Max, Min, Q
from django.db.models.functions import ExtractYear

from meetings.models import Meeting

from .places import Places
from .query import Choices

MOST = 6  # sentences


@dataclass(frozen=True, slots=True)
class Covered:
    """The whole archive in figures; in Danish what it holds of the places asked for, and what of them is not in it."""

    meetings: int
    municipalities: int
    first: datetime.date | None
    last: datetime.date | None
    holding: list[tuple[str, str]]  # each with the slug of its municipality
    lacking: list[str]


def covered(choices: Choices, places: Places) -> Covered:
    """One query over the published meetings."""
    bodies = choices.get("udvalg", ())
    asked_for = Q(committee__in=bodies) if bodies else Q()
    years = Meeting.objects.published().order_by().values("committee__municipality", year=ExtractYear("date"))
    rows = list(
        years.annotate(
            number=Count("pk"), wanted=Count("pk", filter=asked_for or None), first=Min("date"), last=Max("date")
        )
    )
    held: dict[int, dict[int, int]] = defaultdict(dict)
    for row in rows:
        if row["wanted"]:
            held[row["committee__municipality"]][row["year"]] = row["wanted"]
    return Covered(
        meetings=sum(row["number"] for row in rows),
        municipalities=len({row["committee__municipality"] for row in rows}),
        first=min((row["first"] for row in rows), default=None),
        last=max((row["last"] for row in rows), default=None),
        holding=_holding(choices, places, held),
        lacking=_lacking(choices, places, held),
    )


def _holding(choices: Choices, places: Places, held: dict[int, dict[int, int]]) -> list[tuple[str, str]]:
    """'Fra Varde har arkivet 12 møder, 2019–2021 og 2023.' of each municipality asked for that has any."""
    named = f" i {_names(bodies, places)}" if (bodies := choices.get("udvalg", ())) else ""
    sentences = []
    for pk in sorted(set(choices.get("kommune", ())) & held.keys(), key=lambda pk: places.municipalities[pk].sort_key):
        place, number = places.municipalities[pk], sum(held[pk].values())
        meetings = "ét møde" if number == 1 else f"{number} møder"
        sentences.append((f"Fra {place.name} har arkivet {meetings}{named}, {_spans(held[pk])}.", place.slug))
    return sentences[:MOST]


def _lacking(choices: Choices, places: Places, held: dict[int, dict[int, int]]) -> list[str]:
    """The plainest first; empty where all that was asked for is there."""
    chosen, bodies = choices.get("kommune", ()), choices.get("udvalg", ())
    years = [int(year) for year in choices.get("aar", ())]
    named = f" fra {_names(bodies, places)}" if bodies else ""
    if not chosen:
        return _of_all(held, years, named, places)
    wanted = sorted((places.municipalities[pk].sort_key, places.municipalities[pk].name, pk) for pk in chosen)
    return [one for _, name, pk in wanted for one in _of_place(name, named, held.get(pk, {}), years)][:MOST]


def _of_place(name: str, named: str, held: dict[int, int], years: list[int]) -> list[str]:
    if not held:
        return [f"Arkivet har ingen møder{named} i {name}."]
    missing = [year for year in years if not held.get(year)]
    if not missing:
        return []
    return [f"Arkivet har ingen møder{named} i {name} i {_list(missing)}. Det har {_spans(held)}."]


def _of_all(held: dict[int, dict[int, int]], years: list[int], named: str, places: Places) -> list[str]:
    without = sum(1 for pk in places.municipalities if pk not in held)
    sentences = []
    for year in years:
        covered = sum(1 for of_place in held.values() if of_place.get(year))
        if not covered:
            sentences.append(f"Arkivet har ingen møder{named} i {year}.")
        else:
            number = "én kommune" if covered == 1 else f"{covered} kommuner"
            sentences.append(f"For {year} har arkivet kun møder{named} fra {number}.")
    if without and not named:
        sentences.append(f"{without} kommuner er slet ikke i arkivet endnu.")
    return sentences[:MOST]


def _names(bodies: Iterable[int], places: Places) -> str:
    return _list(sorted({places.committees[pk].name for pk in bodies}))


def _list(words: Iterable[object]) -> str:
    """'2019', '2019 og 2021', '2019, 2020 og 2021'"""
    *before, last = map(str, words)
    return f"{', '.join(before)} og {last}" if before else last


def _spans(held: Iterable[int]) -> str:
    """'2019–2021 og 2023'"""
    runs: list[list[int]] = []
    for year in sorted(held):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return _list(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
