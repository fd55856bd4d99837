"""Who was away from the whole meeting, and who came in their place: what a cover says."""

from __future__ import annotations

import re

from meetings.ingest.rules import absence, names, presence

# 'I stedet mødte Ib Lund', 'For ham mødte stedfortræderen Lone Holm', 'mødte suppleant Bo Bech'
_STAND_IN = re.compile(
    r"\b(?:i stedet (?:for \S+(?: \S+){0,3} )?(?:mødte|deltog|deltager|møder|indtrådte)|(?:for|som) (?:ham|hende|dem|"
    r"vedkommende) (?:mødte|deltog)|mødte|deltog)(?: (?:som )?(?:stedfortræder(?:en|ne)?|suppleant(?:en)?))? "
    r"(?=[A-ZÆØÅ])"
    # 'Stedfortræder for Lise Holm (V): Ib Lund (V)', '(suppleant: Jens Krog)'
    r"|\b(?:stedfortræder|suppleant)(?:en|er)?(?: for [^:;]{3,60})?:\s*"
    # 'Lise Holm (A) - stedfortræder Ib Lund'
    r"|[,(–-] ?(?:stedfortræder|suppleant)(?:en)? (?=[A-ZÆØÅ])",
    re.IGNORECASE,
)
# 'Ib Lund (V) mødte i stedet', 'Jens Krog deltog som stedfortræder for Lise Holm'
_STANDS_IN = re.compile(
    r"(?P<who>[A-ZÆØÅ](?:(?! [–-] )[^,;.:]){3,60}?) (?:mødte|deltog|møder|deltager|indtrådte) "
    r"(?:i stedet|(?:som )?(?:stedfortræder|suppleant))"
)


def from_cover(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Of a list on the cover: who was away from the whole meeting, and who stood in for somebody.

    'Ib Lund fra kl. 17.30' and 'Lise Holm (deltog ikke i punkt 4)' were there.
    """
    listed = names.split(text)
    if listed is not None and not (is_partial(text) or stand_ins(text)):
        return tuple(dict.fromkeys(listed)), ()  # 'Lise Holm, N. J. Krog': no sentence ends in 'N.'
    whole = [part for part in absence.parts(text) if not is_partial(part) and not _is_stand_in(part)]
    away: list[str] = []
    for part in whole:
        found = absence.from_list(part)
        away += [name for name in (found.names if found else ()) if name not in away]
    inside = stand_ins(text)
    return tuple(name for name in away if name not in inside), inside


# 'Lise Holm (afbud)', 'Jens Krog (A) - fraværende', 'Ib Lund, afbud': marked as away in the list of the members
_MARKED = re.compile(
    r"(?P<who>[A-ZÆØÅ][^,;()|\n]{3,50}?(?: \([A-ZÆØÅ]{1,3}\))?)(?: \(| [–-] |, | \| ?)"
    r"(?:afbud|meldt afbud|fraværende|ikke mødt|ej mødt|ikke til ?stede|forhindret|sygemeldt|orlov)\b",
)


def marked(text: str) -> tuple[str, ...]:
    """Those whom a list of the members marks as away: 'Aage Bo, Lise Holm (afbud), Jens Krog'."""
    found = (names.split(match["who"].removeprefix("og ")) for match in _MARKED.finditer(text[:3000]))
    return tuple(dict.fromkeys(name for people in found for name in people or ()))


def is_partial(text: str) -> bool:
    """'Lise Holm deltog ikke i punkt 4', 'forlod mødet kl. 15': away for a while, not from the meeting."""
    return bool(absence.FROM_ITEMS.search(text) or presence.is_for_a_while(text))


def stand_ins(text: str) -> tuple[str, ...]:
    """Those who took the place of an absent member: 'I stedet mødte Ib Lund (V)'."""
    found: list[str] = []
    for match in _STAND_IN.finditer(text[:1500]):
        rest = presence.AFTER_NAMES.sub("", re.split(r"[.;)\n](?:\s|$)", text[match.end() :].replace(" (", " ["))[0])
        found += names.split(rest.replace("[", "(").split("(")[0]) or []
    for match in _STANDS_IN.finditer(text[:1500]):
        found += names.split(match["who"]) or []
    return tuple(dict.fromkeys(found))


def _is_stand_in(part: str) -> bool:
    """Whether a part tells of nobody but a stand-in: 'I stedet mødte Y', and no 'X (suppleant: Y)'."""
    return bool(_STAND_IN.match(part.lstrip(" –-")) or _STANDS_IN.match(part.strip(" –-")))
