"""Items with their sections, decisions and attachments."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.forms import Textarea
from django.http import HttpRequest

from meetings.models import Attachment, Decision, Item, Section

from .asked_first import AskedFirst
from .bulk import ITEM_CLOSED, ITEM_KIND, SECTION_ROLE
from .by_words import ByWords
from .filters import by_municipality
from .parsed import ParsedAdmin, ParsedInline, link

LOW: dict[Any, Any] = {models.TextField: {"widget": Textarea(attrs={"rows": 2, "cols": 60})}}


class SectionInline(admin.StackedInline):
    model = Section
    fields = [("heading", "role"), "text"]
    formfield_overrides = {models.TextField: {"widget": Textarea(attrs={"rows": 6, "cols": 90})}}
    extra = 0
    show_change_link = True

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "heading":
            kwargs["widget"] = Textarea(attrs={"rows": 1, "cols": 50})
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class DecisionInline(admin.StackedInline):
    model = Decision
    fields = [("body", "date", "own"), ("outcome", "recognised"), "text", "note", "voted"]
    readonly_fields = ["voted"]
    formfield_overrides = {models.TextField: {"widget": Textarea(attrs={"rows": 3, "cols": 90})}}
    extra = 0
    show_change_link = True
    verbose_name_plural = "beslutninger (stemmer og fraværende rettes på beslutningens egen side)"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Decision]:
        return super().get_queryset(request).prefetch_related("votes", "absences")

    @admin.display(description="Stemmer og fraværende")
    def voted(self, obj: Decision) -> str:
        if obj._state.adding:
            return "–"
        votes = [
            f"{vote.label}: {', '.join([*vote.parties, *vote.printed_persons]) or vote.count}"
            for vote in obj.votes.all()
        ]
        absences = list(obj.absences.all())
        away = ", ".join(absence.printed for absence in absences if not absence.from_item)
        here = ", ".join(absence.printed for absence in absences if absence.from_item)
        told = [f"{how}: {who}" for how, who in (("fraværende", away), ("deltog ikke i behandlingen", here)) if who]
        return "; ".join([*votes, *told]) or "Ingen"


class AttachmentInline(ParsedInline):
    model = Attachment
    fields = ["title", "document_number", "document"]
    autocomplete_fields = ["document"]
    formfield_overrides = LOW
    show_change_link = False


@admin.register(Item)
class ItemAdmin(ByWords, AskedFirst, ParsedAdmin):
    acts = (ITEM_KIND, ITEM_CLOSED)
    list_display = ["__str__", "meeting", "municipality", "kind", "closed", "case_number"]
    list_filter = ["kind", "closed", "meeting__status", by_municipality("meeting__committee__municipality")]
    list_select_related = ["meeting__committee__municipality"]
    search_fields = ["title", "case_number", "document_number", "meeting__committee__name"]
    inlines = [SectionInline, DecisionInline, AttachmentInline]
    readonly_fields = ["the_meeting", "the_case", "slug", "position", "page", "line", "corrections_here"]
    formfield_overrides = LOW
    ordering = ["-meeting__date", "-meeting_id", "position"]
    fieldsets = [
        (None, {"fields": ["the_meeting", ("number", "kind", "closed"), "title"]}),
        ("Sag", {"fields": [("case_number", "document_number"), "the_case"]}),
        ("Rettelse", {"fields": ["reason", "corrections_here"]}),
        ("I dokumentet", {"fields": [("position", "slug", "page", "line")]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Item]:
        return super().get_queryset(request).select_related("meeting__committee__municipality", "case")

    @admin.display(description="Kommune")
    def municipality(self, obj: Item) -> Any:
        return obj.meeting.committee.municipality

    @admin.display(description="Møde")
    def the_meeting(self, obj: Item) -> Any:
        return link(obj.meeting)

    @admin.display(description="Sagen i andre møder")
    def the_case(self, obj: Item) -> Any:
        return link(obj.case)


class OfItem(ParsedAdmin):
    """A row under an item."""

    readonly_fields = ["the_item", "corrections_here"]
    formfield_overrides = LOW

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("item__meeting__committee__municipality")

    @admin.display(description="Punkt")
    def the_item(self, obj: Any) -> Any:
        return link(obj.item)

    @admin.display(description="Møde")
    def meeting(self, obj: Any) -> Any:
        return obj.item.meeting


@admin.register(Section)
class SectionAdmin(ByWords, AskedFirst, OfItem):
    item_path = "item"
    acts = (SECTION_ROLE,)
    list_display = ["__str__", "role", "item", "meeting"]
    list_filter = ["role", by_municipality("item__meeting__committee__municipality")]
    search_fields = ["heading", "text"]
    fields = ["the_item", "heading", "role", "text", "reason", "corrections_here"]
    formfield_overrides = {models.TextField: {"widget": Textarea(attrs={"rows": 12, "cols": 90})}}


@admin.register(Attachment)
class AttachmentAdmin(OfItem):
    list_display = ["title", "document_number", "item", "meeting"]
    list_filter = [by_municipality("item__meeting__committee__municipality")]
    search_fields = ["title", "document_number"]
    autocomplete_fields = ["document"]
    fields = ["the_item", "title", "document_number", "document", "reason", "corrections_here"]
    plain_fields = ("document",)
