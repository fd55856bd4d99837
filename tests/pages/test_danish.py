"""Dates, numbers and plurals as Danes write them."""

from __future__ import annotations

import datetime

import pytest

from meetings.templatetags import danish


def test_dates():
    day = datetime.date(2023, 12, 5)
    assert danish.long_date(day) == "5. december 2023"
    assert danish.weekday_date(day) == "tirsdag den 5. december 2023"
    assert danish.long_date(None) == danish.weekday_date(None) == ""


def test_a_moment_is_told_in_danish_time():
    late = datetime.datetime(2023, 12, 31, 23, 30, tzinfo=datetime.UTC)
    assert danish.long_date(late) == "1. januar 2024"


@pytest.mark.parametrize(("value", "written"), [(0, "0"), (999, "999"), (1000, "1.000"), (1_234_567, "1.234.567")])
def test_numbers(value, written):
    assert danish.number(value) == written


@pytest.mark.parametrize(("value", "written"), [(0, "0 møder"), (1, "1 møde"), (1200, "1.200 møder")])
def test_plurals(value, written):
    assert danish.count_of(value, "møde,møder") == written


@pytest.mark.parametrize(
    ("value", "written"), [(1, "1 kB"), (640_000, "640 kB"), (1_200_000, "1,2 MB"), (25_000_000, "25,0 MB")]
)
def test_sizes(value, written):
    assert danish.file_size(value) == written


@pytest.mark.parametrize(
    ("names", "written"), [([], ""), (["Ib"], "Ib"), (["Ib", "Bo"], "Ib og Bo"), (["Ib", "Bo", "Åse"], "Ib, Bo og Åse")]
)
def test_lists_of_names(names, written):
    assert danish.and_list(names) == written


def test_a_row_of_a_table_reads_as_a_line():
    assert danish.row_in_words("Model C, anlæg | 3,7 | 0,0") == "Model C, anlæg: 3,7 · 0,0"
    assert danish.row_in_words("Prisen er 3,7 mio. kr.") == "Prisen er 3,7 mio. kr."
