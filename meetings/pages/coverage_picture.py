"""Pictures of what is there: a strip of years for a list, a calendar of months for one municipality.

Drawn as SVG inside the frames of templates/parts/coverage_calendar.html and templatetags/coverage_places.py, and told
as a table beside it. Cells are drawn here and not in a template, since a page has thousands. Sizes are in the units of
a viewBox, which are about pixels. Darker is more meetings; the number stands in the cell, so that colour only helps.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from meetings.templatetags.danish import MONTHS

_LABEL, _STEP_X, _STEP_Y, _GAP = 40, 22, 22, 2
_YEAR_WIDTH = 44
OF_MONTH = (1, 2, 4, 7)  # meetings from which a cell is a shade darker
OF_YEAR = (1, 10, 30, 80)


@dataclass(frozen=True, slots=True)
class Cell:
    """One month or year. `level` is 0 for none and 1–4 for ever more; `alone` counts agendas without minutes."""

    name: str
    count: int
    alone: int
    level: int
    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> int:
        return self.x + self.width // 2

    def drawn(self) -> str:
        told = f"{self.name}: {self.count}" + (f", og {self.alone} uden referat" if self.alone else "")
        box = f'x="{self.x}" y="{self.y}" width="{self.width}" height="{self.height}" rx="2"'
        parts = [f'<g><title>{told}</title><rect class="coverage-cell coverage-cell--{self.level}" {box}/>']
        if self.alone:
            right = self.x + self.width - 4
            parts.append(f'<circle class="coverage-alone" cx="{right}" cy="{self.y + 4}" r="3"/>')
        if self.count:
            here = f'x="{self.middle}" y="{self.y + self.height // 2 + 4}" text-anchor="middle"'
            parts.append(f'<text class="coverage-number coverage-number--{self.level}" {here}>{self.count}</text>')
        return "".join([*parts, "</g>"])


@dataclass(frozen=True, slots=True)
class Line:
    label: str
    cells: tuple[Cell, ...]

    @property
    def total(self) -> int:
        return sum(cell.count for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Picture:
    width: int
    height: int
    lines: tuple[Line, ...]
    heads: tuple[tuple[str, int], ...]  # what names the columns, and where

    @property
    def drawing(self) -> SafeString:
        """Every cell and its labels; all of it our own numbers and names of months."""
        heads = [_label(name, x, 13, "middle") for name, x in self.heads]
        labels = [_label(line.label, 32, line.cells[0].y + 14, "end") for line in self.lines]
        cells = [cell.drawn() for line in self.lines for cell in line.cells]
        return mark_safe("".join(heads + labels + cells))  # noqa: S308 - nothing in it was written by others


Counts = Mapping[tuple[int, int], tuple[int, int]]  # (year, month) -> minutes, agendas without minutes


def calendar(counts: Counts) -> Picture:
    """A line a year, the newest first, a cell a month."""
    years = sorted({year for year, _ in counts}, reverse=True)
    span = range(years[0], years[-1] - 1, -1) if years else range(0)
    lines = []
    for row, year in enumerate(span):
        y = 20 + row * _STEP_Y
        cells = []
        for month, name in enumerate(MONTHS, 1):
            count, alone = counts.get((year, month), (0, 0))
            x = _LABEL + (month - 1) * _STEP_X
            box = (x, y, _STEP_X - _GAP, _STEP_Y - _GAP)
            cells.append(Cell(f"{name} {year}", count, alone, _level(count, OF_MONTH), *box))
        lines.append(Line(str(year), tuple(cells)))
    heads = tuple((name[0].upper(), _LABEL + index * _STEP_X + 10) for index, name in enumerate(MONTHS))
    return Picture(_LABEL + 12 * _STEP_X, 20 + len(lines) * _STEP_Y, tuple(lines), heads)


class Strips:
    """One line with a cell a year of the span, oldest first, so that the strips of a page can be compared. What all of
    them share is drawn once."""

    def __init__(self, span: range) -> None:
        self.width = max(len(span), 1) * _YEAR_WIDTH
        self.height = 42
        self._span = span
        cells = [self._cell(column, 0, 0) for column in range(len(span))]
        self._heads = "".join(_label(cell.name, cell.middle, 39, "middle") for cell in cells)
        self._empty = [cell.drawn() for cell in cells]

    def drawing(self, years: Mapping[int, tuple[int, int]]) -> SafeString:
        """Every cell and its labels; all of it our own numbers. `years`: minutes, and agendas without minutes."""
        cells = list(self._empty)
        for column, year in enumerate(self._span):
            if year in years:
                cells[column] = self._cell(column, *years[year]).drawn()
        return mark_safe(self._heads + "".join(cells))  # noqa: S308 - nothing in it was written by others

    def _cell(self, column: int, count: int, alone: int) -> Cell:
        box = (column * _YEAR_WIDTH, 0, _YEAR_WIDTH - _GAP, 26)
        return Cell(str(self._span[column]), count, alone, _level(count, OF_YEAR), *box)


def span_of(years: Iterable[int], most: int = 16) -> range:
    """From the first to the last of the years; of very many the last `most`."""
    known = sorted(years)
    return range(max(known[0], known[-1] - most + 1), known[-1] + 1) if known else range(0)


def _label(text: str, x: int, y: int, anchor: str) -> str:
    return f'<text class="coverage-head" x="{x}" y="{y}" text-anchor="{anchor}">{text}</text>'


def _level(count: int, steps: tuple[int, ...]) -> int:
    return sum(count >= step for step in steps)
