"""Where a document is stuck: what it does not say is filled in, or what it was held back for is decided."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from meetings.filing.intake import fill_in, release
from meetings.filing.originals import OriginalDamaged
from meetings.models import Meeting, Municipality, SourceDocument

from .publication import ReasonForm


class FactsForm(forms.Form):
    """What a document must say to be filed; what is left empty is what the document says itself."""

    municipality = forms.ModelChoiceField(Municipality.objects.all(), label="Kommune", required=False)
    committee = forms.CharField(label="Udvalg", required=False, max_length=200, help_text="som kommunen skriver det")
    date = forms.DateField(
        label="Mødedato", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    document_kind = forms.ChoiceField(
        label="Type", required=False, choices=[("", "som dokumentet siger"), *Meeting.Kind.choices]
    )
    reason = forms.CharField(label="Begrundelse", required=False, max_length=500)


def facts_view(page: Any) -> Callable[..., HttpResponse]:
    def view(request: Any, pk: int) -> HttpResponse:
        document = _document(request, pk)
        said = document.parsed or {}
        initial = {name: said.get(name) for name in ("committee", "date", "document_kind")}
        initial["municipality"] = document.municipality_id
        form = FactsForm(request.POST or None, initial=initial)
        if request.method == "POST" and form.is_valid():
            given = {name: value for name, value in form.cleaned_data.items() if value and name in form.changed_data}
            return _told(request, document, lambda: fill_in(document, given, actor=request.user))
        return _ask(page, request, document, form, "Udfyld det, dokumentet ikke siger", "Gem og læs igen")

    return view


def release_view(page: Any) -> Callable[..., HttpResponse]:
    def view(request: Any, pk: int) -> HttpResponse:
        document = _document(request, pk)
        form = ReasonForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            reason = form.cleaned_data["reason"]
            return _told(request, document, lambda: release(document, actor=request.user, reason=reason))
        return _ask(page, request, document, form, "Frigiv trods personoplysninger", "Frigiv")

    return view


def _document(request: HttpRequest, pk: int) -> SourceDocument:
    # Originals are read-only for everyone; who may change what was read of them may also say this.
    if not request.user.has_perm("meetings.change_sourcedocument"):
        raise PermissionDenied
    return get_object_or_404(SourceDocument, pk=pk)


def _told(request: HttpRequest, document: SourceDocument, act: Callable[[], Any]) -> HttpResponse:
    try:
        receipt = act()
        level = messages.ERROR if receipt.status == "failed" else messages.SUCCESS
        messages.add_message(request, level, receipt.message_da)
    except OriginalDamaged:
        messages.error(request, "Originalen er beskadiget og kan ikke læses igen.")
    return HttpResponseRedirect(reverse("admin:meetings_sourcedocument_change", args=[document.pk]))


def _ask(
    page: Any, request: HttpRequest, document: SourceDocument, form: forms.Form, title: str, button: str
) -> HttpResponse:
    context = {
        **page.admin_site.each_context(request),
        "title": title,
        "document": document,
        "form": form,
        "button": button,
        "opts": page.opts,
        "back": reverse("admin:meetings_sourcedocument_change", args=[document.pk]),
    }
    return TemplateResponse(request, "admin/archive_document_form.html", context)
