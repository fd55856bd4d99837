"""Meetings in a list. Written here and not in a template: a committee that has met for thirty years has 350 lines."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any, Protocol

from django import template
from django.utils.safestring import SafeString, mark_safe

from meetings.models import Meeting

from .danish import count_of, long_date, upper_first, weekday_date

register = template.Library()

_KINDS = {kind.value: upper_first(kind.label) for kind in Meeting.Kind}


class Line(Protocol):
    """A meeting of a known committee."""

    @property
    def slug(self) -> str: ...
    @property
    def date(self) -> Any: ...
    @property
    def kind(self) -> str: ...
    @property
    def item_count(self) -> int: ...


@register.simple_tag
def meeting_rows(meetings: Iterable[Meeting], show: str = "committee") -> SafeString:
    """A list item for each: 'committee' names it by its committee, 'municipality' tells both places."""
    return mark_safe("".join(_row(one, show == "municipality") for one in meetings))  # noqa: S308 - names are escaped


@register.simple_tag
def committee_rows(meetings: Iterable[Line], address: str) -> SafeString:
    """A list item for each of one committee's meetings, named by its day. `address`: the committee's."""
    return mark_safe("".join(_of_committee(one, address) for one in meetings))  # noqa: S308 - nothing but days and figures


def _row(meeting: Meeting, everywhere: bool) -> str:
    committee = meeting.committee
    place = f"<strong>{escape(committee.municipality.name)}</strong>" if everywhere else ""
    facts = f"{place}<span>{long_date(meeting.date)}</span>{_facts(meeting)}"
    return _line(f"{committee.get_absolute_url()}{meeting.slug}/", escape(committee.name), facts)


def _of_committee(meeting: Line, address: str) -> str:
    return _line(f"{address}{meeting.slug}/", upper_first(weekday_date(meeting.date)), _facts(meeting))


def _facts(meeting: Line) -> str:
    return f"<span>{_KINDS[meeting.kind]}</span><span>{count_of(meeting.item_count, 'punkt,punkter')}</span>"


def _line(address: str, name: str, facts: str) -> str:
    return f'<li><a class="row-title" href="{address}">{name}</a><p class="meta">{facts}</p></li>\n'
