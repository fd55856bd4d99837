"""Dates and times of day as minutes write them."""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

MONTHS = {
    name: number
    for number, names in enumerate(
        ("januar jan", "februar feb febr", "marts mar", "april apr", "maj", "juni jun", "juli jul", "august aug",
         "september sep sept", "oktober okt", "november nov", "december dec"),
        1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))

DATE = re.compile(
    # '2023-12-05'
    r"\b(?P<y1>(?:19|20)\d\d)-(?P<m1>\d\d)-(?P<d1>\d\d)\b"
    # '30. august 2021', 'd. 5 dec. 2023', '3.maj 2017'
    rf"|\b(?P<d2>\d{{1,2}})\.? ?(?P<m2>{_MONTH})\b\.?,? ?(?P<y2>(?:19|20)\d\d)\b"
    # '05-12-2023', '29.01.2013', '12/3 2008', '17/12-2014', '5/8 - 2021'
    r"|(?<![\d.,/-])(?P<d3>\d{1,2}) ?[-./] ?(?P<m3>\d{1,2}) ?[-./ ] ?-? ?(?P<y3>(?:19|20)\d\d)(?![\d/])"
    # 'd. 5/3-24'
    r"|\b(?:d\.|den) ?(?P<d5>\d{1,2})/(?P<m5>\d{1,2}) ?[-–] ?(?P<y5>\d{2})(?![\d/])"
    # 'd. 17.2.09', 'den 7.12.08'
    r"|\b(?:d\.|den) ?(?P<d6>\d{1,2})\.(?P<m6>\d{1,2})\.(?P<y6>\d{2})(?!\d|[./-]\d)"
    # '03.04.19', '12-03-18'
    r"|(?<![\d.,/-])(?P<d4>\d{2})[-./](?P<m4>\d{2})[-./](?P<y4>\d{2})(?![\d./-])",
    re.IGNORECASE,
)
# 'kl. 15:30', 'klokken 16.00', 'kl 8.30', 'kl. 16', 'Kl.: 17.00'
TIME = re.compile(r"\b(?:kl|klokken)\b[.:]* ?(?P<h>\d{1,2})(?:[.:](?P<m>\d\d))?\b", re.IGNORECASE)
# '15.30 - 17.00', '16:00' in a field that is known to hold a time
BARE_TIME = re.compile(r"(?<![\d.])(?P<h>\d{1,2})[.:](?P<m>\d\d)(?![\d.]*\d)")


class Found(NamedTuple):
    date: datetime.date
    start: int
    end: int


def find(text: str, position: int = 0) -> Found | None:
    """The first date of a text and where it stands; impossible dates ('31-02-2023') are passed over."""
    for found in DATE.finditer(text, position):
        parts = found.groupdict()
        day, month, year = next(
            (parts[f"d{n}"], parts[f"m{n}"], parts[f"y{n}"]) for n in "123456" if parts[f"d{n}"] is not None
        )
        number = MONTHS.get(month.casefold()) or (int(month) if month.isdigit() else 0)
        whole_year = int(year) if len(year) == 4 else (1900 if int(year) > 69 else 2000) + int(year)
        try:
            return Found(datetime.date(whole_year, number, int(day)), found.start(), found.end())
        except ValueError:
            continue
    return None


def time_of(text: str, *, bare: bool = False) -> str | None:
    """The first time of day as 'HH:MM'. `bare`: the field is known to hold a time, 'kl.' is not needed."""
    for pattern in (TIME, BARE_TIME) if bare else (TIME,):
        for found in pattern.finditer(text):
            hour, minute = int(found["h"]), int(found["m"] or 0)
            if hour < 24 and minute < 60:
                return f"{hour:02}:{minute:02}"
    return None
