"""Who was away: lists under 'Fraværende', and sentences that say it.

A remark ('Sarah er ca. 1 time forsinket', 'I stedet mødte Y.') is no absence and becomes a note.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from meetings.ingest.rules import names, outcomes, words

# 'Fraværende:', 'Fraværende: Henrik Krag', 'Afbud fra Lise Holm. I stedet mødte …', 'Fraværende | Lise Holm'
_LABEL = re.compile(
    r"^(?P<label>(?:følgende (?:var )?)?(?:fraværende|ikke til ?stede|afbud|meldt afbud|fravær|forfald|udeblevet)"
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
