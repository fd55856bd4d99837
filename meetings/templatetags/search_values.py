"""The boxes of a filter. Written here and not in a template: there are hundreds, and a page waits for them."""

from collections.abc import Iterable
from functools import lru_cache
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from meetings.search.facets import Facet, Value

from .danish import number

register = template.Library()

_NOUNS = ("punkter", "punkt")


@register.simple_tag
def filter_values(facet: Facet) -> SafeString:
    """What a filter is called and its boxes, those beyond the first few folded away."""
    label = escape(facet.label)
    named = escape(facet.label.lower())
    shown = f'<ul class="plain-list">{_boxes(facet.name, facet.shown)}</ul>' if facet.values else ""
    more = facet.more and (
        f'<details class="filter-more"><summary data-filter-values="{named}">Vis alle {len(facet.values)}'
        f'<span class="sr-only"> under {named}</span></summary>'
        f'<ul class="plain-list">{_boxes(facet.name, facet.more)}</ul></details>'
    )
    return mark_safe(f"<legend>{label}</legend>{shown}{more or ''}")  # noqa: S308 - every piece of text is escaped


def _boxes(name: str, values: Iterable[Value]) -> str:
    """A list item with a box for each value; `name` is the parameter it sets in the search form."""
    return "".join(
        f'{_box(name, one.value, one.label, one.chosen)}{number(one.count)}<span class="sr-only">'
        f" {_NOUNS[one.count == 1]}</span></span></label></li>"
        for one in values
    )


@lru_cache(maxsize=5_000)
def _box(name: str, value: str, label: str, chosen: bool) -> str:
    """What stands before the number: the same on every page, and every page has a hundred."""
    return (
        f'<li><label class="filter-value"><input type="checkbox" form="soegning" name="{escape(name)}" '
        f'value="{escape(value)}"{" checked" if chosen else ""}><span>{escape(label)}</span> '
        '<span class="number quiet">'
    )
