"""What every answer to a machine has in common."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import conditional_page, require_safe

View = Callable[..., HttpResponseBase]


def for_machines(view: View) -> View:
    """GET and HEAD from any site, without cookies. A cache asks before each use, since withdrawing takes effect at
    once; where nothing has changed the answer is an empty 304. Not listed by search engines: the pages are."""

    @require_safe
    @conditional_page
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "public, no-cache"
        response["Access-Control-Allow-Origin"] = "*"
        response["X-Robots-Tag"] = "noindex"
        return response

    return answer
