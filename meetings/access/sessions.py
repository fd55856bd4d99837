"""Sessions end: when nothing was done for SESSION_IDLE_SECONDS, and SESSION_COOKIE_AGE after the login at the latest.

A changed password, role or municipality ends them too (User._get_session_auth_hash), and so does a deactivated account
(the login's backend).
"""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse

BEGAN, SEEN = "began", "seen"
STEP = 60  # seconds between two notes of having been seen: one write a minute, not one a page


class SessionClock:
    """Looks at requests that carry a session's cookie only: a reader without one stays without."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and SESSION_KEY in request.session:
            _tick(request, int(time.time()))
        return self.get_response(request)


def begin(request: HttpRequest) -> None:
    """Starts the clock at login."""
    request.session[BEGAN] = request.session[SEEN] = int(time.time())


def has_ended(request: HttpRequest) -> bool:
    """Whether this very request found its session too old."""
    return getattr(request, "session_ended", False)


def _tick(request: HttpRequest, now: int) -> None:
    session = request.session
    began, seen = session.get(BEGAN, 0), session.get(SEEN, 0)
    if now - began > settings.SESSION_COOKIE_AGE or now - seen > settings.SESSION_IDLE_SECONDS:
        session.flush()
        request.session_ended = True  # type: ignore[attr-defined]
    elif now - seen >= STEP:
        session[SEEN] = now
        session.save()
        session.modified = False  # saved already; a page that anybody may cache must not carry the cookie
