"""The door of every view behind a login: `@requires(Action.PUBLISH)`."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.cache import never_cache

from meetings.models import User

from .rules import Action, may

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def requires(action: Action) -> Callable[[View], View]:
    """Let those in who may do `action` somewhere; the view cuts its rows with `within`. Others log in, or get a 403.

    The view carries `requires`, by which the test of the whole matrix finds it.
    """

    def guard(view: View) -> View:
        @never_cache
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not may(request.user, action):
                raise PermissionDenied(f"{action} is not among what {request.user.role} may do")
            return view(request, *args, **kwargs)

        guarded.requires = action  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return guard


def person(request: HttpRequest) -> User:
    """Who is logged in, behind a door of this module."""
    if not isinstance(request.user, User):
        raise PermissionDenied("nobody is logged in")
    return request.user
