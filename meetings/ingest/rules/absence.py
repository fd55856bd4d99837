"""Who was away: lists under 'Fraværende', and sentences that say it.

Three kinds are kept apart: away ('Fraværende: Lise Holm'), away from this item but not from the meeting ('deltog ikke i
behandlingen af punktet', 'fraværende fra kl. 17.30'), and a remark that is no absence at all ('Sarah er ca. 1 time
forsinket', 'forlod mødet kl. 15', 'I stedet mødte Y.').
"""

from __future__ import annotations

import re
from typing import NamedTuple

from meetings.ingest.rules import names, outcomes, presence, words

# 'Fraværende:', 'Fraværende: Henrik Krag', 'Følgende deltog ikke: Lise Holm', 'Afbud fra Lise Holm. I stedet mødte …',
# 'Fraværende | Lise Holm'
_LABEL = re.compile(
    r"^(?P<label>(?:følgende (?:var )?|medlemmer,? der (?:var|er) )?(?:fraværende|"
    r"(?:ikke|ej) (?:til ?stede|mødt|deltaget|deltagende(?: i (?:punktet|sagen))?)|afbud|"
    r"(?:med|uden|meldt) afbud|fravær|forfald|"
    r"udeblevet|(?:erklæret )?inhabile?|(?:in)?habilitet(?=\s*:)|uden ?for (?:lokalet|døren)|"
    r"(?:følgende(?: medlemmer)?|medlemmer, der) (?:deltog|mødte) ikke|deltog ikke(?=\s*:))"
    r"(?: (?:medlemmer|med afbud|med (?:lovligt )?forfald|under punktet|ved punktet|"
    r"ved behandlingen|fra mødet|og afbud))?(?:/(?:afbud|"
    r"fravær))?)"
    r"(?P<mark>\s*[:|]\s*|\s+(?:fra|var|er|blev)\s*:?\s+|\s*$|\s+(?=[A-ZÆØÅ]))(?P<rest>.*)$",
    re.IGNORECASE,
)
# 'Fraværende i Lindeby Kommunalbestyrelsen, 31. maj 2022:', 'Afbud til mødet den 3. maj: Lise Holm'
_AT_MEETING = re.compile(
    r"^(?:fraværende|fravær|afbud|forfald)(?: medlemmer)? (?:i|på|ved|til) (?:\w*mødet?\b|[^:]{0,60}"
    r"(?:udvalg|råd|bestyrelse|nævn|repræsentation)\w*)[^:.]{0,20}(?:\d{1,2}\.[^:]{0,20})?:\s*(?P<rest>.*)$",
    re.IGNORECASE,
)
# 'Lise Holm (A), Jens Krog (Foreningen for Stier, Ib Lund (V)': a list of persons, brackets left open among them
_BARE = re.compile(
    r"^(?P<one>[A-ZÆØÅ][\w.-]+(?: [A-ZÆØÅ][\w.-]*)+)(?: ?\([^()]{1,80}\)?)*"
    r"(?:,? (?:og )?[A-ZÆØÅ][\w.-]+(?: [A-ZÆØÅ][\w.-]*)+(?: ?\([^()]{1,80}\)?)*)*\.?$"
)
# 'Lise Holm og Ib Lund. Uden afbud Jens Krog.'
_EXCUSED = re.compile(r"^(?:med|uden) afbud:? (?=(?-i:[A-ZÆØÅ]))", re.IGNORECASE)
# The first letters of labels; sparing all other lines the pattern
_STARTS = frozenset("fieamudh") | {heading[0] for heading in words.ABSENCE}
# 'Sarah er ca. 1 time forsinket', 'forlod mødet kl. 15.00', 'I stedet mødte Y', 'X deltog som stedfortræder'
_REMARK = re.compile(
    r"\bforsink|\bforlod\b|\bankom\b|\bkom (?:til mødet|kl)|\bi stedet\b|\bstedfortræder|\bsuppleant|\bmødte (?:for|"
    r"som)\b|\binhabil|\bhabilitet|\bdeltog(?: ikke)?\b|\bdeltager ikke\b|\bafbud\b|\bforfald\b|\bfraværende\b|"
    r"\bikke til ?stede\b|\btrådte ud\b|\bgik kl\b|\b(?:ind|til)kaldt\b",
    re.IGNORECASE,
)
# 'Lise Holm (V) (fra kl. 17)', 'Lise Holm (deltog i punkt 1-3)': what is said of a person in brackets
_SAID_IN_BRACKETS = re.compile(r"[(\[][^)\]]*?(?:\bkl|\d|\bdeltog|\bpunkt|\bpkt|\bdelvis)[^)\]]*[)\]]", re.IGNORECASE)
# 'Lise Holm (A), arbejde', 'Jens Krog - sygdom', 'Ib Lund p.g.a. ferie': why, behind a name
_WHY = re.compile(
    r"(?<=[\w).])(?:(?:,| [–-]) (?:pga\.? |p\.g\.a\. |grundet |på grund af )?|"
    r" (?:pga\.?|p\.g\.a\.|grundet|på grund af) )"
    r"(?:arbejde|arbejds\w+|sygdom|syg|ferie|barsel|orlov|"
    r"sygeorlov|kursus|andet møde|(?:privat\w*|familiære|personlige)(?: årsager| forhold)?|forretninger|"
    r"tjenesterejse|rejse|bortrejst|helbred|lovligt forfald|anden? \w+)(?=\s*(?:[.,;]|$|og\b))",
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
    if met := _AT_MEETING.match(text):
        return met["rest"].strip() if names.split(met["rest"]) or is_nobody(met["rest"]) else None
    found = _LABEL.match(text)
    if found is None:
        return None
    if "habil" in found["label"].casefold() and (not found["rest"] or names.split(found["rest"]) is None):
        return None  # 'Inhabilitet: Udvalget drøftede, om …'
    if not found["mark"].strip(" ") and found["rest"] and names.split(first_clause(found["rest"])) is None:
        return None
    return found["rest"].strip()


def is_bare_list(text: str) -> bool:
    """'Lise Holm (A), Ib Lund (V)': persons, and nothing that says what they did."""
    found = _BARE.match(text[:_READ])
    return found is not None and names.is_name(found["one"]) and ("(" in text or len(names.split(text) or ()) > 1)


def first_clause(text: str) -> str:
    return presence.AFTER_NAMES.sub("", outcomes.sentences(text)[0]) if outcomes.sentences(text) else ""


def is_nobody(text: str) -> bool:
    return text.casefold().strip(" .:;") in _NOBODY


def from_list(text: str) -> Away | None:
    """What a text in the place of the absent says; None where it is about something else (the decision itself)."""
    text = text.lstrip(". ").strip()
    if is_nobody(text):
        return Away((), "")
    whole = None if _SAID_IN_BRACKETS.search(text[:_READ]) else names.split(_WHY.sub("", text))
    if whole:
        return Away(tuple(whole), text if _WHY.search(text) else "")
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
    people = tuple(dict.fromkeys(found))
    return Away(people, " ".join(notes), tuple(dict.fromkeys(here)), partly) if found or notes else None


def _from_sentence(sentence: str) -> Away | None:
    """One sentence of a list of the absent: names alone, or names with what is said of some of them."""
    sentence = _EXCUSED.sub("", sentence)
    told = bool(_SAID_IN_BRACKETS.search(sentence[:_READ]))
    people = None if told else names.split(sentence)
    if people:
        return Away(tuple(people), "")
    if not told and not _REMARK.search(sentence) and not presence.is_for_a_while(sentence):
        listed = names.split(presence.AFTER_NAMES.sub("", sentence))
        return Away(tuple(listed), sentence) if listed else None
    if stood_in := presence.stood_in_for(sentence):
        return Away(stood_in, sentence)
    together = _together(sentence)
    if together is not None:
        return Away(
            together, sentence, together if presence.is_here(sentence) else (), presence.is_for_a_while(sentence)
        )
    found: list[str] = []
    here: list[str] = []
    for part in parts(sentence):
        plain = _IN_BRACKETS.sub("", part)
        if plain != part and (
            named := names.split(plain)
        ):  # 'Lise Holm (V) (ankom kl. 17)' is on the list all the same
            found += named
            here += named if presence.is_here(part) else []
            continue
        if presence.is_remark(part) or not _may_list(part) or FROM_ITEMS.search(part) or presence.NO_VOTE.search(part):
            continue
        listed = (
            names.split(part)
            or list(presence.in_sentence(part))
            or names.split(presence.AFTER_NAMES.sub("", part))
            or []
        )
        found += listed
        here += listed if presence.is_here(part) else []
    return Away(tuple(found), sentence, tuple(here), presence.is_for_a_while(sentence))


def _together(sentence: str) -> tuple[str, ...] | None:
    """The subject of a sentence that says one thing of all it names: 'Lise Holm og Jens Krog deltog ikke i punktet.'

    None where a list says of each member what it says: 'Lise Holm (V) deltog ikke i punktet, Jens Krog (A)'.
    """
    predicate = presence.predicate(sentence)
    if predicate is None or names.split(sentence[predicate.end() :].rpartition(", ")[2]):
        return None
    return presence.in_sentence(sentence)


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
        r"forsink|forlod|ankom|delt(?:og|ager|ager dog) (?:først )?fra|kom til|i stedet|stedfortræder|suppleant|mødte|"
        r"kaldt\b",
        sentence,
        re.IGNORECASE,
    )


def is_absence_alone(text: str) -> bool:
    """Whether every sentence of a line is about who was away."""
    cut = outcomes.sentences(text[:1500])
    return (
        bool(cut)
        and not outcomes.known(presence.lead(cut[0]))  # 'Udsat, da Lise Holm var fraværende'
        and bool(presence.in_sentence(cut[0]) or (presence.is_remark(cut[0]) and presence.predicate(cut[0])))
        and all(presence.in_sentence(s) or _REMARK.search(s) for s in cut)
        and len(text) < 1500
    )
