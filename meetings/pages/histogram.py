"""Items a year as bars: where each stands, worked out here and drawn by templates/parts/search_histogram.html.

The picture is drawn twice, for wide and for narrow screens, since text in an SVG shrinks with it. Sizes are in the
units of its viewBox, which are about pixels.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

_TOP, _FOOT, _LEFT = 8, 22, 40
_WIDEST_BAR = 56


@dataclass(frozen=True, slots=True)
class Bar:
    year: int
    count: int
    address: str
    chosen: bool
    labelled: bool
    x: float
    y: float
    width: float
    height: float
    slot_x: float  # the whole column can be hit, not only the bar
    slot_width: float

    @property
    def middle(self) -> float:
        return round(self.slot_x + self.slot_width / 2, 1)


@dataclass(frozen=True, slots=True)
class Tick:
    value: int
    y: float


@dataclass(frozen=True, slots=True)
class Chart:
    name: str
    width: int
    height: int
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]

    @property
    def floor(self) -> int:
        return self.height - _FOOT

    @property
    def plot_height(self) -> int:
        return self.floor - _TOP

    @property
    def left(self) -> int:
        return _LEFT

    @property
    def top(self) -> int:
        return _TOP


def charts(years: Mapping[int, int], chosen: Sequence[str], address: Callable[[int], str]) -> tuple[Chart, ...]:
    """The wide and the narrow picture; none where there are fewer than two years to compare.

    `address` gives where a year's bar leads. Years without items inside the span stand empty.
    """
    known = {*years, *(int(year) for year in chosen)} if years else set()
    if len(known) < 2 or max(known) - min(known) > 200:
        return ()
    leads_to = {year: address(year) for year in range(min(known), max(known) + 1)}
    return tuple(
        _chart(name, width, height, labels, leads_to, years, chosen)
        for name, width, height, labels in (("wide", 760, 150, 16), ("narrow", 300, 124, 5))
    )


def _chart(
    name: str,
    width: int,
    height: int,
    labels: int,
    span: Mapping[int, str],
    years: Mapping[int, int],
    chosen: Sequence[str],
) -> Chart:
    """`span`: every year of the picture, and where its bar leads."""
    top = _round_up(max(years.values()))
    floor = height - _FOOT
    slot = (width - _LEFT) / len(span)
    bar_width = min(slot * 0.82, _WIDEST_BAR)
    every = -(-len(span) // labels)
    bars = []
    for index, (year, address) in enumerate(span.items()):
        count = years.get(year, 0)
        tall = max((floor - _TOP) * count / top, 2 if count else 0)
        bars.append(
            Bar(
                year=year,
                count=count,
                address=address,
                chosen=not chosen or str(year) in chosen,
                labelled=(len(span) - 1 - index) % every == 0,
                x=round(_LEFT + index * slot + (slot - bar_width) / 2, 1),
                y=round(floor - tall, 1),
                width=round(bar_width, 1),
                height=round(tall, 1),
                slot_x=round(_LEFT + index * slot, 1),
                slot_width=round(slot, 1),
            )
        )
    values = sorted({0, top // 2, top}) if top > 1 else [0, 1]
    ticks = tuple(Tick(value, round(floor - (floor - _TOP) * value / top, 1)) for value in values)
    return Chart(name, width, height, tuple(bars), ticks)


def _round_up(value: int) -> int:
    """To 1, 2, 4, 6, 8 or 10 of the number's own size, so that the half is a round number as well."""
    if value <= 2:
        return max(value, 1)
    size = 10 ** (len(str(value - 1)) - 1)
    return next(step * size for step in (1, 2, 4, 6, 8, 10) if step * size >= value)
