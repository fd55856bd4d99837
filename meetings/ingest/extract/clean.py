"""Letters as they should be: what every extractor does to text before it becomes a `Line`.

`clean` keeps guarantee 2 of lines.py. `join_wrapped` closes words that a layout broke at a line's end; it is
the one place that decides whether a hyphen belongs to the word or only to the line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

SOFT_HYPHEN = "\u00ad"

LIGATURES = str.maketrans(
    {
        "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st",
        "\ufb06": "st",
        "\u2010": "-", "\u2011": "-",  # the hyphen's look-alikes
        "\u2028": " ", "\u2029": " ", "\u0085": " ",
    }
)  # fmt: skip

# The marks that word processors, browsers and symbol fonts set before a list point: '• Delaftale', '\uf0b7 Referat'
BULLETS = "•▪▫◦●○■□‣⁃∙·➢➤✓✔❖\uf0b7\uf0a7\uf0d8\uf076\uf0fc\uf06e\uf02d\uf0a8"

_SPACES = re.compile(r"\s+")
# 'a' with two hundred accents above it: no language needs more than `_MARKS`, and sorting them takes their square
_PILED = re.compile(r"[^\w\s\x00-\u02ff]{31,}")
_MARKS = 30  # Unicode's own bound for marks upon one letter (UAX 15, stream-safe text)
# ' (U+0000), \x0c (a form feed), U+200B (a zero width space), U+FEFF, U+202E (text turned around), lone surrogates
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffc\ufffe\uffff\ud800-\udfff]"
)

# Words that may follow the first half of a compound that shares its end with the next: 'Social- og Sundhedsudvalget'
_SUSPENDED = re.compile(r"(?:og|eller|samt|til|kontra|hhv|henholdsvis)\b", re.IGNORECASE)
# 'it-strategi', 'tv-overvågning', 'p-huse': short first parts that never lose their hyphen
_PREFIX = re.compile(r"(?:it|tv|pc|sms|gps|fn|eu|\w)$", re.IGNORECASE)
_INITIALS = 3  # letters: 'VVM-\nUNDERSØGELSE' keeps its hyphen, 'KOMMU-\nNENS' does not
# 'administra-' at a line's end
_BROKEN = re.compile(r"([^\W\d_]+)-$")
_LONGEST_WORD = 200
# 'tion, og' at the start of the next
_CONTINUES = re.compile(r"[^\W\d_]+")


# What makes work: a ligature, two blanks, a blank that is none of ours, a mark, what cannot be printed.
_ODD = re.compile(
    "[\ufb00-\ufb06\u2010\u2011\u2028\u2029\x00-\x1f\x7f-\xa0\u00ad\u0300-\u036f\u1680\u2000-\u200f\u202a-\u202f\u205f-\u206f\u3000"
    "\ufeff\ufff9-\uffff\ud800-\udfff]|  "
)


def clean(text: str) -> str:
    """Text in NFC without markup characters, ligatures, soft hyphens or control characters, white space folded."""
    if _ODD.search(text) is None and unicodedata.is_normalized("NFC", text):
        return text.strip()
    text = _PILED.sub(_unpiled, _UNPRINTABLE.sub("", _SPACES.sub(" ", text.translate(LIGATURES))))
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def _unpiled(found: re.Match[str]) -> str:
    kept, marks = [], 0
    for sign in found[0]:
        marks = marks + 1 if unicodedata.combining(sign) else 0
        if marks <= _MARKS:
            kept.append(sign)
    return "".join(kept)


def known_words(rows: Iterable[str]) -> frozenset[str]:
    """The words that stand unbroken in the rows, folded: what `join_wrapped` asks before it closes a hyphen."""
    found: set[str] = set()
    for row in rows:
        words = row.casefold().split()
        # The last and the first word of a row may themselves be halves.
        found.update(word.strip(".,;:()\"'”»«") for word in words[1:-1])
    return frozenset(found)


def join_wrapped(rows: Iterable[str], known: frozenset[str] = frozenset()) -> str:
    """The rows of one paragraph as one text.

    A soft hyphen always closes. A visible one closes before a lower-case letter, and between capitals, unless the
    document itself writes the word with its hyphen, what stands before it is one letter, an abbreviation or a number
    ('p-huse', 'EU-midler'), or the next word shows a shared end ('Social- og'). Otherwise the hyphen stays:
    'Arbejdsmarkeds-\\nUdvalget' is joined without a space.
    """
    text = ""
    for row in rows:
        row = row.strip()
        if not text:
            text = row
        elif not row:
            continue
        elif text.endswith(SOFT_HYPHEN):
            text = text[:-1] + row
        elif text[-1] in "-\u2010" and text[-2:-1].strip(" ,"):
            text = _join_hyphen(text[:-1], row, known)
        elif text.endswith(",-"):  # 'kr. 100,-' / 'pr. dag'
            text += " " + row
        elif text[-1] == "/" and text[-2:-1].strip():
            text += row
        else:
            text += " " + row
    return text


def _join_hyphen(before: str, after: str, known: frozenset[str]) -> str:
    if _SUSPENDED.match(after):
        return f"{before}- {after}"
    broken, continues = _BROKEN.search(before[-_LONGEST_WORD:] + "-"), _CONTINUES.match(after)
    if broken is None or continues is None:  # '2021-\n2025', 'CO2-\nudledning'
        return f"{before}-{after}"
    first, second = broken[1], continues[0]
    closed, hyphened = f"{first}{second}".casefold() in known, f"{first}-{second}".casefold() in known
    if _PREFIX.match(first) or (hyphened and not closed):
        return f"{before}-{after}"
    if first.isupper():  # initials, or a word of a line in capitals
        in_capitals = len(second) > 1 and second.isupper() and (closed or len(first) > _INITIALS)
        return before + after if in_capitals else f"{before}-{after}"
    return before + after if second[0].islower() else f"{before}-{after}"


# The commonest words of Danish: three words in ten of any minutes, one in a hundred of a text whose letters are lost.
STOP_WORDS = frozenset("og i at af til den for der det en et med på er som de har om".split())
_WORD = re.compile(r"[^\W\d_]+")


def stop_word_share(text: str) -> tuple[float, int]:
    """The share of `STOP_WORDS` among the words of a text, and how many words there are."""
    words = _WORD.findall(text.casefold())
    return sum(word in STOP_WORDS for word in words) / max(1, len(words)), len(words)
