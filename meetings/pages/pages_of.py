"""Long lists in pages: which one is asked for, and the links between them."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest


def page_of(request: HttpRequest, rows: QuerySet[Any], size: int) -> Page[Any]:
    """The page that '?side=3' asks for, the first without; 404 for one that is not there. Two queries."""
    asked = request.GET.get("side", "1")
    paginator = Paginator(rows, size)
    if not (asked.isdecimal() and asked.isascii() and len(asked) < 8 and 1 <= int(asked) <= paginator.num_pages):
        raise Http404("no such page")
    return paginator.page(int(asked))
