"""Cases and the items they tie together. A case number is corrected on the item that carries it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from meetings.models import Case, Item

from .asked_first import AskedFirst
from .audited import ReadOnly
from .filters import by_municipality
from .merging import RETIE


class ItemOfCase(admin.TabularInline):
    model = Item
    fields = ["number", "title", "meeting", "case_number"]
    readonly_fields = ["number", "title", "meeting", "case_number"]
    extra = 0
    can_delete = False
    show_change_link = True
    ordering = ["meeting__date"]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Item]:
        return super().get_queryset(request).select_related("meeting__committee__municipality")


@admin.register(Case)
class CaseAdmin(AskedFirst, ReadOnly):
    list_display = ["number", "normalised", "municipality", "item_count"]
    list_filter = [by_municipality("municipality")]
    search_fields = ["number", "normalised"]
    acts = (RETIE,)
    fields = ["municipality", "number", "normalised"]
    inlines = [ItemOfCase]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Case]:
        return super().get_queryset(request).select_related("municipality").annotate(item_count=Count("items"))

    @admin.display(description="Punkter", ordering="item_count")
    def item_count(self, obj: Any) -> int:
        return obj.item_count
