"""Drafts of lines -> lines: what is set larger than the document's usual letters, or all in bold, is a heading."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from meetings.ingest.extract.collect import Collector, fake_headings
from meetings.ingest.lines import Line, LineKind

LARGER = 1.08  # times the text's size: a heading
HEADING_LIMIT = 300  # letters


@dataclass(slots=True)
class Draft:
    """A line before the usual size of the document's letters is known."""

    text: str
    kind: LineKind = "text"
    level: int = 0
    bold: bool = False
    size: float = 0.0  # points; 0 where unknown
    starts: bool = True


def finished(drafts: list[Draft]) -> tuple[Line, ...]:
    sizes: Counter[float] = Counter()
    for draft in drafts:
        if draft.kind != "row":
            sizes[draft.size] += len(draft.text)
    usual = sizes.most_common(1)[0][0] if sizes else 10.0
    larger = sorted({draft.size for draft in drafts if draft.size > LARGER * usual}, reverse=True)
    collector = Collector()
    for draft in drafts:
        kind, level = draft.kind, draft.level
        if kind == "text" and draft.size > LARGER * usual and len(draft.text) <= HEADING_LIMIT:
            kind, level = "heading", min(larger.index(draft.size) + 1, 5)
        collector.add(draft.text, kind=kind, level=level, bold=draft.bold, starts_paragraph=draft.starts)
    return fake_headings(collector.lines())
