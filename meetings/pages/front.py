"""The front page and the list of municipalities."""

from __future__ import annotations

from django.db.models import Count, Max, Min, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from meetings.models import Meeting, Municipality

from .doors import public_page

NEWEST = 8
NEXT = 4


@public_page
def home(request: HttpRequest) -> HttpResponse:
    published = Meeting.objects.published().with_places()
    figures = Meeting.objects.published().aggregate(
        meetings=Count("id"),
        municipalities=Count("committee__municipality", distinct=True),
        oldest=Min("date"),
        newest=Max("date"),
        items=Sum("item_count", default=0),
    )
    context = {
        "meetings": published.held().newest_first()[:NEWEST],
        "coming": Meeting.objects.coming().with_places().order_by("date", "id")[:NEXT],
        "municipalities": [place for place in Municipality.objects.with_meeting_counts() if place.meeting_count],
        "figures": figures,
    }
    return render(request, "pages/home.html", context)


@public_page
def municipalities(request: HttpRequest) -> HttpResponse:
    everyone = list(Municipality.objects.with_meeting_counts())
    context = {
        "today": timezone.localdate(),
        "with_minutes": [place for place in everyone if place.meeting_count],
        # An invented municipality is worth a line only where it has something to show.
        "everyone": [place for place in everyone if place.meeting_count or not place.invented],
    }
    return render(request, "pages/municipalities.html", context)
