"""Who was away: lists under 'Fraværende', and sentences that say it.

A remark ('Sarah er ca. 1 time forsinket', 'I stedet mødte Y.') is no absence and becomes a note.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from meetings.ingest.rules import names, outcomes, words

# 'Fraværende:', 'Fraværende: Henrik Krag', 'Afbud fra Lise Holm. I stedet mødte …', 'Fraværende | Lise Holm'
_LABEL = re.compile(
    r"^(?P<label>(?:følgende (?:var )?)?(?:fraværende|(?:ikke|ej) (?:til ?stede|mødt)|afbud|meldt afbud|fravær|forfald|"
    r"udeblevet)"
    r"(?: (?:medlemmer|med afbud|under punktet|ved punktet|ved behandlingen|fra mødet|og afbud))?(?:/(?:afbud|"
    r"fravær))?)"
    r"(?P<mark>\s*[:|]\s*|\s+(?:fra|var|er|blev)\s*:?\s+|\s*$|\s+(?=[A-ZÆØÅ]))(?P<rest>.*)$",
    re.IGNORECASE,
)
# '<navne> var fraværende', 'havde meldt forfald', 'deltog ikke i behandlingen på grund af inhabilitet'
_PREDICATE = re.compile(
    r"\s(?:(?:var|er|blev)(?: alle| begge)? (?:fraværende|forhindret|ikke til ?stede|meldt (?:afbud|syg)|bortrejst|syg)"
    r"|(?:havde|har) (?:meldt|sendt|givet|givet møde) ?(?:afbud|forfald|sygemelding)|(?:havde|har) afbud|(?:havde|"
    r"har) forfald|meldte (?:afbud|forfald)"
    r"|(?:deltog|deltager|medvirkede) (?:derfor |således )?ikke|mødte ikke|(?:erklærede|erklærer|erklæret|anså|"
    r"var)(?: sig)? (?:sig )?inhabil\w*)",
    re.IGNORECASE,
)
# 'Afbud fra Lise Holm', 'Der var afbud fra …', 'Med afbud var …', 'Fraværende var …'
_BEFORE_NAMES = re.compile(
    r"(?:\bafbud|\bforfald|\bfraværende(?: med afbud)?) (?:fra|var|er)\s*:?\s+(?P<names>.+)$", re.IGNORECASE
)
# 'Medlemmerne var til stede med undtagelse af Jan E. Krag, der havde meldt forfald'
_EXCEPT = re.compile(
    r"\b(?:til ?stede|mødt)\b.{0,30}\b(?:med undtagelse af|bortset fra|undtagen) (?P<names>.+?)\.?$", re.IGNORECASE
)
# What ends the names inside a sentence: ' på grund af inhabilitet', ', som deltog', ' (ferie)'
_AFTER_NAMES = re.compile(
    r"\s+(?:på grund af|pga\.?|grundet|med afbud|uden afbud|deltog|under|ved|i stedet|som|der|er|var|fra kl|indtil|"
    r"til kl|hvor|,? for hvem)\b.*$",
    re.IGNORECASE,
)
# 'Sarah er ca. 1 time forsinket', 'forlod mødet kl. 15.00', 'I stedet mødte Y', 'X deltog som stedfortræder'
_REMARK = re.compile(
    r"\bforsink|\bforlod\b|\bankom\b|\bkom (?:til mødet|kl)|\bi stedet\b|\bstedfortræder|\bsuppleant|\bmødte (?:for|"
    r"som)\b|\binhabil|\bhabilitet|\bdeltog(?: ikke)?\b|\bdeltager ikke\b|\bafbud\b|\bforfald\b|\bfraværende\b|"
    r"\bikke til ?stede\b|\btrådte ud\b|\bgik kl\b",
    re.IGNORECASE,
)
# 'fraværende fra kl. 17.30', 'forlod mødet kl. 15', 'deltog fra kl. 16': there for a part of the time
_FOR_A_WHILE = re.compile(
    r"\b(?:fra|til|indtil|efter|kl) ?(?:ca\.? ?)?kl?\b\.? ?\d|\bforlod\b|\bankom\b|\bforsink|\bkom (?:til mødet|kl)|"
    r"\bdelvis|\ben del af mødet|\bgik kl\b",
    re.IGNORECASE,
)
# 'deltog ikke i punkt 4', 'ved behandlingen af pkt. 7-9': away from some items
_FROM_ITEMS = re.compile(r"\b(?:punkt(?:erne)?|pkt\.?|sag(?:en)?|dagsordenspunkt) ?(?:nr\.? ?)?\d", re.IGNORECASE)
# 'I stedet mødte Ib Lund', 'For ham mødte stedfortræderen Lone Holm', 'mødte suppleant Bo Bech'
_STAND_IN = re.compile(
    r"\b(?:i stedet (?:for \S+(?: \S+){0,3} )?(?:mødte|deltog|deltager|møder|indtrådte)|(?:for|som) (?:ham|hende|dem|"
    r"vedkommende) (?:mødte|deltog)|mødte|deltog)(?: (?:som )?(?:stedfortræder(?:en|ne)?|suppleant(?:en)?))? "
    r"(?=[A-ZÆØÅ])"
    # 'Stedfortræder for Lise Holm (V): Ib Lund (V)', '(suppleant: Jens Krog)'
    r"|\b(?:stedfortræder|suppleant)(?:en|er)?(?: for [^:;]{3,60})?:\s*",
    re.IGNORECASE,
)
# 'Ib Lund (V) mødte i stedet', 'Jens Krog deltog som stedfortræder for Lise Holm'
_STANDS_IN = re.compile(
    r"(?P<who>[A-ZÆØÅ][^,;.:]{3,60}?) (?:mødte|deltog|møder|deltager|indtrådte) (?:i stedet|(?:som )?(?:stedfortræder|"
    r"suppleant))"
)
_NOBODY = frozenset(
    [
        "",
        "ingen",
        "-",
        "–",
        "nej",
        "intet",
        "0",
        "ingen meldt",
        "ingen afbud",
        "ingen fraværende",
        "alle mødt",
        "alle mødte",
        "alle til stede",
        "alle var til stede",
        "alle medlemmer var til stede",
    ]
)


class Away(NamedTuple):
    names: tuple[str, ...]
    note: str


def label(text: str) -> str | None:
    """What stands behind 'Fraværende' or 'Afbud' on its line ('' for a heading alone); None for other lines."""
    if len(text) > 1500:
        return None
    if words.fold(text) in words.ABSENCE:
        return ""
    found = _LABEL.match(text)
    if found is None:
        return None
    if not found["mark"].strip(" ") and found["rest"] and names.split(first_clause(found["rest"])) is None:
        return None
    return found["rest"].strip()


def first_clause(text: str) -> str:
    return _AFTER_NAMES.sub("", outcomes.sentences(text)[0]) if outcomes.sentences(text) else ""


def is_nobody(text: str) -> bool:
    return text.casefold().strip(" .:;") in _NOBODY


def from_list(text: str) -> Away | None:
    """What a text in the place of the absent says; None where it is about something else (the decision itself)."""
    text = text.lstrip(". ").strip()
    if is_nobody(text):
        return Away((), "")
    whole = names.split(text)
    if whole:
        return Away(tuple(whole), "")
    found: list[str] = []
    notes: list[str] = []
    for sentence in outcomes.sentences(text):
        people = names.split(sentence)
        if people:
            found += people
            continue
        if _REMARK.search(sentence) and (listed := _before_remark(sentence)):
            found += listed
            notes.append(sentence)
            continue
        if not _REMARK.search(sentence) and not (people := names.split(_AFTER_NAMES.sub("", sentence))):
            return None
        people = (
            list(in_sentence(sentence))
            or (names.split(_AFTER_NAMES.sub("", sentence)) if _may_list(sentence) else None)
            or []
        )
        found += people
        notes.append(sentence)
    return Away(tuple(found), " ".join(notes)) if found or notes else None


def _before_remark(sentence: str) -> list[str]:
    """'Lise Holm (A), Jens Krog (V) deltog fra kl. 16' lists one absent person before it tells of another."""
    listed: list[str] = []
    parts = re.split(r"(?:[,;]|\s[–-]\s)\s*(?![^(]*\))", sentence)
    for part in parts if len(parts) > 1 and "inhabil" not in sentence.casefold() else ():
        people = names.split(part)
        if people is None or len(people) > 1:
            break
        listed += people
    return listed


def from_cover(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Of a list on the cover: who was away from the whole meeting, and who stood in for somebody.

    'Ib Lund fra kl. 17.30' and 'Lise Holm (deltog ikke i punkt 4)' were there.
    """
    whole = [part for part in _parts(text) if not is_partial(part) and not _is_stand_in(part)]
    away: list[str] = []
    for part in whole:
        found = from_list(part)
        away += [name for name in (found.names if found else ()) if name not in away]
    inside = stand_ins(text)
    return tuple(name for name in away if name not in inside), inside


def is_partial(text: str) -> bool:
    """'Lise Holm deltog ikke i punkt 4', 'forlod mødet kl. 15': away for a while, not from the meeting."""
    return bool(_FROM_ITEMS.search(text) or _FOR_A_WHILE.search(text))


def stand_ins(text: str) -> tuple[str, ...]:
    """Those who took the place of an absent member: 'I stedet mødte Ib Lund (V)'."""
    found: list[str] = []
    for match in _STAND_IN.finditer(text[:1500]):
        rest = _AFTER_NAMES.sub("", re.split(r"[.;)\n](?:\s|$)", text[match.end() :].replace(" (", " ["))[0])
        found += names.split(rest.replace("[", "(").split("(")[0]) or []
    for match in _STANDS_IN.finditer(text[:1500]):
        found += names.split(match["who"]) or []
    return tuple(dict.fromkeys(found))


def _is_stand_in(part: str) -> bool:
    """Whether a part tells of nobody but a stand-in: 'I stedet mødte Y', and no 'X (suppleant: Y)'."""
    return bool(_STAND_IN.match(part.lstrip(" –-")) or _STANDS_IN.match(part.strip(" –-")))


def _parts(text: str) -> list[str]:
    """A list's members with what is said of each: cut at sentences, at commas and 'og' outside brackets."""
    return [
        part
        for sentence in outcomes.sentences(text)
        for part in re.split(r"(?:[,;]|\s[–-]\s|\s+(?:og|samt)\s+(?=[A-ZÆØÅ]))\s*(?![^(]*\))", sentence)
        if part.strip(" .")
    ]


def _may_list(sentence: str) -> bool:
    """'Lise Holm på grund af ferie' lists an absent person; 'Lise Holm er forsinket' and 'forlod mødet' do not."""
    return not re.search(
        r"forsink|forlod|ankom|delt(?:og|ager|ager dog) (?:først )?fra|kom til|i stedet|stedfortræder|suppleant|mødte",
        sentence,
        re.IGNORECASE,
    )


def in_sentence(sentence: str) -> tuple[str, ...]:
    """The persons that a sentence says were away or took no part."""
    if (found := _BEFORE_NAMES.search(sentence[:600])) and (
        people := names.split(_AFTER_NAMES.sub("", found["names"]))
    ):
        return tuple(people)
    if found := _EXCEPT.search(sentence[:600]):
        return tuple(names.split(_AFTER_NAMES.sub("", found["names"].split(", der")[0])) or ())
    if found := _PREDICATE.search(sentence[:600]):
        subject = re.sub(r"^.*[:;]\s+", "", sentence[: found.start()])
        return tuple(names.split(subject) or names.leading(subject))
    return ()


def is_absence_alone(text: str) -> bool:
    """Whether every sentence of a line is about who was away."""
    cut = outcomes.sentences(text[:1500])
    return (
        bool(cut)
        and bool(in_sentence(cut[0]))
        and all(in_sentence(s) or _REMARK.search(s) for s in cut)
        and len(text) < 1500
    )
