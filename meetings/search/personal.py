"""What is not searched for: a person's number. It would be found nowhere, and it belongs in nobody's log."""

from __future__ import annotations

import datetime

from meetings.ingest.cpr import numbers, plain

NOTICE = (
    "Det ligner et CPR-nummer. Vi har ikke søgt efter det, og det er ikke gemt her."
    " Søg i stedet efter en sag, et emne eller et sted."
)


def has_person_number(typed: str) -> bool:
    """Whether ten figures of what was typed may be a CPR number, also in disguise; part of a longer number is none."""
    text = plain(typed[:5_000])
    hits = numbers(text, datetime.date.today())  # noqa: DTZ011 - a birthday in any time zone
    return any(sum(sign.isdigit() for sign in text[hit.start : hit.end]) in (10, 12) for hit in hits)
