"""Votes told by whose they were: 'godkendt mod A og Ø', 'med stemmerne A, V for og F imod', 'med alle stemmer mod Ø'.

And whom or what somebody chose: 'stemte på Skovby'.
"""

from __future__ import annotations

import re

from meetings.ingest.reference import PARTY_NAMES, PARTY_SHORT
from meetings.ingest.rules import voters

_PERSON = r"[A-ZÆØÅ][\wæøåéü.'-]+(?: (?:[A-ZÆØÅ][\wæøåéü.'-]*|af|von|de)){1,4} \([A-ZÆØÅ]{1,3}\)"
_VOTER = (
    rf"(?:(?:[Ll]iste |[Gg]ruppe )?\(?(?:{'|'.join(PARTY_SHORT)}|[A-ZÆØÅ])\)?(?:['’]?s)?|"
    rf"(?:{'|'.join(PARTY_NAMES)})(?:['’]?s)?(?: \([A-ZÆØÅ]\))?|{_PERSON})(?![\w-])"
)
_LIST = rf"{_VOTER}(?:(?:, ?| og |, og | samt | ?\+ ?|/){_VOTER})*"
_OF = r"(?:stemmerne |stemmer )?(?:fra )?"
_END = r"(?: (?:i?mod|stemmer))*(?=\W*$|, (?:der|som|idet|da|fordi)\b)"
# 'Godkendt med stemmerne fra A og V mod C', "Vedtaget med A, B og F's stemmer mod V"
_BOTH = re.compile(
    rf"\b[Mm]ed {_OF}(?P<for>{_LIST})(?: stemmer)?(?: for)?,?(?: og)? i?mod {_OF}(?P<against>{_LIST}){_END}"
)
# 'For A og F, imod V, C og O', '(for A, imod V)'
_SIDES = re.compile(
    rf"(?:^|[(:] ?)\W*[Ff]or:? (?P<for>{_LIST})(?:,|;| og|, og)? [Ii]?mod:? (?P<against>{_LIST})(?=\W*$)"
)
# 'Oversendt med stemmerne A, V, C for', 'Vedtaget med stemmerne fra A og B', "med A og B's stemmer"
_FOR = re.compile(
    rf"\b[Mm]ed (?:stemme(?:rne|r) (?:fra |af )?(?P<for>{_LIST})(?: for)?|(?P<whose>{_LIST}) stemmer(?: for)?)(?=\W*$)"
)
# 'Anbefalet mod C og V', 'Godkendt med alle stemmer mod Ø', 'Tiltrådt mod Lise Holm (C), der ønskede …'
_AGAINST = re.compile(
    r"\b(?P<said>(?i:ikke godkend|godkend|vedtag|tiltr|anbefal|beslutte|indstille|fulgt|forkast|afvis|nedstem|udsat|"
    r"udsæt|oversend)\w*)\b"
    rf"[^.;:()\d]{{0,30}}? i?mod {_OF}(?P<against>{_LIST}){_END}"
)
_REJECTED = re.compile(r"ikke|forkast|afvis|nedstem", re.IGNORECASE)
# 'Lise Holm og Bo Bech stemte på Skovby', 'A og V stemmer på model 2'; but not 'stemte på byrådets møde imod'
_CHOSE = re.compile(
    r"^(?P<who>.*?)\b(?:stemte|stemmer)(?: der| begge| alle)? på (?P<what>[A-ZÆØÅ][^,.;:()]{1,50}?|(?:model|forslag|"
    r"mulighed|løsning|scenarie|alternativ|variant|handlemulighed|placering|kandidat)\w* [^,.;:()]{1,40}?)"
    r"(?: \([^)]{1,20}\))?(?=\W*$|[,;])"
)
_NO_CHOICE = re.compile(r"\b(?:i?mod|for|mødet?)\b", re.IGNORECASE)


def read(clause: str) -> list[tuple[str, voters.Who]]:
    """The sides that a clause tells by whose votes they were; empty where it tells none."""
    if "stem" not in clause and " mod " not in clause and " imod " not in clause:
        return []
    if both := _BOTH.search(clause) or _SIDES.search(clause):
        return [("for", _who(both["for"])), ("against", _who(both["against"]))]
    if few := _AGAINST.search(clause):
        return [("for" if _REJECTED.match(few["said"]) else "against", _who(few["against"]))]
    if alone := _FOR.search(clause):
        return [("for", _who(alone["for"] or alone["whose"]))]
    if " på " in clause and (chose := _CHOSE.match(clause)) and not _NO_CHOICE.search(chose["what"]):
        return [(chose["what"].strip(), voters.read(chose["who"]))]
    return []


def _who(text: str) -> voters.Who:
    return voters.read(text.replace("+", ", ").replace("/", ", "))
