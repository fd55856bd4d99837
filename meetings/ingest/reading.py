"""What the rules share while they read one document: the lines, where each went, and what was doubted.

`put` is the only way to say where a line went, and the first to say so is right: so every line ends in one field.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from meetings.ingest import problems
from meetings.ingest.lines import Document, Line
from meetings.ingest.minutes import Warning


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line went ('item 4: title') and the rule that put it there ('headings')."""

    field: str
    rule: str


@dataclass(slots=True)
class Reading:
    document: Document
    places: dict[int, Place] = field(default_factory=dict)  # by line number
    warnings: list[Warning] = field(default_factory=list)

    @property
    def lines(self) -> tuple[Line, ...]:
        return self.document.lines

    def put(self, line: Line, place: str, rule: str) -> None:
        self.places.setdefault(line.number, Place(place, rule))

    def is_free(self, line: Line) -> bool:
        return line.number not in self.places

    def place_of(self, line: Line) -> str:
        """The field a line went to; '' where none has taken it."""
        place = self.places.get(line.number)
        return place.field if place else ""

    def free_of(self, lines: list[Line]) -> list[Line]:
        """Those of the lines that no rule has placed yet."""
        return [line for line in lines if line.number not in self.places]

    def warn(self, code: str, line: Line | None = None, **words: object) -> None:
        number, page = (line.number, line.page) if line else (None, None)
        self.warnings.append(problems.warning(code, number, page, **words))
