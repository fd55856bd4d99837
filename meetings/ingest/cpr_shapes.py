"""The shapes a CPR number may have in a text, and the words before and behind that tell what ten figures are.

`disguised` gives figures that are a number if the modulus says so; `told` gives those behind 'cpr' or 'født', in
whatever dress. Whether they are one is judged in `cpr`. Both expect text as `cpr.plain` gives it, and take time in
proportion to its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# 'Borgeren 150585-1230 har', '150585 -\n1230', '1505851230', '150585 1230'
CANDIDATE = re.compile(r"(?<![\w/.+-])(?<!\d,)(\d\d)(\d\d)(\d\d)((?: ?- ?\n?|\n-| |\n)?)(\d{4})(?![\w/]|[-.,]\d)")
# '74 150585 1230', '150585 1230 45': groups of figures in a row
GROUPS = re.compile(r"(?:\d )\d{6}\s\d{4}|.{0,2}\d{6}\s\d{4} \d")
# 'Tlf. ', 'kontonr. ', 'EAN-nr.: ', 'Dok.nr.: ', 'CVR ', 'IBAN DK' before the number
_NO_PERSON = re.compile(
    r"(?<!\w)(?:tlf|telefon|mobil|fax|cvr|ean|gln|iban|konto|reg|sagsnr|sags?\s?id|dok(?:ument)?\.?\s?nr|dokument\s?id|"
    r"journalnr|j\.?\s?nr|p-nr|p-nummer|matr|løbenr|faktura|bilagsnr|ordre|ref|stelnr|kr|dkk)"
    r"[\s.:-]*(?:nr|nummer|id)?[\s.:]*(?:\+45\s*|[a-z]{2,3})?$",
    re.I,
)
# 'CPR-nr.: ', 'cpr=', 'C.P.R. ', 'Cpr | ', 'CPR-/CVR-nr. ', 'personnummer ', 'født den ', 'f. ' before the number
PERSON = re.compile(
    r"(?<!\w)(?:cpr(?:[-.\s]{0,3}(?:nr\.?)?\s?(?:/|og|eller)\s?(?:cvr|se))?|c\.\s?p\.\s?r|personnummer|personnr|"
    r"pers\.?\s?nr|fødselsda(?:to|g)|født|f\.)"
    r"[\s.:=|-]*(?:nr|nummer|den|d\.)?[\s.:=|-]*$",
    re.I,
)
_AROUND = 24  # letters before a number that may say what it is
# ' kr.', ' mio.', ' m2' after ten figures
AMOUNT = re.compile(r"\s?(?:kr|kroner|mio|mia|dkk|t\.kr|m2|m²|m3)\b|\s?%", re.I)


def is_told(text: str, at: int) -> bool:
    """Whether 'cpr' or 'født' stands right before this place."""
    return PERSON.search(text, max(0, at - _AROUND), at) is not None


def is_other(text: str, at: int) -> bool:
    """Whether 'tlf.', 'konto', 'EAN' or their like stands right before this place."""
    return _NO_PERSON.search(text, max(0, at - _AROUND), at) is not None


# --- Told by a word --------------------------------------------------------------------------------------------------

# 'CPR-nummer på ansøger: ', 'personnr. (10 cifre): ', 'CPR150585', 'født den ', 'fødselsdato: '
_LEAD = re.compile(
    r"(?<![^\W_])(?:(?P<cpr>cpr|c\.\s?p\.\s?r|personn(?:umm|r)|pers\.?\s?nr)(?:[^\d\n]|10 ci){0,40}"
    r"|(?:fødselsda(?:to|g)|født|f\.)\W{0,4}(?:(?:den|d\.) )?)(?=\d)",
    re.I,
)
# '15 05 85 12 30', '150585, 1230', '1 | 5 | 0 | 5 …', '15.05.85 (1230)'; with the whole year
_TEN = re.compile(r"\d(?:[^\w\n]{0,3}\d){9}(?! ?\d)")
_TWELVE = re.compile(r"(\d\W?\d\W{0,3}\d\W?\d)[^\w\n]{0,3}((?:19|20)\d\d)[^\w\n]{0,3}(\d\d ?\d\d)(?! ?\d)")
# '5/5 1985-1230', '15.5.85-1230'
_SHORT = re.compile(r"(\d\d?)[./ -]{1,2}(\d\d?)[./ -]{1,2}((?:19|20)?\d\d) ?[-/] ?(\d{4})(?!\d)")


def told(text: str) -> Iterator[tuple[int, int, str, bool]]:
    """What follows a word for the number or the birth: start, end, figures; whether the word means the number."""
    for lead in _LEAD.finditer(text):
        at = lead.end()
        if is_other(text, at) and not is_told(text, at):
            continue  # 'CPR-kontoret, tlf. '
        if short := _SHORT.match(text, at):
            yield at, short.end(), _dated(short[1], short[2], short[3], short[4]), bool(lead["cpr"])
        elif (whole := _TWELVE.match(text, at)) and _is_of_its_year(whole[2], whole[3]):
            yield at, whole.end(), re.sub(r"\D", "", whole[1] + whole[2][2:] + whole[3]), bool(lead["cpr"])
        elif ten := _TEN.match(text, at):
            yield at, ten.end(), re.sub(r"\D", "", ten[0]), bool(lead["cpr"])


def _dated(day: str, month: str, year: str, serial: str) -> str:
    return f"{day:0>2}{month:0>2}{year[-2:]}{serial}"


# --- Disguised -------------------------------------------------------------------------------------------------------

# '15.05.85-1230', '15/05 85 - 1230', '15 05 85-1230'; '15051985-1230'
_DOTTED = re.compile(r"(?<![\d.])(\d\d)([./ -])(\d\d)[./ -](\d\d) ?- ?(\d{4})(?!\d)")
_CENTURY = re.compile(r"(?<!\d)(\d\d)(\d\d)(?:19|20)(\d\d) ?-? ?(\d{4})(?!\d)")
# '15.05.1985-1230', '15-05-1985 - 1230'; '1985-05-15-1230', '1985.05.15-1230', '19850515-1230'
_WHOLE_YEAR = re.compile(r"(?<![\d.])(\d\d)[./-](\d\d)[./-]((?:19|20)\d\d) ?- ?(\d{4})(?!\d)")
_YEAR_FIRST = re.compile(r"(?<![\d.])((?:19|20)\d\d)([-.]?)(\d\d)\2(\d\d) ?- ?(\d{4})(?!\d)")
# '15. maj 1985-1230', '5. okt. 85 - 1230'; '15. maj 1985 - 1990' are years
_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_WRITTEN = re.compile(
    rf"(?<![\d.,])(\d\d?)\.? ?({'|'.join(_MONTHS)})[a-z]{{0,6}}\.? ?((?:19|20)?\d\d) ?- ?(?!19|20)(\d{{4}})(?!\d)",
    re.I,
)
# '150585/1230', '150585.1230', '150585,1230', '150585 ~ 1230', '(150585) 1230', '"150585"-"1230"', '150585 - - 1230'
_OTHER_SIGN = re.compile(r"(?<![\d.,/-])(\d{6})(?:[^\w\n]|_){1,7}(\d{4})(?![\d/]|[.,]\d)")
_NO_SIGN = re.compile(r" ?-? ?\d|,? \d| ?/ ?(?:19|20)\d\d(?!\d)")  # the candidate's; a list's; a case of 2019
# '150585 bindestreg 1230', '15.05.1985, løbenr. 1230', '150585 (sidste fire cifre 1230)'
_IN_WORDS = re.compile(
    r"(?<![\d.,/-])(\d\d)[./-]?(\d\d)[./-]?((?:19|20)?\d\d)\W{1,3}(?:(?:med|og|de) ){0,2}"
    r"(?:(?:binde)?streg|minus|løbe(?:nr|nummer)|sidste (?:fire|4)(?: cifre| tal)?)(?: er)?\W{1,3}(\d{4})(?!\d)",
    re.I,
)
_WORDS = re.compile("streg|minus|løben|sidste", re.I)
# '1 5 0 5 8 5 - 1 2 3 0', '1_5_0_5_8_5-1_2_3_0'
_SPREAD = re.compile(r"(?<!\d)(?<!\d[ ._'·])\d([ ._'·])\d\1\d\1\d\1\d\1\d(?: ?-? ?|\1-\1)\d\1\d\1\d\1\d(?![ ._'·]?\d)")
# '1505 85-1230', '15 05 85 - 12 30'
_LOOSE = re.compile(r"(?<![\d-])(?<!\d )(?=[\d-]{1,10} )\d(?: ?\d){5} ?- ?\d(?: ?\d){3}(?! ?\d|-\d)")
# '15 05 85 12 30', '15 05 85 1230', '150585 12 30'; not '20 15 05 85 12 30', '15 05 85 12.30'
_PAIRS = re.compile(r"(?<![\d+/-])(?<!\d[ .,:])(?:\d\d \d\d \d\d \d\d ?\d\d|\d{6} \d\d \d\d)(?![.,:/-]?\d| \d| ?- ?\d)")
# '91505851230', 'A1505851230B', '330-150585-1230', '150585-12301'
_INSIDE = re.compile(r"\d{6}-?\d{4,200}")
# '150585-160585': from one day to another
_PERIOD = re.compile(r"(?:(?:[0-2]\d|3[01])(?:0[1-9]|1[0-2])\d\d(?:-|$)){2}")
# '150585', '1 5 0 5 8 5', '15.05.85 -', '15 05 85': so begins every dress without words; most texts have none
BEGINS = re.compile(
    r"\d(?:\d{5}|(?:[ ._'·]\d){5}|(?: ?\d){5} ?-|\d[./ -]\d\d[./ -]\d\d ?-|\d[./-]\d\d[./-]\d{4} ?-|"
    r"\d{3}[-.]\d\d[-.]\d\d ?-|\d \d\d \d\d \d\d)"
)
FEWEST_TOLD = 8  # figures of '5/5 85-1230'
_FEWEST_WRITTEN = 7  # figures of '5. okt. 85-1230'
_TEN_FIGURES = 10


def disguised(text: str, known: int) -> Iterator[tuple[int, int, str]]:
    """Ten figures that may be a number in some other dress: start, end, figures. `known`: how many the text has."""
    if known >= _FEWEST_WRITTEN:
        yield from _written(text)
    if known < _TEN_FIGURES:
        return
    if _WORDS.search(text):
        yield from _in_words(text)
    if BEGINS.search(text):
        yield from _dates(text)
        yield from _runs(text)


def _written(text: str) -> Iterator[tuple[int, int, str]]:
    for found in _WRITTEN.finditer(text):
        digits = _dated(found[1], str(_MONTHS.index(found[2].lower()) + 1), found[3], found[4])
        if not AMOUNT.match(text, found.end()) and (len(found[3]) == 2 or _is_of_its_year(found[3], found[4])):
            yield *found.span(), digits


def _in_words(text: str) -> Iterator[tuple[int, int, str]]:
    for found in _IN_WORDS.finditer(text):
        if len(found[3]) == 2 or _is_of_its_year(found[3], found[4]):
            yield *found.span(), _dated(*found.groups())


def _dates(text: str) -> Iterator[tuple[int, int, str]]:
    for found in _DOTTED.finditer(text):
        if not is_other(text, found.start()):
            yield *found.span(), found[1] + found[3] + found[4] + found[5]
    for found in _CENTURY.finditer(text):
        yield *found.span(), "".join(found.groups())
    for found in _WHOLE_YEAR.finditer(text):
        if _is_of_its_year(found[3], found[4]):
            yield *found.span(), _dated(*found.groups())
    for found in _YEAR_FIRST.finditer(text):
        if _is_of_its_year(found[1], found[5]):
            yield *found.span(), _dated(found[4], found[3], found[1], found[5])


def _runs(text: str) -> Iterator[tuple[int, int, str]]:
    for found in _OTHER_SIGN.finditer(text):
        if not _NO_SIGN.match(text, found.end(1)) and _is_free(text, found):
            yield *found.span(), found[1] + found[2]
    for pattern in (_SPREAD, _LOOSE):
        for found in pattern.finditer(text):
            yield *found.span(), re.sub(r"\D", "", found[0])
    for found in _PAIRS.finditer(text):
        if _is_free(text, found):
            yield *found.span(), found[0].replace(" ", "")
    for found in _INSIDE.finditer(text):
        run = found[0]
        if not _is_free(text, found) or _is_article_number(run) or _PERIOD.fullmatch(run):
            continue
        plain = run.replace("-", "")
        if len(plain) == 10 and CANDIDATE.match(text, found.start()):
            continue  # stands alone: the candidate's rule has judged it
        for start in range(len(plain) - 9):
            yield *found.span(), plain[start : start + 10]


def _is_free(text: str, found: re.Match[str]) -> bool:
    """Whether neither the words before nor those behind say that it is something else."""
    return not is_other(text, found.start()) and not AMOUNT.match(text, found.end())


def _is_of_its_year(year: str, serial: str) -> bool:
    """A date and four figures ('05.12.2023 - 1530' is a time) only where those figures give the century printed."""
    seventh, short = int(serial[0]), int(year[2:])
    if seventh <= 3:
        return year[:2] == "19"
    if seventh in (4, 9):
        return year[:2] == ("20" if short <= 36 else "19")
    return year[:2] == ("20" if short <= 57 else "18")


def _is_article_number(run: str) -> bool:
    """A GLN or EAN ('5798005770381'): thirteen figures of which the last is a check on the rest."""
    if len(run) != 13 or not run.isdigit():
        return False
    return sum(int(d) * (3 if n % 2 else 1) for n, d in enumerate(run)) % 10 == 0
