"""CPR numbers in a text: DDMMYY-XXXX, also in disguise.

The rule (docs/security.md has the measurements behind it):

1. DDMMYY, then a hyphen, a blank or nothing, then four figures, not inside a longer run;
2. a day that exists, by the century that the seventh figure gives (day + 60: a replacement number); else nothing;
3. after 'cpr', 'personnummer', 'født': block. After 'tlf', 'konto', 'EAN' and their like: nothing;
4. with a hyphen and modulus 11 right, or 1 January of a year whose numbers have no modulus: block;
5. with a hyphen and modulus 11 wrong: review. Without a hyphen and modulus 11 right: review;
6. inside a longer run of figures or letters, spread out, with dots in the date or another sign for the hyphen, with
   the whole year ('15.05.1985-1230', the year that the number itself gives) or with letters for figures, as OCR reads
   them ('15O585-l230'), and modulus 11 right: review; block after the words of 3.

Source of the modulus and of the list of years: cpr.dk, "Personnumre uden kontrolciffer (modulus 11 kontrol)",
10 May 2023.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator
from typing import Literal, NamedTuple

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


# 'Borgeren 150585-1230 har', '150585 -\n1230', '1505851230', '150585 1230'
_CANDIDATE = re.compile(r"(?<![\w/.+-])(?<!\d,)(\d\d)(\d\d)(\d\d)((?: ?- ?\n?|\n-| |\n)?)(\d{4})(?![\w/]|[-.,]\d)")
# '74 150585 1230', '150585 1230 45': groups of figures in a row
_GROUPS = re.compile(r"(?:\d )\d{6}\s\d{4}|.{0,2}\d{6}\s\d{4} \d")
# 'Tlf. ', 'kontonr. ', 'EAN-nr.: ', 'Dok.nr.: ', 'CVR ' before the number
_NO_PERSON = re.compile(
    r"(?<!\w)(?:tlf|telefon|mobil|fax|cvr|ean|gln|iban|konto|reg|sagsnr|sags?\s?id|dok(?:ument)?\.?\s?nr|dokument\s?id|"
    r"journalnr|j\.?\s?nr|p-nr|p-nummer|matr|løbenr|faktura|bilagsnr|ordre|ref|kr)"
    r"[\s.:-]*(?:nr|nummer|id)?[\s.:]*(?:\+45\s*)?$",
    re.I,
)
# 'CPR-nr.: ', 'cpr=', 'C.P.R. ', 'Cpr | ', 'personnummer ', 'født ', 'f. ' before the number
PERSON = re.compile(
    r"(?<!\w)(?:cpr|c\.\s?p\.\s?r|personnummer|personnr|pers\.?\s?nr|født|f\.)"
    r"[\s.:=|-]*(?:nr|nummer)?[\s.:=|-]*$",
    re.I,
)
# ' kr.', ' mio.', ' m2' after ten figures
_AMOUNT = re.compile(r"\s?(?:kr|kroner|mio|mia|dkk|t\.kr|m2|m²|m3|%)\b", re.I)
# '15.05.85-1230', '15/05 85 - 1230', '15 05 85 1230'; '15051985-1230'
_DOTTED = re.compile(r"(?<![\d.])(\d\d)([./ -])(\d\d)[./ -](\d\d) ?- ?(\d{4})(?!\d)")
_CENTURY = re.compile(r"(?<!\d)(\d\d)(\d\d)(?:19|20)(\d\d) ?-? ?(\d{4})(?!\d)")
# '15.05.1985-1230', '15-05-1985 - 1230'; '1985-05-15-1230', '19850515-1230'
_WHOLE_YEAR = re.compile(r"(?<![\d.])(\d\d)[./-](\d\d)[./-]((?:19|20)\d\d) ?- ?(\d{4})(?!\d)")
_YEAR_FIRST = re.compile(r"(?<![\d.])((?:19|20)\d\d)(-?)(\d\d)\2(\d\d) ?- ?(\d{4})(?!\d)")
# '15O585-l23O', '1505B5-1Z30': what OCR makes of figures; O also as the Cyrillic and the Greek letter
_LETTERS = "OoОоΟοlISBZ"
_MISREAD = re.compile(rf"(?<!\w)(?=[\d -]{{0,12}}[{_LETTERS}])([\d{_LETTERS}]{{6}}) ?- ?([\d{_LETTERS}]{{4}})(?!\w)")
_AS_FIGURES = str.maketrans(_LETTERS, "00000011582")
_MISREAD_FROM = 8  # of ten figures that must be figures
# '150585/1230', '150585.1230', '150585--1230', '150585 ~ 1230', '(150585) 1230'; '150585/2019' is a case of 2019
_OTHER_SIGN = re.compile(
    r"(?<![\d.,/])(\d{6}) ?(?:[~_.:;·•⁃‧־|+=*\\]|--|-[(\[]|[)\]] ?-?|/(?!(?:19|20)\d\d)) ?(\d{4})(?![\d/]|[.,]\d)"
)
# '1 5 0 5 8 5 - 1 2 3 0', '1_5_0_5_8_5-1_2_3_0'
_SPREAD = re.compile(r"(?<!\d)(?<!\d[ ._'·])\d([ ._'·])\d\1\d\1\d\1\d\1\d(?: ?-? ?|\1-\1)\d\1\d\1\d\1\d(?![ ._'·]?\d)")
# '1505 85-1230', '15 05 85 - 12 30'
_LOOSE = re.compile(r"(?<![\d-])(?<!\d )(?=[\d-]{1,10} )\d(?: ?\d){5} ?- ?\d(?: ?\d){3}(?! ?\d|-\d)")
# '91505851230', 'A1505851230B', '330-150585-1230', '150585-12301'
_INSIDE = re.compile(r"\d{6}-?\d{4,200}")
FIGURES = 10  # of a number, in whatever dress: most lines have fewer, and are spared the search
# '150585', '1 5 0 5 8 5', '15.05.85 -': so begins every dress; most texts with figures enough have none
_BEGINS = re.compile(
    r"\d(?:\d{5}|(?:[ ._'·]\d){5}|(?: ?\d){5} ?-|\d[./ -]\d\d[./ -]\d\d ?-|\d[./-]\d\d[./-]\d{4} ?-|\d{3}-\d\d-\d\d ?-)"
)
_WORD_AROUND = 24  # letters before a number that may say what it is

# Births on 1 January of these years have been given numbers without a modulus (cpr.dk, list of 10 May 2023).
_WITHOUT_MODULUS = frozenset({60, 62, 64, 65, 66, 67, 69, 70, 74, 75, 78, *range(80, 93), 94, 95})
_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)


def numbers(text: str, today: datetime.date | None) -> Iterator[Hit]:
    known = figures(text)
    if known >= _MISREAD_FROM and "-" in text:
        yield from _misread(text, today)
    if known < FIGURES or not _BEGINS.search(text):
        return
    taken: set[int] = set()  # places in the text that a number, or what is surely none, has
    for found in _CANDIDATE.finditer(text):
        level = _judged(text, found, today)
        if level is not None:
            taken.update(range(*found.span()))
            yield Hit(*found.span(), level, f"{found[1]}{found[2]}{found[3]}-xxxx")
        elif _NO_PERSON.search(text[max(0, found.start() - _WORD_AROUND) : found.start()]):
            taken.update(range(*found.span()))
    for start, end, digits in _disguised(text):
        if _modulus(digits) and _birth(digits, today) and taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            told = PERSON.search(text[max(0, start - _WORD_AROUND) : start])
            yield Hit(start, end, "block" if told else "review", f"{digits[:6]}-xxxx")


def _misread(text: str, today: datetime.date | None) -> Iterator[Hit]:
    for found in _MISREAD.finditer(text):
        digits = (found[1] + found[2]).translate(_AS_FIGURES)
        if figures(found[0]) >= _MISREAD_FROM and _birth(digits, today) and _modulus(digits):
            told = PERSON.search(text[max(0, found.start() - _WORD_AROUND) : found.start()])
            yield Hit(*found.span(), "block" if told else "review", f"{digits[:6]}-xxxx")


def _judged(text: str, found: re.Match[str], today: datetime.date | None) -> Level | None:
    digits = found[1] + found[2] + found[3] + found[5]
    if not _birth(digits, today) or (found[4].isspace() and _GROUPS.match(text, max(0, found.start() - 2))):
        return None
    before = text[max(0, found.start() - _WORD_AROUND) : found.start()]
    if PERSON.search(before):
        return "block"
    if _NO_PERSON.search(before):
        return None
    if "-" in found[4] and _modulus(digits):  # no amount is written so, whatever stands behind
        return "block"
    if _AMOUNT.match(text, found.end()):
        return None
    if "-" in found[4]:
        first_of_year = digits[:4] == "0101" and int(digits[4:6]) in _WITHOUT_MODULUS
        return "block" if first_of_year else "review"
    return "review" if _modulus(digits) else None


def _disguised(text: str) -> Iterator[tuple[int, int, str]]:
    """Ten figures that may be a number in some other dress: start, end, figures."""
    for found in _DOTTED.finditer(text):
        yield *found.span(), found[1] + found[3] + found[4] + found[5]
    for found in _OTHER_SIGN.finditer(text):
        before = text[max(0, found.start() - _WORD_AROUND) : found.start()]
        if not _NO_PERSON.search(before) and not _AMOUNT.match(text, found.end()):
            yield *found.span(), found[1] + found[2]
    for found in _CENTURY.finditer(text):
        yield *found.span(), "".join(found.groups())
    for found in _WHOLE_YEAR.finditer(text):
        yield from _of_its_year(found.span(), found[1] + found[2] + found[3][2:] + found[4], found[3])
    for found in _YEAR_FIRST.finditer(text):
        yield from _of_its_year(found.span(), found[4] + found[3] + found[1][2:] + found[5], found[1])
    for pattern in (_SPREAD, _LOOSE):
        for found in pattern.finditer(text):
            yield *found.span(), re.sub(r"\D", "", found[0])
    for found in _INSIDE.finditer(text):
        run = found[0]
        before = text[max(0, found.start() - _WORD_AROUND) : found.start()]
        if _NO_PERSON.search(before) or _AMOUNT.match(text, found.end()) or _is_article_number(run):
            continue
        plain = run.replace("-", "")
        if len(plain) == 10 and _CANDIDATE.match(text, found.start()):
            continue  # stands alone: the candidate's rule has judged it
        for start in range(len(plain) - 9):
            yield *found.span(), plain[start : start + 10]


def _of_its_year(span: tuple[int, int], digits: str, year: str) -> Iterator[tuple[int, int, str]]:
    """A date and four figures ('05.12.2023 - 1530' is a time) only where those figures give the century printed."""
    seventh, short = int(digits[6]), int(digits[4:6])
    if seventh <= 3:
        century = "19"
    elif seventh in (4, 9):
        century = "20" if short <= 36 else "19"
    else:
        century = "20" if short <= 57 else "18"
    if century == year[:2]:
        yield *span, digits


def _is_article_number(run: str) -> bool:
    """A GLN or EAN ('5798005770381'): thirteen figures of which the last is a check on the rest."""
    if len(run) != 13 or not run.isdigit():
        return False
    return sum(int(d) * (3 if n % 2 else 1) for n, d in enumerate(run)) % 10 == 0


def _birth(digits: str, today: datetime.date | None) -> bool:
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
    return (year >= 1900 or replacement) and (today is None or born <= today)


def _modulus(digits: str) -> bool:
    return sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True)) % 11 == 0
