"""The bars of the histogram. Written here and not in a template: each has a dozen figures, a page waits for them."""

from __future__ import annotations

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from meetings.pages.histogram import Chart

from .danish import count_of

register = template.Library()

_BAR = (
    '<a href="{}" aria-label="{}"><title>{}</title>'
    '<rect class="histogram-slot" x="{}" y="{}" width="{}" height="{}"/>'
    '<rect class="histogram-bar{}" x="{}" y="{}" width="{}" height="{}"/>{}</a>'
)
_YEAR = '<text class="histogram-tick" x="{}" y="{}" text-anchor="middle" aria-hidden="true">{}</text>'


@register.simple_tag
def histogram_bars(chart: Chart) -> SafeString:
    """A link for each year: the whole column can be hit, and the bar stands in it. Figures have a full stop, as SVG
    wants them."""
    rows = []
    for bar in chart.bars:
        told = f"{bar.year}: {count_of(bar.count, 'punkt,punkter')}"
        year = format_html_join("", _YEAR, [(bar.middle, chart.height - 6, bar.year)] if bar.labelled else [])
        rows.append(
            (
                *(bar.address, told, told),
                *(bar.slot_x, chart.top, bar.slot_width, chart.plot_height + 22),
                "" if bar.chosen else " histogram-bar--other",
                *(bar.x, bar.y, bar.width, bar.height),
                year,
            )
        )
    return format_html_join("", _BAR, rows)
