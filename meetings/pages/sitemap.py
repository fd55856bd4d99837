"""The sitemap: an index over parts of at most 5,000 addresses, cheap also at a million items.

Meetings and items are cut by ranges of ids, so that a part costs the same wherever it lies (an OFFSET of 900,000
would not), and an item that was told of yesterday stands in the same part today. Their parts are written here, a line
an address: through models and a template 5,000 of them took over a second.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap, x_robots_tag
from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.db.models import Max, Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from meetings.models import Committee, Item, Meeting, Municipality

RANGE = 5_000
_XMLNS = "http://www.sitemaps.org/schemas/sitemap/0.9"


class RangePaginator(Paginator):
    """Pages of ids 1–5,000, 5,001–10,000 …"""

    object_list: QuerySet[Any]

    @property
    def count(self) -> int:
        return self.object_list.model.objects.aggregate(highest=Max("pk"))["highest"] or 0

    @property
    def num_pages(self) -> int:
        return max(1, -(-self.count // RANGE))

    def range_of(self, number: int | str) -> tuple[int, int]:
        """The first and last id of a page. Raises EmptyPage or PageNotAnInteger."""
        number = self.validate_number(number)
        return (number - 1) * RANGE + 1, number * RANGE


class InRanges(Sitemap):
    """What `part` writes; only the number of its parts is asked for by Django's index."""

    def items(self) -> QuerySet[Any]:
        raise NotImplementedError

    def addresses(self, first: int, last: int) -> Iterator[tuple[str, str]]:
        """Address and day of the last change of what is public among these ids."""
        raise NotImplementedError

    @property
    def paginator(self) -> RangePaginator:
        return RangePaginator(self.items(), RANGE)

    def get_latest_lastmod(self) -> None:
        """Not told in the index: it would cost a walk through everything."""


class Items(InRanges):
    def items(self) -> QuerySet[Item]:
        return Item.objects.published()

    def addresses(self, first: int, last: int) -> Iterator[tuple[str, str]]:
        rows = self.items().filter(pk__gte=first, pk__lte=last).order_by("pk").values_list("meeting", "slug")
        items = list(rows)
        meetings = dict(_meetings(Meeting.objects.filter(pk__in={meeting for meeting, _ in items})))
        for meeting, slug in items:
            if meeting in meetings:  # not so where it was taken away between the two queries
                address, changed = meetings[meeting]
                yield f"{address}punkt-{slug}/", changed


class Meetings(InRanges):
    def items(self) -> QuerySet[Meeting]:
        return Meeting.objects.published()

    def addresses(self, first: int, last: int) -> Iterator[tuple[str, str]]:
        return (told for _, told in _meetings(Meeting.objects.filter(pk__gte=first, pk__lte=last).order_by("pk")))


def _meetings(meetings: QuerySet[Meeting]) -> Iterator[tuple[int, tuple[str, str]]]:
    """Id, and address with the day of the last change, of those that are published."""
    places = ("committee__slug", "committee__municipality__slug")
    rows = meetings.published().select_related("committee__municipality").only(  # type: ignore[attr-defined]
        "date", "kind", "sequence", "published_at", "corrected_at", *places
    )  # fmt: skip
    for meeting in rows:
        changed = meeting.corrected_at or meeting.published_at
        yield meeting.pk, (meeting.get_absolute_url(), f"{timezone.localtime(changed):%Y-%m-%d}" if changed else "")


class Places(Sitemap):
    """Municipalities and committees that have something to read: a few thousand at most."""

    limit = RANGE

    def items(self) -> list[Model]:
        bodies = Committee.objects.with_published_meetings().select_related("municipality")
        return [*Municipality.objects.with_published_meetings(), *bodies]


class Fixed(Sitemap):
    def items(self) -> Iterable[str]:
        return ["home", "municipalities", "coming", "coverage", "about", "accessibility"]

    def location(self, item: str) -> str:
        return reverse(item)


IN_RANGES: dict[str, type[InRanges]] = {"moeder": Meetings, "punkter": Items}
SITEMAPS: dict[str, type[Sitemap[Any]] | Sitemap[Any]] = {"sider": Fixed, "steder": Places, **IN_RANGES}


def part(request: HttpRequest, section: str) -> HttpResponse:
    """GET /sitemap-punkter.xml?p=2: of meetings and items in two queries, of other sections as Django does it."""
    if section in IN_RANGES:
        return _part(request, IN_RANGES[section]())
    return sitemap(request, SITEMAPS, section=section)


@x_robots_tag
def _part(request: HttpRequest, section: InRanges) -> HttpResponse:
    try:
        first, last = section.paginator.range_of(request.GET.get("p", 1))
    except (EmptyPage, PageNotAnInteger) as none:
        raise Http404("no such part") from none
    here = f"{request.scheme}://{request.get_host()}"
    # Addresses are made of slugs, and the host was checked: nothing in them needs escaping.
    lines = [
        f"<url><loc>{here}{address}</loc>{f'<lastmod>{changed}</lastmod>' if changed else ''}</url>"
        for address, changed in section.addresses(first, last)
    ]
    text = "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', f'<urlset xmlns="{_XMLNS}">', *lines, "</urlset>"])
    return HttpResponse(text, content_type="application/xml")
