"""`{% url %}` as Django has it, but an address that takes no arguments is worked out once in a process.

Every page names a dozen of these, in its head, menu and foot. A built-in library (see TEMPLATES): no template loads it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django import template
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.defaulttags import URLNode, url
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.html import conditional_escape

register = template.Library()


@lru_cache(maxsize=500)
def _plain_address(name: str, urlconf: str | None, prefix: str) -> str:
    """Prefixes are few: where the site is mounted."""
    return reverse(name, urlconf=urlconf)


class KnownURLNode(URLNode):
    """Of names in a namespace Django must see the request, and of `as` that a name may be unknown: left to it."""

    def render(self, context: Context) -> Any:
        name = self.view_name.var
        more = self.args or self.kwargs or self.asvar or self.view_name.filters
        if more or not isinstance(name, str) or ":" in name:
            return super().render(context)
        address = _plain_address(str(name), get_urlconf(), get_script_prefix())
        return conditional_escape(address) if context.autoescape else address


@register.tag("url")
def known_url(parser: Parser, token: Token) -> URLNode:
    node = url(parser, token)
    return KnownURLNode(node.view_name, node.args, node.kwargs, node.asvar)
