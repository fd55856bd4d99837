"""The tables of what the archive covers. Written here and not in a template: a page has hundreds of rows, nearly all
of them folded away."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Protocol

from django import template
from django.utils.safestring import SafeString, mark_safe

from meetings.pages.coverage_picture import Picture

from .danish import number

register = template.Library()


class CountedYear(Protocol):
    year: int
    minutes: int
    agendas_alone: int
    items: int


class DatedYear(CountedYear, Protocol):
    first: datetime.date
    latest: datetime.date


@register.simple_tag
def year_rows(years: Iterable[CountedYear]) -> SafeString:
    """Year, minutes, agendas without minutes, items."""
    return mark_safe("".join(f"<tr>{_numbers(year)}</tr>" for year in years))  # noqa: S308 - figures alone


@register.simple_tag
def dated_year_rows(years: Iterable[DatedYear]) -> SafeString:
    """The same with the days of the first and the latest meeting: '5.12.'"""
    rows = [f"<tr>{_numbers(year)}{_day(year.first)}{_day(year.latest)}</tr>" for year in years]
    return mark_safe("".join(rows))  # noqa: S308 - figures alone


@register.simple_tag
def month_rows(picture: Picture) -> SafeString:
    """A row a year of a calendar: twelve months and their sum."""
    rows = []
    for line in picture.lines:
        cells = []
        for cell in line.cells:
            alone = f' <span class="quiet nowrap">+{cell.alone}<span class="sr-only"> uden referat</span></span>'
            cells.append(f'<td class="number">{cell.count}{alone if cell.alone else ""}</td>')
        total = f'<td class="number">{number(line.total)}</td>'
        rows.append(f'<tr><th scope="row">{line.label}</th>{"".join(cells)}{total}</tr>')
    return mark_safe("".join(rows))  # noqa: S308 - figures alone


def _numbers(year: CountedYear) -> str:
    figures = (year.minutes, year.agendas_alone, year.items)
    return f'<th scope="row">{year.year}</th>' + "".join(f'<td class="number">{number(one)}</td>' for one in figures)


def _day(day: datetime.date) -> str:
    return f'<td class="nowrap">{day.day}.{day.month}.</td>'
