"""The verbs of accounts: invite, give a role, close, open, take the second factor away. Each with its audit entry.

Keyword-only `actor` is who does it. Nobody is made archive administrator here, and no municipality loses its last
administrator: `Refused` carries the Danish words for whoever tried.
"""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from meetings.filing.audit import record
from meetings.models import Municipality, User

Role = User.Role
GIVEN_HERE = (Role.CLERK, Role.MUNICIPALITY_ADMIN, Role.AUDITOR)


class Refused(Exception):
    """It is not done, and these words say why."""


@transaction.atomic
def invite(*, email: str, name: str, role: str, municipality: Municipality, actor: User) -> User:
    """A new account without a password, and the mail with a link to choose one (three days, once)."""
    _may_be_given(role)
    if User.objects.filter(email__iexact=email).exists():
        raise Refused("Der er allerede en bruger med den e-mailadresse.")
    first, _, last = name.strip().partition(" ")
    user = User(username=email.lower(), email=email.lower(), role=role, municipality=municipality)
    user.first_name, user.last_name = first, last
    user.set_unusable_password()
    user.save()
    record("invite_user", actor=actor, target=user, municipality=municipality, after={"role": role})
    send_invitation(user)
    return user


@transaction.atomic
def invite_again(user: User, *, actor: User) -> None:
    """A new link, for whoever let the first one grow old. Raises as `send_invitation` does."""
    _record("invite_again", user, actor)
    send_invitation(user)


def send_invitation(user: User) -> None:
    """Raises Refused when the site has no mail server, OSError when it does not answer."""
    if not settings.CAN_MAIL:
        raise Refused("Der er ikke sat en mailserver op, så ingen kan inviteres. Sig det til arkivets drift.")
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"}).replace("UID-KEY", key)
    words = {"user": user, "address": settings.SITE_URL + path, "login": settings.SITE_URL + reverse("account_login")}
    subject = get_adapter().format_email_subject("Du er inviteret")
    send_mail(subject, render_to_string("emails/invitation.txt", words), None, [user.email])


@transaction.atomic
def change_role(user: User, *, role: str, actor: User) -> None:
    _may_be_given(role)
    if role == user.role:
        return
    _keep_an_administrator(user)
    before, user.role = user.role, role
    user.save(update_fields=["role"])
    _record("change_role", user, actor, before={"role": before}, after={"role": role})


@transaction.atomic
def deactivate(user: User, *, actor: User) -> None:
    _keep_an_administrator(user)
    user.is_active = False
    user.save(update_fields=["is_active"])
    _record("deactivate_user", user, actor)


@transaction.atomic
def activate(user: User, *, actor: User) -> None:
    user.is_active = True
    user.save(update_fields=["is_active"])
    _record("activate_user", user, actor)


@transaction.atomic
def reset_second_factor(user: User, *, actor: User) -> None:
    """For whoever lost the telephone and the recovery codes: the next login makes new ones."""
    Authenticator.objects.filter(user=user).delete()
    _record("remove_second_factor", user, actor, after={"type": "alle"})


def _may_be_given(role: str) -> None:
    if role not in GIVEN_HERE:
        raise Refused("Den rolle gives ikke her.")


def _keep_an_administrator(user: User) -> None:
    """Locks the municipality, so that two who leave at once do not leave it empty."""
    if user.role != Role.MUNICIPALITY_ADMIN or not user.is_active or user.municipality is None:
        return
    Municipality.objects.select_for_update().get(pk=user.municipality.pk)
    others = User.objects.filter(municipality=user.municipality, role=Role.MUNICIPALITY_ADMIN, is_active=True)
    if not others.exclude(pk=user.pk).exists():
        raise Refused("Kommunen skal have mindst én administrator. Gør først en anden til administrator.")


def _record(action: str, user: User, actor: User, **words: Any) -> None:
    record(action, actor=actor, target=user, municipality=user.municipality, **words)
