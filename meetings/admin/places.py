"""Municipalities, their committees, and the letters of the parties."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from meetings.filing.merging import rename_committee
from meetings.models import Committee, CommitteeAlias, Municipality, Party

from .asked_first import AskedFirst
from .audited import Audited
from .merging import MERGE_COMMITTEES


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
class CommitteeAdmin(AskedFirst, Audited):
    list_display = ["name", "municipality", "meeting_count"]
    list_filter = [("municipality", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["municipality"]
    search_fields = ["name", "municipality__name"]
    autocomplete_fields = ["municipality"]
    fields = ["municipality", "name", "slug", "also_called"]
    acts = (MERGE_COMMITTEES,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Committee]:
        return super().get_queryset(request).select_related("municipality").annotate(meeting_count=Count("meetings"))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["slug", "municipality", "also_called"] if obj else ["slug", "also_called"]

    def save_model(self, request: Any, obj: Committee, form: Any, change: bool) -> None:
        """A new name is a new address, and more: merging.rename_committee."""
        if not change:
            super().save_model(request, obj, form, change)
        elif "name" in form.changed_data:
            standing = Committee.objects.select_related("municipality").get(pk=obj.pk)
            try:
                rename_committee(standing, form.cleaned_data["name"], actor=request.user)
            except ValueError:
                words = "Et andet udvalg hedder sådan. Slå de to sammen på listen over udvalg."
                self.message_user(request, words, messages.ERROR)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        return None  # renaming has written its own entry

    @admin.display(description="Også kaldt")
    def also_called(self, obj: Committee) -> str:
        return ", ".join(CommitteeAlias.objects.filter(committee=obj).values_list("name", flat=True)) or "–"

    @admin.display(description="Møder", ordering="meeting_count")
    def meeting_count(self, obj: Any) -> int:
        return obj.meeting_count


@admin.register(Party)
class PartyAdmin(Audited):
    list_display = ["letter", "name", "abbreviation", "note"]
    list_display_links = ["letter", "name"]
    search_fields = ["letter", "name", "abbreviation"]
