"""Votes told by parties in brackets behind a decision: 'Godkendt (A+V), Ø imod'."""

from __future__ import annotations

import re

from meetings.ingest.rules import voters

# 'Indstillingen anbefales (A+T+V+C).', 'Godkendt (A, B og V), Ø imod', 'Ikke godkendt (A/V)': the parties in brackets
# behind what they did; in 'forslag fra (A, V)' they made a proposal
_PARTIES_BEHIND = re.compile(
    r"^(?P<said>[^()]*?\b(?i:godkend|vedtag|tiltr[åæ]d|anbefal|tilslut|støtte|følge?[rs]|fulgt|indstille|forkast|afvis|"
    r"nedstem|imødekom)\w*(?: (?!fra\b|af\b|om\b|stillet\b)[\wæøå-]+){0,4}) \((?P<who>[A-ZÆØÅ]"
    r"(?:(?:, ?| ?\+ ?|/| og | )[A-ZÆØÅ])+)\)(?P<rest>\W*$|(?:,| [–-]|,? og|,? men)? (?:i?mod\b|\(?[A-ZÆØÅ]).*$)"
)
# ', Ø imod', ' mod (Ø)', ' - imod stemte Ø og Lise Holm': who was on the other side
_OTHERS_BEHIND = re.compile(
    r"^\W*(?:(?:i?mod|for)(?: stemte| stemmer)?:? (?P<who>\(?[A-ZÆØÅ][^.;:]{0,120}?)|"
    r"(?P<who2>\(?[A-ZÆØÅ][^.;:]{0,120}?) (?:var |er |stemte |stemmer )?(?:i?mod|for))\W*$"
)
_REJECTED = re.compile(r"\b(?:ikke|forkast\w*|afvis\w*|nedstem\w*)\b", re.IGNORECASE)


def read(clause: str) -> list[tuple[str, voters.Who]]:
    """The sides that a clause tells so; empty where it tells none."""
    found = _PARTIES_BEHIND.match(clause)
    if found is None:
        return []
    sides = ["against", "for"] if _REJECTED.search(found["said"]) else ["for", "against"]
    told = [(sides[0], voters.read(found["who"].replace("+", ", ").replace("/", ", ")))]
    if others := _OTHERS_BEHIND.match(found["rest"]):
        told.append((sides[1], voters.read(others["who"] or others["who2"])))
    return told
