"""The form with which a reader tells of an error, or asks to have something removed, from whatever page they stand on.

It needs no cookie: a form that anybody may send has nothing that a forged one could steal. What keeps machines away is
a signed time in the form (sent too soon or days later, it is shown again) and a field that people do not see.
"""

from __future__ import annotations

import datetime
from contextlib import suppress
from typing import Any

from django import forms
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from meetings.filing import reports
from meetings.models import Municipality, Report, SourceDocument

SOONEST = datetime.timedelta(seconds=3)  # nobody writes a message faster
LATEST = datetime.timedelta(days=2)
_signer = signing.TimestampSigner(salt="meetings.pages.report")


class ReportForm(forms.Form):
    kind = forms.ChoiceField(
        choices=Report.Kind.choices,
        error_messages={"required": "Vælg, hvad det drejer sig om.", "invalid_choice": "Vælg, hvad det drejer sig om."},
    )
    message = forms.CharField(
        min_length=10,
        max_length=4000,
        error_messages={
            "required": "Skriv, hvad der er galt.",
            "min_length": "Skriv lidt mere, så vi kan finde det.",
            "max_length": "Beskeden er for lang. Skriv højst 4.000 tegn.",
        },
    )
    email = forms.EmailField(
        required=False,
        max_length=254,
        error_messages={"invalid": "Det ligner ikke en e-mailadresse. Skriv den som navn@eksempel.dk."},
    )
    side = forms.CharField(required=False, max_length=500)
    began = forms.CharField(required=False, max_length=200)
    website = forms.CharField(required=False)  # hidden from people: whoever fills it in is a machine

    def clean_side(self) -> str:
        """An address of ours, or none: what is shown to a clerk is never a link that a stranger made."""
        side = str(self.cleaned_data["side"])
        ours = side.startswith("/") and side.isprintable() and url_has_allowed_host_and_scheme(side, allowed_hosts=None)
        return side if ours else ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        try:
            _signer.unsign(cleaned.get("began", ""), max_age=LATEST)
            with suppress(signing.SignatureExpired):
                _signer.unsign(cleaned.get("began", ""), max_age=SOONEST)
                raise forms.ValidationError("Det gik meget hurtigt. Se beskeden igennem, og send den igen.")
        except signing.BadSignature:
            raise forms.ValidationError("Siden har stået åben for længe. Send beskeden igen.") from None
        return cleaned


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """GET shows the form for the page in ?side=, POST hands the message to the clerks of that page's municipality."""
    form = ReportForm(request.POST if request.method == "POST" else None, initial={"side": request.GET.get("side", "")})
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["website"]:
            return HttpResponseRedirect(reverse("report_sent"))
        side = form.cleaned_data["side"]
        try:
            reports.take_in(
                address=side,
                municipality=municipality_of(side),
                **{name: form.cleaned_data[name] for name in ("kind", "message", "email")},
            )
            return HttpResponseRedirect(reverse("report_sent"))
        except reports.TooMany:
            form.add_error(None, "Vi har lige fået mange henvendelser. Prøv igen om en time.")
    context = {
        "form": form,
        "side": form["side"].value() or "",
        "began": _signer.sign("1"),
        "days": Report.KEPT_FOR.days,
        "contact": settings.CONTACT_EMAIL,
    }
    return _private(render(request, "pages/report.html", context, status=422 if form.errors else 200))


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    return _private(render(request, "pages/report_sent.html", {"days": Report.KEPT_FOR.days}))


def municipality_of(address: str) -> Municipality | None:
    """Whose page it is; None for pages of the archive itself."""
    try:
        parts = resolve(address).kwargs
    except Resolver404:
        return None
    if "sha256" in parts:
        document = SourceDocument.objects.light().select_related("municipality").filter(sha256=parts["sha256"]).first()
        return document.municipality if document else None
    return Municipality.objects.filter(slug=str(parts.get("municipality", "")).lower()).first()


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex"
    return response
