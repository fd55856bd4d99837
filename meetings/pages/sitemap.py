"""The sitemap: an index over parts of at most 5,000 meetings or items, cheap also at a million items.

Meetings and items are cut by ranges of ids, so that a part costs the same wherever it lies (an OFFSET of 900,000
would not), and an item that was told of yesterday stands in the same part today. Every part is written here, a line an
address, of few rows: through models and a template 5,000 of them took over a second.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from meetings.models import Committee, Item, Meeting, Municipality
from meetings.models.addresses import path_of

RANGE = 5_000
FIXED = ("home", "municipalities", "coming", "coverage", "about", "accessibility")
PART = "django.contrib.sitemaps.views.sitemap"  # the name that libraries look for
_XMLNS = "http://www.sitemaps.org/schemas/sitemap/0.9"

_MEETING, _ITEM = Meeting._meta.db_table, Item._meta.db_table
_OF_PLACES = f"""
    JOIN {Committee._meta.db_table} committee ON committee.id = m.committee_id
    JOIN {Municipality._meta.db_table} place ON place.id = committee.municipality_id"""
_TOLD = """place.slug, committee.slug, m.date, m.kind, m.sequence,
    (COALESCE(m.corrected_at, m.published_at) AT TIME ZONE %(zone)s)::date"""
_PLACES = f"""
    SELECT place.slug, committee.slug
    FROM (SELECT DISTINCT committee_id FROM {_MEETING} WHERE status = %(published)s) m {_OF_PLACES}
    ORDER BY place.sort_key, committee.sort_key"""  # noqa: S608 - names of our own tables
_MEETINGS = f"""
    SELECT {_TOLD}, '' FROM {_MEETING} m {_OF_PLACES}
    WHERE m.status = %(published)s AND m.id BETWEEN %(first)s AND %(last)s ORDER BY m.id"""  # noqa: S608 - as above
# A row a meeting, with the addresses of its items: the range is read once, and few rows are joined.
_ITEMS = f"""
    SELECT {_TOLD}, slugs
    FROM (
        SELECT meeting_id, string_agg(slug, ' ' ORDER BY id) AS slugs, min(id) AS place FROM {_ITEM}
        WHERE id BETWEEN %(first)s AND %(last)s GROUP BY meeting_id) part
    JOIN {_MEETING} m ON m.id = meeting_id {_OF_PLACES}
    WHERE m.status = %(published)s ORDER BY part.place"""  # noqa: S608 - as above
IN_RANGES: dict[str, tuple[type[Meeting | Item], str]] = {"moeder": (Meeting, _MEETINGS), "punkter": (Item, _ITEMS)}


def for_robots(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """GET and HEAD; the sitemap itself is no result of a search."""

    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, noodp, noarchive"
        return response

    return answer


@for_robots
def index(request: HttpRequest) -> HttpResponse:
    """GET /sitemap.xml: two queries."""
    addresses = [reverse(PART, args=[section]) for section in ("sider", "steder")]
    for section in IN_RANGES:
        address = reverse(PART, args=[section])
        further = (f"{address}?p={number}" for number in range(2, _parts(section) + 1))
        addresses += [address, *further]
    here = _here(request)
    return _xml("sitemapindex", (f"<sitemap><loc>{here}{address}</loc></sitemap>" for address in addresses))


@for_robots
def part(request: HttpRequest, section: str) -> HttpResponse:
    """GET /sitemap-punkter.xml?p=2: at most two queries."""
    here, number = _here(request), request.GET.get("p", "1")
    if section in IN_RANGES:
        if not (number.isdecimal() and len(number) < 8 and 1 <= int(number) <= _parts(section)):
            raise Http404("no such part")
        return _xml("urlset", _lines(here, section, int(number)))
    if section not in ("sider", "steder") or number != "1":
        raise Http404("no such part")
    addresses = map(reverse, FIXED) if section == "sider" else _places()
    return _xml("urlset", (f"<url><loc>{here}{address}</loc></url>" for address in addresses))


def _parts(section: str) -> int:
    """How many ranges of ids there are: 1–5,000, 5,001–10,000 …"""
    highest = IN_RANGES[section][0].objects.aggregate(highest=Max("pk"))["highest"] or 0
    return max(1, -(-highest // RANGE))


def _lines(here: str, section: str, number: int) -> Iterator[str]:
    """Each address with the day of the last change of its meeting, in Danish time."""
    with connection.cursor() as cursor:
        cursor.execute(
            IN_RANGES[section][1],
            {
                "first": (number - 1) * RANGE + 1,
                "last": number * RANGE,
                "published": Meeting.Status.PUBLISHED,
                "zone": settings.TIME_ZONE,
            },
        )
        rows = cursor.fetchall()
    for municipality, committee, date, kind, sequence, changed, slugs in rows:
        address = here + path_of(municipality, committee, Meeting.slug_of(date, kind, sequence))
        yield from _of_meeting(address, changed, slugs.split(" ") if slugs else [])


def _of_meeting(address: str, changed: datetime.date | None, slugs: list[str]) -> Iterator[str]:
    """Of its items, or of the meeting itself where there are none. Addresses are made of slugs, and the host was
    checked: nothing in them needs escaping."""
    end = f"</loc><lastmod>{changed:%Y-%m-%d}</lastmod></url>" if changed else "</loc></url>"
    if not slugs:
        yield f"<url><loc>{address}{end}"
    for slug in slugs:
        yield f"<url><loc>{address}punkt-{slug}/{end}"


def _places() -> list[str]:
    """Municipalities and committees that have something to read: a few thousand at most. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_PLACES, {"published": Meeting.Status.PUBLISHED})
        slugs = cursor.fetchall()
    municipalities = dict.fromkeys(path_of(municipality) for municipality, _ in slugs)
    return [*municipalities, *(path_of(*both) for both in slugs)]


def _here(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


def _xml(root: str, lines: Iterable[str]) -> HttpResponse:
    text = "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', f'<{root} xmlns="{_XMLNS}">', *lines, f"</{root}>"])
    return HttpResponse(text, content_type="application/xml")
