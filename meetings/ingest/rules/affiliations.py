"""Of which party those named are, as lists of members, of the absent and of voters print it behind their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from meetings.ingest.minutes import Affiliation
from meetings.ingest.reference import PARTY_NAMES

_NAMES = "|".join(re.escape(name) for name in PARTY_NAMES)
# 'V', 'UFP', 'Udenfor parti', 'Løsgænger', 'Venstre', 'Borgerlisten', 'liste T'
_PARTY = (
    rf"[A-ZÆØÅ]{{1,4}}|{_NAMES}|[Uu]den ?for (?:parti|partierne|parti og gruppe)|[Ll]øsgænger|"
    r"[A-ZÆØÅ][\wæøå -]{2,25}listen|(?:[Ll]iste )[A-ZÆØÅ]"
)


_MOST = 300  # persons


def find(texts: Iterable[str], persons: Sequence[str]) -> tuple[Affiliation, ...]:
    """Each of these persons that has a party in these texts, once, in the order of `persons`."""
    if not persons:
        return ()
    said: dict[str, str] = {}
    longest_first = sorted(set(persons[:_MOST]), key=len, reverse=True)
    # 'Lise Holm (V)', 'Helle Blak (Udenfor parti)', 'Jens Krog [S], formand', 'Else Marie Krogh V, Ib Lund A'
    pattern = re.compile(
        rf"(?P<name>{'|'.join(re.escape(name) for name in longest_first)}),?\s*"
        rf"(?:[(\[](?P<party>{_PARTY})[)\]]|(?<=\s)(?P<letter>[A-ZÆØÅ])(?=\s*(?:[,;.]|$)))"
    )
    for text in texts:
        for found in pattern.finditer(text[:5000]):
            said.setdefault(found["name"], found["party"] or found["letter"])
    return tuple(Affiliation(name, said[name]) for name in dict.fromkeys(persons) if name in said)
