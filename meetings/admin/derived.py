"""What the archive derives by itself for search and for persons: to see why something is found, or is not."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from meetings.filing.merging import part_persons
from meetings.models import Person, PersonAlias, PersonVote, Presence, SearchItem

from .asked_first import AskedFirst
from .audited import ReadOnly
from .filters import by_municipality
from .merging import MERGE_PERSONS


@admin.register(SearchItem)
class SearchItemAdmin(ReadOnly):
    list_display = ["title", "municipality", "committee", "date", "outcome", "closed"]
    list_filter = ["document_kind", "outcome", "closed", ("municipality", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["municipality", "committee"]
    search_fields = ["title", "case_number"]
    ordering = ["-date", "-item"]

    def get_fields(self, request: Any, obj: Any = None) -> Any:
        return [field.name for field in SearchItem._meta.fields]


@admin.register(Person)
class PersonAdmin(AskedFirst, ReadOnly):
    acts = (MERGE_PERSONS,)
    list_display = ["name", "municipality"]
    list_filter = [by_municipality("municipality")]
    list_select_related = ["municipality"]
    search_fields = ["name"]


@admin.register(PersonAlias)
class PersonAliasAdmin(ReadOnly):
    list_display = ["name", "of_name", "municipality", "made_at"]
    list_filter = [by_municipality("municipality")]
    list_select_related = ["municipality"]
    search_fields = ["name", "of_name"]
    actions = ["part"]

    @admin.action(description="Skil ad: to personer igen", permissions=["view"])
    def part(self, request: HttpRequest, queryset: QuerySet[PersonAlias]) -> None:
        if not request.user.has_perm("meetings.change_personalias"):
            return self.message_user(request, "Du kan se stavemåderne, men ikke skille dem ad.", "error")
        rows = list(queryset.select_related("municipality"))
        for row in rows:
            part_persons(row, actor=request.user)  # type: ignore[arg-type]
        return self.message_user(request, f"{len(rows)} skilt ad.")


@admin.register(Presence)
class PresenceAdmin(ReadOnly):
    list_display = ["person", "meeting", "present", "away", "away_here", "decided"]
    list_filter = ["present", by_municipality("person__municipality")]
    list_select_related = ["person", "meeting__committee"]
    search_fields = ["person__name"]
    ordering = ["-date", "-id"]


@admin.register(PersonVote)
class PersonVoteAdmin(ReadOnly):
    list_display = ["person", "vote"]
    list_filter = [by_municipality("person__municipality")]
    list_select_related = ["person", "vote"]
    search_fields = ["person__name"]
