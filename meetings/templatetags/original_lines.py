"""The lines of an original for the desk: thousands of them on a page, so made here and not by the template's loop."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

_LEADS = '<a href="#{0}" aria-label="Linje {1}: vis, hvad der er læst">{1}</a>'


@register.filter
def original_lines(lines: Iterable[tuple[int, str, str, bool]]) -> SafeString:
    """`lines`: (number, text, anchor of its field or '', whether a field begins). Each becomes an <li id="l7">."""
    return format_html_join("\n", '<li id="l{}"{}{}>{}<span>{}</span></li>', _parts(lines))


def _parts(
    lines: Iterable[tuple[int, str, str, bool]],
) -> Iterator[tuple[int, SafeString, SafeString, SafeString, str]]:
    nothing, begins_here = SafeString(""), SafeString(' class="begins"')
    for number, text, anchor, begins in lines:
        data = format_html(' data-field="{}"', anchor) if anchor else nothing
        way = format_html(_LEADS, anchor, number) if anchor else format_html('<span class="quiet">{}</span>', number)
        yield number, begins_here if begins else nothing, data, way, text
