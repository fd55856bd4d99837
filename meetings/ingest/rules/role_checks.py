"""Whether what stands in a section or a decision speaks as its role does.

Where a heading has words that nobody knows, or is missing, its text goes to the part above it: a recommendation among
the account of a case, an account behind a decision. The text itself tells, by who speaks in it and at what length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from meetings.ingest.lines import Line
from meetings.ingest.minutes import Item
from meetings.ingest.rules import bodies
from meetings.ingest.rules.draft import Doubt, Draft

_SHOWN = 80  # characters of a line that the doubt quotes
_ACCOUNT = 250  # characters: what is decided is said in less, paragraph by paragraph
_PRESENT = ("background", "summary", "subject", "assessment", "other")  # roles of sections that present a case
# Roles that claim nothing, or under which others may recommend too
_NO_CLAIM = ("other", "history", "procedure", "consultation", "recommendation")
# 'Det indstilles, at …', 'Miljø- og Energiforvaltningen indstiller, at …', 'Borgmesteren indstiller, at …'
_RECOMMENDS = re.compile(r"^(?:det )?indstilles\b|^[A-ZÆØÅ][\wæøå,& -]{3,70}? indstiller\b", re.IGNORECASE)
# 'Protokolbemærkning fra Enhedslisten:', 'Mindretalsudtalelse: …': may be long
_STATEMENT = re.compile(
    r"^\W*(?:protokol|mindretal|særstandpunkt|[^:.]{3,60} ønske[rd]e? (?:ført )?til protokol)", re.IGNORECASE
)


def of_item(draft: Draft, item: Item) -> Iterator[Doubt]:
    """What an item's parts say that belongs to another part."""
    roles = {section.role for section in item.sections}
    recommended = "recommendation" in roles
    presented = any(section.role in _PRESENT and section.text for section in item.sections)
    for block in draft.blocks:
        if block.kind == "section" and block.role not in _NO_CLAIM and not recommended:
            told = next((line for line in block.lines if _RECOMMENDS.match(line.text)), None)
            if told is not None:
                yield _doubt(draft, told, "sagens fremstilling", "en indstilling")
        elif block.kind == "decision" and not block.earlier:
            yield from _of_decision(draft, block.lines, presented=presented)


def _of_decision(draft: Draft, lines: list[Line], *, presented: bool) -> Iterator[Doubt]:
    stated = False
    for place, line in enumerate(lines):
        stated = stated or _STATEMENT.match(line.text) is not None
        if bodies.OFFICIALS_SAY.match(line.text):
            yield _doubt(draft, line, "en beslutning", "en indstilling")
            return
        if place and not presented and not stated and len(line.text) > _ACCOUNT:
            yield _doubt(draft, line, "en beslutning", "sagens fremstilling")
            return


def _doubt(draft: Draft, line: Line, read: str, other: str) -> Doubt:
    return "role_unsure", line, {"number": draft.number, "text": line.text[:_SHOWN], "read": read, "other": other}
