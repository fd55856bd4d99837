"""Danish municipal text cut into words, numbers and case numbers, each with where it stands.

What `tokenise` guarantees:

1. Tokens come in the order of the text and never overlap; `text[token.start:token.end]` is what was written.
2. `position` counts words from 1; a token of several words ('Høje-Taastrup') takes as many positions as it has words,
   so that words that follow one another in the text have positions that follow one another.
3. Case and document numbers, laws' paragraphs and amounts are one word each, spelled in one way.
4. No text raises, and the time is linear in its length.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from string import ascii_lowercase
from typing import NamedTuple


class Word(NamedTuple):
    """One word as written, lower-case and in NFC, and where it stands."""

    text: str
    position: int
    start: int
    end: int


class Token(NamedTuple):
    """What stands between two spaces, more or less: most often one word.

    `whole` is the token as one unit where it has several words: 'høje-taastrup', 'v/byrådssalen', '2023-26'.
    `extras` are other names for the same spot, found but never asked for: '176' of '§ 176', '24308' of '22/24308'.
    """

    words: tuple[Word, ...]
    start: int
    end: int
    whole: Word | None = None
    extras: tuple[Word, ...] = ()
    identifier: bool = False  # a case or document number

    @property
    def position(self) -> int:
        return self.words[0].position


# Letters, digits, and what may hide inside a word of a PDF: combining marks, soft hyphens, zero-width characters.
_WORD = r"[^\W_](?:[^\W_]|[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff])*"
# 'Børne', 'v/byrådssalen', '01.00.00-G01-93-16', '14.30', "EU's", '2021–2025', 'R&D'
_WORDS = rf"{_WORD}(?:[-‐‑–/.,:'’&]{_WORD})*"
_WITHOUT_SECTIONS = re.compile(_WORDS)
_CHUNK = re.compile(
    # '§ 176', '§176', '§ 19 a', '§§ 8'; a lone i or å after the number is a word of its own: '§ 3 i loven'
    r"(?P<sign>§{1,2})\s{0,2}(?P<section>[0-9]{1,6})(?:\s?(?P<letter>[a-hj-zA-HJ-Z])(?![\w'’-]))?"
    rf"|(?P<chunk>{_WORDS})"
)
_HIDDEN = re.compile(r"[\u00ad\u200b-\u200d\u2060\ufeff]")
_DASHES = str.maketrans("‐‑–’", "---'")
# '750.000', '1.234.567,50'
_GROUPED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?")
# '1,3', '14.30', '14:30', '3.4.1'
_NUMERIC = re.compile(r"[0-9]+(?:[.,:][0-9]+)+")
# '01.00.00-G01-93-16', '00.01.00-A00-1-24': the KL journal plan's number with facet, running number and year
_JOURNAL = re.compile(r"[0-9]{2}\.[0-9]{2}\.[0-9]{2}-[a-zæøå][0-9]{2}-[0-9]{1,6}-[0-9]{2}")
# '22/24308', '330-2021-49620', 'emn-2022-81268', 's23-1234': groups of letters and digits, one of them a long number
_IDENTIFIER = re.compile(r"[a-zæøå]{0,6}[0-9]{0,8}(?:[-/][a-zæøå]{0,3}[0-9]{1,9}){1,5}")
# '14-05-2019', '5/2-2024', '2021-2025': dates and spans of years look like case numbers and are none
_DATE = re.compile(r"[0-3]?[0-9][-/][0-3]?[0-9][-/](?:[0-9]{4}|[0-9]{2})")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_LONG_NUMBER = re.compile(r"[0-9]{3,}")
# "EU's", "STAR's", "PISA'en": an ending hung on an abbreviation
_ENDING = re.compile(r"([^\W\d_]{2,})'(?:s|en|et|er|ens|ets|erne|ernes)")
_SPLIT = re.compile(r"[-/.,:'&]")
# After '§§ 8' come more paragraphs: '§§ 8 og 20', '§§ 31, 102'
_MORE_SECTIONS = frozenset({"og", "eller", "samt", "til"})
LONGEST = 100  # characters of one word that count; longer ones are no words


def tokenise(text: str) -> Iterator[Token]:
    """The tokens of `text`, as the module promises them."""
    position = 1
    sections = False  # inside a list that began with §§
    for match in _CHUNK.finditer(text):
        start, end = match.span()
        if match["sign"]:
            token = _section(match, position)
            sections = len(match["sign"]) == 2
        else:
            token = _chunk(match["chunk"], position, start, end)
            first = token.words[0].text
            if sections and first.isdecimal() and len(token.words) == 1:
                token = Token(token.words, start, end, extras=(Word(f"§{first}", position, start, end),))
            else:
                sections = sections and first in _MORE_SECTIONS
        yield token
        position = token.words[-1].position + 1


def spellings(text: str) -> Iterator[str]:
    """The tokens of `text` as written, without where they stand, in a fraction of the time; `token_of` reads each.

    Sections of laws come as '§19a', and so do the further numbers of '§§ 8 og 20': as '§20'.
    """
    if "§" not in text:
        yield from _WITHOUT_SECTIONS.findall(text)
        return
    sections = False  # as in `tokenise`
    for sign, number, letter, chunk in _CHUNK.findall(text):
        if sign:
            sections = len(sign) == 2
            yield f"§{number}{letter.lower()}"
        elif sections:
            words = _chunk(chunk, 1, 0, 0).words
            first = words[0].text
            listed = first.isdecimal() and len(words) == 1
            sections = listed or first in _MORE_SECTIONS
            yield f"§{first}" if listed else chunk
        else:
            yield chunk


def token_of(spelling: str) -> Token:
    """A token that `spellings` told of, as if it stood alone: its first position is 1, and its spans mean nothing."""
    if spelling[0] != "§":
        return _chunk(spelling, 1, 0, 0)
    number = spelling[1:].rstrip(ascii_lowercase)
    return _section_named(number, spelling[1 + len(number) :], 1, 0, 0)


def clean(text: str) -> str:
    """A word as it is compared: NFC, lower case, without hidden characters, with plain hyphens and apostrophes."""
    if text.isalpha():  # holds no sign that would have to go
        return text.lower() if text.isascii() else unicodedata.normalize("NFC", text).lower()
    return _cleaned(text)


@lru_cache(maxsize=50_000)
def _cleaned(text: str) -> str:
    return _HIDDEN.sub("", unicodedata.normalize("NFC", text)).lower().translate(_DASHES)


def is_identifier(written: str) -> bool:
    """Whether a word (as `clean` leaves it) is a case or document number rather than a date, a span or a compound."""
    if _JOURNAL.fullmatch(written):
        return True
    if not _IDENTIFIER.fullmatch(written) or _DATE.fullmatch(written):
        return False
    return any(not _YEAR.fullmatch(number) for number in _LONG_NUMBER.findall(written))


def _section(match: re.Match[str], position: int) -> Token:
    return _section_named(match["section"], (match["letter"] or "").lower(), position, *match.span())


def _section_named(number: str, letter: str, position: int, start: int, end: int) -> Token:
    names = [f"§{number}", number]
    if letter:
        names.insert(0, f"§{number}{letter}")
    first, *rest = (Word(name, position, start, end) for name in names)
    return Token((first,), start, end, extras=tuple(rest))


def _chunk(written: str, position: int, start: int, end: int) -> Token:
    if written.isalpha() and len(written) <= LONGEST:  # nine of ten
        return Token((Word(clean(written), position, start, end),), start, end)
    cleaned = clean(written)
    if is_identifier(cleaned):
        tails = (number for number in _LONG_NUMBER.findall(cleaned) if len(number) > 3 and not _YEAR.fullmatch(number))
        extras = tuple(Word(tail, position, start, end) for tail in tails)
        number = cleaned.replace("/", "-")  # '22/24308' and '22-24308' are one number
        return Token((Word(number, position, start, end),), start, end, extras=extras, identifier=True)
    if _GROUPED.fullmatch(cleaned):
        cleaned = cleaned.replace(".", "")
        return Token((Word(cleaned[:LONGEST], position, start, end),), start, end)
    if _NUMERIC.fullmatch(cleaned) or _ENDING.fullmatch(cleaned) or not _SPLIT.search(cleaned):
        return Token((Word(cleaned[:LONGEST], position, start, end),), start, end)
    return _compound(written, cleaned, position, start, end)


def _compound(written: str, cleaned: str, position: int, start: int, end: int) -> Token:
    words = []
    for offset, part in enumerate(re.finditer(_WORD, written)):
        span = start + part.start(), start + part.end()
        words.append(Word(clean(part.group())[:LONGEST], position + offset, *span))
    whole = Word(cleaned, position, start, end) if len(cleaned) <= LONGEST else None
    return Token(tuple(words), start, end, whole=whole)
