"""Addresses of what has a page, put together from slugs.

Django finds them through its table of patterns, in 25 µs each; a page has a hundred. meetings/pages/urls.py says what
they look like, and a test holds the two together.
"""

from __future__ import annotations

from django.urls import get_script_prefix


def path_of(*slugs: str) -> str:
    """'/varde/byraadet/' of ('varde', 'byraadet'); nothing in a slug needs quoting."""
    return f"{get_script_prefix()}{'/'.join(slugs)}/"
