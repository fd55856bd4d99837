"""Decisions with their votes and absences."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.forms import Textarea
from django.http import HttpRequest

from meetings.models import Absence, Decision, Vote

from .asked_first import AskedFirst
from .bulk import DECISION_OUTCOME
from .by_words import ByWords
from .filters import by_municipality
from .items import OfItem
from .parsed import ParsedAdmin, ParsedInline, link


class VoteInline(ParsedInline):
    model = Vote
    fields = ["position", "parties", "persons", "affiliations", "count"]
    show_change_link = False


class AbsenceInline(ParsedInline):
    model = Absence
    fields = ["name", "party", "from_item"]
    show_change_link = False


@admin.register(Decision)
class DecisionAdmin(ByWords, AskedFirst, OfItem):
    item_path = "item"
    acts = (DECISION_OUTCOME,)
    list_display = ["__str__", "item", "meeting", "date", "own", "recognised"]
    list_filter = ["outcome", "recognised", "own", by_municipality("item__meeting__committee__municipality")]
    search_fields = ["text", "body", "item__title", "item__case_number"]
    inlines = [VoteInline, AbsenceInline]
    readonly_fields = ["the_item", "the_committee", "page", "corrections_here"]
    formfield_overrides = {models.TextField: {"widget": Textarea(attrs={"rows": 6, "cols": 90})}}
    fieldsets = [
        (None, {"fields": ["the_item", ("body", "date", "own"), "the_committee"]}),
        ("Beslutning", {"fields": [("outcome", "recognised"), "text", "note"]}),
        ("Rettelse", {"fields": ["reason", "corrections_here"]}),
    ]

    @admin.display(description="Organets side i arkivet")
    def the_committee(self, obj: Decision) -> Any:
        return link(obj.committee)


class OfDecision(ParsedAdmin):
    """A row under a decision."""

    readonly_fields = ["the_decision", "corrections_here"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("decision__item__meeting__committee__municipality")

    @admin.display(description="Beslutning")
    def the_decision(self, obj: Any) -> Any:
        return link(obj.decision)

    @admin.display(description="Punkt")
    def item(self, obj: Any) -> Any:
        return obj.decision.item


@admin.register(Vote)
class VoteAdmin(OfDecision):
    list_display = ["label", "parties", "persons", "count", "decision", "item"]
    list_filter = [by_municipality("decision__item__meeting__committee__municipality")]
    search_fields = ["position", "persons", "decision__item__title"]
    fields = ["the_decision", "position", "parties", "persons", "affiliations", "count", "reason", "corrections_here"]

    @admin.display(description="Stilling", ordering="position")
    def label(self, obj: Vote) -> str:
        return obj.label


@admin.register(Absence)
class AbsenceAdmin(OfDecision):
    list_display = ["name", "party", "from_item", "decision", "item"]
    list_filter = ["from_item", by_municipality("decision__item__meeting__committee__municipality")]
    search_fields = ["name", "decision__item__title"]
    fields = ["the_decision", "name", "party", "from_item", "reason", "corrections_here"]
