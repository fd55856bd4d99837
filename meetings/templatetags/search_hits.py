"""The items found, as lines of the page. Written here and not in a template: each has some twenty values, and of all
that a search does in Python, filling twenty such templates took the most time."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import groupby

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from meetings.models import Meeting
from meetings.search.hits import Hit

from .badges import closed_badge, followed_badge, outcome_badge
from .danish import kroner, long_date, number, row_in_words, upper_first

register = template.Library()

_SENTENCE = 180  # characters shown of what an amount stands in
_KINDS = {kind.value: upper_first(kind.label) for kind in Meeting.Kind}


@register.simple_tag
def search_hits(hits: Iterable[Hit]) -> SafeString:
    """A list item for each: where and when, its title, what came of it, and the words in their place."""
    return mark_safe("\n".join(map(_line, hits)))  # noqa: S308 - every piece of text is escaped, or marked and escaped


def _line(hit: Hit) -> str:
    row = hit.row
    called = f"Punkt {escape(row.number)}. " if row.number else ""
    kind = f"<span>{_KINDS[row.kind]}</span>" if row.kind != Meeting.Kind.MINUTES else ""
    case = f"<span>Sag {hit.case_number}</span>" if row.case_number else ""
    badges = closed_badge() if row.closed else outcome_badge(row.outcome, row.recognised is not False)
    followed = "" if row.closed else followed_badge(row.departed)
    return (
        f'<li class="hit">\n<h3><a href="{hit.address}">{called}{hit.title}</a></h3>\n'
        f'<p class="meta"><strong>{escape(hit.municipality.name)}</strong><span>{escape(hit.committee.name)}</span>'
        f'<span class="nowrap">{long_date(row.date)}</span>{kind}{case} {badges}{followed}</p>\n'
        f"{_text(hit)}{_voted(hit)}{_largest(hit)}{_treatments(hit)}</li>"
    )


def _text(hit: Hit) -> str:
    if hit.row.closed:
        closed = "Kun overskriften er offentlig. Punktet er behandlet for lukkede døre."
        return f'<p class="hit-text quiet">{closed}</p>\n'
    lines = []
    for part, group in groupby(hit.passages, key=lambda passage: passage.part):
        named = f'<span class="hit-part">{part}:</span> ' if part else ""
        text = " ".join(passage.text for passage in group).replace("… …", "…")
        lines.append(f'<p class="hit-text">{named}{text}</p>\n')
    return "".join(lines)


def _voted(hit: Hit) -> str:
    """How those voted whom the search asks for."""
    lines = [
        f"<strong>{escape(one.who)}</strong>{escape(f' i {one.body}') if one.body else ''}: {escape(one.sides)}"
        for one in hit.voted
    ]
    named = '<span class="hit-part">Afstemning:</span>'
    return f'<p class="hit-text">{named} {"<br>".join(lines)}</p>\n' if lines else ""


def _largest(hit: Hit) -> str:
    """What an item was found by where amounts were asked for; it may stand nowhere near what is shown of the text."""
    if not (amount := hit.largest):
        return ""
    sentence = Truncator(row_in_words(amount.sentence)).chars(_SENTENCE)
    named = f'<span class="hit-part">Største beløb:</span> <strong>{kroner(amount.kroner)}</strong>'
    return f'<p class="hit-text">{named} <span class="quiet">{escape(sentence)}</span></p>\n'


def _treatments(hit: Hit) -> str:
    if hit.treatments < 2:
        return ""
    address = escape(reverse("case", args=[hit.municipality.slug, hit.row.case]))
    told = f"sagens {number(hit.treatments)} behandlinger"
    return f'<p class="hit-case">Nyeste af <a href="{address}">{told}</a> i søgningen</p>\n'
