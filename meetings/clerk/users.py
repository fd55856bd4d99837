"""The municipality's users, for its administrators: who they are, inviting, roles, closing, a lost second factor."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import messages
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meetings.access import Action, accounts, municipalities, person, requires, within
from meetings.models import Municipality, User

logger = logging.getLogger(__name__)
ROLES = [(role.value, role.label) for role in accounts.GIVEN_HERE]
MAIL_FAILED_EN = "an invitation could not be mailed: %s"
MAIL_FAILED = "Mailen kunne ikke sendes lige nu. Prøv igen om lidt."


class InviteForm(forms.Form):
    name = forms.CharField(label="Navn", max_length=120, error_messages={"required": "Skriv navnet."})
    email = forms.EmailField(
        label="E-mailadresse",
        max_length=150,
        error_messages={"required": "Skriv adressen.", "invalid": "Skriv en hel e-mailadresse."},
    )
    role = forms.ChoiceField(label="Rolle", choices=ROLES, initial=User.Role.CLERK)
    municipality = forms.ModelChoiceField(Municipality.objects.none(), label="Kommune")

    def __init__(self, *args: Any, places: QuerySet[Municipality], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].queryset = places  # type: ignore[attr-defined]
        if places.count() == 1:
            self.fields["municipality"].initial = places.get()
            self.fields["municipality"].widget = forms.HiddenInput()


@require_safe
@requires(Action.MANAGE_USERS)
def users(request: HttpRequest) -> HttpResponse:
    rows = _mine(request).select_related("municipality").order_by("-is_active", "first_name", "last_name", "email")
    return render(request, "clerk/users.html", {"users": rows, "form": _form(request)})


@require_POST
@requires(Action.MANAGE_USERS)
def invite(request: HttpRequest) -> HttpResponse:
    form = _form(request, request.POST)
    if form.is_valid():
        try:
            user = accounts.invite(**form.cleaned_data, actor=person(request))
        except accounts.Refused as why:
            form.add_error(None, str(why))
        except OSError as error:
            logger.error(MAIL_FAILED_EN, type(error).__name__)
            form.add_error(None, MAIL_FAILED)
        else:
            messages.success(request, f"{user.get_full_name()} er inviteret med en mail til {user.email}.")
            return redirect("desk_users")
    rows = _mine(request).select_related("municipality")
    return render(request, "clerk/users.html", {"users": rows, "form": form}, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Action.MANAGE_USERS)
def user(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them. POST does what its button says (`act`)."""
    row = get_object_or_404(_mine(request).select_related("municipality"), pk=pk)
    if request.method == "POST":
        try:
            messages.success(request, _act(request, row))
        except accounts.Refused as why:
            messages.error(request, str(why))
        except OSError as error:
            logger.error(MAIL_FAILED_EN, type(error).__name__)
            messages.error(request, MAIL_FAILED)
        return redirect("desk_users" if row.pk == person(request).pk else "desk_user", *_key_of(request, row))
    return render(request, "clerk/user.html", {"account": row, "roles": ROLES, "is_self": row.pk == person(request).pk})


def _act(request: HttpRequest, row: User) -> str:
    """Does it, and says what was done."""
    actor, name = person(request), row.get_full_name() or row.email
    acts: dict[str, tuple[Callable[[], None], str]] = {
        "role": (
            lambda: accounts.change_role(row, role=request.POST.get("role", ""), actor=actor),
            f"{name} har fået en ny rolle og skal logge ind igen.",
        ),
        "close": (lambda: accounts.deactivate(row, actor=actor), f"{name} kan ikke længere logge ind."),
        "open": (lambda: accounts.activate(row, actor=actor), f"{name} kan logge ind igen."),
        "second": (
            lambda: accounts.reset_second_factor(row, actor=actor),
            f"{name} skal slå totrinslogin til igen ved næste login.",
        ),
        "mail": (lambda: accounts.invite_again(row, actor=actor), f"{name} har fået et nyt link."),
    }
    act, said = acts.get(request.POST.get("act", ""), (None, ""))
    if act is None:
        raise accounts.Refused("Det kender siden ikke.")
    act()
    return said


def _key_of(request: HttpRequest, row: User) -> list[int]:
    return [] if row.pk == person(request).pk else [row.pk]


def _mine(request: HttpRequest) -> QuerySet[User]:
    """The accounts that this person looks after; archive administrators are looked after in the admin."""
    second = Authenticator.objects.filter(user=OuterRef("pk"), type__in=["totp", "webauthn"])
    rows = within(User.objects.all(), person(request), Action.MANAGE_USERS).exclude(role=User.Role.ARCHIVE_ADMIN)
    return rows.annotate(has_second=Exists(second))


def _form(request: HttpRequest, data: Any = None) -> InviteForm:
    return InviteForm(data, places=municipalities(person(request), Action.MANAGE_USERS))
