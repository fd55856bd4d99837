"""The boxes of a filter. Written here and not in a template: there are hundreds, and a page waits for them."""

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from meetings.search.facets import Value

from .danish import number

register = template.Library()

_NOUNS = ("punkter", "punkt")


@register.simple_tag
def filter_values(name: str, values: Iterable[Value]) -> SafeString:
    """A list item with a box for each value; `name` is the parameter it sets in the search form."""
    box = f'<li><label class="filter-value"><input type="checkbox" form="soegning" name="{escape(name)}" value="'
    boxes = [
        f'{box}{escape(one.value)}"{" checked" if one.chosen else ""}><span>{escape(one.label)}</span> '
        f'<span class="number quiet">{number(one.count)}<span class="sr-only"> {_NOUNS[one.count == 1]}</span></span>'
        "</label></li>"
        for one in values
    ]
    return mark_safe("".join(boxes))  # noqa: S308 - every piece of text is escaped
