"""Filters beside the lists, cheap at a million rows: choices come from the small tables."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from meetings.models import Municipality


class ByMunicipality(admin.SimpleListFilter):
    """The municipalities that have committees here. Subclasses say by which path a row belongs to one."""

    title = "kommune"
    parameter_name = "kommune"
    path = "municipality"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        rows = Municipality.objects.filter(committees__isnull=False).distinct()
        return [(row.slug, row.name) for row in rows]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(**{f"{self.path}__slug": self.value()}) if self.value() else queryset


def by_municipality(path: str) -> type[ByMunicipality]:
    return type("ByMunicipality", (ByMunicipality,), {"path": path})
