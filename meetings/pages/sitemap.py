"""The sitemap: an index over parts of at most 5,000 addresses, cheap also at a million items.

Meetings and items are cut by ranges of ids, so that a part costs the same wherever it lies (an OFFSET of 900,000
would not), and an item that was told of yesterday stands in the same part today.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.core.paginator import Page, Paginator
from django.db.models import Max, Model, QuerySet
from django.urls import reverse

from meetings.models import Committee, Item, Meeting, Municipality

RANGE = 5_000


class RangePaginator(Paginator):
    """Pages of ids 1–5,000, 5,001–10,000 …; a page holds what is public of its range."""

    object_list: QuerySet[Any]

    @property
    def count(self) -> int:
        return self.object_list.model.objects.aggregate(highest=Max("pk"))["highest"] or 0

    @property
    def num_pages(self) -> int:
        return max(1, -(-self.count // RANGE))

    def page(self, number: int | str) -> Page[Any]:
        number = self.validate_number(number)
        rows = self.object_list.filter(pk__gt=(number - 1) * RANGE, pk__lte=number * RANGE).order_by("pk")
        return Page(list(rows), number, self)


class InRanges(Sitemap):
    def items(self) -> QuerySet[Any]:
        raise NotImplementedError

    @property
    def paginator(self) -> Paginator[Any]:
        return RangePaginator(self.items(), RANGE)

    def get_latest_lastmod(self) -> None:
        """Not told in the index: it would cost a walk through everything."""


class Items(InRanges):
    def items(self) -> QuerySet[Item]:
        places = ("meeting__committee__municipality",)
        return Item.objects.published().select_related(*places).only(
            "slug", "meeting__date", "meeting__kind", "meeting__sequence", "meeting__published_at",
            "meeting__corrected_at", "meeting__committee__slug", "meeting__committee__municipality__slug",
        )  # fmt: skip

    def lastmod(self, item: Item) -> datetime.datetime | None:
        return item.meeting.corrected_at or item.meeting.published_at


class Meetings(InRanges):
    def items(self) -> QuerySet[Meeting]:
        return Meeting.objects.published().with_places()

    def lastmod(self, meeting: Meeting) -> datetime.datetime | None:
        return meeting.corrected_at or meeting.published_at


class Places(Sitemap):
    """Municipalities and committees that have something to read: a few thousand at most."""

    limit = RANGE

    def items(self) -> list[Model]:
        bodies = Committee.objects.with_published_meetings().select_related("municipality")
        return [*Municipality.objects.with_published_meetings(), *bodies]


class Fixed(Sitemap):
    def items(self) -> Iterable[str]:
        return ["home", "municipalities", "coverage", "about", "accessibility"]

    def location(self, item: str) -> str:
        return reverse(item)


SITEMAPS: dict[str, type[Sitemap[Any]]] = {
    "sider": Fixed,
    "steder": Places,
    "moeder": Meetings,
    "punkter": Items,
}
