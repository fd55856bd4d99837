"""Filters beside the lists, cheap at a million rows: choices come from the small tables."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from meetings.filing.tables import TABLES
from meetings.models import AuditEntry, Municipality


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


class ByAct(admin.SimpleListFilter):
    """What was done, in the words of the audit trail."""

    title = "handling"
    parameter_name = "handling"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return list(AuditEntry.ACTIONS.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(action=self.value()) if self.value() else queryset


class ByTable(admin.SimpleListFilter):
    """What kind of row a correction lies over."""

    title = "hvad der er rettet"
    parameter_name = "tabel"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(name, str(table.model._meta.verbose_name)) for name, table in TABLES.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(target_model=self.value()) if self.value() else queryset
