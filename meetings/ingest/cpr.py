"""CPR numbers in a text: DDMMYY-XXXX, also in disguise.

The rule (docs/security.md has the measurements behind it):

1. DDMMYY, then a hyphen, a blank or nothing, then four figures, not inside a longer run;
2. a day that exists, by the century that the seventh figure gives (day + 60: a replacement number); else nothing;
3. after 'cpr', 'personnummer', 'født': block. After 'tlf', 'konto', 'EAN' and their like: nothing;
4. with a hyphen and modulus 11 right, or 1 January of a year whose numbers have no modulus: block;
5. with a hyphen and modulus 11 wrong: review. Without a hyphen and modulus 11 right: review;
6. in another dress (`cpr_shapes`) and modulus 11 right: review; block right behind the words of 3. Such are a longer
   run of figures or letters, figures spread out or in pairs ('15 05 85 12 30'), dots in the date, another sign or a
   word for the hyphen, the whole year ('15.05.1985-1230', the year that the number itself gives), the month in
   letters, and letters for figures, as OCR reads them ('15O585-l230');
7. somewhere behind 'cpr' or 'personnummer', or right behind 'født', ten figures in whatever dress: block with modulus
   11 right (behind 'født' only with a hyphen, else review); with modulus 11 wrong review, but not behind 'født';
8. what has neither hyphen nor such a word is nobody's who was born before 1910 ('010203 1415').

Source of the modulus and of the list of years: cpr.dk, "Personnumre uden kontrolciffer (modulus 11 kontrol)",
10 May 2023.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator
from typing import Literal, NamedTuple

from meetings.ingest import cpr_shapes

Level = Literal["block", "review", "notice"]


class Hit(NamedTuple):
    start: int  # in the text as `plain` gives it
    end: int
    level: Level
    masked: str  # '150585-xxxx'


# What looks like a hyphen: '150585‑1230', '150585–1230', '150585─1230' (a line of a table), '150585¬1230'
_DASHES = re.compile(
    "[\u00ac\u00af\u02c9\u02d7\u058a\u1806\u2010-\u2015\u2053\u207b\u208b\u2212\u23af\u2500\u2501\u2e3a\u2e3b\u2e40"
    "\u301c\u3030\u30a0\u30fc\ufe58\ufe63\uff0d]|(?<=[0-9]{6})\u00ad(?=[0-9]{4})"
)
# What nobody sees (Unicode's Default_Ignorable_Code_Point), and marks upon a figure: '1\u20e35\u20e3', '1\u034f5'
_NOTHING = re.compile(
    "(?<=[0-9-])[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
    "|[\x00-\x08\x0e-\x1f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# Figures of other scripts, raised, in circles and in brackets: '١٥٠', '¹⁵⁰', '①⑤⓪', '❶❺', '⑴⑸', '⒈⒌'
_OTHER_FIGURES = re.compile(
    r"(?![0-9])\d|[\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u2080-\u2089\u2460-\u2468\u2474-\u247c\u2488-\u2490\u24ea"
    r"\u24f5-\u24fd\u24ff\u2776-\u277e\u2780-\u2788\u278a-\u2792\U0001f100-\U0001f10a]"
)
# What is none of these may have another form, or be nothing to the eye: '½', 'ﬁ', a soft hyphen, an odd blank
_UNUSUAL = re.compile("[^\n -~\u00a7\u00ab\u00bb\u00c0-\u00ff\u2018-\u201e\u2022]")
_UNEVEN = ("  ", "\t", "\r", "\x0b", "\x0c")  # what stands in a text where not all blanks are single spaces
_BLANKS = re.compile("[ \t\r\x0b\x0c\u00a0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000]+")


def plain(text: str) -> str:
    """One kind of hyphen, of blank and of figure; nothing that cannot be seen."""
    if not text.isascii() and _UNUSUAL.search(text := text.replace("–", "-")):
        text = _DASHES.sub("-", _OTHER_FIGURES.sub(lambda found: str(unicodedata.digit(found[0])), text))
        text = _NOTHING.sub("", _DASHES.sub("-", unicodedata.normalize("NFKC", _NOTHING.sub("", text))))
        return _BLANKS.sub(" ", text)
    return _BLANKS.sub(" ", text) if any(sign in text for sign in _UNEVEN) else text


def figures(text: str) -> int:
    """How many figures 0 to 9 a text has."""
    return sum(map(text.count, "0123456789"))


# '15O585-l23O', '1505B5-1Z30': what OCR makes of figures; O also as the Cyrillic and the Greek letter
_LETTERS = "OoОоΟοlISBZ"
_MISREAD = re.compile(rf"(?<!\w)(?=[\d -]{{0,12}}[{_LETTERS}])([\d{_LETTERS}]{{6}}) ?- ?([\d{_LETTERS}]{{4}})(?!\w)")
_AS_FIGURES = str.maketrans(_LETTERS, "00000011582")
FEWEST = 6  # of its ten figures that must be figures
FIGURES = 10  # of a number, in whatever dress but letters and the shortest dates

# Births on 1 January of these years have been given numbers without a modulus (cpr.dk, list of 10 May 2023).
_WITHOUT_MODULUS = frozenset({60, 62, 64, 65, 66, 67, 69, 70, 74, 75, 78, *range(80, 93), 94, 95})
_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_EVER = 1900  # the years of birth that count: those of a number that looks like one,
_LATELY = 1910  # and of figures that nothing but the modulus says to be one ('010203 1415')


def numbers(text: str, today: datetime.date | None) -> Iterator[Hit]:
    """Likely numbers in a text as `plain` gives it; no two lie over each other."""
    known = figures(text)
    if known < FEWEST:
        return
    taken: set[int] = set()  # places in the text that a number, or what is surely none, has
    for start, end, digits, level in _levelled(text, known, today):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            if level is not None:
                yield Hit(start, end, level, f"{digits[:6]}-xxxx")


def _levelled(text: str, known: int, today: datetime.date | None) -> Iterator[tuple[int, int, str, Level | None]]:
    """Figures and what they are, the surest first; None: surely no number, in whatever other dress."""
    for start, end, digits, means_number in cpr_shapes.told(text) if known >= cpr_shapes.FEWEST_TOLD else ():
        if level := _of_told(text, start, end, digits, today, means_number=means_number):
            yield start, end, digits, level
    for start, end, digits in _misread(text) if "-" in text else ():
        if _birth(digits, today, _EVER) and _modulus(digits):
            yield start, end, digits, "block" if cpr_shapes.is_told(text, start) else "review"
    if known >= FIGURES and cpr_shapes.BEGINS.search(text):
        for found in cpr_shapes.CANDIDATE.finditer(text):
            level, digits = _of_candidate(text, found, today), found[1] + found[2] + found[3] + found[5]
            if level or cpr_shapes.is_other(text, found.start()):
                yield *found.span(), digits, level
    for start, end, digits in cpr_shapes.disguised(text, known):
        if _modulus(digits) and _birth(digits, today, _EVER if "-" in text[start:end] else _LATELY):
            yield start, end, digits, "block" if cpr_shapes.is_told(text, start) else "review"


def _of_told(
    text: str, start: int, end: int, digits: str, today: datetime.date | None, *, means_number: bool
) -> Level | None:
    """Behind 'cpr' (`means_number`) or 'født'."""
    hyphen = "-" in text[start:end]
    if not _birth(digits, today, _EVER) or (not hyphen and cpr_shapes.AMOUNT.match(text, end)):
        return None
    passes = _modulus(digits) or (hyphen and _needs_no_modulus(digits))
    found = cpr_shapes.CANDIDATE.match(text, start)
    if found and found.end() == end and cpr_shapes.is_told(text, start):
        return "block"
    if passes:
        return "block" if means_number or hyphen else "review"
    return "review" if means_number else None


def _of_candidate(text: str, found: re.Match[str], today: datetime.date | None) -> Level | None:
    """Six figures and four, with a hyphen, a blank or nothing between."""
    digits, hyphen = found[1] + found[2] + found[3] + found[5], "-" in found[4]
    told = cpr_shapes.is_told(text, found.start())
    if not _birth(digits, today, _EVER if told or hyphen else _LATELY):
        return None
    if found[4].isspace() and cpr_shapes.GROUPS.match(text, max(0, found.start() - 2)):
        return None
    if told:
        return "block"
    if cpr_shapes.is_other(text, found.start()):
        return None
    if hyphen and _modulus(digits):  # no amount is written so, whatever stands behind
        return "block"
    if cpr_shapes.AMOUNT.match(text, found.end()):
        return None
    if hyphen:
        return "block" if _needs_no_modulus(digits) else "review"
    return "review" if _modulus(digits) else None


def _misread(text: str) -> Iterator[tuple[int, int, str]]:
    for found in _MISREAD.finditer(text):
        if FEWEST <= figures(found[0]) < FIGURES:
            yield *found.span(), (found[1] + found[2]).translate(_AS_FIGURES)


def _birth(digits: str, today: datetime.date | None, since: int) -> bool:
    """Whether the first six figures are a day of birth, in the century that the seventh gives."""
    day, month, year, seventh = int(digits[:2]), int(digits[2:4]), int(digits[4:6]), int(digits[6])
    replacement = day > 60
    if seventh <= 3:
        year += 1900
    elif seventh in (4, 9):
        year += 2000 if year <= 36 else 1900
    else:
        year += 2000 if year <= 57 else 1800
    try:
        born = datetime.date(year, month, day - 60 if replacement else day)
    except ValueError:
        return False
    return (year >= since or replacement) and (today is None or born <= today)


def _modulus(digits: str) -> bool:
    return sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True)) % 11 == 0


def _needs_no_modulus(digits: str) -> bool:
    return digits[:4] == "0101" and int(digits[4:6]) in _WITHOUT_MODULUS
