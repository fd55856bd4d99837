"""How Danes write dates, numbers and plurals. Filters for templates; nothing here asks the database."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from django import template
from django.template import Context
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from meetings.language.names import name_key

register = template.Library()

MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")


@register.filter
def long_date(value: datetime.date | None) -> str:
    """'5. december 2023'; a moment is told in Danish time; '' for nothing."""
    if value is None:
        return ""
    day = _day(value)
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


@register.filter
def weekday_date(value: datetime.date | None) -> str:
    """'tirsdag den 5. december 2023'"""
    return f"{WEEKDAYS[_day(value).weekday()]} den {long_date(value)}" if value else ""


@register.filter
def number(value: int) -> str:
    """'1.203.000': a full stop between thousands."""
    return f"{value:,}".replace(",", ".")


@register.filter
def count_of(value: int, words: str) -> str:
    """{{ 3|count_of:"møde,møder" }} gives '3 møder'."""
    one, many = words.split(",")
    return f"{number(value)} {one if value == 1 else many}"


@register.filter
def file_size(value: int) -> str:
    """Bytes as '640 kB' or '1,2 MB' (of 1,000,000 bytes)."""
    if value >= 1_000_000:
        return f"{value / 1_000_000:.1f} MB".replace(".", ",")
    return f"{max(1, round(value / 1000))} kB"


@register.filter
def kroner(value: int) -> str:
    """'33,1 mio. kr.', '1,25 mia. kr.', '750.000 kr.', '−2,5 mio. kr.': about three figures from a million on."""
    sign, amount = ("−" if value < 0 else ""), abs(value)
    for size, unit in ((1_000_000_000, "mia. kr."), (1_000_000, "mio. kr.")):
        if amount >= size:
            decimals = 2 if amount < 10 * size else 1 if amount < 100 * size else 0
            whole, _, fraction = f"{amount / size:.{decimals}f}".partition(".")
            fraction = fraction.rstrip("0")
            return f"{sign}{number(int(whole))}{',' + fraction if fraction else ''} {unit}"
    return f"{sign}{number(amount)} kr."


@register.filter
def row_in_words(text: str) -> str:
    """A row of a table as a line: 'Model C, anlæg: 3,7 · 0,0 · 0,0'; any other text as it stands."""
    # 'Model C, anlæg | 3,7 | 0,0 | 0,0'
    first, *rest = [cell.strip() for cell in text.strip(" |").split(" | ")]
    return f"{first}: {' · '.join(rest)}" if rest else text


@register.filter
def and_list(names: Sequence[str]) -> str:
    """'Anna Holm, Per Juul og Ida Lind'"""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} og {names[-1]}"


@register.simple_tag(takes_context=True)
def people(context: Context, names: Sequence[str]) -> SafeString:
    """As `and_list`, each name a link where the page's `person_addresses` knows it: {name_key: address}."""
    addresses: Mapping[str, str] = context.get("person_addresses") or {}
    shown = [_linked(name, addresses.get(name_key(name), "")) for name in names]
    return mark_safe(and_list(shown))  # noqa: S308 - each name is escaped


def _linked(name: str, address: str) -> SafeString:
    return format_html('<a href="{}" rel="nofollow">{}</a>', address, name) if address else escape(name)


@register.filter
def upper_first(text: str) -> str:
    """'Tirsdag den 5. december 2023': the first letter large, the rest as it stands."""
    return text[:1].upper() + text[1:]


def _day(value: datetime.date) -> datetime.date:
    return timezone.localdate(value) if isinstance(value, datetime.datetime) else value
