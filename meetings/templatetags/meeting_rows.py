"""Meetings in a list. Written here and not in a template: a committee that has met for thirty years has 350 lines."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from meetings.models import Meeting

from .danish import count_of, long_date, upper_first, weekday_date

register = template.Library()

_KINDS = {kind.value: upper_first(kind.label) for kind in Meeting.Kind}


@register.simple_tag
def meeting_rows(meetings: Iterable[Meeting], show: str = "date", committee: str = "") -> SafeString:
    """A list item for each.

    `show`: 'date' names each by its day, 'committee' by its committee, 'municipality' tells both places. `committee`:
    the address of the committee that all of them are of; without it each is looked up.
    """
    return mark_safe("".join(_row(one, show, committee) for one in meetings))  # noqa: S308 - names are escaped


def _row(meeting: Meeting, show: str, committee: str) -> str:
    address = f"{committee}{meeting.slug}/" if committee else meeting.get_absolute_url()
    facts = [f"<span>{_KINDS[meeting.kind]}</span>", f"<span>{count_of(meeting.item_count, 'punkt,punkter')}</span>"]
    if show == "date":
        name = upper_first(weekday_date(meeting.date))
    else:
        name = escape(meeting.committee.name)
        facts.insert(0, f"<span>{long_date(meeting.date)}</span>")
    if show == "municipality":
        facts.insert(0, f"<strong>{escape(meeting.committee.municipality.name)}</strong>")
    return f'<li><a class="row-title" href="{address}">{name}</a><p class="meta">{"".join(facts)}</p></li>\n'
