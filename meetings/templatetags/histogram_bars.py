"""The bars of the histogram. Written here and not in a template: each has a dozen figures, a page waits for them."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from meetings.pages.histogram import Chart

from .danish import count_of, number

register = template.Library()


@register.simple_tag
def histogram_bars(chart: Chart) -> SafeString:
    """Lines to read the height by, and a link for each year: the whole column can be hit, and the bar stands in it.
    Figures have a full stop, as SVG wants them."""
    return mark_safe("".join((*_lines(chart), *_bars(chart))))  # noqa: S308 - addresses are escaped, all else is figures


def _lines(chart: Chart) -> Iterator[str]:
    for tick in chart.ticks:
        yield (
            f'<line class="histogram-line" x1="{chart.left}" x2="{chart.width}" y1="{tick.y}" y2="{tick.y}"/>'
            f'<text class="histogram-tick" x="{chart.left - 8}" y="{tick.y}" dy="4" text-anchor="end" '
            f'aria-hidden="true">{number(tick.value)}</text>'
        )


def _bars(chart: Chart) -> Iterator[str]:
    tall = chart.plot_height + 22
    for bar in chart.bars:
        told = f"{bar.year}: {count_of(bar.count, 'punkt,punkter')}"
        other = "" if bar.chosen else " histogram-bar--other"
        yield (
            f'<a href="{escape(bar.address)}" aria-label="{told}"><title>{told}</title>'
            f'<rect class="histogram-slot" x="{bar.slot_x}" y="{chart.top}" width="{bar.slot_width}" height="{tall}"/>'
            f'<rect class="histogram-bar{other}" x="{bar.x}" y="{bar.y}" width="{bar.width}" height="{bar.height}"/>'
        )
        if bar.labelled:
            place = f'x="{bar.middle}" y="{chart.height - 6}" text-anchor="middle"'
            yield f'<text class="histogram-tick" {place} aria-hidden="true">{bar.year}</text>'
        yield "</a>"


@register.simple_tag
def histogram_rows(chart: Chart) -> SafeString:
    """The same as rows of a table."""
    rows = [
        f'<tr><th scope="row"><a href="{escape(bar.address)}">{bar.year}</a></th>'
        f'<td class="number">{number(bar.count)}</td></tr>'
        for bar in chart.bars
    ]
    return mark_safe("".join(rows))  # noqa: S308 - as above
