"""Decisions without a heading of their own: short minutes print them right under the title."""

from __future__ import annotations

import re

from meetings.ingest.minutes import Decision, Section
from meetings.ingest.rules import closing, decided, decisions, outcomes, words
from meetings.ingest.rules.draft import Draft

# 'Udpeget blev: Lise Holm (A) og Jens Krog (V).'
_CHOSEN = re.compile(r"^\W*(?:valgt|udpeget|genvalgt|konstitueret)\b", re.IGNORECASE)
# 'Intet.', 'Ingen spørgsmål.', 'Intet at bemærke' under 'Eventuelt', 'Meddelelser fra formanden', 'Spørgetid': a
# decision only where a heading says that it is one
_NOTHING = re.compile(r"^\W*(?:intet|ingen|nej)\b[^.:]{0,40}\W*$", re.IGNORECASE)
NO_MATTER = re.compile(
    r"^(?:eventuelt|evt\b|meddelelser|(?:gensidig |generel |mundtlig )?orientering|spørgetid|siden sidst|nyt fra|"
    r"bordet rundt|information)\b",
    re.IGNORECASE,
)


def read(
    draft: Draft, sections: list[Section], meeting: decided.Meeting, built: decided.Built
) -> tuple[list[Section], list[Decision]]:
    """The sections without the text that is a decision, and the decision; unchanged where no text is known for one."""
    last = next((block for block in reversed(draft.blocks) if block.kind == "section"), None)
    if last is not None and last.lines and words.fold(last.heading) in decisions.AMBIGUOUS:
        decision = decided.from_block(last, meeting, built)  # 'Afgørelse:' over words that nobody knows
        if decision is not None:
            built.doubts.append(("decision_implied", last.at, {"number": draft.number}))
            return [section for section in sections if not last.at or section.line != last.at.number], [decision]
    if words.fold(draft.title) in closing.SIGNATURES:
        return sections, []  # 'Underskriftsside': 'Godkendt elektronisk' is no decision of a case
    only = [block for block in draft.blocks if block.kind == "section"]
    if len(only) != 1 or only[0].heading or not only[0].lines or len(only[0].lines) > 12:
        return sections, []
    first, end = only[0].lines[0].text, only[0].lines[-1].text
    if _NOTHING.match(first) and len(only[0].lines) == 1 and NO_MATTER.match(draft.title):
        return sections, []
    known = {outcomes.opening(first), outcomes.opening(end)} - {None, "decided"}
    if not known and not _CHOSEN.match(first):
        built.doubts.append(("decision_unclear", only[0].lines[0], {"number": draft.number}))
        return sections, []
    decision = decided.from_block(only[0], meeting, built)
    if decision is None:
        return sections, []
    built.doubts.append(("decision_implied", only[0].lines[0], {"number": draft.number}))
    return [], [decision]
