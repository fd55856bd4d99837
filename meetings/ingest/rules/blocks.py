"""One item's lines -> blocks: sections, decisions, listings of attachments, lists of the absent.

Every line is offered to the rules of BLOCK_RULES in their order; the first that knows it takes it.
"""

from __future__ import annotations

from meetings.ingest.lines import Line
from meetings.ingest.rules.decision_blocks import absent, decision, treatment
from meetings.ingest.rules.draft import Draft, Rule
from meetings.ingest.rules.item_head import head_value, repeated_title
from meetings.ingest.rules.section_blocks import attachment_heading, section


def text(draft: Draft, line: Line) -> bool:
    """Everything else is text of the block that is open."""
    draft.add(line)
    return True


BLOCK_RULES: tuple[tuple[str, Rule], ...] = (
    ("repeated title", repeated_title),
    ("head value", head_value),
    ("treatment", treatment),
    ("decision heading", decision),
    ("absence", absent),
    ("attachments", attachment_heading),
    ("section heading", section),
    ("text", text),
)


def read(draft: Draft, lines: list[Line]) -> None:
    """All the lines of one item, each to the first rule that knows it."""
    for i, line in enumerate(lines):
        draft.texts_ahead = [ahead.text for ahead in lines[i + 1 : i + 4]]
        for name, rule in BLOCK_RULES:
            if rule(draft, line):
                draft.places.setdefault(line.number, (draft.where, name))
                break
        draft.count += 1
        draft.text_before = line.text
