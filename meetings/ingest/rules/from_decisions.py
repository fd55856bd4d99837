"""What the decisions say of the meeting where its cover does not: its body and its day. A guess each, and doubted."""

from __future__ import annotations

import datetime
from collections import Counter

from meetings.ingest.rules.draft import Draft


def committee(drafts: list[Draft]) -> str | None:
    """The body that most decisions name, earlier treatments left out."""
    named = Counter(
        block.body
        for draft in drafts
        for block in draft.blocks
        if block.kind == "decision" and block.body and not block.earlier
    )
    return named.most_common(1)[0][0] if named else None


def date(drafts: list[Draft], committee: str | None) -> datetime.date | None:
    """The day of most decisions of `committee`, or of nobody named; the latest of those that are as many."""
    dated = Counter(
        block.date for draft in drafts for block in draft.blocks
        if block.kind == "decision" and block.date and not block.earlier and block.body in (None, committee)
    )  # fmt: skip
    return max(dated, key=lambda day: (dated[day], day)) if dated else None
