"""Days as Danes write them: '2019', 'maj 2019', '14-05-2019', '14. maj 2019', '2019..2021', '>2020'."""

from __future__ import annotations

import datetime as dt
import re

MONTHS = ("januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november",
          "december")  # fmt: skip
EARLIEST, LATEST = dt.date(1, 1, 1), dt.date(9999, 12, 31)

_MONTH = r"jan(?:uar)?|feb(?:ruar)?|mar(?:ts)?|apr(?:il)?|maj|juni?|juli?|aug(?:ust)?|sep(?:t(?:ember)?)?|" \
         r"okt(?:ober)?|nov(?:ember)?|dec(?:ember)?"  # fmt: skip
# '14-05-2019', '14.5.2019', '5/2-2024', '5/2 2024'
_DAY_FIRST = re.compile(r"(?P<day>[0-3]?[0-9])[-./](?P<month>[01]?[0-9])[-./ ](?P<year>[0-9]{4})", re.ASCII)
# '2019-05-14'
_YEAR_FIRST = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[01]?[0-9])-(?P<day>[0-3]?[0-9])", re.ASCII)
# '14. maj 2019', '14 maj 2019', 'd. 14. maj 2019', 'maj 2019'
_IN_WORDS = re.compile(
    rf"(?:d(?:en)?\.? )?(?:(?P<day>[0-3]?[0-9])\.? )?(?P<month>{_MONTH})\.? (?P<year>[0-9]{{4}})", re.ASCII | re.I
)
# '05-2019', '5/2019', '2019-05'
_MONTH_FIRST = re.compile(r"(?P<month>[01]?[0-9])[-/.](?P<year>[0-9]{4})", re.ASCII)
_YEAR_MONTH = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[01]?[0-9])", re.ASCII)
# '2019'
_YEAR = re.compile(r"(?P<year>[0-9]{4})", re.ASCII)
_FORMS = (_DAY_FIRST, _YEAR_FIRST, _IN_WORDS, _MONTH_FIRST, _YEAR_MONTH, _YEAR)
# '2019..2021', 'maj 2019..juni 2020', '2019..', '..2021', '2019-2021'
_RANGE = re.compile(r"(?P<first>.*?)\s*\.\.+\s*(?P<last>.*)", re.DOTALL)
_YEARS = re.compile(r"(?P<first>[0-9]{4}) ?[-–] ?(?P<last>[0-9]{4})", re.ASCII)
# '>2020', '>= 14-05-2019', '<2019'
_SIGN = re.compile(r"(?P<sign>>=|<=|>|<|=)\s*(?P<rest>.*)", re.DOTALL)
# What may follow 'dato:' without quotes though it has spaces in it: 'maj 2019', '>14. maj 2019..juni 2020'
_ONE_IN_WORDS = rf"(?:[0-3]?[0-9]\.? )?(?:{_MONTH})\.? [0-9]{{4}}(?![\w])"
IN_WORDS = rf"(?:>=|<=|>|<|=)? ?{_ONE_IN_WORDS}(?:\.\.(?:{_ONE_IN_WORDS}|[0-9][-0-9./]*)?)?"


def span(typed: str) -> tuple[dt.date, dt.date] | None:
    """The first and the last day of what was typed: a day, a month or a year. None for anything else."""
    text = " ".join(typed.split())
    for form in _FORMS:
        if match := form.fullmatch(text):
            parts = match.groupdict()
            return _of_parts(parts["year"], parts.get("month"), parts.get("day"))
    return None


def between(typed: str) -> tuple[dt.date, dt.date] | None:
    """As `span`, and ranges: '2019..2021' (both included, an open end is none), '2019-2021', '>2020', '<=maj 2019'."""
    text = typed.strip()
    if match := _YEARS.fullmatch(text) or _RANGE.fullmatch(text):
        first = span(match["first"]) if match["first"] else (EARLIEST, EARLIEST)
        last = span(match["last"]) if match["last"] else (LATEST, LATEST)
        if first is None or last is None or not match["first"] + match["last"]:
            return None
        return min(first[0], last[0]), max(first[1], last[1])
    match = _SIGN.fullmatch(text)
    days = span(match["rest"] if match else text)
    if days is None or match is None or match["sign"] == "=":
        return days
    first_day, last_day = days
    one = dt.timedelta(days=1)
    try:
        return {
            ">": lambda: (last_day + one, LATEST),
            ">=": lambda: (first_day, LATEST),
            "<": lambda: (EARLIEST, first_day - one),
            "<=": lambda: (EARLIEST, last_day),
        }[match["sign"]]()
    except OverflowError:  # before the first day there is, or after the last
        return None


def told(day: dt.date) -> str:
    """'14. maj 2019'"""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def _of_parts(year: str, month: str | None, day: str | None) -> tuple[dt.date, dt.date] | None:
    try:
        first = dt.date(int(year), _month(month) if month else 1, int(day) if day else 1)
    except ValueError:
        return None
    if day:
        return first, first
    if not month:
        return first, first.replace(month=12, day=31)
    after = (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1) if first < dt.date(9999, 12, 1) else None
    return first, after - dt.timedelta(days=1) if after else LATEST


def _month(written: str) -> int:
    """The number of a month written as number or word; 0, which is no month, where it is neither."""
    if written.isdecimal():
        return int(written)
    return next(number for number, name in enumerate(MONTHS, 1) if name.startswith(written.lower()[:3]))
