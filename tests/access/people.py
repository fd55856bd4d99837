"""The cast of every test behind a login, and browsers in which they are logged in.

    asta = clerk("Varde")                       # role, municipality, e-mail asta@varde.example
    client = logged_in(asta)                    # one step: enough unless settings.REQUIRE_SECOND_FACTOR
    client = logged_in(asta, second_factor=True)

In tests REQUIRE_SECOND_FACTOR is off (tests/conftest.py); `settings.REQUIRE_SECOND_FACTOR = True` turns it on.
"""

from __future__ import annotations

import time

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client

from meetings.models import Municipality, User
from tests.make import make_municipality

PASSWORD = "et langt kodeord til prøver"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
Role = User.Role


def person(role: str, municipality: str | Municipality | None = None, name: str = "", **fields: object) -> User:
    """Somebody of that role, found again when asked for twice."""
    place = make_municipality(municipality) if isinstance(municipality, str) else municipality
    email = f"{name or role}@{place.slug if place else 'arkivet'}.example"
    known = User.objects.filter(email=email).first()
    return known or User.objects.create_user(
        email, email, PASSWORD, role=role, municipality=place, first_name=(name or role).capitalize(), **fields
    )


def clerk(municipality: str | Municipality = "Varde", name: str = "asta", **fields: object) -> User:
    return person(Role.CLERK, municipality, name, **fields)


def municipality_admin(municipality: str | Municipality = "Varde", name: str = "bente", **fields: object) -> User:
    return person(Role.MUNICIPALITY_ADMIN, municipality, name, **fields)


def auditor(municipality: str | Municipality = "Varde", name: str = "rita", **fields: object) -> User:
    return person(Role.AUDITOR, municipality, name, **fields)


def archive_admin(name: str = "arne") -> User:
    return person(Role.ARCHIVE_ADMIN, None, name, is_staff=True, is_superuser=True)


def give_totp(user: User, secret: str = SECRET) -> None:
    """An app on the telephone; `code()` is what it shows."""
    TOTP.activate(user, secret)


def code(secret: str = SECRET, steps: int = 0) -> str:
    """What the app shows now, or `steps` half-minutes from now (a code works once)."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def logged_in(user: User, *, second_factor: bool = False) -> Client:
    client = Client()
    client.force_login(user)
    if second_factor:
        session = client.session
        session["account_authentication_methods"] = [{"method": "mfa", "at": time.time(), "type": "totp"}]
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()
    return client
