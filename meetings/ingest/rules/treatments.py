"""Earlier treatments of a case told by labels or in a table: who, when, and below it what that body decided.

Udvalg: Magistraten · Dato: 05-02-2018 · Punktnummer: 7 · Fremsendes til Byrådet.
"""

from __future__ import annotations

import datetime
import re

from meetings.ingest.lines import Line
from meetings.ingest.rules import bodies, dates, outcomes, words
from meetings.ingest.rules.draft import Block, Draft

_BODY = ("udvalg", "forum", "mødeforum", "organ", "instans", "behandlet i")
_DATE = ("dato", "mødedato", "behandlingsdato")
_POINT = ("punktnummer", "punkt", "punkt nr", "pkt", "punktnr", "sag nr", "dagsordenspunkt")
_ANY = "|".join(re.escape(word) for word in sorted((*_BODY, *_DATE, *_POINT), key=len, reverse=True))
# 'Udvalg: Magistraten', 'Udvalg: Magistraten, Dato: 03-02-2025, Punktnummer: 5', 'Dato | 05-02-2018'
_TREATMENT = re.compile(rf"^(?P<label>{_ANY})\.?\s*[:|]\s*(?P<value>.{{1,160}})$", re.IGNORECASE)
_NEXT = re.compile(rf"[\s,;|–-]+(?P<label>{_ANY})\.?\s*:\s*", re.IGNORECASE)
_STARTS = frozenset({first for word in (*_BODY, *_DATE, *_POINT) for first in (word[0], word[0].upper())})
# 'Udvalg' on a line of its own, over 'Magistraten'
_ALONE = re.compile(rf"^(?P<label>{_ANY})\W*$", re.IGNORECASE)
_AWAITS = "awaits"  # the key of a label whose value stands on the next line
_LONGEST = 20  # characters of a date and of a number


def treatment(draft: Draft, line: Line) -> bool:
    """The labels over what a body decided, their values beside them, below them or in a row of a table."""
    if line.text[0] in _STARTS and (":" in line.text or "|" in line.text) and _labelled(draft, line):
        return True
    if draft.history and _below_label(draft, line):
        return True
    return line.kind == "row" and _row(draft, line)


def _labelled(draft: Draft, line: Line) -> bool:
    found = _TREATMENT.match(line.text)
    if found is None:
        return False
    label, rest = found["label"].casefold(), found["value"].strip()
    pairs = []
    while (more := _NEXT.search(rest)) is not None:
        pairs.append((label, rest[: more.start()]))
        label, rest = more["label"].casefold(), rest[more.end() :]
    pairs.append((label, rest.strip()))
    first, value = pairs[0]
    if not (draft.history or draft.pending or ("udvalg" in first and bodies.is_body(value))):
        return False
    for key, said in pairs:
        _take(draft, key, said)
    _keep(draft, line)
    return True


def _below_label(draft: Draft, line: Line) -> bool:
    if line.kind == "row":
        return False
    if awaited := draft.pending.pop(_AWAITS, ""):
        _take(draft, awaited, line.text)
        _keep(draft, line)
        return True
    alone = _ALONE.match(line.text) if len(line.text) < _LONGEST else None
    ahead = draft.texts_ahead[0] if draft.texts_ahead else ""
    if alone is None or not _fits(alone["label"].casefold(), ahead):
        return False
    draft.pending[_AWAITS] = alone["label"].casefold()
    _keep(draft, line)
    return True


def _fits(label: str, value: str) -> bool:
    if label in _BODY:
        return bodies.is_body(value)
    return len(value) <= _LONGEST and (dates.find(value) is not None if label in _DATE else value[:1].isdigit())


def _row(draft: Draft, line: Line) -> bool:
    """'Magistraten | 03-02-2025 | 5' over what it decided; the rows of a list of steps stand over one another."""
    ahead = draft.texts_ahead[0] if draft.texts_ahead else ""
    if (
        line.kind != "row"
        or " | " in ahead
        or not (draft.history or draft.is_in("section"))
        or not outcomes.known(ahead)
    ):
        return False
    cells = [cell.strip() for cell in line.text.split("|")]
    body = next((cell for cell in cells if bodies.is_body(cell)), "")
    day = next((cell for cell in cells if len(cell) <= _LONGEST and dates.find(cell)), "")
    if not body or not day or len(cells) > 3:
        return False
    when = dates.find(day)
    if not draft.history and (when is None or draft.meeting_date is None or when.date >= draft.meeting_date):
        return False  # a step that is to come
    draft.pending = {"body": bodies.trim(body), "date": day}
    _keep(draft, line)
    return True


def _take(draft: Draft, label: str, value: str) -> None:
    if label in _BODY:
        draft.pending = {"body": bodies.trim(value.strip(" ,;|"))}
    elif label in _DATE:
        draft.pending["date"] = value


def _keep(draft: Draft, line: Line) -> None:
    """The labels stay as text of the case's history."""
    draft.places[line.number] = ("decision head", "treatment")
    if draft.block is None or draft.block.kind != "section" or draft.block.role != "history":
        draft.blocks.append(Block("section", "", "history", line))
    draft.block.lines.append(line)  # type: ignore[union-attr]


def day_of(draft: Draft) -> datetime.date | None:
    """The day of the treatment whose text comes below."""
    when = dates.find(draft.pending.get("date", ""))
    return when.date if when else None


def treated(draft: Draft, line: Line) -> bool:
    """What a body decided, right below the labels that name it: no heading says 'Beslutning'."""
    if not draft.pending:
        return False
    body, day = draft.pending.get("body"), day_of(draft)
    if not body or day is None or line.kind == "row" or words.is_heading(line.text):
        return False
    own = day == draft.meeting_date and bodies.same(body, draft.committee)
    if own or not (outcomes.known(line.text) or (draft.history and line.text.endswith("."))):
        return False
    draft.pending = {}
    block = Block("decision", f"{body}, {day:%d-%m-%Y}", at=line, earlier=draft.history)
    block.body, block.date, block.sure = body, day, False
    if not outcomes.known(line.text):
        draft.guessed.append(line)
    draft.open(block, line.text, "treatment's decision", line)
    return True
