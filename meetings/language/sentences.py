"""Danish text cut into sentences, for showing the one that says something and for reading them one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

# A full stop ends a sentence before a capital, a figure or a quote: 'Godkendt. Der ønskes …', 'i alt 7. Imod stemte …'
_STOP = re.compile(r"(?<=[.!?])[)\"”»]?[ \t]+(?=[A-ZÆØÅÉ0-9(\"„“»\-–])|[ \t]*\n+[ \t]*|;[ \t]+")
# … but not after 'pkt. 4', 'nr. 3', 'Gl. Landevej', 'mio. kr. DKK', 'jf. Bilag', 'f.eks. Varde', 'J. Hansen',
# 'Jens Chr. Holm', '5. Division'
_GOES_ON = re.compile(
    r"(?:^|[\s(/])(?:pkt|nr|kl|jf|jfr|vedr|ca|stk|bl\.a|mio|mia|t|kr|evt|mv|m\.v|inkl|ekskl|f\.eks|dvs|hhv|pr|gl"
    r"|sdr|ndr|chr|th|joh|vilh"
    r"|nye?|afd|afs|kap|tlf|sagsnr|litra|§|d|[A-ZÆØÅ])\.$|(?:^|\s)\d{1,2}\.$",
    re.IGNORECASE,
)
# 'mio. kr.' and 'kr.' may well end a sentence; then a capital opens the next: '… på 2 mio. kr. Beløbet …'
_MAY_END = re.compile(r"\bkr\.$", re.IGNORECASE)
# 'i alt 7.', 'den 9.' before a word with a capital: a number that ends a sentence
_ENDING_NUMBER = re.compile(r"\b(?:alt|den|til|på|mod|punkt|model) \d{1,3}\.$|\b20\d\d\.$", re.IGNORECASE)

# ', og opgaven …', ', men først …', ', som …', ', idet …'
_NEXT_CLAUSE = re.compile(r",? (?:men|idet|mens)\b|, (?:og|som|der|hvor\w*|da|fordi)\b", re.IGNORECASE)


@lru_cache(maxsize=512)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences in order, with single spaces; lines and points of lists are sentences of their own."""
    return tuple(_sentences(text))


def _sentences(text: str) -> Iterator[str]:
    begun = 0
    for stop in _STOP.finditer(text):
        so_far = text[begun : stop.start()]
        plain_space = "\n" not in stop[0] and ";" not in stop[0]
        if plain_space and _is_abbreviation(so_far, text[stop.end() : stop.end() + 1]):
            continue
        if so_far.strip(" .;"):
            yield " ".join(so_far.split())
        begun = stop.end()
    if text[begun:].strip(" .;\n"):
        yield " ".join(text[begun:].split())


def before_next_clause(sentence: str) -> str:
    """'Kontrakten forlænges ikke' of 'Kontrakten forlænges ikke, og opgaven udbydes'; 'besluttede, at' is one."""
    return _NEXT_CLAUSE.split(sentence, maxsplit=1)[0]


def _is_abbreviation(so_far: str, following: str) -> bool:
    tail = so_far[-16:]
    if following.isupper() and (_MAY_END.search(tail) or _ENDING_NUMBER.search(tail)):
        return False
    return bool(_GOES_ON.search(tail))
