"""Amounts of money in Danish text: '750.000 kr.', '1,3 mio. kr.', 'kr. 25.000', '-2,5 mio. kr.', columns in 1.000 kr.

What `amounts` guarantees:

1. Every amount that is written with its unit is found once, in the order of the text, in whole kroner (øre fall away).
2. A figure without a unit is an amount only in a table whose heading names the unit of its column or of the table.
3. '1.000 kr.' that names a unit ('Beløb i 1.000 kr.') is no amount.
4. No text raises, and the time is linear in its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .sentences import sentences


class Amount(NamedTuple):
    """`kroner` may be negative. `sentence` is what it stands in; of a table, the whole row."""

    kroner: int
    written: str
    sentence: str


_SIZES = {"": 1, "t": 1_000, "tusind": 1_000, "1000": 1_000, "mio": 1_000_000, "mill": 1_000_000, "mia": 1_000_000_000}
# '750.000', '1.250.000,50', '33,136', '25 000', '1,3', '12'
_FIGURE = r"\d{1,3}(?:[. \u00a0\u202f]\d{3})+(?:,\d{1,3})?|\d{1,12}(?:,\d{1,3})?"
# 'mio.', 'mia.', 'mill.', 'millioner', 'milliarder', 't.', 'tusind'
_SIZE = r"mio|mia|mill|million(?:er)?|milliard(?:er)?|tusind|t"
_SIGN = r"(?:(?<![\w.,\d])[-–−+] ?)?"
# '1,3 mio. kr.' · '750.000 kr.' · '25 t.kr.' · '3 tkr.' · '33,1 mio.kr' · '750.000,- kr.' · '500 kroner' · '2 mio. DKK'
_AFTER = re.compile(
    rf"(?<![\w.,/])(?P<sign>{_SIGN})(?P<figure>{_FIGURE})(?:,-|,00)?[ \u00a0]?"
    rf"(?:(?P<size>{_SIZE})\.?[ \u00a0]?)?(?:kr\b\.?|kroner\b|dkk\b)",
    re.IGNORECASE,
)
# '3,2 mio. i 2024', '12 mio.' where 'kr.' is left out; '3 mio. borgere' is no money
_SIZE_ALONE = re.compile(
    rf"(?<![\w.,/])(?P<sign>{_SIGN})(?P<figure>{_FIGURE})[ \u00a0]?(?P<size>mio|mia)\b\.?+"
    r"(?=$|[,;:)]|[ \u00a0](?:i|til|fra|på|over|om|og|ved|pr|for|af|som|der|årligt|ekstra|mere|mindre|finansieres)\b)",
    re.IGNORECASE,
)
# 'kr. 25.000' · 'kr. 1.250.000,00' · 'DKK 3,2 mio.'
_BEFORE = re.compile(
    rf"(?<![\w.,] )(?<![\w\d])(?:kr\.?"
    rf"|dkk)[ \u00a0](?P<sign>[-–−]?)(?P<figure>{_FIGURE})(?:,-)?(?![\w%])(?:[ \u00a0](?P<size>mio|mia"
    rf"|mill)\b\.?)?",
    re.IGNORECASE,
)
# '2-3 mio. kr.' · '100.000-150.000 kr.': the first figure has the unit of the second
_RANGE = re.compile(rf"(?<![\w.,/])(?P<figure>{_FIGURE})[ \u00a0]?(?:-|–|til)[ \u00a0]?$", re.IGNORECASE)
# 'Beløb i 1.000 kr.' · '(1.000 kr.)' · 'mio. kr.' · 'i t.kr.' · 'hele 1.000 kr., 2024-priser' · 'kr.': of headings
_UNIT = re.compile(
    rf"(?:(?P<thousand>1[. ]?000)[ \u00a0]?|(?P<size>{_SIZE})\.?[ \u00a0]?)?(?:kr\b\.?|kroner\b|dkk\b)", re.IGNORECASE
)
# 'i 1.000 kr.' · '(1.000 kr.' · 'hele 1.000 kr.' · '1.000 kr., 2024-priser'
_NAMES_A_UNIT = re.compile(r"(?:\bi|\bi hele|\bhele|\bangivet i|\()\s*$", re.IGNORECASE)
_PRICES = re.compile(r"[\s,)]*(?:netto|brutto|\d{4}|årets|p/l|pl|løbende)?-?(?:priser|p/l|niveau)", re.IGNORECASE)
# '-1.250', '33,1', '1.250.000' filling a cell
_CELL = re.compile(rf"(?P<sign>[-–−+]?) ?(?P<figure>{_FIGURE})(?:,-)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
# '3' of '3 mio. kr.': most lines have none, and are spared the search for amounts
_DIGIT = re.compile(r"\d")
# 'kr.', 'kroner', 'DKK', 'mio.', 'mia.': nor is anything else an amount in running text
_MONEY = ("kr", "dkk", "mio", "mia")
_BESIDE = 60  # characters before a figure in which stands what belongs to it
_READ = 200_000  # characters of a text that are read


def amounts(text: str) -> list[Amount]:
    """The amounts of a text, in its order; see the module."""
    found: list[Amount] = []
    unit = 0  # of the table that may follow, in kroner; 0: none is named
    header: list[int] = []
    for line in text[:_READ].splitlines():
        if " | " in line:
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            named = [_unit_of(cell) for cell in cells]
            if any(named) and not any(_CELL.fullmatch(cell) and not _YEAR.fullmatch(cell) for cell in cells):
                header = named
                whole = named[0] if sum(map(bool, named)) == 1 and named[0] else 0
                unit = whole or (0 if len(named) > 1 else unit)
                continue
            found += _row(cells, header, unit, line)
        elif line.strip():
            header, unit = [], _unit_of(line) if len(line) < 120 else 0
            found += _prose(line)
    return found


def largest(text: str) -> int | None:
    """The largest amount of a text without regard to its sign, in kroner; None where it names none."""
    return max((abs(amount.kroner) for amount in amounts(text)), default=None)


def kroner(text: str) -> int | None:
    """What a person typed for an amount: '1mio', '1,5 mio. kr.', '750.000', '750000'; None for anything else."""
    match = _TYPED.fullmatch(text.strip())
    return _value(match["figure"], match["size"] or "", "") if match else None


# '1mio' · '1,5 mio. kr.' · '750.000' · '25 t.kr.'
_TYPED = re.compile(rf"(?P<figure>{_FIGURE})\s?(?:(?P<size>{_SIZE})\.?)?\s?(?:kr\.?|kroner)?", re.IGNORECASE)


def _prose(line: str) -> Iterator[Amount]:
    if not _DIGIT.search(line) or not _names_money(line):
        return
    for sentence in sentences(line):
        if not _names_money(sentence):
            continue
        spans: list[tuple[int, int, Amount]] = []
        taken: set[int] = set()  # places in the sentence that an amount has
        for pattern in (_AFTER, _BEFORE, _SIZE_ALONE):
            for match in pattern.finditer(sentence):
                if not taken.isdisjoint(range(*match.span())) or _is_unit(match, sentence):
                    continue
                taken.update(range(*match.span()))
                size = match["size"] or ""
                written = match[0].strip()
                value = _value(match["figure"], size, match["sign"])
                spans.append((match.start(), match.end(), Amount(value, written, sentence)))
                if pattern is not _BEFORE and (lower := _RANGE.search(sentence, *_just_before(match.start("figure")))):
                    first = _value(lower["figure"], size, "")
                    taken.update(range(*lower.span()))
                    spans.append((lower.start(), lower.end(), Amount(first, f"{lower['figure']}–{written}", sentence)))
        yield from (amount for _, _, amount in sorted(spans, key=lambda span: span[:2]))


def _just_before(place: int) -> tuple[int, int]:
    """Where to look for what belongs to a figure: not from the beginning of a sentence of a thousand figures."""
    return max(0, place - _BESIDE), place


def _names_money(text: str) -> bool:
    lower = text.lower()
    return any(sign in lower for sign in _MONEY)


def _is_unit(match: re.Match[str], sentence: str) -> bool:
    """'1.000 kr.' as the unit of a table or a text, not as an amount."""
    if match["figure"].replace(" ", ".") not in ("1.000", "1000") or match["size"]:
        return False
    if _NAMES_A_UNIT.search(sentence, *_just_before(match.start())) or _PRICES.match(sentence, match.end()):
        return True
    alone = len(sentence.strip()) < len(match[0].strip()) + 3 and not sentence[: match.start()].strip()
    return alone and match[0][:1].isdigit()  # 'kr. 1.000' is an amount: a unit has its figure first


def _row(cells: list[str], header: list[int], unit: int, line: str) -> Iterator[Amount]:
    shown = " | ".join(cell for cell in cells if cell)
    for place, cell in enumerate(cells):
        written_out = list(_prose(cell))
        if written_out:
            yield from (amount._replace(sentence=shown) for amount in written_out)
            continue
        match = _CELL.fullmatch(cell)
        factor = header[place] if place < len(header) and header[place] else unit
        if match and factor and place and not (_YEAR.fullmatch(cell) and factor > 1):
            yield Amount(_scaled(match["figure"], factor, match["sign"]), cell, shown)


def _unit_of(cell: str) -> int:
    """What a figure counts under this heading: 1, 1,000, 1,000,000 … kroner; 0 where no unit is named."""
    match = _UNIT.search(cell) if _names_money(cell) else None
    if not match or (cell[: match.start()].rstrip()[-1:].isdigit()):
        return 0
    return 1_000 if match["thousand"] else _size(match["size"] or "")


def _size(written: str) -> int:
    word = written.lower()
    if word.startswith("million"):
        word = "mio"
    elif word.startswith("milliard"):
        word = "mia"
    return _SIZES.get(word, 1)


def _value(figure: str, size: str, sign: str) -> int:
    return _scaled(figure, _size(size), sign)


def _scaled(figure: str, factor: int, sign: str) -> int:
    """'33,136' in millions is 33,136,000; what is below one krone falls away."""
    whole, _, fraction = figure.partition(",")
    units = int("".join(filter(str.isdecimal, whole)) or 0)
    parts = int(fraction) * factor // 10 ** len(fraction) if fraction else 0
    value = units * factor + parts
    return -value if sign.strip() in ("-", "–", "−") else value
