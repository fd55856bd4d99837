"""Municipalities in a list. Written here and not in a template: each page has a hundred."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from meetings.pages.front import Place

from .danish import count_of, long_date

register = template.Library()


@register.simple_tag
def places_counted(places: Iterable[Place]) -> SafeString:
    """Name and number of meetings."""
    return _lines(
        f'<li><a href="{place.address}">{escape(place.name)}</a>'
        f' <span class="quiet small">{_meetings(place)}</span></li>'
        for place in places
    )


@register.simple_tag
def place_rows(places: Iterable[Place], today: datetime.date) -> SafeString:
    """Beside it when they last met, or are going to."""
    return _lines(
        f'<li><a class="row-title" href="{place.address}">{escape(place.name)}</a><p class="meta">'
        f"<span>{_meetings(place)}</span><span>{_newest(place.newest, today)}</span>"
        f"{'<span>opdigtet demonstration</span>' if place.invented else ''}</p></li>"
        for place in places
    )


@register.simple_tag
def place_names(places: Iterable[Place]) -> SafeString:
    """Names; those with meetings stand out and tell how many."""
    return _lines(
        f'<li><a href="{place.address}"><strong>{escape(place.name)}</strong></a>'
        f' <span class="quiet">{_meetings(place)}</span></li>'
        if place.meetings
        else f'<li><a href="{place.address}">{escape(place.name)}</a></li>'
        for place in places
    )


def _meetings(place: Place) -> str:
    return count_of(place.meetings, "møde,møder")


def _newest(day: datetime.date | None, today: datetime.date) -> str:
    return f"{'dagsorden til' if day and day > today else 'seneste'} {long_date(day)}"


def _lines(lines: Iterable[str]) -> SafeString:
    return mark_safe("\n".join(lines))  # noqa: S308 - names are escaped
