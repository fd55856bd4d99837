"""How items and meetings are told of away from their pages: one wording for feeds, mails and calendars.

Of a closed item only heading and case number are told, and that it is closed.
"""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

from meetings.models import Decision, Item, Meeting
from meetings.templatetags.danish import long_date, upper_first

_KINDS = {kind.value: kind.label for kind in Meeting.Kind}
LONGEST = 500  # characters of a decision that are quoted
# What XML 1.0 has no way to write.
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """Without the control characters that some files hold."""
    return text if text.isprintable() else _NOT_IN_XML.sub("", text)


def meeting_title(meeting: Meeting) -> str:
    """'Referat: Byrådet, Varde, 5. december 2023'"""
    committee = meeting.committee
    return name_of_meeting(meeting.kind, committee.name, committee.municipality.name, meeting.date)


def name_of_meeting(kind: str, committee: str, municipality: str, date: datetime.date) -> str:
    """The same of a row's columns."""
    return f"{upper_first(_KINDS[kind])}: {committee}, {municipality}, {long_date(date)}"


def place_of(item: Item) -> str:
    """'Varde Kommune, Byrådet, referat 5. december 2023, punkt 2, sag 23/3223'"""
    meeting, committee = item.meeting, item.meeting.committee
    place = committee.municipality.official_name
    return where_of_item(place, committee.name, meeting.kind, meeting.date, item.number, item.case_number)


def where_of_item(
    municipality: str, committee: str, kind: str, date: datetime.date, number: str, case_number: str
) -> str:
    """The same of a row's columns."""
    parts = [
        municipality,
        committee,
        f"{_KINDS[kind]} {long_date(date)}",
        f"punkt {number}" if number else "",
        f"sag {case_number}" if case_number else "",
    ]
    return ", ".join(part for part in parts if part)


def numbered(number: str, title: str) -> str:
    """'2. Anlægsbevilling'"""
    return f"{number}. {title}" if number else title


@lru_cache
def outcome_label(outcome: str | None, recognised: bool | None = True) -> str:
    """'Godkendt'; '' where there is none, and where the reading is unsure."""
    if not outcome or (outcome == Decision.Outcome.DECIDED and not recognised):
        return ""
    return str(Decision.Outcome(outcome).label).capitalize()


def own_decision(item: Item) -> Decision | None:
    """The last of the meeting's own, where `decisions` were fetched; never of a closed item."""
    own = [] if item.closed else [decision for decision in item.decisions.all() if decision.own]
    return own[-1] if own else None


def result_of(item: Item) -> tuple[str, str]:
    """Outcome and the decision's text, cut: ('Godkendt', 'Byrådet godkendte indstillingen …')."""
    if item.closed:
        return "Lukket punkt", ""
    decision = own_decision(item)
    if decision is None:
        return "", ""
    return outcome_label(decision.outcome, decision.recognised), shortened(decision.text)


def shortened(text: str) -> str:
    line = " ".join(clean(text).split())
    return line if len(line) <= LONGEST else line[:LONGEST].rsplit(" ", 1)[0] + " …"
