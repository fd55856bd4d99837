"""What is not searched for: a person's number. It would be found nowhere, and it belongs in nobody's log."""

from __future__ import annotations

import datetime
import re

from meetings.ingest.cpr import numbers, plain

NOTICE = (
    "Det ligner et CPR-nummer. Vi har ikke søgt efter det, og det er ikke gemt her."
    " Søg i stedet efter en sag, et emne eller et sted."
)

# '150585 1230': six and four, however the last of them comes out
_SIX_AND_FOUR = re.compile(r"(?<![0-9/.-])(?P<day>[0-9]{2})(?P<month>[0-9]{2})[0-9]{2} [0-9]{4}(?![0-9/.,-])")


def has_person_number(typed: str) -> bool:
    """Whether ten figures of what was typed may be a CPR number, also in disguise; part of a longer number is none."""
    text = plain(typed[:5_000])
    hits = numbers(text, datetime.date.today())  # noqa: DTZ011 - a birthday in any time zone
    if any(1 <= int(six["day"]) <= 31 and 1 <= int(six["month"]) <= 12 for six in _SIX_AND_FOUR.finditer(text)):
        return True
    return any(_is_whole("".join(filter(str.isdigit, text[hit.start : hit.end]))) for hit in hits)


def _is_whole(figures: str) -> bool:
    """'1505851230', '150519851230'; not the ten that a longer number happens to hold."""
    return len(figures) == 10 or (len(figures) == 12 and figures[4:6] in ("19", "20"))
