"""The admin site itself: its door, its name, and a front page that shows what waits and what was done.

Archive administrators only, by the same login as the desk and with its second factor. Whoever works for one
municipality has the desk, which is cut to it. Django's own permissions still say what an administrator may do here.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth import logout as log_out
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme

from meetings.access import Action, may, second_factor
from meetings.models import AuditEntry, Correction, Decision, SourceDocument

from .contents import by_subject
from .unsure import unsure_view

Outcome = SourceDocument.Outcome


class ArchiveSite(AdminSite):
    site_title = "Referatarkivet"
    site_header = "Referatarkivets administration"
    index_title = "Oversigt"
    site_url = "/"
    index_template = "admin/archive_index.html"
    enable_nav_sidebar = False  # its width is wanted by the lists; the front page has the lists by subject

    def has_permission(self, request: HttpRequest) -> bool:
        return self._is_let_in(request) and not second_factor.is_missing(request)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Not a page of its own: to the login of the whole site, to the second factor, or a 403."""
        wanted = request.GET.get("next", "")
        if not url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()):
            wanted = reverse("admin:index")
        if not request.user.is_authenticated:
            return redirect_to_login(wanted)
        if not self._is_let_in(request):
            raise PermissionDenied("the admin site is for archive administrators")
        return second_factor.ask(request, after=wanted) if second_factor.is_missing(request) else redirect(wanted)

    def logout(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if request.method == "POST":
            log_out(request)
            return redirect("account_login")
        return redirect("account_logout")

    def password_change(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect("account_change_password")

    def _is_let_in(self, request: HttpRequest) -> bool:
        return may(request.user, Action.ADMIN_SITE) and super().has_permission(request)

    def get_urls(self) -> list[Any]:
        view = self.admin_view(partial(unsure_view, self))
        return [path("usikre/", view, name="unsure"), *super().get_urls()]

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        context = {
            "subjects": by_subject(self.get_app_list(request)),
            "recent": AuditEntry.objects.all()[:10],
            "waiting": _waiting(),
            **(extra_context or {}),
        }
        return super().index(request, context)


def _waiting() -> list[tuple[str, int, str]]:
    """What somebody should look at: (what, how many, where); nothing that is at zero."""
    documents = reverse("admin:meetings_sourcedocument_changelist")
    corrections = reverse("admin:meetings_correction_changelist")
    held = SourceDocument.objects.filter(outcome=Outcome.BLOCKED).count()
    incomplete = SourceDocument.objects.filter(outcome=Outcome.INCOMPLETE).count()
    for_ocr = SourceDocument.FOR_RECOGNITION
    recognised_soon = SourceDocument.objects.filter(outcome__in=for_ocr).count()
    others = [Outcome.OK, Outcome.BLOCKED, Outcome.INCOMPLETE, *for_ocr]
    unread = SourceDocument.objects.exclude(outcome__in=others).count()
    conflicts = Correction.objects.filter(state=Correction.State.CONFLICT).count()
    unrecognised = Decision.objects.filter(recognised=False).count()
    waiting = [
        ("Rettelser, hvor kilden er ændret", conflicts, f"{corrections}?state__exact=conflict"),
        ("Dokumenter holdt tilbage: personoplysninger", held, f"{documents}?outcome__exact=blocked"),
        ("Dokumenter, hvor noget mangler", incomplete, f"{documents}?outcome__exact=incomplete"),
        ("Dokumenter, der venter på OCR", recognised_soon, f"{documents}?outcome__in={','.join(for_ocr)}"),
        ("Dokumenter, der ikke kunne læses", unread, documents),
        ("Beslutninger, hvis udfald ikke blev genkendt", unrecognised, reverse("admin:unsure")),
    ]
    return [row for row in waiting if row[1]]
