"""Bodies whose names hold no word such as 'udvalg': 'Social, Sundhed & Omsorg', 'Kultur og Fritid', 'Børn & Unge'.

In a heading of a decision without the word 'beslutning' they are known where the cover names the meeting's own so, and
within a case's history by what stands below them.
"""

from __future__ import annotations

import re

from meetings.ingest.rules import bodies, dates, decisions, names, outcomes
from meetings.ingest.rules.decisions import DecisionHeading
from meetings.ingest.rules.draft import Draft

# 'Social, Sundhed & Omsorg den 8. oktober 2024', 'Kultur og Fritid, 07-10-2024, pkt. 12:': two words or more of a name
_DATED = re.compile(
    r"^(?P<who>[A-ZÆØÅ][a-zæøå]+(?:(?:,? (?:og|&|samt) |, ?| )[A-ZÆØÅ]?[a-zæøå]+-?){1,6}?)"
    r"(?: (?=den |d\.|\d)|, (?=den |d\.|\d)| [–-] (?=den |d\.|\d))"
)
_LONGEST = 110  # characters of the name, the day and the number at that meeting


def heading(text: str, draft: Draft) -> DecisionHeading | None:
    """The heading of a decision by a body that only the cover or the case's history makes known as one."""
    if len(text) > _LONGEST or not ("20" in text or "19" in text):
        return None  # no year
    own = text[:1] == draft.committee[:1]
    past = draft.history or (draft.block is not None and draft.block.role == "procedure")
    found = _DATED.match(text) if own or past else None
    if found is None or dates.find(text[found.end() : found.end() + 30]) is None:
        return None
    told = decisions.heading(f"Økonomiudvalget {text[found.end() :]}")
    if told is None or told.date is None:
        return None
    same = own and bodies.same(found["who"], draft.committee)
    below = told.rest or " ".join(draft.texts_ahead[:1])
    if not same and not (past and is_plain(found["who"]) and outcomes.known(below) and _is_before(told, draft)):
        return None
    return told._replace(body=draft.committee if same else found["who"], sure=same and told.sure)


def _is_before(told: DecisionHeading, draft: Draft) -> bool:
    """Whether a treatment is from before the meeting: a step that is to come is none."""
    return told.date is not None and draft.meeting_date is not None and told.date < draft.meeting_date


def is_plain(text: str) -> bool:
    """Whether words may be a name and no sentence: each begins with a capital, but for those that join them."""
    parts = re.split(r",? (?:og|&|samt) |, ?| ", text)
    return len(parts) > 1 and all(part[:1].isupper() for part in parts if part) and not names.is_name(text)
