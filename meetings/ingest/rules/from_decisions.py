"""What the decisions say of the meeting where its cover does not: its body and its day. A guess each, and doubted."""

from __future__ import annotations

import datetime
from collections import Counter

from meetings.ingest.rules.draft import Draft

_MANY = 3  # bodies that decisions name equally often


def committee(drafts: list[Draft]) -> str | None:
    """The body that most decisions name, earlier treatments left out."""
    named = Counter(
        block.body
        for draft in drafts
        for block in draft.blocks
        if block.kind == "decision" and block.body and not block.earlier
    )
    first = named.most_common()
    if len(first) >= _MANY and first[0][1] == first[_MANY - 1][1]:
        return None  # as many decisions of each: earlier treatments, whose bodies say nothing of the meeting's
    return first[0][0] if first else None


def place(drafts: list[Draft]) -> str | None:
    """'Sted: Mødelokale 5' below the headings of decisions, where it is one place."""
    told = {draft.place for draft in drafts if draft.place}
    return told.pop() if len(told) == 1 else None


def date(drafts: list[Draft], committee: str | None) -> datetime.date | None:
    """The day of most decisions of `committee`, or of nobody named; the latest of those that are as many."""
    dated = Counter(
        block.date for draft in drafts for block in draft.blocks
        if block.kind == "decision" and block.date and not block.earlier and block.body in (None, committee)
    )  # fmt: skip
    return max(dated, key=lambda day: (dated[day], day)) if dated else None
