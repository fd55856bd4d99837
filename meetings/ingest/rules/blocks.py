"""One item's lines -> blocks: sections, decisions, listings of attachments, lists of the absent.

Every line is offered to the rules of BLOCK_RULES in their order; the first that knows it takes it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from meetings.ingest.lines import Line
from meetings.ingest.rules import decisions
from meetings.ingest.rules.decision_blocks import absent, decision, treatment
from meetings.ingest.rules.draft import Draft, Rule
from meetings.ingest.rules.item_head import head_value, repeated_title, title_goes_on
from meetings.ingest.rules.section_blocks import attachment_heading, section


def text(draft: Draft, line: Line) -> bool:
    """Everything else is text of the block that is open."""
    draft.add(line)
    return True


# '… tages til efterretning. Beslutning Teknisk Udvalg den 03-10-2019 Godkendt. Fraværende: Lise Holm'
_INSIDE = re.compile(
    r"(?<=[.:!?)] )(?:Beslutning (?=(?:i |fra |af |for )?[A-ZÆØÅ])|(?:Beslutning|Fraværende|Afbud|Indstilling|Bilag): )"
)

BLOCK_RULES: tuple[tuple[str, Rule], ...] = (
    ("title goes on", title_goes_on),
    ("repeated title", repeated_title),
    ("head value", head_value),
    ("treatment", treatment),
    ("decision heading", decision),
    ("absence", absent),
    ("attachments", attachment_heading),
    ("section heading", section),
    ("text", text),
)


def pieces(line: Line) -> list[Line]:
    """A line that a layout ran together with the heading below it, taken apart there."""
    if line.kind != "text" or len(line.text) < 20:
        return [line]
    cuts = [found.start() for found in _INSIDE.finditer(line.text, 1) if _is_heading_at(line.text, found.start())]
    ends = [*cuts, len(line.text)]
    parts = [line.text[start:end].strip() for start, end in zip([0, *cuts], ends, strict=True)]
    return (
        [line]
        if not cuts
        else [
            replace(line, text=part, starts_paragraph=line.starts_paragraph or n > 0)
            for n, part in enumerate(parts)
            if part
        ]
    )


def _is_heading_at(text: str, start: int) -> bool:
    rest = text[start : start + 220]
    if ":" in rest[:14]:
        return True
    heading = decisions.heading(rest)
    return heading is not None and heading.body is not None and heading.date is not None


def _is_tail(line: Line) -> bool:
    """Whether a line is the end of a wrapped paragraph: 'beslutning.' under 'inden Byrådet træffer den endelige'."""
    if line.starts_paragraph or line.kind != "text" or line.bold or not line.text[0].islower():
        return False
    return line.text.endswith(".") and ":" not in line.text


def read(draft: Draft, lines: list[Line]) -> None:
    """All the lines of one item, each to the first rule that knows it."""
    lines = [piece for line in lines for piece in pieces(line)]
    for i, line in enumerate(lines):
        draft.texts_ahead = [ahead.text for ahead in lines[i + 1 : i + 4]]
        for name, rule in BLOCK_RULES:
            if rule is not text and _is_tail(line):
                continue
            if rule(draft, line):
                draft.places.setdefault(line.number, (draft.where, name))
                break
        draft.count += 1
        draft.text_before = line.text
