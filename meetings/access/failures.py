"""Failed logins, as the audit trail keeps them: whom it was tried for, from roughly where; never what was typed.

An address that belongs to nobody is not kept: it may be a password that was typed in the wrong field.
"""

from __future__ import annotations

from django.http import HttpRequest

from meetings.filing.audit import record
from meetings.models import User

PASSWORD, SECOND_FACTOR, OWN_LOGIN = "adgangskode", "totrinskode", "eget login"


def record_failed_login(request: HttpRequest, *, user: User | None, how: str) -> None:
    """`how`: one of the words above."""
    record(
        "login_failed",
        actor=None,
        target=user,
        municipality=user.municipality if user else None,
        after={"how": how, "network": getattr(request, "network", "")},
    )
