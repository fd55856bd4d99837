"""Structured data for search engines: a meeting as a schema.org Event, in a block no browser runs."""

from __future__ import annotations

import datetime
import json
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from meetings.models import Meeting

# What would end the block or start an entity, written as JSON allows it.
UNSAFE = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


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
    text = json.dumps(data, ensure_ascii=False).translate(UNSAFE)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308 - translated


def _start(meeting: Meeting) -> str:
    """'2023-12-05T15:30:00+01:00', or the date alone where the minutes give no time."""
    if meeting.start_time is None:
        return meeting.date.isoformat()
    moment = datetime.datetime.combine(meeting.date, meeting.start_time, timezone.get_default_timezone())
    return moment.isoformat()
