"""Municipalities, their committees, and the letters of the parties."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from meetings.models import Committee, Municipality, Party

from .audited import Audited


class CommitteeInline(admin.TabularInline):
    model = Committee
    fields = ["name", "slug"]
    readonly_fields = ["slug"]
    extra = 0
    show_change_link = True
    can_delete = False


@admin.register(Municipality)
class MunicipalityAdmin(Audited):
    list_display = ["name", "code", "region", "committee_count", "invented"]
    list_filter = ["region", "invented"]
    search_fields = ["name", "official_name", "code"]
    fields = ["name", "official_name", "code", "region", "slug", "invented"]
    inlines = [CommitteeInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Municipality]:
        return super().get_queryset(request).annotate(committee_count=Count("committees"))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["slug", "code"] if obj else ["slug"]  # readers know the address

    @admin.display(description="Udvalg", ordering="committee_count")
    def committee_count(self, obj: Any) -> int:
        return obj.committee_count


@admin.register(Committee)
class CommitteeAdmin(Audited):
    list_display = ["name", "municipality", "meeting_count"]
    list_filter = [("municipality", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["municipality"]
    search_fields = ["name", "municipality__name"]
    autocomplete_fields = ["municipality"]
    fields = ["municipality", "name", "slug"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Committee]:
        return super().get_queryset(request).select_related("municipality").annotate(meeting_count=Count("meetings"))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["slug", "municipality"] if obj else ["slug"]

    @admin.display(description="Møder", ordering="meeting_count")
    def meeting_count(self, obj: Any) -> int:
        return obj.meeting_count


@admin.register(Party)
class PartyAdmin(Audited):
    list_display = ["letter", "name", "abbreviation", "note"]
    list_display_links = ["letter", "name"]
    search_fields = ["letter", "name", "abbreviation"]
