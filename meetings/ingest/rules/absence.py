"""Who was away: lists under 'Fraværende', and sentences that say it.

Three kinds are kept apart: away ('Fraværende: Lise Holm'), away from this item but not from the meeting ('deltog ikke i
behandlingen af punktet', 'fraværende fra kl. 17.30'), and a remark that is no absence at all ('Sarah er ca. 1 time
forsinket', 'forlod mødet kl. 15', 'I stedet mødte Y.').
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
# The first letters of labels; sparing all other lines the pattern
_STARTS = frozenset("fieamu") | {heading[0] for heading in words.ABSENCE}
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
AFTER_NAMES = re.compile(
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
# 'deltog ikke i behandlingen af punktet', 'i sagens behandling', 'under dette punkt', 'på grund af inhabilitet': away
# from the item at which it stands
_HERE = re.compile(
    r"\b(?:i|ved|under|fra) (?:(?:be)?handlingen|drøftelsen|(?:dette |det )?punkt(?:et)?\b|(?:denne )?sag(?:en|ens)?\b|"
    r"dagsordenspunktet|afgørelsen|beslutningen|pkt\b)|\binhabil|\bhabilitet",
    re.IGNORECASE,
)
# 'deltog ikke i afstemningen': there, but without a vote
_NO_VOTE = re.compile(r"\b(?:deltog|deltager|medvirkede) ikke (?:i|ved) (?:selve )?afstemning", re.IGNORECASE)
# 'Lise Holm (V) (fra kl. 17)', 'Lise Holm (deltog i punkt 1-3)': what is said of a person in brackets
_SAID_IN_BRACKETS = re.compile(r"[(\[][^)\]]*?(?:\bkl|\d|\bdeltog|\bpunkt|\bpkt|\bdelvis)[^)\]]*[)\]]", re.IGNORECASE)
# 'forlod mødet kl. 15', 'deltog fra kl. 16', 'er forsinket', 'gik kl. 17': came or went, and may have been there
_CAME_OR_WENT = re.compile(
    r"\bforlod\b|\bankom\b|\bforsink|\bkom (?:til mødet|kl)|\bgik kl\b|\bdelvis|\ben del af mødet|"
    r"\bdelt(?:og|ager)\b(?: \w+)? (?:fra|til|indtil|kl)\b|\bmødte (?:først )?kl\b",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]{0,80}[)\]]")
# 'deltog ikke i punkt 4', 'ved behandlingen af pkt. 7-9': away from some items
FROM_ITEMS = re.compile(r"\b(?:punkt(?:erne)?|pkt\.?|sag(?:en)?|dagsordenspunkt) ?(?:nr\.? ?)?\d", re.IGNORECASE)
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


_READ = 1500  # characters of a list in which remarks are looked for


class Away(NamedTuple):
    names: tuple[str, ...]
    note: str
    here: tuple[str, ...] = ()  # those of `names` who were away from this item alone
    partly: bool = False  # somebody was away for a while: whether at the decision, nobody says


def label(text: str) -> str | None:
    """What stands behind 'Fraværende' or 'Afbud' on its line ('' for a heading alone); None for other lines."""
    if len(text) > 1500 or (text[:1].isalpha() and text[0].casefold() not in _STARTS):
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
    return AFTER_NAMES.sub("", outcomes.sentences(text)[0]) if outcomes.sentences(text) else ""


def is_nobody(text: str) -> bool:
    return text.casefold().strip(" .:;") in _NOBODY


def from_list(text: str) -> Away | None:
    """What a text in the place of the absent says; None where it is about something else (the decision itself)."""
    text = text.lstrip(". ").strip()
    if is_nobody(text):
        return Away((), "")
    whole = None if _SAID_IN_BRACKETS.search(text[:_READ]) else names.split(text)
    if whole:
        return Away(tuple(whole), "")
    found: list[str] = []
    here: list[str] = []
    notes: list[str] = []
    partly = False
    for sentence in outcomes.sentences(text):
        one = _from_sentence(sentence)
        if one is None:
            return None
        found += one.names
        here += one.here
        notes += [one.note] if one.note else []
        partly = partly or one.partly
    return Away(tuple(found), " ".join(notes), tuple(here), partly) if found or notes else None


def _from_sentence(sentence: str) -> Away | None:
    """One sentence of a list of the absent: names alone, or names with what is said of some of them."""
    told = bool(_SAID_IN_BRACKETS.search(sentence[:_READ]))
    people = None if told else names.split(sentence)
    if people:
        return Away(tuple(people), "")
    if not told and not _REMARK.search(sentence) and not is_for_a_while(sentence):
        listed = names.split(AFTER_NAMES.sub("", sentence))
        return Away(tuple(listed), sentence) if listed else None
    together = _together(sentence)
    if together is not None:
        return Away(together, sentence, together if is_here(sentence) else (), is_for_a_while(sentence))
    found: list[str] = []
    here: list[str] = []
    for part in parts(sentence):
        plain = _IN_BRACKETS.sub("", part)
        if plain != part and (
            named := names.split(plain)
        ):  # 'Lise Holm (V) (ankom kl. 17)' is on the list all the same
            found += named
            here += named if is_here(part) else []
            continue
        if _is_remark(part) or not _may_list(part) or FROM_ITEMS.search(part) or _NO_VOTE.search(part):
            continue
        listed = names.split(part) or list(in_sentence(part)) or names.split(AFTER_NAMES.sub("", part)) or []
        found += listed
        here += listed if is_here(part) else []
    return Away(tuple(found), sentence, tuple(here), is_for_a_while(sentence))


def _together(sentence: str) -> tuple[str, ...] | None:
    """The subject of a sentence that says one thing of all it names: 'Lise Holm og Jens Krog deltog ikke i punktet.'

    None where a list says of each member what it says: 'Lise Holm (V) deltog ikke i punktet, Jens Krog (A)'.
    """
    predicate = _PREDICATE.search(sentence[:600])
    if predicate is None or names.split(sentence[predicate.end() :].rpartition(", ")[2]):
        return None
    return in_sentence(sentence)


def is_for_a_while(text: str) -> bool:
    """'fraværende fra kl. 17.30', 'ankom kl. 16', 'forlod mødet kl. 15': there for a part of the meeting. Who is
    disqualified and leaves the room is away from one item."""
    return _FOR_A_WHILE.search(text) is not None and "inhabil" not in text.casefold()


def _is_remark(text: str) -> bool:
    """'forlod mødet kl. 15', 'deltog fra kl. 16': came or went, and is not listed as away."""
    return is_for_a_while(text) and _CAME_OR_WENT.search(text) is not None


def is_here(text: str) -> bool:
    """'deltog ikke i behandlingen af punktet', 'på grund af inhabilitet', 'fraværende fra kl. 17.30': away from this
    item, not from the meeting."""
    return _HERE.search(text) is not None or is_for_a_while(text)


def parts(text: str) -> list[str]:
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
    """The persons that a sentence says were away, or took no part in the item."""
    sentence = sentence[:600]
    if _NO_VOTE.search(sentence) or _is_remark(sentence):
        return ()
    if (found := _BEFORE_NAMES.search(sentence)) and (people := names.split(AFTER_NAMES.sub("", found["names"]))):
        return tuple(people)
    if found := _EXCEPT.search(sentence):
        return tuple(names.split(AFTER_NAMES.sub("", found["names"].split(", der")[0])) or ())
    if found := _PREDICATE.search(sentence):
        subject = re.sub(r"^.*[:;]\s+", "", sentence[: found.start()])
        return tuple(names.split(subject) or names.leading(subject))
    return ()


def says_for_a_while(sentence: str) -> bool:
    """Whether a sentence of a decision tells of somebody who was there for a part of the time."""
    return is_for_a_while(sentence) and bool(names.leading(sentence) or _PREDICATE.search(sentence[:600]))


def is_absence_alone(text: str) -> bool:
    """Whether every sentence of a line is about who was away."""
    cut = outcomes.sentences(text[:1500])
    return (
        bool(cut)
        and bool(in_sentence(cut[0]) or (_is_remark(cut[0]) and _PREDICATE.search(cut[0])))
        and all(in_sentence(s) or _REMARK.search(s) for s in cut)
        and len(text) < 1500
    )
