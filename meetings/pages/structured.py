"""Structured data for search engines: a meeting as a schema.org Event, an item as part of it; no browser runs it."""

from __future__ import annotations

import datetime
import json
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from meetings.models import Item, Meeting

# What would end the block or start an entity, written as JSON allows it.
UNSAFE = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def work(request: HttpRequest, item: Item, outcome: str) -> SafeString:
    """An item as a schema.org CreativeWork that is part of its meeting; of a closed one heading and case number."""
    meeting = item.meeting
    place = meeting.committee.municipality
    here = request.build_absolute_uri
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "name": item.title,
        "url": here(item.get_absolute_url()),
        "inLanguage": "da",
        "dateCreated": meeting.date.isoformat(),
        "publisher": {"@type": "GovernmentOrganization", "name": place.official_name},
        "isPartOf": {
            "@type": "Event",
            "name": f"{meeting.committee.name}, {place.official_name}",
            "startDate": _start(meeting),
            "url": here(meeting.get_absolute_url()),
            "location": {"@type": "Place", "name": meeting.place or place.official_name},
        },
        "isAccessibleForFree": not item.closed,
    }
    if item.number:
        data["position"] = item.number
    if item.case_number:
        data["identifier"] = {"@type": "PropertyValue", "name": "sagsnummer", "value": item.case_number}
    if outcome and not item.closed:
        data["creativeWorkStatus"] = outcome
    if meeting.published_at:
        data["datePublished"] = meeting.published_at.isoformat(timespec="seconds")
    if meeting.corrected_at:
        data["dateModified"] = meeting.corrected_at.isoformat(timespec="seconds")
    return _block(data)


def _block(data: dict[str, Any]) -> SafeString:
    """The whole <script>, safe whatever the minutes say."""
    text = json.dumps(data, ensure_ascii=False).translate(UNSAFE)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308 - translated


def event(request: HttpRequest, meeting: Meeting) -> SafeString:
    """The whole <script type="application/ld+json">, safe whatever the minutes say. Names no item, so no closed one."""
    place = meeting.committee.municipality
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": f"{meeting.committee.name}, {place.official_name}",
        "description": f"{meeting.get_kind_display().capitalize()} fra mødet {meeting.date:%d-%m-%Y}",
        "startDate": _start(meeting),
        "url": request.build_absolute_uri(meeting.get_absolute_url()),
        "inLanguage": "da",
        "organizer": {"@type": "GovernmentOrganization", "name": place.official_name},
        "location": {
            "@type": "Place",
            "name": meeting.place or place.official_name,
            "address": {"@type": "PostalAddress", "addressRegion": place.region, "addressCountry": "DK"},
        },
    }
    return _block(data)


def _start(meeting: Meeting) -> str:
    """'2023-12-05T15:30:00+01:00', or the date alone where the minutes give no time."""
    if meeting.start_time is None:
        return meeting.date.isoformat()
    moment = datetime.datetime.combine(meeting.date, meeting.start_time, timezone.get_default_timezone())
    return moment.isoformat()
