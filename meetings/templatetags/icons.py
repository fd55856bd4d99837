"""Icons drawn for the site, as inline SVG: no request, and they take the colour of the text."""

from functools import lru_cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# Strokes on a grid of 24 by 24.
PATHS = {
    "arrow-left": "M20 12H5M11 6l-6 6 6 6",
    "arrow-right": "M4 12h15M13 6l6 6-6 6",
    "arrow-up": "M12 20V5M6 11l6-6 6 6",
    "bell": "M6 17V11a6 6 0 0 1 12 0v6l2 2H4zM10 22h4",
    "calendar": "M4 6h16v15H4zM4 10h16M8 3v5M16 3v5",
    "check": "M4 13l5 5L20 6",
    "check-plus": "M2 14l4 4 8-10M18 11v8M14 15h8",
    "clock": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7v5l4 2",
    "close": "M6 6l12 12M18 6L6 18",
    "dot": "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8",
    "download": "M12 3v12M7 11l5 5 5-5M4 20h16",
    "eye": "M2 12s4-7 10-7 10 7 10 7-4 7-10 7-10-7-10-7M12 10a2 2 0 1 0 0 4 2 2 0 0 0 0-4",
    "feed": "M5 4a15 15 0 0 1 15 15M5 11a8 8 0 0 1 8 8M6.5 17a1 1 0 1 0 0 2 1 1 0 0 0 0-2",
    "lock": "M5 11h14v10H5zM8 11V7a4 4 0 0 1 8 0v4",
    "minus": "M5 12h14",
    "question": "M8 9a4 4 0 1 1 5 4q-1 .5-1 2M12 19v.5",
    "sheet": "M6 3h9l4 4v14H6zM9 11h7M9 15h7M9 19h4",
    "speech": "M4 4h16v12H11l-5 4v-4H4z",
}


@register.simple_tag
@lru_cache
def icon(name: str) -> SafeString:
    """The icon, hidden from screen readers: the words beside it say the same."""
    drawing = mark_safe(f'<path d="{PATHS[name]}"/>')  # noqa: S308 - the drawings stand above
    return format_html('<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>', drawing)
