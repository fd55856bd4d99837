"""The address of an item that a later version of the minutes leaves out: told so, and nothing of what it said."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from meetings.filing.difference import Parsed, paired
from meetings.filing.wanted import free_slug
from meetings.models import Meeting, SourceDocument


@dataclass(frozen=True)
class LeftOut:
    """`since`: when the first version without the item came; None where a person took it away."""

    meeting: Meeting
    since: datetime.datetime | None


class NoItem(Http404):
    """No item of a published meeting has this address. Other answers come first (pages/errors.py): what was erased is
    told of as erased."""

    def __init__(self, meeting: Meeting, slug: str) -> None:
        super().__init__("no such item")
        self.meeting, self.slug = meeting, slug


def left_out_of(problem: NoItem) -> LeftOut | None:
    """None where no version of the meeting's file had such an item. One query.

    The addresses are given out once more, version by version, as filing did: an item keeps the one it has.
    """
    slug, meeting = problem.slug.lower(), problem.meeting
    files = meeting.documents.filter(version__isnull=False, outcome=SourceDocument.Outcome.OK).order_by("version")
    last: tuple[list[Parsed], list[str]] = ([], [])
    known, since = False, None
    for parsed, received in files.values_list("parsed", "received_at"):
        if not parsed:
            continue
        last = parsed["items"], _slugs(parsed["items"], *last)
        if slug in last[1]:
            known, since = True, None
        elif known and since is None:
            since = received
    return LeftOut(meeting, since) if known else None


def left_out_page(request: HttpRequest, found: LeftOut) -> HttpResponse:
    """410, and asked for anew each time: a later version may have the item again."""
    meeting = found.meeting
    context: dict[str, Any] = {
        "municipality": meeting.committee.municipality,
        "committee": meeting.committee,
        "meeting": meeting,
        "since": found.since,
    }
    answer = render(request, "pages/left_out.html", context, status=410)
    answer["Cache-Control"] = "no-cache"
    return answer


def _slugs(items: list[Parsed], before: list[Parsed], slugs: list[str]) -> list[str]:
    place = {id(item): number for number, item in enumerate(before)}
    partner = {id(new): slugs[place[id(old)]] for old, new in paired(before, items) if old and new}
    taken = set(partner.values())
    found = []
    for position, item in enumerate(items, start=1):
        slug = partner.get(id(item)) or free_slug(item["number"], position, taken)
        taken.add(slug)
        found.append(slug)
    return found
