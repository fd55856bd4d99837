"""iCalendar (RFC 5545) for committees and municipalities: the meetings that were, and those an agenda announces.

An event is a sitting, not a document: agenda, supplement and minutes of one day are one event, whose name never
changes, so that a calendar that subscribes sees the minutes come where the agenda stood. Times are told in UTC; a
meeting of which no document gives the hour takes its whole day.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable
from itertools import groupby

from django.conf import settings
from django.db.models import Count, Max
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
from .wording import changed_at, clean

MOST = 1_000  # documents; those of the newest meetings
FORM = 2  # counted up when events are written in another way, so that nobody keeps the old ones
# Minutes say more of a meeting than its agenda does.
BEST_FIRST = [Meeting.Kind.MINUTES, Meeting.Kind.AGENDA, Meeting.Kind.SUPPLEMENTARY_AGENDA]


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
    rows = list(meetings.with_places().with_item_counts().newest_first()[:MOST])
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
        "".join([head, *_events(rows), end, nothing]),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )


def _events(rows: Iterable[Meeting]) -> Iterable[str]:
    """One address is looked up for each committee; its meetings' begin with it."""
    ordered = sorted(rows, key=_sitting)
    bodies = {meeting.committee_id: meeting.committee for meeting in ordered}
    addresses = {pk: body.get_absolute_url() for pk, body in bodies.items()}
    for (_, committee, _), documents in groupby(ordered, key=_sitting):
        best_first = sorted(documents, key=lambda meeting: BEST_FIRST.index(Meeting.Kind(meeting.kind)))
        yield _event(best_first, addresses[committee])


def _sitting(meeting: Meeting) -> tuple[datetime.date, int, int]:
    return meeting.date, meeting.committee_id, meeting.sequence


def _event(documents: list[Meeting], of_committee: str) -> str:
    best = documents[0]
    committee = best.committee
    changed = ical_lines.moment(max(changed_at(meeting) for meeting in documents))
    place = next((meeting.place for meeting in documents if meeting.place), "")
    return ical_lines.event(
        [
            ("UID", uid(of_committee, best.date, best.sequence)),
            ("DTSTAMP", changed),
            ("LAST-MODIFIED", changed),
            ical_lines.start(_start(documents)),
            ("SUMMARY", ical_lines.text(clean(f"{committee.name}, {committee.municipality.name}"))),
            *([("LOCATION", ical_lines.text(clean(place)))] if place else []),
            ("DESCRIPTION", ical_lines.text(clean("\n".join(_line(meeting, of_committee) for meeting in documents)))),
            ("URL", absolute(f"{of_committee}{best.slug}/")),
            ("TRANSP", "TRANSPARENT"),  # whoever subscribes is not busy for it
        ]
    )


def _start(documents: list[Meeting]) -> datetime.date | datetime.datetime:
    for meeting in documents:
        if meeting.start_time:
            local = datetime.datetime.combine(meeting.date, meeting.start_time, timezone.get_default_timezone())
            return local.astimezone(datetime.UTC)
    return documents[0].date


def _line(meeting: Meeting, of_committee: str) -> str:
    """'Referat (12 punkter): https://…'"""
    kind = upper_first(meeting.get_kind_display())
    return f"{kind} ({count_of(meeting.item_count, 'punkt,punkter')}): {absolute(f'{of_committee}{meeting.slug}/')}"
