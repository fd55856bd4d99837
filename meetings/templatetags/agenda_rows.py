"""A meeting's agenda, line by line. Written here and not in a template: some have a hundred items."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from meetings.models import Meeting
from meetings.pages.meeting import AgendaItem

from .badges import closed_badge, followed_badge, outcome_badge

register = template.Library()


@register.simple_tag
def agenda_rows(items: Iterable[AgendaItem], meeting: Meeting) -> SafeString:
    """A list item for each: number, title, what came of it, and its case."""
    address = meeting.get_absolute_url()
    return mark_safe("".join(_row(item, address) for item in items))  # noqa: S308 - what others wrote is escaped


def _row(item: AgendaItem, address: str) -> str:
    if item.closed:
        facts = str(closed_badge())
    else:
        facts = f"{outcome_badge(item.outcome or '', item.recognised)}{followed_badge(item.departed or '')}"
    if item.case_number:
        facts += f"<span>Sag {escape(item.case_number)}</span>"
    return f"""<li class="numbered">
  <span>{escape(item.number)}<span class="sr-only">.</span></span>
  <div>
    <a class="row-title" href="{address}punkt-{item.slug}/">{escape(item.title)}</a>
    <p class="meta">{facts}</p>
  </div>
</li>
"""
