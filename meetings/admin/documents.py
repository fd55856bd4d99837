"""Originals: never changed. What the parser said of each, the file itself, and the ways on where it was stuck."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from meetings.filing import originals
from meetings.filing.intake import read_again
from meetings.jobs import recognise_soon
from meetings.models import SourceDocument
from meetings.models.document import SourceDocumentQuerySet
from meetings.publish.originals import saved_only

from .audited import ReadOnly
from .document_forms import facts_view, release_view
from .parsed import link


@admin.register(SourceDocument)
class SourceDocumentAdmin(ReadOnly):
    list_display = ["__str__", "outcome", "municipality", "meeting", "version", "warning_count", "received_at"]
    list_filter = ["outcome", "ocr", "dialect", ("municipality", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["municipality", "meeting__committee"]
    search_fields = ["filename", "sha256", "meeting__committee__name"]
    date_hierarchy = "received_at"
    actions = ["read_again"]
    change_form_template = "admin/archive_document.html"
    fieldsets = [
        (None, {"fields": ["download", "outcome", "problem", "the_meeting", "municipality", "version"]}),
        (
            "Læsningen",
            {"fields": ["dialect", "pages", "ocr", "warnings_told", "unread_told", "parsed_told"]},
        ),
        ("Filen", {"fields": ["media_type", "size", "sha256", "received_at", "received_from"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[SourceDocument]:
        documents: Any = super().get_queryset(request)
        match = request.resolver_match
        return documents.light() if match and match.url_name == "meetings_sourcedocument_changelist" else documents

    def get_urls(self) -> list[URLPattern]:
        safe = self.admin_site.admin_view
        return [
            path("<int:pk>/fil/", safe(self.file), name="meetings_sourcedocument_file"),
            path("<int:pk>/oplysninger/", safe(facts_view(self)), name="meetings_sourcedocument_facts"),
            path("<int:pk>/frigiv/", safe(release_view(self)), name="meetings_sourcedocument_release"),
            *super().get_urls(),
        ]

    def file(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The original bytes, to be saved and never to be run: no type of its own, no scripts, no frames."""
        document = SourceDocument.objects.light().filter(pk=pk).first()
        if document is None:
            raise Http404
        if not self.has_view_permission(request, document):
            raise PermissionDenied
        try:
            data = originals.read(document.sha256)
        except originals.OriginalDamaged as error:
            raise Http404("Originalen findes ikke i god stand.") from error
        return saved_only(data, document.shown_name)

    @admin.action(description="Læs igen med dagens læser", permissions=["view"])
    def read_again(self, request: Any, queryset: SourceDocumentQuerySet) -> None:
        if not request.user.has_perm("meetings.change_sourcedocument"):
            raise PermissionDenied
        for document in queryset.light().order_by("received_at"):
            try:
                receipt = read_again(document, actor=request.user)
            except originals.OriginalDamaged:
                self.message_user(request, f"{document}: originalen er beskadiget.", messages.ERROR)
                continue
            level = messages.ERROR if receipt.status == "failed" else messages.SUCCESS
            self.message_user(request, f"{document}: {receipt.message_da}", level)
        recognise_soon(queryset)

    @admin.display(description="Original")
    def download(self, obj: SourceDocument) -> SafeString:
        address = reverse("admin:meetings_sourcedocument_file", args=[obj.pk])
        return format_html('<a href="{}">{}</a>', address, obj.shown_name)

    @admin.display(description="Møde")
    def the_meeting(self, obj: SourceDocument) -> Any:
        return link(obj.meeting)

    @admin.display(description="Advarsler")
    def warning_count(self, obj: SourceDocument) -> int:
        return len(obj.warnings)

    @admin.display(description="Advarsler")
    def warnings_told(self, obj: SourceDocument) -> SafeString | str:
        told = ((_where(one), one.get("message", "")) for one in obj.warnings)
        rows = format_html_join("", "<li>{}{}</li>", told)
        return format_html("<ul>{}</ul>", rows) if rows else "Ingen"

    @admin.display(description="Linjer, der ikke blev placeret")
    def unread_told(self, obj: SourceDocument) -> SafeString | str:
        told = ((_where(one), one.get("text", "")) for one in obj.unread[:200])
        rows = format_html_join("", "<li>{}{}</li>", told)
        more = f"… og {len(obj.unread) - 200} til" if len(obj.unread) > 200 else ""
        return format_html("<ul>{}</ul>{}", rows, more) if rows else "Ingen"

    @admin.display(description="Det læste")
    def parsed_told(self, obj: SourceDocument) -> SafeString | str:
        if not obj.parsed:
            return "Intet"
        plain = json.dumps(obj.parsed, ensure_ascii=False, indent=2)
        return format_html("<details><summary>Vis som JSON</summary><pre>{}</pre></details>", plain)


def _where(one: dict[str, Any]) -> str:
    line, page = one.get("line"), one.get("page")
    place = [f"side {page}"] * bool(page) + [f"linje {line}"] * bool(line)
    return f"{', '.join(place).capitalize()}: " if place else ""
