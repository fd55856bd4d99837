"""An item while its lines are read: the draft that the block rules fill, and the blocks it is made of."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from meetings.ingest.lines import Line
from meetings.ingest.minutes import Role
from meetings.ingest.rules.decisions import DecisionHeading

# What is doubted: its code in problems.py, the line where it stands, what its sentence tells.
Doubt = tuple[str, Line | None, dict[str, object]]
BlockKind = Literal["section", "decision", "attachments", "absence"]


@dataclass(slots=True)
class Block:
    kind: BlockKind
    heading: str = ""
    role: Role = "other"
    at: Line | None = None
    lines: list[Line] = field(default_factory=list)
    body: str | None = None
    date: datetime.date | None = None
    earlier: bool = False  # stands under 'Tidligere beslutninger'
    sure: bool = True


@dataclass(slots=True)
class Draft:
    """An item while its lines are read."""

    number: str
    title: str
    closed: bool
    marker: str = ""
    case_number: str | None = None
    document_number: str | None = None
    blocks: list[Block] = field(default_factory=list)
    at: Line | None = None
    places: dict[int, tuple[str, str]] = field(default_factory=dict)  # line number -> field, rule
    count: int = 0  # lines seen so far
    history: bool = False  # under a heading such as 'Tidligere beslutninger'
    pending: dict[str, str] = field(default_factory=dict)  # 'Udvalg', 'Dato' of a treatment whose text comes below
    numbered: bool = True  # the number stands in the document
    sections: Mapping[str, Role] = field(default_factory=dict)  # headings that the dialect adds
    labels: frozenset[str] = frozenset()  # headings over the cells of the items' forms
    committee: str = ""  # of the meeting
    meeting_date: datetime.date | None = None
    repeating: str = ""  # the folded rest of a title that was printed again and goes on in the next line
    marked: bool = True  # the document marks its headings; where it does not, their look and place must tell
    width: int = 0  # characters at which paragraphs were broken into lines; 0 where they were not, or nobody knows
    place: str | None = None  # of the meeting, told below the heading of its decision
    guessed_case: Line | None = None  # holds what is taken for the case's number, though nobody knows its shape
    guessed: list[Line] = field(default_factory=list)  # lines that are headings by their place alone
    said: dict[int, DecisionHeading] = field(default_factory=dict)  # line number -> a sentence that heads a decision
    text_before: str = ""  # the line before the one that is read
    texts_ahead: list[str] = field(default_factory=list)  # the next lines, for rules that must look

    @property
    def block(self) -> Block | None:
        return self.blocks[-1] if self.blocks else None

    @property
    def where(self) -> str:
        """The open block in the words of `explain`: 'decision Beslutning i Byrådet'."""
        return f"{self.block.kind} {self.block.heading}".strip() if self.block else "head"

    def add(self, line: Line) -> None:
        """Text of the block that is open; of a section without heading where none is."""
        if not self.blocks:
            self.blocks.append(Block("section", "", "other", line))
        self.blocks[-1].lines.append(line)

    def open(self, block: Block, rest: str, rule: str, line: Line) -> None:
        """Start a block; what stands behind the heading on its line is the block's first line."""
        self.blocks.append(block)
        self.places[line.number] = (f"{block.kind} {block.heading}".strip(), rule)
        if rest.strip():
            block.lines.append(replace(line, text=rest.strip(), kind="text", bold=False, starts_paragraph=True))

    def is_in(self, kind: BlockKind) -> bool:
        return self.block is not None and self.block.kind == kind

    def open_section(self, line: Line, heading: str, role: Role, rest: str = "") -> bool:
        """Start a section at this line; what stands behind its heading is its first line."""
        self.history = role == "history"
        self.pending = {}
        self.open(Block("section", heading.strip(" |"), role, line), rest, "section heading", line)
        return True

    def note(self, line: Line, label: str, value: str, role: Role = "other") -> None:
        """A labelled value that has no field of its own: kept as a section of one line."""
        self.blocks.append(
            Block("section", label, role, line, [replace(line, text=value, kind="text")] if value else [])
        )


# A rule looks at one line, may open a block of the draft, and returns whether the line is its own.
Rule = Callable[[Draft, Line], bool]
