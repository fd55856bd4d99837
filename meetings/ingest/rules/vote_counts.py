"""Votes that are counted: how many stood on each side, and who they were where brackets behind the number say so.

godkendt med 42 stemmer mod 4 · 12 for (A, B), 3 imod (V) · For 16 (A, B), imod 9 (V) · 10 ja-stemmer og 5 nej-stemmer ·
Godkendt 12-3 · mod 1 stemme (V) · mod Venstres stemmer
"""

from __future__ import annotations

import re

from meetings.ingest.rules import voters

Side = tuple[str, voters.Who]

_IN_BRACKETS = r"\((?P<{}>(?:[^()]|\([^()]*\)){{1,200}})\)"


def _who(group: str) -> str:
    return rf"(?: {_IN_BRACKETS.format(group)})?"


# 'med 42 stemmer mod 4', 'med 15 stemmer for (A, B, F) og 4 imod (V)', '12 stemte for, 3 imod', '18 stemmer for og 7
# stemmer imod'
_COUNTS = re.compile(
    rf"\b(?P<for>\d{{1,3}}) (?:medlemmer )?(?:stemmer|stemte)(?: for)?{_who('for_who')}"
    r"(?:,| og|,? mens)? ?(?:mod|imod)?(?: for)? (?P<against>\d{1,3})"
    rf"(?: (?:stemmer|stemte|medlemmer|stemmer stemte))?(?: imod| mod)?{_who('against_who')}",
    re.IGNORECASE,
)
# '5 for og 2 imod', '12 for (A, B), 3 imod (V)', '10 ja-stemmer og 5 nej-stemmer'
_FOR_AND_AGAINST = re.compile(
    rf"\b(?P<for>\d{{1,3}}) (?:for(?: indstillingen| forslaget)?|ja-?stemmer|ja){_who('for_who')}(?:,| og|,? mens) "
    rf"(?P<against>\d{{1,3}}) (?:imod|nej-?stemmer|nej){_who('against_who')}",
    re.IGNORECASE,
)
# 'For 16 (A, B, C), imod 9 (V, O)', 'For: 16 stemmer, imod: 9 stemmer'
_SIDES_FIRST = re.compile(
    rf"\bfor:? (?P<for>\d{{1,3}})(?: stemmer)?{_who('for_who')}(?:,| og|;) "
    rf"i?mod:? (?P<against>\d{{1,3}})(?: stemmer)?{_who('against_who')}",
    re.IGNORECASE,
)
# 'med stemmerne 4 (A, B, F) mod 3 (V, C)'
_BRACKETS = re.compile(
    rf"\b(?P<for>\d{{1,3}}) {_IN_BRACKETS.format('for_who')} i?mod "
    rf"(?P<against>\d{{1,3}}) {_IN_BRACKETS.format('against_who')}",
    re.IGNORECASE,
)
# '13 stemte imod (A, F) og 12 stemte for (V, C)': the sides in any order
_SIDE_IN_BRACKETS = re.compile(
    rf"\b(?P<count>\d{{1,3}}) (?:medlemmer |stemmer )?(?:stemte|stemmer) (?P<how>for|imod|mod)(?: \w+(?:et|en))? "
    rf"{_IN_BRACKETS.format('who')}",
    re.IGNORECASE,
)
# '7 stemte for: Gruppe A, B og F', '2 medlemmer stemte imod (V)'
_COUNTED_SIDE = re.compile(
    r"^\W*(?:og )?(?P<count>\d{1,3}) (?:medlemmer |stemmer )?(?:stemte |stemmer )?(?P<how>for|imod|mod)"
    r"(?: \w+(?:et|en))?\s*(?::\s*(?P<those>.+)|\((?P<who>(?:[^()]|\([^()]*\)){1,200})\)\W*)$",
    re.IGNORECASE,
)
# '8 medlemmer undlod at stemme', '2 undlod', '3 hverken for eller imod (Ø)', '1 (C) undlod', '1 undlod: Lise Holm'
_ABSTAINED = re.compile(
    r"\b(?P<count>\d{1,3}) (?:\((?P<before>[^()]{1,200})\) )?(?:medlem(?:mer)? |stemmer )?(?:undlod|undlader|"
    r"hverken for eller imod|blanke|blankt?)\b(?: at stemme)?(?: \((?P<who>[^)]{1,200})\)|: (?P<those>[^.;:]{1,200}))?",
    re.IGNORECASE,
)
# 'hverken for eller imod 2 (B)', 'undlod: 2', 'blankt 2 (Ø)'
_ABSTAINED_FIRST = re.compile(
    r"^\W*(?:og )?(?:hverken for eller imod|undlod(?: at stemme)?|blankt?)(?: stemte)?:? (?P<count>\d{1,3})\b"
    r"(?: medlemmer| stemmer)?(?: \((?P<who>[^)]{1,200})\))?",
    re.IGNORECASE,
)
# 'Indstillingen blev godkendt med 12 stemmer.', 'Byrådet godkendte indstillingen med 17 stemmer (A, C, F)'
_FOR_ALONE = re.compile(
    r"\b(?:godkendte?|vedtaget|vedtog|tiltrådte?|anbefal(?:er|ede|et|es))(?: \w+en| forslaget)? med "
    r"(?P<count>\d{1,3}) stemmer\b(?: \((?P<who>[^()]{1,200})\))?(?!,? (?:for|imod|mod|og))",
    re.IGNORECASE,
)
_DECIDED = r"\b(?:godkend|udsat|udsæt|vedtage|tiltr|anbefal|beslutte)\w*\b[^.;\d]{0,40}? i?mod "
# 'Godkendt mod 1 stemme (V)', 'Vedtaget mod stemmerne fra Venstre og Jens Krog (C)', 'Godkendt mod Venstres stemmer',
# 'mod 2 stemmer fra V'
_AGAINST_ALONE = re.compile(
    rf"{_DECIDED}(?:(?P<count>\d{{1,3}})(?: stemmer?)?(?: \((?P<who>(?:[^()]|\([^()]*\)){{1,200}})\)|"
    r" fra (?P<from>[^.;]+))?(?! )|stemmer(?:ne)? fra (?P<those>.+)|(?P<whose>[A-ZÆØÅ][^.;:]{0,80}?) stemmer?\b)",
    re.IGNORECASE,
)
# 'Forkastet med 9 stemmer mod 8': the greater number is that of those who voted it down
_VOTED_DOWN = re.compile(
    r"\b(?:forkast(?:et|es|ede)|nedstemt|bortstemt|afvist|faldt|ikke (?:godkendt|vedtaget|tiltrådt|fremmet))\b",
    re.IGNORECASE,
)
# 'Godkendt 12-3', 'Forslaget blev forkastet (8–17).', 'tiltrådt med stemmerne 17-8',
# 'Udsat med stemmerne 12 mod 9'; no date, and '1-3' are points
_TALLY = re.compile(
    r"\b(?P<how>godkendt|vedtaget|tiltrådt|anbefalet|udsat|besluttet|valgt|forkastet|nedstemt|afvist) "
    r"(?:(?:med )?stemme(?:rne|tallene|tal) )?\(?(?P<one>\d{1,2})(?: ?[-–] ?| i?mod )(?P<other>\d{1,2})\)?"
    r"(?=[.,;]?(?:\s|$))",
    re.IGNORECASE,
)
_SAYS_FOR = re.compile(r"\d (?:stemmer |stemte )?for\b|\bfor:? \d|\bja\b", re.IGNORECASE)


def read(clause: str) -> list[Side]:
    """The sides that a clause counts; empty where it counts none."""
    found: list[Side] = []
    low = clause.casefold()
    both = " imod" in low or " mod" in low or "nej" in low  # what the patterns with both sides cannot do without
    counts = _COUNTS.search(clause)
    if counts is None and both:
        counts = _FOR_AND_AGAINST.search(clause) or _SIDES_FIRST.search(clause) or _BRACKETS.search(clause)
    if counts is not None:
        down = _SAYS_FOR.search(counts[0]) is None and _VOTED_DOWN.search(clause[: counts.start()])
        for group in ("for", "against"):
            side = voters.read(counts[f"{group}_who"] or "")
            side.count = int(counts[group])
            found.append(({"for": "against", "against": "for"}[group] if down else group, side))
    elif one := _COUNTED_SIDE.match(clause):
        side = voters.read(one["those"] or one["who"])
        side.count = int(one["count"])
        found.append(("for" if one["how"].casefold() == "for" else "against", side))
    elif sides := list(_SIDE_IN_BRACKETS.finditer(clause)):
        for one in sides:
            side = voters.read(one["who"])
            side.count = int(one["count"])
            found.append(("for" if one["how"].casefold() == "for" else "against", side))
    if abstained := _ABSTAINED_FIRST.match(clause) or _ABSTAINED.search(clause):
        named = abstained.groupdict()
        side = voters.read(named["who"] or named.get("before") or named.get("those") or "")
        side.count = int(abstained["count"])
        found.append(("abstain", side))
    return found


def decided_with(clause: str) -> list[Side]:
    """The side that the words of the decision itself count: 'godkendt med 12 stemmer', 'mod 1 stemme (V)', '12-3'."""
    if alone := _FOR_ALONE.search(clause):
        side = voters.read(alone["who"] or "")
        side.count = int(alone["count"])
        return [("for", side)]
    if few := _AGAINST_ALONE.search(clause):
        side = voters.read(few["who"] or few["from"] or few["those"] or _not_genitive(few["whose"] or ""))
        side.count = int(few["count"]) if few["count"] else side.count
        return [("against", side)] if side else []
    tally = _TALLY.search(clause)
    return _tally(tally) if tally else []


def _not_genitive(text: str) -> str:
    """'Lise Holms' -> 'Lise Holm', "SF's" -> 'SF'."""
    return text.removesuffix("s").rstrip("'’")


def _tally(found: re.Match[str]) -> list[Side]:
    """'12-3' as for and against. What was voted down had the greater number against it, whichever stands first."""
    counts = int(found["one"]), int(found["other"])
    if _VOTED_DOWN.search(found["how"]):
        return [("for", voters.Who(count=min(counts))), ("against", voters.Who(count=max(counts)))]
    if counts[0] <= counts[1]:
        return []
    return [("for", voters.Who(count=counts[0])), ("against", voters.Who(count=counts[1]))]
