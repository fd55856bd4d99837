"""What the archive derives by itself for search and for persons: to see why something is found, or is not."""

from __future__ import annotations

from typing import Any

from django.contrib import admin

from meetings.models import Person, PersonVote, Presence, SearchItem

from .audited import ReadOnly
from .filters import by_municipality


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
class PersonAdmin(ReadOnly):
    list_display = ["name", "municipality"]
    list_filter = [by_municipality("municipality")]
    list_select_related = ["municipality"]
    search_fields = ["name"]


@admin.register(Presence)
class PresenceAdmin(ReadOnly):
    list_display = ["person", "meeting", "present", "away", "decided"]
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
