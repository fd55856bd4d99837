"""iCalendar (RFC 5545) for committees and municipalities: the meetings that were, and those an agenda announces.

An event is a sitting, not a document: agenda, supplement and minutes of one day are one event, whose name never
changes, so that a calendar that subscribes sees the minutes come where the agenda stood. Times are told in UTC; a
meeting of which no document gives the hour takes its whole day.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from django.conf import settings
from django.db import connection
from django.db.models import Count, Max, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import etag
from icalendar import Calendar

from meetings.models import Committee, Meeting, Municipality
from meetings.models.addresses import path_of
from meetings.templatetags.danish import count_of, upper_first

from . import ical_lines
from .addresses import absolute, uid
from .doors import for_machines
from .wording import clean

MOST = 1_000  # documents; those of the newest meetings
FORM = 2  # counted up when events are written in another way, so that nobody keeps the old ones
# Minutes say more of a meeting than its agenda does.
BEST_FIRST: list[str] = [Meeting.Kind.MINUTES, Meeting.Kind.AGENDA, Meeting.Kind.SUPPLEMENTARY_AGENDA]
_KINDS = {kind.value: upper_first(kind.label) for kind in Meeting.Kind}
_MOMENT = 'YYYYMMDD"T"HH24MISS"Z"'  # as PostgreSQL writes a moment of ical_lines


def _etag(bodies: QuerySet[Committee]) -> str:
    """Changes whenever something is published, corrected or taken away: one query in place of the whole calendar."""
    meetings = Meeting.objects.published().filter(committee__in=bodies)
    state = meetings.aggregate(Count("pk"), Max("pk"), Max("published_at"), Max("corrected_at"))
    return f'"{hashlib.sha256(f"{FORM} {settings.SITE_URL} {sorted(state.items())}".encode()).hexdigest()[:32]}"'


def of_municipality(municipality: str) -> QuerySet[Committee]:
    return Committee.objects.filter(municipality__slug=municipality)


def of_committee(municipality: str, committee: str) -> QuerySet[Committee]:
    return of_municipality(municipality).filter(slug=committee)


@for_machines
@etag(lambda request, **where: _etag(of_municipality(**where)))
def municipality(request: HttpRequest, municipality: str) -> HttpResponse:
    bodies = list(of_municipality(municipality).select_related("municipality"))
    place = bodies[0].municipality if bodies else get_object_or_404(Municipality, slug=municipality)
    address = reverse("municipality_calendar", args=[place.slug])
    return _answer(place, bodies, f"{place.official_name}: møder", address, name=f"{place.slug}.ics")


@for_machines
@etag(lambda request, **where: _etag(of_committee(**where)))
def committee(request: HttpRequest, municipality: str, committee: str) -> HttpResponse:
    known = Committee.objects.select_related("municipality")
    body = get_object_or_404(known, municipality__slug=municipality, slug=committee)
    place = body.municipality
    address = reverse("committee_calendar", args=[place.slug, body.slug])
    title = f"{body.name}, {place.official_name}: møder"
    return _answer(place, [body], title, address, name=f"{place.slug}-{body.slug}.ics")


def _answer(
    place: Municipality, committees: Iterable[Committee], title: str, address: str, *, name: str
) -> HttpResponse:
    bodies = {committee.pk: _body(committee, place) for committee in committees}
    calendar = Calendar()
    calendar.add("prodid", "-//Referatarkivet//Møder//DA")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", title)
    calendar.add("x-wr-calname", title)
    calendar.add("source", absolute(address), parameters={"value": "URI"})
    calendar.add("refresh-interval", datetime.timedelta(hours=12), parameters={"value": "DURATION"})
    head, end, nothing = calendar.to_ical().decode().partition("END:VCALENDAR")
    return HttpResponse(
        "".join([head, *_events(bodies), end, nothing]),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )


class Body(NamedTuple):
    """What the events of a committee begin with."""

    address: str
    uid: str  # 'UID:varde-byraadet-%s-%s@referater.example.dk', for date and sequence
    summary: str


class Document(NamedTuple):
    """What an event tells of a document; no model is made of each of a thousand."""

    date: datetime.date
    committee: int
    sequence: int
    kind: str
    start_time: datetime.time | None
    place: str
    changed: str  # '20231205T160000Z', when readers last got to see something new
    items: int


# The newest, by their sittings, the best document of each first. The session's zone is UTC.
_DOCUMENTS = f"""
    SELECT date, committee_id, sequence, kind, start_time, place,
        to_char(GREATEST(COALESCE(published_at, created_at), corrected_at), '{_MOMENT}'), item_count
    FROM (
        SELECT * FROM {Meeting._meta.db_table} WHERE committee_id = ANY(%s) AND status = %s
        ORDER BY date DESC, id DESC LIMIT {MOST}) newest
    ORDER BY date, committee_id, sequence, array_position(%s, kind::text)"""  # noqa: S608 - names of our own tables


def _events(bodies: Mapping[int, Body]) -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(_DOCUMENTS, [list(bodies), Meeting.Status.PUBLISHED, BEST_FIRST])
        documents = [Document._make(row) for row in cursor.fetchall()]
    for (_, committee, _), together in groupby(documents, key=itemgetter(0, 1, 2)):
        yield _event(list(together), bodies[committee])


def _body(committee: Committee, place: Municipality) -> Body:
    path = path_of(place.slug, committee.slug)
    summary = f"SUMMARY:{ical_lines.text(clean(f'{committee.name}, {place.name}'))}"
    return Body(absolute(path), f"UID:{uid(path, '%s', '%s')}", ical_lines.folded(summary))


def _event(documents: list[Document], body: Body) -> str:
    """'BEGIN:VEVENT' to 'END:VEVENT' with its last line break."""
    best, folded = documents[0], ical_lines.folded
    changed = max([one.changed for one in documents])
    place = next((one.place for one in documents if one.place), "")
    where = _location(place) if place else ""
    addresses = [f"{body.address}{Meeting.slug_of(one.date, one.kind, one.sequence)}/" for one in documents]
    told = "\n".join(
        # 'Referat (12 punkter): https://…'
        [
            f"{_KINDS[one.kind]} ({count_of(one.items, 'punkt,punkter')}): {address}"
            for one, address in zip(documents, addresses, strict=True)
        ]
    )
    return (
        f"BEGIN:VEVENT\r\n{folded(body.uid % (best.date, best.sequence))}\r\n"
        f"DTSTAMP:{changed}\r\nLAST-MODIFIED:{changed}\r\n{_start(documents)}\r\n{body.summary}\r\n{where}"
        f"{folded(f'DESCRIPTION:{ical_lines.text(told)}')}\r\n{folded(f'URL:{addresses[0]}')}\r\n"
        "TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n"  # whoever subscribes is not busy for it
    )


@lru_cache(maxsize=1000)  # a body sits in few places
def _location(place: str) -> str:
    return ical_lines.folded(f"LOCATION:{ical_lines.text(clean(place))}") + "\r\n"


def _start(documents: list[Document]) -> str:
    for one in documents:
        if one.start_time:
            local = datetime.datetime.combine(one.date, one.start_time, timezone.get_default_timezone())
            return ical_lines.start(local)
    return ical_lines.start(documents[0].date)
