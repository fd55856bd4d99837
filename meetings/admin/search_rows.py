"""What search knows of each item: to see why something is found, or is not."""

from __future__ import annotations

from typing import Any

from django.contrib import admin

from meetings.models import SearchItem

from .audited import ReadOnly


@admin.register(SearchItem)
class SearchItemAdmin(ReadOnly):
    list_display = ["title", "municipality", "committee", "date", "outcome", "closed"]
    list_filter = ["document_kind", "outcome", "closed", ("municipality", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["municipality", "committee"]
    search_fields = ["title", "case_number"]
    ordering = ["-date", "-item"]

    def get_fields(self, request: Any, obj: Any = None) -> Any:
        return [field.name for field in SearchItem._meta.fields]
