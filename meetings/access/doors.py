"""The door of every view behind a login: `@requires(Action.PUBLISH)`."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views.decorators.cache import never_cache

from meetings.models import User

from . import second_factor, sessions
from .rules import Action, may

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
ENDED = "Du var logget ud, fordi der ikke var sket noget et stykke tid. Log ind for at fortsætte."
ENDED_UNSENT = f"{ENDED} Det, du sendte sidst, er ikke gemt."


def requires(action: Action) -> Callable[[View], View]:
    """Let those in who may do `action` somewhere; the view cuts its rows with `within`. Others log in, or get a 403.

    Those who must show a second factor are led there first. The view carries `requires`, by which the test of the
    whole matrix finds it.
    """

    def guard(view: View) -> View:
        @never_cache
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            refused = turned_away(request, action)
            return refused if refused is not None else view(request, *args, **kwargs)

        guarded.requires = action  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return guard


def shown_before_changed(view: View) -> View:
    """For the pages on which second factors are made and taken away: whoever has one shows it first. A password alone
    would do there for a session from before it was made."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user = request.user
        if isinstance(user, User) and second_factor.has_one(user) and not second_factor.was_given(request):
            return second_factor.ask(request, after=reverse("mfa_index"))
        return view(request, *args, **kwargs)

    return guarded  # type: ignore[return-value]


def turned_away(request: HttpRequest, action: Action) -> HttpResponse | None:
    """Where somebody goes who may not do this (yet); None for those who may. PermissionDenied: never will."""
    if not request.user.is_authenticated:
        return log_in_first(request)
    if not may(request.user, action):
        raise PermissionDenied(f"{action} is not among what {request.user.role} may do")
    if second_factor.is_missing(request):
        return second_factor.ask(request)
    return None


def log_in_first(request: HttpRequest) -> HttpResponse:
    """To the login page, and from there back; what was sent by a form is lost, and that is said."""
    looked = request.method in ("GET", "HEAD")
    if sessions.has_ended(request):
        messages.warning(request, ENDED if looked else ENDED_UNSENT)
    return redirect_to_login(request.get_full_path() if looked else reverse("desk"))


def person(request: HttpRequest) -> User:
    """Who is logged in, behind a door of this module."""
    if not isinstance(request.user, User):
        raise PermissionDenied("nobody is logged in")
    return request.user
