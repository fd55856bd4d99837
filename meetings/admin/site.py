"""The admin site itself: its name, and a front page that shows what waits and what was done."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse

from meetings.models import AuditEntry, Correction, Decision, SourceDocument

Outcome = SourceDocument.Outcome


class ArchiveSite(AdminSite):
    site_title = "Referatarkivet"
    site_header = "Referatarkivets administration"
    index_title = "Oversigt"
    site_url = "/"
    index_template = "admin/archive_index.html"

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        context = {"recent": AuditEntry.objects.all()[:10], "waiting": _waiting(), **(extra_context or {})}
        return super().index(request, context)


def _waiting() -> list[tuple[str, int, str]]:
    """What somebody should look at: (what, how many, where); nothing that is at zero."""
    documents = reverse("admin:meetings_sourcedocument_changelist")
    corrections = reverse("admin:meetings_correction_changelist")
    decisions = reverse("admin:meetings_decision_changelist")
    held = SourceDocument.objects.filter(outcome=Outcome.BLOCKED).count()
    incomplete = SourceDocument.objects.filter(outcome=Outcome.INCOMPLETE).count()
    unread = SourceDocument.objects.exclude(outcome__in=[Outcome.OK, Outcome.BLOCKED, Outcome.INCOMPLETE]).count()
    conflicts = Correction.objects.filter(state=Correction.State.CONFLICT).count()
    unrecognised = Decision.objects.filter(recognised=False).count()
    waiting = [
        ("Rettelser, hvor kilden er ændret", conflicts, f"{corrections}?state__exact=conflict"),
        ("Dokumenter holdt tilbage: personoplysninger", held, f"{documents}?outcome__exact=blocked"),
        ("Dokumenter, hvor noget mangler", incomplete, f"{documents}?outcome__exact=incomplete"),
        ("Dokumenter, der ikke kunne læses", unread, documents),
        ("Beslutninger, hvis udfald ikke blev genkendt", unrecognised, f"{decisions}?recognised__exact=0"),
    ]
    return [row for row in waiting if row[1]]
