"""The boxes of a filter. Written here and not in a template: there are hundreds, and a page waits for them."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from meetings.search.facets import Value

from .danish import number

register = template.Library()

_BOX = (
    '<li><label class="filter-value"><input type="checkbox" form="soegning" name="{}" value="{}"{}><span>{}</span> '
    '<span class="number quiet">{}<span class="sr-only"> punkter</span></span></label></li>'
)


@register.simple_tag
def filter_values(name: str, values: Iterable[Value]) -> SafeString:
    """A list item with a box for each value; `name` is the parameter it sets in the search form."""
    checked = SafeString(" checked")
    rows = ((name, one.value, checked if one.chosen else "", one.label, number(one.count)) for one in values)
    return format_html_join("", _BOX, rows)
