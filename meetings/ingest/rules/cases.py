"""Case numbers: the shapes that the municipalities' case systems print."""

from __future__ import annotations

import re

from meetings.ingest.rules import dates

NUMBER = (
    # '01.00.00-G01-93-16', '00.22.04-P35-1-18', '27.36.08P05-0012', '15.20.00A26/2004-0012' (the KLE journal plan)
    r"\d\d\.\d\d\.\d\d[-.]?[A-ZÆØÅ]\d\d(?:/(?:19|20)\d\d-\d{1,6}|-\d{1,6}(?:-\d{2,4})?)?"
    # 'EMN-2022-81268', 'SAG-2014-00815'
    r"|[A-ZÆØÅ]{2,6}-\d{2,4}-\d{3,7}"
    # '330-2021-49620', '776-2015-12345'
    r"|\d{2,4}-(?:19|20)\d\d-\d{1,7}"
    # '1-31-72-155-13' (regions)
    r"|\d-\d\d-(?:\d\d-)?\d{1,5}-\d\d"
    # '22/24308', '2015/007123', '12/1234-5'
    r"|(?:\d\d|(?:19|20)\d\d)/\d{3,7}(?:-\d{1,3})?"
    # 'S2018-1234', '2018-123456', '2011-12345'
    r"|[A-Z]?(?:19|20)\d\d-\d{4,7}"
    # '19-007123'
    r"|\d\d-\d{5,7}"
)
# '22/24308' alone on its line, also 'Sag 22/24308', '(22/24308)', 'SJ.nr. 15.20.00A26/2004-0012', 'KS: 12/4567' and
# '16.06.00', a subject in the journal plan
ALONE = re.compile(
    rf"^[(\[]?(?:sag|journalnr\.?|(?:[a-zæøå]{{1,2}}\.?)?nr\.?|(?-i:[A-ZÆØÅ]{{2,4}}):)?[ :.]*"
    rf"(?P<number>{NUMBER}|\d\d/\d{{1,2}}|\d\d\.\d\d\.\d\d(?=[)\]]|$))[)\]]?\.?$",
    re.IGNORECASE,
)
ANYWHERE = re.compile(rf"(?<![\w/-])(?P<number>{NUMBER})(?![\w/-])")


def alone(text: str) -> str | None:
    """The case number that fills a line."""
    found = ALONE.match(text) if len(text) < 60 else None
    return found["number"] if found else None


def is_journal_code(number: str) -> bool:
    """Whether a number is but a subject in the journal plan ('27.36.00.P24'), shared by all cases on it."""
    return bool(re.fullmatch(r"\d\d\.\d\d\.\d\d(?:[-.]?[A-ZÆØÅ]\d\d)?", number))


def first(text: str) -> str | None:
    found = ANYWHERE.search(text[:400])
    return found["number"] if found else None


# 'Sagsid 24-7712', 'Kommunens eget sagsnr.: 24/771', '2024/12/553', 'A-2019.1733', '299835': digits alone or behind a
# label, in a shape nobody listed
_UNKNOWN = re.compile(
    r"^[\W_]*(?:(?!bilag|se |jf)(?:[\w.-]+ ){0,2}(?=[^:]{3,30}:)[\w.-]*(?:sag|nr|jour|akt|esdh|kle|ident)[\w.-]*: |"
    r"[\w.-]*(?:sag|nr|jour|akt|esdh|acadre|kle|ident)[\w.-]*[ :.]+)?"
    r"(?P<number>(?=\S*[-/.]|\d{5})(?=(?:\D*\d){4})[A-ZÆØÅ]{0,5}[\d./–-][\w./–-]{3,24})\W*$",
    re.IGNORECASE,
)
# '2016-2019', '2016/17', '14.30'
_NO_NUMBER = re.compile(r"^\W*(?:(?:19|20)\d\d\W{1,3}(?:19|20)?\d\d|\d{1,2}[.:]\d\d)\W*$")


def unknown(text: str) -> str | None:
    """What fills a line and may be a case number of a system that nobody knows; a date or years are none."""
    if len(text) > 60 or _NO_NUMBER.match(text) or dates.find(text) is not None:
        return None
    found = _UNKNOWN.match(text)
    return found["number"] if found else None


# '2014-19', '2014-772', 'A-2019.1733' below 'Sag' on a line of its own
_BELOW_LABEL = re.compile(r"^(?=(?:\D*\d){4})(?=\S*[-./]|\d{5})(?P<number>[A-ZÆØÅ]{0,5}[\d./–-][\w./–-]{3,24})$")


def below_label(text: str) -> str | None:
    """What fills a line below a label for case numbers, whatever its shape: there years and short numbers count."""
    found = _BELOW_LABEL.match(text) if dates.find(text) is None else None
    return found["number"].rstrip(".") if found else None
