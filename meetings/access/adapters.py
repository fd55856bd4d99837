"""What allauth asks of us at logins: who gets in (nobody signs up), where to go then, and what is written down."""

from __future__ import annotations

import base64
import hashlib
import logging
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.userkit import filter_users_by_email
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.internal.constants import LoginStageKey
from allauth.mfa.stages import AuthenticateStage
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from meetings.models import User

from . import second_factor
from .failures import PASSWORD, record_failed_login
from .rules import Action, may

logger = logging.getLogger(__name__)
RECENTLY = 10 * 60  # seconds after a login in which its password need not be typed again to add a second factor


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_stages(self) -> list[str]:
        ours = f"{SecondFactorStage.__module__}.{SecondFactorStage.__name__}"
        theirs = f"{AuthenticateStage.__module__}.{AuthenticateStage.__name__}"
        return [ours if stage == theirs else stage for stage in super().get_login_stages()]

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        if second_factor.is_missing(request) and not second_factor.has_one(request.user):  # type: ignore[arg-type]
            return reverse("mfa_index")
        return reverse(first_page(request.user))  # type: ignore[arg-type]

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mfa_index")

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        found = filter_users_by_email(credentials.get("email", ""))
        record_failed_login(request, user=found[0] if found else None, how=PASSWORD)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail server that is away is no page that fails: it would tell which addresses have an account."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as error:
            logger.error("a mail of an account was not sent: %s", type(error).__name__)  # its words hold the address

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Not right after a login: who has just typed the password is not asked for it again."""
        records = get_authentication_records(self.request, self.request.user)
        fresh = any(time.time() - record["at"] < RECENTLY for record in records)
        return not fresh and super().is_reauthentication_required(app=app, **more)

    def format_email_subject(self, subject: str) -> str:
        return f"{subject} – Referatarkivet"


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets are kept encrypted with a key made of SECRET_KEY: a copy of the database alone makes no codes."""

    def encrypt(self, text: str) -> str:
        return _safe().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _safe().decrypt(encrypted_text.encode()).decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": "Referatarkivet"}


class SecondFactorStage(AuthenticateStage):
    """Asks for the second factor at login, but not after a municipality's own login that vouches for having asked."""

    key = LoginStageKey.MFA_AUTHENTICATE.value

    def handle(self) -> tuple[HttpResponse | None, bool]:
        came_by = (self.login.signal_kwargs or {}).get("sociallogin")
        if came_by is not None:
            from .own_login import vouches_for_second_factor

            if vouches_for_second_factor(came_by):
                second_factor.note(self.request, self.login.user, provider=came_by.account.provider)
                return None, True
        return super().handle()


def _safe() -> MultiFernet:
    """Writes with SECRET_KEY; reads what SECRET_KEY_FALLBACKS wrote as well."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(f"second factor|{key!s}".encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def first_page(user: User) -> str:
    """The name of the page that a person begins at."""
    return "desk" if may(user, Action.SEE_DESK) else "desk_log"
