"""The form with which somebody begins to follow: an address, how often, and a mail that asks whether it was them.

The only pages of the public site with a cookie, the form's own. Whether an address is known already, or has asked too
often, the answer is the same.
"""

from __future__ import annotations

import datetime
from contextlib import suppress
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from meetings.models import Subscription

from .doors import private_page
from .targets import Target, of_case, of_committee, of_search

MOST_FOLLOWED = 25  # by one address
MOST_ASKED = 5  # mails that ask for confirmation, to one address in a day
DAY = datetime.timedelta(days=1)
SEND_MAILS = "meetings.jobs.send_mails"  # named and not imported: the worker's jobs call this room


class FollowForm(forms.Form):
    email = forms.EmailField(
        label="E-mail",
        max_length=254,
        error_messages={
            "required": "Skriv din e-mailadresse.",
            "invalid": "Det ligner ikke en e-mailadresse. Skriv den som navn@eksempel.dk.",
        },
    )
    frequency = forms.ChoiceField(
        label="Hvor ofte",
        choices=Subscription.Frequency.choices,
        initial=Subscription.Frequency.DAILY,
        error_messages={"required": "Vælg hvor ofte.", "invalid_choice": "Vælg hvor ofte."},
    )


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    return _form(request, of_search(request.GET))


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def committee(request: HttpRequest, municipality: str, committee: str) -> HttpResponse:
    return _form(request, of_committee(municipality, committee))


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def case(request: HttpRequest, municipality: str, number: str) -> HttpResponse:
    return _form(request, of_case(municipality, number))


@private_page
@require_GET
def sent(request: HttpRequest) -> HttpResponse:
    return render(request, "publish/follow_sent.html", {"most": MOST_FOLLOWED})


def _form(request: HttpRequest, target: Target | None) -> HttpResponse:
    if target is None:
        raise Http404("nothing to follow")
    form = FollowForm(request.POST if request.method == "POST" else None)
    if settings.CAN_MAIL and form.is_valid():
        _ask(form.cleaned_data, target)
        return HttpResponseRedirect(reverse("follow_sent"))
    context: dict[str, Any] = {"target": target, "form": form, "can_mail": settings.CAN_MAIL}
    return render(request, "publish/follow.html", context, status=422 if form.errors else 200)


def _ask(answers: dict[str, str], target: Target) -> None:
    """A pending row, and the worker's attention; nothing where the address has asked or follows too much."""
    of_address = Subscription.objects.of(answers["email"])
    lately = of_address.filter(created_at__gt=timezone.now() - DAY).count()
    if lately >= MOST_ASKED or of_address.count() >= MOST_FOLLOWED:
        return
    Subscription.objects.create(
        email=answers["email"], kind=target.kind, target=target.target, frequency=answers["frequency"]
    )
    with suppress(AlreadyEnqueued):  # a run is waiting to begin and will see this row
        app.configure_task(SEND_MAILS, queue="mail", queueing_lock="send_mails").defer(timestamp=0)
