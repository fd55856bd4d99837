"""The cases of a municipality, found by normalised number or made."""

from __future__ import annotations

from collections.abc import Iterable

from meetings.language.case_numbers import normalise
from meetings.models import Case, Municipality

__all__ = ["cases_for", "find_or_make_case", "normalise"]


def cases_for(municipality: Municipality, printed: Iterable[str]) -> dict[str, Case]:
    """The case of each printed number, made where it is new; what holds no number is left out. At most 3 queries."""
    wanted: dict[str, str] = {}
    for number in printed:
        key = normalise(number)
        if key:
            wanted.setdefault(key, number.strip())
    known = _known(municipality, wanted)
    missing = [
        Case(municipality=municipality, number=wanted[key], normalised=key)
        for key in sorted(wanted)  # in one order everywhere, so that two filings never wait for each other in a ring
        if key not in known
    ]
    if missing:
        Case.objects.bulk_create(missing, ignore_conflicts=True)
        known |= _known(municipality, [case.normalised for case in missing])
    return {number: known[key] for number in printed if (key := normalise(number))}


def find_or_make_case(municipality: Municipality, printed: str) -> Case | None:
    return cases_for(municipality, [printed]).get(printed)


def _known(municipality: Municipality, keys: Iterable[str]) -> dict[str, Case]:
    keys = list(keys)
    if not keys:
        return {}
    rows = Case.objects.filter(municipality=municipality, normalised__in=keys)
    return {case.normalised: case for case in rows}
