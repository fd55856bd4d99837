"""One log line for each request: what was asked, how it ended, how long it took, roughly from where."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from .logs import shortened

logger = logging.getLogger("archive.requests")


class RequestLog:
    """The path without its query string: what a reader searches for is nobody's business.

    `request.network` is where a request came from, shortened, for whoever else writes it down.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.monotonic()
        request.network = shortened(client_address(request))  # type: ignore[attr-defined]
        response = self.get_response(request)
        logger.info(
            "request",
            extra={
                "method": request.method,
                "path": _path(request),
                "status": response.status_code,
                "ms": round((time.monotonic() - began) * 1000),
                "from": request.network,  # type: ignore[attr-defined]
            },
        )
        return response


# Addresses that are themselves a secret: whoever has the link of such a mail can choose the account's password.
SECRET_ADDRESSES = frozenset({"account_reset_password_from_key"})


def _path(request: HttpRequest) -> str:
    """As it was asked for; of a secret address only the route."""
    found = request.resolver_match
    return f"/{found.route}" if found is not None and found.url_name in SECRET_ADDRESSES else request.path


def client_address(request: HttpRequest) -> str:
    """The reader's address; behind our own proxy the one that it appended last to X-Forwarded-For."""
    if settings.BEHIND_PROXY:
        return str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",")[-1].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
