"""Meetings and who sat in them: cover fields, the list of items, and the way to the readers and back."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html_join

from meetings.models import Attendance, Item, Meeting

from .filters import by_municipality
from .parsed import ParsedAdmin, ParsedInline, link
from .publication import publication_view


class AttendanceInline(ParsedInline):
    model = Attendance
    fields = ["name", "party", "present"]
    show_change_link = False


class ItemInline(ParsedInline):
    model = Item
    fields = ["number", "title", "kind", "closed", "case_number"]
    verbose_name_plural = "punkter (afsnit, beslutninger og bilag rettes på punktets egen side)"


@admin.register(Meeting)
class MeetingAdmin(ParsedAdmin):
    list_display = ["committee", "municipality", "date", "kind", "status", "item_count"]
    list_filter = ["status", "kind", by_municipality("committee__municipality")]
    list_select_related = ["committee__municipality"]
    search_fields = ["committee__name", "committee__municipality__name", "date"]
    date_hierarchy = "date"
    autocomplete_fields = ["committee"]
    inlines = [AttendanceInline, ItemInline]
    readonly_fields = [
        *("municipality", "status", "sequence", "published_at", "corrected_at", "withdrawn_at", "withdrawal_reason"),
        *("created_at", "originals", "corrections_here"),
    ]
    fieldsets = [
        (None, {"fields": ["municipality", "committee", "kind", "date", "start_time", "place"]}),
        ("Valgperiode", {"fields": [("term_start", "term_end")]}),
        ("Rettelse", {"fields": ["reason", "corrections_here"]}),
        (
            "Tilstand",
            {
                "fields": [
                    *("status", "published_at", "corrected_at", "withdrawn_at", "withdrawal_reason"),
                    *("originals", "sequence", "created_at"),
                ]
            },
        ),
    ]
    actions = ["publish", "unpublish", "withdraw"]
    change_form_template = "admin/archive_meeting.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Meeting]:
        meetings: Any = super().get_queryset(request)
        return meetings.with_places()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # withdrawn, never deleted

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(publication_view(self))
        return [path("<str:act>-flere/", view, name="meetings_meeting_publication"), *super().get_urls()]

    @admin.action(description="Offentliggør …", permissions=["change"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Meeting]) -> HttpResponse:
        return _ask("publish", queryset)

    @admin.action(description="Tilbage til kladde …", permissions=["change"])
    def unpublish(self, request: HttpRequest, queryset: QuerySet[Meeting]) -> HttpResponse:
        return _ask("unpublish", queryset)

    @admin.action(description="Træk tilbage …", permissions=["change"])
    def withdraw(self, request: HttpRequest, queryset: QuerySet[Meeting]) -> HttpResponse:
        return _ask("withdraw", queryset)

    @admin.display(description="Kommune", ordering="committee__municipality__sort_key")
    def municipality(self, obj: Meeting) -> Any:
        return obj.committee.municipality

    @admin.display(description="Originaler")
    def originals(self, obj: Meeting) -> Any:
        rows = obj.documents.light().order_by("-version")
        told = ((link(row), row.version, row.get_outcome_display()) for row in rows)
        return format_html_join("", "<p>{} (version {}, {})</p>", told) or "Ingen"


def _ask(act: str, queryset: QuerySet[Meeting]) -> HttpResponse:
    ids = ",".join(str(pk) for pk in queryset.order_by("pk").values_list("pk", flat=True))
    return HttpResponseRedirect(f"{reverse('admin:meetings_meeting_publication', args=[act])}?ids={ids}")


@admin.register(Attendance)
class AttendanceAdmin(ParsedAdmin):
    list_display = ["name", "party", "meeting", "present"]
    list_filter = ["present", by_municipality("meeting__committee__municipality")]
    list_select_related = ["meeting__committee"]
    search_fields = ["name", "meeting__committee__name"]
    readonly_fields = ["the_meeting", "corrections_here"]
    fields = ["the_meeting", "name", "party", "present", "reason", "corrections_here"]

    @admin.display(description="Møde")
    def the_meeting(self, obj: Attendance) -> Any:
        return link(obj.meeting)
