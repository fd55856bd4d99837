"""iCalendar (RFC 5545) for committees and municipalities: the meetings that were, and those an agenda announces.

An event is a sitting, not a document: agenda, supplement and minutes of one day are one event, whose name never
changes, so that a calendar that subscribes sees the minutes come where the agenda stood. Times are told in UTC; a
meeting of which no document gives the hour takes its whole day.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from django.conf import settings
from django.db.models import CharField, Count, Func, Max, Value
from django.db.models.functions import Coalesce, Greatest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import etag
from icalendar import Calendar

from meetings.models import Committee, Meeting, Municipality
from meetings.models.meeting import MeetingQuerySet
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


def _etag(meetings: MeetingQuerySet) -> str:
    """Changes whenever something is published, corrected or taken away: one query in place of the whole calendar."""
    state = meetings.aggregate(Count("pk"), Max("pk"), Max("published_at"), Max("corrected_at"))
    return f'"{hashlib.sha256(f"{FORM} {settings.SITE_URL} {sorted(state.items())}".encode()).hexdigest()[:32]}"'


def of_municipality(municipality: str) -> MeetingQuerySet:
    return Meeting.objects.published().filter(committee__municipality__slug=municipality)


def of_committee(municipality: str, committee: str) -> MeetingQuerySet:
    return of_municipality(municipality).filter(committee__slug=committee)


@for_machines
@etag(lambda request, **where: _etag(of_municipality(**where)))
def municipality(request: HttpRequest, municipality: str) -> HttpResponse:
    place = get_object_or_404(Municipality, slug=municipality)
    meetings = of_municipality(municipality)
    address = reverse("municipality_calendar", args=[place.slug])
    return _answer(meetings, f"{place.official_name}: møder", address, name=f"{place.slug}.ics")


@for_machines
@etag(lambda request, **where: _etag(of_committee(**where)))
def committee(request: HttpRequest, municipality: str, committee: str) -> HttpResponse:
    known = Committee.objects.select_related("municipality")
    body = get_object_or_404(known, municipality__slug=municipality, slug=committee)
    meetings = of_committee(municipality, committee)
    address = reverse("committee_calendar", args=[body.municipality.slug, body.slug])
    title = f"{body.name}, {body.municipality.official_name}: møder"
    return _answer(meetings, title, address, name=f"{body.municipality.slug}-{body.slug}.ics")


def _answer(meetings: MeetingQuerySet, title: str, address: str, *, name: str) -> HttpResponse:
    documents = _documents(meetings)
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
        "".join([head, *_events(documents), end, nothing]),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )


class Document(NamedTuple):
    """What an event tells of a document; no model is made of each of a thousand."""

    committee: int
    slugs: tuple[str, str]  # of municipality and committee
    names: tuple[str, str]  # of committee and municipality
    date: datetime.date
    sequence: int
    kind: str
    start_time: datetime.time | None
    place: str
    changed: str  # '20231205T160000Z', when readers last got to see something new (wording.changed_at)
    items: int

    @property
    def sitting(self) -> tuple[datetime.date, int, int]:
        return self.date, self.committee, self.sequence


class Body(NamedTuple):
    """What the events of a committee begin with."""

    path: str
    address: str
    summary: str


def _documents(meetings: MeetingQuerySet) -> list[Document]:
    """The newest, by their sittings, the best document of each first."""
    changed = Greatest(Coalesce("published_at", "created_at"), "corrected_at")
    told = Func(changed, Value(_MOMENT), function="to_char", output_field=CharField())  # the session's zone is UTC
    place = "committee__municipality__"
    names = (f"{place}slug", "committee__slug", "committee__name", f"{place}name")
    columns = ("date", "sequence", "kind", "start_time", "place", "told", "item_count")
    rows = meetings.annotate(told=told).newest_first()[:MOST]
    documents = [
        Document(pk, (municipality, slug), (name, of), *row)
        for pk, municipality, slug, name, of, *row in rows.values_list("committee", *names, *columns)
    ]
    return sorted(documents, key=lambda one: (*one.sitting, BEST_FIRST.index(one.kind)))


def _events(documents: Iterable[Document]) -> Iterator[str]:
    bodies: dict[int, Body] = {}
    for (_, committee, _), of_sitting in groupby(documents, key=lambda one: one.sitting):
        together = list(of_sitting)
        if committee not in bodies:
            bodies[committee] = _body(together[0])
        yield _event(together, bodies[committee])


def _body(document: Document) -> Body:
    path = reverse("committee", args=document.slugs)
    return Body(path, absolute(path), ical_lines.text(clean(", ".join(document.names))))


def _event(documents: list[Document], body: Body) -> str:
    best = documents[0]
    changed = max(one.changed for one in documents)
    place = next((one.place for one in documents if one.place), "")
    return ical_lines.event(
        [
            ("UID", uid(body.path, best.date, best.sequence)),
            ("DTSTAMP", changed),
            ("LAST-MODIFIED", changed),
            ical_lines.start(_start(documents)),
            ("SUMMARY", body.summary),
            *([("LOCATION", ical_lines.text(clean(place)))] if place else []),
            ("DESCRIPTION", ical_lines.text("\n".join(_line(one, body) for one in documents))),
            ("URL", f"{body.address}{Meeting.slug_of(best.date, best.kind, best.sequence)}/"),
            ("TRANSP", "TRANSPARENT"),  # whoever subscribes is not busy for it
        ]
    )


def _start(documents: list[Document]) -> datetime.date | datetime.datetime:
    for one in documents:
        if one.start_time:
            local = datetime.datetime.combine(one.date, one.start_time, timezone.get_default_timezone())
            return local.astimezone(datetime.UTC)
    return documents[0].date


def _line(one: Document, body: Body) -> str:
    """'Referat (12 punkter): https://…'"""
    address = f"{body.address}{Meeting.slug_of(one.date, one.kind, one.sequence)}/"
    return f"{_KINDS[one.kind]} ({count_of(one.items, 'punkt,punkter')}): {address}"
