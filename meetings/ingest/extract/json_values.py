"""Values of a JSON export, whatever type they came in: texts, flags, moments; names in any case.

Exports write the same thing in many ways: `false`, "False" and 0; '/Date(1715698800000)/' and '14-05-2024 17:00'.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Any

# '/Date(1715698800000+0200)/': Microsoft's way, milliseconds since 1970 in world time
_MILLISECONDS = re.compile(r"(?:/Date\()?(\d{12,13})(?:[+-]\d{4}\)/|\)/)?$")
# '14-05-2024 17:00', '14.05.2024', '14/5/2024 kl. 17.00'
_DANISH_DAY = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})(?:[ ,T]+(?:kl\. ?)?(\d{1,2})[:.](\d\d))?")
NO, YES = ("false", "0", "nej", "no", "n"), ("true", "1", "ja", "yes", "j", "y")


class AnyCase(dict[str, Any]):
    """An object of the export: its values are found whatever the case of their names; `spelt` keeps the names."""

    spelt: dict[str, str]


def any_case(pairs: list[tuple[str, Any]]) -> AnyCase:
    found = AnyCase()
    found.spelt = {}
    for name, value in pairs:
        key = name.casefold()
        if key in found:  # 'isOpen' beside 'IsOpen': both are kept, for the guard and for flags
            key = f"{key} {len(found)}"
        found[key] = value
        found.spelt[key] = name
    return found


def first(source: dict[str, Any], *keys: str) -> Any:
    found = (source.get(key.casefold()) for key in keys)
    return next((value for value in found if value not in (None, "")), None)


def as_object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def text(value: Any) -> str:
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def whole(digits: str) -> int | str:
    """Python refuses figures of thousands of digits; nobody numbers items so."""
    return int(digits) if len(digits) < 20 else digits[:20]


def says(source: dict[str, Any], words: tuple[str, ...], *keys: str) -> bool:
    """Whether a flag of one of these names says one of `YES` or `NO`: `false`, 0, "False", "Nej"."""
    names = {key.casefold() for key in keys}
    said = [value for key, value in source.items() if key.rstrip(" 0123456789") in names]
    return any(str(value).strip().casefold() in words for value in said if isinstance(value, str | int | float))


def moment(value: Any) -> datetime.datetime | None:
    """'2026-05-04T14:00:00+02:00' as Danish local time; world time ('…Z') is moved by the rule of summer time."""
    said = text(value)
    if since := _MILLISECONDS.match(said):
        found = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC) + datetime.timedelta(milliseconds=int(since[1]))
    else:
        try:
            if day := _DANISH_DAY.match(said):
                date, hour, minute = datetime.date(int(day[3]), int(day[2]), int(day[1])), day[4] or 0, day[5] or 0
                found = datetime.datetime.combine(date, datetime.time(int(hour), int(minute)))
            else:
                found = datetime.datetime.fromisoformat(said)
        except ValueError:
            return None
    if found.utcoffset() == datetime.timedelta(0):
        found += datetime.timedelta(hours=2 if _summer(found.replace(tzinfo=None)) else 1)
    return found.replace(tzinfo=None)


def _summer(moment: datetime.datetime) -> bool:
    """From the last Sunday of March to the last of October, 01:00 world time."""
    edges = []
    for month in (3, 10):
        last = datetime.datetime(moment.year, month, 31, 1)  # noqa: DTZ001  world time throughout
        edges.append(last - datetime.timedelta(days=(last.weekday() + 1) % 7))
    return edges[0] <= moment < edges[1]


def values(everything: Any) -> Iterator[str]:
    """Every value of the export with its name, those that no rule reads among them: 'Cpr: 1505851230'."""
    left: list[tuple[str, Any]] = [("", everything)]
    while left:
        name, value = left.pop()
        if isinstance(value, dict):
            left += [(str(key), inner) for key, inner in value.items()]
        elif isinstance(value, list):
            left += [(name, inner) for inner in value]
        elif isinstance(value, str | int):
            yield f"{name}: {value}"
        else:
            yield name
