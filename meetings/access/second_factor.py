"""The second factor: who must have one, whether this session was opened with one, and the way to get one.

Roles that may publish or administer must have one (TOTP, a security key or passkey of WebAuthn); others may. A code,
a key, a recovery code and, where it is trusted to, a municipality's own login count (allauth keeps a record of each in
the session).
"""

from __future__ import annotations

from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse

from meetings.models import User

from .rules import ALLOWED, Action

METHOD = "mfa"  # allauth's word for it in the session's records
_NEEDED_FOR = frozenset({Action.PUBLISH, Action.MANAGE_USERS, Action.ADMIN_SITE})
Type = Authenticator.Type


def is_needed_by(user: User | AnonymousUser) -> bool:
    return (
        settings.REQUIRE_SECOND_FACTOR
        and isinstance(user, User)
        and bool(ALLOWED.get(user.role, frozenset()) & _NEEDED_FOR)
    )


def was_given(request: HttpRequest) -> bool:
    """Whether this session was opened with a second factor (or has got one since)."""
    return any(record.get("method") == METHOD for record in get_authentication_records(request, request.user))


def is_missing(request: HttpRequest) -> bool:
    """Whether the person must show a second factor before going on."""
    return is_needed_by(request.user) and not was_given(request)


def has_one(user: User) -> bool:
    return Authenticator.objects.filter(user=user, type__in=[Type.TOTP, Type.WEBAUTHN]).exists()


def ask(request: HttpRequest, *, after: str = "") -> HttpResponseRedirect:
    """To where a second factor is shown, or made by those who have none; then back, or to `after`."""
    user = request.user
    if Authenticator.objects.filter(user=user, type=Type.TOTP).exists():
        page = "mfa_reauthenticate"
    elif Authenticator.objects.filter(user=user, type=Type.WEBAUTHN).exists():
        page = "mfa_reauthenticate_webauthn"
    else:
        return HttpResponseRedirect(reverse("mfa_index"))
    after = after or (request.get_full_path() if request.method in ("GET", "HEAD") else reverse("desk"))
    return HttpResponseRedirect(f"{reverse(page)}?{urlencode({'next': after})}")


def note(request: HttpRequest, user: User, **how: str | int) -> None:
    """This session has shown one: just made (`type`), or vouched for by a municipality's own login (`provider`)."""
    record_authentication(request, user, METHOD, **how)
