"""The ledger of closed items, written here and not in a template: fifty to a page, each with a handful of values."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from meetings.models import Committee, Meeting, Municipality
from meetings.pages.closed import ClosedItem

from .badges import outcome_badge
from .danish import long_date, upper_first

register = template.Library()

_KINDS = {kind.value: upper_first(kind.label) for kind in Meeting.Kind}


@register.simple_tag
def closed_rows(closed: Iterable[ClosedItem], place: Municipality, committee: Committee | None) -> SafeString:
    """A list item for each: heading, day and case, and where the case was treated openly. Of one committee's the
    committee is not named."""
    rows = (_row(one, place, one.committee if committee is None else "") for one in closed)
    return mark_safe("".join(rows))  # noqa: S308 - what others wrote is escaped


def _row(one: ClosedItem, place: Municipality, committee: str) -> str:
    facts = [f'<span class="nowrap">{long_date(one.date)}</span>']
    if committee:
        facts.append(f"<span>{escape(committee)}</span>")
    if one.case:
        address = escape(reverse("case", args=[place.slug, one.case]))
        facts.append(f'<span>Sag <a href="{address}">{escape(one.case_number)}</a></span>')
    elif one.case_number:
        facts.append(f"<span>Sag {escape(one.case_number)}</span>")
    if one.kind != Meeting.Kind.MINUTES:
        facts.append(f"<span>{_KINDS[one.kind]}</span>")
    return f"""<li>
      <a class="row-title" href="{one.address}">{escape(one.title)}</a>
      <p class="meta">{"".join(facts)}</p>
      {_later(one)}
    </li>"""


def _later(one: ClosedItem) -> str:
    if not one.later:
        return ""
    lines = (
        f'<li><a href="{later.address}">{escape(later.committee)} {long_date(later.date)}'
        f"{': ' if later.title else ''}{escape(later.title)}</a>"
        f" {outcome_badge(later.outcome or '', later.recognised is not False)}</li>"
        for later in one.later
    )
    return f"""<div class="later">
        <p class="small quiet">Samme sag åbent</p>
        <ul>{"".join(lines)}</ul>
      </div>"""
