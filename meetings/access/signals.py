"""What follows from logins and changed accounts, wherever they are made: the clock, the records, the old addresses."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest

from meetings.filing.audit import record
from meetings.models import User

from . import second_factor, sessions
from .failures import SECOND_FACTOR, record_failed_login


@receiver(user_logged_in)
def start_clock(request: HttpRequest, **kwargs: Any) -> None:
    sessions.begin(request)


@receiver(post_save, sender=User)
def forget_old_addresses(instance: User, **kwargs: Any) -> None:
    """An address that the account no longer has must not open it, nor get its mails."""
    EmailAddress.objects.filter(user=instance).exclude(email__iexact=instance.email).delete()


@receiver([password_changed, password_set, password_reset])
def note_password(user: User, **kwargs: Any) -> None:
    record("change_password", actor=user, target=user, municipality=user.municipality)


@receiver(mfa.authenticator_added)
def note_new_second_factor(request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    """A second factor that was made in this session has been shown in it."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        second_factor.note(request, user, type=authenticator.type)
        _note(user, "add_second_factor", authenticator)


@receiver(mfa.authenticator_removed)
def note_removed_second_factor(user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        _note(user, "remove_second_factor", authenticator)


@receiver(mfa.authentication_failed)
def note_failed_second_factor(request: HttpRequest, user: User, **kwargs: Any) -> None:
    record_failed_login(request, user=user, how=SECOND_FACTOR)


def _note(user: User, action: str, authenticator: Authenticator) -> None:
    record(action, actor=user, target=user, municipality=user.municipality, after={"type": authenticator.type})
