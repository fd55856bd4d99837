"""Decisions headed by a sentence: 'Økonomiudvalget besluttede:' on a line of its own, and what was decided below it.

Protocols from before the systems of today know no heading 'Beslutning'. The same sentence also stands in the text of a
case ('Byrådet besluttede:' of a year before), so that only the last of an item counts, and only where no heading says
that the meeting's own decision stands there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from meetings.ingest.lines import Line
from meetings.ingest.rules import bodies, dates, decisions, outcomes
from meetings.ingest.rules.decisions import DecisionHeading
from meetings.ingest.rules.draft import Block, Draft

# 'Økonomiudvalget besluttede:', 'Udvalget vedtog enstemmigt:', 'Det besluttedes:', 'Man vedtog: Godkendt.',
# 'Teknisk Udvalg besluttede den 9/12-1997:'
_SAYS = re.compile(
    r"^(?P<who>(?:det|man)|[A-ZÆØÅ][^.:;]{2,80}?) (?:har )?(?:beslutte(?:de|des|r|t)|vedt(?:og|oges|ager|aget))"
    r"(?: enstemmigt| følgende| herefter| derefter| i mødet| på mødet| på sit møde)*"
    r"(?: (?:den |d\. ?)?(?P<when>\d[^:]{3,24}?))?(?: enstemmigt| følgende)?:(?: (?P<rest>\S.*))?$",
    re.IGNORECASE,
)
# 'BYRÅDET:', 'Teknisk Udvalg: Godkendt.': the body alone over what it decided
_BODY = re.compile(r"^(?P<who>[A-ZÆØÅ][^.:;]{2,80}?) ?:(?: (?P<rest>\S.*))?$")
_ANYBODY = frozenset(("det", "man"))
_LONGEST = 200  # characters of the line
# 'at planen godkendes', '- at': the points of a decision that a case's text tells of
_POINT = re.compile(r"^\W*(?:\d{1,2}[.)] ?)?at\b", re.IGNORECASE)


def heading(text: str) -> DecisionHeading | None:
    """Who decided, and when, where a line says so and nothing else; body None: the meeting's own."""
    found = _SAYS.match(text) if len(text) < _LONGEST and ":" in text else None
    if found is None:
        return None
    when = dates.find(found["when"]) if found["when"] else None
    body = bodies.nominative(bodies.trim(found["who"]))
    if (found["when"] and when is None) or not (
        body.casefold() in _ANYBODY or body.casefold() in decisions.OWN or bodies.is_body(body)
    ):
        return None
    whose = None if body.casefold() in _ANYBODY | decisions.OWN else body
    return DecisionHeading(whose, when.date if when else None, found["rest"] or "", sure=False, named=False)


def _alone(text: str) -> DecisionHeading | None:
    """A body's name and a colon."""
    found = _BODY.match(text) if len(text) < _LONGEST and ":" in text else None
    if found is None or not bodies.is_body(body := bodies.trim(found["who"])):
        return None
    return DecisionHeading(body, None, found["rest"] or "", sure=False, named=False)


def find(draft: Draft, lines: Sequence[Line]) -> dict[int, DecisionHeading]:
    """The headings among an item's lines, by line number. One below which no known wording stands is noted as
    guessed."""
    found: dict[int, DecisionHeading] = {}
    own: tuple[Line, DecisionHeading, bool] | None = None
    for line, before, below in zip(lines, [None, *lines], [*lines[1:], None], strict=False):
        if _is_of_meeting(draft, decisions.heading(line.text)):
            return {}
        said = alone = None
        if line.kind not in ("row", "list"):
            said = heading(line.text) or (alone := _alone(line.text))
        if said is None or (before is not None and not line.starts_paragraph and before.text[-1] not in ".!?:"):
            continue
        text = said.rest or (below.text if below is not None else "")
        plain = outcomes.known(text) and not _POINT.match(text)
        if said.date is not None and said.date != draft.meeting_date:
            if plain and said.body is not None:
                found[line.number] = said  # an earlier treatment
        elif _is_own(draft, said) and (plain or not (said.rest or alone)):
            own = (line, said, plain)
    if own is not None:
        line, said, plain = own
        found[line.number] = said
        draft.guessed += [] if plain else [line]
    return found


def _is_own(draft: Draft, heading: DecisionHeading) -> bool:
    return heading.body is None or not draft.committee or bodies.same(heading.body, draft.committee)


def _is_of_meeting(draft: Draft, heading: DecisionHeading | None) -> bool:
    """Whether a heading is the meeting's own decision's: then no sentence is one."""
    if heading is None or not heading.named or not heading.sure:
        return False
    return _is_own(draft, heading) and heading.date in (None, draft.meeting_date)


def decision(draft: Draft, line: Line) -> bool:
    """The block rule: a line that `find` knows opens a decision."""
    said = draft.said.get(line.number)
    if said is None:
        return False
    head = line.text[: len(line.text) - len(said.rest)].strip()
    block = Block("decision", head, at=line, body=said.body, date=said.date, sure=False)
    draft.history = False
    draft.open(block, said.rest, "decision sentence", line)
    return True
