"""How items and meetings are told of away from their pages: one wording for feeds, mails and calendars.

Of a closed item only heading and case number are told, and that it is closed.
"""

from __future__ import annotations

import datetime
import re

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from meetings.models import Decision, Item, Meeting
from meetings.templatetags.danish import long_date, upper_first

LONGEST = 500  # characters of a decision that are quoted
# What XML 1.0 has no way to write.
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """Without the control characters that some files hold."""
    return _NOT_IN_XML.sub("", text)


def changed_at(meeting: Meeting) -> datetime.datetime:
    """When readers last got to see something new of a published meeting."""
    first = meeting.published_at or meeting.created_at
    return max(first, meeting.corrected_at) if meeting.corrected_at else first


def meeting_title(meeting: Meeting) -> str:
    """'Referat: Byrådet, Varde, 5. december 2023'"""
    committee = meeting.committee
    kind = upper_first(meeting.get_kind_display())
    return f"{kind}: {committee.name}, {committee.municipality.name}, {long_date(meeting.date)}"


def place_of(item: Item) -> str:
    """'Varde Kommune, Byrådet, referat 5. december 2023, punkt 2, sag 23/3223'"""
    meeting = item.meeting
    parts = [
        meeting.committee.municipality.official_name,
        meeting.committee.name,
        f"{meeting.get_kind_display()} {long_date(meeting.date)}",
        f"punkt {item.number}" if item.number else "",
        f"sag {item.case_number}" if item.case_number else "",
    ]
    return ", ".join(part for part in parts if part)


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


def item_html(item: Item) -> SafeString:
    """Where and when, the outcome, and the decision: the body of an item's entry in a feed."""
    outcome, text = result_of(item)
    corrected = item.meeting.corrected_at
    return format_html(
        "<p>{}</p>{}{}{}",
        clean(place_of(item)),
        format_html("<p><strong>{}</strong></p>", outcome) if outcome else "",
        format_html("<p>{}</p>", text) if text else "",
        format_html("<p>Mødet er rettet den {}.</p>", long_date(corrected)) if corrected else "",
    )


def meeting_html(meeting: Meeting) -> SafeString:
    """The agenda with what came of each item, of a meeting whose items came `with_own_outcome`."""
    lines = format_html_join(
        "", "<li>{}{}</li>", ((_numbered(item), _outcome_of(item)) for item in meeting.items.all())
    )
    corrected = meeting.corrected_at
    note = format_html("<p>Rettet den {}.</p>", long_date(corrected)) if corrected else ""
    return format_html("{}<ul>{}</ul>", note, lines) if lines else format_html("{}<p>Ingen punkter.</p>", note)


def _numbered(item: Item) -> str:
    return clean(f"{item.number}. {item.title}" if item.number else item.title)


def _outcome_of(item: Item) -> SafeString:
    if item.closed:
        return format_html(" – <em>{}</em>", "lukket punkt")
    label = outcome_label(getattr(item, "own_outcome", None), getattr(item, "own_recognised", True))
    return format_html(" – <em>{}</em>", label.lower()) if label else SafeString("")
