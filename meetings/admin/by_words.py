"""The admin's search by the archive's own index: a million items are searched as fast as readers search them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from meetings.models import Meeting
from meetings.search.matching import matching
from meetings.search.query import TooSlow
from meetings.search.question import read

MOST = 2_000  # items that a search of the admin takes from the index


class ByWords(admin.ModelAdmin):
    """`item_path`: the way from a row to its item, '' for the item itself. What readers cannot find (drafts, closed
    text) is looked through row by row: there is little of it."""

    item_path = ""

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        question = read(search_term)
        if not question:
            return queryset, False
        try:
            found = matching(question, {}, most=MOST)
        except TooSlow:
            found = []
        up = f"{self.item_path}__" if self.item_path else ""
        unfound, _doubles = super().get_search_results(
            request, queryset.exclude(**{f"{up}meeting__status": Meeting.Status.PUBLISHED}), search_term
        )
        return queryset.filter(Q(**{f"{up}pk__in": found}) | Q(pk__in=unfound.order_by().values("pk"))), False
